/**
 * A unit of the county (机构): the bureau, a township hospital or community health centre, a village clinic or
 * station. Its code is the 12-digit statistical region code it serves (统计用区划代码), so that a unit's residents
 * are those whose village code lies in its range. Source: code-lists.md §2.
 */
export type OrgLevel = 'county' | 'township' | 'village'

/** Level of a 12-digit code: `CCCCCC000000` county, `CCCCCCTTT000` township, else village. */
export function levelOf(code: number): OrgLevel {
  if (code % 1_000_000 === 0) return 'county'
  return code % 1_000 === 0 ? 'township' : 'village'
}

/** First and last 12-digit village code that a unit covers, both included. */
export function rangeOf(code: number): { from: number; to: number } {
  switch (levelOf(code)) {
    case 'county':
      return { from: code, to: code + 999_999 }
    case 'township':
      return { from: code, to: code + 999 }
    case 'village':
      return { from: code, to: code }
  }
}

/** The code of the unit above; null for a county. */
export function parentOf(code: number): number | null {
  switch (levelOf(code)) {
    case 'county':
      return null
    case 'township':
      return code - (code % 1_000_000)
    case 'village':
      return code - (code % 1_000)
  }
}

/** 12-digit code of a county from its 6-digit region code. */
export function countyUnitCode(countyCode: number): number {
  return countyCode * 1_000_000
}
