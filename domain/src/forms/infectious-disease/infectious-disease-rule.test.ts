import { describe, expect, test } from 'vitest'
import { localDate } from '../../days/local-date.ts'
import type { AssessmentFacts } from '../../follow-ups/assessment.ts'
import { nationalFollowUpPolicy } from '../../follow-ups/follow-up-policy.ts'
import { assessInfectiousDiseaseReport, assessInfectiousDiseaseVisit } from './infectious-disease-rule.ts'
import { notifiableDiseases } from './notifiable-diseases.ts'

const about: AssessmentFacts = {
  ageYears: 30,
  sex: 'female',
  birthDate: localDate('1996-03-02'),
  performedOn: localDate('2026-03-03'),
  previous: null,
  policy: nationalFollowUpPolicy,
}

describe('法定报告时限', () => {
  test.each([
    ['cholera', '2026-03-02T12:00', 'in-time'],
    ['cholera', '2026-03-02T12:01', 'late'],
    ['sars', '2026-03-02T12:01', 'late'],
    ['pulmonary-anthrax', '2026-03-02T12:01', 'late'],
    ['anthrax', '2026-03-03T10:00', 'in-time'],
    ['measles', '2026-03-03T10:00', 'in-time'],
    ['measles', '2026-03-03T10:01', 'late'],
    ['mumps', '2026-03-03T10:01', 'late'],
  ])('%s diagnosed at ten and reported at %s is %s', (disease, reportedAt, classification) => {
    const found = assessInfectiousDiseaseReport(
      { disease, diagnosedAt: '2026-03-02T10:00', reportedAt },
      about,
    )
    expect(found).toMatchObject({ classification, controlled: classification === 'in-time' })
  })

  test('every disease of the policy is on the list', () => {
    const codes = notifiableDiseases.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining([...nationalFollowUpPolicy.care.infectiousDisease.asClassA]))
    expect(new Set(codes).size).toBe(codes.length)
  })
})

test.each([
  [{ outcome: 1, course: 1 }, 'routine', '2026-03-10'],
  [{ outcome: 1, course: 3 }, 'refer', '2026-03-10'],
  [{ outcome: 2, course: 1 }, 'close', null],
  [{ outcome: 5, course: 2 }, 'close', null],
] as const)('a visit with %j: %s', (visit, nextStep, nextDueOn) => {
  expect(assessInfectiousDiseaseVisit(visit, about)).toMatchObject({ nextStep, nextDueOn })
})
