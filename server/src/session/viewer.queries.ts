import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { HeldRole, Viewer } from '../access/viewer.ts'
import type { Database } from '../database/database.ts'
import { countySchema } from '../database/migrate.ts'

/** The viewer that an account is, today; null when there is no such account or it is disabled. */
export async function viewerOf(database: Database, accountId: string): Promise<Viewer | null> {
  const account = await database
    .selectFrom('accounts')
    .innerJoin('counties', 'counties.code', 'accounts.countyCode')
    .select([
      'accounts.id',
      'username',
      'accounts.name',
      'staffId',
      'residentId',
      'countyCode',
      'counties.name as countyName',
      'mustChangePassword',
    ])
    .select((outer) =>
      outer
        .selectFrom('accountRoles')
        .select(
          sql<
            HeldRole[]
          >`coalesce(json_agg(json_build_object('role', role, 'unitCode', unit_code) order by unit_code), '[]')`.as(
            'held',
          ),
        )
        .whereRef('accountId', '=', 'accounts.id')
        .as('held'),
    )
    .where('accounts.id', '=', accountId)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  if (!account) return null

  const held = account.held ?? []
  const unitCode = held[0]?.unitCode ?? account.countyCode * 1_000_000
  const county = sql.id(countySchema(account.countyCode))
  const work = await sql<{ unitName: string | null; teamIds: string[]; teamVillages: number[] }>`
    with own as (
      select distinct team_id from ${county}.team_members
      where staff_id = ${account.staffId} and since <= current_date and (until is null or until >= current_date)
    )
    select
      (select name from ${county}.org_units where code = ${unitCode}) as unit_name,
      coalesce((select json_agg(team_id) from own), '[]') as team_ids,
      coalesce((select json_agg(distinct village_code) from ${county}.team_villages join own using (team_id)
        where since <= current_date and (until is null or until >= current_date)), '[]') as team_villages
  `.execute(database)
  const { unitName, teamIds, teamVillages } = work.rows[0]!
  return {
    accountId: account.id,
    username: account.username,
    name: account.name,
    staffId: account.staffId,
    residentId: account.residentId,
    countyCode: account.countyCode,
    countyName: account.countyName,
    unitCode,
    unitName: unitName ?? account.countyName,
    roles: held,
    teamIds,
    teamVillages,
    mustChangePassword: account.mustChangePassword,
    scopes: null,
  }
}

/** The account and scopes that a program's token stands for; null when it is unknown, revoked or past its day. */
export async function tokenHolder(database: Database, token: string) {
  return await database
    .selectFrom('apiTokens')
    .select(['accountId', 'scopes'])
    .where('tokenHash', '=', tokenHash(token))
    .where('revokedAt', 'is', null)
    .where((where) => where.or([where('expiresAt', 'is', null), where('expiresAt', '>', sql<Date>`now()`)]))
    .executeTakeFirst()
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

export async function accountByUsername(database: Database, username: string) {
  return await database
    .selectFrom('accounts')
    .select([
      'id',
      'passwordHash',
      'lockedUntil',
      'failedSignIns',
      'disabledAt',
      'secondFactorSecret',
      'secondFactorDemanded',
      'countyCode',
    ])
    .where('username', '=', username.toLowerCase())
    .executeTakeFirst()
}

/** Counts a failed sign-in; at the limit the account is locked and the count begins anew. */
export async function countFailedSignIn(
  database: Database,
  accountId: string,
  limit: number,
  lockMinutes: number,
) {
  await database
    .updateTable('accounts')
    .set({
      failedSignIns: sql`case when failed_sign_ins + 1 >= ${limit} then 0 else failed_sign_ins + 1 end`,
      lockedUntil: sql`case when failed_sign_ins + 1 >= ${limit} then now() + make_interval(mins => ${lockMinutes}) else locked_until end`,
    })
    .where('id', '=', accountId)
    .execute()
}

export async function clearFailedSignIns(database: Database, accountId: string) {
  await database
    .updateTable('accounts')
    .set({ failedSignIns: 0, lockedUntil: null })
    .where('id', '=', accountId)
    .where((where) => where.or([where('failedSignIns', '>', 0), where('lockedUntil', 'is not', null)]))
    .execute()
}

export async function endSessionsOf(database: Database, accountId: string) {
  await database.deleteFrom('sessions').where('accountId', '=', accountId).execute()
}
