import { columnLetter } from '@qianyue/domain/registers/mapping.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import type { CheckedSheet } from './check-register.ts'
import { importById } from './register-imports.queries.ts'
import { openSheaves } from './sheaves.queries.ts'
import { type RowContent, rowKept } from './staged-content.ts'

type Marked = Map<number, { messages: string[]; isError: boolean }>
type Value = string | number | null

const HEADER_STYLE = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE8EEF6' } },
} as const
const ERROR_STYLE = {
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFC7CE' } },
  font: { color: { rgb: 'FF9C0006' } },
} as const
const WARNING_STYLE = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFEB9C' } } } as const

/**
 * 没有导入的行: an Excel in the columns of the register, each wrong cell coloured, with what is wrong in words at the end
 * of the row. Mended, it can be imported as it is.
 */
export async function rejectedRowsFile(
  context: Context,
  { id }: { id: string },
): Promise<{ fileName: string; content: Buffer }> {
  const found = await importById(context, id)
  if (!found) throw new NotFound('register import')
  const { db } = context
  const rows = await db
    .selectFrom('registerImportRows')
    .select(['sheet', 'sheetRow', 'household', 'sheaf', 'place'])
    .where('importId', '=', id)
    .where('outcome', '=', 'out')
    .orderBy('rowNumber')
    .execute()
  const problems = await db
    .selectFrom('registerImportProblems')
    .select(['sheet', 'sheetRow', 'columnIndex', 'severity', 'code', 'sheaf', 'place'])
    .where('importId', '=', id)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('registerImportRows as row')
          .select('row.rowNumber')
          .where('row.importId', '=', id)
          .where('row.outcome', '=', 'out')
          .whereRef('row.sheet', '=', 'registerImportProblems.sheet')
          .whereRef('row.sheetRow', '=', 'registerImportProblems.sheetRow'),
      ),
    )
    .orderBy('problem')
    .execute()
  const othersIn = await db
    .selectFrom('registerImportRows as row')
    .select('row.household')
    .distinct()
    .where('row.importId', '=', id)
    .where('row.outcome', '<>', 'out')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('registerImportRows as left')
          .select('left.rowNumber')
          .where('left.importId', '=', id)
          .where('left.outcome', '=', 'out')
          .whereRef('left.household', '=', 'row.household'),
      ),
    )
    .execute()
  const householdsIn = new Set(othersIn.map(({ household }) => household))
  const contentAt = await openSheaves(context, id, [...rows, ...problems])
  const marks = new Map<string, Marked>()
  const neverToCome = new Set<string>()
  for (const problem of problems) {
    const { sheet, sheetRow, columnIndex, severity, code } = problem
    if (NEVER_TO_COME.has(code)) neverToCome.add(`${sheet}|${sheetRow}`)
    const row =
      marks.get(`${sheet}|${sheetRow}`) ?? new Map<number, { messages: string[]; isError: boolean }>()
    const [message] = contentAt(problem) as [string, string]
    const cell = row.get(columnIndex ?? -1) ?? { messages: [], isError: false }
    cell.messages.push(message)
    cell.isError ||= severity === 'error'
    row.set(columnIndex ?? -1, cell)
    marks.set(`${sheet}|${sheetRow}`, row)
  }
  const bySheet = Map.groupBy(rows, ({ sheet }) => sheet)
  const sheets = (found.columns as CheckedSheet[])
    .filter(({ sheet }) => bySheet.has(sheet))
    .map(({ sheet, columns }) => {
      const titles = columns.map(({ title, column }) => title || columnLetter(column))
      const kept = bySheet.get(sheet)!.map((row) => ({ row, content: rowKept(contentAt(row)) }))
      const said = whatLinesSaid(
        columns,
        kept.map(({ content }) => content),
      )
      const lines = kept.map(({ row, content }) => ({
        sheetRow: row.sheetRow,
        cells: said.cells(content),
        hasOthersIn: householdsIn.has(row.household) && !neverToCome.has(`${sheet}|${row.sheetRow}`),
        marked: marks.get(`${sheet}|${row.sheetRow}`) ?? new Map(),
      }))
      return sheetOf(sheet, [...titles, ...said.titles], lines)
    })
  context.note({ subject: `register-import ${id}` })
  const { writeXlsx } = await import('hucre/xlsx')
  const content = await writeXlsx({
    sheets:
      sheets.length > 0 ? sheets : [{ name: '没有导入的行', rows: [['全部已导入，没有需要改正的行。']] }],
  })
  return { fileName: `${found.fileName.replace(/\.[^.]*$/, '')}-待改正.xlsx`, content: Buffer.from(content) }
}

/** Whoever is dead, moved out or named a second time is not mended to come in. */
const NEVER_TO_COME: ReadonlySet<string> = new Set([
  'resident-dead',
  'resident-moved-out',
  'duplicate-person',
])

/** A row that is imported by itself finds the household of others only by one of them. */
const OTHERS_ARE_IN =
  '同户的人不在本表中：请在原名册里改正后整册重新导入，才会归入同一户；单独导入本行会另立一户。'

/** What lines above a row say for it, and how a column of its own is called. */
const SAID_ABOVE = {
  township: '乡镇',
  village: '村',
  group: '组',
  address: null,
  householdNumber: null,
} as const

/**
 * What a row was told by its title, by a line above it or by the head of its household (village, group, number) stands in
 * the row itself when it is given back without them, in a column of its own where the register has none.
 */
function whatLinesSaid(columns: CheckedSheet['columns'], contents: readonly RowContent[]) {
  const fields = Object.keys(SAID_ABOVE) as (keyof typeof SAID_ABOVE)[]
  const saidOf = ({ person, householdNumber }: RowContent, field: keyof typeof SAID_ABOVE) =>
    field === 'householdNumber' ? householdNumber : person[field]
  const isInRow = (content: RowContent, value: string) =>
    (content.cells ?? []).some((cell) => String(cell ?? '').includes(value))
  const columnOf = new Map(
    fields.map((field) => [field, columns.findIndex(({ meaning }) => meaning === field)] as const),
  )
  const added = fields.filter((field) =>
    contents.some((content) => {
      const value = saidOf(content, field)
      return (
        SAID_ABOVE[field] !== null && columnOf.get(field)! < 0 && value !== null && !isInRow(content, value)
      )
    }),
  )
  return {
    titles: added.map((field) => SAID_ABOVE[field]!),
    cells: (content: RowContent): Value[] => {
      const cells = padded(content.cells ?? [], columns.length)
      for (const [field, column] of columnOf)
        if (column >= 0 && (cells[column] ?? '') === '') cells[column] = saidOf(content, field)
      return [...cells, ...added.map((field) => saidOf(content, field))]
    },
  }
}

function sheetOf(
  name: string,
  titles: string[],
  lines: { sheetRow: number; cells: Value[]; hasOthersIn: boolean; marked: Marked }[],
) {
  const width = Math.max(titles.length, ...lines.map(({ cells }) => cells.length))
  const rows: Value[][] = [[...padded(titles, width), '原行号', '需要改正']]
  const cells = new Map<string, { style?: object; comment?: { text: string } }>()
  for (let column = 0; column < width + 2; column++) cells.set(`0,${column}`, { style: HEADER_STYLE })
  lines.forEach(({ sheetRow, cells: values, hasOthersIn, marked }, index) => {
    const messages = [...marked.values()].flatMap((mark) => mark.messages)
    if (hasOthersIn) messages.push(OTHERS_ARE_IN)
    rows.push([...padded(values.map(asText), width), sheetRow, messages.join('\n')])
    for (const [column, { messages: texts, isError }] of marked) {
      if (column < 0) continue
      cells.set(`${index + 1},${column}`, {
        style: isError ? ERROR_STYLE : WARNING_STYLE,
        comment: { text: texts.join('\n') },
      })
    }
  })
  return {
    name: name.slice(0, 31),
    rows,
    cells: cells as never,
    columns: [...Array.from({ length: width }, () => ({ width: 16 })), { width: 8 }, { width: 70 }],
    freezePane: { rows: 1 },
  }
}

/** Long numbers are given back as text, so that Excel does not shorten them again. */
function asText(value: Value): Value {
  return typeof value === 'number' && Math.abs(value) >= 1e11 ? String(value) : value
}

function padded(values: readonly Value[], width: number): Value[] {
  return [...values, ...Array.from({ length: Math.max(0, width - values.length) }, () => null)]
}
