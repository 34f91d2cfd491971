import { dayOf, type LocalDate } from '../days/local-date.ts'
import type { Sex } from './resident-facts.ts'

declare const idNumberBrand: unique symbol

/** A citizen identity number (公民身份号码) or a number of the same make: 18 characters, checked, X in upper case. */
export type IdNumber = string & { readonly [idNumberBrand]: true }

/** Whose number it is. Residence permits and the 2023 foreigner card follow the same rule as the citizen's. */
type IdNumberKind =
  | 'citizen'
  | 'foreign-permanent-resident'
  | 'hong-kong-resident'
  | 'macau-resident'
  | 'taiwan-resident'

/** What a valid number says of its holder. */
export type IdNumberReading = {
  idNumber: IdNumber
  kind: IdNumberKind
  /** GB/T 2260 county of first registration; of a foreigner 9 + province + nationality. */
  regionCode: string
  birthDate: LocalDate
  sex: Exclude<Sex, 'unknown'>
  /** 行政区划代码不在册: regions come and go, so an unknown one is said and not refused. */
  regionIsKnown: boolean
}

/** Why a text is not a number. Nothing is mended: what the number should have been is for its holder to say. */
export type IdNumberProblem =
  | { code: 'id-number-missing' }
  /** A spreadsheet kept the number as a quantity (3.20399E+17): the last digits are gone for good. */
  | { code: 'id-number-lost-digits' }
  | { code: 'id-number-wrong-length'; length: number }
  /** 一代证 15 位: valid as it was; `upgraded` is what it became, to be confirmed against the card. */
  | { code: 'id-number-fifteen-digits'; upgraded: IdNumber }
  | { code: 'id-number-not-digits' }
  | { code: 'id-number-no-such-day'; digits: string }
  | { code: 'id-number-born-in-future'; birthDate: LocalDate }
  | { code: 'id-number-check-digit' }

/** How a text was written otherwise than the number it means; each is the same number to any reader. */
type IdNumberTidying = 'full-width' | 'spaces' | 'apostrophe' | 'lower-case-x'

/** i = 1…17: 2^(18−i) mod 11. Source: GB 11643-1999, code-lists.md §1. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The check character for each remainder 0…10; X is ten. Source: GB 11643-1999. */
const CHECK_CHARACTERS = '10X98765432'

/** First two digits of GB/T 2260. Source: code-lists.md §2. */
const PROVINCES = new Set(
  (
    '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 ' +
    '71 81 82'
  ).split(' '),
)

const PERMIT_KINDS: Readonly<Record<string, IdNumberKind>> = {
  '810000': 'hong-kong-resident',
  '820000': 'macau-resident',
  '830000': 'taiwan-resident',
}

/**
 * Reads a number strictly: 18 characters, a real birth date that is not after today, the check character. Only a
 * lower-case x is taken as X. For cells of a spreadsheet use {@link tidyIdNumber} first, which says what it did.
 */
export function parseIdNumber(
  text: string,
  today: LocalDate,
): { ok: true; reading: IdNumberReading } | { ok: false; problem: IdNumberProblem } {
  const no = (problem: IdNumberProblem) => ({ ok: false, problem }) as const
  if (text === '') return no({ code: 'id-number-missing' })
  if (/^\d(\.\d*)?E\+?1[4-7]$/i.test(text)) return no({ code: 'id-number-lost-digits' })

  const number = text.toUpperCase()
  if (!/^\d*X?$/.test(number)) return no({ code: 'id-number-not-digits' })
  if (number.length === 15) return fifteenDigits(number)
  if (number.length !== 18) return no({ code: 'id-number-wrong-length', length: number.length })

  const checkIsRight = checkCharacter(number.slice(0, 17)) === number[17]
  if (!checkIsRight && number.endsWith('000')) return no({ code: 'id-number-lost-digits' })
  const birthDigits = number.slice(6, 14)
  const birthDate = dayOfDigits(birthDigits)
  if (birthDate === null) return no({ code: 'id-number-no-such-day', digits: birthDigits })
  if (birthDate > today) return no({ code: 'id-number-born-in-future', birthDate })
  if (!checkIsRight) return no({ code: 'id-number-check-digit' })
  return { ok: true, reading: readingOf(number as IdNumber, birthDate) }
}

/** The same number without the dress a spreadsheet gave it, and what was taken off. */
export function tidyIdNumber(text: string): { text: string; tidied: IdNumberTidying[] } {
  const tidied: IdNumberTidying[] = []
  const step = (from: string, to: string, what: IdNumberTidying) => {
    if (from !== to) tidied.push(what)
    return to
  }
  const halfWidth = step(
    text,
    text.replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0)),
    'full-width',
  )
  const unquoted = step(halfWidth, halfWidth.replace(/^['‘’`]+/, ''), 'apostrophe')
  const spaceless = step(unquoted, unquoted.replace(/[\s\u00a0\u200b\u3000\ufeff]/g, ''), 'spaces')
  const upper = /^\d{17}x$/.test(spaceless)
    ? step(spaceless, spaceless.toUpperCase(), 'lower-case-x')
    : spaceless
  return { text: upper, tidied }
}

/** The character that closes 17 digits. */
export function checkCharacter(seventeenDigits: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (seventeenDigits.charCodeAt(i) - 48) * WEIGHTS[i]!
  return CHECK_CHARACTERS[sum % 11]!
}

/** 15 → 18 digits: 19 before the year, the check character after. Null when there is no such day. */
export function upgradeIdNumber(fifteenDigits: string): IdNumber | null {
  const seventeen = `${fifteenDigits.slice(0, 6)}19${fifteenDigits.slice(6)}`
  if (!/^\d{17}$/.test(seventeen) || dayOfDigits(seventeen.slice(6, 14)) === null) return null
  return (seventeen + checkCharacter(seventeen)) as IdNumber
}

/**
 * What a screen shows: the region and the last two characters. With the birth date beside it nine or ten numbers
 * remain possible, so the masked one cannot be completed.
 */
export function maskIdNumber(idNumber: string): string {
  return `${idNumber.slice(0, 6)}${'*'.repeat(Math.max(0, idNumber.length - 8))}${idNumber.slice(-2)}`
}

/** Whether a number with stars or crosses in its middle may be this one: what stands before and behind them is its own. */
export function fitsMask(masked: string, idNumber: string): boolean {
  const parts = /^(\d{3,})[*xX×]{3,}(\d*[\dX]?)$/.exec(tidyIdNumber(masked).text)
  return parts !== null && idNumber.startsWith(parts[1]!) && idNumber.endsWith(parts[2]!)
}

function fifteenDigits(number: string): { ok: false; problem: IdNumberProblem } {
  const upgraded = upgradeIdNumber(number)
  if (upgraded) return { ok: false, problem: { code: 'id-number-fifteen-digits', upgraded } }
  if (!/^\d{15}$/.test(number)) return { ok: false, problem: { code: 'id-number-not-digits' } }
  return { ok: false, problem: { code: 'id-number-no-such-day', digits: number.slice(6, 12) } }
}

function readingOf(idNumber: IdNumber, birthDate: LocalDate): IdNumberReading {
  const regionCode = idNumber.slice(0, 6)
  const isForeigner = idNumber.startsWith('9')
  const kind = isForeigner ? 'foreign-permanent-resident' : (PERMIT_KINDS[regionCode] ?? 'citizen')
  const province = isForeigner ? idNumber.slice(1, 3) : idNumber.slice(0, 2)
  return {
    idNumber,
    kind,
    regionCode,
    birthDate,
    sex: Number(idNumber[16]) % 2 === 1 ? 'male' : 'female',
    regionIsKnown: PROVINCES.has(province) || kind === 'taiwan-resident',
  }
}

function dayOfDigits(yyyymmdd: string): LocalDate | null {
  const [year, month, day] = [yyyymmdd.slice(0, 4), yyyymmdd.slice(4, 6), yyyymmdd.slice(6, 8)].map(Number)
  return year! < 1800 ? null : dayOf(year!, month!, day!)
}
