import { type LocalDate, parseLocalDate } from '../days/local-date.ts'
import type { DutyFrequency, DutyPeriod } from '../duties/duty-rule.ts'
import { type PolicyField, valueAt, withValue } from '../policy/policy-fields.ts'
import { valueWords } from '../policy/value-words.ts'

/** What stands in a cell of a workbook. */
export type Cell = string | number | null
type Row = Record<string, unknown>
type RowsField = Extract<PolicyField, { kind: 'rows' }>

/** A cell that cannot be read, in words. */
type CellFault = { wrong: string }

const BETWEEN = '；'
const WITHIN = ' | '

/** A value as an officer writes it into a cell; {@link readCell} reads it back. */
export function cellOf(field: PolicyField, value: unknown): Cell {
  switch (field.kind) {
    case 'number':
      return value === null || value === undefined
        ? (field.optional ?? null)
        : (value as number) / (field.scale ?? 1)
    case 'numbers':
      return (value as number[]).join('、')
    case 'rows':
      return ((value ?? []) as Row[])
        .map((row) =>
          field.columns.map((column) => cellOf(column, valueAt(row, column.path)) ?? '').join(WITHIN),
        )
        .join(BETWEEN)
    default:
      return valueWords(field, value)
  }
}

/** What is allowed in a cell, for who fills it in. */
export function hintOf(field: PolicyField): string {
  switch (field.kind) {
    case 'number':
      return [field.unit, field.optional && `可写“${field.optional}”`].filter(Boolean).join('，')
    case 'choice':
      return [
        ...(field.optional === undefined ? [] : [field.optional]),
        ...Object.values(field.options),
      ].join('／')
    case 'choices':
      return `多项用顿号隔开；${field.none}＝不选`
    case 'yes-no':
      return `${field.yes}／${field.no}`
    case 'day':
      return ['2027-01-01', field.optional].filter(Boolean).join('／')
    case 'frequency':
      return '每季度1次／首次签约后90天内1次／纳入后30天内'
    case 'rows':
      return `${field.columns.map(({ label }) => label).join(WITHIN)}，各条用分号隔开`
    default:
      return ''
  }
}

/**
 * The value that a cell means; what reads the same as before is what it was, so that nothing is lost in words that say less
 * than the value.
 */
export function readCell(
  field: PolicyField,
  cell: Cell,
  before: unknown,
  today: LocalDate,
): { value: unknown } | CellFault {
  const text = String(cell ?? '').trim()
  if (mayBeLeftOut(field, before) && text === String(cellOf(field, before) ?? '').trim())
    return { value: before }
  const wrong = (expected: string): CellFault => ({ wrong: `“${text}”看不懂，${expected}` })
  switch (field.kind) {
    case 'number': {
      if (field.optional !== undefined && (text === '' || text === field.optional)) return { value: null }
      const read = Number(text.replaceAll(',', '').replace(/[%元分天人户次年岁个月]+$/u, ''))
      if (text === '' || !Number.isFinite(read)) return wrong('应为数字')
      return { value: field.scale ? Math.round(read * field.scale) : read }
    }
    case 'numbers': {
      const read = partsOf(text).map(Number)
      return read.every(Number.isInteger) ? { value: read } : wrong('应为整数，用顿号隔开')
    }
    case 'text':
      return { value: text }
    case 'day': {
      if (field.optional !== undefined && (text === '' || text === field.optional)) return { value: null }
      return parseLocalDate(text) === null ? wrong('应为 2027-01-01 这样的日期') : { value: text }
    }
    case 'choice': {
      if (field.optional !== undefined && (text === '' || text === field.optional)) return { value: null }
      const code = codeIn(field.options, text)
      return code === undefined
        ? wrong(`应为${Object.values(field.options).slice(0, 12).join('、')}之一`)
        : { value: code }
    }
    case 'choices': {
      if (text === '' || text === field.none) return { value: [] }
      const codes = partsOf(text).map((part) => codeIn(field.options, part))
      const at = codes.indexOf(undefined)
      return at < 0 ? { value: codes } : { wrong: `没有“${partsOf(text)[at]}”这个选项` }
    }
    case 'yes-no':
      if (text === field.yes) return { value: true }
      return text === field.no ? { value: false } : wrong(`应为${field.yes}或${field.no}`)
    case 'frequency': {
      const read = frequencyOf(text)
      return read === null ? wrong(hintOf(field)) : { value: read }
    }
    case 'rows':
      return nestedRows(field, text, (before ?? []) as Row[], today)
  }
}

/** What was left out before may stay left out; some kinds of fields always have a value. */
function mayBeLeftOut(field: PolicyField, before: unknown): boolean {
  return before !== undefined || !['numbers', 'frequency'].includes(field.kind)
}

function nestedRows(field: RowsField, text: string, before: readonly Row[], today: LocalDate) {
  const lines = text === '' || text === '无' ? [] : text.split(/[；;]/).filter((part) => part.trim() !== '')
  const found = rowsOf(
    field,
    lines.map((line) => line.split('|').map((part) => part.trim())),
    before,
    today,
  )
  return found.faults.length > 0 ? { wrong: found.faults[0]!.wrong } : { value: found.rows }
}

/** Rows of a table read one by one; each begins as the row it was, else as a new one. */
export function rowsOf(
  field: RowsField,
  lines: readonly (readonly Cell[])[],
  before: readonly Row[],
  today: LocalDate,
): { rows: Row[]; faults: { line: number; label: string; wrong: string }[] } {
  const rows: Row[] = []
  const faults: { line: number; label: string; wrong: string }[] = []
  const left = [...before]
  for (const [line, cells] of lines.entries()) {
    const same = left.findIndex((row) => isSame(field, row, cells))
    const [found] = same < 0 ? [] : left.splice(same, 1)
    let row: Row = found ?? field.blank(today, [...before, ...rows])
    for (const [at, column] of field.columns.entries()) {
      const read = readCell(column, cells[at] ?? null, valueAt(row, column.path), today)
      if ('wrong' in read) faults.push({ line, label: column.label, wrong: read.wrong })
      else if (read.value !== valueAt(row, column.path)) row = withValue(row, column.path, read.value) as Row
    }
    rows.push(row)
  }
  return { rows, faults }
}

/** The row that a line was: of the same code where rows have one, else with the same first words. */
function isSame(field: RowsField, row: Row, cells: readonly Cell[]): boolean {
  const code = field.columns.findIndex(({ path }) => path.length === 1 && path[0] === 'code')
  const asked = code >= 0 ? [code] : field.columns.length > 3 ? [0, 1] : [0]
  return asked.every((at) => {
    const column = field.columns[at]!
    return String(cellOf(column, valueAt(row, column.path)) ?? '') === String(cells[at] ?? '').trim()
  })
}

const partsOf = (text: string) =>
  text
    .split(/[、，,；;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

function codeIn(options: Record<string, string>, text: string): string | undefined {
  return Object.entries(options).find(([code, name]) => name === text || code === text)?.[0]
}

const periods: Record<string, DutyPeriod> = { 月: 'month', 季度: 'quarter', 半年: 'half-year', 年: 'year' }

function frequencyOf(text: string): DutyFrequency | null {
  const every = /^每(月|季度|半年|年)(\d+)次$/.exec(text)
  if (every) return { kind: 'periodic', every: periods[every[1]!]!, times: Number(every[2]) }
  const first = /^首次签约后(\d+)天内1次$/.exec(text)
  if (first) return { kind: 'after-first-signing', withinDays: Number(first[1]) }
  const joined = /^纳入后(\d+)天内$/.exec(text)
  return joined ? { kind: 'after-joining', withinDays: Number(joined[1]) } : null
}
