import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { bitsOfPopulations } from '@qianyue/domain/indicators/flags.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'

export type WorkFilter = {
  scope: 'mine' | 'team' | 'village' | 'all'
  villageCode?: number | undefined
  teamId?: string | undefined
  when: 'overdue' | 'week' | 'month' | 'all'
  service?: readonly string[] | undefined
  population?: readonly Population[] | undefined
  q?: string | undefined
}

/** After which row a page begins: by the household's nearest day, the household, the own. */
export type WorkPosition = [householdFirst: string, householdKey: string, first: string, residentId: string]

/** Days from today on which a duty belongs to the horizon; null for everything that can be done now. */
const horizonDays = { overdue: -1, week: 7, month: 30, all: null } as const

/** The last day that counts as within it; null for everything that can be done now. */
export function lastDayOf(today: LocalDate, when: WorkFilter['when']): LocalDate | null {
  const days = horizonDays[when]
  return days === null ? null : addDays(today, days)
}

/** Who is in the list: whom the viewer reaches and who is asked for, each part found by an index of its own. */
export function placesOf({ reach }: Pick<Context, 'reach'>, filter: WorkFilter): RawBuilder<unknown>[] {
  const { range, units, teams, residentId } = reach
  const parts: RawBuilder<unknown>[] = []
  const beyond = range === null ? units : units.filter((unit) => unit < range.from || unit > range.to)
  if (range !== null) parts.push(inRange(range))
  if (beyond.length > 0) parts.push(sql`s.village_code = any (${beyond}::bigint[])`)
  // A county's own teams sign only those who live in it.
  if (teams.length > 0 && !isCounty(range)) parts.push(sql`s.team_id = any (${teams}::uuid[])`)
  if (residentId !== null) parts.push(sql`s.resident_id = ${residentId}`)
  const { villageCode } = filter
  return villageCode === undefined
    ? parts
    : parts.map((part) => sql`${part} and s.village_code = ${villageCode}`)
}

const isCounty = (range: Reach['range']) => range !== null && levelOf(range.from) === 'county'

function inRange({ from, to }: { from: number; to: number }): RawBuilder<unknown> {
  if (from === to) return sql`s.village_code = ${from}`
  return levelOf(from) === 'township' ? sql`s.township_code = ${Math.floor(from / 1000)}` : sql`true`
}

export function isAskedFor({ viewer }: Pick<Context, 'viewer'>, filter: WorkFilter): RawBuilder<unknown> {
  const wanted: RawBuilder<unknown>[] = [sql`s.nearest_day is not null`]
  if (filter.scope === 'mine') {
    wanted.push(
      sql`s.household_id = any (array(select id from households where responsible_staff_id = ${viewer.staffId}))`,
    )
  }
  if (filter.scope === 'team' && filter.teamId === undefined) {
    wanted.push(sql`s.team_id = any (${viewer.teamIds}::uuid[])`)
  }
  if (filter.teamId !== undefined) wanted.push(sql`s.team_id = ${filter.teamId}`)
  if (filter.population !== undefined && filter.population.length > 0) {
    wanted.push(sql`(s.population_bits & ${bitsOfPopulations(filter.population)}::int) <> 0`)
  }
  if (filter.q) {
    const anywhere = `%${filter.q.replace(/[%_\\]/g, '\\$&')}%`
    wanted.push(sql`exists (select from residents r left join households h on h.id = r.household_id
      where r.id = s.resident_id
        and (r.name like ${anywhere} or r.name_initials like ${anywhere.toLowerCase()} or h.address like ${anywhere}))`)
  }
  return sql.join(wanted, sql` and `)
}

/** Who is in a household for the order of the list: a household keeps together, who has none is one alone. */
const householdKey = sql`coalesce(s.household_id, s.resident_id)`

/** A page of an index for each part of the list: read from where the page begins, no further than it ends. */
function pageOfAll(
  context: Pick<Context, 'viewer' | 'today' | 'reach'>,
  filter: WorkFilter,
  after: WorkPosition | null,
  limit: number,
): RawBuilder<unknown> {
  const last = lastDayOf(context.today, filter.when)
  const parts = placesOf(context, filter).map(
    (
      place,
    ) => sql`(select s.resident_id, s.household_nearest_day as household_first, ${householdKey} as household_key,
        s.nearest_day as first
      from resident_standing s
      where ${place} and ${isAskedFor(context, filter)}
        and ${last === null ? sql`true` : sql`s.nearest_day <= ${last}::date and s.household_nearest_day <= ${last}::date`}
        and ${
          after === null
            ? sql`true`
            : sql`(s.household_nearest_day, ${householdKey}, s.nearest_day, s.resident_id)
                > (${after[0]}::date, ${after[1]}::uuid, ${after[2]}::date, ${after[3]}::uuid)`
        }
      order by s.household_nearest_day, ${householdKey}, s.nearest_day, s.resident_id
      limit ${limit})`,
  )
  return parts.length === 0 ? nobody : sql.join(parts, sql` union `)
}

const nobody = sql`select null::uuid as resident_id, null::date as household_first, null::uuid as household_key,
  null::date as first where false`

/** A page of those to whom certain services are due, by the nearest of these: all of them are put in order for it. */
function pageOfServices(
  context: Pick<Context, 'viewer' | 'today' | 'reach'>,
  filter: WorkFilter & { service: readonly string[] },
  after: WorkPosition | null,
): RawBuilder<unknown> {
  const places = placesOf(context, filter)
  if (places.length === 0) return nobody
  const last = lastDayOf(context.today, filter.when)
  return sql`select * from (
    select owed.*, min(first) over (partition by household_key) as household_first
    from (
      select s.resident_id, ${householdKey} as household_key, (
        select min(left(one, 10))::date from string_to_table(s.open_duties, ',') as one
        where substr(one, 12) = any (${filter.service}::text[])
      ) as first
      from resident_standing s
      where (${sql.join(places, sql` or `)}) and ${isAskedFor(context, filter)}
        and ${last === null ? sql`true` : sql`s.nearest_day <= ${last}::date and s.household_nearest_day <= ${last}::date`}
        and s.open_duties like any (${filter.service.map((service) => `% ${service}%`)}::text[])
    ) owed
    where first ${last === null ? sql`is not null` : sql`<= ${last}::date`}
  ) placed
  where ${
    after === null
      ? sql`true`
      : sql`(household_first, household_key, first, resident_id)
          > (${after[0]}::date, ${after[1]}::uuid, ${after[2]}::date, ${after[3]}::uuid)`
  }`
}

/** Who is on a page: at least those, which are still to be put in order. */
export function pageOf(
  context: Pick<Context, 'viewer' | 'today' | 'reach'>,
  filter: WorkFilter,
  after: WorkPosition | null,
  limit: number,
): RawBuilder<unknown> {
  const { service } = filter
  return service?.length
    ? pageOfServices(context, { ...filter, service }, after)
    : pageOfAll(context, filter, after, limit)
}
