import { ageMonthsOn, type LocalDate } from '../days/local-date.ts'
import type { DutyRule } from '../duties/duty-rule.ts'
import type { Outcome } from '../follow-ups/outcome.ts'
import type { DoseFacts, Sex } from '../residents/resident-facts.ts'
import type { ServiceCode } from '../services/services.ts'
import { type Calculation, calculate } from './calculation.ts'
import type { PressureReading } from './hypertension/pressure-readings.ts'

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
  /** The services of the catalogue that a record proves as delivered; its next day speaks of the first of them. */
  readonly proves?: readonly ServiceCode[]
  /** …of these, those proven only by a record from which control can be told: a glucose after a meal is no fasting one. */
  readonly provesWhenTold?: readonly ServiceCode[]
  /** 失访: on this sheet `controlled: false` says that nobody was met; such a record proves nothing. */
  readonly tellsNotMet?: true
  /** Where several sheets record one service, the ages this one is for: 1～8月龄, 12～30月龄. */
  readonly forAgeMonths?: AgeMonths
  /** The printed sheet has a column for each visit (满月、3月龄、6月龄 …) instead of a page for each. */
  readonly sheet?: 'visits-as-columns'
  /** What it says is said of the whole household: recorded once, it stands with everybody who lives there. */
  readonly about?: 'household'
  /** Written at a desk from what is known (个性化服务计划): at a door only where it is chosen. */
  readonly atDesk?: boolean
  /** What of the resident's history is looked up for it: `Subject.pregnancy`, `.doses`, `.pressures`. */
  readonly concerns?: 'pregnancy' | 'vaccination' | 'pressure'
  /** What follows from the values, as data, the first that holds; a sheet whose rule is code has none. */
  readonly outcomes?: readonly Outcome[]
  /** What a local form lays on the clinic besides the county's duties. */
  readonly duties?: readonly DutyRule[]
  /** What the sheet says is read only by roles with the action of that name; others see that a service was done. */
  readonly protection?: Protection
}

/** Kinds of sheets whose content is kept apart. */
export type Protection = 'severe-mental-disorder'

/** Completed months of age, from one (included) to before another. */
export type AgeMonths = { readonly from?: number; readonly before?: number }

export type Section = {
  readonly code: string
  readonly name: string
  /** Not asked of residents for whom this does not hold. */
  readonly showWhen?: Condition
  /** Folded on a screen until it is opened: items done where the clinic can (有条件的单位). */
  readonly folded?: boolean
  /** `grid`: choices that share their options stand as a table, a row a question (33 questions of the constitution). */
  readonly layout?: 'grid'
  /** The code that stands for “nothing found” in every expected choice of the section, to be filled at one press. */
  readonly usual?: Code
  readonly fields: readonly Field[]
}

/** The official numeric code; a word where the sheet has none (a service of the catalogue). */
export type Code = number | string
export type Option = {
  readonly code: Code
  readonly name: string
  /** Points that the answer counts in a scored questionnaire. */
  readonly score?: number
}

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
  /**
   * The shared thing that the box holds (收缩压, 体重, 日吸烟量), named with its unit. Boxes of several sheets that
   * hold the same thing in the same unit and range are asked once in one visit to a person.
   */
  readonly measures?: string
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
  /** What changes little between visits: values near the last one can be offered in steps of this. */
  readonly nearLastBy?: number
}
export type NumberField = Numeric & { readonly kind: 'number'; readonly decimals: number }
export type IntegerField = Numeric & { readonly kind: 'integer' }
export type ChoiceField = FieldBase & {
  readonly kind: 'choice'
  readonly options: readonly Option[]
  readonly targetOf?: string
  /** The code that stands for “nothing found”, where the section has none for all its choices. */
  readonly usual?: Code
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
/** A day with the time of day, `YYYY-MM-DDTHH:mm` in Asia/Shanghai: what has to be done within hours. */
export type MomentField = FieldBase & {
  readonly kind: 'moment'
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
export type RowColumn = NumberField | IntegerField | ChoiceField | DateField | MomentField | TextField
/** Follows from other fields; never typed, and computed anew on the server. */
export type ComputedField = FieldBase & {
  readonly kind: 'computed'
  readonly unit?: string
  readonly decimals: number
  /** In words, for people and the data dictionary. */
  readonly formula: string
  /** Code, or the calculation as data, which a definition outside the program has. */
  readonly compute: ((values: FormValues, about: Subject) => number | null) | Calculation
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
  | MomentField
  | TextField
  | RowsField
  | ComputedField

/** When a field is asked, as data: it is read on the server, on screens and by other systems. */
export type Condition =
  | { readonly field: string; readonly is: Code | readonly Code[] }
  /** Filled with something else than this code. */
  | { readonly field: string; readonly isNot: Code }
  | { readonly field: string; readonly filled: true }
  | { readonly field: string; readonly atLeast: number }
  | { readonly field: string; readonly below: number }
  | { readonly ageFromYears: number }
  | { readonly ageMonths: AgeMonths }
  | { readonly sex: Sex }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

/** What must hold between fields, such as 收缩压大于舒张压. */
export type Check = {
  readonly code: string
  /** The field at which the problem is shown comes first. */
  readonly fields: readonly [string, ...string[]]
  readonly severity: 'error' | 'warning'
  /** What is wrong and what to do, for a clerk. */
  readonly message: string
  readonly holds: ((values: FormValues, about: Subject) => boolean) | Condition
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
  /** On the list of pregnant and nursing women (孕产妇) on the day of the visit. */
  readonly isInMaternity?: boolean
  /** The pregnancy that the visit belongs to. */
  readonly pregnancy?: SubjectPregnancy | null
  /** Vaccine doses told of by earlier records. */
  readonly doses?: readonly DoseFacts[] | null
  /** 特殊健康状态 told of by them. */
  readonly specialConditions?: readonly number[] | null
  /** Blood pressures of earlier records, one a day, in the order of the days. */
  readonly pressures?: readonly PressureReading[] | null
}

export type SubjectPregnancy = {
  /** 末次月经 (LMP). */
  readonly lastPeriodOn: LocalDate
  readonly deliveredOn: LocalDate | null
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
        : T extends { kind: 'text' | 'moment' }
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
  if ('any' in condition) return condition.any.some((part) => holds(part, values, about))
  if ('not' in condition) return !holds(condition.not, values, about)
  if ('ageMonths' in condition) return isOfAge(condition.ageMonths, about)
  if ('ageFromYears' in condition) return about.ageYears >= condition.ageFromYears
  if ('sex' in condition) return about.sex === condition.sex
  const value = values[condition.field]
  if ('filled' in condition) return !isEmpty(value)
  if ('atLeast' in condition) return typeof value === 'number' && value >= condition.atLeast
  if ('below' in condition) return typeof value === 'number' && value < condition.below
  const codes = Array.isArray(value) ? value : [value]
  if ('isNot' in condition) return codes.some((code) => code !== undefined && code !== condition.isNot)
  const wanted: readonly unknown[] = Array.isArray(condition.is) ? condition.is : [condition.is]
  return codes.some((code) => code !== undefined && wanted.includes(code))
}

function isOfAge(ages: AgeMonths, { birthDate, performedOn }: Subject): boolean {
  return includesAge(ages, ageMonthsOn(performedOn, birthDate))
}

/** Whether a span of ages, in completed months, includes one. */
export function includesAge({ from, before }: AgeMonths = {}, months: number): boolean {
  return (from === undefined || months >= from) && (before === undefined || months < before)
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
  // What is not asked asks for nothing: a text beside an answer that fell away falls away with it.
  const asked: Record<string, FormValue | undefined> = { ...values }
  for (const section of form.sections) {
    for (const field of section.fields) {
      let value: FormValue | null | undefined
      if (isAsked(section, field, asked, about))
        value = field.kind === 'computed' ? computed(form, field, kept, about) : values[field.code]
      if (!isEmpty(value)) kept[field.code] = value
      asked[field.code] = kept[field.code]
    }
  }
  return kept
}

function computed(form: Form, field: ComputedField, values: FormValues, about: Subject): number | null {
  const { compute } = field
  return typeof compute === 'function' ? compute(values, about) : calculate(compute, values, fieldsOf(form))
}

/** The code by which a choice says “nothing found”; undefined where it has none. */
export function usualOf(section: Section, field: Field): Code | undefined {
  if (field.kind === 'choices') return field.noneCode ?? section.usual
  return field.kind === 'choice' ? (field.usual ?? section.usual) : undefined
}

/** The expected choices of a section that are not filled, with “nothing found” in them. */
export function usualValues(section: Section, values: FormValues, about: Subject): FormValues {
  const filled: Record<string, FormValue> = {}
  for (const field of section.fields) {
    const usual = usualOf(section, field)
    if (usual === undefined || field.need !== 'expected') continue
    if (!isAsked(section, field, values, about) || !isEmpty(values[field.code])) continue
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
