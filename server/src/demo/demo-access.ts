import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import type pg from 'pg'
import type { Config } from '../config.ts'
import type { Database } from '../database/database.ts'
import type { FieldCrypto } from '../secrets/field-crypto.ts'
import { hashPassword, passwordMatches } from '../session/passwords.ts'
import { demoPasswordHash, demoUsernames, setDemoPassword } from './demo.queries.ts'
import { type OnProgress, seedDemo } from './seed-demo.ts'

/** How the demo county is entered. */
type DemoAccess = { usernames: string[]; password: string | null }

/**
 * Makes the demo county where there is nothing yet, and says how to enter it: also at every later start, from the data
 * folder. A password in the settings is taken over by the demo accounts.
 * @returns null where the accounts are not those of the demo.
 */
export async function openDemo(
  config: Config,
  database: Database,
  owner: pg.Client,
  crypto: FieldCrypto,
  onProgress: OnProgress,
): Promise<DemoAccess | null> {
  const noteFile = join(config.dataDir, 'demo-password.txt')
  const now = new Date()
  const made = await seedDemo(database, owner, crypto, {
    today: dayInShanghai(now),
    now,
    password: config.demoPassword,
    onProgress,
  })
  if (made !== null) await writeFile(noteFile, `${made.password}\n`, { mode: 0o600 })

  const hash = await demoPasswordHash(database)
  if (hash === null) return null
  const wanted = config.demoPassword
  if (wanted !== null && !(await passwordMatches(hash, wanted))) {
    await setDemoPassword(database, await hashPassword(wanted))
    await writeFile(noteFile, `${wanted}\n`, { mode: 0o600 })
  }
  const noted = existsSync(noteFile) ? (await readFile(noteFile, 'utf8')).trim() : null
  return { usernames: await demoUsernames(database), password: wanted ?? noted }
}
