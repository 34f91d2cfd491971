import { randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { percentText, type Rate } from '@qianyue/domain/indicators/rate.ts'
import type { FastifyReply } from 'fastify'
import { Refused } from './errors.ts'
import { headFile, XLSX } from './file-heads.ts'

/** Excel has 1,048,576 rows in a sheet, of which the heading takes a few. */
const ROWS_IN_A_SHEET = 1_048_500

export type Cell = string | number | null

/** A column of rates: numbers that Excel can sort and chart, shown as `39.02%`. */
export const PERCENT = '0.00%'

/** A column of days: cells `2026-11-21` go out as days that Excel sorts and filters by month, not as text. */
export const DAY = 'yyyy-mm-dd'
const IS_DAY = /^\d{4}-\d{2}-\d{2}$/

/** A rate in such a column; 不适用 without a denominator. */
export function rateCell(rate: Rate): Cell {
  return rate.denominator === 0 ? percentText(rate) : rate.numerator / rate.denominator
}

/** One sheet: what it is about on top, a heading row, and rows that are pulled as they are written. */
export type Sheet = {
  /** The file's name without `.xlsx`. */
  fileName: string
  /** 口径、人群、统计日: lines above the table, a label and its text each. */
  about: readonly (readonly [label: string, text: string])[]
  /** How wide, in characters, and how its numbers are shown. */
  columns: readonly { header: string; width: number; numFmt?: string }[]
  rows: Iterable<Cell[]> | AsyncIterable<Cell[]>
}

/**
 * Writes the sheet to a file in the folder, in constant memory, and answers with it. It is complete before the answer
 * begins, so that nobody keeps half a list. Its name is taken away as soon as it is open: whatever ends the program, no
 * list of people is left behind on the disk.
 */
export async function sendWorkbook(send: FastifyReply, folder: string, sheet: Sheet): Promise<Readable> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${randomUUID()}.xlsx`)
  // Loaded with the first workbook, as what writes papers is with the first paper: neither is needed by the hour.
  const { writeXlsxStream } = await import('hucre/xlsx')
  const written = writeXlsxStream(allRows(sheet), {
    name: '统计',
    columns: sheet.columns.map(({ width, numFmt }) => ({ width, ...(numFmt ? { numFmt } : {}) })),
    freezePane: { rows: sheet.about.length + 2 },
  })
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

/** Answers with a workbook that is made already: one with more than a list in it. */
export function sendXlsx(
  send: FastifyReply,
  { fileName, content }: { fileName: string; content: Buffer },
): Buffer {
  headFile(send, XLSX, `${fileName}.xlsx`)
  return content
}

async function* allRows({ about, columns, rows }: Sheet): AsyncGenerator<(Cell | Date)[]> {
  for (const [label, text] of about) yield [label, text]
  yield []
  yield columns.map(({ header }) => header)
  let written = 0
  for await (const row of rows) {
    if (++written > ROWS_IN_A_SHEET) {
      throw new Refused(
        'too-many-rows',
        `名单超过一张 Excel 表能放下的 ${ROWS_IN_A_SHEET} 行，没有导出。请按乡镇或条件分几次导出。`,
      )
    }
    yield row.map((cell, column) =>
      columns[column]?.numFmt === DAY && typeof cell === 'string' && IS_DAY.test(cell)
        ? new Date(cell)
        : cell,
    )
  }
}
