import { describe, expect, test } from 'vitest'
import { localDate } from '../../days/local-date.ts'
import { assess } from '../../follow-ups/assess.ts'
import type { AssessmentFacts } from '../../follow-ups/assessment.ts'
import { nationalFollowUpPolicy } from '../../follow-ups/follow-up-policy.ts'
import type { ServiceFacts } from '../../residents/resident-facts.ts'
import type { FormValues } from '../form.ts'
import { highDaysInARow, isHighPressure, pressureIn, pressureReadings } from './pressure-readings.ts'
import { bloodPressureScreening } from './screening.ts'

const today = localDate('2026-05-20')

function about(given: Partial<AssessmentFacts> = {}): AssessmentFacts {
  return {
    ageYears: 40,
    sex: 'male',
    birthDate: localDate('1986-01-10'),
    performedOn: today,
    previous: null,
    policy: nationalFollowUpPolicy,
    ...given,
  }
}

const screened = (values: FormValues, given: Partial<AssessmentFacts> = {}) =>
  assess(bloodPressureScreening, { systolicMmHg: 120, diastolicMmHg: 78, ...values }, about(given))

const reading = (on: string, systolicMmHg: number) => ({
  on: localDate(on),
  recordId: on,
  systolicMmHg,
  diastolicMmHg: 80,
})

describe('high or not', () => {
  test.each([
    [139, 89, false],
    [140, 89, true],
    [139, 90, true],
    [140, 90, true],
  ])('%i/%i: %s', (systolicMmHg, diastolicMmHg, isHigh) => {
    expect(isHighPressure({ systolicMmHg, diastolicMmHg })).toBe(isHigh)
  })

  test('of two arms the higher counts, and of one day the last reading', () => {
    expect(pressureIn({ leftSystolicMmHg: 138, leftDiastolicMmHg: 92, rightSystolicMmHg: 142 })).toEqual({
      systolicMmHg: 142,
      diastolicMmHg: 92,
    })
    expect(pressureIn({})).toBeNull()
    const service = (recordId: string, performedOn: string, systolicMmHg: number): ServiceFacts => ({
      recordId,
      form: 'encounter-note',
      performedOn: localDate(performedOn),
      mode: 'clinic',
      controlled: null,
      nextDueOn: null,
      referred: false,
      details: { systolicMmHg },
    })
    const readings = pressureReadings([
      service('a', '2026-05-01', 150),
      service('b', '2026-05-01', 136),
      service('c', '2026-05-02', 141),
    ])
    expect(readings.map(({ recordId }) => recordId)).toEqual(['b', 'c'])
    expect(highDaysInARow(readings)).toBe(1)
  })
})

describe('非同日三次', () => {
  test.each([
    [[], 'pressure-high', 'recheck-pressure'],
    [[reading('2026-05-10', 142)], 'pressure-high', 'recheck-pressure'],
    [[reading('2026-05-08', 142), reading('2026-05-10', 142)], 'pressure-confirmed', 'refer'],
    [[reading('2026-05-08', 142), reading('2026-05-10', 139)], 'pressure-high', 'recheck-pressure'],
    [[reading('2026-05-08', 142), reading('2026-05-20', 142)], 'pressure-high', 'recheck-pressure'],
  ])('150 after %j: %s, %s', (pressures, classification, nextStep) => {
    expect(screened({ systolicMmHg: 150 }, { pressures })).toMatchObject({ classification, nextStep })
  })

  test('the advice says which time it was and until when', () => {
    const found = screened({ systolicMmHg: 150 }, { pressures: [reading('2026-05-10', 142)] })
    expect(found.advice[0]!.text).toContain('第 2 次')
    expect(found.advice[0]!.text).toContain('2026-06-03')
  })

  test('after three high days a normal pressure is normal', () => {
    const pressures = ['2026-05-01', '2026-05-03', '2026-05-05'].map((on) => reading(on, 150))
    expect(screened({ systolicMmHg: 128 }, { pressures })).toMatchObject({
      classification: 'pressure-normal',
      nextStep: 'routine',
    })
  })
})

describe('danger and secondary hypertension', () => {
  test.each([
    [179, 109, 'recheck-pressure'],
    [180, 90, 'refer-urgently'],
    [150, 110, 'refer-urgently'],
  ])('%i/%i: %s', (systolicMmHg, diastolicMmHg, nextStep) => {
    expect(screened({ systolicMmHg, diastolicMmHg }).nextStep).toBe(nextStep)
  })

  test('a suspected secondary form is referred', () => {
    expect(screened({ suspectedSecondary: 2 })).toMatchObject({ nextStep: 'refer', referred: true })
  })
})

describe('高危因素, any one of six', () => {
  test.each([
    [{ systolicMmHg: 129, diastolicMmHg: 84 }, 'pressure-normal'],
    [{ systolicMmHg: 130 }, 'pressure-risk'],
    [{ diastolicMmHg: 85 }, 'pressure-risk'],
    [{ heightCm: 170, weightKg: 69.3 }, 'pressure-normal'],
    [{ heightCm: 170, weightKg: 69.4 }, 'pressure-risk'],
    [{ waistCm: 89.9 }, 'pressure-normal'],
    [{ waistCm: 90 }, 'pressure-risk'],
    [{ familyHypertension: 1 }, 'pressure-normal'],
    [{ familyHypertension: 2 }, 'pressure-risk'],
    [{ saltIntake: 2 }, 'pressure-normal'],
    [{ saltIntake: 3 }, 'pressure-risk'],
    [{ alcoholLiangPerDay: 1.9 }, 'pressure-normal'],
    [{ alcoholLiangPerDay: 2 }, 'pressure-risk'],
  ] as const)('%j: %s', (values, classification) => {
    expect(screened(values).classification).toBe(classification)
  })

  test.each([
    [54, 'pressure-normal'],
    [55, 'pressure-risk'],
  ])('at %i years: %s', (ageYears, classification) => {
    expect(screened({}, { ageYears }).classification).toBe(classification)
  })

  test.each([
    [84.9, 'pressure-normal'],
    [85, 'pressure-risk'],
  ])('a woman’s waist of %d cm: %s', (waistCm, classification) => {
    expect(screened({ waistCm }, { sex: 'female' }).classification).toBe(classification)
  })

  test('which factors count is policy', () => {
    const policy = {
      ...nationalFollowUpPolicy,
      hypertensionRisk: { ...nationalFollowUpPolicy.hypertensionRisk, ageFromYears: null },
    }
    expect(screened({}, { ageYears: 80, policy }).classification).toBe('pressure-normal')
  })
})
