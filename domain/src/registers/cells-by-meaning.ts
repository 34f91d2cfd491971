import type { Cell } from './cell.ts'
import type { ColumnMapping, ColumnMeaning } from './columns.ts'
import type { CellFinding } from './problem.ts'

/** The cells of a row by what they mean; of several columns with one meaning the filled ones, in their order. */
export type CellsByMeaning = {
  has: (meaning: ColumnMeaning) => boolean
  cell: (meaning: ColumnMeaning) => Cell
  all: (meaning: ColumnMeaning) => Cell[]
  /** The columns of {@link all}, 0 for A. */
  columns: (meaning: ColumnMeaning) => readonly number[]
}

/** Says what was found at a cell: at the first column of a meaning, or at one of several. */
export type Find = (meaning: ColumnMeaning, finding: CellFinding, column?: number) => void

/**
 * Looks cells up by meaning; made once a sheet, as it is asked twenty times a row.
 * @param relation what a title says of everybody below it where no cell does: 配偶.
 */
export function cellsByMeaning(
  mapping: ColumnMapping,
  relation: string | null = null,
): (cells: readonly Cell[]) => CellsByMeaning {
  const columns = new Map<ColumnMeaning, number[]>()
  mapping.forEach((meaning, column) => {
    columns.set(meaning, [...(columns.get(meaning) ?? []), column])
  })
  return (cells) => ({
    has: (meaning) => columns.has(meaning),
    cell: (meaning) => {
      for (const column of columns.get(meaning) ?? []) {
        const cell = cells[column]
        if (cell !== undefined && cell !== null && cell !== '') return cell
      }
      return meaning === 'relation' ? relation : null
    },
    all: (meaning) => (columns.get(meaning) ?? []).map((column) => cells[column] ?? null),
    columns: (meaning) => columns.get(meaning) ?? [],
  })
}
