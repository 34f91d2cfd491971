import type { Cell, SheetRow } from '@qianyue/domain/registers/cell.ts'
import { findHeader, HEADER_WITHIN_ROWS, type RegisterHeader } from '@qianyue/domain/registers/header.ts'
import { columnLetter } from '@qianyue/domain/registers/mapping.ts'
import { peopleOfRow } from '@qianyue/domain/registers/people-of-row.ts'
import { columnsHaveMoved, type TableColumns, tablesBeside } from '@qianyue/domain/registers/tables-beside.ts'
import type { SheetBatch } from './read-register.ts'

/** The rows of one of several tables that stand side by side, as those of a sheet of their own. */
type Table = { sheet: string; own: (row: SheetRow) => SheetRow; rows: SheetRow[] }

/** More tables below each other are no register. */
const MOST_TABLES = 100

/**
 * Takes apart the tables that stand side by side on a sheet: the first is the sheet, each other a sheet of its own behind
 * it, 名册（G–K列）. Every cell stays in its row and column, so that a problem is said where Excel shows it. What stands to
 * the right is held until the sheet has gone by. A table further down whose columns stand otherwise is a sheet too,
 * 名册（第34行起）.
 */
export async function* tablesApart(batches: AsyncGenerator<SheetBatch>): AsyncGenerator<SheetBatch> {
  let sheetIndex = -1
  let present = -1
  let tables: Table[] | null = null
  let name = ''
  let header: RegisterHeader | null = null
  let below = 0

  function* toTheRight(): Generator<SheetBatch> {
    for (const { sheet, rows } of tables?.slice(1) ?? [])
      yield { sheet, sheetIndex: ++sheetIndex, rows, follows: 'beside' }
  }
  for await (const { sheet, sheetIndex: given, rows } of batches) {
    if (given !== present) {
      yield* toTheRight()
      present = given
      sheetIndex++
      name = sheet
      below = 0
      header = findHeader(rows.slice(0, HEADER_WITHIN_ROWS))
      tables = header && tablesOf(sheet, header)
    }
    if (tables === null) {
      let rest = rows
      let next = header && tableBelow(header, rest)
      while (next && ++below < MOST_TABLES) {
        const batch = { sheet: name, sheetIndex, rows: named(rest.slice(0, next.from), name) }
        yield below > 1 ? { ...batch, follows: 'below' } : batch
        rest = rest.slice(next.from)
        header = next.header
        name = `${sheet.slice(0, 20)}（第${rest[0]!.sheetRow}行起）`
        sheetIndex++
        next = tableBelow(header, rest)
      }
      const batch = { sheet: name, sheetIndex, rows: named(rest, name) }
      yield below > 0 ? { ...batch, follows: 'below' } : batch
      continue
    }
    const [first, ...others] = tables
    for (const other of others) for (const row of rows) other.rows.push(other.own(row))
    yield { sheet, sheetIndex, rows: rows.map(first!.own) }
  }
  yield* toTheRight()
}

const named = (rows: SheetRow[], sheet: string) =>
  rows[0]?.sheet === sheet ? rows : rows.map((row) => ({ ...row, sheet }))

/** Where in the rows a table with other columns begins, with the lines of one text above its header, which are its title. */
function tableBelow(
  header: RegisterHeader,
  rows: readonly SheetRow[],
): { from: number; header: RegisterHeader } | null {
  const titles = new Set(header.titles)
  for (const [at, { sheetRow, cells }] of rows.entries()) {
    const first = cells.find((cell) => cell !== null && cell !== '')
    if (sheetRow <= header.to || typeof first !== 'string' || !titles.has(first)) continue
    const below = findHeader(rows.slice(at, at + 3))
    if (below?.from !== sheetRow || !columnsHaveMoved(header, below)) continue
    let from = at
    while (from > 0 && rows[from - 1]!.sheetRow > header.to && isOneText(rows[from - 1]!.cells)) from--
    return { from, header: below }
  }
  return null
}

function isOneText(cells: readonly Cell[]): boolean {
  return new Set(cells.filter((cell) => cell !== null && cell !== '')).size === 1
}

function tablesOf(sheet: string, header: RegisterHeader): Table[] | null {
  const ranges = peopleOfRow(header) ? null : tablesBeside(header)
  if (!ranges) return null
  return ranges.map((range, table) => {
    const name =
      table === 0 ? sheet : `${sheet.slice(0, 20)}（${columnLetter(range.from)}–${columnLetter(range.to)}列）`
    // The lines above the header speak of all tables.
    const own = (row: SheetRow) => ({
      ...row,
      sheet: name,
      cells: row.sheetRow < header.from ? row.cells : ownCells(row.cells, range, ranges[0]!.from),
    })
    return { sheet: name, own, rows: [] }
  })
}

/** The cells of one table and those to the left of all tables; between them nothing. */
function ownCells(cells: readonly Cell[], { from, to }: TableColumns, shared: number): Cell[] {
  return cells.slice(0, to + 1).map((cell, column) => (column < shared || column >= from ? cell : null))
}
