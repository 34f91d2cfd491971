import { levelOf, rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { type RawBuilder, sql } from 'kysely'
import { reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { ANY_SERVICE } from '../indicators/work-counts.ts'
import { isAskedFor, placesOf, type WorkFilter } from './work-list.queries.ts'

type WorkCount = { service: string; day: LocalDate; duties: number; residents: number }

/** How much there is to do: duties by service and the day that counts, residents by the nearest day of what is asked for. */
export type Counted = {
  duties: { service: string; day: LocalDate; duties: number }[]
  residents: { day: LocalDate; residents: number }[]
}

export async function workCounted(
  context: Pick<Context, 'db' | 'viewer' | 'reach'>,
  filter: Omit<WorkFilter, 'when'>,
): Promise<Counted> {
  const units = unitsCounted(context, filter)
  const { rows } = await (units === null ? countedOneByOne(context, filter) : countedBefore(units)).execute(
    context.db,
  )
  // Counted before, the residents of one service stand with it; counted one by one they are those of what is asked for.
  const residentsOf = units === null ? ANY_SERVICE : (filter.service?.[0] ?? ANY_SERVICE)
  return {
    duties: rows.filter(({ service }) => service !== ANY_SERVICE),
    residents: rows.filter(({ service }) => service === residentsOf),
  }
}

/** The units whose counts are what is asked for; null where single residents are. */
function unitsCounted({ reach }: Pick<Context, 'reach'>, filter: Omit<WorkFilter, 'when'>): number[] | null {
  const { scope, teamId, population, q, service, villageCode } = filter
  const picksResidents =
    scope === 'mine' || scope === 'team' || teamId !== undefined || population?.length || q
  // A resident may be owed several services: of several it is not known how many residents they make.
  if (picksResidents || (service?.length ?? 0) > 1) return null
  if (villageCode !== undefined && reachesUnit(reach, villageCode)) return [villageCode]
  const { range, units, teams, residentId } = reach
  const reachesMore =
    residentId !== null || (teams.length > 0 && (range === null || levelOf(range.from) !== 'county'))
  if (villageCode !== undefined || reachesMore) return null
  return [
    ...(range === null ? [] : [range.from]),
    ...new Set(units.filter((unit) => range === null || unit < range.from || unit > range.to)),
  ]
}

function countedBefore(units: readonly number[]): RawBuilder<WorkCount> {
  const within = units.map(rangeOf).map(({ from, to }) => sql`village_code between ${from} and ${to}`)
  return sql<WorkCount>`
    select service, day, sum(duties)::int as duties, sum(residents)::int as residents
    from (
      select service, day, duties, residents from work_counts where unit_code = any (${units}::bigint[])
      union all
      select service, day, duties, residents from work_count_changes
      where ${within.length === 0 ? sql`false` : sql.join(within, sql` or `)}
    ) counted
    group by service, day having sum(duties) <> 0 or sum(residents) <> 0`
}

function countedOneByOne(
  context: Pick<Context, 'viewer' | 'reach'>,
  filter: Omit<WorkFilter, 'when'>,
): RawBuilder<WorkCount> {
  const places = placesOf(context, { ...filter, when: 'all' })
  const { service } = filter
  return sql<WorkCount>`
    with one as materialized (
      select s.resident_id, left(duty, 10)::date as day, substr(duty, 12) as service
      from resident_standing s cross join lateral string_to_table(s.open_duties, ',') as duty
      where (${places.length === 0 ? sql`false` : sql.join(places, sql` or `)}) and ${isAskedFor(context, { ...filter, when: 'all' })}
    )
    select service, day, count(*)::int as duties, 0 as residents from one group by 1, 2
    union all
    select ${ANY_SERVICE}, day, 0, count(*)::int
    from (
      select min(day) as day from one
      ${service?.length ? sql`where service = any (${service}::text[])` : sql``}
      group by resident_id
    ) nearest
    group by 2`
}
