import { dayOf, daysInMonth, type LocalDate } from '../days/local-date.ts'

/** A place that an institution helps to supervise: a waterworks, a school, a clinic. */
type SupervisedPlace = {
  readonly since: LocalDate
  /** The last day on the list; null while it is on it. */
  readonly until: LocalDate | null
}

type PatrolStanding = {
  /** Owed in the year for the time the place was on the list. */
  readonly required: number
  /** Of these, those whose last day has passed. */
  readonly byNow: number
  /** The last day of the next one that is owed; null when the year's are done. */
  readonly nextBy: LocalDate | null
  readonly state: 'not-asked' | 'done' | 'due' | 'overdue'
}

/**
 * What a place is owed in a year. The year is cut into as many parts as rounds are asked, by whole months; a round is owed
 * by the end of each part on which the place was on the list. `done` counts days with a round, in whatever part.
 */
export function patrolStanding(
  { since, until, done }: SupervisedPlace & { readonly done: number },
  { year, today, timesAYear }: { year: number; today: LocalDate; timesAYear: number },
): PatrolStanding {
  const lastDays = Array.from({ length: timesAYear }, (_, part) =>
    endOfMonthIn(year, Math.floor((12 * (part + 1)) / timesAYear)),
  ).filter((day) => since <= day && (until === null || day <= until))
  const required = lastDays.length
  const byNow = lastDays.filter((day) => day < today).length
  const nextBy = lastDays[done] ?? null
  if (required === 0) return { required, byNow, nextBy, state: 'not-asked' }
  return { required, byNow, nextBy, state: done >= required ? 'done' : done < byNow ? 'overdue' : 'due' }
}

/** @param month 1–12 */
function endOfMonthIn(year: number, month: number): LocalDate {
  return dayOf(year, month, daysInMonth(year, month))!
}
