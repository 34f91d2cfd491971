import type { LocalDate } from '../../days/local-date.ts'
import type { ServiceFacts } from '../../residents/resident-facts.ts'

/** 空腹血糖≥7.0 mmol/L is high. Source: public-health-spec.md §10. */
const HIGH_FASTING_GLUCOSE_MMOL_L = 7

type GlucoseReading = { on: LocalDate; recordId: string; isHigh: boolean }

/** One fasting glucose a day, the last of the day, in the order of the days. */
export function glucoseReadings(services: readonly ServiceFacts[]): GlucoseReading[] {
  const readings: GlucoseReading[] = []
  for (const { recordId, performedOn, details } of services) {
    const mmolL = details?.fastingGlucoseMmolL
    if (mmolL === undefined) continue
    if (readings.at(-1)?.on === performedOn) readings.pop()
    readings.push({ on: performedOn, recordId, isHigh: mmolL >= HIGH_FASTING_GLUCOSE_MMOL_L })
  }
  return readings
}
