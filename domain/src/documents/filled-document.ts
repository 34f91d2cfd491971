import type { PaperKind } from './document-kind.ts'
import { type Placement, readTemplate, type TemplateRun } from './template-text.ts'

/** What stands on the paper, ready to be drawn: the same for the PDF and for the preview on the screen. */
export type FilledBlock =
  | { type: 'title' | 'heading' | 'notice'; runs: FilledRun[] }
  | { type: 'paragraph'; placed: Placement; runs: FilledRun[] }
  | FilledTable
  | { type: 'qr'; content: string; caption: string; sizeMm: number }
  | { type: 'beside'; left: FilledBlock[]; right: FilledBlock[]; rightMm: number }
  | { type: 'page-break' }

export type FilledRun = { text: string; bold: boolean }

export type FilledTable = {
  type: 'table'
  /** Shares of the width, one for each column. */
  columns: readonly { share: number; align?: 'left' | 'centre' | 'right' }[]
  /** Repeated at the top of each page the table runs over. */
  header: readonly string[] | null
  rows: readonly FilledRow[]
}

export type FilledRow = {
  cells: readonly FilledCell[]
  /** Room for handwriting, in millimetres, when the text needs less. */
  minHeightMm?: number
}

export type FilledCell = {
  text: string
  bold?: boolean
  /** Columns the cell covers. */
  span?: number
  align?: 'left' | 'centre' | 'right'
}

export type FilledDocument = { kind: PaperKind; number: string; blocks: FilledBlock[] }

/**
 * The value of each field of one document. A field without a value prints as a line to be filled in by hand; null says
 * that there is rightly nothing, and prints nothing.
 */
export type FieldValues = {
  texts: Readonly<Record<string, string | null>>
  blocks: Readonly<Record<string, readonly FilledBlock[]>>
}

/** Where nothing is known the paper leaves a line to write on. */
export const BLANK = '＿＿＿＿＿＿'

export function headingOf(text: string): FilledBlock {
  return { type: 'heading', runs: [{ text, bold: true }] }
}

/** Titles and headings stand out whatever their text says of itself. */
export function allBold(runs: readonly FilledRun[]): FilledRun[] {
  return runs.map(({ text }) => ({ text, bold: true }))
}

/** Puts the values into a text that has been found right by `templateProblems`. */
export function fillTemplate(text: string, values: FieldValues): FilledBlock[] {
  return readTemplate(text).blocks.flatMap((block): readonly FilledBlock[] => {
    switch (block.type) {
      case 'page-break':
        return [{ type: 'page-break' }]
      case 'block-field': {
        const table = values.blocks[block.field]
        if (table !== undefined) return table
        const run: TemplateRun = { bold: false, field: block.field }
        return [{ type: 'paragraph', placed: 'flush', runs: filledRuns([run], values) }]
      }
      case 'paragraph':
        return [{ type: 'paragraph', placed: block.placed, runs: filledRuns(block.runs, values) }]
      default:
        return [{ type: block.type, runs: filledRuns(block.runs, values) }]
    }
  })
}

function filledRuns(runs: readonly TemplateRun[], values: FieldValues): FilledRun[] {
  return runs.map((run) => {
    if ('text' in run) return { text: run.text, bold: run.bold }
    const { [run.field]: value = '' } = values.texts
    return { text: value === '' ? BLANK : (value ?? ''), bold: run.bold }
  })
}
