/**
 * 居民健康档案编码, 17 digits: county 6 + township 3 + committee 3 + serial 5 in the order of filing.
 * Source: public-health-spec.md §2.1.
 */
type RecordNumberParts = {
  countyCode: string
  townshipCode: string
  committeeCode: string
  serial: number
}

export const LAST_SERIAL = 99_999

/**
 * Segment 3 of the record number for a village of the statistics bureau (12 digits). The two number committees
 * differently: a village committee is 200–399 there and 101–199 here, so 203 becomes 103; a neighbourhood committee is
 * 001–199 there and 001–099 here. Null where the code leaves the range and the county has to assign one.
 */
export function committeeCodeOf(villageCode: string): string | null {
  const code = Number(villageCode.slice(9, 12))
  if (code >= 1 && code <= 99) return padded(code, 3)
  if (code >= 201 && code <= 299) return padded(code - 100, 3)
  return null
}

/** The number of one serial in a village. @throws RangeError when the village has used all 99,999. */
export function recordNumber({ countyCode, townshipCode, committeeCode, serial }: RecordNumberParts): string {
  if (serial < 1 || serial > LAST_SERIAL) throw new RangeError(`no such serial: ${serial}`)
  return `${countyCode}${townshipCode}${committeeCode}${padded(serial, 5)}`
}

/** The parts before the serial, from a village's 12 digits and the committee code the archive knows it by. */
export function recordNumberPrefix(villageCode: string, committeeCode: string): string {
  return `${villageCode.slice(0, 6)}${villageCode.slice(6, 9)}${committeeCode}`
}

/** As it stands on a sheet: 320399-101-103-00023. */
export function formatRecordNumber(number: string): string {
  return `${number.slice(0, 6)}-${number.slice(6, 9)}-${number.slice(9, 12)}-${number.slice(12)}`
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
