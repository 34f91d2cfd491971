import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { listStaff } from '@qianyue/api/organisation.ts'
import type { OrgLevel } from '@qianyue/domain/access/org-unit.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { UnitInUse } from '@qianyue/domain/organisation/unit-changes.ts'
import { sql } from 'kysely'
import type { Context } from '../http/context.ts'

const unitColumns = [
  'code',
  'parentCode',
  'level',
  'name',
  'areaName',
  'archiveCode',
  'phone',
  'address',
  'closedOn',
] as const

/** The county's units from the county down; those closed by today only when asked for. */
export async function orgUnits({ db, today }: Context, withClosed: boolean) {
  const units = await db
    .selectFrom('orgUnits')
    .select(unitColumns)
    .$if(!withClosed, (query) =>
      query.where((where) => where.or([where('closedOn', 'is', null), where('closedOn', '>', today)])),
    )
    .orderBy('code')
    .execute()
  return units.map((unit) => ({ ...unit, level: unit.level as OrgLevel }))
}

export async function orgUnitByCode({ db }: Context, code: number) {
  const unit = await db.selectFrom('orgUnits').select(unitColumns).where('code', '=', code).executeTakeFirst()
  return unit && { ...unit, level: unit.level as OrgLevel }
}

type UnitRow = {
  code: number
  parentCode: number
  level: OrgLevel
  name: string
  areaName: string
  archiveCode: string | null
  phone: string | null
  address: string | null
}

/** False when there is a unit with the code already. */
export async function insertOrgUnit({ db }: Context, unit: UnitRow): Promise<boolean> {
  const added = await db
    .insertInto('orgUnits')
    .values(unit)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('code')
    .executeTakeFirst()
  return added !== undefined
}

export async function updateOrgUnit({ db }: Context, code: number, changes: Partial<Omit<UnitRow, 'code'>>) {
  await db.updateTable('orgUnits').set(changes).where('code', '=', code).execute()
}

export async function closeOrgUnitOn({ db, today }: Context, code: number) {
  await db.updateTable('orgUnits').set({ closedOn: today }).where('code', '=', code).execute()
}

/** Another unit under the same parent that has the name or the archive code. */
export async function unitTaking(
  { db }: Context,
  unit: { code: number; parentCode: number | null; name: string; archiveCode: string | null },
) {
  return await db
    .selectFrom('orgUnits')
    .select(['name', 'archiveCode'])
    .where('code', '<>', unit.code)
    .where('parentCode', 'is not distinct from', unit.parentCode)
    .where((where) =>
      where.or([
        where('name', '=', unit.name),
        ...(unit.archiveCode === null ? [] : [where('archiveCode', '=', unit.archiveCode)]),
      ]),
    )
    .executeTakeFirst()
}

/** What still hangs on a unit and on those below it. */
export async function whatHangsOn({ db, today }: Context, code: number): Promise<UnitInUse> {
  const { from, to } = rangeOf(code)
  const { rows } = await sql<UnitInUse>`
    select
      (select count(*) from org_units where parent_code = ${code} and (closed_on is null or closed_on > ${today})) as units,
      (select count(*) from staff where unit_code = ${code} and (left_on is null or left_on > ${today})) as staff,
      (select count(*) from teams where unit_code = ${code} and (dissolved_on is null or dissolved_on > ${today})) as teams,
      (select count(*) from residents where village_code between ${from} and ${to}
        and died_on is null and moved_out_on is null and merged_into_id is null) as residents,
      (select count(distinct account_id) from account_roles r join accounts a on a.id = r.account_id
        where r.unit_code = ${code} and a.disabled_at is null) as accounts
  `.execute(db)
  return rows[0]!
}

/** Staff that the viewer reaches, with the unit and the account they sign in with. */
function reachableStaff({ db, reach }: Context) {
  return db
    .selectFrom('staff')
    .innerJoin('orgUnits', 'orgUnits.code', 'staff.unitCode')
    .select([
      'staff.id',
      'staff.unitCode',
      'orgUnits.name as unitName',
      'staff.name',
      'qualification',
      'licenceNumber',
      'licenceExpiresOn',
      'staff.phone',
      'suspendedSince',
      'leftOn',
    ])
    .select((outer) =>
      outer
        .selectFrom('accounts')
        .select('username')
        .whereRef('accounts.staffId', '=', 'staff.id')
        .where('disabledAt', 'is', null)
        .orderBy('accounts.createdAt')
        .limit(1)
        .as('username'),
    )
    .where(
      sql<boolean>`(staff.unit_code between ${reach.range?.from ?? null} and ${reach.range?.to ?? null}
        or staff.unit_code = any (${[...reach.units]}::bigint[]))`,
    )
}

export async function staffMembers(context: Context, request: RequestOf<typeof listStaff>) {
  const { today } = context
  const within = request.unitCode === undefined ? null : rangeOf(request.unitCode)
  return await reachableStaff(context)
    .$if(within !== null, (query) =>
      query.where('staff.unitCode', '>=', within!.from).where('staff.unitCode', '<=', within!.to),
    )
    .$if(Boolean(request.q), (query) =>
      query.where((where) =>
        where.or([
          where(sql`position(${request.q} in staff.name)`, '>', sql<number>`0`),
          where('staff.phone', '=', request.q!),
          where('licenceNumber', '=', request.q!),
        ]),
      ),
    )
    .$if(request.expiringWithinDays !== undefined, (query) =>
      query.where('licenceExpiresOn', '<=', addDays(today, request.expiringWithinDays!)),
    )
    .$if(request.suspended === true, (query) => query.where('suspendedSince', '<=', today))
    .$if(request.left !== true, (query) =>
      query.where((where) => where.or([where('leftOn', 'is', null), where('leftOn', '>', today)])),
    )
    .orderBy('staff.unitCode')
    .orderBy('staff.name')
    .orderBy('staff.id')
    .limit(5000)
    .execute()
}

export async function staffMemberById(context: Context, id: string) {
  return await reachableStaff(context).where('staff.id', '=', id).executeTakeFirst()
}

type StaffRow = {
  unitCode: number
  name: string
  qualification: string
  licenceNumber: string | null
  licenceExpiresOn: LocalDate | null
  phone: string | null
  suspendedSince: LocalDate | null
  leftOn: LocalDate | null
}

/** False when somebody has the id already. */
export async function insertStaff({ db }: Context, id: string, staff: StaffRow): Promise<boolean> {
  const added = await db
    .insertInto('staff')
    .values({ id, ...staff })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

export async function updateStaff({ db }: Context, id: string, staff: StaffRow) {
  await db.updateTable('staff').set(staff).where('id', '=', id).execute()
}
