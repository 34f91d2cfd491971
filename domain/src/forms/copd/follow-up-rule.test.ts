import { describe, expect, test } from 'vitest'
import { localDate } from '../../days/local-date.ts'
import type { AssessmentFacts } from '../../follow-ups/assessment.ts'
import { nationalFollowUpPolicy } from '../../follow-ups/follow-up-policy.ts'
import { airflowGrade, type CopdVisit } from './follow-up.ts'
import { assessCopd } from './follow-up-rule.ts'

const about: AssessmentFacts = {
  ageYears: 68,
  sex: 'male',
  birthDate: localDate('1958-03-02'),
  performedOn: localDate('2026-01-31'),
  previous: null,
  policy: nationalFollowUpPolicy,
  last: { performedOn: localDate('2025-11-01'), values: { mmrc: 1, catScore: 12 } },
}
const visit: CopdVisit = {
  symptoms: [2],
  mmrc: 1,
  catScore: 12,
  exacerbationsSinceLast: 0,
  exacerbatedNow: 1,
  spo2Percent: 90,
}

test.each<[string, Partial<CopdVisit>, string, string, string]>([
  ['as last time', {}, 'copd-stable', 'routine', '2026-04-30'],
  ['CAT one point up', { catScore: 13 }, 'copd-stable', 'routine', '2026-04-30'],
  ['CAT two points up', { catScore: 14 }, 'copd-unstable', 'adjust-treatment', '2026-02-14'],
  ['a higher mMRC grade', { mmrc: 2 }, 'copd-unstable', 'adjust-treatment', '2026-02-14'],
  ['an exacerbation since', { exacerbationsSinceLast: 1 }, 'copd-unstable', 'adjust-treatment', '2026-02-14'],
  ['an exacerbation now', { exacerbatedNow: 2 }, 'copd-exacerbation', 'adjust-treatment', '2026-02-14'],
  ['oxygen at 89%', { spo2Percent: 89 }, 'copd-unstable', 'refer-urgently', '2026-02-14'],
  ['blue lips', { dangerSigns: [4] }, 'copd-unstable', 'refer-urgently', '2026-02-14'],
  ['a complication', { newOrWorseComplication: 2 }, 'copd-unstable', 'refer', '2026-02-14'],
])('%s', (_what, change, classification, nextStep, nextDueOn) => {
  expect(assessCopd({ ...visit, ...change }, about)).toMatchObject({ classification, nextStep, nextDueOn })
})

describe('two in a row', () => {
  test.each([
    ['copd-exacerbation', 'refer'],
    ['copd-unstable', 'refer'],
    ['copd-stable', 'adjust-treatment'],
  ] as const)('an exacerbation after %s: %s', (classification, nextStep) => {
    const previous = { performedOn: localDate('2026-01-17'), classification }
    expect(assessCopd({ ...visit, exacerbatedNow: 2 }, { ...about, previous }).nextStep).toBe(nextStep)
  })
})

test.each([
  [80, 1],
  [79.9, 2],
  [50, 2],
  [49.9, 3],
  [30, 3],
  [29.9, 4],
])('FEV₁ of %d%% of the expected value is grade %i', (percent, grade) => {
  expect(airflowGrade(percent)).toBe(grade)
})

test.each<[string, Partial<CopdVisit>, string]>([
  ['unstable', { mmrc: 2 }, '2026-03-02'],
  ['worse by a complication', { newOrWorseComplication: 2 }, '2026-02-14'],
  ['short of oxygen', { spo2Percent: 89 }, '2026-02-14'],
])(
  'where a county sees the unstable after thirty days, who was sent to hospital was left for as long: %s',
  (_what, given, nextDueOn) => {
    const care = {
      ...nationalFollowUpPolicy.care,
      copd: { ...nationalFollowUpPolicy.care.copd, returnWithinDays: 30 },
    }
    const policy = { ...nationalFollowUpPolicy, care }
    expect(assessCopd({ ...visit, ...given }, { ...about, policy }).nextDueOn).toBe(nextDueOn)
  },
)
