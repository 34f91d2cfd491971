import { levelOf, parentOf } from '../access/org-unit.ts'
import type { LocalDate } from '../days/local-date.ts'

/** What must be known of a unit to put another below it. */
export type UnitAbove = { code: number; closedOn: LocalDate | null }

export type UnitRefusal =
  | { code: 'unit-outside-county' }
  | { code: 'unit-parent-missing'; parentCode: number }
  | { code: 'unit-parent-closed'; parentCode: number }

/**
 * Why a unit cannot be opened under a code; null when it can. The code says where it belongs: a village's lies in its
 * township's range, a township's in the county's.
 */
export function whyCannotOpenUnit(
  code: number,
  countyCode: number,
  above: UnitAbove | null,
  today: LocalDate,
): UnitRefusal | null {
  const parentCode = parentOf(code)
  if (parentCode === null || Math.floor(code / 1_000_000) !== countyCode)
    return { code: 'unit-outside-county' }
  if (above === null || above.code !== parentCode) return { code: 'unit-parent-missing', parentCode }
  if (above.closedOn !== null && above.closedOn <= today) return { code: 'unit-parent-closed', parentCode }
  return null
}

/** What still hangs on a unit: how many of each. */
export type UnitInUse = { units: number; staff: number; teams: number; residents: number; accounts: number }

export type ClosingRefusal = { code: 'unit-in-use' } & UnitInUse

/** Why a unit cannot be closed (撤销机构); null when nothing hangs on it any more. */
export function whyCannotCloseUnit(inUse: UnitInUse): ClosingRefusal | null {
  return Object.values(inUse).some((count) => count > 0) ? { code: 'unit-in-use', ...inUse } : null
}

/** Only a village has a segment of its own in the health record number (居民健康档案编码 第三段). */
export function hasArchiveCode(code: number): boolean {
  return levelOf(code) === 'village'
}
