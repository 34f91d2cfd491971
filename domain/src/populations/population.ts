import { addDays, addYears, ageYearsOn, type LocalDate } from '../days/local-date.ts'
import type { Sex } from '../residents/resident-facts.ts'
import {
  birthdaysOf,
  fulfils,
  isByRule,
  type OwnPopulation,
  ownPopulations,
  periodsBetween,
} from './own-population.ts'

/**
 * The groups that policy serves first (重点人群). Which of them count as key in a county and a year is dated
 * policy data; what a word means is fixed here. Source: contract-policy.md §5, glossary.md §2, code-lists.md §5.
 */
export const populations = {
  elderly: '老年人',
  child: '0-6岁儿童',
  pregnant: '孕产妇',
  hypertension: '高血压',
  'type2-diabetes': '2型糖尿病',
  tuberculosis: '肺结核',
  'severe-mental-disorder': '严重精神障碍',
  copd: '慢阻肺',
  disabled: '残疾人',
  'registered-poor': '建档立卡贫困人口',
  'low-income': '低保',
  destitute: '特困',
  'five-guarantee': '五保',
  'fp-special-family': '计生特殊家庭',
  'lone-elder': '孤寡老人',
  'empty-nest': '空巢老人',
  cancer: '肿瘤',
  'bed-ridden': '长期卧床',
  'preferential-treatment': '优抚对象',
  /** From the report of somebody treated at home until the last visit. */
  'infectious-disease': '居家传染病患者',
  /** From the opening of a bed at home until it is closed. */
  'home-bed': '家庭病床',
  /** From a screening that finds a risk until one that finds none. */
  'hypertension-risk': '高血压高危人群',
  'type2-diabetes-risk': '2型糖尿病高危人群',
  /** 县定人群: lists of a county's own, which it names in its policy; kept like any other list. */
  'county-a': '县定人群甲',
  'county-b': '县定人群乙',
  'county-c': '县定人群丙',
  'county-d': '县定人群丁',
  'county-e': '县定人群戊',
  'county-f': '县定人群己',
  'county-g': '县定人群庚',
  'county-h': '县定人群辛',
} as const

export type Population = keyof typeof populations

/** A resident belongs to a population from a day, until a day (the last one) or without an end. */
export type PopulationMembership = {
  population: Population
  since: LocalDate
  until: LocalDate | null
  /** 登记: somebody said so, with a source; 记录: it follows from a service record. What follows from age is never stored. */
  source: 'declared' | 'record'
}

export { type OwnPopulation, ownPopulations } from './own-population.ts'

/** What a county calls a population; null for one of its own that it does not use. */
export function nameOfPopulation(
  population: Population,
  { own = [] }: Pick<AgePolicy, 'own'>,
): string | null {
  if (!(ownPopulations as readonly Population[]).includes(population)) return populations[population]
  return own.find((one) => one.population === population)?.name ?? null
}

/** Its name in words, also of one that the county used before and has taken out of use. */
export function populationWords(population: Population, ages: Pick<AgePolicy, 'own'>): string {
  return nameOfPopulation(population, ages) ?? populations[population]
}

/** Those that follow from age or from a rule of the county's: nobody is declared to belong to them. */
export function isDerived(population: Population, { own = [] }: Pick<AgePolicy, 'own'>): boolean {
  if (population === 'elderly' || population === 'child') return true
  return own.some((one) => one.population === population && isByRule(one))
}

/** Ages at which a resident belongs to a population by age alone; policy data (`elderlyAge`, `childKeyAge`). */
export type AgePolicy = {
  /** 县定人群 that are in use, with the county's name for them. */
  own?: readonly OwnPopulation[] | undefined
  /** 65 by the specification (N3-06); 60 in some counties. */
  elderlyFromYears: number
  /** Children count until the day before this birthday: 7 (0～6岁) or 3 (0～36个月). */
  childUntilYears: number
}

export const nationalAgePolicy: AgePolicy = { elderlyFromYears: 65, childUntilYears: 7 }

/**
 * The birthday to which checks and doses of children are owed. A county that counts children of 0–36 months among its key people
 * (S0 篇6) owes those of 0–6 years what the specification asks for all the same. Source: N3-03, N3-04.
 */
export function servedUntilYears({ childUntilYears }: Pick<AgePolicy, 'childUntilYears'>): number {
  return Math.max(childUntilYears, nationalAgePolicy.childUntilYears)
}

/** Every population a resident belongs to on a day: declared, from records, from age, and by the county's own rules. */
export function populationsOn(day: LocalDate, resident: Peopled, ages: AgePolicy): Set<Population> {
  const found = new Set<Population>()
  for (const { population, since, until } of resident.populations) {
    if (since <= day && (until === null || day <= until)) found.add(population)
  }
  const age = ageYearsOn(day, resident.birthDate)
  if (age >= ages.elderlyFromYears) found.add('elderly')
  else found.delete('elderly')
  if (age < ages.childUntilYears) found.add('child')
  else found.delete('child')
  // In the order of the policy, so that one of them can be made of those before it.
  for (const one of ages.own ?? []) {
    if (!isByRule(one)) continue
    if (fulfils(one, { ageYears: age, sex: resident.sex }, found)) found.add(one.population)
    else found.delete(one.population)
  }
  return found
}

/** What of a resident decides which populations they belong to. */
type Peopled = {
  birthDate: LocalDate
  sex: Sex
  populations: readonly PopulationMembership[]
}

/** The times within a span in which a resident belongs to a population of the county's own by its rule. */
export function ruledPeriods(
  population: Population,
  resident: Peopled,
  ages: AgePolicy,
  span: { from: LocalDate; to: LocalDate },
): ListedPeriod[] {
  const { birthDate, populations: held } = resident
  const days = [
    addYears(birthDate, ages.elderlyFromYears),
    addYears(birthDate, ages.childUntilYears),
    ...birthdaysOf(birthDate, ages.own),
    ...held.flatMap(({ since, until }) => (until === null ? [since] : [since, addDays(until, 1)])),
  ]
  return periodsBetween(span.from, span.to, days, (day) => populationsOn(day, resident, ages).has(population))
}

/** A time on a list: `until` is its last day, null while it lasts. */
export type ListedPeriod = { readonly since: LocalDate; readonly until: LocalDate | null }

/** Whether one of the periods covers a day. */
export function isListedOn(day: LocalDate, periods: readonly ListedPeriod[]): boolean {
  return periods.some(({ since, until }) => since <= day && (until === null || until >= day))
}
