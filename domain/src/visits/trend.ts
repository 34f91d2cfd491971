import type { LocalDate } from '../days/local-date.ts'
import { type FormValues, fieldOf, fieldsOf } from '../forms/form.ts'
import { findForm } from '../forms/forms.ts'
import type { Question } from './visit.ts'

export type TrendPoint = { readonly on: LocalDate; readonly value: number }

type Recorded = { readonly form: string; readonly performedOn: LocalDate; readonly values: FormValues }

const MOST_POINTS = 8

/**
 * The earlier values of a measurement, oldest first, from every sheet that holds it: pressure taken at an examination
 * stands beside that of the follow-ups.
 */
export function trendOf({ field, places: [first] }: Question, records: readonly Recorded[]): TrendPoint[] {
  if (field.kind !== 'number' && field.kind !== 'integer') return []
  const points = records.flatMap(({ form: code, performedOn, values }): TrendPoint[] => {
    const form = code === first.sheet.form.code ? first.sheet.form : findForm(code)
    if (!form) return []
    const box =
      field.measures === undefined
        ? code === first.sheet.form.code && fieldOf(form, field.code)
        : fieldsOf(form).find(
            (one) =>
              one.measures === field.measures &&
              'unit' in one &&
              one.unit === field.unit &&
              isNumber(values[one.code]),
          )
    const value = box ? values[box.code] : undefined
    return isNumber(value) ? [{ on: performedOn, value }] : []
  })
  return points.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).slice(-MOST_POINTS)
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
