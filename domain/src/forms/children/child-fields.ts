import { described } from '../examination/free-text.ts'
import type { AgeMonths, Code, FormValues, Option, Subject } from '../form.ts'
import { numberIn, rounded } from '../form.ts'
import { exactBmi, questioned } from '../shared-fields.ts'
import { absentOrPresent } from '../shared-options.ts'
import { type GrowthMeasure, type GrowthResult, growthGrades, growthOf, nutritionOf } from './growth.ts'

/** Boxes that the sheets of child health have in common. Source: public-health-spec.md §6.2. */

export const unremarkable = [
  { code: 1, name: '未见异常' },
  { code: 2, name: '异常' },
] as const

/** A box 1 未见异常 2 异常 with the line for what was found. */
export function finding<const FieldCode extends string>(
  code: FieldCode,
  name: string,
  ageMonths?: AgeMonths,
) {
  const showWhen = ageMonths === undefined ? {} : { showWhen: { ageMonths } }
  return [
    { code, kind: 'choice', name, options: unremarkable, need: 'expected', ...showWhen } as const,
    described(`${code}Text` as const, `${name}异常`, code, 2),
  ] as const
}

const childWeight = {
  code: 'weightKg',
  measures: 'weightKg',
  kind: 'number',
  name: '体重',
  unit: 'kg',
  decimals: 2,
  reject: { min: 0.5, max: 60 },
  need: 'required',
  startsLine: true,
} as const

const childHeight = {
  code: 'heightCm',
  measures: 'heightCm',
  kind: 'number',
  name: '身长/身高',
  unit: 'cm',
  decimals: 1,
  reject: { min: 30, max: 150 },
  need: 'required',
  startsLine: true,
  note: '2 岁以下量卧位身长，2 岁起量立位身高。',
} as const

const headCircumference = {
  code: 'headCm',
  kind: 'number',
  name: '头围',
  unit: 'cm',
  decimals: 1,
  reject: { min: 25, max: 65 },
  need: 'expected',
  startsLine: true,
} as const

/** 体质指数 of a child, from the unrounded quotient, one decimal. */
const childBmi = {
  code: 'bmi',
  kind: 'computed',
  name: '体质指数',
  unit: 'kg/m²',
  decimals: 1,
  startsLine: true,
  formula: '体重(kg) ÷ 身长或身高(m)²，保留 1 位小数',
  compute: (values: FormValues) => {
    const bmi = childExactBmi(values)
    return bmi === null ? null : rounded(bmi, 1)
  },
} as const

const measuredIn: Record<GrowthMeasure, (values: FormValues) => number | null> = {
  weight: (values) => numberIn(values, 'weightKg'),
  height: (values) => numberIn(values, 'heightCm'),
  bmi: childExactBmi,
  head: (values) => numberIn(values, 'headCm'),
}

function childExactBmi(values: FormValues): number | null {
  return exactBmi(numberIn(values, 'weightKg'), numberIn(values, 'heightCm'))
}

/** The grade of one measure of a filled sheet by WS/T 423—2022. */
function growthIn(measure: GrowthMeasure, values: FormValues, about: Subject): GrowthResult | null {
  return growthOf(measure, measuredIn[measure](values), about)
}

export function nutritionIn(values: FormValues, about: Subject) {
  return nutritionOf(
    { weightKg: numberIn(values, 'weightKg'), heightCm: numberIn(values, 'heightCm') },
    about,
  )
}

/** 上/中上/中/中下/下 and the standard deviations from the median, computed from the measured value. */
function graded<const Measure extends GrowthMeasure>(measure: Measure, name: string) {
  return [
    {
      code: `${measure}Grade`,
      kind: 'computed',
      name: `${name}评价`,
      decimals: 0,
      formula: 'WS/T 423—2022 按月龄和性别：≥+2SD 上，≥+1SD 中上，≥-1SD 中，≥-2SD 中下，<-2SD 下',
      options: growthGrades,
      compute: (values: FormValues, about: Subject) => growthIn(measure, values, about)?.grade ?? null,
    },
    {
      code: `${measure}Z`,
      kind: 'computed',
      name: `${name}离差`,
      unit: 'SD',
      decimals: 2,
      beyondSheet: true,
      formula: 'WS/T 423—2022 各标准差线之间按比例内插',
      compute: (values: FormValues, about: Subject) => growthIn(measure, values, about)?.z ?? null,
    },
  ] as const
}

export const growthFields = [
  childWeight,
  ...graded('weight', '体重'),
  childHeight,
  ...graded('height', '身长/身高'),
  childBmi,
  ...graded('bmi', '体质指数'),
] as const

export const headFields = [headCircumference, ...graded('head', '头围')] as const

/** 发育评估预警征象: four signs an age; none is a sign of its own that excludes the others. Source: §6.3. */
export const warningSigns = {
  warningSigns3m: {
    ageMonths: { from: 3, before: 6 },
    signs: [
      '对很大声音没有反应',
      '逗引时不发音或不会微笑',
      '不注视人脸，不追视移动人或物品',
      '俯卧时不会抬头',
    ],
  },
  warningSigns6m: {
    ageMonths: { from: 6, before: 8 },
    signs: ['发音少，不会笑出声', '不会伸手抓物', '紧握拳松不开', '不能扶坐'],
  },
  warningSigns8m: {
    ageMonths: { from: 8, before: 12 },
    signs: ['听到声音无应答', '不会区分生人和熟人', '双手间不会传递玩具', '不会独坐'],
  },
  warningSigns12m: {
    ageMonths: { from: 12, before: 18 },
    signs: ['呼唤名字无反应', '不会模仿“再见”或“欢迎”动作', '不会用拇食指对捏小物品', '不会扶物站立'],
  },
  warningSigns18m: {
    ageMonths: { from: 18, before: 24 },
    signs: ['不会有意识叫“爸爸”或“妈妈”', '不会按要求指人或物', '与人无目光交流', '不会独走'],
  },
  warningSigns24m: {
    ageMonths: { from: 24, before: 30 },
    signs: ['不会说3个物品的名称', '不会按吩咐做简单事情', '不会用勺吃饭', '不会扶栏上楼梯/台阶'],
  },
  warningSigns30m: {
    ageMonths: { from: 30, before: 36 },
    signs: ['不会说2-3个字的短语', '兴趣单一、刻板', '不会示意大小便', '不会跑'],
  },
  warningSigns3y: {
    ageMonths: { from: 36, before: 48 },
    signs: ['不会说自己的名字', '不会玩“拿棍当马骑”等假想游戏', '不会模仿画圆', '不会双脚跳'],
  },
  warningSigns4y: {
    ageMonths: { from: 48, before: 60 },
    signs: ['不会说带形容词的句子', '不能按要求等待或轮流', '不会独立穿衣', '不会单脚站立'],
  },
  warningSigns5y: {
    ageMonths: { from: 60, before: 72 },
    signs: ['不能简单叙说事情经过', '不知道自己的性别', '不会用筷子吃饭', '不会单脚跳'],
  },
  warningSigns6y: {
    ageMonths: { from: 72, before: 84 },
    signs: ['不会表达自己的感受或想法', '不会玩角色扮演的集体游戏', '不会画方形', '不会奔跑'],
  },
} as const

type WarningAge = keyof typeof warningSigns

/** The warning signs of one age, asked at that age only; 1 无, then the four of the sheet. */
export function warningSignField<const Age extends WarningAge>(age: Age) {
  const { ageMonths, signs } = warningSigns[age]
  return {
    code: age,
    kind: 'choices',
    name: '发育评估',
    noneCode: 1,
    need: 'expected',
    showWhen: { ageMonths },
    options: [
      { code: 1, name: '无预警征象' },
      ...signs.map((name, index) => ({ code: index + 2, name })),
    ] as readonly Option[],
    note: '有任何一项即指导、复查或转诊。',
  } as const
}

/** The signs ticked on whichever of the ages was asked, in words. */
export function tickedSigns(values: FormValues): string[] {
  return (Object.keys(warningSigns) as WarningAge[]).flatMap((age) => {
    const ticked = values[age]
    if (!Array.isArray(ticked)) return []
    return (ticked as readonly Code[]).flatMap((code) => warningSigns[age].signs[Number(code) - 2] ?? [])
  })
}

export const haemoglobin = {
  code: 'haemoglobinGL',
  kind: 'number',
  name: '血红蛋白',
  unit: 'g/L',
  decimals: 0,
  reject: { min: 20, max: 250 },
  warn: [{ below: 110, message: '血红蛋白低于 110 g/L，提示贫血。' }],
} as const

export const hearing = {
  code: 'hearing',
  kind: 'choice',
  name: '听力',
  options: [
    { code: 1, name: '通过' },
    { code: 2, name: '未通过' },
  ],
} as const

export const outdoorAndVitaminD = [
  {
    code: 'outdoorHoursPerDay',
    kind: 'number',
    name: '户外活动',
    unit: '小时/日',
    decimals: 1,
    reject: { min: 0, max: 24 },
    ...questioned('户外活动', '小时/日', null, 10),
    need: 'expected',
    startsLine: true,
  },
  {
    code: 'vitaminDIuPerDay',
    kind: 'integer',
    name: '服用维生素D',
    unit: 'IU/日',
    reject: { min: 0, max: 10_000 },
    ...questioned('服用维生素D', 'IU/日', null, 2000),
    need: 'expected',
    copyable: true,
  },
] as const

/** 两次随访间患病情况: with how often for pneumonia, diarrhoea and injury. */
export const illnessFields = [
  {
    code: 'illness',
    kind: 'choices',
    name: '两次随访间患病情况',
    noneCode: 1,
    need: 'expected',
    options: [
      { code: 1, name: '无' },
      { code: 2, name: '肺炎' },
      { code: 3, name: '腹泻' },
      { code: 4, name: '外伤' },
      { code: 5, name: '其他' },
    ],
  },
  times('pneumoniaTimes', '肺炎', 2),
  times('diarrhoeaTimes', '腹泻', 3),
  times('injuryTimes', '外伤', 4),
  described('illnessText', '其他患病', 'illness', 5),
] as const

function times<const FieldCode extends string>(code: FieldCode, name: string, is: number) {
  return {
    code,
    kind: 'integer',
    name: `${name}次数`,
    unit: '次',
    reject: { min: 1, max: 50 },
    ...questioned(`${name}次数`, '次', null, 5),
    showWhen: { field: 'illness', is },
  } as const
}

export const referralFields = [
  { code: 'referral', kind: 'choice', name: '转诊建议', options: absentOrPresent, need: 'expected' },
  {
    code: 'referralReason',
    kind: 'text',
    name: '转诊原因',
    maxLength: 200,
    showWhen: { field: 'referral', is: 2 },
    need: 'expected',
  },
  {
    code: 'referralInstitution',
    kind: 'text',
    name: '转诊机构及科室',
    maxLength: 100,
    showWhen: { field: 'referral', is: 2 },
    need: 'expected',
  },
] as const

export const infantGuidance = {
  code: 'guidance',
  kind: 'choices',
  name: '指导',
  need: 'expected',
  options: [
    { code: 1, name: '科学喂养' },
    { code: 2, name: '生长发育' },
    { code: 3, name: '疾病预防' },
    { code: 4, name: '预防意外伤害' },
    { code: 5, name: '口腔保健' },
    { code: 6, name: '其他' },
  ],
} as const

export const guidanceText = described('guidanceText', '其他指导', 'guidance', 6)

export const nextVisit = {
  code: 'nextVisitOn',
  kind: 'date',
  name: '下次随访日期',
  mayBeAfterVisit: true,
  note: '不填则按月龄计算；可以早于规则，不能晚于规则。',
} as const
