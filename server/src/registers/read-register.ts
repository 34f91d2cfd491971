import type { Cell, SheetRow } from '@qianyue/domain/registers/cell.ts'
import { columnsInOneCell } from '@qianyue/domain/registers/columns-in-one-cell.ts'
import { populationOfSheet } from '@qianyue/domain/registers/population-cell.ts'
import { rowsOfCsv } from './csv-rows.ts'
import { isCompoundFile, isMarkup, readOlderWorkbook } from './older-workbook.ts'
import {
  type Merge,
  MOST_COLUMNS,
  mergesOfSheet,
  type RawRow,
  readSharedStrings,
  rowsOfSheet,
} from './sheet-rows.ts'
import { tablesApart } from './tables-apart.ts'
import { openWorkbook } from './workbook.ts'
import { piecesOf, UnreadableRegister, type ZipEntry, zipEntries } from './zip-file.ts'

/** Rows of one sheet as they come, a few thousand at a time. */
export type SheetBatch = {
  sheet: string
  sheetIndex: number
  rows: SheetRow[]
  /** Of a table to the right of the sheet before, or below it. */
  follows?: 'beside' | 'below'
}

/** A register being read: its rows, and how much of the file has gone by (0…1). */
export type RegisterReader = { batches: AsyncGenerator<SheetBatch>; progress: () => number }

/** What a register may unpack to: 100,000 rows × 20 take 80 MB, and each sheet is gone through twice. */
const REGISTER_MOST_BYTES = 2_000_000_000

/** Rows of an older workbook that go on together. */
const ROWS_TOGETHER = 2_000

/**
 * Reads a register (.xlsx, .csv) row by row, with flat memory: only the texts that cells share and the rows of one
 * piece are held. Merged cells hold the same value in every cell they cover; dates arrive as days. A table to the right of
 * another comes as a sheet of its own. An .xls is read whole.
 * @throws UnreadableRegister
 */
export function readRegister(
  file: Buffer,
  fileName: string,
  mostUnpackedBytes = REGISTER_MOST_BYTES,
): RegisterReader {
  if (file.length === 0) throw new UnreadableRegister('empty')
  const read = readerFor(file, fileName, mostUnpackedBytes)
  return { ...read, batches: tablesApart(columnsApart(read.batches)) }
}

/** Takes the lines of a sheet apart whose columns were all pasted into one. */
async function* columnsApart(batches: AsyncGenerator<SheetBatch>): AsyncGenerator<SheetBatch> {
  let present = -1
  let apart: ((row: SheetRow) => SheetRow) | null = null
  for await (const batch of batches) {
    if (batch.sheetIndex !== present) apart = columnsInOneCell(batch.rows)
    present = batch.sheetIndex
    yield apart ? { ...batch, rows: batch.rows.map(apart) } : batch
  }
}

/** What a file holds counts, not what it is called: what systems call .xls may be a page, or a text with tabs. */
function readerFor(file: Buffer, fileName: string, mostUnpackedBytes: number): RegisterReader {
  const isZip = file.length > 3 && file.readUInt32BE(0) === 0x504b0304
  if (isZip) return readXlsx(file, mostUnpackedBytes)
  if (isCompoundFile(file) || (isMarkup(file) && !/\.csv$/i.test(fileName)))
    return readOlder(file, fileName, mostUnpackedBytes)
  return /\.xlsx$/i.test(fileName) ? readXlsx(file, mostUnpackedBytes) : readCsv(file, fileName)
}

function readXlsx(file: Buffer, mostUnpackedBytes: number): RegisterReader {
  const workbook = openWorkbook(zipEntries(file, mostUnpackedBytes))
  const sheets = listsLast(workbook.sheets)
  const total = sheets.reduce((sum, { entry }) => sum + entry.sizeBytes, 0) || 1
  let passed = 0

  async function* batches(): AsyncGenerator<SheetBatch> {
    const shared = workbook.sharedStrings
    const mergesOf = (entry: ZipEntry) => mergesOfSheet(piecesOf(entry))
    const [strings, mergesOfFirst] = await Promise.all([
      shared ? readSharedStrings(piecesOf(shared)) : [],
      mergesOf(sheets[0]!.entry),
    ])
    const { styleIsDate, styleIsStruck, countsFrom1904 } = workbook
    const context = { strings, styleIsDate, styleIsStruck, countsFrom1904 }
    for (const [sheetIndex, { name, entry }] of sheets.entries()) {
      const merged = mergedCells(sheetIndex === 0 ? mergesOfFirst : await mergesOf(entry))
      for await (const rows of rowsOfSheet(counted(entry), context)) {
        yield { sheet: name, sheetIndex, rows: rows.map((row) => merged(row, name)) }
      }
    }
  }
  async function* counted(entry: ZipEntry): AsyncGenerator<Buffer> {
    for await (const piece of piecesOf(entry)) {
      yield piece
      passed += piece.length
    }
  }
  return { batches: batches(), progress: () => Math.min(1, passed / total) }
}

/** Of whoever stands in several sheets the first counts: lists of one population come behind those of families. */
function listsLast<Sheet extends { name: string }>(sheets: readonly Sheet[]): Sheet[] {
  const [lists, registers] = [true, false].map((isList) =>
    sheets.filter(({ name }) => (populationOfSheet(name) !== null) === isList),
  )
  return [...registers!, ...lists!]
}

function readOlder(file: Buffer, fileName: string, mostUnpackedBytes: number): RegisterReader {
  let passed = 0
  let total = 1
  async function* batches(): AsyncGenerator<SheetBatch> {
    const sheets = listsLast(await readOlderWorkbook(file, fileName, mostUnpackedBytes))
    total = sheets.reduce((sum, { rows }) => sum + rows.length, 1)
    for (const [sheetIndex, { name, rows, merges }] of sheets.entries()) {
      const merged = mergedCells(merges)
      for (let from = 0; from < rows.length; from += ROWS_TOGETHER) {
        const some = rows.slice(from, from + ROWS_TOGETHER)
        yield { sheet: name, sheetIndex, rows: some.map((row) => merged(row, name)) }
        passed += some.length
      }
    }
  }
  return { batches: batches(), progress: () => Math.min(1, passed / total) }
}

function readCsv(file: Buffer, fileName: string): RegisterReader {
  const sheet = fileName.replace(/\.[^.]*$/, '')
  let rowsPassed = 0
  async function* batches(): AsyncGenerator<SheetBatch> {
    for await (const rows of rowsOfCsv(file)) {
      rowsPassed += rows.length
      yield { sheet, sheetIndex: 0, rows: rows.map(({ sheetRow, cells }) => ({ sheet, sheetRow, cells })) }
    }
  }
  return { batches: batches(), progress: () => Math.min(1, (rowsPassed * 120) / file.length) }
}

/** Copies the value of a merged area into each of its cells, as the rows go by from the top. */
function mergedCells(merges: readonly Merge[]): (row: RawRow, sheet: string) => SheetRow {
  const waiting = merges.toSorted((a, b) => a.top - b.top)
  let next = 0
  let open: { merge: Merge; value: Cell }[] = []
  return ({ sheetRow, cells, struck }, sheet) => {
    if (open.length > 0) open = open.filter(({ merge }) => merge.bottom >= sheetRow)
    while (next < waiting.length && waiting[next]!.top <= sheetRow) {
      const merge = waiting[next++]!
      if (merge.bottom >= sheetRow)
        open.push({ merge, value: merge.top === sheetRow ? (cells[merge.left] ?? null) : null })
    }
    if (open.length > MOST_COLUMNS) throw new UnreadableRegister('damaged')
    for (const { merge, value } of open) {
      if (value === null || cells.length === 0) continue
      const right = Math.min(merge.right, MOST_COLUMNS - 1)
      while (cells.length <= right) cells.push(null)
      cells.fill(value, merge.left, right + 1)
    }
    return struck ? { sheet, sheetRow, cells, struck } : { sheet, sheetRow, cells }
  }
}
