import type { AgeMonths, Code, Condition, Field, Form, Option, Range, RowColumn } from './form.ts'

/** A form as other systems read it: everything that is data, and the formulas in words. */
type FormDescription = {
  code: string
  name: string
  version: number
  source: string
  sections: { code: string; name: string; showWhen?: Condition }[]
  /** In the order of the sheet. */
  fields: FieldDescription[]
  checks: { code: string; fields: string[]; severity: 'error' | 'warning'; message: string }[]
  /** The services that a record proves. */
  proves: string[]
  /** The ages it is for, where a service has several sheets. */
  forAgeMonths?: AgeMonths
}

type ScalarDescription = {
  code: string
  name: string
  kind: Field['kind']
  required: boolean
  unit?: string
  decimals?: number
  /** Outside it a value is refused. */
  range?: Range
  options?: Option[]
  maxLength?: number
  /** Warnings, targets, notes and the like, as the form defines them. */
  [more: string]: unknown
}

type FieldDescription = ScalarDescription & {
  /** Of the section it stands in. */
  section: string
  showWhen?: Condition
  noneCode?: Code
  formula?: string
  columns?: ScalarDescription[]
}

export function describeForm(form: Form): FormDescription {
  return {
    code: form.code,
    name: form.name,
    version: form.version,
    source: form.source,
    sections: form.sections.map(({ code, name, showWhen }) => ({
      code,
      name,
      ...(showWhen === undefined ? {} : { showWhen }),
    })),
    fields: form.sections.flatMap((section) =>
      section.fields.map((field) => describeField(field, section.code)),
    ),
    checks: (form.checks ?? []).map(({ code, fields, severity, message }) => ({
      code,
      fields: [...fields],
      severity,
      message,
    })),
    proves: [...(form.proves ?? [])],
    ...(form.forAgeMonths ? { forAgeMonths: form.forAgeMonths } : {}),
  }
}

function describeField(field: Field, section: string): FieldDescription {
  const required = field.need === 'required'
  switch (field.kind) {
    case 'computed': {
      const { compute: _, options, ...described } = field
      return { ...described, section, required, ...(options ? { options: [...options] } : {}) }
    }
    case 'rows':
      return {
        ...field,
        section,
        required,
        columns: field.columns.map((column, at) => describeScalar(column, at === 0)),
      }
    case 'choices':
      return { ...field, section, required, options: [...field.options] }
    default: {
      const { showWhen } = field
      return { ...describeScalar(field, required), section, ...(showWhen === undefined ? {} : { showWhen }) }
    }
  }
}

function describeScalar(field: RowColumn, required: boolean): ScalarDescription {
  switch (field.kind) {
    case 'number':
    case 'integer': {
      const { reject, ...described } = field
      return { ...described, required, range: reject }
    }
    case 'choice':
      return { ...field, required, options: [...field.options] }
    default:
      return { ...field, required }
  }
}
