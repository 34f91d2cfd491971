import { describe, expect, test } from 'vitest'
import { localDate } from '../../days/local-date.ts'
import type { AssessmentFacts } from '../../follow-ups/assessment.ts'
import { nationalFollowUpPolicy } from '../../follow-ups/follow-up-policy.ts'
import { problemsOf } from '../problems.ts'
import { assessScreening, assessSelfCare } from './elderly-rule.ts'
import { elderlySelfCare } from './self-care.ts'

const about: AssessmentFacts = {
  ageYears: 76,
  sex: 'female',
  birthDate: localDate('1950-03-02'),
  performedOn: localDate('2026-11-21'),
  previous: null,
  policy: nationalFollowUpPolicy,
}

test.each([
  [
    { selfCareEating: 3, selfCareWashing: 1, selfCareDressing: 1, selfCareToileting: 1, selfCareMoving: 1 },
    'independent',
  ],
  [
    { selfCareEating: 3, selfCareWashing: 2, selfCareDressing: 1, selfCareToileting: 1, selfCareMoving: 1 },
    'lightly-dependent',
  ],
  [
    { selfCareEating: 3, selfCareWashing: 1, selfCareDressing: 1, selfCareToileting: 3, selfCareMoving: 1 },
    'lightly-dependent',
  ],
  [
    { selfCareEating: 3, selfCareWashing: 2, selfCareDressing: 1, selfCareToileting: 3, selfCareMoving: 1 },
    'moderately-dependent',
  ],
  [
    { selfCareEating: 3, selfCareWashing: 1, selfCareDressing: 4, selfCareToileting: 4, selfCareMoving: 1 },
    'moderately-dependent',
  ],
  [
    { selfCareEating: 3, selfCareWashing: 2, selfCareDressing: 4, selfCareToileting: 4, selfCareMoving: 1 },
    'dependent',
  ],
])('%j is %s', (values, classification) => {
  expect(assessSelfCare(values).classification).toBe(classification)
})

test('a self-care sheet with an open item is not taken', () => {
  expect(
    problemsOf(elderlySelfCare, { selfCareEating: 1 }, about).filter(({ severity }) => severity === 'error')
      .length,
  ).toBeGreaterThan(0)
})

describe('认知、情感粗筛', () => {
  test.each([
    [{ cognitiveScreen: 1, moodScreen: 1 }, 'screen-negative', 'routine'],
    [{ cognitiveScreen: 2, moodScreen: 1 }, 'screen-positive', 'routine'],
    [{ cognitiveScreen: 2, schooling: 1, mmseScore: 18, moodScreen: 1 }, 'screen-positive', 'routine'],
    [{ cognitiveScreen: 2, schooling: 1, mmseScore: 17, moodScreen: 1 }, 'screen-positive', 'refer'],
    [{ cognitiveScreen: 2, schooling: 2, mmseScore: 20, moodScreen: 1 }, 'screen-positive', 'refer'],
    [{ cognitiveScreen: 2, schooling: 3, mmseScore: 25, moodScreen: 1 }, 'screen-positive', 'routine'],
    [{ cognitiveScreen: 1, moodScreen: 2, depressionScore: 10 }, 'screen-positive', 'routine'],
    [{ cognitiveScreen: 1, moodScreen: 2, depressionScore: 11 }, 'screen-positive', 'refer'],
  ] as const)('%j is %s, %s', (values, classification, nextStep) => {
    expect(assessScreening(values, about)).toMatchObject({ classification, nextStep })
  })
})
