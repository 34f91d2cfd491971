import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import type { FormValues } from '../forms/form.ts'
import { forms } from '../forms/forms.ts'
import { healthAssessment } from '../forms/health-record/health-assessment.ts'
import { hypertensionFollowUp } from '../forms/hypertension/follow-up.ts'
import { assess } from './assess.ts'
import { type AssessmentFacts, nextDueAfter } from './assessment.ts'
import { bloodPressureTarget, nationalFollowUpPolicy } from './follow-up-policy.ts'
import { weightClass } from './lifestyle-advice.ts'

function about(given: Partial<AssessmentFacts> = {}): AssessmentFacts {
  return {
    ageYears: 72,
    sex: 'female',
    birthDate: localDate('1954-01-10'),
    performedOn: localDate('2026-03-01'),
    previous: null,
    policy: nationalFollowUpPolicy,
    ...given,
  }
}

function health(values: FormValues, given: Partial<AssessmentFacts> = {}) {
  return assess(healthAssessment, values, about(given))
}

test('the grandmother of the main story: 168/96 is adjusted, and referred the second time', () => {
  const values = { systolicMmHg: 168, diastolicMmHg: 96 }
  const first = assess(hypertensionFollowUp, values, about())
  expect(first).toMatchObject({
    classification: 'unsatisfactory',
    nextStep: 'adjust-treatment',
    nextDueOn: '2026-03-15',
  })
  const second = assess(
    hypertensionFollowUp,
    values,
    about({
      performedOn: localDate('2026-03-12'),
      previous: { performedOn: localDate('2026-03-01'), classification: first.classification },
    }),
  )
  expect(second).toMatchObject({ nextStep: 'refer', referred: true, nextDueOn: '2026-03-26' })
})

test('every form has a rule that answers for an empty sheet without failing', () => {
  for (const form of forms) expect(assess(form, {}, about()).dangers).toEqual([])
})

describe('a health assessment 健康评估', () => {
  test('without findings it is routine and sets no day of its own', () => {
    expect(health({ healthEvaluation: 1 })).toMatchObject({
      classification: 'no-abnormality',
      nextStep: 'routine',
      nextDueOn: null,
      referred: false,
    })
  })

  test('keeps the day agreed for the next one', () => {
    expect(health({ healthEvaluation: 1, nextAssessmentOn: '2027-02-20' }).nextDueOn).toBe('2027-02-20')
  })

  test.each([
    ['leftSystolicMmHg', 180],
    ['rightDiastolicMmHg', 110],
    ['fastingGlucoseMmolL', 16.7],
    ['fastingGlucoseMmolL', 3.9],
  ])('%s of %d sends to hospital at once', (field, value) => {
    expect(health({ [field]: value })).toMatchObject({
      nextStep: 'refer-urgently',
      nextDueOn: '2026-03-15',
      referred: true,
    })
  })

  test('a referral that the doctor ticks is followed within two weeks', () => {
    expect(health({ healthEvaluation: 2, healthGuidance: [2, 3] })).toMatchObject({
      classification: 'abnormal',
      nextStep: 'refer',
      nextDueOn: '2026-03-15',
    })
  })

  test.each([
    [{ leftSystolicMmHg: 129, leftDiastolicMmHg: 84 }, []],
    [{ leftSystolicMmHg: 130, leftDiastolicMmHg: 84 }, ['watch-pressure']],
    [{ leftSystolicMmHg: 120, leftDiastolicMmHg: 85 }, ['watch-pressure']],
    [{ leftSystolicMmHg: 139, rightSystolicMmHg: 140 }, ['recheck-pressure']],
    [{ leftSystolicMmHg: 120, leftDiastolicMmHg: 90 }, ['recheck-pressure']],
    [{ fastingGlucoseMmolL: 6.9 }, []],
    [{ fastingGlucoseMmolL: 7 }, ['confirm-diabetes']],
    [{ waistCm: 84.9 }, []],
    [{ waistCm: 85 }, ['wide-waist']],
    [{ selfCareClass: 2 }, ['needs-care']],
    [{ cognitiveScreen: 2, moodScreen: 2 }, ['cognition', 'mood']],
    [{ smokingStatus: 2 }, []],
    [
      { smokingStatus: 3, drinkingFrequency: 4, exerciseFrequency: 4 },
      ['stop-smoking', 'drink-less', 'exercise'],
    ],
  ])('%j calls for %j', (values, codes) => {
    expect(health(values).advice.map(({ code }) => code)).toEqual(codes)
  })

  test('the waist limit of men is 90 cm', () => {
    expect(health({ waistCm: 89.9 }, { sex: 'male' }).advice).toEqual([])
    expect(health({ waistCm: 90 }, { sex: 'male' }).advice).toHaveLength(1)
  })
})

describe('classes', () => {
  test.each([
    [18.49, 'underweight'],
    [18.5, 'normal'],
    [23.99, 'normal'],
    [24, 'overweight'],
    [27.99, 'overweight'],
    [28, 'obese'],
  ])('a BMI of %d is %s', (bmi, expected) => {
    expect(weightClass(bmi)).toBe(expected)
  })
})

describe('policy of follow-ups', () => {
  test.each([
    [64, 140],
    [65, 150],
    [100, 150],
    [0, 140],
  ])('at %i years the systolic target is %i', (ageYears, systolic) => {
    expect(bloodPressureTarget(ageYears, nationalFollowUpPolicy).systolicMmHg).toBe(systolic)
  })

  test('intervals are policy: a county that sees its patients every two months', () => {
    const policy = { ...nationalFollowUpPolicy, routineAfterMonths: 2 }
    expect(nextDueAfter('routine', localDate('2025-12-31'), policy)).toBe('2026-02-28')
    expect(nextDueAfter('refer', localDate('2025-12-31'), policy)).toBe('2026-01-14')
  })
})
