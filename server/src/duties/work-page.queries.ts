import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { type CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Context } from '../http/context.ts'
import type { KeptDuty, WorkDuty } from './duties.queries.ts'
import type { ReasonPackage } from './duty-rows.ts'
import { lastDayOf, pageOf, type WorkFilter, type WorkPosition } from './work-list.queries.ts'

/** A page of the work list as it is kept. */
type WorkPage = {
  /** In the order of the list. */
  residentIds: readonly string[]
  /** Where the next page begins; null when this one is not full. */
  end: WorkPosition | null
  /** The newest version of the county's policy; null where it has none. */
  edition: string | null
  people: ReadonlyMap<string, WorkRow>
  /** What there is to do for each, the nearest day first. */
  duties: ReadonlyMap<string, readonly WorkDuty[]>
}

/** Who a resident of the list is. */
export type WorkRow = {
  residentId: string
  name: string
  sex: Sex
  birthDate: LocalDate
  phoneMasked: string | null
  householdId: string | null
  headName: string | null
  villageCode: number
  villageName: string
  address: string
  teamName: string | null
  awaySince: LocalDate | null
  awayUntil: LocalDate | null
  populations:
    | { population: Population; since: LocalDate; until: LocalDate | null; source: 'declared' | 'record' }[]
    | null
}

/**
 * Residents with something to do, households with the nearest day first and together, who they are and what is owed to them.
 * As the figures, the list holds for the day to which the night's refresh has brought the standings. The statements are sent
 * at once: the first keeps in a setting of the transaction who is on the page, and those behind it read that.
 */
export async function workPage(
  context: Pick<Context, 'db' | 'viewer' | 'today' | 'reach'>,
  filter: WorkFilter,
  after: WorkPosition | null,
  limit: number,
): Promise<WorkPage> {
  const db = context.db.withoutPlugins()
  const [places, people, owed, notes] = await Promise.all([
    db.executeQuery(placesKept(db, context, filter, after, limit)),
    db.executeQuery(peopleOfPage(db)),
    db.executeQuery(dutiesOfPage(db, context.today, filter)),
    db.executeQuery(notesOfPage(db)),
  ])
  const { residents, edition, end } = places.rows[0]!
  const noted = new Map(notes.rows.map(({ residentId, key, ...note }) => [`${residentId} ${key}`, note]))
  return {
    residentIds: residents === '{}' ? [] : residents.slice(1, -1).split(','),
    end,
    edition,
    people: new Map(people.rows.map((row) => [row.residentId, row])),
    duties: new Map(owed.rows.map((row) => [row.residentId, readDuties(row, noted)])),
  }
}

const pageOfTransaction = sql`current_setting('qianyue.page')::uuid[]`

function placesKept(
  db: Database,
  context: Pick<Context, 'viewer' | 'today' | 'reach'>,
  filter: WorkFilter,
  after: WorkPosition | null,
  limit: number,
): CompiledQuery<{ residents: string; edition: string | null; end: WorkPosition | null }> {
  const inOrder = sql`order by household_first, household_key, first, resident_id`
  const endOf = (column: RawBuilder<unknown>) => sql`(array_agg(${column} ${inOrder}))[${limit}]`
  return sql<{ residents: string; edition: string | null; end: WorkPosition | null }>`
    select set_config('qianyue.page', coalesce(array_agg(resident_id ${inOrder})::text, '{}'), true) as residents,
      (select id from policy_versions order by edition desc limit 1) as edition,
      case when count(*) = ${limit} then json_build_array(max(household_first),
        ${endOf(sql`household_key`)}, ${endOf(sql`first`)}, ${endOf(sql`resident_id`)}) end as "end"
    from (select * from (${pageOf(context, filter, after, limit)}) wanted ${inOrder} limit ${limit}) page`.compile(
    db,
  )
}

function peopleOfPage(db: Database): CompiledQuery<WorkRow> {
  return sql<WorkRow>`
    select resident_id as "residentId", name, sex, birth_date as "birthDate", phone_masked as "phoneMasked",
      household_id as "householdId", head_name as "headName", village_code as "villageCode",
      village_name as "villageName", address, team_name as "teamName", away_since as "awaySince",
      away_until as "awayUntil", populations
    from work_rows(${pageOfTransaction})`.compile(db)
}

/** What there is to do for one resident: a duty a line, its fields parted by tabs, which none of them holds. */
type OwedRow = { residentId: string; packages: ReasonPackage[]; duties: string | null }

/**
 * Elements are looked at by their place: most duties of a year are done or not yet due. Those of a resident are one text:
 * a page has a hundred, and each value of a row costs the database, the driver and the garbage.
 */
function dutiesOfPage(
  db: Database,
  today: LocalDate,
  { when, service }: Pick<WorkFilter, 'when' | 'service'>,
): CompiledQuery<OwedRow> {
  const last = lastDayOf(today, when)
  const state = sql`duty_state(${today}::date, d.due_from[i], d.due_by[i], d.closes_on[i], d.done_on[i],
    d.cancelled_on[i], d.paused_from[i], d.paused_until[i])`
  return sql<OwedRow>`
    select d.resident_id as "residentId", d.packages, (
        select string_agg(d.keys[i] || E'\t' || d.due_from[i] || E'\t' || d.due_by[i] || E'\t'
          || coalesce(d.planned_on[i]::text, '') || E'\t' || ${state} || E'\t' || d.because[i], E'\n')
        from generate_subscripts(d.keys, 1) as i
        where ${state} in ('overdue', 'due')
          and ${last === null ? sql`true` : sql`coalesce(d.planned_on[i], d.due_by[i]) <= ${last}::date`}
          and ${service?.length ? sql`split_part(d.keys[i], ':', 1) = any (${service}::text[])` : sql`true`}
      ) as duties
    from resident_duties d where d.resident_id = any (${pageOfTransaction})`.compile(db)
}

function readDuties(
  { residentId, packages, duties }: OwedRow,
  noted: ReadonlyMap<string, NonNullable<KeptDuty['obstacle']>>,
): WorkDuty[] {
  if (duties === null) return []
  return duties
    .split('\n')
    .map((line): WorkDuty => {
      const [key, dueFrom, dueBy, plannedOn, state, because] = line.split('\t') as [
        string,
        LocalDate,
        LocalDate,
        LocalDate | '',
        WorkDuty['state'],
        string,
      ]
      const obstacle = noted.size === 0 ? null : (noted.get(`${residentId} ${key}`) ?? null)
      return {
        residentId,
        key,
        dueFrom,
        dueBy,
        plannedOn: plannedOn || null,
        because,
        packages,
        state,
        obstacle,
      }
    })
    .sort(byNearestDay)
}

/** The day that counts is the one agreed with the patient, or the last in time. */
function byNearestDay(a: WorkDuty, b: WorkDuty): number {
  const [first, second] = [a.plannedOn ?? a.dueBy, b.plannedOn ?? b.dueBy]
  if (first !== second) return first < second ? -1 : 1
  return a.key < b.key ? -1 : 1
}

/** What somebody last noted of duties of the page. */
function notesOfPage(
  db: Database,
): CompiledQuery<{ residentId: string; key: string } & NonNullable<KeptDuty['obstacle']>> {
  return sql<{ residentId: string; key: string } & NonNullable<KeptDuty['obstacle']>>`
    select distinct on (n.resident_id, n.duty_key) n.resident_id as "residentId", n.duty_key as key, n.reason, n.remark,
      n.noted_on as "notedOn", null as "photoIds"
    from duty_notes n where n.resident_id = any (${pageOfTransaction})
    order by n.resident_id, n.duty_key, n.created_at desc`.compile(db)
}
