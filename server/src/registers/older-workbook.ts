import type { Cell } from '@qianyue/domain/registers/cell.ts'
import { encodingOf } from './csv-rows.ts'
import { dayOfSerial, type Merge, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, type RawRow } from './sheet-rows.ts'
import { formatShowsDay, unescapeXml } from './workbook.ts'
import { UnreadableRegister } from './zip-file.ts'

/** A sheet that people can see, read whole: an .xls has 65,536 rows at most. */
export type OlderSheet = { name: string; rows: RawRow[]; merges: Merge[] }

/** So many times its size a file takes in memory: 65,536 rows × 20 are 30 MB as .xls. */
const TIMES_ITS_SIZE = 35
/** The library compares every cell of a page with every span, once more for each that covers its row: so many take seconds. */
const MOST_COMPARISONS = 5_000_000_000
const COMPOUND_FILE = 0xd0cf11e0
const LESS_THAN = 60
/** What the library calls the table of a page. */
const NAMELESS = 'Sheet1'

/** True of what Excel 97–2003 and WPS write as .xls, and of whatever is behind a password. */
export function isCompoundFile(file: Buffer): boolean {
  return file.length >= 4 && file.readUInt32BE(0) === COMPOUND_FILE
}

/** True of a page or an XML that a system handed out as .xls. */
export function isMarkup(file: Buffer): boolean {
  const top = file.subarray(0, 256).filter((byte) => byte > 32 && byte < 127)
  return top[0] === LESS_THAN
}

/**
 * Reads .xls, and tables in HTML or XML that are called so, as they would open in Excel. What HTML says is text: nothing in
 * it becomes a number or a date. The table of a page is called as the file is.
 * @throws UnreadableRegister
 */
export async function readOlderWorkbook(
  file: Buffer,
  fileName: string,
  mostUnpackedBytes: number,
): Promise<OlderSheet[]> {
  if (file.length * TIMES_ITS_SIZE > mostUnpackedBytes) throw new UnreadableRegister('too-large')
  // Read when the first such file comes: the library is half as large as the program.
  const { read } = await import('@e965/xlsx')
  const options = {
    dense: true,
    raw: true,
    cellNF: true,
    cellText: false,
    cellHTML: false,
    cellFormula: false,
  }
  const isPage = isMarkup(file)
  const page = isPage ? new TextDecoder(encodingOf(file)).decode(file) : ''
  if (comparisonsIn(page) > MOST_COMPARISONS) throw new UnreadableRegister('too-large')
  const workbook = (() => {
    try {
      return isPage ? read(page, { ...options, type: 'string' }) : read(file, { ...options, type: 'buffer' })
    } catch (error) {
      throw new UnreadableRegister(/password|encrypt/i.test((error as Error).message) ? 'locked' : 'damaged')
    }
  })()
  const { Sheets: states = [], WBProps: properties } = workbook.Workbook ?? {}
  const countsFrom1904 = properties?.date1904 === true
  const seen = workbook.SheetNames.filter((_, at) => !states[at]?.Hidden)
  return seen.map((name) => {
    const { '!data': lines = [], '!merges': merges = [] } = workbook.Sheets[name] ?? damaged()
    if (lines.length > MOST_ROWS) damaged()
    return {
      name: isPage && name === NAMELESS ? fileName.replace(/\.[^.]*$/, '') : name,
      rows: lines.flatMap((cells, at) => ({ sheetRow: at + 1, cells: cellsOf(cells, countsFrom1904) })),
      merges: merges.map(({ s, e }) => ({ top: s.r + 1, left: s.c, bottom: e.r + 1, right: e.c })),
    }
  })
}

function comparisonsIn(page: string): number {
  const count = (tag: RegExp) => page.match(tag)?.length ?? 0
  const heights =
    page.match(/rowspan\s*=\s*["']?\d{1,9}/gi)?.map((span) => Number(/\d+$/.exec(span)![0])) ?? []
  const spans = heights.length + count(/colspan/gi)
  const coveringARow = heights.reduce((sum, height) => sum + height, 0) / (count(/<tr\b/gi) || 1)
  return count(/<t[dh]\b/gi) * spans * (1 + coveringARow)
}

function damaged(): never {
  throw new UnreadableRegister('damaged')
}

type OlderCell = { t: string; v?: unknown; z?: unknown }

function cellsOf(cells: readonly OlderCell[], countsFrom1904: boolean): Cell[] {
  const length = Math.min(cells.length, MOST_COLUMNS)
  return Array.from({ length }, (_, column) => cellOf(cells[column], countsFrom1904))
}

function cellOf(cell: OlderCell | undefined, countsFrom1904: boolean): Cell {
  const value = cell?.v
  if (cell === undefined || value === undefined || cell.t === 'e') return null
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') {
    const isDay = typeof cell.z === 'string' && formatShowsDay(cell.z)
    return isDay ? dayOfSerial(value, countsFrom1904) : value
  }
  const text = String(value)
  if (text.length > MOST_TEXT) damaged()
  // Of a page's characters by number the library leaves those beyond the first 256.
  return text === '' ? null : unescapeXml(text).replaceAll('\0', '')
}
