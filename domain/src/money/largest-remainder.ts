export type Portion = {
  fen: number
  /** 1 when the portion took one of the fen that whole parts left, else 0. */
  remainderFen: 0 | 1
}

/**
 * Shares whole fen by weights so that the sum is exact: each the whole part of its quota, and the fen that are left go to
 * the largest remainders, the earlier one first when they are equal. Without any weight nobody gets anything.
 * Source: performance-and-funds.md §4.2, rounding.
 */
export function byLargestRemainder(amountFen: number, weights: readonly bigint[]): Portion[] {
  const sum = weights.reduce((total, weight) => total + weight, 0n)
  if (sum === 0n) return weights.map(() => ({ fen: 0, remainderFen: 0 }))
  const amount = BigInt(amountFen)
  const portions = weights.map(
    (weight): Portion => ({ fen: Number((amount * weight) / sum), remainderFen: 0 }),
  )
  const left = amountFen - portions.reduce((total, { fen }) => total + fen, 0)
  const largest = weights
    .map((weight, index) => ({ index, rest: (amount * weight) % sum }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  for (const { index } of largest.slice(0, left)) {
    const { fen } = portions[index]!
    portions[index] = { fen: fen + 1, remainderFen: 1 }
  }
  return portions
}

/** A positive fraction rounded half up to a whole number (四舍五入). */
export function halfUp(numerator: bigint, denominator: bigint): number {
  return Number((2n * numerator + denominator) / (2n * denominator))
}
