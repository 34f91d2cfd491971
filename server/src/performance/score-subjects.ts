import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { earlier, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { type AssessedCase, countOf } from '@qianyue/domain/performance/assessed-cases.ts'
import {
  linesOf,
  rankingOf,
  type ScoredSheet,
  scoreSheet,
} from '@qianyue/domain/performance/assessment-sheet.ts'
import { inForce } from '@qianyue/domain/performance/round.ts'
import type { LineValue } from '@qianyue/domain/performance/scoring.ts'
import type { Context } from '../http/context.ts'
import { currentCounts, snapshotCounts } from '../indicators/counts.queries.ts'
import { dayCounted } from '../indicators/list-indicators.ts'
import { casesFor } from './assessed-cases.ts'
import type { EntryRow, RoundRow, SubjectRow } from './performance.queries.ts'

export type ScoredSubject = {
  subject: SubjectRow
  values: ReadonlyMap<string, LineValue>
  /** Behind the lines that count them. */
  cases: ReadonlyMap<string, readonly AssessedCase[]>
  scored: ScoredSheet
  figuresOn: LocalDate
}

/**
 * Scores the assessed of a round: computed lines from the figures of the period's last day, or of today while the period
 * runs; entered lines by the highest level that entered one. What was published is told as it was published.
 */
export async function scoreSubjects(
  context: Context,
  round: RoundRow,
  subjects: readonly SubjectRow[],
  entries: readonly EntryRow[],
): Promise<ScoredSubject[]> {
  const moving = subjects.filter(({ result }) => result === null)
  const figures = moving.length === 0 ? null : await figuresFor(context, round)
  const { db, today } = context
  const { sheet, unitCode, fromDay, toDay } = round
  const asOf = earlier(toDay, today)
  const counted = moving.length === 0 ? null : await casesFor(db, [sheet], { unitCode, fromDay, toDay, asOf })
  const entriesBySubject = Map.groupBy(entries, ({ subjectId }) => subjectId)
  return subjects.map((subject) => {
    const { result } = subject
    if (result !== null) {
      const { scored, figuresOn, values, cases = {} } = result
      return {
        subject,
        scored,
        figuresOn,
        values: new Map(Object.entries(values)),
        cases: new Map(Object.entries(cases)),
      }
    }
    const byLine = Map.groupBy(entriesBySubject.get(subject.id) ?? [], ({ line }) => line)
    const values = new Map<string, LineValue>()
    const cases = counted!(sheet, subject)
    for (const { code, value } of linesOf(sheet)) {
      if (value.from === 'indicator')
        values.set(code, figures!.valueOf(value.indicator, subject.villageCodes))
      else if (value.from === 'cases') values.set(code, countOf(cases.get(code)!))
      else {
        const counts = inForce(byLine.get(code) ?? [])
        if (counts) values.set(code, counts.value)
      }
    }
    return { subject, values, cases, scored: scoreSheet(sheet, values), figuresOn: figures!.day }
  })
}

/** 名次 by the assessed's id. */
export function placesOf(scored: readonly ScoredSubject[]): Map<string, number> {
  const ranking = rankingOf(
    scored.map(({ subject, scored: { hundredths } }) => ({ of: subject.id, hundredths })),
  )
  return new Map(ranking.map(({ of, place }) => [of, place]))
}

/** The figures of a sheet in every village of the round, read once and added up for each of the assessed. */
async function figuresFor(context: Context, { sheet, toDay, unitCode }: RoundRow) {
  const codes = linesOf(sheet).flatMap(({ value }) => (value.from === 'indicator' ? [value.indicator] : []))
  const { day, isCurrent } = await dayCounted(context, toDay)
  const villages = rangeOf(unitCode)
  const counts = isCurrent
    ? await currentCounts(context, villages, 'village', codes)
    : await snapshotCounts(context, day, villages, 'village', codes)
  const byVillage = new Map(counts.map((count) => [`${count.indicator}/${count.unitCode}`, count]))
  return {
    day,
    valueOf(indicator: string, villageCodes: readonly number[]): LineValue {
      const rate = { numerator: 0, denominator: 0 }
      for (const village of villageCodes) {
        const count = byVillage.get(`${indicator}/${village}`)
        rate.numerator += count?.numerator ?? 0
        rate.denominator += count?.denominator ?? 0
      }
      return { kind: 'rate', rate }
    },
  }
}
