import type { Protection } from '../forms/form.ts'
import { type Population, populations } from '../populations/population.ts'
import { type CourseCode, courses } from '../vaccination/vaccines.ts'
import {
  bitsOfPopulations,
  bitsOfProgrammes,
  bitsOfTraits,
  bitsOfVaccines,
  hasAll,
  type ProgrammeTrait,
  type Standing,
  type Trait,
  type VaccineTrait,
} from './flags.ts'
import { programmeIndicators } from './programme-indicators.ts'

/** How figures are grouped on a page. */
export type IndicatorGroup = 'signing' | 'populations' | 'fulfilment' | 'management' | 'work'

/** A figure as it is defined: a share of people (or households) of whom something more is true. */
export type IndicatorDefinition = {
  code: IndicatorCode
  /** 指标名称. */
  name: string
  /** 指标定义: numerator, denominator and period in words a clerk can check by hand. */
  definition: string
  group: IndicatorGroup
  unit: 'person' | 'household'
  /** What one person in the numerator is called on a page: 已签约, 已规范管理. */
  counted: string
  /** …and one in the denominator who is not: 未签约. */
  missing: string
  denominator: Condition
  /** What must be true besides; so nobody is in the numerator who is not in the denominator. */
  numerator: Condition
  source: string
  /** Whom it counts tells what a protected sheet says: its names are for who may read such sheets. */
  protection?: Protection
}

type Condition = {
  populations?: readonly Population[]
  traits: readonly Trait[]
  programmes?: readonly ProgrammeTrait[]
  vaccines?: readonly VaccineTrait[]
}

const resident = ['resident'] as const
const signed = ['resident', 'signed'] as const

const fixed = {
  coverage: {
    name: '签约率',
    definition: '统计日有有效签约协议的常住居民 ÷ 常住居民（不含死亡、迁出）。',
    group: 'signing',
    unit: 'person',
    counted: '已签约',
    missing: '未签约',
    denominator: { traits: resident },
    numerator: { traits: ['signed'] },
    source: '绩效指标 K1；F05',
  },
  'household-coverage': {
    name: '家庭签约率',
    definition: '统计日有成员处于有效签约协议中的家庭 ÷ 有常住成员的家庭（户）。名单以户主列示。',
    group: 'signing',
    unit: 'household',
    counted: '已签约家庭',
    missing: '未签约家庭',
    denominator: { traits: ['resident', 'household'] },
    numerator: { traits: ['household-signed'] },
    source: '绩效指标 K2；R074、R077',
  },
  'key-coverage': {
    name: '重点人群签约率',
    definition: '统计日已签约的重点人群 ÷ 重点人群；一人有多个标签只计一次，哪些人群算重点由当期政策规定。',
    group: 'signing',
    unit: 'person',
    counted: '已签约',
    missing: '未签约',
    denominator: { traits: ['resident', 'key'] },
    numerator: { traits: ['signed'] },
    source: '绩效指标 K3；F06、F11；R072、R076',
  },
  'special-coverage': {
    name: '特殊人群签约率',
    definition:
      '统计日已签约的特殊人群（建档立卡、特困、低保、五保、计生特殊家庭中在家的人）÷ 特殊人群；一人只计一次。',
    group: 'signing',
    unit: 'person',
    counted: '已签约',
    missing: '未签约',
    denominator: { traits: ['resident', 'special'] },
    numerator: { traits: ['signed'] },
    source: '绩效指标 K4；F13；R072、R073',
  },
  personalised: {
    name: '个性化签约率',
    definition: '统计日签有个性化（有偿）服务包的居民 ÷ 已签约居民。',
    group: 'signing',
    unit: 'person',
    counted: '有个性化包',
    missing: '仅基础包',
    denominator: { traits: signed },
    numerator: { traits: ['personalised'] },
    source: '绩效指标 K7',
  },
  'poor-primary-package': {
    name: '贫困慢病患者初级包签约率',
    definition:
      '建档立卡的高血压、2型糖尿病患者中签有初级及以上（有偿）服务包的人 ÷ 在家的建档立卡高血压、2型糖尿病患者。',
    group: 'signing',
    unit: 'person',
    counted: '已签初级包',
    missing: '未签初级包',
    denominator: { traits: ['resident', 'poor-with-chronic-disease'] },
    numerator: { traits: ['personalised'] },
    source: 'R073',
  },
  renewal: {
    name: '续约率',
    definition: '本年内协议到期的居民中，到期后按期续签的人 ÷ 本年内协议到期的居民（提前解约的不计）。',
    group: 'signing',
    unit: 'person',
    counted: '已续约',
    missing: '未续约',
    denominator: { traits: ['resident', 'agreement-expired'] },
    numerator: { traits: ['agreement-renewed'] },
    source: '绩效指标 K15',
  },
  fulfilment: {
    name: '履约率',
    definition: '本年内至少完成一项协议约定服务的签约居民 ÷ 统计日的签约居民。',
    group: 'fulfilment',
    unit: 'person',
    counted: '已履约',
    missing: '签而未履约',
    denominator: { traits: signed },
    numerator: { traits: ['fulfilled'] },
    source: '绩效指标 K5；F12',
  },
  'key-fulfilment': {
    name: '重点人群履约率',
    definition: '本年内至少完成一项协议约定服务的签约重点人群 ÷ 统计日的签约重点人群（分母是已签约的人）。',
    group: 'fulfilment',
    unit: 'person',
    counted: '已履约',
    missing: '签而未履约',
    denominator: { traits: ['resident', 'signed', 'key'] },
    numerator: { traits: ['fulfilled'] },
    source: '绩效指标 K5；F12；C1',
  },
  'special-fulfilment': {
    name: '特殊人群履约率',
    definition: '本年内至少完成一项协议约定服务的签约特殊人群 ÷ 统计日的签约特殊人群。',
    group: 'fulfilment',
    unit: 'person',
    counted: '已履约',
    missing: '签而未履约',
    denominator: { traits: ['resident', 'signed', 'special'] },
    numerator: { traits: ['fulfilled'] },
    source: '绩效指标 K5；F14',
  },
  'full-fulfilment': {
    name: '足额履约率',
    definition:
      '本年内已到期的协议约定服务全部完成（无逾期、无漏做）的签约居民 ÷ 本年内有约定服务已到期的签约居民。',
    group: 'fulfilment',
    unit: 'person',
    counted: '全部完成',
    missing: '有漏项',
    denominator: { traits: ['resident', 'signed', 'agreed-item-fallen-due'] },
    numerator: { traits: ['agreed-items-kept'] },
    source: '绩效指标 K5',
  },
  served: {
    name: '签约服务率',
    definition: '本年内在签约期间接受过至少一次服务的签约居民 ÷ 统计日的签约居民。',
    group: 'fulfilment',
    unit: 'person',
    counted: '已服务',
    missing: '签而未服务',
    denominator: { traits: signed },
    numerator: { traits: ['served'] },
    source: '绩效指标 K6',
  },
  'on-time': {
    name: '服务及时率',
    definition: '本年内到期服务全部按期完成的居民 ÷ 本年内有服务到期的居民（含未签约的规范管理对象）。',
    group: 'fulfilment',
    unit: 'person',
    counted: '全部按期',
    missing: '有超期或漏做',
    denominator: { traits: ['resident', 'service-fallen-due'] },
    numerator: { traits: ['services-on-time'] },
    source: '服务规范 §0',
  },
  'nothing-overdue': {
    name: '服务无逾期率',
    definition: '统计日没有逾期未做服务的居民 ÷ 本年内有应做服务的居民（含未签约的规范管理对象）。',
    group: 'fulfilment',
    unit: 'person',
    counted: '无逾期',
    missing: '有逾期服务',
    denominator: { traits: ['resident', 'service-owed'] },
    numerator: { traits: ['nothing-overdue'] },
    source: '服务规范 §0',
  },
  'first-assessment': {
    name: '首次健康评估率',
    definition: '自现行协议生效以来做过健康评估的签约居民 ÷ 统计日的签约居民。',
    group: 'management',
    unit: 'person',
    counted: '已评估',
    missing: '未评估',
    denominator: { traits: signed },
    numerator: { traits: ['first-assessed'] },
    source: '考核表 C5；首签即做健康评估',
  },
  'elderly-managed': {
    name: '老年人健康管理率',
    definition:
      '本年内建有档案、完成健康体检和健康指导、体检表填写完整的老年人 ÷ 常住老年人（年龄线由当期政策规定，国家规范为65岁）。',
    group: 'management',
    unit: 'person',
    counted: '已体检',
    missing: '未体检',
    denominator: { populations: ['elderly'], traits: resident },
    numerator: { traits: [], programmes: ['examined-completely'] },
    source: '服务规范 N3-06；考核表 C4',
  },
  'hypertension-standardised': {
    name: '高血压规范管理率',
    definition:
      '本年内面对面随访不少于4次并完成1次体检的高血压患者 ÷ 在管高血压患者；年内新纳入的，随访次数按纳入季度折算。',
    group: 'management',
    unit: 'person',
    counted: '规范管理',
    missing: '未达规范',
    denominator: { populations: ['hypertension'], traits: resident },
    numerator: { traits: ['hypertension-standardised'] },
    source: '服务规范 N3-07；考核表 C3',
  },
  'hypertension-controlled': {
    name: '高血压控制率',
    definition:
      '本年最近一次随访血压达标的高血压患者 ÷ 在管高血压患者；65岁及以上收缩压低于150、其余低于140，且舒张压低于90 mmHg；失访按未控制计。',
    group: 'management',
    unit: 'person',
    counted: '已控制',
    missing: '未控制',
    denominator: { populations: ['hypertension'], traits: resident },
    numerator: { traits: ['hypertension-controlled'] },
    source: '服务规范 N3-07',
  },
  'diabetes-standardised': {
    name: '2型糖尿病规范管理率',
    definition:
      '本年内面对面随访不少于4次并完成1次体检的2型糖尿病患者 ÷ 在管2型糖尿病患者；年内新纳入的，随访次数按纳入季度折算。',
    group: 'management',
    unit: 'person',
    counted: '规范管理',
    missing: '未达规范',
    denominator: { populations: ['type2-diabetes'], traits: resident },
    numerator: { traits: ['diabetes-standardised'] },
    source: '服务规范 N3-08',
  },
  'diabetes-controlled': {
    name: '2型糖尿病血糖控制率',
    definition:
      '本年最近一次随访空腹血糖低于7.0 mmol/L 的2型糖尿病患者 ÷ 在管2型糖尿病患者；失访按未控制计。',
    group: 'management',
    unit: 'person',
    counted: '已控制',
    missing: '未控制',
    denominator: { populations: ['type2-diabetes'], traits: resident },
    numerator: { traits: ['diabetes-controlled'] },
    source: '服务规范 N3-08',
  },
  'service-due': {
    name: '待服务占比',
    definition: '统计日有服务可做且尚未逾期的居民 ÷ 本年内有应做服务的居民。',
    group: 'work',
    unit: 'person',
    counted: '待服务',
    missing: '暂无待办',
    denominator: { traits: ['resident', 'service-owed'] },
    numerator: { traits: ['service-due'] },
    source: '服务规范 §0',
  },
  'agreement-expiring': {
    name: '协议即将到期占比',
    definition: '协议在政策规定天数（默认30天）内到期且尚未续签的居民 ÷ 统计日的签约居民。',
    group: 'work',
    unit: 'person',
    counted: '即将到期',
    missing: '未到续约期',
    denominator: { traits: signed },
    numerator: { traits: ['agreement-expiring'] },
    source: '续约窗口',
  },
} as const satisfies Record<string, Omit<IndicatorDefinition, 'code'>>

export type IndicatorCode =
  | keyof typeof fixed
  | keyof typeof programmeIndicators
  | `vaccinated-${CourseCode}`
  | `coverage-${Population}`

const ofPopulations = (Object.keys(populations) as Population[]).map(
  (population): IndicatorDefinition => ({
    code: `coverage-${population}`,
    name: `${populations[population]}签约率`,
    definition: `统计日已签约的${populations[population]} ÷ 常住${populations[population]}。`,
    group: 'populations',
    unit: 'person',
    counted: '已签约',
    missing: '未签约',
    denominator: { populations: [population], traits: resident },
    numerator: { traits: ['signed'] },
    source: '月报表 §6.1；S2 篇三',
  }),
)

/** 某种疫苗接种率, one for each course of the schedule. Source: public-health-spec.md §17. */
const ofVaccines = (Object.keys(courses) as CourseCode[]).map(
  (course): IndicatorDefinition => ({
    code: `vaccinated-${course}`,
    name: `${courses[course]}疫苗接种率`,
    definition: `统计日${courses[course]}疫苗到期剂次已全部接种的常住${course === 'hpv' ? '女孩' : '儿童'} ÷ 按免疫程序应接种至少1剂且已过完成月龄的常住${course === 'hpv' ? '女孩' : '儿童'}。`,
    group: 'management',
    unit: 'person',
    counted: '已接种',
    missing: '未种或未种全',
    denominator: { traits: resident, vaccines: [`${course}-due`] },
    numerator: { traits: [], vaccines: [`${course}-given`] },
    source: '服务规范 N3-03',
  }),
)

/** Every figure of the service, in the order in which they are shown. */
export const indicators: readonly IndicatorDefinition[] = [
  ...Object.entries({ ...fixed, ...programmeIndicators }).map(([code, definition]) => ({
    code: code as IndicatorCode,
    ...definition,
  })),
  ...ofVaccines,
  ...ofPopulations,
]

const byCode = new Map(indicators.map((indicator) => [indicator.code as string, indicator]))

/** The figure of that code; undefined when there is none. */
export function indicatorOf(code: string): IndicatorDefinition | undefined {
  return byCode.get(code)
}

/** 分子、分母、差距: whom a figure counts, out of whom, and who is between. */
export type IndicatorPart = 'numerator' | 'denominator' | 'gap'

/** The bits a resident's standing must have for one part, and — for the gap — bits of which one must be missing. */
export type PartMask = { all: Standing; notAll: Standing | null }

type Mask = { denominator: Standing; numerator: Standing }

const masks = new Map(indicators.map((indicator) => [indicator.code, maskOf(indicator)]))

/** One part of a figure as bits; the same for SQL over many residents and for one resident here. */
export function partMask(code: IndicatorCode, part: IndicatorPart): PartMask {
  const { denominator, numerator } = masks.get(code)!
  if (part === 'denominator') return { all: denominator, notAll: null }
  if (part === 'numerator') return { all: numerator, notAll: null }
  return { all: denominator, notAll: numerator }
}

/** The same part among the people of one population. */
export function withinPopulation({ all, notAll }: PartMask, population: Population | null): PartMask {
  if (population === null) return { all, notAll }
  return { all: { ...all, populationBits: all.populationBits | bitsOfPopulations([population]) }, notAll }
}

/** Whether a resident belongs to a part of a figure. */
export function isIn(standing: Standing, code: IndicatorCode, part: IndicatorPart): boolean {
  const { all, notAll } = partMask(code, part)
  return hasBits(standing, all) && (notAll === null || !hasBits(standing, notAll))
}

export function hasBits(standing: Standing, wanted: Standing): boolean {
  return (
    hasAll(standing.traitBits, wanted.traitBits) &&
    hasAll(standing.populationBits, wanted.populationBits) &&
    hasAll(standing.programmeBits, wanted.programmeBits) &&
    hasAll(standing.vaccineBits, wanted.vaccineBits)
  )
}

function maskOf({ denominator, numerator }: IndicatorDefinition): Mask {
  const asked = {
    populationBits: bitsOfPopulations(denominator.populations ?? []),
    traitBits: bitsOfTraits(denominator.traits),
    programmeBits: bitsOfProgrammes(denominator.programmes ?? []),
    vaccineBits: bitsOfVaccines(denominator.vaccines ?? []),
  }
  return {
    denominator: asked,
    numerator: {
      populationBits: asked.populationBits | bitsOfPopulations(numerator.populations ?? []),
      traitBits: asked.traitBits | bitsOfTraits(numerator.traits),
      programmeBits: asked.programmeBits | bitsOfProgrammes(numerator.programmes ?? []),
      vaccineBits: asked.vaccineBits | bitsOfVaccines(numerator.vaccines ?? []),
    },
  }
}
