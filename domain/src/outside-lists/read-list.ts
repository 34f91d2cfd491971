import type { LocalDate } from '../days/local-date.ts'
import { type Cell, isBlankRow, type SheetRow, spacelessTextOf, textOf } from '../registers/cell.ts'
import { meaningOfTitle, normalTitle } from '../registers/columns.ts'
import { certainDay, readDate } from '../registers/date-cell.ts'
import { HEADER_WITHIN_ROWS, isFoot } from '../registers/header.ts'
import { looksLikeIdNumber, readIdCell } from '../registers/id-cell.ts'
import { isNoName, readName } from '../registers/person-cells.ts'

/** One person as a list of another department has them. */
export type ListedPerson = {
  sheet: string
  /** 1-based, as Excel shows it. */
  sheetRow: number
  name: string
  idNumber: string | null
  birthDate: LocalDate | null
  /** Level, kind or ward, as it is written: 二级肢体, A 类. */
  category: string
  /** First day: when it was granted, the death, the admission. */
  since: LocalDate | null
  /** Last day: discharge, end of the grant. */
  until: LocalDate | null
}

export type ListProblem = { sheet: string; sheetRow: number; message: string }

type ListField = 'name' | 'idNumber' | 'birthDate' | 'category' | 'since' | 'until'

/** Columns that only such lists have, before what a register's columns are called. The first that fits is taken. */
const TITLES: readonly (readonly [ListField, RegExp])[] = [
  [
    'since',
    /^(入院|住院开始|死亡|去世|身故|病故|认定|纳入|享受|识别|批准|发证|办证|参保|起始|开始|登记)(日期|时间|年月日?)?$/,
  ],
  ['until', /^(出院|住院结束|退出|终止|截止|停发|有效期至|有效期止|失效)(日期|时间|年月日?)?$/],
  [
    'category',
    /(等级|级别|残疾类别|残疾类型|保障类别|救助类别|对象类别|人员类别|监测类别|户类型|类别|类型|险种|档次|诊断|病种|死因)$/,
  ],
]

type ListColumns = Readonly<Partial<Record<ListField, number>>>

/** What the columns below a row of titles hold; null when the row is no header: it names no person. */
function listColumns(cells: readonly Cell[]): ListColumns | null {
  const found: Partial<Record<ListField, number>> = {}
  for (const [column, cell] of cells.entries()) {
    if (looksLikeIdNumber(cell)) return null
    const field = fieldOf(textOf(cell))
    if (field && found[field] === undefined) found[field] = column
  }
  const namesSomebody =
    found.name !== undefined && (found.idNumber !== undefined || found.birthDate !== undefined)
  return namesSomebody || (found.idNumber !== undefined && Object.keys(found).length > 1) ? found : null
}

function fieldOf(title: string): ListField | null {
  const plain = normalTitle(title)
  if (plain === '') return null
  const own = TITLES.find(([, fits]) => fits.test(plain))
  if (own) return own[0]
  if (/^(残疾证|残疾人证)(号码?|编号)$/.test(plain)) return 'idNumber'
  const meaning = meaningOfTitle(plain, '')?.meaning
  if (meaning === 'name' || meaning === 'idNumber' || meaning === 'birthDate') return meaning
  return meaning === 'deathDate' ? 'since' : null
}

/** Reads the sheets of a list row by row; who stands twice with the same ID number counts once. */
export function startList(today: LocalDate) {
  const people: ListedPerson[] = []
  const problems: ListProblem[] = []
  const seen = new Map<string, number>()
  let columns: ListColumns | null = null
  let sheet: string | null = null
  let rowsLooked = 0

  const read = (row: SheetRow) => {
    if (row.sheet !== sheet) {
      sheet = row.sheet
      columns = null
      rowsLooked = 0
    }
    if (isBlankRow(row.cells)) return
    const header = rowsLooked++ < HEADER_WITHIN_ROWS || columns !== null ? listColumns(row.cells) : null
    if (header) {
      columns = header
      return
    }
    if (columns === null || isFoot(row.cells, columns.name ?? -1, columns.idNumber ?? -1)) return
    const { person, message } = readPerson(row, columns, today)
    if (message) problems.push({ sheet: row.sheet, sheetRow: row.sheetRow, message })
    if (!person) return
    const before = person.idNumber === null ? undefined : seen.get(person.idNumber)
    if (before !== undefined) {
      problems.push({
        sheet: row.sheet,
        sheetRow: row.sheetRow,
        message: `身份证号与第${before}行相同，只计一次。`,
      })
      return
    }
    if (person.idNumber !== null) seen.set(person.idNumber, row.sheetRow)
    people.push(person)
  }
  return { read, people, problems, hasHeader: () => columns !== null || people.length > 0 }
}

function readPerson(
  row: SheetRow,
  columns: ListColumns,
  today: LocalDate,
): { person: ListedPerson | null; message: string | null } {
  const cell = (field: ListField): Cell => {
    const column = columns[field]
    return column === undefined ? null : (row.cells[column] ?? null)
  }
  const day = (field: ListField) => certainDay(readDate(cell(field), today))
  const name = readName(cell('name'))
  const id = readIdCell(idOfCard(cell('idNumber')), today)
  if ((name === '' || isNoName(name)) && !id.ok) return { person: null, message: null }
  const idNumber = id.ok ? id.reading.idNumber : null
  const birthDate = id.ok ? id.reading.birthDate : day('birthDate')
  const person: ListedPerson = {
    sheet: row.sheet,
    sheetRow: row.sheetRow,
    name,
    idNumber,
    birthDate,
    category: textOf(cell('category')).slice(0, 100),
    since: day('since'),
    until: day('until'),
  }
  if (idNumber !== null) return { person, message: null }
  const wrong = spacelessTextOf(cell('idNumber')) !== '' && !id.ok && id.fault !== 'id-missing'
  if (birthDate === null)
    return {
      person: null,
      message: `${name}没有正确的身份证号，也没有出生日期，无法比对，请向来源部门核实。`,
    }
  return { person, message: wrong ? `${name}的身份证号不正确，已按姓名和出生日期比对。` : null }
}

/** A disability card's number is the ID number and two digits for kind and level. */
function idOfCard(cell: Cell): Cell {
  const text = spacelessTextOf(cell)
  return /^\d{17}[\dXx]\d{2}[A-Za-z]?\d?$/.test(text) ? text.slice(0, 18) : cell
}
