import type { LocalDate } from '../days/local-date.ts'
import { bloodPressureTarget, type FollowUpPolicy } from '../follow-ups/follow-up-policy.ts'
import { rounded } from '../forms/form.ts'
import { WIDE_WAIST_CM } from '../forms/health-record/health-assessment-rule.ts'
import { exactBmi } from '../forms/shared-fields.ts'
import type { Sex } from '../residents/resident-facts.ts'
import type { SourceRecord } from './derived-lists.ts'

/** One line of a chart: a value over time, oldest first, with the value it is to stay below where there is one. */
type MeasuredSeries = {
  code: string
  name: string
  /** Values on target are below it. */
  below: number | null
  points: { on: LocalDate; value: number; recordId: string }[]
}

/** 指标: what is drawn together. */
export type Measurement = {
  code: string
  name: string
  unit: string
  /** Where the target comes from, in words; empty without one. */
  target: string
  series: MeasuredSeries[]
}

type Wanted = { code: string; name: string; fields: readonly string[]; decimals?: number }
type Group = { code: string; name: string; unit: string; series: readonly Wanted[] }

const groups: readonly Group[] = [
  {
    code: 'blood-pressure',
    name: '血压',
    unit: 'mmHg',
    series: [
      {
        code: 'systolicMmHg',
        name: '收缩压',
        fields: ['systolicMmHg', 'leftSystolicMmHg', 'rightSystolicMmHg'],
      },
      {
        code: 'diastolicMmHg',
        name: '舒张压',
        fields: ['diastolicMmHg', 'leftDiastolicMmHg', 'rightDiastolicMmHg'],
      },
    ],
  },
  {
    code: 'glucose',
    name: '血糖',
    unit: 'mmol/L',
    series: [
      { code: 'fastingGlucoseMmolL', name: '空腹血糖', fields: ['fastingGlucoseMmolL'] },
      {
        code: 'postMealGlucoseMmolL',
        name: '餐后血糖',
        fields: ['postMealGlucoseMmolL', 'randomGlucoseMmolL'],
      },
    ],
  },
  {
    code: 'hba1c',
    name: '糖化血红蛋白',
    unit: '%',
    series: [{ code: 'hba1cPercent', name: '糖化血红蛋白', fields: ['hba1cPercent'] }],
  },
  {
    code: 'weight',
    name: '体重',
    unit: 'kg',
    series: [{ code: 'weightKg', name: '体重', fields: ['weightKg'] }],
  },
  {
    code: 'bmi',
    name: '体质指数',
    unit: 'kg/m²',
    series: [{ code: 'bmi', name: '体质指数', fields: ['bmi'] }],
  },
  {
    code: 'waist',
    name: '腰围',
    unit: 'cm',
    series: [{ code: 'waistCm', name: '腰围', fields: ['waistCm'] }],
  },
  {
    code: 'lipids',
    name: '血脂',
    unit: 'mmol/L',
    series: [
      { code: 'totalCholesterolMmolL', name: '总胆固醇', fields: ['totalCholesterolMmolL'] },
      { code: 'triglyceridesMmolL', name: '甘油三酯', fields: ['triglyceridesMmolL'] },
      { code: 'ldlCholesterolMmolL', name: '低密度脂蛋白', fields: ['ldlCholesterolMmolL'] },
      { code: 'hdlCholesterolMmolL', name: '高密度脂蛋白', fields: ['hdlCholesterolMmolL'] },
    ],
  },
  {
    code: 'kidney',
    name: '血清肌酐',
    unit: 'μmol/L',
    series: [{ code: 'creatinineUmolL', name: '血清肌酐', fields: ['creatinineUmolL'] }],
  },
  {
    code: 'heart-rate',
    name: '心率',
    unit: '次/分',
    series: [{ code: 'heartRatePerMinute', name: '心率', fields: ['heartRatePerMinute', 'pulsePerMinute'] }],
  },
]

/** Overweight from here on. Source: code-lists.md §6. */
const OVERWEIGHT_BMI = 24

/**
 * Everything measured of a resident that is worth a chart, with the targets of the day's policy. What was never measured is left
 * out; two values of one day and one record are one (the better field first).
 * @param records oldest first
 */
export function measurementsOf(
  records: readonly SourceRecord[],
  person: { ageYears: number; sex: Sex; isDiabetic: boolean },
  policy: FollowUpPolicy,
): Measurement[] {
  return groups.flatMap(({ series, ...group }) => {
    const drawn = series
      .map(({ code, name, fields }) => ({
        code,
        name,
        below: targetOf(code, person, policy),
        points: records.flatMap(({ id, performedOn, values }) => {
          const value = code === 'bmi' ? bmiIn(values) : measuredIn(fields, values)
          return value === null ? [] : [{ on: performedOn, value, recordId: id }]
        }),
      }))
      .filter(({ points }) => points.length > 0)
    return drawn.length === 0 ? [] : [{ ...group, target: targetWords(drawn, group.unit), series: drawn }]
  })
}

function measuredIn(fields: readonly string[], values: SourceRecord['values']): number | null {
  for (const field of fields) {
    const value = values[field]
    if (typeof value === 'number') return value
  }
  return null
}

function bmiIn({ weightKg, heightCm, bmi }: SourceRecord['values']): number | null {
  if (typeof bmi === 'number') return bmi
  const exact = exactBmi(
    typeof weightKg === 'number' ? weightKg : null,
    typeof heightCm === 'number' ? heightCm : null,
  )
  return exact === null ? null : rounded(exact, 1)
}

/** The value to stay below; null where the policy names none. Children have other standards. */
function targetOf(
  code: string,
  { ageYears, sex, isDiabetic }: { ageYears: number; sex: Sex; isDiabetic: boolean },
  policy: FollowUpPolicy,
): number | null {
  if (ageYears < 18) return null
  switch (code) {
    case 'systolicMmHg':
      return bloodPressureTarget(ageYears, policy).systolicMmHg
    case 'diastolicMmHg':
      return bloodPressureTarget(ageYears, policy).diastolicMmHg
    case 'fastingGlucoseMmolL':
      return isDiabetic ? policy.fastingGlucoseBelowMmolL : null
    case 'bmi':
      return OVERWEIGHT_BMI
    case 'waistCm':
      return WIDE_WAIST_CM[sex]
    default:
      return null
  }
}

function targetWords(series: readonly MeasuredSeries[], unit: string): string {
  const targets = series.flatMap(({ name, below }) => (below === null ? [] : [`${name}低于 ${below}`]))
  return targets.length === 0 ? '' : `目标：${targets.join('，')} ${unit}`
}
