import { createHash } from 'node:crypto'
import { type ExpressionBuilder, sql } from 'kysely'
import type { HeldRole, Viewer } from '../access/viewer.ts'
import type { Database } from '../database/database.ts'
import { countySchema } from '../database/migrate.ts'
import type { DB } from '../database/tables.ts'

/** The viewer that an account is, today; null when there is none, it is disabled, or the person has left. */
export async function viewerOf(database: Database, accountId: string): Promise<Viewer | null> {
  const account = await openAccount(database, accountId)
  if (!account) return null
  const { held, secondFactorDemanded, secondFactorDemandedByRole, secondFactorSince, ...person } = account
  const roles = held ?? []
  const unitCode = roles[0]?.unitCode ?? person.countyCode * 1_000_000
  const { unitName, hasLeft, teamIds, teamVillages } = await workOf(database, person, unitCode)
  if (hasLeft) return null
  return {
    ...person,
    unitCode,
    unitName: unitName ?? person.countyName,
    roles,
    teamIds,
    teamVillages,
    mustEnrolSecondFactor:
      secondFactorSince === null && (secondFactorDemanded || Boolean(secondFactorDemandedByRole)),
    isProgram: false,
    scopes: null,
  }
}

/** An account that is not disabled, with its roles. */
async function openAccount(database: Database, accountId: string) {
  return await database
    .selectFrom('accounts')
    .innerJoin('counties', 'counties.code', 'accounts.countyCode')
    .select([
      'accounts.id as accountId',
      'username',
      'accounts.name',
      'staffId',
      'residentId',
      'countyCode',
      'counties.name as countyName',
      'mustChangePassword',
      'secondFactorDemanded',
      'secondFactorSince',
    ])
    .select((outer) => demandedByRole(outer).as('secondFactorDemandedByRole'))
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
}

/** Where somebody works today, and with which teams in which villages. */
async function workOf(
  database: Database,
  { countyCode, staffId }: { countyCode: number; staffId: string | null },
  unitCode: number,
) {
  const county = sql.id(countySchema(countyCode))
  const { rows } = await sql<{
    unitName: string | null
    hasLeft: boolean
    teamIds: string[]
    teamVillages: number[]
  }>`
    with own as (
      select distinct team_id from ${county}.team_members
      where staff_id = ${staffId} and since <= current_date and (until is null or until >= current_date)
    )
    select
      (select name from ${county}.org_units where code = ${unitCode}) as unit_name,
      exists (select from ${county}.staff where id = ${staffId} and left_on <= current_date) as has_left,
      coalesce((select json_agg(team_id) from own), '[]') as team_ids,
      coalesce((select json_agg(distinct village_code) from ${county}.team_villages join own using (team_id)
        where since <= current_date and (until is null or until >= current_date)), '[]') as team_villages
  `.execute(database)
  return rows[0]!
}

/** Whether one of the account's roles must have a second factor. */
function demandedByRole(outer: ExpressionBuilder<DB, 'accounts'>) {
  return outer.exists(
    outer
      .selectFrom('accountRoles')
      .innerJoin('secondFactorRoles', 'secondFactorRoles.role', 'accountRoles.role')
      .whereRef('accountId', '=', 'accounts.id')
      .whereRef('secondFactorRoles.countyCode', '=', 'accounts.countyCode')
      .select('accountRoles.role'),
  )
}

/** The account and scopes that a program's token stands for; null when it is unknown, revoked or past its day. */
export async function tokenHolder(database: Database, hash: Buffer) {
  return await database
    .selectFrom('apiTokens')
    .select(['accountId', 'scopes'])
    .where('tokenHash', '=', hash)
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
      'mustChangePassword',
      'oneTimeUntil',
      'secondFactorSecret',
      'countyCode',
    ])
    .where('username', '=', username.toLowerCase())
    .executeTakeFirst()
}

/** What only the person proves: read outside a request's transaction, which may not see it. */
export async function accountSecrets(database: Database, accountId: string) {
  const account = await database
    .selectFrom('accounts')
    .select(['passwordHash', 'secondFactorSince', 'secondFactorPending'])
    .select((outer) =>
      sql<boolean>`(second_factor_demanded or ${demandedByRole(outer)})`.as('secondFactorDemanded'),
    )
    .where('accounts.id', '=', accountId)
    .executeTakeFirstOrThrow()
  return account
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

/** Notes that somebody came in: failures before count no more. */
export async function noteSignedIn(database: Database, accountId: string, at: Date) {
  await database
    .updateTable('accounts')
    .set({ failedSignIns: 0, lockedUntil: null, lastSignedInAt: at })
    .where('id', '=', accountId)
    .execute()
}

/** Takes a code of the second factor, once. False when it, or a later one, was taken before. */
export async function takeSecondFactorStep(database: Database, accountId: string, step: number) {
  const taken = await database
    .updateTable('accounts')
    .set({ secondFactorStep: step })
    .where('id', '=', accountId)
    .where((where) => where.or([where('secondFactorStep', 'is', null), where('secondFactorStep', '<', step)]))
    .returning('id')
    .executeTakeFirst()
  return taken !== undefined
}

export async function endSessionsOf(database: Database, accountId: string) {
  await database.deleteFrom('sessions').where('accountId', '=', accountId).execute()
}
