import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { type CompiledQuery, sql } from 'kysely'
import type { Context } from '../http/context.ts'

export type CheckedRow = {
  residentId: string
  openedOn: LocalDate
  keptByUnit: number
  villageCode: number
  birthDate: LocalDate
  sex: Sex
  warnings: unknown
  hasIdNumber: boolean
  hasPhone: boolean
  hasContact: boolean
  contactIsOneself: boolean
  hasAddress: boolean
  hasResponsibleDoctor: boolean
  firstServedOn: LocalDate | null
  lastActiveOn: LocalDate | null
  populations:
    | [population: Population, since: LocalDate, until: LocalDate | null, source: 'declared' | 'record'][]
    | null
  information: { performedOn: LocalDate; values: unknown } | null
  /** What is written of the last check. */
  keptLastActiveOn: LocalDate | null
  keptScore: number | null
  keptFlaws: string
}

/** What the check looks at, for those of these residents who have a record. */
export async function recordsToCheck(
  { db }: Pick<Context, 'db'>,
  residentIds: readonly string[],
): Promise<CheckedRow[]> {
  const { rows } = await sql<CheckedRow>`
    select * from health_records_to_check(${residentIds}::uuid[])`.execute(db)
  return rows
}

/** Whose health records come next in the order of their ids. */
export async function recordsAfter(
  { db }: Pick<Context, 'db'>,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('healthRecords')
    .select('residentId')
    .$if(after !== null, (query) => query.where('residentId', '>', after!))
    .orderBy('residentId')
    .limit(limit)
    .execute()
  return rows.map(({ residentId }) => residentId)
}

/** What a check has found of a resident's record. */
export type Check = { residentId: string; lastActiveOn: LocalDate | null; score: number; flaws: string }

/** The statement that writes what was found. */
export function checksWritten({ db }: Pick<Context, 'db'>, checks: readonly Check[]): CompiledQuery {
  return sql`select put_health_record_checks(
    ${checks.map(({ residentId }) => residentId)}::uuid[], ${checks.map(({ lastActiveOn }) => lastActiveOn)}::date[],
    ${checks.map(({ score }) => score)}::smallint[], ${checks.map(({ flaws }) => flaws)}::text[])`.compile(db)
}
