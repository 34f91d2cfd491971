import { numberOf, readSfloat } from './ieee-11073.ts'
import { ByteReader, present, type Reading, rounded, wordsOf } from './reading.ts'
import { MG_DL_IN_MMOL_L } from './units.ts'

const sensorStatus = {
  0: '血糖仪电量低',
  1: '传感器故障',
  2: '血样不足',
  3: '试纸插入有误',
  4: '试纸与仪器不匹配',
  5: '结果高于仪器量程',
  6: '结果低于仪器量程',
  7: '温度过高',
  8: '温度过低',
  9: '测量中断',
  10: '仪器一般故障',
  11: '仪器时间有误',
} as const

/**
 * Glucose Measurement (0x2A18) of the service 0x1808. The concentration comes in kg/L or mol/L and is answered in mmol/L.
 * The base time of the device, moved by the offset where there is one. Source: Bluetooth GATT Specification Supplement.
 */
export function readGlucose(view: DataView): Reading {
  const bytes = new ByteReader(view)
  const flags = bytes.uint8()
  const sequence = bytes.uint16()
  const baseTime = bytes.dateTime()
  const offsetMinutes = flags & 0x01 ? bytes.int16() : 0
  let glucose: number | null = null
  const remarks: string[] = []
  if (flags & 0x02) {
    const value = bytes.field(2, readSfloat)
    const number = numberOf(value)
    // 1 kg/L is 100,000 mg/dL.
    if (number !== null) glucose = flags & 0x04 ? number * 1000 : (number * 100_000) / MG_DL_IN_MMOL_L
    if (value === 'plus-infinity') remarks.push('结果高于仪器量程')
    if (value === 'minus-infinity') remarks.push('结果低于仪器量程')
    const location = bytes.uint8()
    if ((location & 0x0f) === 0x0a) remarks.push('质控液，不是血样')
  }
  if (flags & 0x08) remarks.push(...wordsOf(bytes.uint16(), sensorStatus))
  return {
    values: present({ glucoseMmolL: glucose === null ? null : rounded(glucose, 1) }),
    measuredAt: baseTime === null ? null : movedBy(baseTime, offsetMinutes),
    remarks: [...new Set(remarks)],
    sequence,
  }
}

/** A device's local time some minutes later; both without a zone. */
function movedBy(local: string, minutes: number): string {
  return new Date(Date.parse(`${local}Z`) + minutes * 60_000).toISOString().slice(0, 19)
}

const meals = { 1: 'before-meal', 2: 'after-meal', 3: 'fasting', 4: 'casual', 5: 'bedtime' } as const

/** Glucose Measurement Context (0x2A34): to which measurement it belongs, and when in the day's meals it was. */
export function readGlucoseContext(view: DataView): { sequence: number; meal: Reading['meal'] } {
  const bytes = new ByteReader(view)
  const flags = bytes.uint8()
  const sequence = bytes.uint16()
  if (flags & 0x80) bytes.uint8() // extended flags
  if (flags & 0x01) bytes.uint24() // carbohydrate: which, how much
  const meal = flags & 0x02 ? meals[bytes.uint8() as keyof typeof meals] : undefined
  return { sequence, meal }
}
