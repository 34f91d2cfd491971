import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { SupervisionArea } from '@qianyue/domain/supervision-assist/supervision-assist-policy.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

export type PlaceRow = {
  id: string
  unitCode: number
  unitName: string
  area: SupervisionArea
  name: string
  address: string
  since: LocalDate
  until: LocalDate | null
  /** Days of the year with a round that stands. */
  done: number
}

type PatrolRow = {
  id: string
  unitCode: number
  unitName: string
  placeId: string | null
  area: SupervisionArea
  place: string
  patrolledOn: LocalDate
  findings: string
  handling: string
  patrolledBy: string
  remark: string
  withdrawnBecause: string | null
}

export type InformationRow = {
  id: string
  unitCode: number
  unitName: string
  area: SupervisionArea
  foundAt: Date
  content: string
  reportedAt: Date | null
  reporter: string
  withdrawnBecause: string | null
}

type Narrowing = { id?: string; orgId?: number | undefined; year?: number }
type New<Row> = Omit<Row, 'unitName' | 'withdrawnBecause'> & { recordedBy: string }

/** A line is of the unit itself or of one below it. */
const within = (column: string, orgId: number | undefined) => {
  if (orgId === undefined) return sql`true`
  const { from, to } = rangeOf(orgId)
  return sql`${sql.ref(column)} between ${from} and ${to}`
}

/** Places within reach that were on the list at any time of the year, with the days of the year they were seen on. */
export async function placesWhere(
  db: Database,
  { id, orgId, year }: Narrowing & { year: number },
): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    select p.id, p.unit_code, u.name as unit_name, p.area, p.name, p.address, p.since, p.until,
      (select count(distinct r.patrolled_on)::int from supervision_patrols r
        where r.place_id = p.id and r.withdrawn_at is null
          and extract(year from r.patrolled_on) = ${year}) as done
    from supervised_places p join org_units u on u.code = p.unit_code
    where (${id ?? null}::uuid is null or p.id = ${id ?? null}) and ${within('p.unit_code', orgId)}
      and (${id ?? null}::uuid is not null or (extract(year from p.since) <= ${year}
        and (p.until is null or extract(year from p.until) >= ${year})))
    order by p.unit_code, p.area, p.name, p.id`.execute(db)
  return rows
}

/** Rounds within reach, the latest first; withdrawn ones are told as such. */
export async function patrolsWhere(
  db: Database,
  { id, orgId, year, placeId }: Narrowing & { placeId?: string | undefined },
): Promise<PatrolRow[]> {
  const { rows } = await sql<PatrolRow>`
    select r.id, r.unit_code, u.name as unit_name, r.place_id, r.area, r.place, r.patrolled_on, r.findings, r.handling,
      r.patrolled_by, r.remark, r.withdrawn_because
    from supervision_patrols r join org_units u on u.code = r.unit_code
    where (${id ?? null}::uuid is null or r.id = ${id ?? null}) and ${within('r.unit_code', orgId)}
      and (${year ?? null}::int is null or extract(year from r.patrolled_on) = ${year ?? null})
      and (${placeId ?? null}::uuid is null or r.place_id = ${placeId ?? null})
    order by r.patrolled_on desc, r.id desc`.execute(db)
  return rows
}

/** What was found out within reach, the latest first; by the year of the finding in Shanghai. */
export async function informationWhere(
  db: Database,
  { id, orgId, year }: Narrowing,
): Promise<InformationRow[]> {
  const { rows } = await sql<InformationRow>`
    select i.id, i.unit_code, u.name as unit_name, i.area, i.found_at, i.content, i.reported_at, i.reporter,
      i.withdrawn_because
    from supervision_information i join org_units u on u.code = i.unit_code
    where (${id ?? null}::uuid is null or i.id = ${id ?? null}) and ${within('i.unit_code', orgId)}
      and (${year ?? null}::int is null
        or extract(year from i.found_at at time zone 'Asia/Shanghai') = ${year ?? null})
    order by i.found_at desc, i.id desc`.execute(db)
  return rows
}

export async function insertPlace(db: Database, place: Omit<New<PlaceRow>, 'done' | 'until'>): Promise<void> {
  await db
    .insertInto('supervisedPlaces')
    .values(place)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function endPlace(db: Database, id: string, until: LocalDate): Promise<void> {
  await db.updateTable('supervisedPlaces').set({ until }).where('id', '=', id).execute()
}

export async function insertPatrol(db: Database, patrol: New<PatrolRow>): Promise<void> {
  await db
    .insertInto('supervisionPatrols')
    .values(patrol)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function insertInformation(db: Database, information: New<InformationRow>): Promise<void> {
  await db
    .insertInto('supervisionInformation')
    .values(information)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** What was reported before stays as it was. */
export async function markReported(
  db: Database,
  { id, reportedAt, reporter }: { id: string; reportedAt: Date; reporter: string },
): Promise<void> {
  await db
    .updateTable('supervisionInformation')
    .set({ reportedAt, reporter })
    .where('id', '=', id)
    .where('reportedAt', 'is', null)
    .execute()
}

export async function markWithdrawn(
  db: Database,
  table: 'supervisionPatrols' | 'supervisionInformation',
  { id, now, reason }: { id: string; now: Date; reason: string },
): Promise<void> {
  await db
    .updateTable(table)
    .set({ withdrawnAt: now, withdrawnBecause: reason })
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .execute()
}
