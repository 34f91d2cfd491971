import { expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { nationalFollowUpPolicy } from '../follow-ups/follow-up-policy.ts'
import type { RowValue } from '../forms/form.ts'
import { healthPlanForm } from '../forms/health-plan/plan.ts'
import { problemsOf } from '../forms/problems.ts'
import type { Population } from '../populations/population.ts'
import { knownHealth, riskFactsOf } from './known-health.ts'
import { proposePlan } from './propose-plan.ts'
import { gradeRisk } from './risk-grading.ts'

const today = localDate('2026-11-21')
const recorded = (form: string, on: string, values: object) => ({
  id: on,
  form,
  performedOn: localDate(on),
  values: values as never,
})

function planOf(
  records: ReturnType<typeof recorded>[],
  { ageYears = 50, populations = [] as Population[], owed = [] as { service: string; dueBy: string }[] } = {},
) {
  const known = knownHealth(records)
  const risk = gradeRisk(riskFactsOf(known, { sex: 'male', ageYears, populations }))
  const values = proposePlan({
    today,
    ageYears,
    populations,
    known,
    risk,
    owed: owed.map(({ service, dueBy }) => ({ service, dueBy: localDate(dueBy) })),
    doctorName: '李医生',
    policy: nationalFollowUpPolicy,
  })
  const rows = (code: 'goals' | 'actions') => values[code] as readonly RowValue[]
  return { values, goals: rows('goals'), actions: rows('actions') }
}
const goalNames = (...of: Parameters<typeof planOf>) => planOf(...of).goals.map(({ goal }) => goal)
const pressure = (systolicMmHg: number, diastolicMmHg: number) =>
  recorded('hypertension-follow-up', '2026-11-01', { systolicMmHg, diastolicMmHg })

test('the newest value of each is known, from whatever sheet', () => {
  const known = knownHealth([
    recorded('health-assessment', '2026-05-01', { leftSystolicMmHg: 150, heightCm: 170, smokingStatus: 3 }),
    recorded('hypertension-follow-up', '2026-11-01', { systolicMmHg: 132, cigarettesPerDay: 0 }),
    recorded('hypertension-follow-up', '2026-08-01', { systolicMmHg: 160 }),
    recorded('no-longer-known', '2026-11-20', { systolicMmHg: 99 }),
  ])
  expect(known.systolicMmHg).toMatchObject({ value: 132, on: '2026-11-01', name: '收缩压' })
  expect(known.heightCm).toMatchObject({ value: 170, on: '2026-05-01' })
  expect(riskFactsOf(known, { sex: 'male', ageYears: 60, populations: [] }).smokes).toBe(false)
})

test.each([
  [50, 139, 89, []],
  [50, 140, 80, ['血压']],
  [50, 130, 90, ['血压']],
  [65, 149, 89, []],
  [65, 150, 80, ['血压']],
])('at %i years %i/%i: goals %j', (ageYears, systolic, diastolic, goals) => {
  expect(
    goalNames([pressure(systolic, diastolic)], { ageYears }).filter((goal) => goal !== '保持健康'),
  ).toEqual(goals)
})

test.each([
  [6.9, []],
  [7, ['空腹血糖']],
])('fasting glucose %s: goals %j', (fastingGlucoseMmolL, goals) => {
  const records = [recorded('type2-diabetes-follow-up', '2026-11-01', { fastingGlucoseMmolL })]
  expect(goalNames(records).filter((goal) => goal !== '保持健康')).toEqual(goals)
})

test.each([
  [23.99, false],
  [24, true],
])('a body-mass index of %s has a goal for weight: %s', (bmi, has) => {
  const records = [recorded('health-assessment', '2026-11-01', { heightCm: 100, weightKg: bmi })]
  expect(goalNames(records).includes('体重')).toBe(has)
})

test('who is well keeps well; what was never measured is not asked to be lowered', () => {
  expect(goalNames([])).toEqual(['保持健康'])
})

test('each service stands once, as often as it is owed, until its last day; the plan itself does not', () => {
  const { actions } = planOf([], {
    populations: ['hypertension'],
    owed: [
      { service: 'hypertension-follow-up', dueBy: '2026-12-31' },
      { service: 'hypertension-follow-up', dueBy: '2027-03-31' },
      { service: 'health-plan', dueBy: '2027-01-30' },
    ],
  })
  expect(actions).toEqual([
    { what: '高血压患者随访', who: '李医生', times: 2, by: '2027-03-31' },
    { what: '每周自测血压并记录，按时服药', who: '本人和家属' },
  ])
})

test('a proposal can be saved as it stands, and says nothing of a mental disorder', () => {
  const { values } = planOf([pressure(168, 96)], { populations: ['hypertension', 'severe-mental-disorder'] })
  const about = { ageYears: 50, sex: 'male' as const, birthDate: localDate('1976-01-01'), performedOn: today }
  expect(problemsOf(healthPlanForm, values, about).filter(({ severity }) => severity === 'error')).toEqual([])
  expect(JSON.stringify(values)).not.toContain('精神')
})
