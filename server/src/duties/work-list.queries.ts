import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../http/context.ts'
import { eachDuty, type KeptDuty } from './duties.queries.ts'

export type WorkFilter = {
  scope: 'mine' | 'team' | 'village' | 'all'
  villageCode?: number | undefined
  teamId?: string | undefined
  when: 'overdue' | 'week' | 'month' | 'all'
  service?: readonly string[] | undefined
  population?: readonly string[] | undefined
  q?: string | undefined
}

/** A resident with something to do, before the duties themselves are fetched. */
export type WorkPlace = {
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
  /** Where the row stands in the list: its household's nearest day, the household, its own nearest day. */
  householdFirst: LocalDate
  householdKey: string
  first: LocalDate
}

/** After which row a page begins. */
export type WorkPosition = [householdFirst: string, householdKey: string, first: string, residentId: string]

/** Days from today on which a duty belongs to the horizon; null for everything that can be done now. */
const horizonDays = { overdue: -1, week: 7, month: 30, all: null } as const

/** The day that counts: the one agreed with the patient, or the last in time. */
const nearest = sql`coalesce(duty.planned_on, duty.due_by)`

/** The duties of every row of `d` by their places in its arrays: a thousand residents are looked through for one list. */
const placesOfDuties = sql`(select d.*, generate_subscripts(d.due_by, 1) as i from resident_duties d) d`

/** As {@link eachDuty} for {@link placesOfDuties}, of what decides whether and when there is something to do. */
function dutyAt(today: LocalDate): RawBuilder<unknown> {
  return sql`(select d.keys[i] as key, d.due_by[i] as due_by, d.planned_on[i] as planned_on) as duty
    cross join lateral (select duty_state(${today}::date, d.due_from[i], d.due_by[i], d.closes_on[i], d.done_on[i],
      d.cancelled_on[i], d.paused_from[i], d.paused_until[i]) as state) as standing`
}

function scopeOf({ viewer }: Pick<Context, 'viewer'>, filter: WorkFilter): RawBuilder<unknown> {
  const wanted: RawBuilder<unknown>[] = []
  if (filter.scope === 'mine') {
    wanted.push(
      sql`r.household_id in (select id from households where responsible_staff_id = ${viewer.staffId})`,
    )
  }
  if (filter.scope === 'team' && filter.teamId === undefined) {
    wanted.push(sql`d.team_id = any (${viewer.teamIds}::uuid[])`)
  }
  if (filter.teamId !== undefined) wanted.push(sql`d.team_id = ${filter.teamId}`)
  if (filter.villageCode !== undefined) wanted.push(sql`d.village_code = ${filter.villageCode}`)
  if (filter.population !== undefined && filter.population.length > 0) {
    wanted.push(sql`exists (select from resident_populations p
      where p.resident_id = r.id and p.population = any (${filter.population}::text[]) and p.until is null)`)
  }
  if (filter.q) {
    const anywhere = `%${filter.q.replace(/[%_\\]/g, '\\$&')}%`
    wanted.push(sql`(r.name like ${anywhere} or r.name_initials like ${anywhere.toLowerCase()}
      or exists (select from households h where h.id = r.household_id and h.address like ${anywhere}))`)
  }
  return wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `)
}

function toDo(today: LocalDate, filter: Pick<WorkFilter, 'when' | 'service'>): RawBuilder<unknown> {
  const days = horizonDays[filter.when]
  const wanted = [sql`standing.state in ('overdue', 'due')`]
  if (days !== null) wanted.push(sql`${nearest} <= ${addDays(today, days)}::date`)
  if (filter.service !== undefined && filter.service.length > 0) {
    wanted.push(sql`split_part(duty.key, ':', 1) = any (${filter.service}::text[])`)
  }
  return sql.join(wanted, sql` and `)
}

/** Residents with something to do, households with the nearest day first and together. */
export async function workPlaces(
  context: Pick<Context, 'db' | 'viewer' | 'today'>,
  filter: WorkFilter,
  after: WorkPosition | null,
  limit: number,
): Promise<WorkPlace[]> {
  const { db, today } = context
  const { rows } = await sql<WorkPlace>`
    with owed as (
      select d.resident_id, r.household_id, min(${nearest}) as first
      from ${placesOfDuties} join residents r on r.id = d.resident_id
      cross join lateral ${dutyAt(today)}
      where r.merged_into_id is null and ${scopeOf(context, filter)} and ${toDo(today, filter)}
      group by d.resident_id, r.household_id
    ), placed as (
      select *, min(first) over (partition by coalesce(household_id, resident_id)) as household_first,
        coalesce(household_id, resident_id)::text as household_key
      from owed
    ), page as (
      select * from placed
      where ${
        after === null
          ? sql`true`
          : sql`(household_first, household_key, first, resident_id)
              > (${after[0]}::date, ${after[1]}, ${after[2]}::date, ${after[3]}::uuid)`
      }
      order by household_first, household_key, first, resident_id
      limit ${limit}
    )
    select page.resident_id, r.name, r.sex, r.birth_date, r.phone_masked, r.household_id, head.name as head_name,
      r.village_code, u.area_name as village_name, coalesce(h.address, '') as address, t.name as team_name,
      r.away_since, r.away_until, page.household_first, page.household_key, page.first,
      (select jsonb_agg(jsonb_build_object('population', p.population, 'since', p.since, 'until', p.until, 'source', p.source))
         from resident_populations p where p.resident_id = r.id) as populations
    from page
    join residents r on r.id = page.resident_id
    join org_units u on u.code = r.village_code
    left join households h on h.id = r.household_id
    left join residents head on head.id = h.head_id
    left join teams t on t.id = r.team_id
    order by page.household_first, page.household_key, page.first, page.resident_id`.execute(db)
  return rows
}

/** What there is to do for these residents, the nearest day first. */
export async function workOf(
  { db, today }: Pick<Context, 'db' | 'today'>,
  filter: Pick<WorkFilter, 'when' | 'service'>,
  residentIds: readonly string[],
): Promise<KeptDuty[]> {
  const { rows } = await sql<KeptDuty>`
    select d.resident_id, duty.*, d.packages, standing.state, (
      select jsonb_build_object('reason', n.reason, 'remark', n.remark, 'notedOn', n.noted_on)
      from duty_notes n where n.resident_id = d.resident_id and n.duty_key = duty.key
      order by n.created_at desc limit 1) as obstacle
    from resident_duties d cross join lateral ${eachDuty(today)}
    where d.resident_id = any (${residentIds}::uuid[]) and ${toDo(today, filter)}
    order by d.resident_id, ${nearest}, duty.key`.execute(db)
  return rows
}

type Counted = { service: string; horizon: number; duties: number }

/** How much there is to do, by service and by how near it is: 0 overdue, 1 a week, 2 a month, 3 later. */
export async function workCounted(
  context: Pick<Context, 'db' | 'viewer' | 'today'>,
  filter: Omit<WorkFilter, 'when'>,
): Promise<{ residents: Record<'overdue' | 'week' | 'month' | 'all', number>; duties: Counted[] }> {
  const { db, today } = context
  const { rows } = await sql<{ service: string | null; horizon: number; duties: number; residents: number }>`
    with owed as (
      select d.resident_id, split_part(duty.key, ':', 1) as service,
        case when ${nearest} < ${today}::date then 0 when ${nearest} <= ${addDays(today, 7)}::date then 1
             when ${nearest} <= ${addDays(today, 30)}::date then 2 else 3 end as horizon
      from ${placesOfDuties} join residents r on r.id = d.resident_id
      cross join lateral ${dutyAt(today)}
      where r.merged_into_id is null and ${scopeOf(context, { ...filter, when: 'all' })}
        and ${toDo(today, { when: 'all', service: undefined })}
    ), people as (
      select resident_id, min(horizon) as horizon from owed
      ${filter.service && filter.service.length > 0 ? sql`where service = any (${filter.service}::text[])` : sql``}
      group by resident_id
    )
    select service, horizon, count(*) as duties, 0 as residents from owed group by service, horizon
    union all
    select null, horizon, 0, count(*) from people group by horizon`.execute(db)
  const people = [0, 1, 2, 3].map((horizon) =>
    rows
      .filter((row) => row.service === null && row.horizon <= horizon)
      .reduce((sum, row) => sum + row.residents, 0),
  )
  return {
    residents: { overdue: people[0]!, week: people[1]!, month: people[2]!, all: people[3]! },
    duties: rows
      .filter((row) => row.service !== null)
      .map(({ service, horizon, duties }) => ({ service: service!, horizon, duties })),
  }
}
