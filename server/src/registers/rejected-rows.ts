import { HEAD, relations } from '@qianyue/domain/households/relation.ts'
import { type Population, populations } from '@qianyue/domain/populations/population.ts'
import { type ColumnMeaning, tickedPopulation } from '@qianyue/domain/registers/columns.ts'
import { columnLetter } from '@qianyue/domain/registers/mapping.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import type { CheckedSheet } from './check-register.ts'
import { importById } from './register-imports.queries.ts'
import { othersOfTheirHouseholds, problemsOfRowsOut, rowsOut } from './rejected-rows.queries.ts'
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
const IN_STYLE = { font: { color: { rgb: 'FF7F7F7F' } } } as const
const WARNING_STYLE = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFEB9C' } } } as const

/**
 * 没有导入的行: an Excel in the columns of the register, each wrong cell coloured, with what is wrong in words at the end
 * of the row. Where others of the household came in, one of them stands with it, so that it can be mended and imported as it
 * is: whoever is imported by himself finds the household of others only by one of them.
 */
export async function rejectedRowsFile(
  context: Context,
  { id }: { id: string },
): Promise<{ fileName: string; content: Buffer }> {
  const found = await importById(context, id)
  if (!found) throw new NotFound('register import')
  const [rows, cameIn, problems] = await Promise.all([
    rowsOut(context.db, id),
    othersOfTheirHouseholds(context.db, id),
    problemsOfRowsOut(context.db, id),
  ])
  const contentAt = await openSheaves(context, id, [...rows, ...cameIn, ...problems])
  const besidesOn = new Map((found.columns as CheckedSheet[]).map((one) => [one.sheet, one.besidesOn]))
  /** A family in one row of the sheet is given back as that row. */
  const sheetOfRow = ({ sheet }: { sheet: string }) => besidesOn.get(sheet) ?? sheet
  const lineOf = (row: { sheet: string; sheetRow: number }) => `${sheetOfRow(row)}|${row.sheetRow}`
  const marks = new Map<string, Marked>()
  const neverToCome = new Set<number>()
  for (const problem of problems) {
    const { rowNumber, columnIndex, severity, code } = problem
    if (NEVER_TO_COME.has(code)) neverToCome.add(Math.abs(rowNumber))
    const row = marks.get(lineOf(problem)) ?? new Map<number, { messages: string[]; isError: boolean }>()
    const [message] = contentAt(problem) as [string, string]
    const cell = row.get(columnIndex ?? -1) ?? { messages: [], isError: false }
    cell.messages.push(message)
    cell.isError ||= severity === 'error'
    row.set(columnIndex ?? -1, cell)
    marks.set(lineOf(problem), row)
  }
  const stayedOut = rows.map((row) => ({ ...row, content: rowKept(contentAt(row)), isIn: false }))
  const mayCome = new Set(
    rows.filter(({ rowNumber }) => !neverToCome.has(rowNumber)).map(({ household }) => household),
  )
  // The head of each household where he came in, else whoever stands first.
  const known = [...Map.groupBy(cameIn, ({ household }) => household)]
    .filter(([household]) => mayCome.has(household))
    .map(([, members]) => {
      const those = members.map((row) => ({ ...row, content: rowKept(contentAt(row)), isIn: true }))
      return those.find(({ content }) => content.person.relation === HEAD) ?? those[0]!
    })
  const familySheets = new Set(besidesOn.values())
  const keyOf = (row: { sheet: string; sheetRow: number; rowNumber: number }) =>
    familySheets.has(sheetOfRow(row)) ? lineOf(row) : row.rowNumber
  const linesOut = new Map(stayedOut.toReversed().map((row) => [keyOf(row), row]))
  const knownElsewhere = known.filter((row) => !linesOut.has(keyOf(row)) && !besidesOn.get(row.sheet))
  const bySheet = Map.groupBy(
    [...linesOut.values(), ...knownElsewhere].sort((a, b) => a.rowNumber - b.rowNumber),
    sheetOfRow,
  )
  const sheets = (found.columns as CheckedSheet[])
    .filter(({ sheet }) => bySheet.has(sheet))
    .map(({ sheet, columns }) => {
      const titles = titlesOf(columns)
      const kept = bySheet.get(sheet)!.map((row) => ({
        ...row,
        content: row.isIn ? { ...row.content, cells: cellsOf(row.content, columns) } : row.content,
      }))
      const said = whatLinesSaid(
        columns,
        kept.map(({ content }) => content),
      )
      const lines = kept.map(({ sheetRow, content, isIn }) => ({
        sheetRow,
        cells: said.cells(content),
        isIn,
        marked: marks.get(lineOf({ sheet, sheetRow })) ?? new Map(),
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

/** What is said of a row by which those below it find their household. */
const IS_IN = '不用改。请保留本行：同户的人改正后，靠本行归入同一户。'

/** The cells of somebody who came in, in the columns of the register: as much as tells who it is, and of which household. */
function cellsOf({ person, householdNumber }: RowContent, columns: CheckedSheet['columns']): Value[] {
  const isHead = person.relation === HEAD
  const known: Partial<Record<ColumnMeaning, Value>> = {
    name: person.name,
    headName: isHead ? person.name : null,
    relation: person.relation && relations[person.relation],
    sex: { male: '男', female: '女', unknown: null }[person.sex],
    idNumber: person.idNumber,
    birthDate: person.idNumber === null ? person.birthDate : null,
    householdNumber,
    township: person.township,
    village: person.village,
    group: person.group,
    address: person.address,
    // A blank where the register asks would say that somebody has come home.
    residency: person.isAway ? '外出' : null,
    away: person.isAway ? '是' : null,
  }
  return columns.map(({ meaning }) => known[meaning] ?? null)
}

/** What lines above a row say for it, and how a column of its own is called. */
const SAID_ABOVE = {
  township: '乡镇',
  village: '村',
  group: '组',
  address: null,
  householdNumber: null,
  populations: '人群分类',
  residency: '居住状态',
} as const

/**
 * What a row was told by its title, by a line above it or by the head of its household (village, group, population) stands in
 * the row itself when it is given back without them, in a column of its own where the register has none.
 */
function whatLinesSaid(columns: CheckedSheet['columns'], contents: readonly RowContent[]) {
  const isTicked = (population: Population) =>
    columns.some(({ meaning }) => tickedPopulation(meaning) === population)
  const fields = Object.keys(SAID_ABOVE) as (keyof typeof SAID_ABOVE)[]
  const asksWhoIsAway = columns.some(({ meaning }) => meaning === 'away' || meaning === 'awayPlace')
  const saidOf = ({ person, householdNumber }: RowContent, field: keyof typeof SAID_ABOVE) =>
    ({
      ...person,
      householdNumber,
      populations:
        person.populations
          .filter((one) => !isTicked(one))
          .map((one) => populations[one])
          .join('、') || null,
      residency: person.isAway && !asksWhoIsAway ? '外出' : null,
    })[field]
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

/** The title of each column, with that above it where others are called the same: 配偶姓名 for 姓名 below 配偶. */
function titlesOf(columns: CheckedSheet['columns']): string[] {
  const many = Map.groupBy(columns, ({ title }) => title)
  return columns.map(({ title, group, column }) => {
    if (title === '') return columnLetter(column)
    return many.get(title)!.length > 1 && group !== title ? `${group}${title}` : title
  })
}

function sheetOf(
  name: string,
  titles: string[],
  lines: { sheetRow: number; cells: Value[]; isIn: boolean; marked: Marked }[],
) {
  const width = Math.max(titles.length, ...lines.map(({ cells }) => cells.length))
  const rows: Value[][] = [[...padded(titles, width), '原行号', '需要改正']]
  const cells = new Map<string, { style?: object; comment?: { text: string } }>()
  for (let column = 0; column < width + 2; column++) cells.set(`0,${column}`, { style: HEADER_STYLE })
  lines.forEach(({ sheetRow, cells: values, isIn, marked }, index) => {
    const messages = isIn ? [IS_IN] : [...marked.values()].flatMap((mark) => mark.messages)
    if (isIn)
      for (let column = 0; column < width + 2; column++)
        cells.set(`${index + 1},${column}`, { style: IN_STYLE })
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
