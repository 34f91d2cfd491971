import { addDays, addYears, dayOf, type LocalDate, yearOf } from '../days/local-date.ts'
import { birthdaysOf } from '../populations/own-population.ts'
import { servedUntilYears } from '../populations/population.ts'
import type { ResidentFacts } from '../residents/resident-facts.ts'
import type { IndicatorPolicy } from './indicator-policy.ts'
import { childChanges } from './mothers-and-children.ts'
import { ownChanges } from './own-indicator.ts'
import type { OwedService } from './standing.ts'
import { vaccineChanges } from './vaccinated.ts'

/**
 * The first day after a day on which a resident's standing can differ though nothing is written about them: a
 * birthday, the end of an agreement, a duty falling overdue, the new year. Until then it need not be looked at
 * again; the night's refresh takes only those whose day has come.
 */
export function standingChangesOn(
  day: LocalDate,
  facts: ResidentFacts,
  owed: readonly OwedService[],
  {
    ages,
    expiringWithinDays,
    vaccination,
    own,
  }: Pick<IndicatorPolicy, 'ages' | 'expiringWithinDays' | 'vaccination' | 'own'>,
): LocalDate {
  let next = dayOf(yearOf(day) + 1, 1, 1)!
  const on = (candidate: LocalDate | null) => {
    if (candidate !== null && day < candidate && candidate < next) next = candidate
  }
  const after = (lastDay: LocalDate | null) => {
    if (lastDay !== null && day <= lastDay && lastDay < next) on(addDays(lastDay, 1))
  }

  on(facts.registeredOn)
  on(facts.diedOn)
  on(facts.movedOutOn)
  on(facts.awaySince)
  after(facts.awayUntil)
  on(addYears(facts.birthDate, ages.elderlyFromYears))
  on(addYears(facts.birthDate, ages.childUntilYears))
  const schoolAge = addYears(facts.birthDate, servedUntilYears(ages))
  on(schoolAge)
  birthdaysOf(facts.birthDate, ages.own).forEach(on)
  ownChanges(day, facts.birthDate, own).forEach(on)
  vaccineChanges(day, facts, { ages, vaccination }).forEach(on)
  if (day < schoolAge) childChanges(day, facts, vaccination).forEach(on)
  for (const { since, until } of facts.populations) {
    on(since)
    after(until)
  }
  for (const { startsOn, endsOn, terminatedOn } of facts.agreements) {
    on(startsOn)
    on(addDays(endsOn, -expiringWithinDays))
    after(endsOn)
    on(terminatedOn)
  }
  for (const { dueFrom, dueBy, closesOn, doneOn, cancelledOn, pausedFrom, pausedUntil } of owed) {
    if (doneOn !== null) continue
    on(dueFrom)
    after(dueBy)
    after(closesOn)
    on(cancelledOn)
    on(pausedFrom)
    after(pausedUntil)
  }
  return next
}
