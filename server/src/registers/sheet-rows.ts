import { fromDayNumber, type LocalDate, toDayNumber } from '@qianyue/domain/days/local-date.ts'
import type { Cell } from '@qianyue/domain/registers/cell.ts'
import { unescapeXml } from './workbook.ts'
import { UnreadableRegister } from './zip-file.ts'

/**
 * Reads the XML of a sheet as bytes. A general XML parser makes an object of every tag; a register of 100,000 rows
 * has four million of them, and needs only the cells. Only whole rows are read, so a piece may end anywhere.
 */

declare global {
  interface Buffer {
    /** Node's own way to a piece of text, without the checks of toString: half the time for short cells. */
    utf8Slice(from: number, to: number): string
    latin1Slice(from: number, to: number): string
  }
}

const LT = 60 // <
const GT = 62 // >
const SLASH = 47
const QUOTE = 34
const APOSTROPHE = 39
const SPACE = 32
const LETTER = { c: 99, r: 114, s: 115, t: 116, v: 118, i: 105, h: 104, P: 80 }

const ROW_END = Buffer.from('</row>')
const SHEET_DATA = Buffer.from('<sheetData')
const SHEET_DATA_END = Buffer.from('</sheetData>')
const LARGEST_SERIAL = 2_958_465 // 9999-12-31

/** Columns that are read; what a register has in the five hundredth is no column of it. */
export const MOST_COLUMNS = 500
/** Characters of one cell, as Excel allows: more comes of a quotation mark that nobody closed. */
export const MOST_TEXT = 32_767
/** Rows of one sheet, as Excel allows. */
export const MOST_ROWS = 1_048_576
/** Different texts that the cells of one file share, and their XML: they are held together, in a worker of 384 MB. */
const MOST_STRINGS = 2_000_000
const MOST_STRINGS_BYTES = 150_000_000
/** One row, one text, or all that stands before and behind the rows. */
const MOST_OF_ONE_BYTES = 16_000_000

/** What the cells of a sheet refer to. */
export type CellContext = {
  strings: readonly string[]
  styleIsDate: readonly boolean[]
  styleIsStruck: readonly boolean[]
  countsFrom1904: boolean
}

/** A row as it stands in the sheet: 1-based, with a cell for each column up to the last filled one. */
export type RawRow = {
  sheetRow: number
  cells: Cell[]
  /** Columns whose text is struck through. */
  struck?: number[]
}

/** Puts the rows of a sheet together from the pieces of its XML. */
export async function* rowsOfSheet(
  pieces: AsyncIterable<Buffer>,
  context: CellContext,
): AsyncGenerator<RawRow[]> {
  let rest: Buffer = Buffer.alloc(0)
  let isInside = false
  let prefix: string | null = null
  let lastRow = 0
  for await (const piece of pieces) {
    let bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    prefix ??= prefixOf(bytes)
    if (prefix) bytes = withoutPrefix(bytes, prefix)
    let from = 0
    if (!isInside) {
      const start = bytes.indexOf(SHEET_DATA)
      if (start < 0) {
        rest = held(bytes)
        continue
      }
      isInside = true
      from = start + SHEET_DATA.length
    }
    const lastEnd = bytes.lastIndexOf(ROW_END)
    const to = lastEnd < from ? from : lastEnd + ROW_END.length
    const rows: RawRow[] = []
    lastRow = readRows(bytes, from, to, context, lastRow, rows)
    if (rows.length > 0) yield rows
    if (bytes.indexOf(SHEET_DATA_END, to) >= 0) return
    rest = held(Buffer.from(bytes.subarray(to)))
  }
}

/** What waits for its end, in memory. @throws UnreadableRegister when it has none */
function held(bytes: Buffer): Buffer {
  if (bytes.length > MOST_OF_ONE_BYTES) throw new UnreadableRegister('too-large')
  return bytes
}

/** A position that was looked for. @throws UnreadableRegister when it was not found: the XML is cut off */
function found(position: number): number {
  if (position < 0) throw new UnreadableRegister('damaged')
  return position
}

/** The next such byte. Tags and short texts are looked through sooner than it is asked where it stands. */
function next(bytes: Buffer, byte: number, from: number): number {
  let at = from
  while (bytes[at] !== byte) if (++at >= bytes.length) throw new UnreadableRegister('damaged')
  return at
}

/** The cells that are merged over each other, read from what follows the rows. */
export type Merge = { top: number; left: number; bottom: number; right: number }

/** Finds the merged cells of a sheet, which stand after its rows, without reading the rows. */
export async function mergesOfSheet(pieces: AsyncIterable<Buffer>): Promise<Merge[]> {
  const tail: Buffer[] = []
  let tailBytes = 0
  let seam: Buffer = Buffer.alloc(0)
  const end = Buffer.from('sheetData>')
  for await (const piece of pieces) {
    if (tail.length > 0) {
      tailBytes += piece.length
      if (tailBytes > MOST_OF_ONE_BYTES) throw new UnreadableRegister('too-large')
      tail.push(piece)
      continue
    }
    const bytes = seam.length === 0 ? piece : Buffer.concat([seam, piece])
    const at = closingTag(bytes, end)
    if (at >= 0) tail.push(bytes.subarray(at))
    else seam = bytes.subarray(Math.max(0, bytes.length - 64))
  }
  const merges: Merge[] = []
  const behind = Buffer.concat(tail).toString('latin1')
  for (const [, reference] of behind.matchAll(/<(?:\w+:)?mergeCell\s[^<>]*?ref="([^"<>]+)"/g)) {
    const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference!)
    if (!match) continue
    merges.push({
      left: columnOf(match[1]!),
      top: Number(match[2]),
      right: columnOf(match[3]!),
      bottom: Number(match[4]),
    })
  }
  return merges
}

/** The texts that cells share, in their order. Phonetic guides (拼音) beside a text are no part of it. */
export async function readSharedStrings(pieces: AsyncIterable<Buffer>): Promise<string[]> {
  const strings: string[] = []
  const itemEnd = Buffer.from('</si>')
  let passedBytes = 0
  let rest: Buffer = Buffer.alloc(0)
  let prefix: string | null = null
  for await (const piece of pieces) {
    let bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    prefix ??= prefixOf(bytes)
    if (prefix) bytes = withoutPrefix(bytes, prefix)
    const last = bytes.lastIndexOf(itemEnd)
    if (last < 0) {
      rest = held(bytes)
      continue
    }
    const to = last + itemEnd.length
    readItems(bytes, to, strings)
    passedBytes += to
    if (strings.length > MOST_STRINGS || passedBytes > MOST_STRINGS_BYTES)
      throw new UnreadableRegister('too-large')
    rest = held(Buffer.from(bytes.subarray(to)))
  }
  return strings
}

function readItems(bytes: Buffer, to: number, strings: string[]): void {
  let at = 0
  for (;;) {
    if (bytes[at] !== LT || bytes[at + 1] !== LETTER.s || bytes[at + 2] !== LETTER.i)
      at = bytes.indexOf('<si', at)
    if (at < 0 || at >= to) return
    const next = bytes[at + 3]
    if (next === SLASH) {
      strings.push('')
      at += 5
      continue
    }
    if (next !== GT && next !== SPACE) {
      at += 3
      continue
    }
    const plainEnd = endOfPlainItem(bytes, at)
    if (plainEnd > 0) {
      strings.push(utf8(bytes, at + 7, plainEnd))
      at = plainEnd + 9
      continue
    }
    const end = bytes.indexOf('</si>', at)
    strings.push(richText(bytes, at + 3, end))
    at = end + 5
  }
}

/** Where the text of `<si><t>text</t></si>` ends, as most writers write; 0 of any other item. */
function endOfPlainItem(bytes: Buffer, at: number): number {
  if (bytes[at + 3] !== GT || bytes[at + 4] !== LT || bytes[at + 5] !== LETTER.t || bytes[at + 6] !== GT)
    return 0
  const end = next(bytes, LT, at + 7)
  const isEnd = bytes[end + 1] === SLASH && bytes[end + 2] === LETTER.t && bytes[end + 3] === GT
  return isEnd && bytes[end + 4] === LT && bytes[end + 5] === SLASH ? end : 0
}

/** The text of an element that holds one <t>, or several in runs (<r><t>…). */
function richText(bytes: Buffer, from: number, to: number): string {
  let text = ''
  let at = from
  while (at < to) {
    const open = bytes.indexOf(LT, at)
    if (open < 0 || open >= to) break
    const next = bytes[open + 1]
    if (next === LETTER.t && isTagEnd(bytes[open + 2]!)) {
      const start = found(bytes.indexOf(GT, open)) + 1
      if (bytes[start - 2] === SLASH) {
        at = start
        continue
      }
      const close = found(bytes.indexOf('</t>', start))
      text += utf8(bytes, start, close)
      at = close + 4
    } else if (next === LETTER.r && bytes[open + 2] === LETTER.P && bytes[open + 3] === LETTER.h) {
      const close = bytes.indexOf('</rPh>', open)
      at = close < 0 || close > to ? found(bytes.indexOf(GT, open)) + 1 : close + 6
    } else {
      at = open + 1
    }
  }
  return text
}

function readRows(
  bytes: Buffer,
  from: number,
  to: number,
  context: CellContext,
  lastRow: number,
  rows: RawRow[],
): number {
  let at = from
  let sheetRow = lastRow
  let cells: Cell[] = []
  let column = 0
  while (at < to) {
    if (bytes[at] !== LT) {
      at = bytes.indexOf(LT, at)
      if (at < 0) break
    }
    const first = bytes[at + 1]
    const second = bytes[at + 2]!
    if (first === LETTER.c && isTagEnd(second)) {
      at = readCell(bytes, at + 2, context, cells, column)
      column = cellColumn + 1
    } else if (first === LETTER.r && second === 111 && bytes[at + 3] === 119) {
      const end = next(bytes, GT, at)
      const written = attributeNumber(bytes, at + 4, end)
      sheetRow = written > 0 ? written : sheetRow + 1
      if (sheetRow > MOST_ROWS) throw new UnreadableRegister('damaged')
      cells = []
      struck = null
      column = 0
      at = end + 1
      if (bytes[end - 1] === SLASH) rows.push({ sheetRow, cells })
    } else if (first === SLASH && second === LETTER.r && bytes[at + 3] === 111) {
      rows.push(struck ? { sheetRow, cells, struck } : { sheetRow, cells })
      at += ROW_END.length
    } else {
      at++
    }
  }
  return sheetRow
}

/** Column of the cell that was read last; kept here so that a cell needs no object of its own. */
let cellColumn = 0
/** Columns of the row whose cells are struck through, likewise. */
let struck: number[] | null = null

/** Reads one <c …> into its place; gives the position after it. */
function readCell(
  bytes: Buffer,
  from: number,
  context: CellContext,
  cells: Cell[],
  nextColumn: number,
): number {
  let at = from
  let type = 0
  let style = 0
  cellColumn = nextColumn
  while (bytes[at] !== GT && bytes[at] !== SLASH) {
    const name = bytes[at]
    if (bytes[at + 1] !== 61 || bytes[at - 1]! > SPACE) {
      at++
      if (bytes[at] === QUOTE || bytes[at] === APOSTROPHE) at = next(bytes, bytes[at]!, at + 1) + 1
      else if (at >= bytes.length) throw new UnreadableRegister('damaged')
      continue
    }
    const quote = bytes[at + 2]!
    at += 3
    if (name === LETTER.r) {
      let column = 0
      while (bytes[at]! >= 65) column = column * 26 + bytes[at++]! - 64
      if (column > 0) cellColumn = column - 1
    } else if (name === LETTER.s) {
      const end = next(bytes, quote, at)
      while (at < end) style = style * 10 + bytes[at++]! - 48
    } else if (name === LETTER.t) {
      type = bytes[at]!
      if (type === LETTER.s && bytes[at + 1] === LETTER.t)
        type = 1 // str
      else if (type === LETTER.i) type = LETTER.i // inlineStr
    }
    at = next(bytes, quote, at) + 1
  }
  if (bytes[at] === SLASH) return at + 2
  at++
  let value: Cell = null
  for (;;) {
    at = next(bytes, LT, at)
    const first = bytes[at + 1]
    if (first === SLASH && bytes[at + 2] === LETTER.c) break
    if (first === LETTER.v && isTagEnd(bytes[at + 2]!)) {
      const start = next(bytes, GT, at) + 1
      if (bytes[start - 2] === SLASH) {
        at = start
        continue
      }
      const end = next(bytes, LT, start)
      value = cellValue(bytes, start, end, type, style, context)
      at = end + 4
    } else if (first === LETTER.i && bytes[at + 2] === LETTER.s) {
      const end = bytes.indexOf('</is>', at)
      if (end < 0) break
      value = richText(bytes, at, end)
      at = end + 5
    } else {
      at++
    }
  }
  if (cellColumn < MOST_COLUMNS) {
    while (cells.length < cellColumn) cells.push(null)
    cells[cellColumn] = value
    if (value !== null && context.styleIsStruck[style]) struck = [...(struck ?? []), cellColumn]
  }
  return at + 4
}

function cellValue(
  bytes: Buffer,
  from: number,
  to: number,
  type: number,
  style: number,
  context: CellContext,
): Cell {
  if (type === LETTER.s) {
    let index = 0
    for (let at = from; at < to; at++) index = index * 10 + bytes[at]! - 48
    return context.strings[index] ?? null
  }
  if (type === 0 || type === 110) return numberOf(bytes, from, to, style, context)
  if (type === 98) return bytes[from] === 49 ? '是' : '否'
  return type === 101 ? null : utf8(bytes, from, to)
}

function numberOf(bytes: Buffer, from: number, to: number, style: number, context: CellContext): Cell {
  let value = 0
  let isPlain = to > from && to - from <= 15
  for (let at = from; isPlain && at < to; at++) {
    const digit = bytes[at]! - 48
    if (digit < 0 || digit > 9) isPlain = false
    else value = value * 10 + digit
  }
  if (!isPlain) {
    const text = bytes.latin1Slice(from, to).trim()
    if (text === '') return null
    value = Number(text)
    if (!Number.isFinite(value)) return text
  }
  return context.styleIsDate[style] ? dayOfSerial(value, context.countsFrom1904) : value
}

const FROM_1900 = toDayNumber('1899-12-30' as LocalDate)
const FROM_1904 = toDayNumber('1904-01-01' as LocalDate)

/** The day of a number that a cell shows as one; what is no day of Excel's stays the number. */
export function dayOfSerial(serial: number, countsFrom1904: boolean): string | number {
  if (serial < 1 || serial > LARGEST_SERIAL) return serial
  const whole = Math.floor(serial)
  if (countsFrom1904) return fromDayNumber(FROM_1904 + whole)
  return fromDayNumber(FROM_1900 + whole + (whole < 60 ? 1 : 0))
}

/** Text of a span, by the cheaper way when it is plain ASCII without entities. */
function utf8(bytes: Buffer, from: number, to: number): string {
  if (to - from > 4 * MOST_TEXT) throw new UnreadableRegister('damaged')
  const text = bytes.utf8Slice(from, to)
  return text.includes('&') || text.includes('_x') || text.includes('<') ? unescapeXml(text) : text
}

function isTagEnd(byte: number): boolean {
  return byte === GT || byte === SPACE || byte === SLASH || byte === 10 || byte === 13 || byte === 9
}

/** The number of a row from its r attribute, 0 when it has none. */
function attributeNumber(bytes: Buffer, from: number, to: number): number {
  for (let at = from; at < to - 3; at++) {
    if (bytes[at] !== LETTER.r || bytes[at + 1] !== 61 || bytes[at - 1]! > SPACE) continue
    let value = 0
    for (let digit = at + 3; bytes[digit]! >= 48 && bytes[digit]! <= 57; digit++)
      value = value * 10 + bytes[digit]! - 48
    return value
  }
  return 0
}

function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function closingTag(bytes: Buffer, end: Buffer): number {
  for (let at = bytes.indexOf(end); at >= 0; at = bytes.indexOf(end, at + 1)) {
    const before = bytes.subarray(Math.max(0, at - 64), at)
    const open = before.lastIndexOf(LT)
    if (open >= 0 && before[open + 1] === SLASH) return at
  }
  return -1
}

/** The prefix some writers put before every tag (<x:row>), '' when there is none, null when it cannot be seen yet. */
function prefixOf(bytes: Buffer): string | null {
  const match = /<(?:(\w+):)?(?:worksheet|sst)[\s>]/.exec(bytes.latin1Slice(0, Math.min(bytes.length, 2048)))
  return match ? (match[1] ?? '') : bytes.length > 2048 ? '' : null
}

function withoutPrefix(bytes: Buffer, prefix: string): Buffer {
  return Buffer.from(
    bytes.latin1Slice(0, bytes.length).replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</'),
    'latin1',
  )
}
