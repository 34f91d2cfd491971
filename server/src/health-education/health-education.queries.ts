import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { EducationKind } from '@qianyue/domain/health-education/education-policy.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

export type ActivityRow = {
  id: string
  unitCode: number
  unitName: string
  kind: EducationKind
  heldOn: LocalDate
  topic: string
  place: string
  audience: Population | null
  attendance: number
  copies: number
  speaker: string
  summary: string
  signedIn: number
  withdrawnBecause: string | null
}

type Narrowing = { id?: string; orgId?: number | undefined; year?: number; kind?: EducationKind | undefined }

/** Activities within reach, the latest first; withdrawn ones are told as such. */
export async function activitiesWhere(
  db: Database,
  { id, orgId, year, kind }: Narrowing,
): Promise<ActivityRow[]> {
  const range = orgId === undefined ? null : rangeOf(orgId)
  const { rows } = await sql<ActivityRow>`
    select a.id, a.unit_code, u.name as unit_name, a.kind, a.held_on, a.topic, a.place, a.audience, a.attendance,
      a.copies, a.speaker, a.summary, a.withdrawn_because,
      (select count(*)::int from education_attendances t where t.activity_id = a.id) as signed_in
    from education_activities a join org_units u on u.code = a.unit_code
    where (${id ?? null}::uuid is null or a.id = ${id ?? null})
      and (${range === null} or a.unit_code between ${range?.from ?? 0} and ${range?.to ?? 0})
      and (${year ?? null}::int is null or extract(year from a.held_on) = ${year ?? null})
      and (${kind ?? null}::text is null or a.kind = ${kind ?? null})
    order by a.held_on desc, a.id desc limit 2000`.execute(db)
  return rows
}

/** Township hospitals and village clinics within reach, by code. */
export async function institutionsIn(
  db: Database,
  orgId: number | undefined,
  reach: { from: number; to: number },
) {
  const range = orgId === undefined ? reach : rangeOf(orgId)
  return await db
    .selectFrom('orgUnits')
    .select(['code', 'name'])
    .where('level', 'in', ['township', 'village'])
    .where('code', '>=', Math.max(range.from, reach.from))
    .where('code', '<=', Math.min(range.to, reach.to))
    .orderBy('code')
    .execute()
}

/** False when the id is taken. */
export async function insertActivity(
  db: Database,
  activity: Omit<ActivityRow, 'unitName' | 'signedIn' | 'withdrawnBecause'> & { recordedBy: string },
): Promise<boolean> {
  const inserted = await db
    .insertInto('educationActivities')
    .values(activity)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

export async function markWithdrawn(db: Database, id: string, now: Date, reason: string): Promise<void> {
  await db
    .updateTable('educationActivities')
    .set({ withdrawnAt: now, withdrawnBecause: reason })
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .execute()
}

export async function attendancesOf(db: Database, activityId: string) {
  return await db
    .selectFrom('educationAttendances as a')
    .innerJoin('residents', 'residents.id', 'a.residentId')
    .select(['a.residentId', 'residents.name', 'a.recordId'])
    .where('a.activityId', '=', activityId)
    .orderBy('residents.name')
    .execute()
}

export async function insertAttendance(
  db: Database,
  attendance: { activityId: string; residentId: string; recordId: string },
): Promise<void> {
  await db
    .insertInto('educationAttendances')
    .values(attendance)
    .onConflict((conflict) => conflict.columns(['activityId', 'residentId']).doNothing())
    .execute()
}
