import { numberOf, readSfloat } from './ieee-11073.ts'
import { ByteReader, present, type Reading, rounded, wordsOf } from './reading.ts'
import { MMHG_IN_KPA } from './units.ts'

/** Of the two bits for the range of the pulse one at most is set. */
const status = {
  0: '测量时身体移动',
  1: '袖带过松',
  2: '脉律不齐',
  3: '脉率超出设备范围（偏高）',
  4: '脉率超出设备范围（偏低）',
  5: '测量姿势不正确',
} as const

/**
 * Blood Pressure Measurement (0x2A35) of the service 0x1810: systolic, diastolic and mean pressure in mmHg or kPa, and as
 * the flags say the time, the pulse, the user and the status. Source: Bluetooth GATT Specification Supplement.
 */
export function readBloodPressure(view: DataView): Reading {
  const bytes = new ByteReader(view)
  const flags = bytes.uint8()
  const pressure = () => {
    const value = numberOf(bytes.field(2, readSfloat))
    if (value === null) return null
    return rounded(flags & 0x01 ? value * MMHG_IN_KPA : value, 0)
  }
  const systolicMmHg = pressure()
  const diastolicMmHg = pressure()
  pressure() // mean arterial pressure: no form asks for it
  const measuredAt = flags & 0x02 ? bytes.dateTime() : null
  const pulse = flags & 0x04 ? numberOf(bytes.field(2, readSfloat)) : null
  if (flags & 0x08) bytes.uint8()
  const remarks = flags & 0x10 ? wordsOf(bytes.uint16(), status) : []
  return {
    values: present({
      systolicMmHg,
      diastolicMmHg,
      pulsePerMinute: pulse === null ? null : rounded(pulse, 0),
    }),
    measuredAt,
    remarks,
  }
}
