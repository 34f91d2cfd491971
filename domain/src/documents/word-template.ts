import { nearestName } from './check-template.ts'
import { fieldsOf } from './document-fields.ts'
import type { DocumentKind } from './document-kind.ts'
import type { FieldValues, FilledBlock, FilledTable } from './filled-document.ts'

/** Papers for which a county may use a Word file of its own. A card's QR code cannot be put into a Word text. */
const wordKinds = [
  'agreement',
  'resident-letter',
  'contact-card',
  'responsibility-letter',
] as const satisfies readonly DocumentKind[]

type WordKind = (typeof wordKinds)[number]

export function isWordKind(kind: DocumentKind): kind is WordKind {
  return (wordKinds as readonly DocumentKind[]).includes(kind)
}

/** What is wrong with a county's Word file. */
export type WordTemplateProblem =
  | { code: 'not-a-word-file' }
  | { code: 'word-file-too-large' }
  | { code: 'acts-when-opened'; part: string }
  | { code: 'unclosed-field'; near: string }
  | { code: 'stray-close'; near: string }
  | { code: 'crossed-tables'; near: string }
  | { code: 'unclosed-table'; field: string }
  | { code: 'unopened-table'; field: string }
  | { code: 'unknown-field'; field: string; perhaps: string | null }
  | { code: 'unknown-column'; table: string; column: string; perhaps: string | null }
  | { code: 'broken-template'; near: string }

/** Fields of a Word file: `{{姓名}}` in a sentence; `{{#成员表}} … {{/成员表}}` around the row that repeats. */
export type WordFields = { [name: string]: WordFields }

/** The value a Word file gets: texts by name, and each table as rows of columns by their titles. */
export type WordValues = Record<string, string | Record<string, string>[]>

export function wordValues({ texts, blocks }: FieldValues): WordValues {
  const values: WordValues = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, text ?? '']),
  )
  for (const [name, filled] of Object.entries(blocks)) {
    const table = firstTable(filled)
    if (table !== undefined) values[name] = table.rows.map((row) => rowByTitle(table, row.cells))
  }
  return values
}

/** Titles of a table's columns as a Word file names them; 列1, 列2 … where the table has no titles. */
export function columnTitles(table: FilledTable): string[] {
  return table.header === null ? table.columns.map((_, index) => `列${index + 1}`) : [...table.header]
}

function rowByTitle(table: FilledTable, cells: FilledTable['rows'][number]['cells']): Record<string, string> {
  const titles = columnTitles(table)
  return Object.fromEntries(titles.map((title, index) => [title, cells[index]?.text ?? '']))
}

export function firstTable(blocks: readonly FilledBlock[]): FilledTable | undefined {
  return blocks.find((block) => block.type === 'table')
}

/** Names in a Word file that mean nothing here. A text field may also be named within a table's row. */
export function unknownWordFields(
  kind: DocumentKind,
  fields: WordFields,
  sample: WordValues,
): WordTemplateProblem[] {
  const known = fieldsOf(kind)
  const names = Object.keys(known)
  return Object.entries(fields).flatMap(([field, columns]): WordTemplateProblem[] => {
    if (!Object.hasOwn(known, field))
      return [{ code: 'unknown-field', field, perhaps: nearestName(field, names) }]
    const rows = sample[field]
    if (!Array.isArray(rows)) return []
    const titles = Object.keys(rows[0] ?? {})
    return Object.keys(columns)
      .filter((column) => !titles.includes(column) && known[column]?.shape !== 'text')
      .map((column) => ({
        code: 'unknown-column',
        table: field,
        column,
        perhaps: nearestName(column, titles),
      }))
  })
}
