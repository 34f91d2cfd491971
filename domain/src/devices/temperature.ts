import { numberOf, readFloat } from './ieee-11073.ts'
import { ByteReader, present, type Reading, rounded } from './reading.ts'

const sites = {
  1: '腋下',
  2: '体表',
  3: '耳',
  4: '手指',
  5: '胃肠道',
  6: '口腔',
  7: '直肠',
  8: '足趾',
  9: '鼓膜',
} as const

/** Temperature Measurement (0x2A1C), and Intermediate Temperature (0x2A1E), of the service 0x1809: FLOAT in °C or °F. */
export function readTemperature(view: DataView): Reading {
  const bytes = new ByteReader(view)
  const flags = bytes.uint8()
  const value = numberOf(bytes.field(4, readFloat))
  const celsius = value === null ? null : flags & 0x01 ? ((value - 32) * 5) / 9 : value
  const measuredAt = flags & 0x02 ? bytes.dateTime() : null
  const site = flags & 0x04 ? sites[bytes.uint8() as keyof typeof sites] : undefined
  return {
    values: present({ temperatureC: celsius === null ? null : rounded(celsius, 1) }),
    measuredAt,
    remarks: site === undefined ? [] : [`测量部位：${site}`],
  }
}
