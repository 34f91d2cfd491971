import type { LocalDate } from '../../days/local-date.ts'
import type { BloodPressure } from '../../follow-ups/blood-pressure.ts'
import type { ServiceDetails, ServiceFacts } from '../../residents/resident-facts.ts'

/** Sheets that hold a blood pressure of somebody who is not followed up for it. */
export const pressureForms: ReadonlySet<string> = new Set([
  'blood-pressure-screening',
  'encounter-note',
  'health-assessment',
  'type2-diabetes-follow-up',
])

/** Boxes that hold a pressure, as records tell them to the rules. Repeated in SQL (`resident_facts`). */
export const pressureFields = [
  'systolicMmHg',
  'diastolicMmHg',
  'leftSystolicMmHg',
  'leftDiastolicMmHg',
  'rightSystolicMmHg',
  'rightDiastolicMmHg',
] as const satisfies readonly (keyof ServiceDetails)[]

/** 收缩压≥140 mmHg 和（或）舒张压≥90 mmHg is high. Source: public-health-spec.md §9.1. */
const HIGH_SYSTOLIC_MMHG = 140
const HIGH_DIASTOLIC_MMHG = 90
/** 非同日 3 次: high on so many different days is a preliminary diagnosis. Source: public-health-spec.md §9.1. */
export const HIGH_DAYS_TO_CONFIRM = 3

export type PressureReading = Partial<BloodPressure> & { on: LocalDate; recordId: string }

export function isHighPressure({ systolicMmHg, diastolicMmHg }: Partial<BloodPressure>): boolean {
  return (systolicMmHg ?? 0) >= HIGH_SYSTOLIC_MMHG || (diastolicMmHg ?? 0) >= HIGH_DIASTOLIC_MMHG
}

/** The pressure that a record tells, of two arms the higher; null where none was measured. */
export function pressureIn(details: ServiceDetails | null | undefined): Partial<BloodPressure> | null {
  if (!details) return null
  const systolic = highest(details.systolicMmHg, details.leftSystolicMmHg, details.rightSystolicMmHg)
  const diastolic = highest(details.diastolicMmHg, details.leftDiastolicMmHg, details.rightDiastolicMmHg)
  if (systolic === null && diastolic === null) return null
  return {
    ...(systolic === null ? {} : { systolicMmHg: systolic }),
    ...(diastolic === null ? {} : { diastolicMmHg: diastolic }),
  }
}

/** One reading a day, the last of the day: what is measured again after a rest is what counts. In the order of the days. */
export function pressureReadings(services: readonly ServiceFacts[]): PressureReading[] {
  const readings: PressureReading[] = []
  for (const { recordId, performedOn, details } of services) {
    const pressure = pressureIn(details)
    if (pressure === null) continue
    if (readings.at(-1)?.on === performedOn) readings.pop()
    readings.push({ ...pressure, on: performedOn, recordId })
  }
  return readings
}

/** Different days in a row on which the pressure was high, up to and with the last of these readings. */
export function highDaysInARow(readings: readonly Partial<BloodPressure>[]): number {
  let days = 0
  for (let index = readings.length - 1; index >= 0 && isHighPressure(readings[index]!); index--) days++
  return days
}

function highest(...values: readonly (number | undefined)[]): number | null {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? null : Math.max(...known)
}
