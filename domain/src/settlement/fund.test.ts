import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultFunds, type Fund, partsOf } from './fund.ts'
import { afterAssessment, instalmentsOf } from './instalments.ts'
import { type PoolFacts, settle } from './settle.ts'

const grant = defaultFunds.find(({ code }) => code === 'special-grant')!

const threeParts: Fund = {
  ...grant,
  instalments: [
    { name: '春季预拨', basisPoints: 4000, paid: 'in-advance' },
    { name: '秋季预拨', basisPoints: 3500, paid: 'in-advance' },
    { name: '考核后', basisPoints: 2500, paid: 'after-assessment' },
  ],
}

const pool = (changes: Partial<PoolFacts> = {}): PoolFacts => ({
  unitCode: 1,
  residents: 0,
  signed: 0,
  feesFen: 0,
  enteredFen: 0,
  scoreHundredths: null,
  staff: [],
  ...changes,
})

const doctor = (staffId: string, pointsHundredths: number) => ({
  staffId,
  unitCode: 1,
  services: 0,
  refused: 0,
  pointsHundredths,
  signedPersons: 0,
  factors: { quality: 10_000, satisfaction: 10_000, verified: 10_000 },
  deductionFen: 0,
})

describe('分次拨付 of unequal parts', () => {
  test('stand in the place of the advance, each a payment of its own', () => {
    expect(partsOf(threeParts).map(({ name, payments }) => [name, payments])).toEqual([
      ['春季预拨', 1],
      ['秋季预拨', 1],
      ['考核后', 1],
    ])
    expect(instalmentsOf(10_000_001, partsOf(threeParts)).map(({ fen }) => fen)).toEqual([
      4_000_000, 3_500_000, 2_500_001,
    ])
  })
  test('whatever the sum, they are all of it', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (fen) => {
        const parts = instalmentsOf(fen, partsOf(threeParts))
        expect(parts.reduce((sum, part) => sum + part.fen, 0)).toBe(fen)
      }),
    )
  })
})

describe('按得分分档', () => {
  const by = {
    rule: 'bands',
    passFromHundredths: 0,
    bands: [
      { fromPoints: 60, percent: 60 },
      { fromPoints: 90, percent: 100 },
      { fromPoints: 80, percent: 85.5 },
    ],
  } as const
  test.each([
    [9000, 100_000, 0],
    [8999, 85_500, 14_500],
    [8000, 85_500, 14_500],
    [7999, 60_000, 40_000],
    [6000, 60_000, 40_000],
    [5999, 0, 100_000],
  ])('%i hundredths: %i paid, %i withheld', (score, paidFen, withheldFen) => {
    expect(afterAssessment(100_000, score, by)).toEqual({ paidFen, withheldFen })
  })
})

describe('按积分单价: so much for a point', () => {
  const fund: Fund = { ...grant, amountBy: 'points', perPointFen: 250 }
  test('the pool is what the points of its people are worth, each their own', () => {
    const [settled] = settle(fund, { part: 'advance', number: 1 }, [
      pool({ staff: [doctor('a', 1200), doctor('b', 350)] }),
    ])
    expect(settled!.payableFen).toBe(3875)
    expect(settled!.shares.map(({ shareFen }) => shareFen)).toEqual([3000, 875])
  })
})
