import { type Check, type FormValues, numberIn, rounded } from './form.ts'
import { absentOrPresent, goodFairPoor, medicationAdherence, noOrYes, saltIntake } from './shared-options.ts'

/** Fields that several sheets have in common, with the limits of code-lists.md §8. */

/**
 * Beyond these a value is questioned at the field, never refused: most such values are slips of a decimal point or a unit.
 * They are no reference ranges and say nothing of illness [project convention].
 */
export function questioned(name: string, unit: string, low: number | null, high: number | null) {
  const range = low === null ? `${high} 以下` : high === null ? `${low} 以上` : `${low}～${high}`
  const message = `${name}一般在 ${range} ${unit}，请核对数值、单位和小数点。`
  return {
    warn: [
      ...(low === null ? [] : [{ below: low, message }]),
      ...(high === null ? [] : [{ above: high, message }]),
    ],
  }
}

export const systolic = {
  code: 'systolicMmHg',
  measures: 'systolicMmHg',
  kind: 'integer',
  name: '收缩压',
  startsLine: true,
  unit: 'mmHg',
  reject: { min: 50, max: 300 },
  warn: [
    { atOrAbove: 180, message: '收缩压达到 180 mmHg，属危急情况，请复测。' },
    { below: 80, message: '收缩压低于 80 mmHg，请复测。' },
  ],
  steadyWithin: 40,
} as const

export const diastolic = {
  code: 'diastolicMmHg',
  measures: 'diastolicMmHg',
  kind: 'integer',
  name: '舒张压',
  unit: 'mmHg',
  reject: { min: 30, max: 200 },
  warn: [
    { atOrAbove: 110, message: '舒张压达到 110 mmHg，属危急情况，请复测。' },
    { below: 45, message: '舒张压低于 45 mmHg，请复测。' },
  ],
  steadyWithin: 30,
} as const

export const height = {
  code: 'heightCm',
  measures: 'heightCm',
  kind: 'number',
  name: '身高',
  unit: 'cm',
  decimals: 1,
  reject: { min: 30, max: 250 },
  steadyWithin: 3,
  nearLastBy: 0.5,
} as const

export const weight = {
  code: 'weightKg',
  measures: 'weightKg',
  kind: 'number',
  name: '体重',
  unit: 'kg',
  decimals: 2,
  reject: { min: 0.5, max: 300 },
  steadyWithin: 10,
  nearLastBy: 0.5,
} as const

export const heartRate = {
  code: 'heartRatePerMinute',
  measures: 'heartRatePerMinute',
  kind: 'integer',
  name: '心率',
  unit: '次/分',
  reject: { min: 20, max: 250 },
  warn: [
    { above: 100, message: '心率超过 100 次/分，请复测。' },
    { below: 50, message: '心率低于 50 次/分，请复测。' },
  ],
} as const

export const temperature = {
  code: 'temperatureC',
  measures: 'temperatureC',
  kind: 'number',
  name: '体温',
  unit: '℃',
  decimals: 1,
  reject: { min: 33, max: 43 },
  warn: [{ above: 39, message: '体温超过 39 ℃，请复测并处理。' }],
} as const

export const glucoseRange = {
  unit: 'mmol/L',
  decimals: 2,
  reject: { min: 0.5, max: 50 },
  warn: [
    { atOrAbove: 16.7, message: '血糖达到 16.7 mmol/L，属危急情况，请复测。' },
    { atOrBelow: 3.9, message: '血糖不高于 3.9 mmol/L，属低血糖危急情况，请立即处理。' },
  ],
} as const

const bmiFormula = '体重(kg) ÷ 身高(m)²，保留 1 位小数'

export const bmi = {
  code: 'bmi',
  kind: 'computed',
  name: '体质指数',
  unit: 'kg/m²',
  decimals: 1,
  formula: bmiFormula,
  compute: (values: FormValues) => bodyMassIndex(values, 'weightKg'),
} as const

const targetBmi = {
  ...bmi,
  code: 'targetBmi',
  name: '目标体质指数',
  targetOf: 'bmi',
  compute: (values: FormValues) => bodyMassIndex(values, 'targetWeightKg'),
} as const

/** 体质指数 kg/m², shown with one decimal. Source: public-health-spec.md §0. */
function bodyMassIndex(values: FormValues, weightField: string): number | null {
  const unrounded = exactBmi(numberIn(values, weightField), numberIn(values, 'heightCm'))
  return unrounded === null ? null : rounded(unrounded, 1)
}

/**
 * Unrounded, as classes are told from it. In whole grams and tenths of a millimetre, divided once: 61.44 kg at 160 cm are 24 kg/m², not a
 * trace below.
 */
export function exactBmi(
  weightKg: number | null | undefined,
  heightCm: number | null | undefined,
): number | null {
  if (
    weightKg === null ||
    weightKg === undefined ||
    heightCm === null ||
    heightCm === undefined ||
    heightCm <= 0
  )
    return null
  return (Math.round(weightKg * 1000) * 100_000) / Math.round(heightCm * 100) ** 2
}

const target = { copyable: true } as const

/** 体征 with targets: 体重、体质指数 as on both follow-up sheets. Height is not a box there, but the index needs it. */
export const bodyFields = [
  { ...height, copyable: true, beyondSheet: true },
  { ...weight, need: 'expected' },
  {
    ...weight,
    code: 'targetWeightKg',
    measures: 'targetWeightKg',
    name: '目标体重',
    targetOf: 'weightKg',
    ...target,
  },
  bmi,
  targetBmi,
] as const

/** 生活方式指导: smoking, drinking and exercise, now and target. */
export const habitFields = [
  {
    code: 'cigarettesPerDay',
    measures: 'cigarettesPerDay',
    kind: 'integer',
    name: '日吸烟量',
    unit: '支/天',
    reject: { min: 0, max: 200 },
    ...questioned('日吸烟量', '支/天', null, 60),
    need: 'expected',
    copyable: true,
    note: '不吸烟填 0。',
  },
  {
    code: 'targetCigarettesPerDay',
    measures: 'targetCigarettesPerDay',
    kind: 'integer',
    name: '目标日吸烟量',
    unit: '支/天',
    reject: { min: 0, max: 200 },
    ...questioned('目标日吸烟量', '支/天', null, 60),
    targetOf: 'cigarettesPerDay',
    ...target,
  },
  {
    code: 'alcoholLiangPerDay',
    measures: 'alcoholLiangPerDay',
    kind: 'number',
    name: '日饮酒量',
    unit: '两/天',
    decimals: 1,
    reject: { min: 0, max: 50 },
    ...questioned('日饮酒量', '两/天', null, 10),
    need: 'expected',
    copyable: true,
    note: '折合白酒；不饮酒填 0。',
  },
  {
    code: 'targetAlcoholLiangPerDay',
    measures: 'targetAlcoholLiangPerDay',
    kind: 'number',
    name: '目标日饮酒量',
    unit: '两/天',
    decimals: 1,
    reject: { min: 0, max: 50 },
    ...questioned('目标日饮酒量', '两/天', null, 10),
    targetOf: 'alcoholLiangPerDay',
    ...target,
  },
  {
    code: 'exerciseTimesPerWeek',
    measures: 'exerciseTimesPerWeek',
    kind: 'integer',
    name: '运动频次',
    unit: '次/周',
    reject: { min: 0, max: 50 },
    ...questioned('运动频次', '次/周', null, 14),
    need: 'expected',
    copyable: true,
  },
  {
    code: 'targetExerciseTimesPerWeek',
    measures: 'targetExerciseTimesPerWeek',
    kind: 'integer',
    name: '目标运动频次',
    unit: '次/周',
    reject: { min: 0, max: 50 },
    ...questioned('目标运动频次', '次/周', null, 14),
    targetOf: 'exerciseTimesPerWeek',
    ...target,
  },
  {
    code: 'exerciseMinutesPerTime',
    measures: 'exerciseMinutesPerTime',
    kind: 'integer',
    name: '每次运动时间',
    unit: '分钟/次',
    reject: { min: 0, max: 600 },
    ...questioned('每次运动时间', '分钟/次', null, 180),
    copyable: true,
  },
  {
    code: 'targetExerciseMinutesPerTime',
    measures: 'targetExerciseMinutesPerTime',
    kind: 'integer',
    name: '目标每次运动时间',
    unit: '分钟/次',
    reject: { min: 0, max: 600 },
    ...questioned('目标每次运动时间', '分钟/次', null, 180),
    targetOf: 'exerciseMinutesPerTime',
    ...target,
  },
] as const

export const saltFields = [
  {
    code: 'saltIntake',
    measures: 'saltIntake',
    kind: 'choice',
    name: '摄盐情况',
    options: saltIntake,
    need: 'expected',
    copyable: true,
  },
  {
    code: 'targetSaltIntake',
    measures: 'targetSaltIntake',
    kind: 'choice',
    name: '目标摄盐情况',
    options: saltIntake,
    targetOf: 'saltIntake',
    ...target,
  },
] as const

export const attitudeFields = [
  {
    code: 'psychologicalAdjustment',
    measures: 'psychologicalAdjustment',
    kind: 'choice',
    name: '心理调整',
    options: goodFairPoor,
    need: 'expected',
    copyable: true,
  },
  {
    code: 'followsAdvice',
    measures: 'followsAdvice',
    kind: 'choice',
    name: '遵医行为',
    options: goodFairPoor,
    need: 'expected',
    copyable: true,
  },
] as const

/** 服药依从性 and 药物不良反应 as on both follow-up sheets; the last two are what the rules need beyond them. */
export const treatmentFields = [
  {
    code: 'medicationAdherence',
    measures: 'medicationAdherence',
    kind: 'choice',
    name: '服药依从性',
    options: medicationAdherence,
    need: 'expected',
    copyable: true,
  },
  {
    code: 'adverseDrugReaction',
    kind: 'choice',
    name: '药物不良反应',
    options: absentOrPresent,
    need: 'expected',
    usual: 1,
  },
  {
    code: 'adverseDrugReactionText',
    kind: 'text',
    name: '不良反应表现',
    maxLength: 100,
    showWhen: { field: 'adverseDrugReaction', is: 2 },
    need: 'expected',
  },
  {
    code: 'adverseDrugReactionHardToControl',
    kind: 'choice',
    name: '不良反应难以控制',
    options: noOrYes,
    showWhen: { field: 'adverseDrugReaction', is: 2 },
    beyondSheet: true,
  },
  {
    code: 'newOrWorseComplication',
    kind: 'choice',
    name: '新发或加重的并发症',
    options: absentOrPresent,
    need: 'expected',
    usual: 1,
    beyondSheet: true,
    note: '出现新的并发症或原有并发症加重。',
  },
  {
    code: 'complicationText',
    kind: 'text',
    name: '并发症名称',
    maxLength: 100,
    showWhen: { field: 'newOrWorseComplication', is: 2 },
    need: 'expected',
    beyondSheet: true,
  },
] as const

/** 用药情况: 药物名称, 用法 每日_次 每次_. */
export const medicines = {
  code: 'medicines',
  measures: 'medicines',
  kind: 'rows',
  name: '用药情况',
  maxRows: 12,
  copyable: true,
  columns: [
    { code: 'name', kind: 'text', name: '药物名称', maxLength: 60 },
    {
      code: 'timesPerDay',
      kind: 'number',
      name: '每日',
      unit: '次',
      decimals: 1,
      reject: { min: 0.1, max: 24 },
      ...questioned('每日', '次', null, 6),
    },
    { code: 'dosePerTime', kind: 'text', name: '每次', maxLength: 30 },
  ],
} as const

export const referralFields = [
  { code: 'referralReason', kind: 'text', name: '转诊原因', maxLength: 200 },
  { code: 'referralInstitution', kind: 'text', name: '转诊机构及科别', maxLength: 100 },
] as const

export const nextVisit = {
  code: 'nextVisitOn',
  kind: 'date',
  name: '下次随访日期',
  mayBeAfterVisit: true,
  note: '不填则按规则计算；可以早于规则，不能晚于规则。',
} as const

export const systolicAboveDiastolic: Check = {
  code: 'systolic-above-diastolic',
  fields: ['diastolicMmHg', 'systolicMmHg'],
  severity: 'error',
  message: '舒张压应低于收缩压，请核对是否填反。',
  holds: (values) => isBelow(values, 'diastolicMmHg', 'systolicMmHg'),
}

export const nextVisitAfterThis = comesAfterThis('nextVisitOn', '下次随访日期')

/** A day that is agreed for the next time: the day of the visit itself or one before it is a slip of the pen. */
export function comesAfterThis(field: string, name: string): Check {
  return {
    code: 'next-visit-after-this',
    fields: [field],
    severity: 'error',
    message: `${name}应晚于本次服务日期。`,
    holds: ({ [field]: day }, { performedOn }) => typeof day !== 'string' || day > performedOn,
  }
}

/** True as well when either is not filled. */
export function isBelow(values: FormValues, lower: string, upper: string): boolean {
  const [low, high] = [numberIn(values, lower), numberIn(values, upper)]
  return low === null || high === null || low < high
}
