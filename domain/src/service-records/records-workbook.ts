import { type LocalDate, parseLocalDate } from '../days/local-date.ts'
import { asDefined } from '../forms/as-defined.ts'
import {
  type Code,
  type Field,
  type Form,
  type FormValue,
  type FormValues,
  fieldsOf,
  type Option,
  type RowColumn,
} from '../forms/form.ts'
import { recordColumns } from '../forms/value-text.ts'
import { type Cell, spacelessTextOf, textOf } from '../registers/cell.ts'
import { type ServiceMode, serviceModes } from './service-mode.ts'

/**
 * A spreadsheet of one form read back: the columns are those that its export has, so that what went out comes in again.
 * A row names the resident by ID number or record number, the day, and the boxes by the titles of the form.
 */

const leading = {
  name: ['姓名'],
  idNumber: ['身份证号', '身份证号码', '证件号码'],
  recordNumber: ['档案编号', '健康档案编号', '档案号'],
  performedOn: ['服务日期', '随访日期', '体检日期', '日期'],
  mode: ['方式', '随访方式', '服务方式'],
  performer: ['服务人员', '医生', '随访医生'],
  unit: ['服务单位', '机构'],
  startedAt: ['开始时间'],
  endedAt: ['结束时间'],
} as const
type Leading = keyof typeof leading

type Title = { readonly at: number; readonly title: string; readonly holds: Leading | Field }

/** A row as far as it can be read; what cannot is told at its column. */
export type RowRead = {
  readonly name: string
  readonly idNumber: string
  readonly recordNumber: string
  readonly performedOn: LocalDate | null
  readonly mode: ServiceMode
  /** Name of who gave the service and of the unit; empty where the sheet does not say. */
  readonly performer: string
  readonly unit: string
  /** Minutes since midnight of the day; null where the sheet does not say. */
  readonly startedAtMinute: number | null
  readonly endedAtMinute: number | null
  readonly values: FormValues
  readonly problems: readonly { readonly column: string; readonly message: string }[]
}

/** The titles of a row; null where it is not the row of titles: no day, or nothing that says whose it is. */
export function titlesOfRecords(form: Form, cells: readonly Cell[]): Title[] | null {
  const titles: Title[] = []
  const byTitle = new Map<string, Field[]>()
  const columns = recordColumns(form)
  for (const [index, field] of fieldsOf(form).entries()) {
    const title = columns[index]!.title
    for (const name of new Set([title, field.name].map(spacelessTextOf)))
      byTitle.set(name, [...(byTitle.get(name) ?? []), field])
  }
  const used = new Set<string>()
  for (const [at, cell] of cells.entries()) {
    const title = spacelessTextOf(cell)
    const lead = (Object.keys(leading) as Leading[]).find((code) =>
      (leading[code] as readonly string[]).includes(title),
    )
    const field = byTitle.get(title)?.find(({ code }) => !used.has(code))
    const isLead = lead !== undefined && !titles.some(({ holds }) => holds === lead)
    if (!isLead && !field) continue
    if (!isLead && field) used.add(field.code)
    titles.push({ at, title: String(cell ?? '').trim(), holds: isLead ? lead : field! })
  }
  const has = (lead: Leading) => titles.some(({ holds }) => holds === lead)
  return has('performedOn') && (has('idNumber') || has('recordNumber')) ? titles : null
}

export function readRecordRow(form: Form, titles: readonly Title[], cells: readonly Cell[]): RowRead {
  const text = (lead: Leading) => {
    const found = titles.find(({ holds }) => holds === lead)
    return found ? spacelessTextOf(cells[found.at]) : ''
  }
  const problems: { column: string; message: string }[] = []
  const values: Record<string, FormValue> = {}
  for (const { at, holds } of titles) {
    if (typeof holds === 'string' || holds.kind === 'computed') continue
    const value = readCell(holds, cells[at])
    if (value !== undefined) values[holds.code] = value
  }
  const day = text('performedOn')
  const performedOn = dayIn(day)
  if (performedOn === null)
    problems.push({ column: '服务日期', message: day === '' ? '请填写服务日期。' : `“${day}”不是日期。` })
  const modeText = text('mode')
  const mode = modeOf(modeText)
  if (mode === null)
    problems.push({
      column: '方式',
      message: `没有“${modeText}”这种方式，应为门诊、家庭、电话、线上或集中。`,
    })
  const minuteOf = (lead: 'startedAt' | 'endedAt') => {
    const written = text(lead)
    const minute = minuteIn(written)
    if (written !== '' && minute === null)
      problems.push({ column: leading[lead][0], message: `“${written}”不是时间，应写作 9:05。` })
    return minute
  }
  const startedAtMinute = minuteOf('startedAt')
  const endedAtMinute = minuteOf('endedAt')
  if (startedAtMinute !== null && endedAtMinute !== null && endedAtMinute < startedAtMinute)
    problems.push({ column: '结束时间', message: '结束时间早于开始时间，请核对。' })
  return {
    name: text('name'),
    idNumber: text('idNumber'),
    recordNumber: text('recordNumber'),
    performedOn,
    mode: mode ?? 'clinic',
    performer: text('performer'),
    unit: text('unit'),
    startedAtMinute,
    endedAtMinute,
    values: asDefined(form, values),
    problems,
  }
}

/** The title under which a field stands, to say a problem at its cell. */
export function titleOf(titles: readonly Title[], field: string): string {
  const code = field.split('[')[0]
  const found = titles.find(({ holds }) => typeof holds !== 'string' && holds.code === code)
  return found?.title ?? field
}

function modeOf(text: string): ServiceMode | null {
  if (text === '') return 'clinic'
  const found = (Object.keys(serviceModes) as ServiceMode[]).find(
    (mode) => serviceModes[mode].name === text || String(serviceModes[mode].officialCode) === text,
  )
  return found ?? null
}

function dayIn(text: string): LocalDate | null {
  const parts = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text)
  return parts && parseLocalDate(`${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`)
}

/** A time of day as clerks write it (9:05, 9：05) or as Excel keeps it: a part of a day. */
function minuteIn(text: string): number | null {
  const clock = /^(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?$/.exec(text)
  if (clock) {
    const [hour, minute] = [Number(clock[1]), Number(clock[2])]
    return hour < 24 && minute < 60 ? hour * 60 + minute : null
  }
  const ofDay = /^0\.\d+$/.test(text) ? Math.round(Number(text) * 24 * 60) : null
  return ofDay !== null && ofDay < 24 * 60 ? ofDay : null
}

function readCell(
  field: Exclude<Field, { kind: 'computed' }>,
  cell: Cell | undefined,
): FormValue | undefined {
  const text = textOf(cell)
  if (text === '') return undefined
  switch (field.kind) {
    case 'choices':
      return readChoices(field.options, text)
    case 'rows':
      return text.split(';').flatMap((row) => (row.trim() === '' ? [] : [readRow(field.columns, row.trim())]))
    default:
      return readScalar(field, text)
  }
}

function readScalar(field: RowColumn, text: string): Code {
  if (field.kind === 'date') return dayIn(text) ?? text
  if (field.kind === 'moment') return text.replace(' ', 'T')
  return field.kind === 'choice' ? readChoice(field.options, text) : text
}

/** By its printed name, or as a sheet prints it: “1 无症状”. What is neither stays as it is, to be refused. */
function readChoice(options: readonly Option[], text: string): Code {
  const named = options.find(({ name }) => textOf(name) === text)
  return named?.code ?? /^(\d+)[ .、](?=\S)/.exec(text)?.[1] ?? text
}

/** Several, parted by 、 or another mark; a name that has such a mark in it is taken whole. */
function readChoices(options: readonly Option[], text: string): Code[] {
  const longest = options.map(({ code, name }) => ({ code, name: textOf(name) }))
  longest.sort((a, b) => b.name.length - a.name.length)
  const codes: Code[] = []
  let rest = text
  for (;;) {
    rest = rest.replace(/^[、;,\s]+/, '')
    if (rest === '') return codes
    const whole = longest.find(
      ({ name }) => rest.startsWith(name) && /^([、;,\s]|$)/.test(rest.slice(name.length)),
    )
    const part = whole?.name ?? /^(\d+[ .、](?=[^、;,\s\d]))?[^、;,]+/.exec(rest)![0]
    codes.push(whole?.code ?? readChoice(options, part.trim()))
    rest = rest.slice(part.length)
  }
}

/** A row of a table as {@link recordColumns} writes it: the first column, then each other behind its name. */
function readRow(columns: readonly RowColumn[], text: string): Record<string, Code> {
  const [first, ...others] = columns
  const places = others
    .map((column) => ({ column, name: textOf(column.name), at: text.indexOf(` ${textOf(column.name)}`) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
  const row: Record<string, Code> = { [first!.code]: text.slice(0, places[0]?.at ?? text.length).trim() }
  for (const [index, { column, name, at }] of places.entries()) {
    const value = text.slice(at + 1 + name.length, places[index + 1]?.at ?? text.length).trim()
    const unit = 'unit' in column ? textOf(column.unit) : ''
    row[column.code] = readScalar(column, unit && value.endsWith(unit) ? value.slice(0, -unit.length) : value)
  }
  return row
}
