import type { LocalDate } from '../days/local-date.ts'
import { type Form, type FormValues, fieldsOf, isEmpty } from '../forms/form.ts'
import { type DeviceValues, deviceValues, isDeviceValueCode } from './device-values.ts'

export type Measured = {
  readonly takenOn: LocalDate
  readonly takenAt: string | null
  readonly deviceSerial: string
  readonly values: DeviceValues
}

type OfferedValue = {
  /** Code of the box. */
  readonly field: string
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly takenAt: string | null
  readonly deviceSerial: string
}

/**
 * What devices measured on the day of the service, for the boxes of a form that are still empty: the latest of each, in the
 * unit of the box. A value of another day is never offered: it would be a figure that was not measured at this service.
 */
export function offeredValues(
  form: Form,
  filled: FormValues,
  measured: readonly Measured[],
  performedOn: LocalDate,
): OfferedValue[] {
  const ofTheDay = measured
    .filter(({ takenOn }) => takenOn === performedOn)
    .sort((a, b) => (b.takenAt ?? '').localeCompare(a.takenAt ?? ''))
  return fieldsOf(form).flatMap((field) => {
    const code = field.measures
    if (code === undefined || !isDeviceValueCode(code) || !isEmpty(filled[field.code])) return []
    if ((field.kind !== 'number' && field.kind !== 'integer') || field.unit !== deviceValues[code].unit)
      return []
    const latest = ofTheDay.find(({ values }) => values[code] !== undefined)
    if (!latest) return []
    const { takenAt, deviceSerial } = latest
    const value = latest.values[code]!
    return [
      {
        field: field.code,
        name: field.name,
        value: field.kind === 'integer' ? Math.round(value) : value,
        unit: field.unit,
        takenAt,
        deviceSerial,
      },
    ]
  })
}
