import { readBloodPressure } from './blood-pressure.ts'
import { readGlucose } from './glucose.ts'
import { readContinuousOxygen, readSpotCheck } from './oximeter.ts'
import type { MeasuredKind, Reading } from './reading.ts'
import { readTemperature } from './temperature.ts'
import { readWeight } from './weight.ts'

/** A kind of device by its standard Bluetooth service, and what its messages mean. */
export type DeviceProfile = {
  name: string
  /** 16-bit number of the GATT service. */
  service: number
  /** Characteristics that tell a measurement, by their 16-bit number. */
  measurements: Readonly<Record<number, (view: DataView) => Reading>>
  measures: readonly MeasuredKind[]
}

export const deviceProfiles = {
  'blood-pressure': {
    name: '血压计',
    service: 0x1810,
    measurements: { 10805: readBloodPressure },
    measures: ['systolicMmHg', 'diastolicMmHg', 'pulsePerMinute'],
  },
  glucose: {
    name: '血糖仪',
    service: 0x1808,
    measurements: { 10776: readGlucose },
    measures: ['glucoseMmolL'],
  },
  weight: {
    name: '体重秤',
    service: 0x181d,
    measurements: { 10909: readWeight },
    measures: ['weightKg', 'heightCm'],
  },
  thermometer: {
    name: '体温计',
    service: 0x1809,
    measurements: { 10780: readTemperature },
    measures: ['temperatureC'],
  },
  oximeter: {
    name: '血氧仪',
    service: 0x1822,
    measurements: { 10846: readSpotCheck, 10847: readContinuousOxygen },
    measures: ['oxygenSaturationPercent', 'pulsePerMinute'],
  },
} as const satisfies Record<string, DeviceProfile>

export type DeviceKind = keyof typeof deviceProfiles
