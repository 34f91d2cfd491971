import type { FilledCell, FilledRow, FilledTable } from '@qianyue/domain/documents/filled-document.ts'
import { breakLines, type SetLine } from './break-lines.ts'
import { LINE_HEIGHT, lineMarks, type Mark, mm, type Piece, space } from './pieces.ts'

type SetCell = { x: number; width: number; lines: SetLine[]; align: 'left' | 'centre' | 'right' }

/** A table as a piece a row: rows stay whole, the header comes again on each page the table runs over. */
export function tablePieces(table: FilledTable, bodyPt: number, width: number) {
  const pt = bodyPt * 0.93
  const shares = table.columns.reduce((sum, { share }) => sum + share, 0)
  const widths = table.columns.map(({ share }) => (share / shares) * width)
  let missing = 0
  const rowPiece = (row: FilledRow): Piece => {
    const set = setRow(row, table, widths, pt)
    missing += set.missing
    return set.piece
  }
  const pieces: Piece[] = [space(bodyPt * 0.25)]
  const header = table.header
    ? rowPiece({ cells: table.header.map((text) => ({ text, bold: true, align: 'centre' })) })
    : undefined
  if (header) pieces.push({ ...header, keepWithNext: true })
  const rows = table.rows.map(rowPiece)
  for (const [index, row] of rows.entries()) {
    // A row that spans the table heads those under it.
    const headsNext =
      table.rows[index]!.cells.length === 1 && table.columns.length > 1 && index < rows.length - 1
    pieces.push({ ...row, keepWithNext: headsNext, ...(header ? { header } : {}) })
  }
  pieces.push(space(bodyPt * 0.4))
  return { pieces, missing }
}

function setRow(row: FilledRow, table: FilledTable, widths: readonly number[], pt: number) {
  const padding = pt * 0.4
  let column = 0
  let x = 0
  let missing = 0
  const cells = row.cells.map((cell): SetCell => {
    const span = cell.span ?? 1
    const width = widths.slice(column, column + span).reduce((sum, each) => sum + each, 0)
    const set = breakLines([{ text: cell.text, bold: cell.bold ?? false }], pt, width - 2 * padding)
    missing += set.missing
    const made = { x, width, lines: set.lines, align: alignOf(cell, table, column) }
    column += span
    x += width
    return made
  })
  const tallest = Math.max(...cells.map(({ lines }) => lines.length))
  const lineHeight = pt * (LINE_HEIGHT - 0.1)
  const height = Math.max(tallest * lineHeight + 1.6 * padding, mm(row.minHeightMm ?? 0))
  const piece: Piece = {
    height,
    marks: (left, top) =>
      cells.flatMap((cell) => cellMarks(cell, left, top, height, lineHeight, pt, padding)),
  }
  return { piece, missing }
}

function alignOf(cell: FilledCell, table: FilledTable, column: number): SetCell['align'] {
  if (cell.align !== undefined) return cell.align
  if ((cell.span ?? 1) > 1) return 'left'
  return table.columns[column]?.align ?? 'left'
}

function cellMarks(
  { x, width, lines, align }: SetCell,
  left: number,
  top: number,
  height: number,
  lineHeight: number,
  pt: number,
  padding: number,
): Mark[] {
  const textTop = top + (height - lines.length * lineHeight) / 2
  const place = { x: left + x + padding, width: width - 2 * padding, pt, align }
  return [
    { type: 'box', x: left + x, y: top, width, height },
    ...lines.flatMap((line, index) => lineMarks(line, { ...place, y: textTop + index * lineHeight })),
  ]
}
