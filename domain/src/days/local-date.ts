declare const localDateBrand: unique symbol

/** A calendar day in Asia/Shanghai, written `YYYY-MM-DD`. Days compare with `<`; there is no midnight and no zone. */
export type LocalDate = string & { readonly [localDateBrand]: true }

/** The Gregorian calendar repeats every 400 years; years are counted from 1 March, so that a leap day ends one. */
const DAYS_IN_ERA = 146_097
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH_FROM_ERA_0 = 719_468
const SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** The day if the text is a real one, else null: `2025-02-29` is not a day. */
export function parseLocalDate(text: string): LocalDate | null {
  const isDay = SHAPE.test(text) && isInCalendar(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10))
  return isDay ? (text as LocalDate) : null
}

/** The day the text names. @throws RangeError when it names none. */
export function localDate(text: string): LocalDate {
  const day = parseLocalDate(text)
  if (day === null) throw new RangeError(`not a day: ${text}`)
  return day
}

/** The day of a year, month (1–12) and day of month, or null when the calendar has no such day. */
export function dayOf(year: number, month: number, dayOfMonth: number): LocalDate | null {
  return isInCalendar(year, month, dayOfMonth) ? format(year, month, dayOfMonth) : null
}

export function yearOf(day: LocalDate): number {
  return digits(day, 0, 4)
}

/** 1–12. */
export function monthOf(day: LocalDate): number {
  return digits(day, 5, 7)
}

/** 1–31. */
export function dayOfMonthOf(day: LocalDate): number {
  return digits(day, 8, 10)
}

/** 1–4. */
export function quarterOf(day: LocalDate): number {
  return Math.ceil(monthOf(day) / 3)
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Whole days since 1970-01-01: the form in which days are counted quickly. */
export function toDayNumber(day: LocalDate): number {
  const month = digits(day, 5, 7)
  const year = digits(day, 0, 4) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(day, 8, 10) - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * DAYS_IN_ERA + dayOfEra - EPOCH_FROM_ERA_0
}

export function fromDayNumber(dayNumber: number): LocalDate {
  const sinceEra0 = dayNumber + EPOCH_FROM_ERA_0
  const era = Math.floor(sinceEra0 / DAYS_IN_ERA)
  const dayOfEra = sinceEra0 - era * DAYS_IN_ERA
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch + (monthFromMarch < 10 ? 3 : -9)
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  return format(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth)
}

export function addDays(day: LocalDate, days: number): LocalDate {
  return fromDayNumber(toDayNumber(day) + days)
}

/**
 * The same day of the month n months later; the last day of that month when it has no such day
 * (31 January + 1 month = 28 or 29 February). Source: public-health-spec.md §0, 几个月时.
 */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const monthIndex = yearOf(day) * 12 + monthOf(day) - 1 + months
  const year = Math.floor(monthIndex / 12)
  const month = (monthIndex % 12) + 1
  return format(year, month, Math.min(dayOfMonthOf(day), daysInMonth(year, month)))
}

export function addYears(day: LocalDate, years: number): LocalDate {
  const year = yearOf(day) + years
  // Every day but 29 February has its like in every year.
  return year < 1000 || day.endsWith('02-29')
    ? addMonths(day, years * 12)
    : (`${year}${day.slice(4)}` as LocalDate)
}

/** Days from one day to a later one; negative when it is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return toDayNumber(to) - toDayNumber(from)
}

/**
 * Completed years on a day (周岁). Who is born on 29 February has the birthday on 28 February in common years.
 * Source: public-health-spec.md §0.
 */
export function ageYearsOn(day: LocalDate, birthDate: LocalDate): number {
  const years = yearOf(day) - yearOf(birthDate)
  return day < addYears(birthDate, years) ? years - 1 : years
}

/**
 * The last birthday of those who have completed so many years on a day: on 28 February of a common year those of the 29th are
 * among them, which counting years back from the day forgets.
 */
export function bornBy(day: LocalDate, years: number): LocalDate {
  return later(addYears(day, -years), addDays(addYears(addDays(day, 1), -years), -1))
}

/** Completed months on a day (月龄), by the rule of {@link addMonths}. */
export function ageMonthsOn(day: LocalDate, birthDate: LocalDate): number {
  const months = (yearOf(day) - yearOf(birthDate)) * 12 + monthOf(day) - monthOf(birthDate)
  return day < addMonths(birthDate, months) ? months - 1 : months
}

export function startOfYear(day: LocalDate): LocalDate {
  return format(yearOf(day), 1, 1)
}

export function startOfMonth(day: LocalDate): LocalDate {
  return format(yearOf(day), monthOf(day), 1)
}

export function endOfMonth(day: LocalDate): LocalDate {
  return format(yearOf(day), monthOf(day), daysInMonth(yearOf(day), monthOf(day)))
}

export function earlier<Day extends LocalDate>(a: Day, b: Day): Day {
  return a < b ? a : b
}

export function later<Day extends LocalDate>(a: Day, b: Day): Day {
  return a > b ? a : b
}

const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** The day it is in Asia/Shanghai at a moment. The clock itself is read by whoever calls. */
export function dayInShanghai(moment: Date): LocalDate {
  return shanghai.format(moment) as LocalDate
}

function isInCalendar(year: number, month: number, dayOfMonth: number): boolean {
  return month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month)
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function digits(day: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) value = value * 10 + day.charCodeAt(at) - 48
  return value
}

function format(year: number, month: number, dayOfMonth: number): LocalDate {
  const years = year < 1000 ? String(year).padStart(4, '0') : year
  return `${years}-${month < 10 ? '0' : ''}${month}-${dayOfMonth < 10 ? '0' : ''}${dayOfMonth}` as LocalDate
}
