/**
 * A share of people or households: what counts, out of whom. Kept as two whole numbers; a percentage is only ever
 * a way to show it.
 */
export type Rate = { numerator: number; denominator: number }

/**
 * The rate in percent with two decimals, half up; null (不适用) when nobody is in the denominator — never 0 % or
 * 100 %. Source: public-health-spec.md §0, rates.
 */
export function percentOf({ numerator, denominator }: Rate): number | null {
  if (denominator === 0) return null
  return Math.floor((numerator * 20_000 + denominator) / (2 * denominator)) / 100
}

/** The percentage as people read it, `39.02%`; 不适用 without a denominator. */
export function percentText(rate: Rate): string {
  const percent = percentOf(rate)
  return percent === null ? '不适用' : `${percent.toFixed(2)}%`
}

/**
 * Whether a rate reaches a target in percent (at most two decimals), compared unrounded: 79.996 % shows as 80.00 %
 * and misses 80 %. Null when the rate does not apply. Source: public-health-spec.md §0.
 */
export function meetsTarget({ numerator, denominator }: Rate, targetPercent: number): boolean | null {
  if (denominator === 0) return null
  return numerator * 10_000 >= hundredths(targetPercent) * denominator
}

/** 离目标还差几人: the fewest more in the numerator with which the target is reached; 0 when it is, or does not apply. */
export function shortfall({ numerator, denominator }: Rate, targetPercent: number): number {
  return Math.max(0, Math.ceil((hundredths(targetPercent) * denominator) / 10_000) - numerator)
}

/** The rate over several units: numerators and denominators are summed, percentages never averaged. */
export function sumOf(rates: Iterable<Rate>): Rate {
  let numerator = 0
  let denominator = 0
  for (const rate of rates) {
    numerator += rate.numerator
    denominator += rate.denominator
  }
  return { numerator, denominator }
}

/**
 * The next year's target: last year's rate and a step in percentage points (not percent of the old value), up to a
 * cap where the county sets one. Source: contract-policy.md §1, 2022 on: 1–3 points a year.
 * @param last last year's rate in percent; null when it does not apply
 */
export function nextTargetPercent(
  last: number | null,
  stepPoints: number,
  capPercent: number | null,
): number | null {
  if (last === null) return null
  const next = (hundredths(last) + hundredths(stepPoints)) / 100
  return Math.min(next, capPercent ?? 100, 100)
}

function hundredths(percent: number): number {
  return Math.round(percent * 100)
}
