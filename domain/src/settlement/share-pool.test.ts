import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Claim, sharePool } from './share-pool.ts'

const claim = (staffId: string, weight: number | bigint, capFen: number | null = null): Claim => ({
  staffId,
  weight: BigInt(weight),
  capFen,
})

const fenOf = (poolFen: number, claims: readonly Claim[]) =>
  Object.fromEntries(sharePool(poolFen, claims).shares.map(({ staffId, fen }) => [staffId, fen]))

describe('分配资金池', () => {
  test('W5: 142,959.60 yuan by coefficients 1.5, 1.0, 1.0, 1.2; two fen go to nurse and public health', () => {
    const { shares, leftFen } = sharePool(14_295_960, [
      claim('doctor', 15),
      claim('nurse', 10),
      claim('public-health', 10),
      claim('village-doctor', 12),
    ])
    expect(shares).toEqual([
      { staffId: 'doctor', fen: 4_562_540, remainderFen: 0, capped: false },
      { staffId: 'nurse', fen: 3_041_694, remainderFen: 1, capped: false },
      { staffId: 'public-health', fen: 3_041_694, remainderFen: 1, capped: false },
      { staffId: 'village-doctor', fen: 3_650_032, remainderFen: 0, capped: false },
    ])
    expect(leftFen).toBe(0)
  })

  test('W6: points × quality × satisfaction, 30,000.00 yuan for two', () => {
    const weight = (points: number, quality: number, satisfaction: number) => points * quality * satisfaction
    expect(fenOf(3_000_000, [claim('a', weight(552, 95, 92)), claim('b', weight(420, 90, 96))])).toEqual({
      a: 1_712_169,
      b: 1_287_831,
    })
  })

  test('equal remainders: the fen goes by staff id', () => {
    expect(fenOf(100, [claim('c', 1), claim('b', 1), claim('a', 1)])).toEqual({ a: 34, b: 33, c: 33 })
  })

  test('what a cap takes from one is shared among the others', () => {
    expect(fenOf(1000, [claim('a', 8, 500), claim('b', 1), claim('c', 1)])).toEqual({
      a: 500,
      b: 250,
      c: 250,
    })
  })

  test('when everybody is at the cap the rest stays in the account', () => {
    expect(sharePool(1000, [claim('a', 8, 500), claim('b', 1, 100)])).toMatchObject({ leftFen: 400 })
  })

  test('nobody has earned anything: the pool stays in the account', () => {
    expect(sharePool(1000, [claim('a', 0), claim('b', 0)])).toMatchObject({ leftFen: 1000 })
  })

  test.each([
    ['a pool below zero', -1, [claim('a', 1)]],
    ['a weight below zero', 1, [claim('a', -1)]],
    ['a person twice', 1, [claim('a', 1), claim('a', 2)]],
  ])('%s is an error', (_name, poolFen, claims) => {
    expect(() => sharePool(poolFen, claims)).toThrow(RangeError)
  })

  const pool = fc.integer({ min: 0, max: 2_000_000_000 })
  const people = fc.uniqueArray(
    fc.record({
      staffId: fc.stringMatching(/^[a-z]{1,3}$/),
      weight: fc.bigInt(0n, 10n ** 24n),
      capFen: fc.option(fc.integer({ min: 0, max: 100_000_000 })),
    }),
    { selector: ({ staffId }) => staffId, minLength: 1, maxLength: 12 },
  )

  test('the shares and what is left are the pool, to the fen', () => {
    fc.assert(
      fc.property(pool, people, (poolFen, claims) => {
        const { shares, leftFen } = sharePool(poolFen, claims)
        expect(shares.reduce((sum, { fen }) => sum + fen, 0) + leftFen).toBe(poolFen)
        expect(leftFen).toBeGreaterThanOrEqual(0)
        for (const { staffId, fen } of shares) {
          const cap = claims.find((one) => one.staffId === staffId)?.capFen ?? Number.POSITIVE_INFINITY
          expect(fen).toBeGreaterThanOrEqual(0)
          expect(fen).toBeLessThanOrEqual(cap)
        }
      }),
    )
  })

  test('the order of the people changes nothing', () => {
    fc.assert(
      fc.property(pool, people, (poolFen, claims) => {
        expect(sharePool(poolFen, [...claims].reverse())).toEqual(sharePool(poolFen, claims))
      }),
    )
  })

  test('who has more does not get less, and more work never costs money', () => {
    fc.assert(
      fc.property(pool, people, fc.bigInt(1n, 10n ** 24n), (poolFen, claims, more) => {
        const uncapped = claims.map((one) => ({ ...one, capFen: null }))
        const before = fenOf(poolFen, uncapped)
        for (const one of uncapped) {
          for (const other of uncapped) {
            if (one.weight > other.weight) {
              expect(before[one.staffId]).toBeGreaterThanOrEqual(before[other.staffId]!)
            }
          }
        }
        const first = uncapped[0]!
        const after = fenOf(poolFen, [{ ...first, weight: first.weight + more }, ...uncapped.slice(1)])
        expect(after[first.staffId]).toBeGreaterThanOrEqual(before[first.staffId]!)
      }),
    )
  })
})
