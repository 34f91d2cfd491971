import { expect, test } from 'vitest'
import { recordFigures } from '../health-records/record-lists.ts'
import { indicators } from '../indicators/indicator.ts'
import { defaultTeamSheet } from '../performance/default-sheet.ts'
import { defaultFunds } from '../settlement/fund.ts'
import { defaultSupervisionPolicy } from '../supervision/supervision-policy.ts'

test('指标口径 gave R072, F06 and N3-07 as 依据, numbers of a list that nobody in a county has', () => {
  const sources = [
    ...indicators,
    ...recordFigures,
    ...defaultFunds,
    ...defaultSupervisionPolicy.checklist,
    defaultTeamSheet,
  ].map(({ source }) => source)
  expect(sources.length).toBeGreaterThan(100)
  expect(sources.filter((source) => /\b[FKRS]\d|N3-|§|[a-z]/.test(source))).toEqual([])
})
