import { levelOf, rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { WorkChange } from './work-counts.ts'

/** What can be done for each resident of a village who has something to do. */
export async function workOfVillage(db: Database, villageCode: number): Promise<string[]> {
  const { rows } = await sql<{ work: string }>`
    select open_duties as work from resident_standing
    where village_code = ${villageCode} and nearest_day is not null`.execute(db.withoutPlugins())
  return rows.map(({ work }) => work)
}

/** Writes what differs of the counts of a village, for whoever has called `lockCountsOfVillage`. */
export async function replaceWork(
  db: Database,
  villageCode: number,
  counts: readonly WorkChange[],
): Promise<void> {
  await sql`delete from work_count_changes where village_code = ${villageCode}`.execute(db)
  await putWork(
    db,
    villageCode,
    sql`select * from unnest(
      ${counts.map(({ service }) => service)}::text[], ${counts.map(({ day }) => day)}::date[],
      ${counts.map(({ duties }) => duties)}::integer[], ${counts.map(({ residents }) => residents)}::integer[])`,
  )
}

/** Writes what differs of the counts of a township, or of a county, from those of the units directly below it. */
export async function sumWork(db: Database, unitCode: number): Promise<void> {
  const { from, to } = rangeOf(unitCode)
  const step = levelOf(unitCode) === 'county' ? 1000 : 1
  await putWork(
    db,
    unitCode,
    sql`select service, day, sum(duties)::integer, sum(residents)::integer
      from work_counts
      where unit_code between ${from} and ${to} and unit_code <> ${unitCode} and unit_code % ${step} = 0
      group by service, day`,
  )
}

/** Takes away what is counted of units in which nobody has a standing. */
export async function forgetWorkElsewhere(db: Database): Promise<void> {
  const lived = sql`select distinct village_code as village from resident_standing`
  await sql`
    with lived as materialized (${lived})
    delete from work_counts where unit_code not in (
      select village from lived union select village / 1000 * 1000 from lived
      union select village / 1000000 * 1000000 from lived)`.execute(db)
  await sql`delete from work_count_changes where village_code not in (${lived})`.execute(db)
}

/** @param wanted service, day, duties and residents: all that there is to be of the unit. */
async function putWork(db: Database, unitCode: number, wanted: RawBuilder<unknown>): Promise<void> {
  await sql`
    with differing as materialized (
      select service, day, w.duties, w.residents
      from (${wanted}) w (service, day, duties, residents)
      full join (select * from work_counts where unit_code = ${unitCode}) k using (service, day)
      where (w.duties, w.residents) is distinct from (k.duties, k.residents)
    ), gone as (
      delete from work_counts k using differing d
      where k.unit_code = ${unitCode} and k.service = d.service and k.day = d.day and d.duties is null
    )
    insert into work_counts as kept (unit_code, service, day, duties, residents)
    select ${unitCode}::bigint, service, day, duties, residents from differing where duties is not null
    order by service, day
    on conflict (unit_code, service, day) do update set duties = excluded.duties, residents = excluded.residents`.execute(
    db,
  )
}
