import { numberOf, readSfloat } from './ieee-11073.ts'
import { ByteReader, present, type Reading, rounded, wordsOf } from './reading.ts'

const measurementStatus = {
  5: '仍在测量',
  6: '设备的早期估计值',
  7: '已核实的数据',
  8: '测量完成',
  9: '非实时数据',
  10: '数据来自设备存储',
  11: '设备演示数据，不是真实测量',
  12: '测试数据，不是真实测量',
  13: '正在校准',
  14: '测量不可用',
  15: '测量结果可疑',
} as const
/** Bits whose words a person should read: the others only say that all went as it should. */
const WORTH_SAYING = (1 << 11) | (1 << 12) | (1 << 13) | (1 << 14) | (1 << 15)

function saturation(bytes: ByteReader) {
  const oxygen = numberOf(bytes.field(2, readSfloat))
  const pulse = numberOf(bytes.field(2, readSfloat))
  return present({
    oxygenSaturationPercent: oxygen === null ? null : rounded(oxygen, 0),
    pulsePerMinute: pulse === null ? null : rounded(pulse, 0),
  })
}

/** PLX Spot-Check Measurement (0x2A5E) of the service 0x1822. Source: Bluetooth GATT Specification Supplement. */
export function readSpotCheck(view: DataView): Reading {
  const bytes = new ByteReader(view)
  const flags = bytes.uint8()
  const values = saturation(bytes)
  const measuredAt = flags & 0x01 ? bytes.dateTime() : null
  const bits = flags & 0x02 ? bytes.uint16() : 0
  const remarks = wordsOf(bits & WORTH_SAYING, measurementStatus)
  if (flags & 0x10) remarks.push('设备时钟未校准')
  return { values, measuredAt, remarks }
}

/** PLX Continuous Measurement (0x2A5F): a number every second while the finger is in; the last one counts. */
export function readContinuousOxygen(view: DataView): Reading {
  const bytes = new ByteReader(view)
  const flags = bytes.uint8()
  const values = saturation(bytes)
  if (flags & 0x01) bytes.field(4, () => null) // averaged faster
  if (flags & 0x02) bytes.field(4, () => null) // averaged slower
  const bits = flags & 0x04 ? bytes.uint16() : 0
  return {
    values,
    measuredAt: null,
    remarks: wordsOf(bits & WORTH_SAYING, measurementStatus),
    provisional: true,
  }
}
