import { columnLetter } from '@qianyue/domain/registers/mapping.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import type { CheckedSheet } from './check-register.ts'
import { importById } from './register-imports.queries.ts'
import { openSheaves } from './sheaves.queries.ts'
import { rowKept } from './staged-content.ts'

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
  const rows = await context.db
    .selectFrom('registerImportRows')
    .select(['sheet', 'sheetRow', 'sheaf', 'place'])
    .where('importId', '=', id)
    .where('outcome', '=', 'out')
    .orderBy('rowNumber')
    .execute()
  const problems = await context.db
    .selectFrom('registerImportProblems')
    .select(['sheet', 'sheetRow', 'columnIndex', 'severity', 'sheaf', 'place'])
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
  const contentAt = await openSheaves(context, id, [...rows, ...problems])
  const marks = new Map<string, Marked>()
  for (const problem of problems) {
    const { sheet, sheetRow, columnIndex, severity } = problem
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
      const lines = bySheet.get(sheet)!.map((row) => ({
        sheetRow: row.sheetRow,
        cells: rowKept(contentAt(row)).cells ?? [],
        marked: marks.get(`${sheet}|${row.sheetRow}`) ?? new Map(),
      }))
      return sheetOf(sheet, titles, lines)
    })
  context.note({ subject: `register-import ${id}` })
  const { writeXlsx } = await import('hucre/xlsx')
  const content = await writeXlsx({
    sheets:
      sheets.length > 0 ? sheets : [{ name: '没有导入的行', rows: [['全部已导入，没有需要改正的行。']] }],
  })
  return { fileName: `${found.fileName.replace(/\.[^.]*$/, '')}-待改正.xlsx`, content: Buffer.from(content) }
}

function sheetOf(
  name: string,
  titles: string[],
  lines: { sheetRow: number; cells: Value[]; marked: Marked }[],
) {
  const width = Math.max(titles.length, ...lines.map(({ cells }) => cells.length))
  const rows: Value[][] = [[...padded(titles, width), '原行号', '需要改正']]
  const cells = new Map<string, { style?: object; comment?: { text: string } }>()
  for (let column = 0; column < width + 2; column++) cells.set(`0,${column}`, { style: HEADER_STYLE })
  lines.forEach(({ sheetRow, cells: values, marked }, index) => {
    const messages = [...marked.values()].flatMap((mark) => mark.messages)
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
