/** npm run phone:open -- FILE: reads what a phone that cannot send gave out, and writes it beside the file as JSON. */
import { readFile, writeFile } from 'node:fs/promises'
import { openWaitingFile, type WaitingFile } from '../mobile-web/src/outbox/waiting-file.ts'
import { ConfigError, readConfig } from '../server/src/config.ts'
import { openDatabase, openPool } from '../server/src/database/database.ts'
import { startEmbeddedDatabase } from '../server/src/database/embedded.ts'
import { phoneToSignIn } from '../server/src/phones/phones.queries.ts'
import { fieldCrypto, readFieldKey } from '../server/src/secrets/field-crypto.ts'

try {
  const path = process.argv[2]
  if (!path) throw new ConfigError('npm run phone:open -- FILE')
  const file = JSON.parse(await readFile(path, 'utf8')) as WaitingFile
  const config = readConfig(process.env)
  const embedded = config.databaseUrl === null ? await startEmbeddedDatabase(config.dataDir) : null
  const database = openDatabase(openPool(config.databaseUrl ?? embedded!.url, 1))
  try {
    const crypto = fieldCrypto(await readFieldKey(config.dataDir, config.fieldKey))
    const phone = await phoneToSignIn(database, file.phoneId)
    const opened = phone && (await openWaitingFile(file, crypto.decrypt(phone.secret)))
    if (!opened) throw new ConfigError('This file is of a phone that this program does not know.')
    const readable = `${path}.json`
    await writeFile(readable, JSON.stringify(opened.entries, null, 2), { mode: 0o600 })
    for (const { id, bytes } of opened.files) {
      await writeFile(`${path}.${id}`, Buffer.from(bytes), { mode: 0o600 })
    }
    console.log(
      `${opened.entries.length} entries and ${opened.files.length} files of phone ${file.phoneId}: ${readable}`,
    )
    console.log('They hold personal data: delete them when they are no longer needed.')
  } finally {
    await database.destroy()
    if (embedded && !embedded.wasRunning) await embedded.stop()
  }
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error)
  process.exitCode = 1
}
