import {
  addDays,
  addMonths,
  addYears,
  ageYearsOn,
  daysBetween,
  type LocalDate,
  startOfYear,
} from '../days/local-date.ts'
import { type Presence, presenceOn } from '../residents/resident-event.ts'
import type { ResidentFacts } from '../residents/resident-facts.ts'
import type { Population } from './population.ts'

/**
 * The yearly comb-through of key populations (重点人群年度梳理): who should be taken onto a list, who off it, and whose
 * place on it has to be confirmed. Nothing is changed by it; each suggestion is decided by a person.
 */
export type Suggestion = {
  residentId: string
  population: Population
  suggest: 'add' | 'remove' | 'confirm'
  because: SuggestionReason
}

export type SuggestionReason =
  /** A record of the population's form exists, yet the resident is not on the list. */
  | { code: 'has-records'; form: string; lastOn: LocalDate }
  /** Nothing was recorded for the population in the months that the policy looks back. */
  | { code: 'no-records'; sinceMonths: number; lastOn: LocalDate | null }
  /** Put on the list in an earlier year and not confirmed in this one. */
  | { code: 'not-confirmed-this-year'; since: LocalDate }
  /** A pregnancy and the six weeks after it are over. */
  | { code: 'period-over'; endedOn: LocalDate }
  | { code: 'resident-gone'; presence: Exclude<Presence, 'here' | 'away'> }
  /** 65 and older, alone in the household. */
  | { code: 'lives-alone'; ageYears: number }
  /** 65 and older, and only such people in the household. */
  | { code: 'lives-with-elders-only'; ageYears: number }
  /** Alone when put on the list, and no longer. */
  | { code: 'no-longer-alone'; members: number }

/** What the comb-through goes by: policy data, dated like all of it. */
export type CombThroughPolicy = {
  /** The record forms that show a population: what is recorded on one puts a resident forward for the list. */
  shownBy: readonly { readonly population: Population; readonly form: string }[]
  /** Months without a record after which a place on a list is asked about. */
  silentMonths: number
  /** Populations whose standing another authority reviews each year. */
  confirmedYearly: readonly Population[]
}

/** The policy of the day with the age from which one is an elder, which is a policy of its own. */
export type CombThroughRules = CombThroughPolicy & { elderlyFromYears: number }

export const nationalCombThrough: CombThroughPolicy = {
  shownBy: [
    { population: 'hypertension', form: 'hypertension-follow-up' },
    { population: 'type2-diabetes', form: 'type2-diabetes-follow-up' },
    { population: 'tuberculosis', form: 'tuberculosis-follow-up' },
    { population: 'severe-mental-disorder', form: 'severe-mental-disorder-follow-up' },
    { population: 'copd', form: 'copd-follow-up' },
  ],
  silentMonths: 12,
  confirmedYearly: [
    'registered-poor',
    'low-income',
    'destitute',
    'five-guarantee',
    'disabled',
    'lone-elder',
    'empty-nest',
  ],
}

/** 280 days of pregnancy and 42 days after the birth. Source: public-health-spec.md §0 and §7. */
const PREGNANCY_AND_PUERPERIUM_DAYS = 280 + 42

export type CombThroughFacts = ResidentFacts & {
  /** When each population of the resident was last confirmed by a comb-through. */
  confirmed: Partial<Record<Population, LocalDate>>
  /** Birth dates of all who live in the household now, the resident included. */
  householdBirthDates: readonly LocalDate[]
}

/** Every suggestion for one resident on a day. */
export function combThrough(
  facts: CombThroughFacts,
  policy: CombThroughRules,
  today: LocalDate,
): Suggestion[] {
  const presence = presenceOn(today, facts)
  // What ends today is settled already.
  const current = facts.populations.filter(
    ({ since, until }) => since <= today && (until === null || until > today),
  )
  const suggestion = (population: Population, suggest: Suggestion['suggest'], because: SuggestionReason) => ({
    residentId: facts.residentId,
    population,
    suggest,
    because,
  })

  if (presence === 'dead' || presence === 'moved-out') {
    return current.map(({ population }) =>
      suggestion(population, 'remove', { code: 'resident-gone', presence }),
    )
  }
  return [
    ...current.flatMap((membership) => {
      const because = whyAskAbout(membership, facts, policy, today)
      return because ? [suggestion(membership.population, because.suggest, because.reason)] : []
    }),
    ...missing(facts, policy, today)
      .filter(({ population }) => !current.some((held) => held.population === population))
      .map(({ population, because }) => suggestion(population, 'add', because)),
  ]
}

function whyAskAbout(
  { population, since }: { population: Population; since: LocalDate },
  facts: CombThroughFacts,
  policy: CombThroughRules,
  today: LocalDate,
): { suggest: 'remove' | 'confirm'; reason: SuggestionReason } | null {
  const confirmedOn = facts.confirmed[population] ?? null
  if (population === 'pregnant') {
    const endedOn = addDays(since, PREGNANCY_AND_PUERPERIUM_DAYS)
    return endedOn < today ? { suggest: 'remove', reason: { code: 'period-over', endedOn } } : null
  }
  if (
    population === 'lone-elder' &&
    facts.householdBirthDates.length > 1 &&
    !isOfThisYear(confirmedOn, today)
  ) {
    return {
      suggest: 'remove',
      reason: { code: 'no-longer-alone', members: facts.householdBirthDates.length },
    }
  }
  const form = policy.shownBy.find((shown) => shown.population === population)?.form
  if (form !== undefined) {
    const lookedBackTo = addMonths(today, -policy.silentMonths)
    const lastOn = lastRecord(facts, form)
    const known = [since, lastOn, confirmedOn]
      .filter((day) => day !== null)
      .sort()
      .at(-1)!
    if (known < lookedBackTo) {
      return { suggest: 'confirm', reason: { code: 'no-records', sinceMonths: policy.silentMonths, lastOn } }
    }
    return null
  }
  if (!policy.confirmedYearly.includes(population)) return null
  if (since >= startOfYear(today) || isOfThisYear(confirmedOn, today)) return null
  return { suggest: 'confirm', reason: { code: 'not-confirmed-this-year', since } }
}

function missing(facts: CombThroughFacts, policy: CombThroughRules, today: LocalDate) {
  const found: { population: Population; because: SuggestionReason }[] = []
  for (const { population, form } of policy.shownBy) {
    const lastOn = lastRecord(facts, form)
    if (lastOn !== null && lastOn >= addYears(today, -1)) {
      found.push({ population, because: { code: 'has-records', form, lastOn } })
    }
  }
  const ageYears = ageYearsOn(today, facts.birthDate)
  if (ageYears < policy.elderlyFromYears) return found
  const ages = facts.householdBirthDates.map((birth) => ageYearsOn(today, birth))
  if (ages.length === 1) found.push({ population: 'lone-elder', because: { code: 'lives-alone', ageYears } })
  else if (ages.length > 1 && ages.every((age) => age >= policy.elderlyFromYears)) {
    found.push({ population: 'empty-nest', because: { code: 'lives-with-elders-only', ageYears } })
  }
  return found
}

function lastRecord(facts: CombThroughFacts, form: string): LocalDate | null {
  return facts.services.findLast((service) => service.form === form)?.performedOn ?? null
}

function isOfThisYear(day: LocalDate | null, today: LocalDate): boolean {
  return day !== null && daysBetween(startOfYear(today), day) >= 0
}
