import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../../days/local-date.ts'
import type { AssessmentFacts, Classification } from '../../follow-ups/assessment.ts'
import { nationalFollowUpPolicy } from '../../follow-ups/follow-up-policy.ts'
import type { Type2DiabetesVisit } from './follow-up.ts'
import { assessType2Diabetes } from './follow-up-rule.ts'

function about(given: Partial<AssessmentFacts> = {}): AssessmentFacts {
  return {
    ageYears: 60,
    sex: 'male',
    birthDate: localDate('1965-05-06'),
    performedOn: localDate('2026-03-01'),
    previous: null,
    policy: nationalFollowUpPolicy,
    ...given,
  }
}

function after(classification: Classification | null): Partial<AssessmentFacts> {
  return { previous: { performedOn: localDate('2025-12-01'), classification } }
}

function fasting(fastingGlucoseMmolL: number, more: Type2DiabetesVisit = {}): Type2DiabetesVisit {
  return { fastingGlucoseMmolL, ...more }
}

describe('control of fasting glucose 空腹血糖控制', () => {
  test.each([
    [6.9, 'satisfactory', true, 'routine', '2026-06-01'],
    [6.99, 'satisfactory', true, 'routine', '2026-06-01'],
    [7.0, 'unsatisfactory', false, 'adjust-treatment', '2026-03-15'],
    [16.6, 'unsatisfactory', false, 'adjust-treatment', '2026-03-15'],
    [16.7, 'unsatisfactory', false, 'refer-urgently', '2026-03-15'],
    [4.0, 'satisfactory', true, 'routine', '2026-06-01'],
    [3.9, 'unsatisfactory', true, 'refer-urgently', '2026-03-15'],
  ])(
    '%f mmol/L: %s, controlled %s, %s, next by %s',
    (value, classification, controlled, nextStep, nextDueOn) => {
      expect(assessType2Diabetes(fasting(value), about())).toMatchObject({
        classification,
        controlled,
        nextStep,
        nextDueOn,
      })
    },
  )

  test.each([
    ['satisfactory', 'adjust-treatment'],
    ['unsatisfactory', 'refer'],
    ['adverse-reaction', 'adjust-treatment'],
    ['complication', 'adjust-treatment'],
    [null, 'adjust-treatment'],
  ] as const)('7.0 mmol/L after a visit that was %s: %s', (previous, nextStep) => {
    expect(assessType2Diabetes(fasting(7), about(after(previous))).nextStep).toBe(nextStep)
  })
})

describe('glucose after a meal alone 只有餐后血糖', () => {
  test('cannot be classified: the fasting value is asked for', () => {
    const found = assessType2Diabetes({ postMealGlucoseMmolL: 9.5 }, about(after('unsatisfactory')))
    expect(found).toMatchObject({
      classification: null,
      controlled: null,
      nextStep: 'measure-fasting-glucose',
    })
  })

  test.each([
    ['postMealGlucoseMmolL', 16.6, 0],
    ['postMealGlucoseMmolL', 16.7, 1],
    ['randomGlucoseMmolL', 3.9, 1],
    ['randomGlucoseMmolL', 4.0, 0],
  ] as const)('%s of %f: %i danger signs', (field, value, count) => {
    const found = assessType2Diabetes({ [field]: value }, about())
    expect(found.dangers).toHaveLength(count)
    expect(found.nextStep).toBe(count === 1 ? 'refer-urgently' : 'measure-fasting-glucose')
  })

  test('a drug reaction is classified all the same', () => {
    const found = assessType2Diabetes({ postMealGlucoseMmolL: 9.5, adverseDrugReaction: 2 }, about())
    expect(found).toMatchObject({ classification: 'adverse-reaction', nextStep: 'adjust-treatment' })
  })
})

describe('danger signs 危急情况', () => {
  test.each([
    ['systolicMmHg', 179, false],
    ['systolicMmHg', 180, true],
    ['diastolicMmHg', 109, false],
    ['diastolicMmHg', 110, true],
    ['heartRatePerMinute', 100, false],
    ['heartRatePerMinute', 101, true],
    ['temperatureC', 39, false],
    ['temperatureC', 39.1, true],
  ] as const)('%s of %f is one: %s', (field, value, isDanger) => {
    const found = assessType2Diabetes(fasting(6.1, { [field]: value }), about())
    expect(found.nextStep === 'refer-urgently').toBe(isDanger)
  })

  test.each([2, 3, 4, 5, 6, 7, 8, 9, 10] as const)('sign %i sends to hospital', (sign) => {
    expect(assessType2Diabetes(fasting(6.1, { dangerSigns: [sign] }), about())).toMatchObject({
      nextStep: 'refer-urgently',
      referred: true,
    })
  })

  test('drinking and passing much water are symptoms of the sheet; a county may make them danger signs', () => {
    const visit = fasting(6.1, { symptoms: [2, 4] })
    expect(assessType2Diabetes(visit, about()).nextStep).toBe('routine')
    const policy = { ...nationalFollowUpPolicy, type2DiabetesDangerSymptoms: [2] }
    expect(assessType2Diabetes(visit, about({ policy })).dangers).toEqual([
      { code: 'symptoms-2', text: '多饮' },
    ])
  })
})

describe('a woman who is pregnant or nursing', () => {
  test.each([
    [6.9, {}, 'routine'],
    [7, {}, 'refer-urgently'],
    [6, { systolicMmHg: 140, diastolicMmHg: 80 }, 'refer-urgently'],
    [6, { systolicMmHg: 139, diastolicMmHg: 89 }, 'routine'],
  ])('fasting %d with %j comes to %s', (mmolL, more, step) => {
    expect(assessType2Diabetes(fasting(mmolL, more), about({ isInMaternity: true })).nextStep).toBe(step)
  })
})

describe('complication and reaction', () => {
  test('a new complication is referred at a controlled glucose', () => {
    expect(assessType2Diabetes(fasting(6.1, { newOrWorseComplication: 2 }), about())).toMatchObject({
      classification: 'complication',
      nextStep: 'refer',
      controlled: true,
    })
  })

  test('a reaction: adjusted the first time, referred when hard to control or the second time', () => {
    const visit = fasting(6.1, { adverseDrugReaction: 2 })
    expect(assessType2Diabetes(visit, about()).nextStep).toBe('adjust-treatment')
    expect(assessType2Diabetes({ ...visit, adverseDrugReactionHardToControl: 2 }, about()).nextStep).toBe(
      'refer',
    )
    expect(assessType2Diabetes(visit, about(after('adverse-reaction'))).nextStep).toBe('refer')
  })

  test('frequent low sugar and weak foot pulses are pointed out', () => {
    const codes = assessType2Diabetes(
      fasting(6.1, { hypoglycaemia: 3, dorsalisPedis: 2 }),
      about(),
    ).advice.map(({ code }) => code)
    expect(codes).toContain('hypoglycaemia')
    expect(codes).toContain('feet')
  })
})

test('for every glucose, control is told from the fasting value and danger from any', () => {
  const glucose = fc.integer({ min: 5, max: 500 }).map((tenths) => tenths / 10)
  fc.assert(
    fc.property(fc.option(glucose, { nil: undefined }), glucose, (fastingValue, postMeal) => {
      const found = assessType2Diabetes(
        {
          postMealGlucoseMmolL: postMeal,
          ...(fastingValue === undefined ? {} : { fastingGlucoseMmolL: fastingValue }),
        },
        about(),
      )
      expect(found.controlled).toBe(fastingValue === undefined ? null : fastingValue < 7)
      const isDanger = [fastingValue, postMeal].some(
        (value) => value !== undefined && (value >= 16.7 || value <= 3.9),
      )
      expect(found.nextStep === 'refer-urgently').toBe(isDanger)
    }),
  )
})
