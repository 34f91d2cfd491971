import type { Field, Form, FormValue, FormValues, Option, RowColumn, RowValue } from './form.ts'
import { fieldOf } from './form.ts'

/**
 * Values as the form defines them, from what a program sent that knows a code only as text: `"1"` for the code 1, `"168"`
 * for a number, `1` for a list of one, an option by its printed name. Only what can mean one thing is taken so; anything
 * else stays as it was sent, and is refused by {@link problemsOf} with what may be sent.
 */
export function asDefined(form: Form, sent: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(sent).map(([code, value]) => {
      const field = fieldOf(form, code)
      return [code, field === undefined || value === undefined ? value : valueIn(field, value)]
    }),
  )
}

function valueIn(field: Field, value: FormValue): FormValue {
  if (field.kind === 'choices') {
    const list: readonly FormValue[] = Array.isArray(value) ? value : value === '' ? [] : [value]
    return list.map((one) => codeOf(field.options, one)) as FormValue
  }
  if (field.kind === 'rows') {
    if (!Array.isArray(value)) return value
    return (value as readonly RowValue[]).map((row) => rowOf(field.columns, row))
  }
  return field.kind === 'computed' ? value : scalarOf(field, value)
}

function rowOf(columns: readonly RowColumn[], row: RowValue): RowValue {
  if (typeof row !== 'object' || row === null) return row
  return Object.fromEntries(
    Object.entries(row).map(([code, cell]) => {
      const column = columns.find((one) => one.code === code)
      return [code, column && cell !== undefined ? (scalarOf(column, cell) as typeof cell) : cell]
    }),
  )
}

function scalarOf(field: RowColumn, value: FormValue): FormValue {
  switch (field.kind) {
    case 'number':
    case 'integer':
      return typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value
    case 'choice':
      return codeOf(field.options, value)
    default:
      return value
  }
}

function codeOf(options: readonly Option[], value: FormValue): FormValue {
  if (typeof value !== 'string') return value
  const text = value.trim()
  const meant = options.filter(({ code, name }) => String(code) === text || name === text)
  return meant.length === 1 ? meant[0]!.code : value
}
