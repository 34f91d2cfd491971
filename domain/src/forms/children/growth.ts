import { ageMonthsOn } from '../../days/local-date.ts'
import type { Sex } from '../../residents/resident-facts.ts'
import type { Subject } from '../form.ts'
import { exactBmi } from '../shared-fields.ts'
import { growthTables } from './growth-tables.ts'

/** 年龄别体重、身长（身高）、体质指数、头围. Units: kg, cm, kg/m², cm. */
export type GrowthMeasure = 'weight' | 'height' | 'bmi' | 'head'

export const growthMeasures: Record<GrowthMeasure, { name: string; unit: string }> = {
  weight: { name: '年龄别体重', unit: 'kg' },
  height: { name: '年龄别身长/身高', unit: 'cm' },
  bmi: { name: '年龄别BMI', unit: 'kg/m²' },
  head: { name: '年龄别头围', unit: 'cm' },
}

/** 五等级: 上 from +2 SD, 中上 from +1 SD, 中 from −1 SD, 中下 from −2 SD, else 下. Source: WS/T 423—2022, 4.1. */
export const growthGrades = [
  { code: 1, name: '上' },
  { code: 2, name: '中上' },
  { code: 3, name: '中' },
  { code: 4, name: '中下' },
  { code: 5, name: '下' },
] as const
type GrowthGrade = (typeof growthGrades)[number]['code']

/** 营养状况 by the same standard, 4.3. The first is the gravest. */
export const nutritionFindings = {
  'severely-underweight': '重度低体重',
  underweight: '低体重',
  'severely-stunted': '重度生长迟缓',
  stunted: '生长迟缓',
  'severely-wasted': '重度消瘦',
  wasted: '消瘦',
  'severely-obese': '重度肥胖',
  obese: '肥胖',
  overweight: '超重',
} as const
type NutritionFinding = keyof typeof nutritionFindings

/** Values at −3…+3 SD. */
type SdLine = readonly [number, number, number, number, number, number, number]
type GrowthRow = { readonly months: number; readonly sd: SdLine }

const parsed = new Map<string, readonly GrowthRow[]>()

/** The standard for one measure and sex, by age; a child whose sex is not stated is not graded. */
export function growthStandard(measure: GrowthMeasure, sex: Sex): readonly GrowthRow[] {
  if (sex === 'unknown') return []
  const id = `${sex}/${measure}`
  const known = parsed.get(id)
  if (known) return known
  const rows = growthTables[sex][measure].split('\n').map((line, index) => ({
    months: index <= 24 ? index : 24 + (index - 24) * 3,
    sd: line.split(' ').map(Number) as unknown as SdLine,
  }))
  parsed.set(id, rows)
  return rows
}

/** The SD values at an age in completed months, between two printed ages in proportion; null where the standard ends. */
export function sdLineAt(measure: GrowthMeasure, sex: Sex, months: number): SdLine | null {
  const rows = growthStandard(measure, sex)
  const after = rows.findIndex((row) => row.months >= months)
  if (after === -1) {
    const last = rows.at(-1)
    // Up to the seventh birthday the last printed age stands.
    return measure !== 'head' && last !== undefined && months < 84 ? last.sd : null
  }
  const above = rows[after]!
  if (above.months === months || after === 0) return above.sd
  const below = rows[after - 1]!
  const part = (months - below.months) / (above.months - below.months)
  return below.sd.map((value, at) => value + (above.sd[at]! - value) * part) as unknown as SdLine
}

/**
 * How many standard deviations a value lies from the median: in proportion between two SD lines of the standard, beyond the
 * outer ones by the width of the last band.
 */
export function zScore(line: SdLine, value: number): number {
  let at = 0
  while (at < 5 && value >= line[at + 1]!) at++
  const [low, high] = [line[at]!, line[at + 1]!]
  return at - 3 + (value - low) / (high - low)
}

export function gradeOf(line: SdLine, value: number): GrowthGrade {
  if (value >= line[5]) return 1
  if (value >= line[4]) return 2
  if (value >= line[2]) return 3
  return value >= line[1] ? 4 : 5
}

export type GrowthResult = {
  readonly measure: GrowthMeasure
  readonly value: number
  readonly grade: GrowthGrade
  /** Two decimals. */
  readonly z: number
}

/** The grade of a measure of a child on the day; null where it was not measured or the standard does not reach. */
export function growthOf(
  measure: GrowthMeasure,
  value: number | null,
  { birthDate, performedOn, sex }: Pick<Subject, 'birthDate' | 'performedOn' | 'sex'>,
): GrowthResult | null {
  if (value === null) return null
  const line = sdLineAt(measure, sex, ageMonthsOn(performedOn, birthDate))
  if (line === null) return null
  return { measure, value, grade: gradeOf(line, value), z: Math.round(zScore(line, value) * 100) / 100 }
}

/** 低体重、生长迟缓、消瘦、超重、肥胖 from weight (kg), length or height (cm) and their BMI. */
export function nutritionOf(
  values: { weightKg: number | null; heightCm: number | null },
  about: Pick<Subject, 'birthDate' | 'performedOn' | 'sex'>,
): NutritionFinding[] {
  const { weightKg, heightCm } = values
  const months = ageMonthsOn(about.performedOn, about.birthDate)
  const found: NutritionFinding[] = []
  const weight = weightKg === null ? null : sdLineAt('weight', about.sex, months)
  if (weight && weightKg! < weight[1])
    found.push(weightKg! < weight[0] ? 'severely-underweight' : 'underweight')
  const height = heightCm === null ? null : sdLineAt('height', about.sex, months)
  if (height && heightCm! < height[1]) found.push(heightCm! < height[0] ? 'severely-stunted' : 'stunted')
  const bmi = exactBmi(weightKg, heightCm)
  if (bmi === null) return found
  const line = sdLineAt('bmi', about.sex, months)
  if (!line) return found
  if (bmi < line[1]) found.push(bmi < line[0] ? 'severely-wasted' : 'wasted')
  else if (bmi >= line[4]) {
    found.push(bmi >= line[6] ? 'severely-obese' : bmi >= line[5] ? 'obese' : 'overweight')
  }
  return found
}
