import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { completed, type FormValues, type Subject } from './form.ts'
import { healthAssessment } from './health-record/health-assessment.ts'
import { hypertensionFollowUp } from './hypertension/follow-up.ts'
import { isComplete, problemsOf } from './problems.ts'
import { type2DiabetesFollowUp } from './type2-diabetes/follow-up.ts'

function about(given: Partial<Subject> = {}): Subject {
  return {
    ageYears: 70,
    sex: 'female',
    birthDate: localDate('1956-01-10'),
    performedOn: localDate('2026-03-01'),
    ...given,
  }
}

const pressure = { systolicMmHg: 138, diastolicMmHg: 86 }

function errorsOf(values: FormValues, subject = about()) {
  return problemsOf(hypertensionFollowUp, values, subject)
    .filter(({ severity }) => severity === 'error')
    .map(({ field, code }) => [field, code])
}

function warningsOf(values: FormValues, subject = about()) {
  return problemsOf(hypertensionFollowUp, values, subject)
    .filter(({ severity, code }) => severity === 'warning' && code !== 'incomplete')
    .map(({ field, code }) => [field, code])
}

describe('a follow-up of hypertension', () => {
  test('needs both pressures', () => {
    expect(errorsOf({})).toEqual([
      ['systolicMmHg', 'missing'],
      ['diastolicMmHg', 'missing'],
    ])
    expect(errorsOf(pressure)).toEqual([])
  })

  test('a height in metres is told its unit, not its decimals', () => {
    const found = problemsOf(hypertensionFollowUp, { ...pressure, heightCm: 1.65 }, about())
    expect(found.find(({ field }) => field === 'heightCm')).toMatchObject({
      code: 'impossible',
      message: '身高应在 30～250 cm之间，请核对。',
    })
  })

  test('is complete when every box the sheet expects is filled, and says which are not', () => {
    const filled = {
      ...pressure,
      symptoms: [1],
      weightKg: 62.5,
      heartRatePerMinute: 72,
      cigarettesPerDay: 0,
      alcoholLiangPerDay: 0,
      exerciseTimesPerWeek: 3,
      saltIntake: 2,
      psychologicalAdjustment: 1,
      followsAdvice: 1,
      medicationAdherence: 1,
      adverseDrugReaction: 1,
      newOrWorseComplication: 1,
    }
    expect(isComplete(problemsOf(hypertensionFollowUp, filled, about()))).toBe(true)
    const { heartRatePerMinute: _, ...without } = filled
    const problems = problemsOf(hypertensionFollowUp, without, about())
    expect(problems).toMatchObject([{ field: 'heartRatePerMinute', code: 'incomplete', severity: 'warning' }])
    expect(isComplete(problems)).toBe(false)
  })

  test.each([
    ['systolicMmHg', 49, 'impossible'],
    ['systolicMmHg', 301, 'impossible'],
    ['systolicMmHg', 138.5, 'wrong-kind'],
    ['systolicMmHg', '138', 'wrong-kind'],
    ['weightKg', 0.4, 'impossible'],
    ['weightKg', 301, 'impossible'],
    ['weightKg', 62.555, 'wrong-kind'],
    ['saltIntake', 4, 'unknown-option'],
    ['saltIntake', '轻', 'unknown-option'],
    ['saltIntake', [1], 'wrong-kind'],
    ['saltIntake', '1', 'unknown-option'],
    ['symptoms', 2, 'wrong-kind'],
    ['symptoms', [2, 10], 'unknown-option'],
    ['symptoms', [1, 2], 'excluded-option'],
    ['symptoms', [2, 2], 'excluded-option'],
    ['otherSymptoms', '长'.repeat(101), 'too-long'],
    ['otherSymptoms', 'a\0b', 'wrong-kind'],
    ['otherSymptoms', '\ud800', 'wrong-kind'],
    ['nextVisitOn', '2026-02-30', 'not-a-day'],
    ['nextVisitOn', '2026-03-01', 'contradiction'],
    ['bloodPressure', 138, 'unknown-field'],
    ['medicines', [{ timesPerDay: 1 }], 'missing'],
    ['medicines', '氨氯地平', 'wrong-kind'],
  ] as const)('%s of %j is refused: %s', (field, value, code) => {
    const found = problemsOf(hypertensionFollowUp, { ...pressure, [field]: value }, about())
    expect(found.filter(({ severity }) => severity === 'error').map((problem) => problem.code)).toEqual([
      code,
    ])
  })

  test.each([
    ['systolicMmHg', 50],
    ['systolicMmHg', 300],
    ['weightKg', 0.5],
    ['weightKg', 300],
    ['weightKg', 62.55],
    ['nextVisitOn', '2026-03-02'],
    ['medicines', [{ name: '氨氯地平', timesPerDay: 1, dosePerTime: '5mg' }]],
  ])('%s of %j is possible', (field, value) => {
    const wide = { systolicMmHg: 120, diastolicMmHg: 40, [field]: value } as FormValues
    expect(errorsOf(wide)).toEqual([])
  })

  test('pressures the wrong way round are one mistake, said once', () => {
    expect(errorsOf({ systolicMmHg: 86, diastolicMmHg: 138 })).toEqual([['diastolicMmHg', 'contradiction']])
    expect(errorsOf({ systolicMmHg: 100, diastolicMmHg: 100 })).toEqual([['diastolicMmHg', 'contradiction']])
    expect(errorsOf({ systolicMmHg: 100, diastolicMmHg: 99 })).toEqual([])
  })

  test.each([
    [{ systolicMmHg: 179, diastolicMmHg: 109 }, []],
    [{ systolicMmHg: 180, diastolicMmHg: 109 }, [['systolicMmHg', 'unusual']]],
    [{ systolicMmHg: 179, diastolicMmHg: 110 }, [['diastolicMmHg', 'unusual']]],
  ])('%j is pointed out: %j', (values, expected) => {
    expect(warningsOf(values)).toEqual(expected)
  })

  test('a cell of the medicines is named by its row', () => {
    const medicines = [{ name: '氨氯地平' }, { name: '贝那普利', timesPerDay: 30 }]
    const found = problemsOf(hypertensionFollowUp, { ...pressure, medicines }, about())
    expect(found.find(({ severity }) => severity === 'error')).toMatchObject({
      field: 'medicines[1].timesPerDay',
      message: expect.stringContaining('第 2 行'),
    })
  })

  test.each([
    ['2025-06-01', 160.1, [['heightCm', 'changed-much']]],
    ['2025-06-01', 160, []],
    ['2025-03-01', 160.1, [['heightCm', 'changed-much']]],
    ['2025-02-28', 160.1, []],
  ])('a height that was 157 on %s and is %d: %j', (lastOn, heightCm, expected) => {
    const last = { performedOn: localDate(lastOn), values: { heightCm: 157 } }
    expect(warningsOf({ ...pressure, heightCm }, about({ last }))).toEqual(expected)
  })
})

describe('values as they are kept', () => {
  test('what is not asked is left out and said', () => {
    const values = { ...pressure, adverseDrugReaction: 1, adverseDrugReactionText: '干咳' }
    expect(completed(hypertensionFollowUp, values, about())).not.toHaveProperty('adverseDrugReactionText')
    expect(warningsOf(values)).toEqual([['adverseDrugReactionText', 'not-asked']])
    expect(completed(hypertensionFollowUp, { ...values, adverseDrugReaction: 2 }, about())).toMatchObject({
      adverseDrugReactionText: '干咳',
    })
  })

  test.each([
    [160, 64, 25],
    [160, 63.9, 25],
    [165, 65.2, 23.9],
    [158, 62.3, 25],
    [170, 70, 24.2],
  ])('%d cm and %d kg make a BMI of %d, whatever was sent for it', (heightCm, weightKg, bmi) => {
    expect(completed(hypertensionFollowUp, { heightCm, weightKg, bmi: 99 }, about())).toMatchObject({ bmi })
  })

  test('empty answers are not kept', () => {
    expect(
      completed(hypertensionFollowUp, { ...pressure, otherSigns: '', symptoms: [], medicines: [] }, about()),
    ).toEqual(pressure)
  })

  test('keeping twice changes nothing', () => {
    const anyValues = fc.record(
      {
        systolicMmHg: fc.integer({ min: 50, max: 300 }),
        adverseDrugReaction: fc.constantFrom(1, 2),
        adverseDrugReactionText: fc.string(),
        heightCm: fc.double({ min: 30, max: 250, noNaN: true }),
        weightKg: fc.double({ min: 1, max: 300, noNaN: true }),
        symptoms: fc.subarray([1, 2, 3, 4]),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(anyValues, (values) => {
        const once = completed(hypertensionFollowUp, values as FormValues, about())
        expect(completed(hypertensionFollowUp, once, about())).toEqual(once)
      }),
    )
  })
})

describe('a follow-up of type 2 diabetes', () => {
  const errors = (values: FormValues) =>
    problemsOf(type2DiabetesFollowUp, values, about())
      .filter(({ severity }) => severity === 'error')
      .map(({ field, code }) => [field, code])

  test('needs some glucose, fasting or not', () => {
    expect(errors({ systolicMmHg: 130, diastolicMmHg: 80 })).toEqual([
      ['fastingGlucoseMmolL', 'contradiction'],
    ])
    expect(errors({ postMealGlucoseMmolL: 8.2 })).toEqual([])
    expect(errors({ fastingGlucoseMmolL: 6.9 })).toEqual([])
  })

  test.each([
    [0.4, 'impossible'],
    [50.1, 'impossible'],
    [7.123, 'wrong-kind'],
  ])('%d mmol/L is refused: %s', (fastingGlucoseMmolL, code) => {
    expect(errors({ fastingGlucoseMmolL })).toEqual([['fastingGlucoseMmolL', code]])
  })

  test('asks for the side of a weak foot pulse, and for the day of HbA1c', () => {
    const values = { fastingGlucoseMmolL: 6, dorsalisPedisSide: 2, hba1cOn: '2026-02-01' }
    expect(completed(type2DiabetesFollowUp, values, about())).toEqual({ fastingGlucoseMmolL: 6 })
    const asked = { ...values, dorsalisPedis: 3, hba1cPercent: 6.8 }
    expect(completed(type2DiabetesFollowUp, asked, about())).toEqual(asked)
  })

  test('a test cannot be from after the visit or before birth', () => {
    const values = { fastingGlucoseMmolL: 6, hba1cPercent: 6.8 }
    expect(errors({ ...values, hba1cOn: '2026-03-02' })).toEqual([['hba1cOn', 'after-the-visit']])
    expect(errors({ ...values, hba1cOn: '2026-03-01' })).toEqual([])
    expect(errors({ ...values, hba1cOn: '1956-01-09' })).toEqual([['hba1cOn', 'before-birth']])
  })
})

describe('a health assessment', () => {
  const codesOf = (values: FormValues, subject: Subject) =>
    problemsOf(healthAssessment, values, subject)
      .filter(({ code }) => code === 'incomplete')
      .map(({ field }) => field)

  test('asks self-care and the laboratory panel from 65 years', () => {
    const values = { leftSystolicMmHg: 130, leftDiastolicMmHg: 80 }
    const at64 = codesOf(values, about({ ageYears: 64 }))
    const at65 = codesOf(values, about({ ageYears: 65 }))
    for (const field of ['selfCareEating', 'cognitiveScreen', 'haemoglobinGL', 'abdominalUltrasound']) {
      expect(at64).not.toContain(field)
      expect(at65).toContain(field)
    }
    expect(at64).toContain('waistCm')
  })

  test('asks women only about breast and cervix', () => {
    const values = { healthEvaluation: 1, breast: [1], cervix: 1, cervicalSmear: 1 }
    expect(completed(healthAssessment, values, about())).toEqual(values)
    expect(completed(healthAssessment, values, about({ sex: 'male' }))).toEqual({ healthEvaluation: 1 })
  })

  test('an empty sheet is not a record', () => {
    const errors = problemsOf(healthAssessment, {}, about()).filter(({ severity }) => severity === 'error')
    expect(errors).toHaveLength(1)
  })

  test('“no abnormality” with a high pressure is questioned', () => {
    const values = { leftSystolicMmHg: 140, leftDiastolicMmHg: 80, healthEvaluation: 1 }
    const found = problemsOf(healthAssessment, values, about())
    expect(found).toContainEqual(
      expect.objectContaining({ field: 'healthEvaluation', code: 'contradiction' }),
    )
  })
})
