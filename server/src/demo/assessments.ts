import { dayOf, yearOf } from '@qianyue/domain/days/local-date.ts'
import { linesOf } from '@qianyue/domain/performance/assessment-sheet.ts'
import { defaultTeamSheet } from '@qianyue/domain/performance/default-sheet.ts'
import { type LineValue, scoringMethods } from '@qianyue/domain/performance/scoring.ts'
import type { Context } from '../http/context.ts'
import { openRound } from '../performance/open-round.ts'
import { keepEntries, setSubjectState } from '../performance/performance.queries.ts'
import { demoId } from './dice.ts'

/** This year's assessment of all teams: some have scored themselves, of some the township has, the others are yet to begin. */
export async function assessDemoTeams(context: Context): Promise<void> {
  const { db, today, now, viewer } = context
  const id = demoId('assessment', 1)
  const { assessments } = await openRound(context, {
    id,
    unitCode: viewer.unitCode,
    sheetCode: defaultTeamSheet.code,
    fromDay: dayOf(yearOf(today), 1, 1)!,
    toDay: dayOf(yearOf(today), 12, 31)!,
  })
  const asked = linesOf(defaultTeamSheet).filter(({ value }) => value.from === 'entry')
  for (const [index, { id: subjectId }] of assessments.entries()) {
    if (index % 3 === 2) continue
    await keepEntries(
      db,
      asked.map(({ code, method }) => ({
        subjectId,
        line: code,
        level: 'self',
        value: demoValue(method.kind, index),
        proof: '团队台账',
        enteredBy: viewer.accountId,
        enteredAt: now,
      })),
    )
    await setSubjectState(db, subjectId, index % 3 === 0 ? 'self-scored' : 'township-scored')
  }
}

function demoValue(method: keyof typeof scoringMethods, index: number): LineValue {
  if (method === 'veto') return { kind: 'answer', yes: false }
  switch (scoringMethods[method].reads) {
    case 'answer':
      return { kind: 'answer', yes: index % 5 !== 4 }
    case 'cases':
      return { kind: 'cases', cases: method === 'deduction' ? index % 2 : 3 + (index % 8) }
    case 'rate':
      return { kind: 'rate', rate: { numerator: 43 + (index % 7), denominator: 50 } }
  }
}
