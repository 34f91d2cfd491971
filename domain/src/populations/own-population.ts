import { addDays, addYears, type LocalDate } from '../days/local-date.ts'
import type { Sex } from '../residents/resident-facts.ts'
import type { ListedPeriod, Population } from './population.ts'

/** Places that a county may fill with populations of its own; the name is the county's, the place stays in records. */
export const ownPopulations = [
  'county-a',
  'county-b',
  'county-c',
  'county-d',
  'county-e',
  'county-f',
  'county-g',
  'county-h',
] as const
type OwnPopulationCode = (typeof ownPopulations)[number]

/** How one comes to belong to it. */
export const ownPopulationBases = { list: '按名单登记', rule: '按条件认定' } as const
type OwnPopulationBasis = keyof typeof ownPopulationBases

/**
 * 县定人群: a population that a notice names (退役军人 by a list; 60岁以上独居 by a rule). By a rule everybody belongs who fulfils
 * all that is said; what is left out is not asked.
 */
export type OwnPopulation = {
  population: OwnPopulationCode
  name: string
  /** A list, where left out. */
  by?: OwnPopulationBasis | undefined
  sex?: Exclude<Sex, 'unknown'> | null | undefined
  fromYears?: number | null | undefined
  /** Until the day before this birthday. */
  untilYears?: number | null | undefined
  /** At least one of these, all of these, none of these. */
  anyOf?: readonly Population[] | undefined
  allOf?: readonly Population[] | undefined
  noneOf?: readonly Population[] | undefined
}

export function isByRule({ by }: Pick<OwnPopulation, 'by'>): boolean {
  return by === 'rule'
}

/** Whether somebody of an age and a sex, who belongs to these others, fulfils a rule. */
export function fulfils(
  { sex, fromYears, untilYears, anyOf = [], allOf = [], noneOf = [] }: OwnPopulation,
  person: { ageYears: number; sex: Sex },
  others: ReadonlySet<Population>,
): boolean {
  if (sex && person.sex !== sex) return false
  if (typeof fromYears === 'number' && person.ageYears < fromYears) return false
  if (typeof untilYears === 'number' && person.ageYears >= untilYears) return false
  if (anyOf.length > 0 && !anyOf.some((one) => others.has(one))) return false
  return allOf.every((one) => others.has(one)) && !noneOf.some((one) => others.has(one))
}

/** The birthdays on which an own population begins or ends for somebody. */
export function birthdaysOf(birthDate: LocalDate, own: readonly OwnPopulation[] = []): LocalDate[] {
  return own.flatMap(({ fromYears, untilYears }) =>
    [fromYears, untilYears].flatMap((years) => (typeof years === 'number' ? addYears(birthDate, years) : [])),
  )
}

/**
 * The times in which something holds that can change on given days only, from one day to another.
 * @param days in any order; outside of the span they do not matter
 */
export function periodsBetween(
  from: LocalDate,
  to: LocalDate,
  days: readonly LocalDate[],
  holds: (day: LocalDate) => boolean,
): ListedPeriod[] {
  const starts = [...new Set([from, ...days.filter((day) => from < day && day <= to)])].sort()
  const found: { since: LocalDate; until: LocalDate }[] = []
  for (const [index, since] of starts.entries()) {
    if (!holds(since)) continue
    const next = starts[index + 1]
    const until = next === undefined ? to : addDays(next, -1)
    const last = found.at(-1)
    if (last && addDays(last.until, 1) === since) last.until = until
    else found.push({ since, until })
  }
  return found
}
