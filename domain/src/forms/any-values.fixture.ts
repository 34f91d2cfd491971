import fc from 'fast-check'
import { addDays, type LocalDate } from '../days/local-date.ts'
import { type Field, type Form, type FormValue, fieldsOf, type RowColumn } from './form.ts'

/** A sheet filled with anything that its boxes take one by one; whether they go together is for the rules to say. */
export function anyValuesOf(form: Form, day: LocalDate): fc.Arbitrary<Record<string, FormValue>> {
  const filled = fieldsOf(form).filter((field) => field.kind !== 'computed')
  const boxes = Object.fromEntries(filled.map((field) => [field.code, anyValue(field, day)]))
  const required = filled.filter(({ need }) => need === 'required').map(({ code }) => code)
  return fc.oneof(fc.record(boxes), fc.record(boxes, { requiredKeys: required }))
}

function anyValue(field: Exclude<Field, { kind: 'computed' }>, day: LocalDate): fc.Arbitrary<FormValue> {
  switch (field.kind) {
    case 'choices': {
      const { noneCode } = field
      const found = field.options.map(({ code }) => code).filter((code) => code !== noneCode)
      const some = fc.subarray(found, { minLength: 1 })
      return noneCode === undefined ? some : fc.oneof(some, fc.constant([noneCode]))
    }
    case 'rows': {
      const [first, ...others] = field.columns.map((column) => [column.code, anyScalar(column, day)] as const)
      const columns = Object.fromEntries([first!, ...others])
      const needed = field.columns.filter(({ need }) => need === 'required').map(({ code }) => code)
      const row = fc.record(columns, { requiredKeys: [first![0], ...needed] })
      return fc.array(row, { minLength: 1, maxLength: Math.min(2, field.maxRows) })
    }
    default:
      return anyScalar(field, day)
  }
}

function anyScalar(field: RowColumn, day: LocalDate): fc.Arbitrary<number | string> {
  switch (field.kind) {
    case 'number':
    case 'integer': {
      const { min, max } = field.reject
      const scale = 10 ** (field.kind === 'integer' ? 0 : field.decimals)
      const anywhere = fc
        .integer({ min: Math.ceil(min * scale), max: Math.floor(max * scale) })
        .map((value) => value / scale)
      // Half of them where a warning begins: a rule's bound is close by.
      const bounds = (field.warn ?? []).flatMap(({ atOrAbove, above, atOrBelow, below }) =>
        [atOrAbove, above, atOrBelow, below].filter((bound) => bound !== undefined),
      )
      return bounds.length === 0 ? anywhere : fc.oneof(anywhere, fc.constantFrom(...bounds))
    }
    case 'choice':
      return fc.constantFrom(...field.options.map(({ code }) => code))
    case 'date':
      return anyDayAround(day, field.mayBeAfterVisit)
    case 'moment':
      return anyDayAround(day, field.mayBeAfterVisit).map((at) => `${at}T09:30`)
    case 'text':
      return fc.constant('按规范填写'.slice(0, field.maxLength))
  }
}

function anyDayAround(day: LocalDate, mayBeAfter = false): fc.Arbitrary<LocalDate> {
  const before = fc.oneof(...[0, 10, 60, 300].map((reach) => fc.integer({ min: -reach, max: 0 })))
  const after = fc.oneof(...[10, 60, 300].map((reach) => fc.integer({ min: 1, max: reach })))
  const away = mayBeAfter ? fc.oneof({ arbitrary: after, weight: 4 }, before) : before
  return away.map((days) => addDays(day, days))
}
