import { addYears, type LocalDate, yearOf } from '../days/local-date.ts'
import { servedUntilYears } from '../populations/population.ts'
import type { ResidentFacts } from '../residents/resident-facts.ts'
import { coverageChanges, coverageOf } from '../vaccination/plan.ts'
import { scheduleFor } from '../vaccination/schedule.ts'
import { vaccinatedOn } from '../vaccination/vaccinated.ts'
import type { VaccineTrait } from './flags.ts'
import type { IndicatorPolicy } from './indicator-policy.ts'

/** Girls are counted for HPV up to this birthday; the other vaccines are those of children. Project convention. */
const COUNTED_UNTIL_YEARS = 16

type About = Pick<IndicatorPolicy, 'ages' | 'vaccination'>

/** 某种疫苗接种率: which courses have doses due by the day, and of which all of them were given. Source: §17. */
export function vaccineTraitsOn(day: LocalDate, facts: ResidentFacts, policy: About): VaccineTrait[] {
  if (!isCounted(day, facts, policy)) return []
  const schedule = scheduleFor(facts.birthDate, policy.vaccination)
  if (schedule === null) return []
  const isChild = day < addYears(facts.birthDate, servedUntilYears(policy.ages))
  const found: VaccineTrait[] = []
  for (const [course, { due, given }] of coverageOf(schedule, vaccinatedOn(day, facts), day)) {
    if (!isChild && course !== 'hpv') continue
    found.push(`${course}-due`)
    if (given === due) found.push(`${course}-given`)
  }
  return found
}

/** Days on which these may change by themselves: the day after a dose was last in time. */
export function vaccineChanges(day: LocalDate, facts: ResidentFacts, policy: About): LocalDate[] {
  if (!isCounted(day, facts, policy)) return []
  const schedule = scheduleFor(facts.birthDate, policy.vaccination)
  return schedule === null
    ? []
    : [
        ...coverageChanges(schedule, vaccinatedOn(day, facts), day),
        addYears(facts.birthDate, COUNTED_UNTIL_YEARS),
      ]
}

function isCounted(day: LocalDate, { birthDate, sex }: ResidentFacts, { ages }: About): boolean {
  // Almost everybody is older: no calendar is needed to tell.
  if (yearOf(day) - yearOf(birthDate) > Math.max(COUNTED_UNTIL_YEARS, servedUntilYears(ages))) return false
  return (
    day < addYears(birthDate, servedUntilYears(ages)) ||
    (sex === 'female' && day < addYears(birthDate, COUNTED_UNTIL_YEARS))
  )
}
