import { addDays, addMonths, dayOfMonthOf, daysBetween, type LocalDate } from '../days/local-date.ts'

/** 签约周期: both days belong to it. */
export type Term = {
  startsOn: LocalDate
  /** Last day of cover. */
  endsOn: LocalDate
}

/**
 * The term that starts on a day: it ends the day before the same day of the end month, so that 2025-03-01 for a year
 * ends on 2026-02-28. Where the end month has no such day it ends on its last day: a start on 29 February ends on
 * 28 February of the end year. Source: contract-policy.md §4.2.
 */
export function termFrom(startsOn: LocalDate, months: number): Term {
  const sameDay = addMonths(startsOn, months)
  const monthIsShorter = dayOfMonthOf(sameDay) !== dayOfMonthOf(startsOn)
  return { startsOn, endsOn: monthIsShorter ? sameDay : addDays(sameDay, -1) }
}

/** The term that follows without a gap. */
export function termAfter(endsOn: LocalDate, months: number): Term {
  return termFrom(addDays(endsOn, 1), months)
}

/** Whether two terms share a day: 每位居民同期只签一个团队. */
export function overlap(a: Term, b: Term): boolean {
  return a.startsOn <= b.endsOn && b.startsOn <= a.endsOn
}

/** Days of cover in a term, both ends counted. */
export function daysIn({ startsOn, endsOn }: Term): number {
  return daysBetween(startsOn, endsOn) + 1
}
