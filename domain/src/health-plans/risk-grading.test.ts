import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gradeRisk, pressureGrade, type RiskFacts, riskLevels } from './risk-grading.ts'

const well: RiskFacts = {
  sex: 'male',
  ageYears: 50,
  hasHypertension: true,
  hasDiabetes: false,
  systolicMmHg: 145,
  diastolicMmHg: 85,
  smokes: false,
  earlyFamilyHistory: false,
  totalCholesterolMmolL: 4.5,
  ldlMmolL: 2.5,
  hdlMmolL: 1.3,
  fastingGlucoseMmolL: 5.2,
  waistCm: 82,
  bmi: 23,
  creatinineUmolL: 80,
  diseases: [],
}
const levelOf = (changed: Partial<RiskFacts>) => gradeRisk({ ...well, ...changed }).level

test.each<[number, number, number | null]>([
  [139, 89, null],
  [140, 89, 1],
  [139, 90, 1],
  [159, 99, 1],
  [160, 99, 2],
  [159, 100, 2],
  [179, 109, 2],
  [180, 90, 3],
  [140, 110, 3],
])('%i/%i without known hypertension is grade %s', (systolicMmHg, diastolicMmHg, grade) => {
  expect(pressureGrade({ ...well, hasHypertension: false, systolicMmHg, diastolicMmHg })).toBe(grade)
})

test('known hypertension below 140/90 under treatment is graded as grade 1; without any pressure not at all', () => {
  expect(pressureGrade({ ...well, systolicMmHg: 126, diastolicMmHg: 78 })).toBe(1)
  expect(levelOf({ systolicMmHg: null, diastolicMmHg: null })).toBeNull()
  expect(levelOf({ hasHypertension: false, systolicMmHg: 126, diastolicMmHg: 78 })).toBeNull()
})

test.each<[string, Partial<RiskFacts>, (keyof typeof riskLevels)[]]>([
  ['no risk factor', {}, ['low', 'medium', 'high']],
  ['one risk factor', { smokes: true }, ['medium', 'medium', 'very-high']],
  ['two', { smokes: true, ageYears: 56 }, ['medium', 'medium', 'very-high']],
  ['three', { smokes: true, ageYears: 56, waistCm: 90 }, ['high', 'high', 'very-high']],
  ['organ damage', { creatinineUmolL: 115 }, ['high', 'high', 'very-high']],
  ['diabetes', { hasDiabetes: true }, ['high', 'high', 'very-high']],
  ['clinical disease', { diseases: ['心绞痛'] }, ['very-high', 'very-high', 'very-high']],
  ['kidneys failing', { creatinineUmolL: 134 }, ['very-high', 'very-high', 'very-high']],
])('%s: the row of the guideline', (_name, changed, row) => {
  expect([145, 165, 185].map((systolicMmHg) => levelOf({ ...changed, systolicMmHg }))).toEqual(row)
})

test.each<[string, Partial<RiskFacts>, number]>([
  ['a man of 55', { ageYears: 55 }, 0],
  ['a man of 56', { ageYears: 56 }, 1],
  ['a woman of 65', { sex: 'female', ageYears: 65 }, 0],
  ['a woman of 66', { sex: 'female', ageYears: 66 }, 1],
  ['cholesterol 5.19', { totalCholesterolMmolL: 5.19 }, 0],
  ['cholesterol 5.2', { totalCholesterolMmolL: 5.2 }, 1],
  ['LDL 3.39', { ldlMmolL: 3.39 }, 0],
  ['LDL 3.4', { ldlMmolL: 3.4 }, 1],
  ['HDL 1.0', { hdlMmolL: 1 }, 0],
  ['HDL 0.99', { hdlMmolL: 0.99 }, 1],
  ['all three lipids count once', { totalCholesterolMmolL: 6, ldlMmolL: 4, hdlMmolL: 0.8 }, 1],
  ['glucose 6.09', { fastingGlucoseMmolL: 6.09 }, 0],
  ['glucose 6.1', { fastingGlucoseMmolL: 6.1 }, 1],
  ['glucose 6.1 of a diabetic', { fastingGlucoseMmolL: 6.1, hasDiabetes: true }, 0],
  ['waist 89.9', { waistCm: 89.9 }, 0],
  ['waist 90', { waistCm: 90 }, 1],
  ['a woman’s waist 85', { sex: 'female', waistCm: 85 }, 1],
  ['BMI 27.9', { bmi: 27.9 }, 0],
  ['BMI 28 and waist 95 count once', { bmi: 28, waistCm: 95 }, 1],
])('%s: %i risk factors', (_name, changed, count) => {
  expect(gradeRisk({ ...well, ...changed }).factors).toHaveLength(count)
})

test.each([
  ['male', 114, 0, 0],
  ['male', 115, 1, 0],
  ['male', 133, 1, 0],
  ['male', 133.1, 0, 1],
  ['female', 106, 0, 0],
  ['female', 107, 1, 0],
  ['female', 124, 1, 0],
  ['female', 124.1, 0, 1],
] as const)('%s creatinine %s: damage %i, disease %i', (sex, creatinineUmolL, damage, diseases) => {
  const found = gradeRisk({ ...well, sex, creatinineUmolL })
  expect([found.damage.length, found.diseases.length]).toEqual([damage, diseases])
})

test('what was never found out is named, and never counted as a risk', () => {
  const found = gradeRisk({
    ...well,
    smokes: null,
    totalCholesterolMmolL: null,
    ldlMmolL: null,
    hdlMmolL: null,
  })
  expect(found.unknown).toEqual(['吸烟', '血脂'])
  expect(found.level).toBe('low')
})

test('more found out never lowers the level', () => {
  const rank = (level: keyof typeof riskLevels | null) => (level === null ? 0 : riskLevels[level].code)
  const worse = fc.record(
    {
      smokes: fc.constant(true),
      earlyFamilyHistory: fc.constant(true),
      hasDiabetes: fc.constant(true),
      ageYears: fc.integer({ min: 50, max: 100 }),
      systolicMmHg: fc.integer({ min: 145, max: 240 }),
      ldlMmolL: fc.double({ min: 2.5, max: 9, noNaN: true }),
      diseases: fc.constant(['缺血性卒中']),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(worse, (changed) => {
      expect(rank(levelOf(changed))).toBeGreaterThanOrEqual(rank(levelOf({})))
    }),
  )
})
