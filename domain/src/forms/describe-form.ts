import type { Condition, Field, Form, RowColumn } from './form.ts'

/** A form as other systems read it: everything that is data, and the formulas in words. */
export type FormDescription = {
  readonly code: string
  readonly name: string
  readonly version: number
  readonly source: string
  readonly sections: readonly SectionDescription[]
  readonly checks: readonly CheckDescription[]
}
export type SectionDescription = {
  readonly code: string
  readonly name: string
  readonly showWhen?: Condition
  readonly fields: readonly FieldDescription[]
}
export type FieldDescription = Readonly<Record<string, unknown>> & {
  readonly code: string
  readonly name: string
  readonly kind: Field['kind']
  readonly required: boolean
}
export type CheckDescription = {
  readonly code: string
  readonly fields: readonly string[]
  readonly severity: 'error' | 'warning'
  readonly message: string
}

export function describeForm(form: Form): FormDescription {
  return {
    code: form.code,
    name: form.name,
    version: form.version,
    source: form.source,
    sections: form.sections.map(({ code, name, showWhen, fields }) => ({
      code,
      name,
      ...(showWhen === undefined ? {} : { showWhen }),
      fields: fields.map(describeField),
    })),
    checks: (form.checks ?? []).map(({ code, fields, severity, message }) => ({
      code,
      fields,
      severity,
      message,
    })),
  }
}

function describeField(field: Field): FieldDescription {
  const required = field.need === 'required'
  if (field.kind === 'computed') {
    const { compute: _, ...described } = field
    return { ...described, required }
  }
  if (field.kind === 'rows') return { ...field, required, columns: field.columns.map(describeColumn) }
  return { ...field, required }
}

function describeColumn(column: RowColumn, index: number) {
  return { ...column, required: index === 0 || column.need === 'required' }
}
