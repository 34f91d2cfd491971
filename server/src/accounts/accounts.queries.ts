import type { listAccounts } from '@qianyue/api/accounts.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { Role } from '@qianyue/domain/access/roles.ts'
import type { RoleAtUnit } from '@qianyue/domain/accounts/giving-roles.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import type { Context } from '../http/context.ts'
import { endPhonesOf } from '../phones/phones.queries.ts'

type HeldRoleRow = { role: Role; unitCode: number; unitName: string }

/**
 * Accounts all of whose roles the viewer manages: whoever holds a role elsewhere as well is the administrator's above.
 */
function managedAccounts({ db, reach, now }: Context) {
  const managed = sql<boolean>`(r.unit_code between ${reach.range?.from ?? null} and ${reach.range?.to ?? null}
    or r.unit_code = any (${[...reach.units]}::bigint[]))`
  return db
    .selectFrom('accounts')
    .select([
      'accounts.id',
      'username',
      'accounts.name',
      'staffId',
      'residentId',
      'mustChangePassword',
      'oneTimeUntil',
      'lastResetId',
      'secondFactorSince',
      'secondFactorDemanded',
      'lastSignedInAt',
      'accounts.createdAt',
      sql<'open' | 'locked' | 'disabled'>`case when disabled_at is not null then 'disabled'
        when locked_until > ${now} then 'locked' else 'open' end`.as('state'),
      sql<HeldRoleRow[]>`coalesce((select json_agg(json_build_object('role', r.role, 'unitCode', r.unit_code,
        'unitName', coalesce(u.name, '')) order by r.unit_code, r.role)
        from account_roles r left join org_units u on u.code = r.unit_code where r.account_id = accounts.id), '[]')`.as(
        'roles',
      ),
    ])
    .where(
      sql<boolean>`exists (select from account_roles r where r.account_id = accounts.id)
        and not exists (select from account_roles r where r.account_id = accounts.id and ${managed} is not true)`,
    )
}

export type ManagedAccount = NonNullable<Awaited<ReturnType<typeof managedAccount>>>

export async function managedAccount(context: Context, accountId: string) {
  return await managedAccounts(context).where('accounts.id', '=', accountId).executeTakeFirst()
}

/** By username, from the one after the cursor. */
export async function accountsPage(context: Context, request: RequestOf<typeof listAccounts>) {
  const { q, role, unitCode, state, cursor, limit } = request
  return await managedAccounts(context)
    .$if(Boolean(q), (query) =>
      query.where(
        sql<boolean>`(position(lower(${q}) in username) > 0 or position(${q} in accounts.name) > 0)`,
      ),
    )
    .$if(role !== undefined, (query) =>
      query.where(
        sql<boolean>`exists (select from account_roles r where r.account_id = accounts.id and r.role = ${role})`,
      ),
    )
    .$if(unitCode !== undefined, (query) =>
      query.where(
        sql<boolean>`exists (select from account_roles r where r.account_id = accounts.id and r.unit_code = ${unitCode})`,
      ),
    )
    .$if(state === 'disabled', (query) => query.where('disabledAt', 'is not', null))
    .$if(state === 'locked', (query) =>
      query.where('disabledAt', 'is', null).where('lockedUntil', '>', context.now),
    )
    .$if(state === 'open', (query) =>
      query
        .where('disabledAt', 'is', null)
        .where(sql<boolean>`(locked_until is null or locked_until <= ${context.now})`),
    )
    .$if(cursor !== undefined, (query) => query.where('username', '>', cursor!))
    .orderBy('username')
    .limit(limit + 1)
    .execute()
}

/** Whether the account, or a person's other account, is there already: also beyond the viewer's reach. */
export async function accountsLike(
  { db }: Context,
  account: { id: string; staffId: string | null; residentId: string | null },
) {
  return await db
    .selectFrom('accounts')
    .select(['id', 'staffId', 'residentId'])
    .where('disabledAt', 'is', null)
    .where((where) =>
      where.or([
        where('id', '=', account.id),
        ...(account.staffId === null ? [] : [where('staffId', '=', account.staffId)]),
        ...(account.residentId === null ? [] : [where('residentId', '=', account.residentId)]),
      ]),
    )
    .execute()
}

/** A resident within reach, as the holder of an account. */
export async function residentOfAccount({ db }: Context, residentId: string) {
  return await db
    .selectFrom('residents')
    .select(['id', 'name', 'villageCode', 'healthRecordNumber', 'diedOn'])
    .where('id', '=', residentId)
    .where('mergedIntoId', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** The account of a resident that is in use, if there is one. */
export async function accountOfResident({ db }: Context, residentId: string) {
  return await db
    .selectFrom('accounts')
    .select(['id', 'username', 'createdAt', 'lastResetId', 'mustChangePassword'])
    .where('residentId', '=', residentId)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
}

export async function staffUnit({ db }: Context, staffId: string): Promise<number | null> {
  const found = await db.selectFrom('staff').select('unitCode').where('id', '=', staffId).executeTakeFirst()
  return found?.unitCode ?? null
}

/** Codes of the given units that are not there or have closed. */
export async function closedUnits({ db, today }: Context, codes: readonly number[]): Promise<number[]> {
  const open = await db
    .selectFrom('orgUnits')
    .select('code')
    .where('code', 'in', [...codes])
    .where((where) => where.or([where('closedOn', 'is', null), where('closedOn', '>', today)]))
    .execute()
  const known = new Set(open.map(({ code }) => code))
  return codes.filter((code) => !known.has(code))
}

type NewAccount = {
  id: string
  countyCode: number
  username: string
  name: string
  passwordHash: string
  staffId: string | null
  residentId: string | null
  secondFactorDemanded: boolean
  oneTimeUntil: Date
  createdAt: Date
}

/** False when the username is taken, which may be in another county. */
export async function insertAccount({ db }: Context, account: NewAccount): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('accounts')
    .values({ ...account, mustChangePassword: true })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function replaceRoles({ db }: Context, accountId: string, roles: readonly RoleAtUnit[]) {
  await db.deleteFrom('accountRoles').where('accountId', '=', accountId).execute()
  await db
    .insertInto('accountRoles')
    .values(roles.map(({ role, unitCode }) => ({ accountId, role, unitCode })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function updateAccount(
  { db }: Context,
  accountId: string,
  changes: Partial<{
    name: string
    secondFactorDemanded: boolean
    passwordHash: string
    mustChangePassword: boolean
    oneTimeUntil: Date | null
    lastResetId: string
    passwordChangedAt: Date
    failedSignIns: number
    lockedUntil: Date | null
    disabledAt: Date | null
    secondFactorSecret: Buffer | null
    secondFactorPending: Buffer | null
    secondFactorSince: Date | null
    secondFactorStep: number | null
  }>,
) {
  await db.updateTable('accounts').set(changes).where('id', '=', accountId).execute()
}

/** Sessions that still open something, the latest first. */
export async function liveSessions({ db, now }: Context, accountId: string, idleMinutes: number) {
  return await db
    .selectFrom('sessions')
    .select(['id', 'startedAt', 'lastSeenAt', sql<string>`coalesce(content ->> 'device', '')`.as('device')])
    .where('accountId', '=', accountId)
    .where('expiresAt', '>', now)
    .where('lastSeenAt', '>', new Date(now.getTime() - idleMinutes * 60_000))
    .orderBy('lastSeenAt', 'desc')
    .execute()
}

/** Ends sessions of an account: all, one, or all but one. */
export async function endSessions(
  { db, now }: Context,
  accountId: string,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('accountId', '=', accountId)
    .$if(which.only !== undefined, (query) => query.where('id', '=', which.only!))
    .$if(which.except !== undefined, (query) => query.where('id', '<>', which.except!))
    .executeTakeFirstOrThrow()
  if (which.only === undefined) await endPhonesOf(db, accountId, now)
  return Number(numDeletedRows)
}

export async function tokensOf({ db }: Context, accountId: string) {
  return await db
    .selectFrom('apiTokens')
    .select(['id', 'name', 'scopes', 'createdAt', 'revokedAt'])
    .select(
      sql<LocalDate | null>`((expires_at at time zone 'Asia/Shanghai') - interval '1 second')::date`.as(
        'expiresOn',
      ),
    )
    .where('accountId', '=', accountId)
    .orderBy('createdAt', 'desc')
    .execute()
}

/** False when there is a token with the id already. */
export async function insertToken(
  { db }: Context,
  token: {
    id: string
    accountId: string
    name: string
    tokenHash: Buffer
    scopes: string[]
    createdAt: Date
    createdBy: string
    expiresAt: Date
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('apiTokens')
    .values(token)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function revokeTokenOf(
  { db, now }: Context,
  accountId: string,
  tokenId: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('apiTokens')
    .set({ revokedAt: sql`coalesce(revoked_at, ${now})` })
    .where('id', '=', tokenId)
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Roles whose holders must have a second factor. */
export async function rolesWithSecondFactor({ db }: Context): Promise<Role[]> {
  const found = await db.selectFrom('secondFactorRoles').select('role').execute()
  return found.map(({ role }) => role as Role)
}

export async function demandSecondFactor({ db, viewer }: Context, role: Role, demanded: boolean) {
  if (demanded) {
    await db
      .insertInto('secondFactorRoles')
      .values({ countyCode: viewer.countyCode, role })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  } else await db.deleteFrom('secondFactorRoles').where('role', '=', role).execute()
}
