import { dayOf, fromDayNumber, type LocalDate, monthOf, toDayNumber, yearOf } from '../days/local-date.ts'
import { type Cell, saysNothing, spacelessTextOf, textOf } from './cell.ts'

/** What a cell with a date says. A cell can say less than a day, or be open to more than one reading. */
export type DateReading =
  | { kind: 'blank' }
  | { kind: 'day'; day: LocalDate }
  /** More than one day is meant by it: a year of two digits, 5/6/1998. The likeliest comes first. */
  | {
      kind: 'ambiguous'
      days: readonly LocalDate[]
      why: 'two-digit-year' | 'day-or-month-first'
      /** The month that may be meant instead of a day: 200412 is December 2004, or a day of April 2020. */
      orMonth?: { year: number; month: number }
    }
  /** Only the month, or only the year, was written; a year of two digits (58年3月) is left as it is. */
  | { kind: 'partial'; year: number; month: number | null; shortYear?: true }
  | { kind: 'unreadable'; why: 'no-such-day' | 'lunar' | 'not-a-date' }

const CHINESE_DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  '○': 0,
  O: 0,
  o: 0,
  零: 0,
  一: 1,
  元: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

/** Day 0 of the 1900 date system, one earlier than it seems because Excel counts a 29 February 1900. */
const SERIAL_ORIGIN = toDayNumber('1899-12-30' as LocalDate)

/**
 * The day in a cell, in the shapes clerks write: 1963.11.12, 1968/4/18, 1938年11月5日, 19630506, 一九六三年五月六日,
 * 63.5.6, a serial number of Excel, 1950年3月, 1950. Nothing is guessed: what has two readings is given back as both.
 */
export function readDate(cell: Cell | undefined, today: LocalDate): DateReading {
  if (cell === null || cell === undefined || cell === '') return { kind: 'blank' }
  if (typeof cell === 'number') return readNumber(cell, today)
  // A cell of dates arrives as a whole day: nothing has to be read out of it.
  const whole = typeof cell === 'string' ? WHOLE_DAY.exec(cell) : null
  if (whole) return dayReading(Number(whole[1]), Number(whole[2]), Number(whole[3]))
  const text = spacelessDate(textOf(cell)).replace(ITS_LUNAR_DAY, '')
  if (saysNothing(text)) return { kind: 'blank' }
  if (/^\d+(\.\d{1,2})?$/.test(text) && !/^\d{1,4}\.\d+$/.test(text))
    return readNumber(Number(text), today, text)
  if (/[农闰]|[正腊冬]月|初[一二三四五六七八九十]/.test(text)) return { kind: 'unreadable', why: 'lunar' }
  return readParts(ofTheRepublic(chineseToDigits(text)), today)
}

/** 民国27年 is 1938: the calendar of the years before 1950 counts from 1912. */
function ofTheRepublic(text: string): string {
  return text.replace(/^民国(\d{1,2})年/, (_, year) => `${1911 + Number(year)}年`)
}

/** Behind a day the one of the old calendar may stand: 2015年10月19日（农历九月初七）. Of （农历） alone the day itself is of it. */
const ITS_LUNAR_DAY = /[(（](农历|阴历|古历)[^)）]{2,10}[)）]$/
const WHOLE_DAY = /^(\d{4})-(\d\d)-(\d\d)$/

/** The only day a reading allows, when there is one. */
export function certainDay(reading: DateReading): LocalDate | null {
  return reading.kind === 'day' ? reading.day : null
}

/** Whether a day is one the cell can mean. */
export function canMean(reading: DateReading, day: LocalDate): boolean {
  switch (reading.kind) {
    case 'day':
      return reading.day === day
    case 'ambiguous':
      return (
        reading.days.includes(day) ||
        (reading.orMonth?.year === yearOf(day) && reading.orMonth.month === monthOf(day))
      )
    case 'partial':
      return (
        (reading.shortYear ? reading.year === yearOf(day) % 100 : reading.year === yearOf(day)) &&
        (reading.month === null || reading.month === monthOf(day))
      )
    default:
      return false
  }
}

/** Blanks go, except where one stands between digits and parts the numbers: 1963 11 12. */
function spacelessDate(text: string): string {
  const withoutTime = text.replace(/[T ]\d{1,2}[:：]\d{2}([:：]\d{2})?(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/, '')
  const bare = withoutTime
    .replace(
      /^['‘’"“”`]+|['‘’"“”]+$|^公元|^(出生|生)(于|:)|(?<=\d)[.。]$|(星期|周)[一二三四五六日天]$|[(（]\d{1,3}(周?岁)?[)）]$|[(（[](阳历|公历|新历|国历)[)）\]]$|^(阳历|公历|新历)/g,
      '',
    )
    .replace(/[\\_\u2010-\u2015\u2212]/g, '-')
    .replace(/-{2,}/g, '-')
  return spacelessTextOf(withMonthNumber(bare).replace(/(\d) +(?=\d)/g, '$1-'))
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** The formats that an English Excel leaves behind: 2-Mar-1950, 02-Mar-50, Mar 2, 1950 → year-month-day. */
function withMonthNumber(text: string): string {
  const parts =
    /^(?<day>\d{1,2})[- ]*(?<month>[a-z]{3})[a-z]*[-, ]*(?<year>\d{4}|\d{2})$/i.exec(text) ??
    /^(?<month>[a-z]{3})[a-z]*[- ]*(?<day>\d{1,2})[-, ]+(?<year>\d{4}|\d{2})$/i.exec(text)
  const { year, month, day } = parts?.groups ?? {}
  const number = MONTHS.indexOf((month ?? '').toLowerCase()) + 1
  return number === 0 ? text : `${year}-${number}-${day}`
}

function readNumber(value: number, today: LocalDate, written = spacelessTextOf(value)): DateReading {
  if (!Number.isInteger(value)) {
    const [whole, fraction = ''] = written.split('.')
    if (whole!.length === 4) return readParts(`${whole}.${fraction}`, today, true)
    return value > 366 && value < 80_000 ? serial(Math.floor(value), today) : notADate()
  }
  if (/^\d{14}$/.test(written)) return eightDigits(written.slice(0, 8))
  if (written.length === 8) return eightDigits(written)
  if (written.length === 6) return sixDigits(written, today)
  if (written.length === 4 && value >= 1850 && value <= yearOf(today))
    return { kind: 'partial', year: value, month: null }
  return value > 366 && value < 80_000 ? serial(value, today) : notADate()
}

function eightDigits(digits: string): DateReading {
  return dayReading(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8)))
}

/** 195003 is a month, 630506 a day of a year with two digits, and 200112 may be either. */
function sixDigits(digits: string, today: LocalDate): DateReading {
  const [first, second, third] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2))) as [
    number,
    number,
    number,
  ]
  const days = daysOfTwoDigitYear(first, second, third, today)
  const year = Number(digits.slice(0, 4))
  const isMonth = year >= 1900 && year <= yearOf(today) && third >= 1 && third <= 12
  if (isMonth && days.length === 0) return { kind: 'partial', year, month: third }
  if (days.length === 0) return noSuchDay()
  const reading = { kind: 'ambiguous', days, why: 'two-digit-year' } as const
  return isMonth ? { ...reading, orMonth: { year, month: third } } : reading
}

function serial(value: number, today: LocalDate): DateReading {
  const day = fromDayNumber(SERIAL_ORIGIN + value)
  return day <= today ? { kind: 'day', day } : notADate()
}

function readParts(text: string, today: LocalDate, fromNumber = false): DateReading {
  const parts =
    /^(\d{1,4})(?:年|[-./,，、。·~])(?:(\d{1,2})(?:月份?|[-./,，、。·~])?)?(?:(\d{1,4})[日号]?)?(?:生|出生)?$/.exec(
      text,
    )
  if (!parts)
    return /^\d{4}年?$/.test(text)
      ? { kind: 'partial', year: Number.parseInt(text, 10), month: null }
      : notADate()
  const [first, second, third] = [parts[1]!, parts[2], parts[3]]
  if (first.length === 4) {
    const year = Number(first)
    if (second === undefined) return { kind: 'partial', year, month: null }
    const month = Number(second)
    if (third === undefined) return partialMonth(year, month, fromNumber && second === '1')
    return dayReading(year, month, Number(third))
  }
  if (third === undefined && first.length === 2 && /^\d\d年/.test(text)) {
    const month = second === undefined ? null : Number(second)
    if (month !== null && (month < 1 || month > 12)) return noSuchDay()
    return { kind: 'partial', year: Number(first), month, shortYear: true }
  }
  if (second === undefined || third === undefined) return notADate()
  if (third.length === 4) return dayOrMonthFirst(Number(third), Number(first), Number(second))
  if (first.length > 2 || third.length > 2 || Number(third) > 31) return notADate()
  const days = daysOfTwoDigitYear(Number(first), Number(second), Number(third), today)
  return days.length === 0 ? noSuchDay() : { kind: 'ambiguous', days, why: 'two-digit-year' }
}

/** The number 1963.1 may have been typed 1963.10, so its month is open. */
function partialMonth(year: number, month: number, monthIsOpen: boolean): DateReading {
  if (month < 1 || month > 12) return noSuchDay()
  return { kind: 'partial', year, month: monthIsOpen ? null : month }
}

function dayOrMonthFirst(year: number, first: number, second: number): DateReading {
  const days = [dayOf(year, first, second), dayOf(year, second, first)].filter((day) => day !== null)
  if (days.length === 0) return noSuchDay()
  if (days.length === 1 || days[0] === days[1]) return { kind: 'day', day: days[0]! }
  return { kind: 'ambiguous', days, why: 'day-or-month-first' }
}

/** The youngest reading first: registers hold more people under a hundred than over. */
function daysOfTwoDigitYear(year: number, month: number, day: number, today: LocalDate): LocalDate[] {
  return [dayOf(2000 + year, month, day), dayOf(1900 + year, month, day)].filter(
    (candidate) => candidate !== null && candidate <= today,
  ) as LocalDate[]
}

function dayReading(year: number, month: number, dayOfMonth: number): DateReading {
  if (year < 1800 || year > 2999) return noSuchDay()
  if (dayOfMonth === 0 && month >= 1 && month <= 12) return { kind: 'partial', year, month }
  const day = dayOf(year, month, dayOfMonth)
  return day === null ? noSuchDay() : { kind: 'day', day }
}

/** 一九六三年十一月十二日 → 1963年11月12日; other characters stay. */
function chineseToDigits(text: string): string {
  if (!/[〇零一二三四五六七八九十廿卅]/.test(text)) return text
  return text
    .replace(/廿/g, '二十')
    .replace(/卅/g, '三十')
    .replace(/([二三])?十([一二三四五六七八九])?/g, (_, tens: string | undefined, ones: string | undefined) =>
      String((tens ? CHINESE_DIGITS[tens]! : 1) * 10 + (ones ? CHINESE_DIGITS[ones]! : 0)),
    )
    .replace(/[〇○Oo零一元二三四五六七八九]/g, (character) => String(CHINESE_DIGITS[character]))
}

function noSuchDay(): DateReading {
  return { kind: 'unreadable', why: 'no-such-day' }
}

function notADate(): DateReading {
  return { kind: 'unreadable', why: 'not-a-date' }
}
