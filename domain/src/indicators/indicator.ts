import type { Protection } from '../forms/form.ts'
import { type Population, populations } from '../populations/population.ts'
import { type CourseCode, courses } from '../vaccination/vaccines.ts'
import {
  bitsOfOwn,
  bitsOfPopulations,
  bitsOfProgrammes,
  bitsOfTraits,
  bitsOfVaccines,
  hasAll,
  type OwnIndicatorCode,
  type OwnTrait,
  ownIndicators,
  type ProgrammeTrait,
  type Standing,
  type Trait,
  type VaccineTrait,
} from './flags.ts'
import { programmeIndicators } from './programme-indicators.ts'
import { signingIndicators } from './signing-indicators.ts'

/** How figures are grouped on a page. */
type IndicatorGroup = 'signing' | 'populations' | 'fulfilment' | 'management' | 'work' | 'own'

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
  own?: readonly OwnTrait[]
}

const resident = ['resident'] as const

export type IndicatorCode =
  | keyof typeof signingIndicators
  | keyof typeof programmeIndicators
  | `vaccinated-${CourseCode}`
  | `coverage-${Population}`
  | OwnIndicatorCode

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
    source: '签约月报表；家庭服务方案篇三',
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
    source: '国家基本公共卫生服务规范（第三版）预防接种服务规范',
  }),
)

/** 县定指标: what each of them is called and asks is the county's policy; see `own-indicator.ts`. */
const ofCounty = ownIndicators.map(
  (code, index): IndicatorDefinition => ({
    code,
    name: `县定指标${index + 1}占比`,
    definition: '按本县政策计入的人 ÷ 按本县政策统计的人。',
    group: 'own',
    unit: 'person',
    counted: '已达到',
    missing: '未达到',
    denominator: { traits: resident, own: [`${code}-asked`] },
    numerator: { traits: [], own: [`${code}-counted`] },
    source: '本县政策',
  }),
)

/** Every figure of the service, in the order in which they are shown. */
export const indicators: readonly IndicatorDefinition[] = [
  ...Object.entries({ ...signingIndicators, ...programmeIndicators }).map(([code, definition]) => ({
    code: code as IndicatorCode,
    ...definition,
  })),
  ...ofVaccines,
  ...ofPopulations,
  ...ofCounty,
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
    hasAll(standing.vaccineBits, wanted.vaccineBits) &&
    hasAll(standing.ownBits, wanted.ownBits)
  )
}

function maskOf({ denominator, numerator }: IndicatorDefinition): Mask {
  const asked = {
    populationBits: bitsOfPopulations(denominator.populations ?? []),
    traitBits: bitsOfTraits(denominator.traits),
    programmeBits: bitsOfProgrammes(denominator.programmes ?? []),
    vaccineBits: bitsOfVaccines(denominator.vaccines ?? []),
    ownBits: bitsOfOwn(denominator.own ?? []),
  }
  return {
    denominator: asked,
    numerator: {
      populationBits: asked.populationBits | bitsOfPopulations(numerator.populations ?? []),
      traitBits: asked.traitBits | bitsOfTraits(numerator.traits),
      programmeBits: asked.programmeBits | bitsOfProgrammes(numerator.programmes ?? []),
      vaccineBits: asked.vaccineBits | bitsOfVaccines(numerator.vaccines ?? []),
      ownBits: asked.ownBits | bitsOfOwn(numerator.own ?? []),
    },
  }
}
