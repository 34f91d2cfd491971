import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { StandingCount } from '@qianyue/domain/indicators/count.ts'
import { sql } from 'kysely'
import type { Context } from '../http/context.ts'

type Db = Pick<Context, 'db'>

/** One figure counted in one unit. */
export type UnitCount = { unitCode: number; indicator: string; denominator: number; numerator: number }

/** Villages whose counts are wanted: all in a range, or just these. */
export type Villages = { from: number; to: number } | { villages: readonly number[] }

/** By what villages are added up: themselves, or their townships. */
type CountedBy = 'village' | 'township'

/** The counts as they are now. @param codes only these figures; all when null. */
export async function currentCounts(
  { db }: Db,
  villages: Villages,
  by: CountedBy,
  codes: readonly string[] | null,
): Promise<UnitCount[]> {
  const { rows } = await sql<UnitCount>`
    select ${unitOf(by)} as unit_code, indicator, sum(denominator)::int as denominator, sum(numerator)::int as numerator
    from (
      select village_code, indicator, denominator, numerator from indicator_counts
      union all
      select village_code, indicator, denominator, numerator from indicator_count_changes
    ) counted
    where ${isIn(villages)} and ${isOneOf(codes)}
    group by 1, 2`.execute(db)
  return rows
}

/** The counts of a month end. */
export async function snapshotCounts(
  { db }: Db,
  takenFor: LocalDate,
  villages: Villages,
  by: CountedBy,
  codes: readonly string[] | null,
): Promise<UnitCount[]> {
  const { rows } = await sql<UnitCount>`
    select ${unitOf(by)} as unit_code, indicator, sum(denominator)::int as denominator, sum(numerator)::int as numerator
    from indicator_snapshots
    where taken_for = ${takenFor} and ${isIn(villages)} and ${isOneOf(codes)}
    group by 1, 2`.execute(db)
  return rows
}

/** The last month end up to a day for which counts were kept. */
export async function lastSnapshotUpTo({ db }: Db, on: LocalDate): Promise<LocalDate | null> {
  const found = await db
    .selectFrom('indicatorSnapshots')
    .select((row) => row.fn.max('takenFor').as('takenFor'))
    .where('takenFor', '<=', on)
    .executeTakeFirst()
  return found?.takenFor ?? null
}

/** One figure at each month end since a day, added up over the villages. */
export async function monthEndCounts({ db }: Db, code: string, villages: Villages, since: LocalDate) {
  const { rows } = await sql<{ on: LocalDate; denominator: number; numerator: number }>`
    select taken_for as on, sum(denominator)::int as denominator, sum(numerator)::int as numerator
    from indicator_snapshots
    where indicator = ${code} and taken_for >= ${since} and ${isIn(villages)}
    group by taken_for order by taken_for`.execute(db)
  return rows
}

/** How many residents of a village stand alike, by responsible doctor. */
export async function standingsByDoctor({ db }: Db, villageCode: number) {
  const { rows } = await sql<StandingCount & { doctorId: string | null; doctorName: string | null }>`
    select s.responsible_staff_id as doctor_id, staff.name as doctor_name, s.population_bits, s.trait_bits,
           s.programme_bits, s.vaccine_bits, s.own_bits, count(*)::int as residents
    from resident_standing s left join staff on staff.id = s.responsible_staff_id
    where s.village_code = ${villageCode}
    group by 1, 2, 3, 4, 5, 6, 7`.execute(db)
  return rows
}

/** The units asked about: one and those directly below it. */
export async function unitsUnder({ db }: Db, orgId: number) {
  return await db
    .selectFrom('orgUnits')
    .select(['code', 'parentCode', 'level', 'name', 'areaName'])
    .where((where) => where.or([where('code', '=', orgId), where('parentCode', '=', orgId)]))
    .orderBy('code')
    .execute()
}

/** Units by their codes. */
export async function unitsNamed({ db }: Db, codes: readonly number[]) {
  if (codes.length === 0) return []
  return await db
    .selectFrom('orgUnits')
    .select(['code', 'parentCode', 'level', 'name', 'areaName'])
    .where('code', 'in', [...codes])
    .orderBy('code')
    .execute()
}

/** The villages of a unit, or the given ones. */
export function villagesOf(place: { orgId: number | null; villages: readonly number[] }): Villages {
  return place.orgId === null ? { villages: place.villages } : rangeOf(place.orgId)
}

function isIn(villages: Villages) {
  return inVillages('village_code', villages)
}

/** Whether a column is the code of one of the villages. */
export function inVillages(column: string, villages: Villages) {
  return 'villages' in villages
    ? sql<boolean>`${sql.ref(column)} = any(${villages.villages}::bigint[])`
    : sql<boolean>`${sql.ref(column)} between ${villages.from} and ${villages.to}`
}

function isOneOf(codes: readonly string[] | null) {
  return codes === null ? sql<boolean>`true` : sql<boolean>`indicator = any(${codes}::text[])`
}

function unitOf(by: CountedBy) {
  return by === 'village' ? sql<number>`village_code` : sql<number>`village_code / 1000 * 1000`
}
