import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { type Assessed, type AssessedCase, casesOf } from '@qianyue/domain/performance/assessed-cases.ts'
import { type AssessmentSheet, linesOf } from '@qianyue/domain/performance/assessment-sheet.ts'
import type { Database } from '../database/database.ts'
import { casesIn, membersIn } from './assessed-cases.queries.ts'

/** The cases of every line of sheets that counts them, for any of the assessed; nothing is read where no line does. */
export async function casesFor(
  db: Database,
  sheets: readonly AssessmentSheet[],
  { unitCode, ...days }: { unitCode: number; fromDay: LocalDate; toDay: LocalDate; asOf: LocalDate },
): Promise<(sheet: AssessmentSheet, assessed: Assessed) => Map<string, AssessedCase[]>> {
  const counted = sheets.flatMap(linesOf).some(({ value }) => value.from === 'cases')
  if (!counted) return () => new Map()
  const wanted = { range: rangeOf(unitCode), ...days }
  const [cases, members] = await Promise.all([casesIn(db, wanted), membersIn(db, wanted)])
  return (sheet, { villageCodes, ...assessed }) => {
    // Codes of villages come from an array of the database as text.
    const whom = { ...assessed, villageCodes: villageCodes.map(Number) }
    const own = members.get(assessed.teamId ?? '') ?? new Set<string>()
    return new Map(
      linesOf(sheet).flatMap(({ code, value }) =>
        value.from === 'cases' ? [[code, casesOf(value.cases, cases, whom, own)] as const] : [],
      ),
    )
  }
}
