import { byLargestRemainder, type Portion } from '../money/largest-remainder.ts'

/**
 * What a person's part of a pool is measured by. Weights are whole numbers of any size, since points × quality ×
 * satisfaction are multiplied as they are, not rounded in between.
 */
export type Claim = {
  staffId: string
  weight: bigint
  /** 封顶: more than this a person does not get from the pool; null without a cap. */
  capFen: number | null
}

type PoolShare = {
  staffId: string
  fen: number
  /** The fen that came by the largest remainder: 0 or 1, shown on the slip. */
  remainderFen: number
  capped: boolean
}

type SharedPool = {
  shares: PoolShare[]
  /** What nobody may take: everybody is at the cap, or nobody has a weight. Stays in the account. */
  leftFen: number
}

/**
 * Shares a pool among people by their weights, exact to the fen: each the whole part of the quota, the fen that are left
 * to the largest remainders, ties by staff id. What a cap takes from one is shared again among the others. The order in
 * which the people are given changes nothing. Source: performance-and-funds.md §4.2 (rounding), worked sums W5 and W6.
 * @throws RangeError for a negative pool, a negative weight or a person given twice.
 */
export function sharePool(poolFen: number, claims: readonly Claim[]): SharedPool {
  if (!Number.isSafeInteger(poolFen) || poolFen < 0) throw new RangeError(`a pool of ${poolFen} fen`)
  const sorted = [...claims].sort((a, b) => (a.staffId < b.staffId ? -1 : 1))
  sorted.forEach(({ staffId, weight }, index) => {
    if (weight < 0n) throw new RangeError('a weight below zero')
    if (sorted[index + 1]?.staffId === staffId) throw new RangeError('a person claims twice')
  })

  const capped = new Map<string, number>()
  for (;;) {
    let restFen = poolFen
    for (const fen of capped.values()) restFen -= fen
    const open = sorted.filter(({ staffId }) => !capped.has(staffId))
    const shares = portionsOf(restFen, open)
    const over = shares.filter(({ fen }, index) => {
      const { capFen } = open[index]!
      return capFen !== null && fen > capFen
    })
    if (over.length === 0) return together(poolFen, sorted, capped, shares)
    for (const { staffId } of over) {
      capped.set(staffId, open.find((claim) => claim.staffId === staffId)!.capFen!)
    }
  }
}

type Part = { staffId: string } & Portion

function portionsOf(fen: number, claims: readonly Claim[]): Part[] {
  const portions = byLargestRemainder(
    fen,
    claims.map(({ weight }) => weight),
  )
  return claims.map(({ staffId }, index) => ({ staffId, ...portions[index]! }))
}

function together(
  poolFen: number,
  claims: readonly Claim[],
  capped: ReadonlyMap<string, number>,
  parts: readonly Part[],
): SharedPool {
  const byStaff = new Map(parts.map((part) => [part.staffId, part]))
  const shares = claims.map(({ staffId }): PoolShare => {
    const cap = capped.get(staffId)
    if (cap !== undefined) return { staffId, fen: cap, remainderFen: 0, capped: true }
    return { ...byStaff.get(staffId)!, capped: false }
  })
  return { shares, leftFen: poolFen - shares.reduce((total, { fen }) => total + fen, 0) }
}
