import { addMonths, parseLocalDate } from '../days/local-date.ts'
import {
  type Check,
  completed,
  type Field,
  type Form,
  type FormValue,
  type FormValues,
  fieldOf,
  holds,
  isAsked,
  isEmpty,
  numberIn,
  type Option,
  type RowColumn,
  type Subject,
  type Warning,
} from './form.ts'

/** What is wrong (error) or worth a second look (warning) about one field, in a clerk's words. */
export type Problem = {
  readonly severity: 'error' | 'warning'
  readonly code:
    | 'unknown-field'
    | 'missing'
    | 'incomplete'
    | 'wrong-kind'
    | 'impossible'
    | 'unusual'
    | 'unknown-option'
    | 'excluded-option'
    | 'too-long'
    | 'too-many'
    | 'not-a-day'
    | 'after-the-visit'
    | 'before-birth'
    | 'not-asked'
    | 'contradiction'
    | 'changed-much'
  /** The field's code; a cell of a table is `medicines[1].timesPerDay`. */
  readonly field: string
  readonly message: string
}

/** Half a character: no text of a database. Written as a pattern for the browsers of older phones. */
const LONE_SURROGATE = /\p{Surrogate}/u

/** Every problem of a filled form, in the order of the sheet. The same on a phone, on a page and on the server. */
export function problemsOf(form: Form, values: FormValues, about: Subject): Problem[] {
  const kept = completed(form, values, about)
  const problems: Problem[] = []
  for (const code of Object.keys(values)) {
    if (!fieldOf(form, code)) {
      problems.push({
        severity: 'error',
        code: 'unknown-field',
        field: code,
        message: `${form.name}没有“${code}”这一项。`,
      })
    }
  }
  for (const section of form.sections) {
    for (const field of section.fields) {
      const value = values[field.code]
      if (!isAsked(section, field, kept, about)) {
        if (!isEmpty(value))
          problems.push(warning(field, 'not-asked', `${field.name}在此不需填写，不会保存。`))
        continue
      }
      if (field.kind === 'computed') continue
      if (isEmpty(value)) problems.push(...absence(field, kept, about))
      else problems.push(...problemsOfValue(field, value, about))
    }
  }
  const wrong = new Set(problems.filter(({ severity }) => severity === 'error').map(({ field }) => field))
  for (const check of form.checks ?? []) {
    if (check.fields.some((field) => wrong.has(field)) || isKept(check, kept, about)) continue
    problems.push({
      severity: check.severity,
      code: 'contradiction',
      field: check.fields[0],
      message: check.message,
    })
  }
  return problems
}

/** Whether every box that the sheet expects is filled (填写完整). */
export function isComplete(problems: readonly Problem[]): boolean {
  return !problems.some(({ code }) => code === 'missing' || code === 'incomplete')
}

function isKept({ holds: rule }: Check, values: FormValues, about: Subject): boolean {
  return typeof rule === 'function' ? rule(values, about) : holds(rule, values, about)
}

function absence(field: Field, values: FormValues, about: Subject): Problem[] {
  if (field.need === 'required')
    return [{ severity: 'error', code: 'missing', field: field.code, message: `请填写${field.name}。` }]
  const expected = field.expectedWhen !== undefined && holds(field.expectedWhen, values, about)
  if (expected || field.need === 'expected')
    return [warning(field, 'incomplete', `${field.name}未填，本表按规范不完整。`)]
  return []
}

function problemsOfValue(field: Field, value: FormValue, about: Subject): Problem[] {
  switch (field.kind) {
    case 'choices':
      return problemsOfChoices(field, value)
    case 'rows':
      return problemsOfRows(field, value, about)
    case 'computed':
      return []
    default:
      return problemsOfScalar(field, value, about)
  }
}

function problemsOfScalar(field: RowColumn, value: FormValue, about: Subject): Problem[] {
  switch (field.kind) {
    case 'number':
    case 'integer':
      return problemsOfNumber(field, value, about)
    case 'choice':
      if (typeof value !== 'number' && typeof value !== 'string')
        return [error(field, 'wrong-kind', `${field.name}应填一个选项的代码：${optionsOf(field)}。`)]
      if (field.options.some(({ code }) => code === value)) return []
      return [
        error(
          field,
          'unknown-option',
          `${field.name}没有代码为 ${value} 的选项，应填：${optionsOf(field)}。`,
        ),
      ]
    case 'date':
      return problemsOfDay(field, value, about)
    case 'moment':
      return problemsOfMoment(field, value, about)
    case 'text':
      if (typeof value !== 'string') return [error(field, 'wrong-kind', `${field.name}应为文字。`)]
      if (value.includes('\0') || LONE_SURROGATE.test(value))
        return [error(field, 'wrong-kind', `${field.name}含有不能保存的字符。`)]
      if (value.length > field.maxLength)
        return [error(field, 'too-long', `${field.name}最多 ${field.maxLength} 字。`)]
      return []
  }
}

function problemsOfNumber(
  field: Extract<Field, { kind: 'number' | 'integer' }>,
  value: FormValue,
  about: Subject,
): Problem[] {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return [error(field, 'wrong-kind', `${field.name}应为数字，如 120，不带单位。`)]
  const { min, max } = field.reject
  const unit = field.unit === '' ? '' : ` ${field.unit}`
  // The range comes first, because it names the unit: 1.65 is a height in metres before it is one with two decimals.
  if (value < min || value > max) {
    return [error(field, 'impossible', `${field.name}应在 ${min}～${max}${unit}之间，请核对。`)]
  }
  if (field.kind === 'integer' && !Number.isInteger(value)) {
    return [error(field, 'wrong-kind', `${field.name}应为整数。`)]
  }
  if (field.kind === 'number' && !hasAtMostDecimals(value, field.decimals)) {
    return [error(field, 'wrong-kind', `${field.name}最多 ${field.decimals} 位小数。`)]
  }
  const problems: Problem[] = []
  const unusual = field.warn?.find((range) => isWithin(range, value))
  if (unusual) problems.push(warning(field, 'unusual', unusual.message))
  if (field.steadyWithin !== undefined && about.ageYears >= 18 && about.last) {
    const before = numberIn(about.last.values, field.code)
    const recent = addMonths(about.last.performedOn, 12) >= about.performedOn
    if (before !== null && recent && Math.abs(value - before) > field.steadyWithin + 1e-9) {
      problems.push(
        warning(
          field,
          'changed-much',
          `${field.name}与上次（${before}${unit}）相差超过 ${field.steadyWithin}${unit}，请核对。`,
        ),
      )
    }
  }
  return problems
}

function problemsOfDay(
  field: Extract<Field, { kind: 'date' }>,
  value: FormValue | undefined,
  about: Subject,
): Problem[] {
  const day = typeof value === 'string' ? parseLocalDate(value) : null
  if (day === null) return [error(field, 'not-a-day', `${field.name}不是有效日期，应如 2026-03-01。`)]
  if (!field.mayBeAfterVisit && day > about.performedOn) {
    return [error(field, 'after-the-visit', `${field.name}不能晚于服务日期 ${about.performedOn}。`)]
  }
  if (day < about.birthDate)
    return [error(field, 'before-birth', `${field.name}早于出生日期 ${about.birthDate}。`)]
  return []
}

function problemsOfMoment(
  field: Extract<Field, { kind: 'moment' }>,
  value: FormValue,
  about: Subject,
): Problem[] {
  const found = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d$/.exec(value) : null
  if (found === null)
    return [error(field, 'not-a-day', `${field.name}不是有效的日期和时间，应如 2026-03-01 08:30。`)]
  return problemsOfDay({ ...field, kind: 'date' }, found[1], about)
}

function problemsOfChoices(field: Extract<Field, { kind: 'choices' }>, value: FormValue): Problem[] {
  if (!Array.isArray(value))
    return [error(field, 'wrong-kind', `${field.name}应为选项代码的列表，如 [1]：${optionsOf(field)}。`)]
  const codes: readonly unknown[] = value
  const unknown = codes.find((code) => !field.options.some((option) => option.code === code))
  if (unknown !== undefined)
    return [
      error(
        field,
        'unknown-option',
        `${field.name}没有代码为 ${String(unknown)} 的选项，应填：${optionsOf(field)}。`,
      ),
    ]
  if (new Set(codes).size !== codes.length)
    return [error(field, 'excluded-option', `${field.name}有重复的选项。`)]
  if (field.noneCode !== undefined && codes.length > 1 && codes.includes(field.noneCode)) {
    const none = field.options.find(({ code }) => code === field.noneCode)?.name ?? ''
    return [error(field, 'excluded-option', `${field.name}选了“${none}”就不能再选其他项。`)]
  }
  return []
}

function problemsOfRows(
  field: Extract<Field, { kind: 'rows' }>,
  value: FormValue,
  about: Subject,
): Problem[] {
  if (!Array.isArray(value) || value.some((row) => typeof row !== 'object' || row === null)) {
    return [error(field, 'wrong-kind', `${field.name}应为若干行。`)]
  }
  if (value.length > field.maxRows)
    return [error(field, 'too-many', `${field.name}最多填 ${field.maxRows} 行。`)]
  const problems: Problem[] = []
  value.forEach((row: Record<string, FormValue | undefined>, index) => {
    const at = (column: string) => `${field.code}[${index}].${column}`
    for (const column of Object.keys(row)) {
      if (field.columns.some(({ code }) => code === column)) continue
      problems.push({
        severity: 'error',
        code: 'unknown-field',
        field: at(column),
        message: `${field.name}没有“${column}”这一列。`,
      })
    }
    field.columns.forEach((column, position) => {
      const cell = row[column.code]
      if (!isEmpty(cell)) {
        for (const problem of problemsOfScalar(column, cell, about)) {
          problems.push({
            ...problem,
            field: at(column.code),
            message: `${field.name}第 ${index + 1} 行：${problem.message}`,
          })
        }
      } else if (position === 0 || column.need === 'required') {
        problems.push({
          severity: 'error',
          code: 'missing',
          field: at(column.code),
          message: `${field.name}第 ${index + 1} 行：请填写${column.name}。`,
        })
      }
    })
  })
  return problems
}

const OPTIONS_SAID = 30

/** The codes that may be sent, with their names: 1 规律、2 间断. */
function optionsOf({ options }: { options: readonly Option[] }): string {
  const said = options.slice(0, OPTIONS_SAID).map(({ code, name }) => `${code} ${name}`)
  return said.join('、') + (options.length > OPTIONS_SAID ? ' 等' : '')
}

function isWithin(range: Warning, value: number): boolean {
  return (
    (range.atOrAbove !== undefined && value >= range.atOrAbove) ||
    (range.above !== undefined && value > range.above) ||
    (range.atOrBelow !== undefined && value <= range.atOrBelow) ||
    (range.below !== undefined && value < range.below)
  )
}

function hasAtMostDecimals(value: number, decimals: number): boolean {
  return Math.abs(value - Number(value.toFixed(decimals))) < 1e-9
}

function error(field: { code: string }, code: Problem['code'], message: string): Problem {
  return { severity: 'error', code, field: field.code, message }
}

function warning(field: { code: string }, code: Problem['code'], message: string): Problem {
  return { severity: 'warning', code, field: field.code, message }
}
