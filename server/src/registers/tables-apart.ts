import type { Cell, SheetRow } from '@qianyue/domain/registers/cell.ts'
import { findHeader, HEADER_WITHIN_ROWS } from '@qianyue/domain/registers/header.ts'
import { columnLetter } from '@qianyue/domain/registers/mapping.ts'
import { type TableColumns, tablesBeside } from '@qianyue/domain/registers/tables-beside.ts'
import type { SheetBatch } from './read-register.ts'

/** The rows of one of several tables that stand side by side, as those of a sheet of their own. */
type Table = { sheet: string; own: (row: SheetRow) => SheetRow; rows: SheetRow[] }

/**
 * Takes apart the tables that stand side by side on a sheet: the first is the sheet, each other a sheet of its own behind
 * it, 名册（G–K列）. Every cell stays in its row and column, so that a problem is said where Excel shows it. What stands to
 * the right is held until the sheet has gone by.
 */
export async function* tablesApart(batches: AsyncGenerator<SheetBatch>): AsyncGenerator<SheetBatch> {
  let sheetIndex = -1
  let present = -1
  let tables: Table[] | null = null

  function* toTheRight(): Generator<SheetBatch> {
    for (const { sheet, rows } of tables?.slice(1) ?? []) yield { sheet, sheetIndex: ++sheetIndex, rows }
  }
  for await (const { sheet, sheetIndex: given, rows } of batches) {
    if (given !== present) {
      yield* toTheRight()
      present = given
      sheetIndex++
      tables = tablesOf(sheet, rows)
    }
    if (tables === null) {
      yield { sheet, sheetIndex, rows }
      continue
    }
    const [first, ...others] = tables
    for (const other of others) for (const row of rows) other.rows.push(other.own(row))
    yield { sheet, sheetIndex, rows: rows.map(first!.own) }
  }
  yield* toTheRight()
}

function tablesOf(sheet: string, rows: readonly SheetRow[]): Table[] | null {
  const header = findHeader(rows.slice(0, HEADER_WITHIN_ROWS))
  const ranges = header && tablesBeside(header)
  if (!ranges) return null
  return ranges.map((range, table) => {
    const name =
      table === 0 ? sheet : `${sheet.slice(0, 20)}（${columnLetter(range.from)}–${columnLetter(range.to)}列）`
    // The lines above the header speak of all tables.
    const own = (row: SheetRow) => ({
      sheet: name,
      sheetRow: row.sheetRow,
      cells: row.sheetRow < header.from ? row.cells : ownCells(row.cells, range, ranges[0]!.from),
    })
    return { sheet: name, own, rows: [] }
  })
}

/** The cells of one table and those to the left of all tables; between them nothing. */
function ownCells(cells: readonly Cell[], { from, to }: TableColumns, shared: number): Cell[] {
  return cells.slice(0, to + 1).map((cell, column) => (column < shared || column >= from ? cell : null))
}
