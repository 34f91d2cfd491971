import { rounded } from './reading.ts'
import { MG_DL_IN_MMOL_L, MMHG_IN_KPA } from './units.ts'

/**
 * What an all-in-one device (健康一体机) can measure, named by what the box of a form measures, with the unit that box
 * takes and the range in which a number can be a measurement of a living person at all; outside it the number is an
 * error of the device or of its message, not a finding.
 */
export const deviceValues = {
  systolicMmHg: { name: '收缩压', unit: 'mmHg', least: 40, most: 300, decimals: 0 },
  diastolicMmHg: { name: '舒张压', unit: 'mmHg', least: 20, most: 200, decimals: 0 },
  heartRatePerMinute: { name: '心率', unit: '次/分', least: 20, most: 300, decimals: 0 },
  respirationPerMinute: { name: '呼吸频率', unit: '次/分', least: 4, most: 80, decimals: 0 },
  temperatureC: { name: '体温', unit: '℃', least: 30, most: 45, decimals: 1 },
  oxygenSaturationPercent: { name: '血氧饱和度', unit: '%', least: 40, most: 100, decimals: 0 },
  heightCm: { name: '身高', unit: 'cm', least: 30, most: 250, decimals: 1 },
  weightKg: { name: '体重', unit: 'kg', least: 0.5, most: 300, decimals: 1 },
  waistCm: { name: '腰围', unit: 'cm', least: 20, most: 200, decimals: 1 },
  fastingGlucoseMmolL: { name: '空腹血糖', unit: 'mmol/L', least: 0.5, most: 60, decimals: 1 },
  glucoseMmolL: { name: '随机血糖', unit: 'mmol/L', least: 0.5, most: 60, decimals: 1 },
} as const satisfies Record<
  string,
  { name: string; unit: string; least: number; most: number; decimals: number }
>

export type DeviceValueCode = keyof typeof deviceValues
export type DeviceValues = Partial<Record<DeviceValueCode, number>>

export const deviceValueCodes = Object.keys(deviceValues) as DeviceValueCode[]

export function isDeviceValueCode(code: string): code is DeviceValueCode {
  return Object.hasOwn(deviceValues, code)
}

/**
 * A service in person whose form asks for one of these should have been measured on the device (一体机使用率): blood pressure
 * and blood glucose, for which clinics were given the devices (project convention, the document defines no list).
 */
export const needsDevice: ReadonlySet<string> = new Set<DeviceValueCode>([
  'systolicMmHg',
  'fastingGlucoseMmolL',
  'glucoseMmolL',
])

/** A value as it was told: by what it measures, as a number or as text, in whatever unit (the form's when it says none). */
export type ToldValue = { code: string; value: unknown; unit?: string | undefined }

/** What of a message can be used, and in words what cannot. */
type ReadValues = { values: DeviceValues; remarks: string[] }

/** Reads the values of a message: known, in a known unit, and possible. An empty one is nothing, not an error. */
export function readDeviceValues(told: readonly ToldValue[]): ReadValues {
  const values: DeviceValues = {}
  const remarks: string[] = []
  for (const { code, value, unit } of told) {
    if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) continue
    const said = String(value).slice(0, 40)
    if (!isDeviceValueCode(code)) {
      remarks.push(`不认识的项目“${code.slice(0, 60)}”（${said}）没有使用`)
      continue
    }
    const { name, least, most, decimals } = deviceValues[code]
    const number = typeof value === 'number' ? value : plainNumber(said)
    const factor = factorOf(code, unit)
    if (number === null || !Number.isFinite(number)) remarks.push(`${name}“${said}”不是数字`)
    else if (factor === null) remarks.push(`${name}的单位“${unit}”不能换算`)
    else {
      const converted = rounded(number * factor, decimals)
      if (converted < least || converted > most)
        remarks.push(`${name}${converted}超出可能的范围（${least}～${most}）`)
      else if (values[code] !== undefined && values[code] !== converted)
        remarks.push(`${name}有两个不同的值（${values[code]}、${converted}），使用前一个`)
      else values[code] = converted
    }
  }
  return { values, remarks }
}

/** 收缩压 137 mmHg、舒张压 86 mmHg. */
export function deviceValueWords(values: DeviceValues): string {
  return deviceValueCodes
    .filter((code) => values[code] !== undefined)
    .map((code) => `${deviceValues[code].name} ${values[code]} ${deviceValues[code].unit}`)
    .join('、')
}

function plainNumber(text: string): number | null {
  const trimmed = text.trim()
  return /^[+-]?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : null
}

/** Other units that devices tell, by UCUM and as they are written, in the form's unit. */
const otherUnits: Record<string, Record<string, number>> = {
  mmHg: { 'mm[hg]': 1, kpa: MMHG_IN_KPA },
  '次/分': { '/min': 1, '{beats}/min': 1, '{breaths}/min': 1, bpm: 1, '1/min': 1 },
  '℃': { cel: 1, c: 1, '°c': 1 },
  '%': { '{percent}': 1 },
  cm: { m: 100, mm: 0.1 },
  kg: { g: 0.001, 斤: 0.5 },
  'mmol/L': { 'mg/dl': 1 / MG_DL_IN_MMOL_L },
}

/** What a number in the unit told is multiplied with; null when the unit is not known for it. */
function factorOf(code: DeviceValueCode, unit: string | undefined): number | null {
  const own = deviceValues[code].unit
  const told = unit?.trim().toLowerCase() ?? ''
  if (told === '' || told === own.toLowerCase()) return 1
  return otherUnits[own]?.[told] ?? null
}
