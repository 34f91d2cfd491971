/**
 * Numbers of medical devices by ISO/IEEE 11073-20601: a mantissa and a power of ten. Some patterns are no numbers but say
 * why there is none. Source: Bluetooth GATT Specification Supplement, "medfloat16" and "medfloat32".
 */
type DeviceNumber =
  | number
  | 'not-a-number'
  | 'not-at-this-resolution'
  | 'plus-infinity'
  | 'minus-infinity'
  | 'reserved'

/** 16 bits (SFLOAT): four of a signed exponent, twelve of a signed mantissa, the lower byte first. */
export function readSfloat(view: DataView, at: number): DeviceNumber {
  const raw = view.getUint16(at, true)
  const special = { 2047: 'not-a-number', 2048: 'not-at-this-resolution', 2049: 'reserved' } as const
  if (raw === 0x07fe) return 'plus-infinity'
  if (raw === 0x0802) return 'minus-infinity'
  if (raw in special) return special[raw as keyof typeof special]
  return scaled(signed(raw & 0x0fff, 12), signed(raw >> 12, 4))
}

/** 32 bits (FLOAT): eight of a signed exponent, 24 of a signed mantissa, the lowest byte first. */
export function readFloat(view: DataView, at: number): DeviceNumber {
  const raw = view.getUint32(at, true)
  const special = { 8388607: 'not-a-number', 8388608: 'not-at-this-resolution', 8388609: 'reserved' } as const
  if (raw === 0x007ffffe) return 'plus-infinity'
  if (raw === 0x00800002) return 'minus-infinity'
  if (raw in special) return special[raw as keyof typeof special]
  return scaled(signed(raw & 0xffffff, 24), signed(raw >>> 24, 8))
}

function signed(value: number, bits: number): number {
  return value >= 2 ** (bits - 1) ? value - 2 ** bits : value
}

/** 366 × 10⁻¹ is 36.6 and not 36.6000…1: a negative power is divided by, because ten to it is exact. */
function scaled(mantissa: number, exponent: number): number {
  return exponent < 0 ? mantissa / 10 ** -exponent : mantissa * 10 ** exponent
}

/** The number, or null where the device says that there is none. */
export function numberOf(value: DeviceNumber): number | null {
  return typeof value === 'number' ? value : null
}
