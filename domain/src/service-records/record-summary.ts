import { type FormValues, numberIn } from '../forms/form.ts'

/** What a record says, in a line for lists and timelines: `168/96 mmHg，空腹血糖 7.2 mmol/L`. */
export function recordSummary(values: FormValues): string {
  const parts: string[] = []
  const pressure =
    pair(values, 'systolicMmHg', 'diastolicMmHg') ??
    pair(values, 'leftSystolicMmHg', 'leftDiastolicMmHg') ??
    pair(values, 'rightSystolicMmHg', 'rightDiastolicMmHg')
  if (pressure !== null) parts.push(`${pressure} mmHg`)
  for (const [field, name] of glucoses) {
    const value = numberIn(values, field)
    if (value !== null) parts.push(`${name} ${value} mmol/L`)
  }
  const bmi = numberIn(values, 'bmi')
  if (bmi !== null) parts.push(`BMI ${bmi.toFixed(1)}`)
  const growth = [
    ['weightKg', '体重', 'kg'],
    ['heightCm', '身长/身高', 'cm'],
    ['headCm', '头围', 'cm'],
  ] as const
  if (numberIn(values, 'weightZ') !== null) {
    for (const [field, name, unit] of growth) {
      const value = numberIn(values, field)
      if (value !== null) parts.push(`${name} ${value} ${unit}`)
    }
  }
  for (const [field, name, unit] of others) {
    const value = numberIn(values, field)
    if (value !== null) parts.push(`${name} ${value}${unit}`)
  }
  const content = values.content
  if (typeof content === 'string') parts.push(content.length > 40 ? `${content.slice(0, 40)}…` : content)
  return parts.join('，')
}

const others = [
  ['spo2Percent', '血氧', '%'],
  ['catScore', 'CAT', ' 分'],
  ['adherencePercent', '服药率', '%'],
  ['selfCareScore', '自理能力', ' 分'],
  ['mmseScore', 'MMSE', ' 分'],
  ['painScore', '疼痛', ' 分'],
] as const

const glucoses = [
  ['fastingGlucoseMmolL', '空腹血糖'],
  ['postMealGlucoseMmolL', '餐后血糖'],
  ['randomGlucoseMmolL', '随机血糖'],
] as const

function pair(values: FormValues, upper: string, lower: string): string | null {
  const [high, low] = [numberIn(values, upper), numberIn(values, lower)]
  return high === null || low === null ? null : `${high}/${low}`
}
