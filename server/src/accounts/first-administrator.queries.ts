import { createHash } from 'node:crypto'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { CompiledQuery, sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { inCounty } from '../database/in-county.ts'
import { countySchema, createCounty, type OwnerConnection } from '../database/migrate.ts'
import { insertDefaultPackages } from '../packages/default-packages.ts'

/** Whether nobody in any county can give accounts to others. */
export async function hasNoAdministrator(database: Database): Promise<boolean> {
  const found = await database
    .selectFrom('accountRoles')
    .innerJoin('accounts', 'accounts.id', 'accountId')
    .select('accounts.id')
    .where('role', '=', 'system-admin')
    .limit(1)
    .executeTakeFirst()
  return found === undefined
}

export async function firstCounty(database: Database) {
  return await database.selectFrom('counties').select(['code', 'name']).orderBy('code').executeTakeFirst()
}

function hashOf(code: string): Buffer {
  return createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z2-7]/g, ''))
    .digest()
}

export async function insertCode(database: Database, code: string, madeAt: Date, expiresAt: Date) {
  await database
    .insertInto('firstAdministratorCodes')
    .values({ codeHash: hashOf(code), madeAt, expiresAt })
    .execute()
}

export async function codeIsGood(database: Database, code: string, now: Date): Promise<boolean> {
  const found = await database
    .selectFrom('firstAdministratorCodes')
    .select('codeHash')
    .where('codeHash', '=', hashOf(code))
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return found !== undefined
}

/** Uses a code up; false when somebody else has just done so. No code is good afterwards. */
export async function useCode(db: Database, code: string, now: Date): Promise<boolean> {
  const used = await db
    .updateTable('firstAdministratorCodes')
    .set({ usedAt: now })
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning('codeHash')
    .execute()
  const hash = hashOf(code)
  return used.some(({ codeHash }) => codeHash.equals(hash))
}

/** Makes the county and its bureau, when they are not there. */
export async function makeCounty(database: Database, county: { code: number; name: string }) {
  await database.connection().execute(async (db) => {
    const owner: OwnerConnection = {
      query: async <Row>(text: string, values: unknown[] = []) => {
        const { rows } = await db.executeQuery(CompiledQuery.raw(text, values))
        return { rows: rows as Row[] }
      },
    }
    await createCounty(owner, county)
    await sql`
      insert into ${sql.id(countySchema(county.code))}.org_units (code, level, name, area_name)
      values (${county.code * 1_000_000}, 'county', ${`${county.name}卫生健康局`}, ${county.name})
      on conflict do nothing
    `.execute(db)
  })
}

/** Packages to begin from, once: of two who make the county at the same time one waits for the other. */
export async function insertFirstPackages(database: Database, countyCode: number, validFrom: LocalDate) {
  await inCounty(database, countyCode, async (db) => {
    await sql`select pg_advisory_xact_lock(hashtext('qianyue-first-packages'))`.execute(db)
    await insertDefaultPackages(db, validFrom)
  })
}

export async function insertAdministrator(
  db: Database,
  account: {
    id: string
    countyCode: number
    username: string
    name: string
    passwordHash: string
    createdAt: Date
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('accounts')
    .values({ ...account, passwordChangedAt: account.createdAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) return false
  await db
    .insertInto('accountRoles')
    .values({ accountId: account.id, role: 'system-admin', unitCode: account.countyCode * 1_000_000 })
    .execute()
  return true
}
