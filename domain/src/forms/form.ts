import type { LocalDate } from '../days/local-date.ts'
import type { Sex } from '../residents/resident-facts.ts'

/**
 * A record form (服务记录表) of the specification, defined once as data. The type of its values, the checks on both
 * sides, the screens, the print, the Excel columns and the data dictionary all come from this definition.
 */
export type Form = {
  /** kebab-case; never changes once records exist. */
  readonly code: string
  /** The name printed on the official sheet. */
  readonly name: string
  /** Grows when a field changes its meaning; a record keeps the version it was written with. */
  readonly version: number
  /** Document and clause the form was taken from. */
  readonly source: string
  /** In the order of the official sheet. */
  readonly sections: readonly Section[]
  /** What must hold between several fields. */
  readonly checks?: readonly Check[]
}

export type Section = {
  readonly code: string
  readonly name: string
  /** Not asked of residents for whom this does not hold. */
  readonly showWhen?: Condition
  /** Folded on a screen until it is opened: items done where the clinic can (有条件的单位). */
  readonly folded?: boolean
  /** The code that stands for “nothing found” in every expected choice of the section, to be filled at one press. */
  readonly usual?: Code
  readonly fields: readonly Field[]
}

/** The official numeric code; a word where the sheet has none (a service of the catalogue). */
export type Code = number | string
export type Option = { readonly code: Code; readonly name: string }

type FieldBase = {
  /** camelCase with the unit in the name; the key under which the value is stored. */
  readonly code: string
  /** The label of the sheet. */
  readonly name: string
  /**
   * `required`: without it the record cannot be saved. `expected`: the sheet is incomplete without it, which is
   * said but does not stop the save. Left out: filled where it applies.
   */
  readonly need?: 'required' | 'expected'
  /** Expected only of some: the laboratory panel from 65 years. */
  readonly expectedWhen?: Condition
  readonly showWhen?: Condition
  /** A value of last time that can be offered for copying: habits and treatment, never a measurement of the day. */
  readonly copyable?: boolean
  /** Not a box of the official sheet, but asked because a rule needs it. */
  readonly beyondSheet?: boolean
  /** Begins a line, so that what belongs together stands side by side (收缩压, 舒张压). */
  readonly startsLine?: boolean
  /** What the sheet's notes (填表说明) say. */
  readonly note?: string
}

/** Outside `reject` the value is impossible and refused; inside `warn` it is possible and pointed out. */
export type Range = { readonly min: number; readonly max: number }
export type Warning = {
  readonly atOrAbove?: number
  readonly above?: number
  readonly atOrBelow?: number
  readonly below?: number
  readonly message: string
}

type Numeric = FieldBase & {
  readonly unit: string
  readonly reject: Range
  readonly warn?: readonly Warning[]
  /** The target beside a current value (目前/目标): the code of the current one. */
  readonly targetOf?: string
  /** Said when an adult's value differs from that of the last twelve months by more than this. */
  readonly steadyWithin?: number
}
export type NumberField = Numeric & { readonly kind: 'number'; readonly decimals: number }
export type IntegerField = Numeric & { readonly kind: 'integer' }
export type ChoiceField = FieldBase & {
  readonly kind: 'choice'
  readonly options: readonly Option[]
  readonly targetOf?: string
}
export type ChoicesField = FieldBase & {
  readonly kind: 'choices'
  readonly options: readonly Option[]
  /** The option that excludes every other (无症状, 未发现). */
  readonly noneCode?: Code
}
export type DateField = FieldBase & {
  readonly kind: 'date'
  /** A planned day may lie after the visit; what happened may not. */
  readonly mayBeAfterVisit?: boolean
}
export type TextField = FieldBase & {
  readonly kind: 'text'
  readonly maxLength: number
  readonly multiline?: boolean
}
/** A small table of the sheet (用药情况, 住院史): a list of rows of simple columns. */
export type RowsField = FieldBase & {
  readonly kind: 'rows'
  readonly maxRows: number
  /** The first column is what makes a row: a row without it is a mistake. */
  readonly columns: readonly RowColumn[]
}
export type RowColumn = NumberField | IntegerField | ChoiceField | DateField | TextField
/** Follows from other fields; never typed, and computed anew on the server. */
export type ComputedField = FieldBase & {
  readonly kind: 'computed'
  readonly unit?: string
  readonly decimals: number
  /** In words, for people and the data dictionary. */
  readonly formula: string
  readonly compute: (values: FormValues) => number | null
  /** When the number stands for a class (生活自理能力). */
  readonly options?: readonly Option[]
  readonly targetOf?: string
}
export type Field =
  | NumberField
  | IntegerField
  | ChoiceField
  | ChoicesField
  | DateField
  | TextField
  | RowsField
  | ComputedField

/** When a field is asked, as data: it is read on the server, on screens and by other systems. */
export type Condition =
  | { readonly field: string; readonly is: Code | readonly Code[] }
  /** Filled with something else than this code. */
  | { readonly field: string; readonly isNot: Code }
  | { readonly field: string; readonly filled: true }
  | { readonly ageFromYears: number }
  | { readonly sex: Sex }
  | { readonly all: readonly Condition[] }

/** What must hold between fields, such as 收缩压大于舒张压. */
export type Check = {
  readonly code: string
  /** The field at which the problem is shown comes first. */
  readonly fields: readonly [string, ...string[]]
  readonly severity: 'error' | 'warning'
  /** What is wrong and what to do, for a clerk. */
  readonly message: string
  readonly holds: (values: FormValues, about: Subject) => boolean
}

export type RowValue = { readonly [column: string]: number | string | undefined }
export type FormValue = number | string | readonly Code[] | readonly RowValue[]
/** Values by field code; a field that was not filled is absent. */
export type FormValues = { readonly [field: string]: FormValue | undefined }

/** What a form needs to know of the person and the visit. */
export type Subject = {
  readonly ageYears: number
  readonly sex: Sex
  readonly birthDate: LocalDate
  readonly performedOn: LocalDate
  /** The last record of the same form before this one. */
  readonly last?: { readonly performedOn: LocalDate; readonly values: FormValues } | null
}

type FieldIn<F extends Form> = F['sections'][number]['fields'][number]
type ValueIn<T> = T extends { kind: 'choice'; options: readonly { code: infer Code }[] }
  ? Code
  : T extends { kind: 'choices'; options: readonly { code: infer Code }[] }
    ? readonly Code[]
    : T extends { kind: 'number' | 'integer' | 'computed' }
      ? number
      : T extends { kind: 'date' }
        ? LocalDate
        : T extends { kind: 'text' }
          ? string
          : T extends { kind: 'rows'; columns: readonly (infer Column)[] }
            ? readonly {
                readonly [C in Column as C extends { code: infer Code extends string }
                  ? Code
                  : never]?: ValueIn<C>
              }[]
            : never

/** The type of a form's values, read off its definition. */
export type ValuesOf<F extends Form> = {
  readonly [T in FieldIn<F> as T['code']]?: ValueIn<T>
}

export function fieldsOf(form: Form): Field[] {
  return form.sections.flatMap((section) => section.fields)
}

export function fieldOf(form: Form, code: string): Field | undefined {
  for (const section of form.sections) {
    for (const field of section.fields) if (field.code === code) return field
  }
  return undefined
}

/** Whether a condition holds. A field that is not filled fulfils none. */
export function holds(condition: Condition | undefined, values: FormValues, about: Subject): boolean {
  if (condition === undefined) return true
  if ('all' in condition) return condition.all.every((part) => holds(part, values, about))
  if ('ageFromYears' in condition) return about.ageYears >= condition.ageFromYears
  if ('sex' in condition) return about.sex === condition.sex
  const value = values[condition.field]
  if ('filled' in condition) return !isEmpty(value)
  const codes = Array.isArray(value) ? value : [value]
  if ('isNot' in condition) return codes.some((code) => code !== undefined && code !== condition.isNot)
  const wanted: readonly unknown[] = Array.isArray(condition.is) ? condition.is : [condition.is]
  return codes.some((code) => code !== undefined && wanted.includes(code))
}

/** Whether a field is asked of this person, given what is filled so far. */
export function isAsked(section: Section, field: Field, values: FormValues, about: Subject): boolean {
  return holds(section.showWhen, values, about) && holds(field.showWhen, values, about)
}

/**
 * The values as they are kept: empty ones and those that are not asked of this person left out, computed ones
 * computed. Wrong values stay, so that a check can name them.
 */
export function completed(form: Form, values: FormValues, about: Subject): FormValues {
  const kept: Record<string, FormValue> = {}
  for (const section of form.sections) {
    for (const field of section.fields) {
      if (!isAsked(section, field, { ...values, ...kept }, about)) continue
      const value = field.kind === 'computed' ? field.compute(kept) : values[field.code]
      if (!isEmpty(value)) kept[field.code] = value
    }
  }
  return kept
}

/** The expected choices of a section that are not filled, with “nothing found” in them. */
export function usualValues(section: Section, values: FormValues, about: Subject): FormValues {
  const { usual } = section
  if (usual === undefined) return {}
  const filled: Record<string, FormValue> = {}
  for (const field of section.fields) {
    if (field.kind !== 'choice' && field.kind !== 'choices') continue
    if (field.need !== 'expected' || !isAsked(section, field, values, about) || !isEmpty(values[field.code]))
      continue
    filled[field.code] = field.kind === 'choices' ? [usual] : usual
  }
  return filled
}

export function isEmpty(value: FormValue | null | undefined): value is null | undefined {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** A number rounded half up to some decimals, safe from binary fractions: 24.95 → 25.0. */
export function rounded(value: number, decimals: number): number {
  return Number(`${Math.round(Number(`${value}e${decimals}`))}e-${decimals}`)
}

export function numberIn(values: FormValues, code: string): number | null {
  const value = values[code]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
