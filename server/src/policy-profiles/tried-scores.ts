import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { earlier, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Counts } from '@qianyue/domain/indicators/count.ts'
import { type AssessedCase, countOf } from '@qianyue/domain/performance/assessed-cases.ts'
import { type AssessmentSheet, linesOf, scoreSheet } from '@qianyue/domain/performance/assessment-sheet.ts'
import { inForce } from '@qianyue/domain/performance/round.ts'
import { type LineValue, scoringMethods } from '@qianyue/domain/performance/scoring.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import type { Context } from '../http/context.ts'
import { casesFor } from '../performance/assessed-cases.ts'
import { teamsOn, unitsOf } from '../performance/performance.queries.ts'
import { type FiguresTried, rateIn } from './tried-figures.ts'
import { type EnteredBefore, lastEntries } from './try-out.queries.ts'

/** Codes of villages come from an array of the database as text. */
type Assessed = {
  key: string
  name: string
  teamId: string | null
  unitCode: number
  villageCodes: readonly (number | string)[]
}

/**
 * 考核得分 of everybody whom a sheet of either policy assesses: computed lines from the figures tried and the cases of the
 * period, entered ones from the latest round of the same sheet; a line that nobody has entered is no points.
 */
export async function scoresTried(
  context: Context,
  { unitCode, fromDay, toDay }: { unitCode: number; fromDay: LocalDate; toDay: LocalDate },
  figures: FiguresTried,
  before: Policy,
  after: Policy,
) {
  const { db, today } = context
  const entries = await lastEntries(db, rangeOf(unitCode))
  const sheets = new Map<string, { before?: AssessmentSheet; after?: AssessmentSheet }>()
  for (const sheet of before['assessment-sheets']) sheets.set(sheet.code, { before: sheet })
  for (const sheet of after['assessment-sheets']) {
    sheets.set(sheet.code, { ...sheets.get(sheet.code), after: sheet })
  }
  const counted = await casesFor(db, [...before['assessment-sheets'], ...after['assessment-sheets']], {
    unitCode,
    fromDay,
    toDay,
    asOf: earlier(toDay, today),
  })
  const lines = []
  for (const [code, pair] of sheets) {
    const newest = pair.after ?? pair.before!
    const ofSheet = entries.filter((entry) => entry.sheetCode === code)
    for (const one of await assessedBy(context, newest, unitCode)) {
      const cases = (sheet: AssessmentSheet) =>
        counted(sheet, { ...one, villageCodes: one.villageCodes.map(Number) })
      const own = ofSheet.filter(({ subject }) => subject === one.key)
      lines.push({
        sheetName: newest.name,
        name: one.name,
        missing: missingIn(newest, own),
        before: pair.before ? score(pair.before, one, own, figures.before, cases(pair.before)) : null,
        after: pair.after ? score(pair.after, one, own, figures.after, cases(pair.after)) : null,
      })
    }
  }
  return lines
}

async function assessedBy(
  { db, today }: Context,
  { assessed }: AssessmentSheet,
  unitCode: number,
): Promise<Assessed[]> {
  const range = rangeOf(unitCode)
  if (assessed === 'team') {
    return (await teamsOn(db, range, today)).map(({ id, ...team }) => ({ key: id, teamId: id, ...team }))
  }
  const units = await unitsOf(db, range, assessed === 'township' ? 'township' : 'village')
  return units.map((unit) => ({ key: String(unit.unitCode), teamId: null, ...unit }))
}

function score(
  sheet: AssessmentSheet,
  { villageCodes }: Assessed,
  entries: readonly EnteredBefore[],
  counts: ReadonlyMap<number, Counts>,
  cases: ReadonlyMap<string, readonly AssessedCase[]>,
) {
  const values = new Map<string, LineValue>()
  for (const { code, value, method } of linesOf(sheet)) {
    const found =
      value.from === 'indicator'
        ? ({ kind: 'rate', rate: rateIn(counts, value.indicator, villageCodes.map(Number)) } as const)
        : value.from === 'cases'
          ? countOf(cases.get(code)!)
          : inForce(entries.filter(({ line }) => line === code))?.value
    // A line may be scored otherwise than in the round in which its value was entered.
    if (found && found.kind === scoringMethods[method.kind].reads) values.set(code, found)
  }
  const { hundredths, grade } = scoreSheet(sheet, values)
  return { scoreHundredths: hundredths, grade }
}

function missingIn(sheet: AssessmentSheet, entries: readonly EnteredBefore[]): number {
  const entered = new Set(entries.map(({ line }) => line))
  return linesOf(sheet).filter(({ code, value }) => value.from === 'entry' && !entered.has(code)).length
}
