import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { WorkChange } from './work-counts.ts'

/** By how much writes have moved the counts: of no use when all is counted anew. */
export async function forgetWorkChanges(db: Database): Promise<void> {
  await sql`delete from work_count_changes`.execute(db)
}

/** Townships in which somebody has a standing. */
export async function townshipsWithResidents(db: Database): Promise<number[]> {
  const { rows } = await sql<{ code: number }>`
    select distinct village_code / 1000 * 1000 as code from resident_standing`.execute(db)
  return rows.map(({ code }) => code)
}

/** What can be done for each resident of a township. */
export async function workOfTownship(db: Database, township: number) {
  const { rows } = await sql<{ villageCode: number; openDuties: string }>`
    select village_code as "villageCode", open_duties as "openDuties" from resident_standing
    where village_code between ${township} and ${township + 999} and nearest_day is not null`.execute(
    db.withoutPlugins(),
  )
  return rows
}

/** Writes what differs of the counts of a township and its villages. @param counts of the villages */
export async function replaceWork(
  db: Database,
  township: number,
  counts: readonly WorkChange[],
): Promise<void> {
  await sql`
    with of_villages as materialized (
      select * from unnest(
        ${counts.map(({ villageCode }) => villageCode)}::bigint[], ${counts.map(({ service }) => service)}::text[],
        ${counts.map(({ day }) => day)}::date[], ${counts.map(({ duties }) => duties)}::integer[],
        ${counts.map(({ residents }) => residents)}::integer[]
      ) as counted (unit_code, service, day, duties, residents)
    ), wanted as materialized (
      select * from of_villages
      union all
      select ${township}::bigint, service, day, sum(duties)::integer, sum(residents)::integer from of_villages group by 2, 3
    ), gone as (
      delete from work_counts k
      where k.unit_code between ${township} and ${township + 999} and not exists (
        select from wanted w where w.unit_code = k.unit_code and w.service = k.service and w.day = k.day
      )
    )
    ${putWanted}`.execute(db)
}

/** Writes what differs of the counts of counties, from those of their townships, and takes away those of other townships. */
export async function sumWork(db: Database, townships: readonly number[]): Promise<void> {
  await sql`
    delete from work_counts
    where unit_code % 1000000 <> 0 and unit_code / 1000 * 1000 <> all (${townships}::bigint[])`.execute(db)
  await sql`
    with wanted as materialized (
      select unit_code / 1000000 * 1000000 as unit_code, service, day, sum(duties)::integer as duties,
        sum(residents)::integer as residents
      from work_counts where unit_code = any (${townships}::bigint[]) group by 1, 2, 3
    ), gone as (
      delete from work_counts k
      where k.unit_code % 1000000 = 0 and not exists (
        select from wanted w where w.unit_code = k.unit_code and w.service = k.service and w.day = k.day
      )
    )
    ${putWanted}`.execute(db)
}

/** Unit by unit, so that what is read together lies together. */
const putWanted = sql`
  insert into work_counts as kept (unit_code, service, day, duties, residents)
  select w.* from wanted w left join work_counts k using (unit_code, service, day)
  where (w.duties, w.residents) is distinct from (k.duties, k.residents)
  order by w.unit_code, w.service, w.day
  on conflict (unit_code, service, day) do update set duties = excluded.duties, residents = excluded.residents`
