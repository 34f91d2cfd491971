import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'

/** A household within reach with its places and doctor. @throws NotFound also when out of reach. */
export async function householdById({ db }: Context, id: string) {
  return await db
    .selectFrom('households')
    .innerJoin('orgUnits as village', 'village.code', 'households.villageCode')
    .leftJoin('orgUnits as township', 'township.code', 'village.parentCode')
    .leftJoin('staff', 'staff.id', 'households.responsibleStaffId')
    .select([
      'households.id',
      'households.version',
      'households.villageCode',
      'village.areaName as villageName',
      'township.areaName as townshipName',
      'households.groupNumber',
      'households.registerNumber',
      'households.address',
      'households.headId',
      'households.responsibleStaffId as responsibleDoctorId',
      'staff.name as responsibleDoctorName',
      'households.dissolvedOn',
    ])
    .where('households.id', '=', id)
    .executeTakeFirstOrThrow(() => new NotFound('household'))
}

/** Who lives in it now. */
export async function memberIds({ db }: Context, householdId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('householdMemberships as membership')
    .innerJoin('residents', 'residents.id', 'membership.residentId')
    .select('residents.id')
    .where('membership.householdId', '=', householdId)
    .where('membership.until', 'is', null)
    .where('residents.mergedIntoId', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

/** Who lived in it, the last first; somebody who came back is not among them. */
export async function formerMembers({ db }: Context, householdId: string) {
  const { rows } = await sql<{
    id: string
    name: string
    relation: string | null
    since: LocalDate
    until: LocalDate
  }>`
    select residents.id, residents.name, membership.relation, membership.since, membership.until
    from household_memberships membership join residents on residents.id = membership.resident_id
    where membership.household_id = ${householdId} and membership.until is not null
      and not exists (
        select from household_memberships present
        where present.household_id = membership.household_id and present.resident_id = membership.resident_id
          and present.until is null)
    order by membership.until desc`.execute(db)
  return rows
}

/** The unit in which somebody of the staff works; null when there is no such person, or not any more. */
export async function unitOfStaff({ db, today }: Context, staffId: string): Promise<number | null> {
  const staff = await db
    .selectFrom('staff')
    .select('unitCode')
    .where('id', '=', staffId)
    .where((where) => where.or([where('leftOn', 'is', null), where('leftOn', '>', today)]))
    .executeTakeFirst()
  return staff?.unitCode ?? null
}

/** Locks a household within reach, so that two who change it take turns. @throws NotFound */
export async function householdToEdit({ db }: Context, id: string) {
  return await db
    .selectFrom('households')
    .select(['id', 'villageCode', 'version', 'address', 'groupNumber'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => new NotFound('household'))
}

/** Keeps what a household said before an edit of its address or group. */
export async function keepVersion(
  { db, viewer }: Context,
  household: Awaited<ReturnType<typeof householdToEdit>>,
  editId: string | undefined,
): Promise<void> {
  const { id, version, address, groupNumber } = household
  await db
    .insertInto('householdVersions')
    .values({
      householdId: id,
      version,
      values: asJson({ address, groupNumber }),
      changedBy: viewer.accountId,
      editId: editId ?? null,
    })
    .execute()
}

/** The version that an edit made; null when it is not known. */
export async function versionMadeBy({ db }: Context, id: string, editId: string): Promise<number | null> {
  const made = await db
    .selectFrom('householdVersions')
    .select('version')
    .where('householdId', '=', id)
    .where('editId', '=', editId)
    .executeTakeFirst()
  return made ? made.version + 1 : null
}

/** @returns whether there was such a household within reach. */
export async function updateHousehold(
  { db }: Context,
  id: string,
  changed: {
    address?: string | undefined
    groupNumber?: number | null | undefined
    responsibleStaffId?: string | null | undefined
  },
): Promise<boolean> {
  const given = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined))
  if (Object.keys(given).length === 0) return true
  const updated = await db.updateTable('households').set(given).where('id', '=', id).executeTakeFirst()
  return Number(updated.numUpdatedRows) > 0
}

/** Sheets about the household, the newest first. */
export async function recordsAboutHousehold({ db }: Context, householdId: string) {
  return await db
    .selectFrom('serviceRecords as record')
    .innerJoin('residents', 'residents.id', 'record.residentId')
    .leftJoin('staff', 'staff.id', 'record.performedBy')
    .select([
      'record.id',
      'record.form',
      'record.performedOn',
      'record.values',
      'residents.name as askedOf',
      'staff.name as performedByName',
    ])
    .where('record.householdId', '=', householdId)
    .where('record.withdrawnAt', 'is', null)
    .orderBy('record.performedOn', 'desc')
    .orderBy('record.id', 'desc')
    .limit(50)
    .execute()
}
