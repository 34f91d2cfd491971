import { ByteReader, present, type Reading, rounded } from './reading.ts'
import { CM_IN_INCH, KG_IN_POUND } from './units.ts'

/** Stands in a message for a measurement that did not succeed. */
const UNSUCCESSFUL = 0xffff

/**
 * Weight Measurement (0x2A9D) of the service 0x181D: steps of 0.005 kg, or of 0.01 lb; height in steps of 0.001 m, or of
 * 0.1 in. Source: Bluetooth GATT Specification Supplement.
 */
export function readWeight(view: DataView): Reading {
  const bytes = new ByteReader(view)
  const flags = bytes.uint8()
  const imperial = (flags & 0x01) !== 0
  const raw = bytes.uint16()
  const weight = raw === UNSUCCESSFUL ? null : imperial ? raw * 0.01 * KG_IN_POUND : raw * 0.005
  const measuredAt = flags & 0x02 ? bytes.dateTime() : null
  if (flags & 0x04) bytes.uint8()
  let height: number | null = null
  if (flags & 0x08) {
    bytes.uint16() // body mass index: computed anew from weight and height
    const tall = bytes.uint16()
    height = tall === 0 ? null : imperial ? tall * 0.1 * CM_IN_INCH : tall * 0.1
  }
  return {
    values: present({
      weightKg: weight === null ? null : rounded(weight, 1),
      heightCm: height === null ? null : rounded(height, 1),
    }),
    measuredAt,
    remarks: weight === null ? ['测量未成功，请重新测量'] : [],
  }
}
