import type { Field, Form, FormValue, FormValues, Option, RowColumn } from './form.ts'

/** A value in words, as it stands on a printed sheet, in an Excel cell and in a timeline; empty when not filled. */
export function textOf(field: Field, value: FormValue | undefined): string {
  if (value === undefined) return ''
  switch (field.kind) {
    case 'choices':
      return Array.isArray(value)
        ? value.map((code) => optionName(field.options, code)).join('、')
        : String(value)
    case 'rows':
      return Array.isArray(value)
        ? value.map((row) => rowText(field.columns, row as Record<string, FormValue | undefined>)).join('；')
        : String(value)
    case 'computed':
      if (field.options) return optionName(field.options, value)
      return typeof value === 'number' ? value.toFixed(field.decimals) : String(value)
    default:
      return scalarText(field, value)
  }
}

/** With its unit, for reading: `138 mmHg`. */
export function textWithUnit(field: Field, value: FormValue | undefined): string {
  const text = textOf(field, value)
  const unit = 'unit' in field ? field.unit : undefined
  return text === '' || !unit ? text : `${text} ${unit}`
}

function scalarText(field: RowColumn, value: FormValue): string {
  if (field.kind === 'moment') return String(value).replace('T', ' ')
  return field.kind === 'choice' ? optionName(field.options, value) : String(value)
}

function rowText(columns: readonly RowColumn[], row: Record<string, FormValue | undefined>): string {
  return columns
    .map((column, index) => {
      const cell = row[column.code]
      if (cell === undefined) return ''
      const text = scalarText(column, cell)
      const unit = 'unit' in column ? column.unit : ''
      return index === 0 ? text : `${column.name}${text}${unit}`
    })
    .filter((text) => text !== '')
    .join(' ')
}

function optionName(options: readonly Option[], code: FormValue): string {
  return options.find((option) => option.code === code)?.name ?? String(code)
}

/** A column of a spreadsheet of records of a form: numbers stay numbers, codes become words. */
type RecordColumn = {
  readonly key: string
  readonly title: string
  readonly cell: (values: FormValues) => string | number | null
}

export function recordColumns(form: Form): RecordColumn[] {
  return form.sections.flatMap((section) =>
    section.fields.map((field) => {
      const unit = 'unit' in field && field.unit ? `（${field.unit}）` : ''
      const isNumber =
        field.kind === 'number' || field.kind === 'integer' || (field.kind === 'computed' && !field.options)
      return {
        key: field.code,
        title: `${field.name}${unit}`,
        cell: (values: FormValues) => {
          const value = values[field.code]
          if (value === undefined) return null
          return isNumber && typeof value === 'number' ? value : textOf(field, value)
        },
      }
    }),
  )
}
