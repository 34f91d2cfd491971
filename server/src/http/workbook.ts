import { randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { parseLocalDate } from '@qianyue/domain/days/local-date.ts'
import { percentText, type Rate } from '@qianyue/domain/indicators/rate.ts'
import type { FastifyReply } from 'fastify'
import { Refused } from './errors.ts'
import { headFile, XLSX } from './file-heads.ts'

/** Excel has 1,048,576 rows in a sheet, of which the heading takes a few. */
const ROWS_IN_A_SHEET = 1_048_500

export type Cell = string | number | null
type Written = (Cell | Date)[]

/** A column of rates: numbers that Excel can sort and chart, shown as `39.02%`. */
export const PERCENT = '0.00%'

/** A column of amounts in yuan. */
export const MONEY = '0.00'

/** A rate in such a column; 不适用 without a denominator. */
export function rateCell(rate: Rate): Cell {
  return rate.denominator === 0 ? percentText(rate) : rate.numerator / rate.denominator
}

/**
 * One sheet: what it is about on top, a heading row, and rows that are pulled as they are written. Cells `2026-11-21` go
 * out as days, which Excel sorts and filters by month.
 */
export type Sheet = {
  /** The file's name without `.xlsx`. */
  fileName: string
  /** What the sheet holds; its name in Excel. */
  name: string
  /** 单位、筛选、口径、统计日: lines above the table, a label and its text each. */
  about: readonly (readonly [label: string, text: string])[]
  /** How wide, in characters, and how its numbers are shown. */
  columns: readonly { header: string; width: number; numFmt?: string }[]
  rows: Iterable<Cell[]> | AsyncIterable<Cell[]>
  /** 合计 at the foot, which neither moves nor hides when the rows are sorted and filtered. */
  total?: Cell[]
}

/** So many columns can still be read on a page of A4 across. */
export const COLUMNS_A_PAGE = 20

/**
 * Up to so many cells, a village's list, a sheet is written whole, for a heading in bold with filters at it: rows that are
 * pulled cannot have it. More would keep others waiting: these take about a fifth of a second.
 */
const CELLS_AT_ONCE = 30_000

/**
 * Writes the sheet to a file in the folder, in constant memory, and answers with it. It is complete before the answer
 * begins, so that nobody keeps half a list. Its name is taken away as soon as it is open: whatever ends the program, no
 * list of people is left behind on the disk.
 */
export async function sendWorkbook(send: FastifyReply, folder: string, sheet: Sheet): Promise<Readable> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${randomUUID()}.xlsx`)
  const rows = cellsOf(sheet)
  const atOnce = Math.ceil(CELLS_AT_ONCE / sheet.columns.length)
  const first = await firstOf(rows, atOnce)
  const written = await (first.length < atOnce ? wholeSheet(sheet, first) : pulledSheet(sheet, first, rows))
  const opened = await open(file, 'wx+', 0o600)
  try {
    await rm(file)
    await opened.writeFile(written)
  } catch (error) {
    await opened.close()
    throw error
  }
  headFile(send, XLSX, `${sheet.fileName}.xlsx`)
  return opened.createReadStream({ start: 0 })
}

/** Loaded with the first workbook, as what writes papers is with the first paper: neither is needed by the hour. */
const hucre = () => import('hucre/xlsx')

async function wholeSheet(sheet: Sheet, rows: Written[]): Promise<Uint8Array> {
  const heading = headingOf(sheet)
  const headerRow = heading.length - 1
  const bold = { style: { font: { bold: true } } }
  const { rangeRef, writeXlsx } = await hucre()
  return await writeXlsx({
    sheets: [
      {
        ...frameOf(sheet),
        rows: [...heading, ...rows, ...totalOf(sheet)],
        cells: new Map([
          ...sheet.about.map((_, row) => [`${row},0`, bold] as const),
          ...sheet.columns.map((_, column) => [`${headerRow},${column}`, bold] as const),
        ]),
        autoFilter: {
          range: rangeRef(headerRow, 0, headerRow + rows.length, sheet.columns.length - 1),
        },
        pageSetup: {
          orientation: 'landscape',
          paperSize: 'a4',
          fitToPage: true,
          fitToWidth: Math.ceil(sheet.columns.length / COLUMNS_A_PAGE),
          fitToHeight: 0,
          printTitlesRow: `$${headerRow + 1}:$${headerRow + 1}`,
        },
      },
    ],
  })
}

async function pulledSheet(sheet: Sheet, first: Written[], rest: AsyncIterable<Written>) {
  const { writeXlsxStream } = await hucre()
  async function* all() {
    yield* headingOf(sheet)
    yield* first
    yield* rest
    yield* totalOf(sheet)
  }
  return writeXlsxStream(all(), frameOf(sheet))
}

function frameOf(sheet: Sheet) {
  return {
    name: sheet.name,
    columns: sheet.columns.map(({ width, numFmt }) => ({ width, ...(numFmt ? { numFmt } : {}) })),
    freezePane: { rows: headingOf(sheet).length },
  }
}

function totalOf({ total }: Sheet): Written[] {
  return total === undefined ? [] : [total]
}

function headingOf({ about, columns }: Sheet): Written[] {
  return [...about.map(([label, text]) => [label, text]), [], columns.map(({ header }) => header)]
}

/** Answers with a workbook that is made already: one with more than a list in it. */
export function sendXlsx(
  send: FastifyReply,
  { fileName, content }: { fileName: string; content: Buffer },
): Buffer {
  headFile(send, XLSX, `${fileName}.xlsx`)
  return content
}

/** The first rows of a source that goes on to be pulled. */
async function firstOf(rows: AsyncIterator<Written>, most: number): Promise<Written[]> {
  const first: Written[] = []
  while (first.length < most) {
    const next = await rows.next()
    if (next.done) break
    first.push(next.value)
  }
  return first
}

async function* cellsOf({ rows }: Sheet): AsyncGenerator<Written> {
  let written = 0
  for await (const row of rows) {
    if (++written > ROWS_IN_A_SHEET) {
      throw new Refused(
        'too-many-rows',
        `名单超过一张 Excel 表能放下的 ${ROWS_IN_A_SHEET} 行，没有导出。请按乡镇或条件分几次导出。`,
      )
    }
    yield row.map((cell) => (typeof cell === 'string' && isDay(cell) ? new Date(cell) : cell))
  }
}

/** Excel's calendar is right from March 1900 on; an earlier day stays text, as does one that no calendar has. */
function isDay(text: string): boolean {
  return parseLocalDate(text) !== null && text >= '1900-03-01'
}
