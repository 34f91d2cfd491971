import { type LocalDate, yearOf } from '../days/local-date.ts'
import type { Population } from '../populations/population.ts'
import type { ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import { wasNotMet } from '../services/proven.ts'
import type { ProgrammeTrait } from './flags.ts'
import type { IndicatorPolicy } from './indicator-policy.ts'
import { motherAndChildTraits } from './mothers-and-children.ts'
import { takenInto, visitsRequired } from './standing.ts'

/** Whom the yearly visit is for. Source: contract-policy.md §6. */
const visited: readonly Population[] = ['disabled', 'fp-special-family', 'lone-elder']

/**
 * What is true of a resident in the programmes beside hypertension and diabetes.
 * @param thisYear the services of the day's year up to the day, in the order they were performed
 * Source: public-health-spec.md §17.
 */
export function programmeTraitsOn(
  day: LocalDate,
  facts: ResidentFacts,
  thisYear: readonly ServiceFacts[],
  belongsTo: ReadonlySet<Population>,
  policy: IndicatorPolicy,
): ProgrammeTrait[] {
  const found: ProgrammeTrait[] = []
  if (belongsTo.has('elderly') && thisYear.some((one) => isOf(one, 'tcm-constitution')))
    found.push('tcm-served')
  if (thisYear.some(({ form, complete }) => form === 'health-assessment' && complete !== false))
    found.push('examined-completely')

  const followed = [
    ['severe-mental-disorder', 'severe-mental-disorder-follow-up', 'smd-standardised'],
    ['copd', 'copd-follow-up', 'copd-standardised'],
  ] as const
  for (const [population, service, trait] of followed) {
    if (!belongsTo.has(population)) continue
    const visits = thisYear.filter((one) => isOf(one, service))
    const faceToFace = visits.filter(
      (one) => !wasNotMet(one) && policy.faceToFaceModes.includes(one.mode),
    ).length
    const required = visitsRequired(
      yearOf(day),
      takenInto(population, day, facts),
      policy.faceToFaceVisitsAYear,
    )
    if (faceToFace >= required) found.push(trait)
    if (population === 'severe-mental-disorder' && visits.at(-1)?.controlled) found.push('smd-stable')
  }

  if (visited.some((population) => belongsTo.has(population))) {
    found.push('visit-entitled')
    if (thisYear.some((one) => isOf(one, 'yearly-home-visit'))) found.push('visited')
  }
  return [
    ...found,
    ...motherAndChildTraits(day, facts, thisYear, policy),
    ...tuberculosisTraits(day, facts, thisYear),
    ...infectionTraits(thisYear),
  ]
}

function tuberculosisTraits(
  day: LocalDate,
  { populations }: ResidentFacts,
  thisYear: readonly ServiceFacts[],
): ProgrammeTrait[] {
  const found: ProgrammeTrait[] = []
  const notified = populations.findLast(
    ({ population, since }) => population === 'tuberculosis' && since <= day && yearOf(since) === yearOf(day),
  )
  if (notified) {
    found.push('tb-notified')
    const isVisit = (one: ServiceFacts) =>
      one.performedOn >= notified.since &&
      (isOf(one, 'tuberculosis-first-visit') || isOf(one, 'tuberculosis-follow-up'))
    if (thisYear.some(isVisit)) found.push('tb-managed')
  }
  const closing = thisYear.findLast(({ form }) => form === 'tuberculosis-closing')
  // Of who stopped for another reason than the end of the course nothing is told (controlled null).
  if (closing && closing.controlled !== null) {
    found.push('tb-finished')
    if (closing.controlled) found.push('tb-regular')
  }
  return found
}

function infectionTraits(thisYear: readonly ServiceFacts[]): ProgrammeTrait[] {
  const last = thisYear.findLast(({ form }) => form === 'infectious-disease-report')
  if (!last) return []
  if (last.controlled === null) return ['infection-registered']
  return last.controlled
    ? ['infection-registered', 'infection-reported', 'infection-reported-in-time']
    : ['infection-registered', 'infection-reported']
}

/** On its own sheet, or on the general one naming it: a sheet here bears the name of its service. */
function isOf({ form, service }: ServiceFacts, name: string): boolean {
  return form === name || service === name
}
