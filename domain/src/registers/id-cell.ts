import type { LocalDate } from '../days/local-date.ts'
import {
  checkCharacter,
  type IdNumber,
  type IdNumberReading,
  parseIdNumber,
  tidyIdNumber,
} from '../residents/id-number.ts'
import { type Cell, saysNothing, spacelessTextOf } from './cell.ts'

/** Why no number comes out of a cell of the ID column. */
export type IdCellFault =
  | 'id-missing'
  | 'id-lost-precision'
  | 'id-17-digits'
  | 'id-wrong-length'
  | 'id-check-digit'
  | 'id-no-such-day'
  | 'id-born-in-future'
  | 'id-not-digits'
  | 'id-masked'
  | 'id-other-document'

/** What a cell of the ID column (身份证号) says. */
export type IdCellReading =
  | { ok: true; reading: IdNumberReading; wasFifteenDigits: boolean }
  | { ok: false; fault: IdCellFault; text: string; length: number; birthDigits: string | null }

/** 未上户、新生儿 and the like: the person has no number yet. */
const NO_NUMBER_YET = /^(未上户口?|未办理?|未登记|新生儿|没办|待补|补办中?|丢失|遗失|0+)$/
/** What says nothing of the number itself: 身份证号：…, …（老证）. Whose it is (母亲的) is not among it. */
const WORDS_AROUND =
  /^((居民|公民)?身份证(件)?(号码?)?[:：]?|(ID|NO\.?)[:：])|(?<=\d{17}[\dX])\.0+$|[(（[](老证|旧证|新证|一代证?|二代证?|临时证?|本人|已?过期|长期|已?核(对|实|过)?|已验)[)）\]]$/g
/** A whole number between stars is marked, not masked. */
const STARRED = /^[*#]*(\d{17}[\dX])[*#]*$/
/** Signs that look like the X at the end: ×, the Roman ten, letters of other alphabets. */
const LIKE_AN_X = /(?<=^\d{17})[×✕✖ⅩⅹХхΧχ]$/
/** 残疾人证号: the ID number with the kind and the degree of the disability, and B1 on a card that replaces a lost one. */
const OF_THE_DISABLED = /^(\d{17}[\dX])[1-7][1-4](?:B\d{0,2})?$/
const EIGHTEEN = /^\d{17}[\dX]$/
/** Passports, permits and the like: letters, then digits. */
const OTHER_DOCUMENT = /^(?=.*[A-Za-z])[A-Za-z]{1,2}\d{6,10}$|^[HM]\d{8,10}$/

/**
 * Reads a cell of the ID column: full width, blanks, a leading apostrophe and a lower-case x are taken off; 15 digits
 * are upgraded and said; everything else that is not a right number is a fault, and no digit is ever mended.
 */
export function readIdCell(cell: Cell | undefined, today: LocalDate): IdCellReading {
  // Most cells hold nothing but 18 characters: there is nothing to take off.
  if (typeof cell === 'string' && EIGHTEEN.test(cell)) return readNumber(cell, today)
  const text = tidyIdNumber(spacelessTextOf(cell).replace(WORDS_AROUND, ''))
    .text.replace(/[-—.·"“”'‘’`´′]|[,，、;；。]$/g, '')
    .replace(STARRED, '$1')
    .replace(LIKE_AN_X, 'X')
    .replace(OF_THE_DISABLED, (whole, number) => (checkIsRight(number) ? number : whole))
  if (saysNothing(text) || text === '' || NO_NUMBER_YET.test(text) || /^[\u4e00-\u9fff?？]+$/.test(text))
    return no('id-missing', text)
  if (typeof cell === 'number' && !Number.isSafeInteger(cell)) return no('id-lost-precision', text)
  if (/^\d(\.?\d*)?E\+?\d+$/i.test(spacelessTextOf(cell))) return no('id-lost-precision', text)
  if (/^\d{3,}(\*|[*xX×]{3})/.test(text)) return no('id-masked', text)
  if (OTHER_DOCUMENT.test(text)) return no('id-other-document', text)
  return readNumber(text, today)
}

function readNumber(text: string, today: LocalDate): IdCellReading {
  const parsed = parseIdNumber(text, today)
  if (parsed.ok) return { ok: true, reading: parsed.reading, wasFifteenDigits: false }
  switch (parsed.problem.code) {
    case 'id-number-missing':
      return no('id-missing', text)
    case 'id-number-lost-digits':
      return no('id-lost-precision', text)
    case 'id-number-fifteen-digits':
      return fifteenDigits(parsed.problem.upgraded, text, today)
    case 'id-number-wrong-length':
      return no(text.length === 17 ? 'id-17-digits' : 'id-wrong-length', text)
    case 'id-number-no-such-day':
      return no(text.length === 15 || checkIsRight(text) ? 'id-no-such-day' : 'id-check-digit', text)
    case 'id-number-born-in-future':
      return no(checkIsRight(text) ? 'id-born-in-future' : 'id-check-digit', text)
    case 'id-number-check-digit':
      return no('id-check-digit', text)
    case 'id-number-not-digits':
      return no(/^[\dX]+$/.test(text) && text.length !== 18 ? 'id-wrong-length' : 'id-not-digits', text)
  }
}

/** True of text or a number that has the shape of an ID number, right or not: by it the column is recognised. */
export function looksLikeIdNumber(cell: Cell | undefined): boolean {
  if (typeof cell === 'number') return cell > 1e13 && cell < 1e19
  const tidy = tidyIdNumber(spacelessTextOf(cell)).text
  const text = /^[居公身]/.test(tidy) ? tidy.replace(WORDS_AROUND, '') : tidy
  return (
    /^[1-9]\d{13,17}[\dX]?$/.test(text) ||
    /^\d\.\d+E\+?1[4-7]$/i.test(text) ||
    /^\d{6}[\d*]{8,11}[\dX*]$/.test(text) ||
    OF_THE_DISABLED.test(text)
  )
}

function fifteenDigits(upgraded: IdNumber, text: string, today: LocalDate): IdCellReading {
  const parsed = parseIdNumber(upgraded, today)
  return parsed.ok
    ? { ok: true, reading: parsed.reading, wasFifteenDigits: true }
    : no('id-no-such-day', text)
}

/** A transposed pair breaks the check character as well; a right one means the day itself was written so. */
function checkIsRight(text: string): boolean {
  return EIGHTEEN.test(text) && checkCharacter(text.slice(0, 17)) === text[17]
}

function no(fault: IdCellFault, text: string): IdCellReading {
  const birthDigits = EIGHTEEN.test(text)
    ? text.slice(6, 14)
    : /^\d{15}$/.test(text)
      ? text.slice(6, 12)
      : null
  return { ok: false, fault, text, length: text.length, birthDigits }
}
