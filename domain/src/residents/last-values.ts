import type { LocalDate } from '../days/local-date.ts'

/** A measured value over time, oldest first. */
export type ValueTrend = {
  code: string
  name: string
  unit: string
  points: { on: LocalDate; value: number; recordId: string }[]
}

/** Values worth a trend, each with the fields of the record forms that hold it, the better one first. */
const followed: readonly { code: string; name: string; unit: string; fields: readonly string[] }[] = [
  {
    code: 'systolicMmHg',
    name: '收缩压',
    unit: 'mmHg',
    fields: ['systolicMmHg', 'leftSystolicMmHg', 'rightSystolicMmHg'],
  },
  {
    code: 'diastolicMmHg',
    name: '舒张压',
    unit: 'mmHg',
    fields: ['diastolicMmHg', 'leftDiastolicMmHg', 'rightDiastolicMmHg'],
  },
  { code: 'fastingGlucoseMmolL', name: '空腹血糖', unit: 'mmol/L', fields: ['fastingGlucoseMmolL'] },
  { code: 'weightKg', name: '体重', unit: 'kg', fields: ['weightKg'] },
  { code: 'heightCm', name: '身长/身高', unit: 'cm', fields: ['heightCm'] },
  { code: 'headCm', name: '头围', unit: 'cm', fields: ['headCm'] },
  { code: 'haemoglobinGL', name: '血红蛋白', unit: 'g/L', fields: ['haemoglobinGL'] },
  { code: 'waistCm', name: '腰围', unit: 'cm', fields: ['waistCm'] },
  { code: 'spo2Percent', name: '血氧饱和度', unit: '%', fields: ['spo2Percent'] },
  { code: 'catScore', name: 'CAT评分', unit: '分', fields: ['catScore'] },
  { code: 'adherencePercent', name: '服药率', unit: '%', fields: ['adherencePercent'] },
  { code: 'selfCareScore', name: '自理能力评分', unit: '分', fields: ['selfCareScore'] },
]

const MOST_POINTS = 12

/** The last values of a resident's records with what came before; what was never measured is left out. */
export function lastValues(
  records: readonly { id: string; performedOn: LocalDate; values: Readonly<Record<string, unknown>> }[],
): ValueTrend[] {
  return followed.flatMap(({ fields, ...value }) => {
    const points = records.flatMap(({ id, performedOn, values }) => {
      const measured = fields.map((field) => values[field]).find((found) => typeof found === 'number')
      return typeof measured === 'number' ? [{ on: performedOn, value: measured, recordId: id }] : []
    })
    return points.length === 0 ? [] : [{ ...value, points: points.slice(-MOST_POINTS) }]
  })
}
