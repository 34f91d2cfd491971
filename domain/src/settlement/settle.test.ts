import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { defaultFunds, type Fund, factorOf, roleFactorOf } from './fund.ts'
import {
  type CreditedService,
  defaultPointsPolicy,
  limitsCountFrom,
  pointsOfService,
  verifiedShare,
  WHOLE_FACTORS,
} from './points.ts'
import { fundOf, type PoolFacts, type StaffWork, settle, totalsOf } from './settle.ts'

const [publicHealth, contractFee, grant] = defaultFunds as [Fund, Fund, Fund]
const village = 320399101201

const person = (staffId: string, change: Partial<StaffWork> = {}): StaffWork => ({
  staffId,
  unitCode: village,
  services: 1,
  refused: 0,
  pointsHundredths: 100,
  signedPersons: 1,
  factors: WHOLE_FACTORS,
  deductionFen: 0,
  ...change,
})
const pool = (change: Partial<PoolFacts> = {}): PoolFacts => ({
  unitCode: village,
  residents: 1260,
  signed: 600,
  feesFen: 0,
  enteredFen: 0,
  scoreHundredths: null,
  staff: [person('a')],
  ...change,
})

test.each([
  [['month'], '2026-08-05', '2026-08-01'],
  [['month', 'quarter'], '2026-06-30', '2026-04-01'],
  [['year', 'month'], '2026-08-05', '2026-01-01'],
  [[], '2026-08-05', '2026-08-05'],
] as const)('limits by %j of a period from %s count from %s', (periods, fromDay, from) => {
  const limits = periods.map((every) => ({ codes: [], times: 2, every }))
  expect(limitsCountFrom({ limits }, localDate(fromDay))).toBe(from)
})

describe('积分', () => {
  const followUp: CreditedService = {
    form: 'hypertension-follow-up',
    service: null,
    mode: 'clinic',
    complete: true,
    late: false,
    twice: false,
    unproved: false,
    surplus: false,
    verdict: null,
  }
  test.each<[string, Partial<CreditedService>, number, string]>([
    ['a follow-up at the clinic', {}, 100, 'counted'],
    ['the same at home', { mode: 'home' }, 200, 'counted'],
    ['with boxes left empty', { complete: false }, 50, 'incomplete'],
    ['recorded late', { late: true }, 50, 'late'],
    ['late and incomplete', { late: true, complete: false }, 25, 'late'],
    ['twice on one day', { twice: true }, 0, 'twice'],
    ['beyond what one resident’s services earn', { surplus: true, late: true }, 0, 'surplus'],
    ['without the proof asked of it', { unproved: true, late: true }, 0, 'unproved'],
    ['proved invented', { verdict: 'fake', twice: true }, 0, 'refused'],
    ['doubtful is not yet refused', { verdict: 'doubtful' }, 100, 'counted'],
    ['proved genuine', { verdict: 'genuine' }, 100, 'counted'],
    [
      'a general record of a listed service',
      { form: 'general-service', service: 'yearly-home-visit' },
      200,
      'counted',
    ],
    ['a service without points', { form: 'general-service', service: 'tcm-child' }, 0, 'not-listed'],
  ])('%s', (_name, change, hundredths, because) => {
    expect(pointsOfService(defaultPointsPolicy, { ...followUp, ...change })).toEqual({ hundredths, because })
  })

  test('46 of 47 genuine are 97.87 %, and nobody is doubted without a check', () => {
    expect(verifiedShare({ genuine: 46, refused: 1 })).toBe(9787)
    expect(verifiedShare({ genuine: 0, refused: 0 })).toBe(10_000)
  })
})

describe('结算', () => {
  test('W1: the village’s quarter goes to its doctors by their points', () => {
    const facts = pool({
      staff: [person('a', { pointsHundredths: 30_000 }), person('b', { pointsHundredths: 10_000 })],
    })
    const [result] = settle(publicHealth, { part: 'advance', number: 2 }, [facts])
    expect(result).toMatchObject({ fundFen: 4_989_600, instalmentFen: 873_180, withheldFen: 0, leftFen: 0 })
    expect(result!.shares.map(({ staffId, paidFen }) => [staffId, paidFen])).toEqual([
      ['a', 654_885],
      ['b', 218_295],
    ])
  })

  test('W1: a village that does not pass gets nothing of the year-end part', () => {
    const facts = pool({ scoreHundredths: 6999 })
    const [result] = settle(publicHealth, { part: 'year-end', number: 1 }, [facts])
    expect(result).toMatchObject({ instalmentFen: 1_496_880, withheldFen: 1_496_880, payableFen: 0 })
  })

  test('nothing of the year-end part is paid before the assessment', () => {
    const [result] = settle(publicHealth, { part: 'year-end', number: 1 }, [pool()])
    expect(result).toMatchObject({ withheldFen: 1_496_880, payableFen: 0 })
  })

  test('a payment that the fund does not have is an error', () => {
    expect(() => settle(publicHealth, { part: 'advance', number: 5 }, [pool()])).toThrow('no such payment')
  })

  test('W5: 120 yuan of 1,860 signed, 70 % for staff', () => {
    const [result] = settle(contractFee, { part: 'advance', number: 1 }, [pool({ feesFen: 22_320_000 })])
    expect(result!.fundFen).toBe(15_624_000)
  })

  test('W6: quantity × quality × satisfaction', () => {
    const staff = [
      person('a', {
        pointsHundredths: 55_200,
        factors: { quality: 9500, satisfaction: 9200, verified: 10_000 },
      }),
      person('b', {
        pointsHundredths: 42_000,
        factors: { quality: 9000, satisfaction: 9600, verified: 10_000 },
      }),
    ]
    const [result] = settle(grant, { part: 'advance', number: 1 }, [pool({ enteredFen: 3_000_000, staff })])
    expect(result!.shares.map(({ paidFen }) => paidFen)).toEqual([1_712_169, 1_287_831])
  })

  test('by signed people and posts: a nurse of half a coefficient with twice the people has as much as the doctor', () => {
    const bySigned = { ...grant, share: 'persons' } as const
    const staff = [
      person('doctor', { signedPersons: 100 }),
      person('nurse', { signedPersons: 200, roleFactor: 50 }),
    ]
    const [result] = settle(bySigned, { part: 'advance', number: 1 }, [
      pool({ enteredFen: 3_000_000, staff }),
    ])
    expect(result!.shares.map(({ paidFen }) => paidFen)).toEqual([1_500_000, 1_500_000])
  })

  test('of several posts the greatest counts, an unnamed one is 1, and an equal share by posts is for who has one', () => {
    const fund = { share: 'equal', roleFactors: [{ role: 'nurse', hundredths: 80 }] } as const
    expect(roleFactorOf(fund, ['nurse'])).toBe(80)
    expect(roleFactorOf(fund, ['nurse', 'pharmacist'])).toBe(100)
    expect(roleFactorOf(fund, [])).toBe(0)
    expect(roleFactorOf({ ...fund, share: 'points' }, [])).toBe(100)
    expect(roleFactorOf({ share: 'equal' }, [])).toBe(100)
  })

  test('what was paid for invented services is taken back, never below nothing', () => {
    const staff = [person('a', { deductionFen: 100 }), person('b', { deductionFen: 900_000 })]
    const [result] = settle(grant, { part: 'advance', number: 1 }, [pool({ enteredFen: 1000, staff })])
    expect(result!.shares).toMatchObject([
      { shareFen: 500, deductedFen: 100, paidFen: 400 },
      { shareFen: 500, deductedFen: 500, paidFen: 0 },
    ])
  })

  const staff = fc.uniqueArray(
    fc.record({
      staffId: fc.stringMatching(/^[a-z]{2}$/),
      pointsHundredths: fc.nat(5_000_000),
      deductionFen: fc.nat(100_000),
      quality: fc.integer({ min: 0, max: 12_000 }),
    }),
    { selector: ({ staffId }) => staffId, maxLength: 8 },
  )
  const places = fc.array(
    fc
      .record({ residents: fc.nat(5000), score: fc.nat(10_500), staff })
      .map(({ residents, score, staff: people }) =>
        pool({
          residents,
          scoreHundredths: score,
          staff: people.map(({ quality, ...rest }) =>
            person(rest.staffId, { ...rest, factors: { ...WHOLE_FACTORS, quality } }),
          ),
        }),
      ),
    { maxLength: 5 },
  )
  const payments = fc.constantFrom(
    { part: 'advance', number: 1 },
    { part: 'advance', number: 4 },
    { part: 'year-end', number: 1 },
  )

  test('paid, deducted, withheld and left are the instalment, to the fen', () => {
    fc.assert(
      fc.property(places, payments, (pools, payment) => {
        const totals = totalsOf(settle(publicHealth, payment, pools))
        expect(totals.withheldFen + totals.sharedFen + totals.leftFen).toBe(totals.instalmentFen)
        expect(totals.paidFen + totals.deductedFen).toBe(totals.sharedFen)
      }),
    )
  })

  test('the order of the people changes nothing', () => {
    fc.assert(
      fc.property(places, payments, (pools, payment) => {
        const turned = pools.map((one) => ({ ...one, staff: [...one.staff].reverse() }))
        expect(settle(publicHealth, payment, turned)).toEqual(settle(publicHealth, payment, pools))
      }),
    )
  })
})

describe('按村的类别', () => {
  const factors = [{ villageClass: '边远山区', percent: 137.5 }]

  test('a village of a class has its percent of the standard, another the whole', () => {
    expect(factorOf(['边远山区'], factors)).toBe(13_750)
    expect(factorOf(['平原'], factors)).toBe(10_000)
    expect(factorOf([], [])).toBe(10_000)
  })

  test('weighed by 100 % the money is what it is without classes', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), fc.nat({ max: 20_000 }), (perHeadFen, residents) => {
        const fund = { ...publicHealth, perHeadFen }
        const plain = pool({ residents, signed: 0 })
        const weighed = { residents: residents * 10_000, signed: 0, indicatorPeople: 0 }
        expect(fundOf(fund, { ...plain, weighed })).toBe(fundOf(fund, plain))
      }),
    )
  })

  test('50.01 yuan for each of three newly signed, one of them in the mountains: 168.78375 is 168.78', () => {
    const award: Fund = { ...publicHealth, amountBy: 'indicator', perHeadFen: 5001, taskBasisPoints: 4000 }
    const weighed = { residents: 0, signed: 0, indicatorPeople: 2 * 10_000 + 13_750 }
    expect(fundOf(award, pool({ indicatorPeople: 3, weighed }))).toBe(16_878)
    expect(fundOf(award, pool({ indicatorPeople: 3 }))).toBe(15_003)
  })
})
