import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterAssessment, type FundPart, instalmentsOf, labourFund, whyNotAWhole } from './instalments.ts'

const seventyThirty: FundPart[] = [
  { code: 'base', name: '按人口拨付', basisPoints: 7000, payments: 4, paid: 'in-advance' },
  { code: 'year-end', name: '考核后拨付', basisPoints: 3000, payments: 1, paid: 'after-assessment' },
]
const halves: FundPart[] = [
  { code: 'advance', name: '年初预拨', basisPoints: 5000, payments: 1, paid: 'in-advance' },
  { code: 'year-end', name: '考核后拨付', basisPoints: 5000, payments: 1, paid: 'after-assessment' },
]
const amounts = (fundFen: number, parts: readonly FundPart[]) =>
  instalmentsOf(fundFen, parts).map(({ fen }) => fen)

describe('经费拨付', () => {
  test('W1: 99.00 yuan × 40 % × 1,260 people, 70 % in quarters and 30 % at year end', () => {
    const fund = labourFund(9900, 4000, 1260)
    expect(fund).toBe(4_989_600)
    expect(instalmentsOf(fund, seventyThirty)).toEqual([
      { part: 'base', number: 1, paid: 'in-advance', fen: 873_180 },
      { part: 'base', number: 2, paid: 'in-advance', fen: 873_180 },
      { part: 'base', number: 3, paid: 'in-advance', fen: 873_180 },
      { part: 'base', number: 4, paid: 'in-advance', fen: 873_180 },
      { part: 'year-end', number: 1, paid: 'after-assessment', fen: 1_496_880 },
    ])
  })

  test('W2: the same fund, half at the beginning of the year and half at its end', () => {
    expect(amounts(4_989_600, halves)).toEqual([2_494_800, 2_494_800])
  })

  test('W3: the last payment of each part takes the remainder', () => {
    expect(amounts(1_000_001, seventyThirty)).toEqual([175_000, 175_000, 175_000, 175_001, 300_000])
  })

  test('W1, year end: pass, fail, and pro rata at 88 points', () => {
    const passFromHundredths = 7000
    const whole = { rule: 'pass-or-nothing', passFromHundredths } as const
    expect(afterAssessment(1_496_880, 7000, whole)).toEqual({ paidFen: 1_496_880, withheldFen: 0 })
    expect(afterAssessment(1_496_880, 6999, whole)).toEqual({ paidFen: 0, withheldFen: 1_496_880 })
    expect(afterAssessment(1_496_880, 8800, { rule: 'pro-rata', passFromHundredths })).toEqual({
      paidFen: 1_317_254,
      withheldFen: 179_626,
    })
  })

  test('a bonus above 100 points does not pay more than the part', () => {
    expect(afterAssessment(1000, 10_500, { rule: 'pro-rata', passFromHundredths: 7000 }).paidFen).toBe(1000)
  })

  test('parts that are not a whole are refused', () => {
    expect(whyNotAWhole([])).toBe('no-parts')
    expect(whyNotAWhole(seventyThirty.slice(1))).toBe('not-100-percent')
    expect(whyNotAWhole([{ ...halves[0]!, basisPoints: 10_000, payments: 0 }])).toBe('no-payments')
    expect(whyNotAWhole(halves)).toBeNull()
    expect(() => instalmentsOf(1, seventyThirty.slice(1))).toThrow(RangeError)
  })

  test('the payments are the fund, to the fen, and none is below zero', () => {
    const plan = fc
      .array(
        fc.record({ points: fc.integer({ min: 1, max: 3000 }), payments: fc.integer({ min: 1, max: 12 }) }),
        {
          minLength: 1,
          maxLength: 3,
        },
      )
      .map((parts): FundPart[] => {
        const last = 10_000 - parts.reduce((sum, { points }) => sum + points, 0)
        return [...parts, { points: last, payments: 1 }].map(({ points, payments }, index) => ({
          code: String(index),
          name: '',
          basisPoints: points,
          payments,
          paid: 'in-advance',
        }))
      })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000_000_000 }), plan, (fundFen, parts) => {
        const fen = amounts(fundFen, parts)
        expect(fen.reduce((sum, one) => sum + one, 0)).toBe(fundFen)
        for (const one of fen) expect(one).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
