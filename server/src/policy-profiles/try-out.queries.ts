import type { ScoringLevel } from '@qianyue/domain/performance/round.ts'
import type { LineValue } from '@qianyue/domain/performance/scoring.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

/** Reads in a part of the transaction that cannot write, and undoes the part after it. */
export async function withoutWriting<Result>(db: Database, read: () => Promise<Result>): Promise<Result> {
  await sql`savepoint tried`.execute(db)
  await sql`set transaction read only`.execute(db)
  try {
    return await read()
  } finally {
    await sql`rollback to savepoint tried`.execute(db)
  }
}

export async function unitName(db: Database, code: number): Promise<string> {
  const { name } = await db
    .selectFrom('orgUnits')
    .select('name')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return name
}

export type PlacedResident = {
  residentId: string
  householdId: string | null
  headId: string | null
  villageCode: number
}

/** Everybody of a range of villages with household and its head, at most so many. */
export async function residentsOfUnit(
  db: Database,
  { from, to }: { from: number; to: number },
  limit: number,
): Promise<PlacedResident[]> {
  const { rows } = await sql<PlacedResident>`
    select r.id as resident_id, coalesce(r.household_id, r.id) as household_id, h.head_id, r.village_code
    from residents r left join households h on h.id = r.household_id
    where r.village_code between ${from} and ${to} and r.merged_into_id is null
    order by r.village_code, r.id limit ${limit}`.execute(db)
  return rows
}

export type EnteredBefore = {
  /** The team, or the unit where a unit is assessed. */
  subject: string
  sheetCode: string
  line: string
  level: ScoringLevel
  value: LineValue
}

/** What was entered in the latest round of each sheet, by who was assessed. */
export async function lastEntries(
  db: Database,
  { from, to }: { from: number; to: number },
): Promise<EnteredBefore[]> {
  const { rows } = await sql<EnteredBefore>`
    with latest as (
      select distinct on (sheet_code) id, sheet_code from assessment_rounds
      order by sheet_code, to_day desc, id desc
    )
    select coalesce(s.team_id::text, s.unit_code::text) as subject, l.sheet_code, v.line, v.level, v.value
    from latest l join assessment_subjects s on s.round_id = l.id
    join assessment_values v on v.subject_id = s.id
    where s.unit_code between ${from} and ${to}`.execute(db)
  return rows
}
