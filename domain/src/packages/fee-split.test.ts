import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { householdDiscount } from '../agreements/agreement-policy.ts'
import {
  apportion,
  discounted,
  type FeeShare,
  feeForTerm,
  relieved,
  splitFee,
  splitTermFee,
  sumByPayer,
  totalFen,
  whyCannotSplit,
} from './fee-split.ts'

describe('签约服务费分担', () => {
  test('120 yuan: public-health fund 30 yuan, insurance 50 % of the rest, the resident 45 yuan', () => {
    expect(
      splitFee(12_000, [
        { payer: 'public-health-fund', fen: 3000 },
        { payer: 'insurance-fund', basisPoints: 5000 },
      ]),
    ).toEqual([
      { payer: 'public-health-fund', fen: 3000 },
      { payer: 'insurance-fund', fen: 4500 },
      { payer: 'resident', fen: 4500 },
    ])
  })

  test('36 yuan a person-year without a fund is the resident’s (one county’s template)', () => {
    expect(splitFee(3600, [])).toEqual([{ payer: 'resident', fen: 3600 }])
  })

  test('thirds of one yuan are 34, 33 and 33 fen: the odd fen goes to the first of equal remainders', () => {
    const lines = splitFee(100, [
      { payer: 'public-health-fund', basisPoints: 3334 },
      { payer: 'insurance-fund', basisPoints: 3333 },
    ])
    expect(lines.map(({ fen }) => fen)).toEqual([34, 33, 33])
  })

  test('a free package has no lines', () => {
    expect(splitFee(0, [{ payer: 'public-health-fund', basisPoints: 10_000 }])).toEqual([])
  })

  test.each([
    [[{ payer: 'insurance-fund', fen: 12_001 }], 'shares-exceed-price'],
    [[{ payer: 'insurance-fund', fen: 12_000 }], null],
    [[{ payer: 'insurance-fund', basisPoints: 10_001 }], 'shares-exceed-whole'],
    [[{ payer: 'insurance-fund', basisPoints: 10_000 }], null],
    [[{ payer: 'insurance-fund', fen: -1 }], 'negative-share'],
    [
      [
        { payer: 'institution', fen: 1 },
        { payer: 'institution', basisPoints: 10 },
      ],
      'payer-twice',
    ],
  ] as [FeeShare[], string | null][])('shares %j of 120 yuan: %s', (shares, fault) => {
    expect(whyCannotSplit(12_000, shares)?.fault ?? null).toBe(fault)
  })

  test('relief takes over the resident’s part and joins relief that is already there', () => {
    const lines = splitFee(12_000, [{ payer: 'policy-relief', fen: 2000 }])
    expect(relieved(lines)).toEqual([{ payer: 'policy-relief', fen: 12_000 }])
  })

  test.each([
    [50, { resident: 4999, relief: 5000 }],
    [33.33, { resident: 6666, relief: 3333 }],
    [0, { resident: 9999, relief: undefined }],
    [100, { resident: undefined, relief: 9999 }],
  ])('%f %% of 99.99 yuan taken over by policy', (percent, { resident, relief }) => {
    const lines = relieved([{ payer: 'resident', fen: 9999 }], percent)
    expect(lines.find(({ payer }) => payer === 'resident')?.fen).toBe(resident)
    expect(lines.find(({ payer }) => payer === 'policy-relief')?.fen).toBe(relief)
  })

  const shares = fc
    .tuple(fc.nat(5000), fc.nat(5000), fc.nat(3000), fc.nat(2000))
    .map(([phf, insurance, fixed, institution]): FeeShare[] => [
      { payer: 'public-health-fund', basisPoints: phf },
      { payer: 'insurance-fund', basisPoints: insurance },
      { payer: 'policy-relief', fen: fixed },
      { payer: 'institution', fen: institution },
    ])

  test('the parts always sum to the price and none is negative', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5000, max: 10_000_000 }), shares, (priceFen, split) => {
        const lines = splitFee(priceFen, split)
        return totalFen(lines) === priceFen && lines.every(({ fen }) => fen > 0 && Number.isInteger(fen))
      }),
    )
  })

  test('no part is a fen or more away from its exact share', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.array(fc.nat(10_000), { minLength: 1, maxLength: 6 }),
        (amount, weights) => {
          const sum = weights.reduce((a, b) => a + b, 0)
          if (sum === 0) return true
          return apportion(amount, weights).every(
            (part, index) => Math.abs(part - (amount * (weights[index] ?? 0)) / sum) < 1,
          )
        },
      ),
    )
  })

  test('relief and summing keep the sum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5000, max: 1_000_000 }), shares, (priceFen, split) => {
        const lines = splitFee(priceFen, split)
        return (
          totalFen(relieved(lines)) === priceFen &&
          totalFen(sumByPayer([...lines, ...lines])) === 2 * priceFen
        )
      }),
    )
  })

  test.each([
    [12_000, 12, 12_000],
    [12_000, 36, 36_000],
    [10_000, 5, 4167],
  ])('%i fen a year over %i months is %i fen', (yearly, months, fen) => {
    expect(feeForTerm(yearly, months)).toBe(fen)
  })

  test('three years of a fixed 30 yuan and half of the rest are three times one year', () => {
    const shares: FeeShare[] = [
      { payer: 'public-health-fund', fen: 3000 },
      { payer: 'insurance-fund', basisPoints: 5000 },
    ]
    expect(splitTermFee(12_000, shares, 36).map(({ fen }) => fen)).toEqual([9000, 13_500, 13_500])
    expect(splitTermFee(12_000, shares, 12)).toEqual(splitFee(12_000, shares))
  })

  test('the fee of any term is split exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5000, max: 1_000_000 }),
        shares,
        fc.integer({ min: 1, max: 60 }),
        (yearly, split, months) => {
          return totalFen(splitTermFee(yearly, split, months)) === feeForTerm(yearly, months)
        },
      ),
    )
  })
})

describe('家庭优惠', () => {
  const policy = {
    householdDiscounts: [
      { fromMembers: 5, percentOff: 12.5 },
      { fromMembers: 3, percentOff: 5 },
    ],
  }
  test.each([
    ['household', 2, 0],
    ['household', 3, 5],
    ['household', 4, 5],
    ['household', 5, 12.5],
    ['person', 1, 0],
  ] as const)('a %s of %i has %s percent off', (unit, members, percent) => {
    expect(householdDiscount(policy, unit, members)).toBe(percent)
  })

  test('is borne by the institution, off the resident’s part only, and the fee stays what it is', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1_000_000 }),
        fc.nat({ max: 1_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        (fund, own, hundredths) => {
          const lines = sumByPayer([
            { payer: 'county-finance', fen: fund },
            { payer: 'resident', fen: own },
          ])
          const less = discounted(lines, hundredths / 100)
          expect(totalFen(less)).toBe(totalFen(lines))
          expect(less.find(({ payer }) => payer === 'county-finance')?.fen ?? 0).toBe(fund)
          expect(less.find(({ payer }) => payer === 'resident')?.fen ?? 0).toBeLessThanOrEqual(own)
        },
      ),
    )
  })
})
