import { describe, expect, test } from 'vitest'
import { type LocalDate, localDate } from '../days/local-date.ts'
import { nationalFollowUpPolicy } from '../follow-ups/follow-up-policy.ts'
import type { FormValues } from '../forms/form.ts'
import { findForm } from '../forms/forms.ts'
import { allergiesOf, healthProblems, medicinesOf, type SourceRecord } from './derived-lists.ts'
import { measurementsOf } from './measurements.ts'
import { profileOf } from './profile.ts'

let number = 0
const record = (form: string, performedOn: string, values: FormValues): SourceRecord => ({
  id: `${form}-${++number}`,
  form,
  performedOn: localDate(performedOn),
  values,
})

describe('problems 健康问题', () => {
  const information = record('personal-information', '2024-01-10', {
    pastDiseases: [2, 13],
    otherDiseaseText: '痛风',
    diagnosedDiseases: [{ disease: 2, diagnosedIn: '2015-06' }],
  })

  test('past diseases with the time of diagnosis, findings of the last examination, diagnoses of encounters', () => {
    const examination = record('health-assessment', '2025-05-01', { heartProblems: [3], kidneyProblems: [1] })
    const encounter = record('encounter-note', '2026-02-03', {
      diagnoses: [{ name: '急性支气管炎', icd10: 'J20' }],
    })
    const problems = healthProblems([information, examination, encounter], [], findForm)
    expect(problems.map(({ name, since, source }) => [name, since, source?.recordId])).toEqual([
      ['高血压', '2015-06', information.id],
      ['痛风', null, information.id],
      ['心绞痛', null, examination.id],
      ['急性支气管炎', null, encounter.id],
    ])
    expect(problems.map(({ isLasting }) => isLasting)).toEqual([true, true, true, false])
  })

  test('a list of the county makes the problem one that is managed, without doubling it', () => {
    const listed = [{ population: 'hypertension' as const, since: localDate('2020-01-01'), until: null }]
    const [hypertension, ...others] = healthProblems([information], listed, findForm)
    expect(hypertension).toMatchObject({ name: '高血压', since: '2015-06', managed: true })
    expect(others.map(({ managed }) => managed)).toEqual([false])
    expect(healthProblems([], listed, findForm)).toEqual([
      { name: '高血压', since: '2020-01-01', managed: true, isLasting: true, source: null },
    ])
    const ended = [{ ...listed[0]!, until: localDate('2021-01-01') }]
    expect(healthProblems([], ended, findForm)).toEqual([])
  })

  test('what the last examination no longer finds is no longer listed', () => {
    const older = record('health-assessment', '2024-05-01', { heartProblems: [3] })
    const newer = record('health-assessment', '2025-05-01', { heartProblems: [1] })
    expect(healthProblems([older, newer], [], findForm)).toEqual([])
  })
})

describe('medicines 用药', () => {
  const amlodipine = { name: '氨氯地平', timesPerDay: 1, dosePerTime: '5mg' }
  const first = record('hypertension-follow-up', '2026-01-10', {
    medicines: [amlodipine, { name: '氢氯噻嗪', timesPerDay: 1, dosePerTime: '12.5mg' }],
    medicationAdherence: 2,
  })
  const second = record('hypertension-follow-up', '2026-04-10', {
    medicines: [{ ...amlodipine, dosePerTime: '10mg' }],
    medicationAdherence: 1,
  })
  const diabetes = record('type2-diabetes-follow-up', '2026-03-01', { medicines: [{ name: '二甲双胍' }] })

  test('the last sheet of each kind tells what is taken; what it no longer names was stopped', () => {
    const medicines = medicinesOf([first, diabetes, second], findForm)
    expect(medicines.map(({ name, isCurrent }) => [name, isCurrent])).toEqual([
      ['氨氯地平', true],
      ['二甲双胍', true],
      ['氢氯噻嗪', false],
    ])
    expect(medicines[0]).toMatchObject({
      use: '每日1次 每次10mg',
      adherence: '规律',
      since: '2026-01-10',
      source: { recordId: second.id, on: '2026-04-10' },
    })
    expect(medicines[2]).toMatchObject({ adherence: '间断', source: { recordId: first.id } })
  })

  test('a sheet that says nothing of medicines stops none', () => {
    const silent = record('hypertension-follow-up', '2026-07-10', { systolicMmHg: 130 })
    expect(medicinesOf([first, silent], findForm).every(({ isCurrent }) => isCurrent)).toBe(true)
  })

  test('the examination asks how each is taken', () => {
    const examination = record('health-assessment', '2026-05-01', {
      medicines: [{ name: '阿司匹林', adherence: 3 }],
      medicationAdherence: 1,
    })
    expect(medicinesOf([examination], findForm)[0]).toMatchObject({ adherence: '不服药', adherenceCode: 3 })
  })
})

test('allergies are told by the last basic information, by encounters and by adverse reactions', () => {
  const before = record('personal-information', '2023-01-01', { drugAllergies: [3] })
  const information = record('personal-information', '2024-01-01', {
    drugAllergies: [2, 5],
    drugAllergyText: '头孢',
  })
  const encounter = record('encounter-note', '2025-01-01', { newAllergy: '花生' })
  const visit = record('hypertension-follow-up', '2026-01-01', { adverseDrugReactionText: '干咳' })
  const allergies = allergiesOf([before, information, encounter, visit], findForm)
  expect(allergies.map(({ name, kind, source }) => [name, kind, source.recordId])).toEqual([
    ['青霉素', 'allergy', information.id],
    ['头孢', 'allergy', information.id],
    ['花生', 'allergy', encounter.id],
    ['干咳', 'adverse-reaction', visit.id],
  ])
  expect(
    allergiesOf([record('personal-information', '2024-01-01', { drugAllergies: [1] })], findForm),
  ).toEqual([])
})

test('the register keeps blood, allergies and history in words', () => {
  const values = {
    bloodAbo: 2,
    paymentMethods: [2],
    drugAllergies: [2, 5],
    drugAllergyText: '头孢',
    pastDiseases: [2, 13],
    otherDiseaseText: '痛风',
    fatherDiseases: [2],
    motherDiseases: [1],
  }
  expect(profileOf(values)).toEqual({
    bloodAbo: '2',
    paymentMethods: ['2'],
    drugAllergies: '青霉素、头孢',
    pastHistory: '高血压、其他、痛风',
    familyHistory: '父亲：高血压',
  })
  expect(profileOf({})).toEqual({})
})

describe('measurements 指标', () => {
  const person = { ageYears: 70, sex: 'female' as const, isDiabetic: false }
  const visits = [
    record('health-assessment', '2025-05-01', {
      leftSystolicMmHg: 150,
      leftDiastolicMmHg: 90,
      heightCm: 160,
    }),
    record('hypertension-follow-up', '2026-01-10', {
      systolicMmHg: 142,
      diastolicMmHg: 84,
      weightKg: 64,
      heightCm: 160,
    }),
  ]

  test('one chart of pressure from all sheets, oldest first, each point with its record', () => {
    const [pressure] = measurementsOf(visits, person, nationalFollowUpPolicy)
    expect(pressure).toMatchObject({
      code: 'blood-pressure',
      target: '目标：收缩压低于 150，舒张压低于 90 mmHg',
    })
    expect(pressure!.series[0]!.points).toEqual([
      { on: '2025-05-01', value: 150, recordId: visits[0]!.id },
      { on: '2026-01-10', value: 142, recordId: visits[1]!.id },
    ])
  })

  test('the index follows from weight and height; what was never measured is left out', () => {
    const charts = measurementsOf(visits, person, nationalFollowUpPolicy)
    expect(charts.map(({ code }) => code)).toEqual(['blood-pressure', 'weight', 'bmi'])
    expect(charts[2]!.series[0]!.points).toMatchObject([{ value: 25 }])
  })

  test.each([
    [64, 140],
    [65, 150],
    [17, null],
  ])('at %i years systolic pressure is to stay below %s', (ageYears, below) => {
    const [pressure] = measurementsOf(visits, { ...person, ageYears }, nationalFollowUpPolicy)
    expect(pressure!.series[0]!.below).toBe(below)
  })

  test.each([
    [true, 7],
    [false, null],
  ])('glucose has a target for diabetics: %s → %s', (isDiabetic, below) => {
    const glucose = [record('type2-diabetes-follow-up', '2026-01-10', { fastingGlucoseMmolL: 6.8 })]
    const [chart] = measurementsOf(glucose, { ...person, isDiabetic }, nationalFollowUpPolicy)
    expect(chart!.series[0]!.below).toBe(below)
  })

  test.each([
    ['male', 90],
    ['female', 85],
  ] as const)('the waist of a %s is to stay below %i cm', (sex, below) => {
    const waist = [record('health-assessment', '2026-01-10' as LocalDate, { waistCm: 88 })]
    expect(measurementsOf(waist, { ...person, sex }, nationalFollowUpPolicy)[0]!.series[0]!.below).toBe(below)
  })
})
