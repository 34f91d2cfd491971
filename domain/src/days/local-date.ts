declare const localDateBrand: unique symbol

/** A calendar day in Asia/Shanghai, written `YYYY-MM-DD`. Days compare with `<`; there is no midnight and no zone. */
export type LocalDate = string & { readonly [localDateBrand]: true }

const DAY_MS = 86_400_000
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/

/** The day if the text is a real one, else null: `2025-02-29` is not a day. */
export function parseLocalDate(text: string): LocalDate | null {
  const match = SHAPE.exec(text)
  if (!match) return null
  return dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** The day the text names. @throws RangeError when it names none. */
export function localDate(text: string): LocalDate {
  const day = parseLocalDate(text)
  if (day === null) throw new RangeError(`not a day: ${text}`)
  return day
}

/** The day of a year, month (1–12) and day of month, or null when the calendar has no such day. */
export function dayOf(year: number, month: number, dayOfMonth: number): LocalDate | null {
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return null
  return format(year, month, dayOfMonth)
}

export function yearOf(day: LocalDate): number {
  return Number(day.slice(0, 4))
}

/** 1–12. */
export function monthOf(day: LocalDate): number {
  return Number(day.slice(5, 7))
}

/** 1–31. */
export function dayOfMonthOf(day: LocalDate): number {
  return Number(day.slice(8, 10))
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
  return Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonthOf(day)) / DAY_MS
}

export function fromDayNumber(dayNumber: number): LocalDate {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10) as LocalDate
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
  return addMonths(day, years * 12)
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

/** Completed months on a day (月龄), by the rule of {@link addMonths}. */
export function ageMonthsOn(day: LocalDate, birthDate: LocalDate): number {
  const months = (yearOf(day) - yearOf(birthDate)) * 12 + monthOf(day) - monthOf(birthDate)
  return day < addMonths(birthDate, months) ? months - 1 : months
}

export function startOfYear(day: LocalDate): LocalDate {
  return format(yearOf(day), 1, 1)
}

export function endOfYear(day: LocalDate): LocalDate {
  return format(yearOf(day), 12, 31)
}

export function startOfMonth(day: LocalDate): LocalDate {
  return format(yearOf(day), monthOf(day), 1)
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

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function format(year: number, month: number, dayOfMonth: number): LocalDate {
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}` as LocalDate
}
