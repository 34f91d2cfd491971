import { dayOf, type LocalDate } from '../days/local-date.ts'
import type { IndicatorCode } from './indicator.ts'
import { nextTargetPercent, percentOf, type Rate } from './rate.ts'

/** 目标: what a notice asks of one figure in one year, for the whole county or for one place. */
export type IndicatorTarget = {
  indicator: IndicatorCode
  /** Calendar year. */
  year: number
  /** Null holds for every place of the county that has none of its own. */
  orgId: number | null
  /** 村的类别: for the villages of a class; left out for all. */
  villageClass?: string | null | undefined
  /** Percent with at most two decimals, at least this much; with a step, never more than this much. */
  percent: number
  /** 较上年末提高: so many percentage points on top of the place's own rate at the end of the year before. */
  step?: number | null | undefined
  /** 起点: the rate in percent from which the step goes where none of the end of the year before is kept: a first year. */
  startPercent?: number | null | undefined
  /** The notice it comes from. */
  source: string
}

/**
 * What a target asks of a place whose rate at the end of the year before is given; null where it asks for a step from a rate
 * that is neither known nor stated. Source: contract-policy.md §1, 2022 on: 1–3 points a year.
 */
export function percentAsked(
  { percent, step, startPercent = null }: Pick<IndicatorTarget, 'percent' | 'step' | 'startPercent'>,
  lastYear: Rate,
): number | null {
  return typeof step === 'number'
    ? nextTargetPercent(percentOf(lastYear) ?? startPercent, step, percent)
    : percent
}

/** The last day of the year before, whose rates a step goes from. */
export function stepFrom(year: number): LocalDate {
  return dayOf(year - 1, 12, 31)!
}

/** A unit by its code, or a class of villages by its name. */
export type TargetPlace = number | string

/**
 * The target that holds for a place in a year: its own, else that of the nearest place above it, else the county's
 * general one; null when nobody has set one.
 * @param places the place itself, of a village its classes, and those above it, nearest first
 */
export function targetFor(
  targets: readonly IndicatorTarget[],
  indicator: IndicatorCode,
  year: number,
  places: readonly TargetPlace[],
): IndicatorTarget | null {
  return nearestTarget(
    targets.filter((target) => target.indicator === indicator && target.year === year),
    places,
  )
}

/** As {@link targetFor}, of targets that are all of one figure and one year. */
export function nearestTarget(
  targets: readonly IndicatorTarget[],
  places: readonly TargetPlace[],
): IndicatorTarget | null {
  for (const place of [...places, null]) {
    const found = targets.find(({ orgId, villageClass }) =>
      typeof place === 'string' ? villageClass === place : !villageClass && orgId === place,
    )
    if (found) return found
  }
  return null
}
