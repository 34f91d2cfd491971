import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, localDate } from '../../days/local-date.ts'
import { minutesBetween } from '../../days/local-moment.ts'
import type { AssessmentFacts } from '../../follow-ups/assessment.ts'
import { nationalFollowUpPolicy } from '../../follow-ups/follow-up-policy.ts'
import { adherencePercent, type Dose, isRegular, longestBreakDays } from './doses.ts'
import type { TuberculosisFirstVisit } from './first-visit.ts'
import type { TuberculosisVisit } from './follow-up.ts'
import {
  assessTuberculosis,
  assessTuberculosisClosing,
  assessTuberculosisFirstVisit,
} from './tuberculosis-rule.ts'

const about: AssessmentFacts = {
  ageYears: 56,
  sex: 'male',
  birthDate: localDate('1970-01-01'),
  performedOn: localDate('2026-01-31'),
  previous: null,
  policy: nationalFollowUpPolicy,
}
const visit: TuberculosisVisit = {
  treatmentMonth: 1,
  stage: 1,
  supervisor: 2,
  missedDoses: 0,
  adverseDrugReaction: 1,
  complication: 1,
}
const firstVisit = (visitedAt: string) =>
  ({
    notifiedAt: '2026-01-28T09:00',
    visitedAt,
    patientType: 1,
    stage: 1,
    supervisor: 2,
  }) as TuberculosisFirstVisit

describe('72小时内第一次入户', () => {
  test.each([
    ['2026-01-28T09:00', 'in-time'],
    ['2026-01-31T09:00', 'in-time'],
    ['2026-01-31T09:01', 'late'],
  ])('visited at %s: %s', (visitedAt, classification) => {
    expect(assessTuberculosisFirstVisit(firstVisit(visitedAt), about).classification).toBe(classification)
  })

  test('two visits in vain are told to the superior institution', () => {
    const codes = (failedVisits: number) =>
      assessTuberculosisFirstVisit({ ...firstVisit('2026-01-31T09:00'), failedVisits }, about).advice.map(
        ({ code }) => code,
      )
    expect(codes(1)).not.toContain('not-met')
    expect(codes(2)).toContain('not-met')
  })
})

describe('督导随访', () => {
  test.each<[string, Partial<TuberculosisVisit>, string, string]>([
    ['intensive, family', {}, 'routine', '2026-02-10'],
    ['intensive, alone', { supervisor: 3 }, 'routine', '2026-02-10'],
    ['intensive, a health worker', { supervisor: 1 }, 'routine', '2026-02-28'],
    ['continuation, family', { stage: 2 }, 'routine', '2026-02-28'],
    ['six days without a dose', { missedDoses: 6, longestGapDays: 6 }, 'routine', '2026-02-10'],
    ['seven days without a dose', { missedDoses: 7, longestGapDays: 7 }, 'report-upward', '2026-02-10'],
    ['a reaction, the family in the intensive phase', { adverseDrugReaction: 2 }, 'refer', '2026-02-10'],
    ['a reaction, a health worker', { adverseDrugReaction: 2, supervisor: 1 }, 'refer', '2026-02-14'],
    ['a complication', { complication: 2, stage: 2 }, 'refer', '2026-02-14'],
  ])('%s', (_what, change, nextStep, nextDueOn) => {
    expect(assessTuberculosis({ ...visit, ...change }, about)).toMatchObject({ nextStep, nextDueOn })
  })

  test('a week of doses missed without a word on how many in a row was taken for single ones', () => {
    const codes = (change: Partial<TuberculosisVisit>) =>
      assessTuberculosis({ ...visit, ...change }, about).advice.map(({ code }) => code)
    expect(codes({ missedDoses: 6 })).toEqual(['missed'])
    expect(codes({ missedDoses: 7 })).toEqual(['missed-in-a-row'])
    expect(codes({ missedDoses: 7, longestGapDays: 2 })).toEqual(['missed'])
  })
})

describe('规则服药', () => {
  test.each([
    [180, 162, 'regular'],
    [180, 161, 'irregular'],
    [0, 0, null],
  ])('%i due and %i taken: %s', (dosesDue, dosesTaken, classification) => {
    expect(assessTuberculosisClosing({ dosesDue, dosesTaken, stopReason: 1 }, about).classification).toBe(
      classification,
    )
  })

  test('is judged unrounded: 89.96% shows as 90.0 and is not regular', () => {
    expect(adherencePercent(10_000, 8_996)).toBe(90)
    expect(isRegular(10_000, 8_996, 90)).toBe(false)
  })

  test('no dose due is no rate, neither 0 nor 100', () => {
    expect(adherencePercent(0, 0)).toBeNull()
  })
})

describe('最长连续中断', () => {
  const start = localDate('2026-04-01')
  const daily = (taken: string): Dose[] =>
    [...taken].map((mark, index) => ({ on: addDays(start, index), taken: mark === '+' }))

  test.each([
    ['++++', 0],
    ['+---+', 3],
    ['--+---', 3],
    ['-', 1],
    ['', 0],
  ])('%s is %i days', (taken, days) => {
    expect(longestBreakDays(daily(taken))).toBe(days)
  })

  test('every other day: a missed drug day lasts until the next dose', () => {
    const doses = [0, 2, 4, 6].map((day) => ({ on: addDays(start, day), taken: day !== 2 }))
    expect(longestBreakDays(doses)).toBe(2)
  })

  test('never longer than the card, and 0 only when nothing was missed', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (taken) => {
        const doses = taken.map((one, index) => ({ on: addDays(start, index), taken: one }))
        const longest = longestBreakDays(doses)
        expect(longest).toBeLessThanOrEqual(taken.length)
        expect(longest === 0).toBe(taken.every(Boolean))
      }),
    )
  })
})

test.each([
  ['2026-02-28T23:59', '2026-03-01T00:00', 1],
  ['2026-03-01T10:00', '2026-03-01T09:00', -60],
  ['2026-02-29T10:00', '2026-03-01T09:00', null],
  ['2026-03-01T24:00', '2026-03-01T09:00', null],
  [undefined, '2026-03-01T09:00', null],
])('from %s to %s are %s minutes', (from, to, minutes) => {
  expect(minutesBetween(from, to)).toBe(minutes)
})
