import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Standing } from '@qianyue/domain/indicators/flags.ts'
import { type CompiledQuery, sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { FIGURES_EDITION } from './figures-edition.ts'
import { nearestOf, type WorkChange } from './work-counts.ts'

/** One resident's standing with the place where it counts. */
export type StandingRow = Standing & {
  residentId: string
  villageCode: number
  householdId: string | null
  teamId: string | null
  responsibleStaffId: string | null
  changesOn: LocalDate
  /** What can be done for the resident, as `writtenWork` writes it. */
  openDuties: string
  /** The nearest day of all in the household; null when there is nothing to do. */
  householdNearestDay: LocalDate | null
}

/** By how much one village's count of one figure moves. */
export type CountChange = { villageCode: number; indicator: string; denominator: number; numerator: number }

/** Where a resident counts. */
export type Place = Pick<
  StandingRow,
  'residentId' | 'villageCode' | 'householdId' | 'teamId' | 'responsibleStaffId'
>

/** A resident as placed now, with the standing kept so far; null for who has none yet. */
export type Placed = { place: Place; headId: string | null; was: StandingRow | null }

/** A row as the database names its columns: each is made anew here anyway. */
type PlacedRow = {
  resident_id: string
  village_code: number
  household_id: string | null
  team_id: string | null
  responsible_staff_id: string | null
  head_id: string | null
  was_village_code: number | null
  was_household_id: string | null
  was_team_id: string | null
  was_responsible_staff_id: string | null
  population_bits: number
  trait_bits: number
  programme_bits: number
  vaccine_bits: number
  own_bits: number
  changes_on: LocalDate
  open_duties: string
  household_nearest_day: LocalDate | null
}

/** Residents as they are placed now and everybody in their households, with the standing kept so far; locked. */
export async function standingsToRefresh(db: Database, residentIds: readonly string[]): Promise<Placed[]> {
  const { rows } = await sql<PlacedRow>`
    select * from standings_to_refresh(${residentIds}::uuid[])`.execute(db.withoutPlugins())
  return rows.map((row) => {
    const place = {
      residentId: row.resident_id,
      villageCode: row.village_code,
      householdId: row.household_id,
      teamId: row.team_id,
      responsibleStaffId: row.responsible_staff_id,
    }
    return { place, headId: row.head_id, was: row.was_village_code === null ? null : standingIn(row) }
  })
}

function standingIn(row: PlacedRow): StandingRow {
  return {
    residentId: row.resident_id,
    villageCode: row.was_village_code!,
    householdId: row.was_household_id,
    teamId: row.was_team_id,
    responsibleStaffId: row.was_responsible_staff_id,
    populationBits: row.population_bits,
    traitBits: row.trait_bits,
    programmeBits: row.programme_bits,
    vaccineBits: row.vaccine_bits,
    ownBits: row.own_bits,
    changesOn: row.changes_on,
    openDuties: row.open_duties,
    householdNearestDay: row.household_nearest_day,
  }
}

/** The statement that writes standings and moves the counts of villages. */
export function standingsWritten(
  db: Database,
  standings: readonly StandingRow[],
  changes: readonly CountChange[],
  work: readonly WorkChange[],
): CompiledQuery {
  return sql`select put_standings(
    ${standings.map(({ residentId }) => residentId)}::uuid[],
    ${standings.map(({ villageCode }) => villageCode)}::bigint[],
    ${standings.map(({ householdId }) => householdId)}::uuid[],
    ${standings.map(({ teamId }) => teamId)}::uuid[],
    ${standings.map(({ responsibleStaffId }) => responsibleStaffId)}::uuid[],
    ${standings.map(({ populationBits }) => populationBits)}::integer[],
    ${standings.map(({ traitBits }) => traitBits)}::integer[],
    ${standings.map(({ programmeBits }) => programmeBits)}::integer[],
    ${standings.map(({ vaccineBits }) => vaccineBits)}::integer[],
    ${standings.map(({ ownBits }) => ownBits)}::integer[],
    ${standings.map(({ changesOn }) => changesOn)}::date[],
    ${standings.map(({ openDuties }) => openDuties)}::text[],
    ${standings.map(({ openDuties }) => nearestOf(openDuties))}::date[],
    ${standings.map(({ householdNearestDay }) => householdNearestDay)}::date[],
    ${changes.map(({ villageCode }) => villageCode)}::bigint[],
    ${changes.map(({ indicator }) => indicator)}::text[],
    ${changes.map(({ denominator }) => denominator)}::integer[],
    ${changes.map(({ numerator }) => numerator)}::integer[],
    ${work.map(({ villageCode }) => villageCode)}::bigint[],
    ${work.map(({ service }) => service)}::text[],
    ${work.map(({ day }) => day)}::date[],
    ${work.map(({ duties }) => duties)}::integer[],
    ${work.map(({ residents }) => residents)}::integer[])`.compile(db)
}

/** A resident with the village where the standing counts. */
export type InVillage = { residentId: string; villageCode: number }

/**
 * Residents whose standing may change by a day though nothing is written about them, village by village, so that few
 * villages are locked together. @param day null for everybody.
 */
export async function residentsChangingBy(
  db: Database,
  day: LocalDate | null,
  after: InVillage | null,
  limit: number,
): Promise<InVillage[]> {
  return await db
    .selectFrom('residentStanding')
    .select(['residentId', 'villageCode'])
    .$if(day !== null, (query) => query.where('changesOn', '<=', day!))
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(village_code, resident_id) > (${after?.villageCode ?? 0}::bigint, ${after?.residentId ?? null}::uuid)`,
      ),
    )
    .orderBy('villageCode')
    .orderBy('residentId')
    .limit(limit)
    .execute()
}

/** Everybody, household by household, so that each household is complete within a page but for the last one. */
export async function residentsByHousehold(
  db: Database,
  after: { householdId: string; residentId: string } | null,
  limit: number,
) {
  const { rows } = await sql<{
    residentId: string
    householdId: string
    headId: string | null
    villageCode: number
  }>`
    select r.id as resident_id, coalesce(r.household_id, r.id) as household_id, h.head_id, r.village_code
    from residents r left join households h on h.id = r.household_id
    where r.merged_into_id is null
      and (${after === null}::boolean
        or (coalesce(r.household_id, r.id), r.id) > (${after?.householdId ?? null}::uuid, ${after?.residentId ?? null}::uuid))
    order by coalesce(r.household_id, r.id), r.id
    limit ${limit}`.execute(db)
  return rows
}

/** Holds off every writer of counts until the end of the transaction: what is read afterwards is what is counted. */
export async function lockCounts(db: Database): Promise<void> {
  await sql`lock table indicator_counts, indicator_count_changes, work_counts, work_count_changes
    in share row exclusive mode`.execute(db)
}

/** Until the end of the transaction nobody adds differences to the counts; they are appended as ever. */
export async function lockFolding(db: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(${FOLDING})`.execute(db)
}

/** As {@link lockFolding}, beside others who count other villages, and nobody else changes a standing of this village. */
export async function lockVillage(db: Database, villageCode: number): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${FOLDING}), pg_advisory_xact_lock(${villageCode}::bigint)`.execute(
    db,
  )
}

/** The lock that `fold_counts` asks for; the number of a village is that of `lock_standings`. */
const FOLDING = sql`hashtext(current_schema() || ' fold counts')`

/** How many residents stand alike, village by village. @param villageCode of one village only. */
export async function standingsByVillage(db: Database, villageCode?: number) {
  const { rows } = await sql<Standing & { villageCode: number; residents: number }>`
    select village_code as "villageCode", population_bits as "populationBits", trait_bits as "traitBits",
      programme_bits as "programmeBits", vaccine_bits as "vaccineBits", own_bits as "ownBits", count(*)::int as residents
    from resident_standing ${ofVillage(villageCode)} group by 1, 2, 3, 4, 5, 6`.execute(db.withoutPlugins())
  return rows
}

/** Writes the counts of all villages in place of what was there. @param villageCode of one village only. */
export async function replaceCounts(
  db: Database,
  counts: readonly CountChange[],
  villageCode?: number,
): Promise<void> {
  await sql`delete from indicator_counts ${ofVillage(villageCode)}`.execute(db)
  await sql`delete from indicator_count_changes ${ofVillage(villageCode)}`.execute(db)
  await sql`
    insert into indicator_counts (village_code, indicator, denominator, numerator)
    select * from ${rowsOf(counts)}`.execute(db)
}

const ofVillage = (code?: number) => (code === undefined ? sql`` : sql`where village_code = ${code}`)

/** Takes away what is counted of villages in which nobody has a standing. */
export async function forgetCountsElsewhere(db: Database): Promise<void> {
  const lived = sql`select distinct village_code from resident_standing`
  await sql`delete from indicator_counts where village_code not in (${lived})`.execute(db)
  await sql`delete from indicator_count_changes where village_code not in (${lived})`.execute(db)
}

/** Whether writes have moved the counts since {@link foldCounts} was done last. */
export async function hasChanges(db: Database): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from indicator_count_changes) or exists (select from work_count_changes) as has`.execute(
    db,
  )
  return rows[0]!.has
}

/** Adds to the counts by how much writes have moved them since it was done last. */
export async function foldCounts(db: Database): Promise<void> {
  await sql`select fold_counts()`.execute(db)
}

/** Forgets the days for which nothing is left to do. */
export async function forgetDoneWork(db: Database): Promise<void> {
  await sql`delete from work_counts where duties = 0 and residents = 0`.execute(db)
}

/** Writes the counts of a month end in place of what was kept for it. */
export async function replaceSnapshot(
  db: Database,
  takenFor: LocalDate,
  counts: readonly CountChange[],
): Promise<void> {
  await sql`delete from indicator_snapshots where taken_for = ${takenFor}`.execute(db)
  await sql`
    insert into indicator_snapshots (taken_for, village_code, indicator, denominator, numerator)
    select ${takenFor}::date, * from ${rowsOf(counts)}`.execute(db)
}

/** Keeps the counts as they are for a month end. @returns false when that was done before. */
export async function keepCounts(db: Database, takenFor: LocalDate): Promise<boolean> {
  const { rows } = await sql`
    insert into indicator_snapshots (taken_for, village_code, indicator, denominator, numerator)
    select ${takenFor}::date, village_code, indicator, denominator, numerator from indicator_counts_now
    on conflict do nothing returning village_code`.execute(db)
  return rows.length > 0
}

/** Writes the counts of a month end among each population in place of what was kept for it. */
export async function replacePopulationSnapshot(
  db: Database,
  takenFor: LocalDate,
  counts: readonly (CountChange & { population: string })[],
): Promise<void> {
  await sql`delete from population_snapshots where taken_for = ${takenFor}`.execute(db)
  await sql`
    insert into population_snapshots (taken_for, population, village_code, indicator, denominator, numerator)
    select ${takenFor}::date, p.population, c.village_code, c.indicator, c.denominator, c.numerator
    from unnest(${counts.map(({ population }) => population)}::text[]) with ordinality as p(population, place)
    join ${rowsOf(counts)} with ordinality as c(village_code, indicator, denominator, numerator, place) using (place)`.execute(
    db,
  )
}

/** 统计日: the day for which every standing holds, and what was counted by; null before the first refresh. */
export async function dayOfStandings(db: Database): Promise<{ day: LocalDate; edition: string } | null> {
  const found = await db.selectFrom('indicatorDay').select(['day', 'edition']).executeTakeFirst()
  return found ?? null
}

export async function setDayOfStandings(db: Database, day: LocalDate): Promise<void> {
  await sql`
    insert into indicator_day (day, edition) values (${day}, ${FIGURES_EDITION})
    on conflict (id) do update set day = excluded.day, edition = excluded.edition, set_at = now()`.execute(db)
}

/** Whether a policy on which figures depend begins after one day and by another. */
export async function figuresPolicyBegins(db: Database, after: LocalDate, by: LocalDate): Promise<boolean> {
  const found = await db
    .selectFrom('policyVersions')
    .select('id')
    .where('kind', 'in', [
      'ages',
      'duties',
      'figures',
      'local-forms',
      'own-indicators',
      'own-services',
      'vaccination',
    ])
    .where('validFrom', '>', after)
    .where('validFrom', '<=', by)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

function rowsOf(counts: readonly CountChange[]) {
  return sql`unnest(
    ${counts.map(({ villageCode }) => villageCode)}::bigint[],
    ${counts.map(({ indicator }) => indicator)}::text[],
    ${counts.map(({ denominator }) => denominator)}::integer[],
    ${counts.map(({ numerator }) => numerator)}::integer[])`
}
