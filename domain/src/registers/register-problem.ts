import { type SheetRow, textOf } from './cell.ts'
import type { ColumnMeaning } from './columns.ts'
import type { RowFinding } from './person-row.ts'
import { type CellFinding, type Severity, severityOf, wordsOf } from './problem.ts'
import type { Sheet } from './sheet.ts'

/** A problem at its cell (问题), as the clerk reads it. */
export type RegisterProblem = {
  sheet: string
  /** 1-based, as Excel shows it. */
  sheetRow: number
  /** 0 for column A; null when the register has no such column. */
  columnIndex: number | null
  /** The title of the column as the register has it. */
  column: string
  severity: Severity
  code: string
  message: string
  /** What is written in the cell. */
  value: string
}

/** Characters of a cell that are shown beside its problem. */
const MOST_SHOWN = 200

/** A finding as a problem at its cell. */
export function toProblem(found: RowFinding, row: SheetRow, sheet: Sheet): RegisterProblem {
  const { meaning, finding } = found
  const at = found.column ?? columnOfHead(row, meaning) ?? sheet.columnOf(meaning)
  const { column, columnIndex } = columnAt(meaning, sheet, at)
  return {
    sheet: row.sheet,
    sheetRow: row.sheetRow,
    columnIndex,
    column,
    severity: severityOf(finding),
    code: finding.code,
    message: wordsOf(finding),
    value: textOf(row.cells[at]).slice(0, MOST_SHOWN),
  }
}

const columnOfHead = ({ head }: SheetRow, meaning: ColumnMeaning): number | undefined =>
  head && (meaning === 'name' || meaning === 'idNumber' || meaning === 'phone')
    ? head.columns[meaning]
    : undefined

/** What is found only when the rows have been read: at the first row that it is about, where heads are named if they are. */
export function problemOfSheet(finding: CellFinding, sheet: Sheet, sheetRow: number): RegisterProblem {
  const isOfHeads = finding.code === 'head-missing' || finding.code === 'no-heads'
  return {
    sheet: sheet.name,
    sheetRow,
    ...(isOfHeads ? columnAt('relation', sheet) : { columnIndex: null, column: '' }),
    severity: severityOf(finding),
    code: finding.code,
    message: wordsOf(finding),
    value: '',
  }
}

export function columnAt(
  meaning: ColumnMeaning,
  sheet: Sheet,
  ofSeveral?: number,
): { column: string; columnIndex: number | null } {
  const columnIndex = ofSeveral ?? sheet.columnOf(meaning)
  return columnIndex < 0
    ? { column: '', columnIndex: null }
    : { column: sheet.titles[columnIndex] ?? '', columnIndex: whereWritten(columnIndex, sheet) }
}

/** Where a fact stands that was put apart from others of its cell. */
function whereWritten(column: number, { facts }: Sheet): number {
  return facts.find(({ at, facts }) => column >= at && column < at + facts.length - 1)?.column ?? column
}
