import type { IndicatorCode } from './indicator.ts'

/** 目标: what a notice asks of one figure in one year, for the whole county or for one place. */
export type IndicatorTarget = {
  indicator: IndicatorCode
  /** Calendar year. */
  year: number
  /** Null holds for every place of the county that has none of its own. */
  orgId: number | null
  /** Percent with at most two decimals, at least this much. */
  percent: number
  /** The notice it comes from. */
  source: string
}

/**
 * The target that holds for a place in a year: its own, else that of the nearest place above it, else the county's
 * general one; null when nobody has set one.
 * @param places the place itself and those above it, nearest first
 */
export function targetFor(
  targets: readonly IndicatorTarget[],
  indicator: IndicatorCode,
  year: number,
  places: readonly number[],
): IndicatorTarget | null {
  return nearestTarget(
    targets.filter((target) => target.indicator === indicator && target.year === year),
    places,
  )
}

/** As {@link targetFor}, of targets that are all of one figure and one year. */
export function nearestTarget(
  targets: readonly IndicatorTarget[],
  places: readonly number[],
): IndicatorTarget | null {
  for (const orgId of [...places, null]) {
    const found = targets.find((target) => target.orgId === orgId)
    if (found) return found
  }
  return null
}
