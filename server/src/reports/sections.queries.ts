import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { type WorkCount, workloadServices, type YearCount } from '@qianyue/domain/reports/sections.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

type Range = { from: number; to: number }
type Days = { from: LocalDate; to: LocalDate }

/** What the units of a range did in the days, by form and how. */
export async function workIn(db: Database, { from, to }: Range, days: Days): Promise<WorkCount[]> {
  const { rows } = await sql<WorkCount>`
    select unit_code, form, mode, count(*)::int as services from service_records
    where unit_code between ${from} and ${to} and performed_on between ${days.from}::date and ${days.to}::date
      and withdrawn_at is null and form = any (${Object.keys(workloadServices)}::text[])
    group by 1, 2, 3`.execute(db)
  return rows
}

/** 高血压: first and last blood pressure of the days, systolic and diastolic mmHg, and follow-ups at target. */
export async function pressuresOver(
  db: Database,
  villages: Range,
  days: Days,
): Promise<YearCount<[number, number]>[]> {
  return await readingsOver<[number, number]>(db, villages, days, 'hypertension-follow-up', [
    'systolicMmHg',
    'diastolicMmHg',
  ])
}

/** 2型糖尿病: first and last fasting glucose of the days, mmol/L. */
export async function glucosesOver(
  db: Database,
  villages: Range,
  days: Days,
): Promise<YearCount<[number]>[]> {
  return await readingsOver<[number]>(db, villages, days, 'type2-diabetes-follow-up', ['fastingGlucoseMmolL'])
}

async function readingsOver<Reading>(
  db: Database,
  { from, to }: Range,
  days: Days,
  form: string,
  fields: readonly string[],
): Promise<YearCount<Reading>[]> {
  const reading = sql`array[${sql.join(fields.map((field) => sql`(s.values->>${field})::float8`))}]`
  const measured = sql.join(
    fields.map((field) => sql`jsonb_typeof(s.values->${field}) = 'number'`),
    sql` and `,
  )
  const { rows } = await sql<YearCount<Reading>>`
    with people as (
      select s.resident_id,
        (array_agg(${reading} order by s.performed_on, s.recorded_at))[1:1] as first,
        (array_agg(${reading} order by s.performed_on desc, s.recorded_at desc))[1:1] as last,
        count(*) filter (where s.controlled)::int as at_target
      from service_records s
      join residents r on r.id = s.resident_id and r.village_code between ${from} and ${to}
      where s.form = ${form} and s.performed_on between ${days.from}::date and ${days.to}::date
        and s.withdrawn_at is null and ${measured}
      group by 1
    )
    select to_json(first)->0 as first, to_json(last)->0 as last, at_target, count(*)::int as people
    from people group by people.first, people.last, at_target`.execute(db)
  return rows
}
