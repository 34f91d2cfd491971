import type { DeviceKind } from '@qianyue/domain/devices/profiles.ts'
import { deviceProfiles } from '@qianyue/domain/devices/profiles.ts'
import type { MeasuredKind, Reading } from '@qianyue/domain/devices/reading.ts'

/** A box of a form as far as a device may fill it. */
export type Fillable = { code: string; measures?: string | undefined }

/** What boxes hold, by what a device measures. Glucose goes by the meal that it was taken at. */
const boxesOf: Record<Exclude<MeasuredKind, 'glucoseMmolL'>, string> = {
  systolicMmHg: 'systolicMmHg',
  diastolicMmHg: 'diastolicMmHg',
  pulsePerMinute: 'heartRatePerMinute',
  weightKg: 'weightKg',
  heightCm: 'heightCm',
  temperatureC: 'temperatureC',
  oxygenSaturationPercent: 'oxygenSaturationPercent',
}
const glucoseBoxes = ['fastingGlucoseMmolL', 'postMealGlucoseMmolL', 'randomGlucoseMmolL'] as const

/** Kinds of device that measure something asked on this screen. */
export function devicesFor(fields: readonly Fillable[]): DeviceKind[] {
  const asked = new Set(fields.map(holds))
  return (Object.keys(deviceProfiles) as DeviceKind[]).filter((kind) => {
    if (kind === 'glucose') return glucoseBoxes.some((box) => asked.has(box))
    return deviceProfiles[kind].measures.some(
      (measured) => measured !== 'pulsePerMinute' && asked.has(boxesOf[measured]),
    )
  })
}

/** Which boxes take which values of a reading. */
export function filledBy<Field extends Fillable>(
  fields: readonly Field[],
  { values, meal }: Pick<Reading, 'values' | 'meal'>,
): { field: Field; value: number }[] {
  return Object.entries(values).flatMap(([measured, value]) => {
    const box =
      measured === 'glucoseMmolL' ? glucoseBox(fields, meal) : boxesOf[measured as keyof typeof boxesOf]
    const field = fields.find((one) => holds(one) === box)
    return field ? [{ field, value }] : []
  })
}

/** By the meal that the meter was told; without one the only box there is, else the fasting one is not guessed. */
function glucoseBox(fields: readonly Fillable[], meal: Reading['meal']): string | undefined {
  if (meal === 'fasting' || meal === 'before-meal') return 'fastingGlucoseMmolL'
  if (meal === 'after-meal') return 'postMealGlucoseMmolL'
  const asked = glucoseBoxes.filter((box) => fields.some((field) => holds(field) === box))
  if (meal !== undefined) return 'randomGlucoseMmolL'
  return asked.length === 1 ? asked[0] : undefined
}

function holds({ measures, code }: Fillable): string {
  return measures ?? code
}
