import {
  addMonths,
  addYears,
  ageYearsOn,
  dayOf,
  type LocalDate,
  monthOf,
  yearOf,
} from '../days/local-date.ts'
import type { Form } from '../forms/form.ts'
import {
  type AgePolicy,
  nameOfPopulation,
  ownPopulations,
  type Population,
  populations,
  populationWords,
} from '../populations/population.ts'
import type { ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import type { ServiceMode } from '../service-records/service-mode.ts'
import { servicesProvenBy } from '../services/proven.ts'
import { type ServiceCode, serviceName } from '../services/services.ts'
import { type OwnIndicatorCode, type OwnTrait, ownIndicators, type Trait } from './flags.ts'
import { type IndicatorDefinition, indicators } from './indicator.ts'

/** 统计期: the part of the year in which services are counted, up to the day. */
export const countedPeriods = {
  month: '本月',
  quarter: '本季度',
  'half-year': '本半年',
  year: '本年',
} as const
type CountedPeriod = keyof typeof countedPeriods

/** Whom a figure asks about, besides the populations. */
export const askedSigned = { any: '签约与否', signed: '已签约', unsigned: '未签约' } as const

/** What may also have to be true of somebody who counts. */
export const ownConditions = {
  signed: '已签约',
  'signed-or-handbook': '已签约，或持《母子健康手册》视同签约',
  'newly-signed': '统计期内首次签约',
  personalised: '签有有偿服务包',
  fulfilled: '本年已履约',
  'agreed-items-kept': '到期的签约项目全部完成',
  'nothing-overdue': '没有逾期的服务',
  'agreement-renewed': '到期后已续约',
  'first-assessed': '已做首次健康评估',
  examined: '本年已体检',
  'hypertension-controlled': '血压达标',
  'diabetes-controlled': '血糖达标',
} as const satisfies Partial<Record<Trait, string>> & { 'newly-signed': string; 'signed-or-handbook': string }
type OwnCondition = keyof typeof ownConditions

/**
 * 县定指标: a share of people that a notice asks for, put together on screen: whom it asks about, how often they must have
 * been given which services, and what else must be true of them. Computed for each resident like any other figure, so it
 * opens to names, has targets and can be scored and paid by.
 */
export type OwnIndicator = {
  indicator: OwnIndicatorCode
  name: string
  /** 指标说明, as the notice has it; what is computed is said beside it. */
  note: string
  populations: readonly Population[]
  signed: keyof typeof askedSigned
  fromYears?: number | null | undefined
  untilYears?: number | null | undefined
  /** Any of these services, so many times; none where empty. */
  services: readonly ServiceCode[]
  modes: readonly ServiceMode[]
  times: number
  period: CountedPeriod
  conditions: readonly OwnCondition[]
}

const monthsOf: Record<CountedPeriod, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }

/** First day of the period in which a day lies. */
export function periodStart(day: LocalDate, period: CountedPeriod): LocalDate {
  const months = monthsOf[period]
  return dayOf(yearOf(day), Math.floor((monthOf(day) - 1) / months) * months + 1, 1)!
}

/** In which of the county's figures a resident is asked about, and in which they count. */
export function ownTraitsOn(
  day: LocalDate,
  facts: ResidentFacts,
  belongsTo: ReadonlySet<Population>,
  traits: readonly Trait[],
  { own = [], local = [] }: { own?: readonly OwnIndicator[]; local?: readonly Form[] },
): OwnTrait[] {
  return own.flatMap((one): OwnTrait[] => {
    if (!isAsked(one, day, facts, belongsTo, traits)) return []
    const asked: OwnTrait = `${one.indicator}-asked`
    return isCounted(one, day, facts, belongsTo, traits, local)
      ? [asked, `${one.indicator}-counted`]
      : [asked]
  })
}

function isAsked(
  { populations: wanted, signed, fromYears, untilYears }: OwnIndicator,
  day: LocalDate,
  { birthDate }: ResidentFacts,
  belongsTo: ReadonlySet<Population>,
  traits: readonly Trait[],
): boolean {
  if (wanted.length > 0 && !wanted.some((one) => belongsTo.has(one))) return false
  if (signed !== 'any' && traits.includes('signed') !== (signed === 'signed')) return false
  const age = ageYearsOn(day, birthDate)
  return (
    (fromYears === null || fromYears === undefined || age >= fromYears) &&
    (untilYears === null || untilYears === undefined || age < untilYears)
  )
}

function isCounted(
  { services, modes, times, period, conditions }: OwnIndicator,
  day: LocalDate,
  facts: ResidentFacts,
  belongsTo: ReadonlySet<Population>,
  traits: readonly Trait[],
  local: readonly Form[],
): boolean {
  const since = periodStart(day, period)
  const holds = conditions.every((one) => {
    if (one === 'newly-signed') return isNewlySigned(since, day, facts)
    if (one === 'signed-or-handbook') return traits.includes('signed') || hasHandbook(day, facts, belongsTo)
    return traits.includes(one)
  })
  if (!holds || services.length === 0) return holds
  const given = facts.services.filter(
    (one) =>
      since <= one.performedOn &&
      one.performedOn <= day &&
      (modes.length === 0 || modes.includes(one.mode)) &&
      proves(one, services, local),
  )
  return given.length >= times
}

function proves(
  { form, service = null }: ServiceFacts,
  wanted: readonly ServiceCode[],
  local: readonly Form[],
): boolean {
  return servicesProvenBy(form, service, local).some((one) => wanted.includes(one))
}

/** Sheets that are written with the handbook in hand: a woman's of this pregnancy, a child's of any age. */
const handbookSheets = {
  pregnant: ['pregnancy-registration', 'first-antenatal-check'],
  child: [
    'newborn-home-visit',
    'child-check-1-8-months',
    'child-check-12-30-months',
    'child-check-3-6-years',
  ],
} as const

/**
 * 持《母子健康手册》: a woman on the list of 孕产妇 whose pregnancy is registered or booked, a child whose health was checked.
 * Whether they count as signed is the county's word. Source: contract-policy.md §4.1, §13 `maternalBookCountsAsSigned`.
 */
function hasHandbook(day: LocalDate, facts: ResidentFacts, belongsTo: ReadonlySet<Population>): boolean {
  return (['pregnant', 'child'] as const).some((population) => {
    if (!belongsTo.has(population)) return false
    const sheets: readonly string[] = handbookSheets[population]
    const listed = facts.populations.find(
      (one) => one.population === population && one.since <= day && (one.until === null || day <= one.until),
    )
    const since = listed?.since ?? facts.birthDate
    return facts.services.some(
      ({ form, performedOn }) => since <= performedOn && performedOn <= day && sheets.includes(form),
    )
  })
}

/** The first agreement of one's life began in the period. */
function isNewlySigned(since: LocalDate, day: LocalDate, { agreements }: ResidentFacts): boolean {
  const starts = agreements.map(({ startsOn }) => startsOn).sort()
  return starts.length > 0 && since <= starts[0]! && starts[0]! <= day
}

/** The days on which one of the county's figures can change though nothing is written: a new period, a birthday. */
export function ownChanges(
  day: LocalDate,
  birthDate: LocalDate,
  own: readonly OwnIndicator[] = [],
): LocalDate[] {
  return own.flatMap(({ period, fromYears, untilYears }) => [
    addMonths(periodStart(day, period), monthsOf[period]),
    ...[fromYears, untilYears].flatMap((years) =>
      typeof years === 'number' ? addYears(birthDate, years) : [],
    ),
  ])
}

/** 指标定义 in words that can be checked by hand. */
export function ownDefinition(one: OwnIndicator, ages: Pick<AgePolicy, 'own'>): string {
  const {
    populations: wanted,
    signed,
    fromYears,
    untilYears,
    services,
    modes,
    times,
    period,
    conditions,
  } = one
  const who = [
    signed === 'any' ? '' : `${askedSigned[signed]}的`,
    typeof fromYears === 'number' ? `年满${fromYears}岁` : '',
    typeof untilYears === 'number' ? `不满${untilYears}岁` : '',
    wanted.length === 0 ? '常住居民' : `常住${wanted.map((each) => populationWords(each, ages)).join('、')}`,
  ].join('')
  const given =
    services.length === 0
      ? []
      : [
          `${countedPeriods[period]}${modes.length > 0 ? '按规定方式' : ''}得到${services.map(serviceName).join('或')}至少${times}次`,
        ]
  const also = conditions.map((each) => ownConditions[each])
  const counted = [...given, ...also].join('，且') || '全部'
  return `${who}中${counted}的人 ÷ ${who}。${one.note}`
}

type OwnFigures = {
  ages: Pick<AgePolicy, 'own'>
  'own-indicators': readonly OwnIndicator[]
}

/** Every figure that a county uses, under its names; places for figures and populations of its own that it does not use are left out. */
export function indicatorsIn(
  own: OwnFigures,
  wanted: readonly IndicatorDefinition[] = indicators,
): IndicatorDefinition[] {
  return wanted.flatMap((indicator) => named(indicator, own) ?? [])
}

function named(indicator: IndicatorDefinition, own: OwnFigures): IndicatorDefinition | null {
  const { code } = indicator
  if ((ownIndicators as readonly string[]).includes(code)) {
    const one = own['own-indicators'].find((each) => each.indicator === code)
    return one ? { ...indicator, name: one.name, definition: ownDefinition(one, own.ages) } : null
  }
  const population = ownPopulations.find((one) => code === `coverage-${one}`)
  if (population === undefined) return indicator
  const name = nameOfPopulation(population, own.ages)
  if (name === null) return null
  const called = (words: string) => words.replaceAll(populations[population], name)
  return { ...indicator, name: called(indicator.name), definition: called(indicator.definition) }
}

/** One figure under the county's name for it, also where the county has taken it out of use. */
export function namedIndicator(indicator: IndicatorDefinition, own: OwnFigures): IndicatorDefinition {
  return named(indicator, own) ?? indicator
}
