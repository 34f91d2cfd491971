import {
  addDays,
  addMonths,
  dayOf,
  dayOfMonthOf,
  daysBetween,
  type LocalDate,
  yearOf,
} from '../days/local-date.ts'

/** 签约周期: both days belong to it. */
export type Term = {
  startsOn: LocalDate
  /** Last day of cover. */
  endsOn: LocalDate
}

/** When terms end (协议截止): a whole number of years after their first day, or all together with a calendar year. */
export const termEnds = { 'whole-years': '满签约年限', 'year-end': '统一至12月31日' } as const

export type TermEnds = keyof typeof termEnds

/** 不足一年的费用: of a first year that 31 December cuts short. */
export const shortYearFees = { whole: '按整年收取', months: '按月折算（不满一月按一月）' } as const

export type ShortYearFee = keyof typeof shortYearFees

/**
 * The term that starts on a day: it ends the day before the same day of the end month, so that 2025-03-01 for a year
 * ends on 2026-02-28. Where the end month has no such day it ends on its last day: a start on 29 February ends on
 * 28 February of the end year. Source: contract-policy.md §4.2. Where a county lets terms end with the calendar year, the
 * year of the first day is the first of them, whole or not: three years from 2026-10-08 end on 2028-12-31.
 */
export function termFrom(startsOn: LocalDate, months: number, ends: TermEnds): Term {
  if (ends === 'year-end') {
    const years = Math.ceil(months / 12)
    return { startsOn, endsOn: dayOf(yearOf(startsOn) + years - 1, 12, 31)! }
  }
  const sameDay = addMonths(startsOn, months)
  const monthIsShorter = dayOfMonthOf(sameDay) !== dayOfMonthOf(startsOn)
  return { startsOn, endsOn: monthIsShorter ? sameDay : addDays(sameDay, -1) }
}

/** Months of a term, one that is left unfinished too: eleven from 2026-02-10 to 31 December. */
export function monthsIn({ startsOn, endsOn }: Term): number {
  let months = 1
  while (termFrom(startsOn, months, 'whole-years').endsOn < endsOn) months++
  return months
}

/** Months for which a term is paid: those that were chosen, or only those until 31 December. */
export function paidMonths(
  startsOn: LocalDate,
  months: number,
  { termEnds: ends, shortYearFee }: { termEnds: TermEnds; shortYearFee: ShortYearFee },
): number {
  return ends === 'year-end' && shortYearFee === 'months'
    ? monthsIn(termFrom(startsOn, months, ends))
    : months
}

/** Whether two terms share a day: 每位居民同期只签一个团队. */
export function overlap(a: Term, b: Term): boolean {
  return a.startsOn <= b.endsOn && b.startsOn <= a.endsOn
}

/** Days of cover in a term, both ends counted. */
export function daysIn({ startsOn, endsOn }: Term): number {
  return daysBetween(startsOn, endsOn) + 1
}
