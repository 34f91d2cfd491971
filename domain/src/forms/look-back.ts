import type { LocalDate } from '../days/local-date.ts'
import type { DoseFacts, ServiceDetails, ServiceFacts } from '../residents/resident-facts.ts'
import type { Form, FormValues, SubjectPregnancy } from './form.ts'
import {
  type PressureReading,
  pressureFields,
  pressureForms,
  pressureReadings,
} from './hypertension/pressure-readings.ts'
import { pregnancyOn } from './maternal/pregnancy.ts'

export type LookBack = {
  pregnancy: SubjectPregnancy | null
  doses: DoseFacts[] | null
  /** Of a child, told by earlier records: what changes its vaccination schedule. */
  specialConditions: number[] | null
  /** Blood pressures of earlier records, one a day. */
  pressures: PressureReading[] | null
}

export const nothingBefore: LookBack = {
  pregnancy: null,
  doses: null,
  specialConditions: null,
  pressures: null,
}

/**
 * What a form looks back at (`concerns`): the pregnancy of the day, vaccine doses or blood pressures of earlier records; else nulls.
 * @param services in the order they were performed
 * @param recordId the record itself, whose own doses are not earlier ones
 */
export function lookBack(
  { concerns }: Pick<Form, 'concerns'>,
  services: readonly ServiceFacts[],
  day: LocalDate,
  recordId?: string,
): LookBack {
  if (concerns === 'vaccination') {
    const earlier = services.filter((one) => one.recordId !== recordId && one.performedOn <= day)
    return {
      ...nothingBefore,
      doses: earlier.flatMap(({ details }) => details?.doses ?? []),
      specialConditions: earlier.flatMap(({ details }) => details?.specialConditions ?? []),
    }
  }
  if (concerns === 'pressure') {
    const earlier = services.filter((one) => one.recordId !== recordId && one.performedOn <= day)
    return { ...nothingBefore, pressures: pressureReadings(earlier) }
  }
  const found = concerns === 'pregnancy' ? pregnancyOn(day, services) : null
  if (found === null) return nothingBefore
  const { lastPeriodOn, endedOn } = found
  return { ...nothingBefore, pregnancy: { lastPeriodOn, deliveredOn: endedOn } }
}

/** Sheets that tell of a pregnancy or of doses; those with a pressure are named with its rules. */
const telling: ReadonlySet<string> = new Set([
  'pregnancy-registration',
  'first-antenatal-check',
  'pregnancy-outcome',
  'postpartum-visit',
  'postpartum-42-day-check',
  'vaccination',
])
const told: readonly (keyof ServiceDetails)[] = [
  'lastPeriodOn',
  'endedOn',
  'outcome',
  'dischargedOn',
  'doses',
  'bookletOn',
  'specialConditions',
]

/** What sheets that hold a pressure tell: high, it is measured again, and so is a high fasting glucose. */
const measured: readonly (keyof ServiceDetails)[] = [...pressureFields, 'fastingGlucoseMmolL']

/** Sheets that hold a fasting glucose and no pressure. */
const glucoseForms: ReadonlySet<string> = new Set(['result-recheck', 'fasting-glucose-check'])

/** What a record tells the sheets that look back at it; null for most forms. Repeated in SQL (`resident_facts`). */
export function detailsOf(form: string, values: FormValues): ServiceDetails | null {
  const keys = telling.has(form) ? told : pressureForms.has(form) || glucoseForms.has(form) ? measured : null
  if (keys === null) return null
  const said = keys.filter((key) => values[key] !== undefined).map((key) => [key, values[key]])
  return Object.fromEntries(said) as ServiceDetails
}
