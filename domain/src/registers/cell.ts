/**
 * What a cell of a register holds as it was read: text, a number (an ID number that was kept as a quantity is one),
 * or nothing. A cell formatted as a date arrives as its day in text, `1963-11-12`.
 */
export type Cell = string | number | null

/** A row of a sheet with its place in it. */
export type SheetRow = {
  /** Name of the sheet (工作表); of a CSV the name of the file. */
  sheet: string
  /** 1-based, as Excel shows it in the margin. */
  sheetRow: number
  cells: readonly Cell[]
  /** Columns whose text is struck through. */
  struck?: readonly number[]
  /** Of several people in one row, whose this is, from 0: {@link peopleOfLines}. */
  line?: number
  /** Of a head who stands beside the members: where, and the cells of the row that are about him. */
  head?: { columns: HeadColumns; cells: readonly Cell[] }
}

/** Where the head stands beside the member of a row, -1 of what is not written: 户主姓名, 户主身份证号, 户主电话. */
export type HeadColumns = { name: number; idNumber: number; phone: number }

const NEEDS_TIDYING = /[^\u0021-\u007e\u4e00-\u9fff]/
const FULL_WIDTH = /[\uff01-\uff5e]/g
/** Every kind of blank and the marks that pasting leaves behind: control characters, no-break and ideographic space, zero width, BOM. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: cells hold them.
const BLANKS = /[\s\u0000-\u001f\u007f-\u009f\u00a0\u2000-\u200f\u202a-\u202f\u205f-\u2064\u3000\ufeff]+/g

/** The text of a cell with full-width letters and digits made half-width and its edges trimmed. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return numberText(cell)
  if (!NEEDS_TIDYING.test(cell)) return cell
  return cell
    .replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(BLANKS, ' ')
    .trim()
}

/** A longer cell is no name, no relation and no village; looking for one in 32,767 characters takes seconds. */
const LONGEST_WORD = 100

/** True of a cell too long to be a word for anything. */
export function isNoWord(text: string): boolean {
  return text.length > LONGEST_WORD
}

/** {@link textOf} without any blank inside. */
export function spacelessTextOf(cell: Cell | undefined): string {
  const text = textOf(cell)
  return text.includes(' ') ? text.replaceAll(' ', '') : text
}

/** Of a longer text it is not likely that it comes again: addresses, remarks. */
const LONGEST_REMEMBERED = 12
const MOST_REMEMBERED = 1_000

/**
 * A reading that is done once for all cells of the same short text, for villages, groups, relations and populations repeat.
 * @param read tells the same of the same cell whenever it is asked, and nobody changes what it tells.
 */
export function readOnce<Reading>(
  read: (cell: Cell | undefined) => Reading,
): (cell: Cell | undefined) => Reading {
  const readings = new Map<Cell | undefined, Reading>()
  return (cell) => {
    if (typeof cell === 'string' && cell.length > LONGEST_REMEMBERED) return read(cell)
    const known = readings.get(cell)
    if (known !== undefined || readings.has(cell)) return known as Reading
    const reading = read(cell)
    if (readings.size >= MOST_REMEMBERED) readings.clear()
    readings.set(cell, reading)
    return reading
  }
}

/** Words that clerks write where there is nothing to write. */
const NOTHING = new Set([
  '',
  '-',
  '--',
  '—',
  '——',
  '/',
  '\\',
  '无',
  '没有',
  '暂无',
  '空',
  '不详',
  '未知',
  'null',
  'NULL',
  'Null',
  'None',
  'nan',
  'NaN',
  'NaT',
  'N/A',
])
/** What Excel shows for a formula that went wrong, and for a column too narrow: #REF!, #N/A, #DIV/0!, #####. */
const FORMULA_WENT_WRONG = /^#(#+|N\/A|[A-Z_/0]+[!?])$/i

/** True when nothing is written, or only a word for nothing (无, /, —). */
export function saysNothing(text: string): boolean {
  return NOTHING.has(text) || (text.startsWith('#') && FORMULA_WENT_WRONG.test(text))
}

function numberText(value: number): string {
  return String(value)
}

export function isBlankRow(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell === null || (typeof cell === 'string' && textOf(cell) === ''))
}
