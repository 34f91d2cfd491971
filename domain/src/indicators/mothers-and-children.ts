import { addDays, addMonths, addYears, type LocalDate, yearOf } from '../days/local-date.ts'
import { gestationOn, type Pregnancy, pregnanciesOf } from '../forms/maternal/pregnancy.ts'
import { type AgePolicy, servedUntilYears } from '../populations/population.ts'
import type { ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import { nextDoses } from '../vaccination/plan.ts'
import { scheduleFor, type VaccinationPolicy } from '../vaccination/schedule.ts'
import { vaccinatedOn } from '../vaccination/vaccinated.ts'
import type { ProgrammeTrait } from './flags.ts'
import type { IndicatorPolicy } from './indicator-policy.ts'

/** 早孕建册: up to 12 weeks and 6 days. 产后访视: within 28 days after discharge. Source: public-health-spec.md §17. */
const BOOKED_BEFORE_WEEKS = 13
const VISITED_WITHIN_DAYS = 28

/**
 * What is true of a child, or of a woman who gave birth this year, in child health, vaccination and maternal health.
 * @param thisYear the services of the day's year up to the day, in the order they were performed
 */
export function motherAndChildTraits(
  day: LocalDate,
  facts: ResidentFacts,
  thisYear: readonly ServiceFacts[],
  { ages, vaccination }: Pick<IndicatorPolicy, 'ages' | 'vaccination'>,
): ProgrammeTrait[] {
  return [
    ...(isServedOn(day, facts, ages) ? childTraits(day, facts, thisYear, vaccination) : []),
    ...(facts.sex === 'male' ? [] : birthTraits(day, facts)),
  ]
}

/** 0～6岁 by the specification, whatever age the county counts among its key people. */
function isServedOn(day: LocalDate, { birthDate }: ResidentFacts, ages: AgePolicy): boolean {
  const untilYears = servedUntilYears(ages)
  // Almost everybody is older: no calendar is needed to tell.
  return yearOf(day) - yearOf(birthDate) <= untilYears && day < addYears(birthDate, untilYears)
}

function childTraits(
  day: LocalDate,
  facts: ResidentFacts,
  thisYear: readonly ServiceFacts[],
  vaccination: VaccinationPolicy,
): ProgrammeTrait[] {
  const { birthDate, services } = facts
  const found: ProgrammeTrait[] = ['child-entitled']
  const done = (service: string, sheets: readonly string[]) =>
    thisYear.some((one) => sheets.includes(one.form) || one.service === service)
  if (done('child-health-check', checkSheets) || done('newborn-home-visit', ['newborn-home-visit']))
    found.push('child-managed')
  if (yearOf(birthDate) === yearOf(day)) {
    found.push('newborn')
    if (done('newborn-home-visit', ['newborn-home-visit'])) found.push('newborn-visited')
  }
  if (addMonths(birthDate, 6) <= day && day < addMonths(birthDate, 42)) {
    found.push('tcm-child-entitled')
    if (done('tcm-child', ['tcm-child'])) found.push('tcm-child-served')
  }
  const schedule = scheduleFor(birthDate, vaccination)
  if (schedule) {
    const late = nextDoses(schedule, vaccinatedOn(day, facts)).some(
      ({ by, notFrom }) => by < day && (notFrom === null || day < notFrom),
    )
    found.push('vaccination-entitled')
    if (!late) found.push('vaccination-kept')
    if (services.some(({ performedOn, details }) => performedOn <= day && details?.bookletOn !== undefined))
      found.push('vaccination-booklet')
  }
  return found
}

const checkSheets = ['child-check-1-8-months', 'child-check-12-30-months', 'child-check-3-6-years']

/** Days on which what is true of a child may change by itself: the ages of TCM guidance, and the day after a dose's last. */
export function childChanges(
  day: LocalDate,
  facts: ResidentFacts,
  vaccination: VaccinationPolicy,
): LocalDate[] {
  const { birthDate } = facts
  const schedule = scheduleFor(birthDate, vaccination)
  const open = schedule === null ? [] : nextDoses(schedule, vaccinatedOn(day, facts))
  return [
    addMonths(birthDate, 6),
    addMonths(birthDate, 42),
    ...open.flatMap(({ by, notFrom }) => [addDays(by, 1), ...(notFrom ? [notFrom] : [])]),
  ]
}

/** Of the last birth of the year: whether it was booked early, and visited after. */
function birthTraits(day: LocalDate, { services }: ResidentFacts): ProgrammeTrait[] {
  if (!services.some(({ details }) => details?.endedOn !== undefined)) return []
  const known = services.filter(({ performedOn }) => performedOn <= day)
  const birth = pregnanciesOf(known).findLast(
    ({ endedOn, outcome }) =>
      endedOn !== null && endedOn <= day && yearOf(endedOn) === yearOf(day) && outcome === 1,
  )
  if (!birth) return []
  const found: ProgrammeTrait[] = ['gave-birth']
  if (known.some((one) => isEarlyBooking(one, birth))) found.push('booked-early')
  const from = birth.endedOn!
  const until = addDays(birth.dischargedOn ?? from, VISITED_WITHIN_DAYS)
  const isVisit = ({ form, service, performedOn }: ServiceFacts) =>
    (form === 'postpartum-visit' || service === 'postpartum-visit') &&
    performedOn >= from &&
    performedOn <= until
  if (known.some(isVisit)) found.push('postpartum-visited')
  return found
}

function isEarlyBooking({ form, service, performedOn }: ServiceFacts, { lastPeriodOn }: Pregnancy): boolean {
  if (form !== 'first-antenatal-check' && service !== 'antenatal-booking') return false
  return performedOn >= lastPeriodOn && gestationOn(performedOn, lastPeriodOn).weeks < BOOKED_BEFORE_WEEKS
}
