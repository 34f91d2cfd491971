/** Serials are filled to six digits, so that numbers of one unit and year sort as they were given. */
const SERIAL_DIGITS = 6

/** 协议编号: code of the unit, year of signing and running number of that unit and year, as in `320399001-2026-000042`. */
export function agreementNumber(unitCode: string, year: number, serial: number): string {
  return `${unitCode}-${year}-${String(serial).padStart(SERIAL_DIGITS, '0')}`
}
