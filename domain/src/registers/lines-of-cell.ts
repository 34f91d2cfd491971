import { type Cell, type SheetRow, textOf } from './cell.ts'
import { looksLikeIdNumber } from './id-cell.ts'

/** More than so many in one cell are no family. */
export const MOST_IN_A_CELL = 60

/**
 * The people of a row in whose cells several stand, one below the other (Alt+Enter): as many lines of names as of ID
 * numbers. Each is given as a row of the same number, with what the cells say of the whole household; what one line says
 * where there are several people is of the first. Any other row stays as it is.
 * @param ofHousehold columns of the household: address, number, village.
 */
export function peopleOfLines(
  row: SheetRow,
  columns: { name: number; idNumber: number; ofHousehold: readonly number[] },
): readonly SheetRow[] {
  const { cells } = row
  const people = linesOf(cells[columns.name]).length
  if (people < 2 || people > MOST_IN_A_CELL) return [row]
  const linesOfCells = cells.map(linesOf)
  const numbers = linesOfCells[columns.idNumber] ?? []
  if (numbers.length !== people || !numbers.some(looksLikeIdNumber)) return [row]
  return Array.from({ length: people }, (_, line) => ({
    ...row,
    line,
    cells: cells.map((cell, column) => {
      const lines = linesOfCells[column]!
      if (lines.length === people) return lines[line]!
      return line === 0 || columns.ofHousehold.includes(column) ? cell : null
    }),
  }))
}

function linesOf(cell: Cell | undefined): string[] {
  if (typeof cell !== 'string' || !cell.includes('\n')) return []
  return cell.split('\n').filter((line) => textOf(line) !== '')
}
