import { randomBytes } from 'node:crypto'
import type { createFirstAdministrator } from '@qianyue/api/accounts.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { passwordFaultWords, whyPasswordUnfit } from '@qianyue/domain/accounts/password.ts'
import { dayInShanghai, startOfYear } from '@qianyue/domain/days/local-date.ts'
import { v7 as newId } from 'uuid'
import { writeAudit } from '../audit/audit-trail.ts'
import { inTransaction } from '../database/database.ts'
import type { Services } from '../http/answer.ts'
import { openingOf } from '../http/context.ts'
import { Invalid, Refused } from '../http/errors.ts'
import { hashPassword, passwordMatches } from '../session/passwords.ts'
import { accountByUsername } from '../session/viewer.queries.ts'
import {
  codeIsGood,
  firstCounty,
  hasNoAdministrator,
  insertAdministrator,
  insertCode,
  insertFirstPackages,
  makeCounty,
  useCode,
} from './first-administrator.queries.ts'

/** Hours that the one-time code for the first administrator is good. */
export const FIRST_CODE_HOURS = 24

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/**
 * A one-time code with which the first administrator is made, `ABCD-…`; only its hash is kept.
 * Null when there is an administrator already.
 */
export async function firstAdministratorCode({ database, now }: Pick<Services, 'database' | 'now'>) {
  if (!(await hasNoAdministrator(database))) return null
  const letters = [...randomBytes(20)].map((byte) => BASE32[byte % 32]!).join('')
  const code = letters.match(/.{4}/g)!.join('-')
  const madeAt = now()
  await insertCode(database, code, madeAt, new Date(madeAt.getTime() + FIRST_CODE_HOURS * 3_600_000))
  return code
}

export async function administratorNeeded({ database }: Services) {
  const needed = await hasNoAdministrator(database)
  return { needed, county: needed ? ((await firstCounty(database)) ?? null) : null }
}

/** 建立首个管理员, and the county with its first packages when there is none. Sent again with the same password, it answers as the first time. */
export async function createAdministrator(
  services: Services,
  request: RequestOf<typeof createFirstAdministrator>,
) {
  const { database } = services
  const { code, username, name, password } = request
  if (!(await hasNoAdministrator(database))) {
    const account = await accountByUsername(database, username)
    if (account && (await passwordMatches(account.passwordHash, password))) return { username }
    throw new Refused('administrator-exists', '管理员已经建立，请直接登录，或请现有管理员为您开设账号。')
  }
  const now = services.now()
  if (!(await codeIsGood(database, code, now))) throw wrongCode()
  const fault = whyPasswordUnfit(password, username)
  if (fault) throw new Invalid({ password: passwordFaultWords[fault] })
  const county = (await firstCounty(database)) ?? namedCounty(request)
  await makeCounty(database, county)
  await insertFirstPackages(database, county.code, startOfYear(dayInShanghai(now)))

  const account = {
    id: newId(),
    countyCode: county.code,
    username,
    name,
    passwordHash: await hashPassword(password),
    createdAt: now,
  }
  await inTransaction(database, 'begin; set local search_path = platform, public', async (db) => {
    if (!(await useCode(db, code, now))) throw wrongCode()
    if (!(await insertAdministrator(db, account)))
      throw new Invalid({ username: '这个账号名已被使用，请换一个。' })
  })
  const opening = openingOf(county.code, { range: null, units: [], teams: [], residentId: null })
  const act = { accountId: account.id, action: 'first-administrator', outcome: 'done' as const, at: now }
  await inTransaction(database, opening, (db) =>
    writeAudit(db, services.crypto, act, [{ subject: `account ${account.id}` }]),
  )
  services.viewers.forget()
  return { username }
}

function wrongCode() {
  return new Refused('wrong-code', '一次性代码不正确或已过期。重新启动程序会给出新的代码。')
}

function namedCounty({ countyCode, countyName }: RequestOf<typeof createFirstAdministrator>) {
  const fields: Record<string, string> = {}
  if (countyCode === undefined) fields.countyCode = '请输入 6 位行政区划代码'
  if (countyName === undefined) fields.countyName = '请输入县（市、区）名称'
  if (countyCode === undefined || countyName === undefined) throw new Invalid(fields)
  return { code: countyCode, name: countyName }
}
