import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { shortfall } from '../indicators/rate.ts'
import { targetFor } from '../indicators/target.ts'
import { defaultPackages } from '../packages/default-packages.ts'
import { splitFee } from '../packages/fee-split.ts'
import { agreedPackage, type PackageVersion } from '../packages/package.ts'
import { proposePackages } from '../packages/proposing.ts'
import { faultsOf, linesOf, scoreSheet } from '../performance/assessment-sheet.ts'
import type { LineValue } from '../performance/scoring.ts'
import { nationalDefault2022, type Policy } from '../policy/policy.ts'
import { type Population, populationsOn } from '../populations/population.ts'
import { partsOf } from '../settlement/fund.ts'
import { instalmentsOf } from '../settlement/instalments.ts'
import { type PoolFacts, settle } from '../settlement/settle.ts'
import { capsOfTeam, whyOverCap } from '../teams/capacity.ts'
import { type TeamMember, type TeamRole, teamGapsOn } from '../teams/team.ts'
import { type ShippedProfile, underProfile } from './profile.ts'
import { contentIn, shippedProfiles } from './shipped-profiles.ts'

const DAY = localDate('2026-11-22')
const national = { policies: nationalDefault2022, packages: defaultPackages }

function profile(code: string): ShippedProfile {
  return shippedProfiles.find((one) => one.code === code)!
}

/** What holds in a county that took the profile up this year. */
function under(code: string): Policy {
  return underProfile(national, contentIn(profile(code), 2026)).policies
}

function offered(code: string): PackageVersion[] {
  const { packages } = underProfile(national, contentIn(profile(code), 2026))
  return packages.map((one) => ({ ...one, id: one.code, validFrom: DAY, validUntil: null }))
}

const percentOf = (policy: Policy, indicator: string) =>
  targetFor(policy.targets, indicator as never, 2026, [])?.percent

const noOwnCaps = { persons: null, households: null, villages: null }

function overCap(policy: Policy, doctors: number, persons: number, households: number) {
  const caps = capsOfTeam(noOwnCaps, policy.caps, Array<TeamRole>(doctors).fill('village-doctor'))
  const load = { persons, keyPersons: 0, households, villages: 0 }
  return whyOverCap(load, { persons: 1, keyPersons: 0, households: 1, villages: 0 }, caps, policy.caps, null)
}

function gaps(policy: Policy, ...roles: TeamRole[]) {
  const members = roles.map(
    (role, index): TeamMember => ({ staffId: `${index}`, role, leads: index === 0, since: DAY, until: null }),
  )
  return teamGapsOn(DAY, members, policy['team-minimum'])
}

/** One pool of a village with as many people, and two doctors with points. */
function poolOf(residents: number, points: readonly number[], scoreHundredths: number | null): PoolFacts {
  return {
    unitCode: 1,
    residents,
    signed: 0,
    feesFen: 0,
    enteredFen: 3_000_000,
    scoreHundredths,
    staff: points.map((pointsHundredths, index) => ({
      staffId: `${index}`,
      unitCode: 1,
      services: 0,
      refused: 0,
      pointsHundredths,
      signedPersons: 0,
      factors: { quality: 10_000, satisfaction: 10_000, verified: 10_000 },
      deductionFen: 0,
    })),
  }
}

function fund(policy: Policy, code: string) {
  return policy.funds.find((one) => one.code === code)!
}

describe('every shipped profile', () => {
  test.each(shippedProfiles.map((one) => [one.code, one] as const))(
    '%s names its clauses and can be scored and paid',
    (_, one) => {
      expect(one.clauses.length).toBeGreaterThan(3)
      for (const { says, clause } of one.clauses) {
        expect(says).not.toBe('')
        expect(clause).not.toBe('')
      }
      const policy = under(one.code)
      for (const sheet of policy['assessment-sheets']) expect(faultsOf(sheet)).toEqual([])
      for (const each of policy.funds) {
        const parts = instalmentsOf(10_000_001, partsOf(each))
        expect(parts.reduce((sum, { fen }) => sum + fen, 0)).toBe(10_000_001)
      }
      for (const { yearlyPriceFen, shares } of offered(one.code)) {
        expect(splitFee(yearlyPriceFen, shares).reduce((sum, { fen }) => sum + fen, 0)).toBe(yearlyPriceFen)
      }
    },
  )

  test('their codes are their own', () => {
    const codes = shippedProfiles.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes).toHaveLength(9)
  })
})

describe('海南某镇', () => {
  const policy = under('hainan-town')
  test('30 % of the key people, all of the special ones at home', () => {
    expect(percentOf(policy, 'key-coverage')).toBe(30)
    expect(shortfall({ numerator: 299, denominator: 1000 }, percentOf(policy, 'key-coverage')!)).toBe(1)
    expect(shortfall({ numerator: 2302, denominator: 2447 }, percentOf(policy, 'special-coverage')!)).toBe(
      145,
    )
    expect(policy.figures.specialAtHomeOnly).toBe(true)
    expect(policy.figures.keyPopulations).not.toContain('elderly')
  })
  test('silence renews for a year; a village doctor alone may sign', () => {
    expect(policy.agreements).toMatchObject({ expiryPolicy: 'auto-renew', allowedTermsYears: [1] })
    expect(gaps(policy, 'village-doctor')).toEqual([])
    expect(gaps(policy, 'nurse')).not.toEqual([])
  })
  test('the township audits each month', () => {
    expect(policy['assessment-sheets'].map(({ cadence }) => cadence)).toEqual(['month'])
  })
})

describe('泾县', () => {
  const packages = offered('jing-county')
  const rules = under('jing-county')['package-proposals']
  const proposed = (...populations: Population[]) =>
    proposePackages(new Set(populations), rules, packages).map(({ packageCode }) => packageCode)

  test('each step contains the ones below it, and every package the guidance on referral', () => {
    const services = (code: string) => {
      const version = packages.find((one) => one.code === code)!
      return agreedPackage(version, packages).items.map(({ service }) => service)
    }
    const [basic, primary, intermediate, advanced] = ['basic', 'primary', 'intermediate', 'advanced'].map(
      (tier) => new Set(services(`hypertension-${tier}`)),
    )
    expect(basic!.has('referral')).toBe(true)
    expect(basic!.isSubsetOf(primary!)).toBe(true)
    expect(primary!.isSubsetOf(intermediate!)).toBe(true)
    expect(intermediate!.isSubsetOf(advanced!)).toBe(true)
    for (const { code, tier } of packages.filter((one) => one.group !== 'special-need')) {
      expect(services(code), `${code} ${tier}`).toContain('referral')
    }
  })
  test('the poor with hypertension or diabetes get the paid primary package, others of the poor a basic one', () => {
    expect(proposed('registered-poor', 'hypertension')).toContain('hypertension-primary')
    expect(proposed('registered-poor', 'type2-diabetes')).toContain('diabetes-primary')
    expect(proposed('registered-poor')).toEqual(['general-basic'])
    expect(proposed('hypertension')).not.toContain('hypertension-primary')
  })
  test('the poor and special families are covered in full', () => {
    const policy = under('jing-county')
    expect(policy.figures.specialPopulations).toEqual(['registered-poor', 'fp-special-family'])
    expect(percentOf(policy, 'special-coverage')).toBe(100)
    expect(percentOf(policy, 'poor-primary-package')).toBe(100)
  })
})

describe('绵竹', () => {
  const policy = under('mianzhu')
  test('80 % of the families: of 6480 families 5184, and 3731 signed lack 1453', () => {
    expect(shortfall({ numerator: 5184, denominator: 6480 }, percentOf(policy, 'household-coverage')!)).toBe(
      0,
    )
    expect(shortfall({ numerator: 3731, denominator: 6480 }, percentOf(policy, 'household-coverage')!)).toBe(
      1453,
    )
  })
  test('families only, one member signs for all, and one must sign again', () => {
    expect(policy.agreements).toMatchObject({
      units: ['household'],
      householdSignatory: 'adult-member',
      expiryPolicy: 'resign',
    })
    expect(policy.figures.householdSignedBy).toBe('any-member')
  })
  test('a team is at least three; the village doctor does not lead', () => {
    expect(gaps(policy, 'family-doctor', 'nurse', 'public-health')).toEqual([])
    expect(gaps(policy, 'family-doctor', 'nurse')).toHaveLength(1)
    expect(gaps(policy, 'village-doctor', 'family-doctor', 'nurse', 'public-health')).toEqual([
      { gap: 'leader-not-a-doctor', role: 'village-doctor' },
    ])
  })
})

describe('村级团队', () => {
  const policy = under('village-team')
  test('10,000 people a team: the last place is taken, the next is refused', () => {
    expect(overCap(policy, 1, 9999, 0)).toBeNull()
    expect(overCap(policy, 1, 10_000, 0)).toMatchObject({ cap: 'persons', limit: 10_000 })
  })
  test('children count until 36 months', () => {
    const ofBirth = (birthDate: string) =>
      populationsOn(DAY, { birthDate: localDate(birthDate), sex: 'male', populations: [] }, policy.ages).has(
        'child',
      )
    expect(ofBirth('2023-11-23')).toBe(true)
    expect(ofBirth('2023-11-22')).toBe(false)
  })
  test('fasting glucose of diabetics four times a year', () => {
    const rule = policy.duties.rules.find(({ code }) => code === 'diabetes-fasting-glucose')!
    expect(rule).toMatchObject({
      who: { populations: ['type2-diabetes'] },
      frequency: { kind: 'periodic', every: 'quarter', times: 1 },
    })
  })
  test('paid by workload and score: 91.5 points of 30,000.00 are 27,450.00, shared by points', () => {
    const [pool] = settle(fund(policy, 'workload-pay'), { part: 'year-end', number: 1 }, [
      poolOf(0, [55_200, 42_000], 9150),
    ])
    expect(pool!.payableFen).toBe(2_745_000)
    expect(pool!.withheldFen).toBe(255_000)
    expect(pool!.shares.map(({ shareFen }) => shareFen)).toEqual([1_558_889, 1_186_111])
  })
})

describe('睢宁', () => {
  test('special-need packages are limited, paid by the resident, and on top of the basic one', () => {
    const special = offered('suining').filter(({ group }) => group === 'special-need')
    expect(special.length).toBeGreaterThan(0)
    for (const one of special) {
      expect(one.maxPersons).toBe(200)
      expect(one.needsAnyPackage).toEqual(['general-basic'])
      expect(splitFee(one.yearlyPriceFen, one.shares)).toEqual([
        { payer: 'resident', fen: one.yearlyPriceFen },
      ])
    }
  })
  test('each quarter by the four core figures; a clinic with all of them has 100', () => {
    const [sheet] = under('suining')['assessment-sheets']
    expect(sheet!.cadence).toBe('quarter')
    expect(linesOf(sheet!).map(({ name }) => name)).toEqual([
      '签约率',
      '签约服务率',
      '个性化签约率',
      '签约对象满意度',
    ])
    const all = (numerator: number): LineValue => ({ kind: 'rate', rate: { numerator, denominator: 100 } })
    const values = new Map(linesOf(sheet!).map(({ code }, index) => [code, all([60, 100, 10, 90][index]!)]))
    expect(scoreSheet(sheet!, values).hundredths).toBe(10_000)
  })
  test('money goes back where the service was not in place', () => {
    expect(under('suining').agreements.refundOn['provider-fault']).toBe('full')
  })
})

describe('江西 50/50', () => {
  const labour = fund(under('jiangxi-50-50'), 'public-health-labour')
  // 99 × 40 % × 1260 people = 49 896.00 (performance-and-funds.md W2).
  test('half at the beginning of the year, half after passing, to the fen', () => {
    const pay = (part: string, score: number | null) =>
      settle(labour, { part, number: 1 }, [poolOf(1260, [100, 100], score)])[0]!
    expect(pay('advance', null).payableFen).toBe(2_494_800)
    expect(pay('year-end', 6000).payableFen).toBe(2_494_800)
    expect(pay('year-end', 5999)).toMatchObject({ payableFen: 0, withheldFen: 2_494_800 })
  })
  test('the consultation fee is paid by the month; five sources make the income', () => {
    const funds = under('jiangxi-50-50').funds
    expect(funds).toHaveLength(5)
    expect(fund(under('jiangxi-50-50'), 'consultation-fee').advancePayments).toBe(12)
  })
})

describe('江西 70/30', () => {
  const policy = under('jiangxi-70-30')
  test('70 % in four quarters and 30 % after passing (W1)', () => {
    expect(
      instalmentsOf(4_989_600, partsOf(fund(policy, 'public-health-labour'))).map(({ fen }) => fen),
    ).toEqual([873_180, 873_180, 873_180, 873_180, 1_496_880])
  })
  test('200 families and 1,000 people a doctor; a team has room for each of its doctors', () => {
    expect(overCap(policy, 1, 999, 199)).toBeNull()
    expect(overCap(policy, 1, 1000, 100)).toMatchObject({ cap: 'persons', limit: 1000 })
    expect(overCap(policy, 1, 500, 200)).toMatchObject({ cap: 'households', limit: 200 })
    expect(overCap(policy, 2, 1000, 200)).toBeNull()
  })
  test('85 % of the families', () => {
    expect(shortfall({ numerator: 84, denominator: 100 }, percentOf(policy, 'household-coverage')!)).toBe(1)
  })
  test('visited 85 %, on file 90 %, content 90 %, genuine all: reached they are full marks', () => {
    const [sheet] = policy['assessment-sheets']
    const rates = { A1: 85, A2: 90, A3: 90, A4: 100, A5: 85 }
    const values = new Map(
      Object.entries(rates).map(([code, numerator]): [string, LineValue] => [
        code,
        { kind: 'rate', rate: { numerator, denominator: 100 } },
      ]),
    )
    expect(scoreSheet(sheet!, values).hundredths).toBe(10_000)
    values.set('A4', { kind: 'rate', rate: { numerator: 99, denominator: 100 } })
    expect(scoreSheet(sheet!, values).hundredths).toBe(9980)
  })
})

describe('阆中石滩', () => {
  const policy = under('langzhong-shitan')
  test('50 % of everybody, all of the poor, 80 % of the other key people', () => {
    expect(['coverage', 'special-coverage', 'key-coverage'].map((code) => percentOf(policy, code))).toEqual([
      50, 100, 80,
    ])
    expect(shortfall({ numerator: 8280, denominator: 13_482 }, 80)).toBe(2506)
  })
  test('two villages a team, four posts', () => {
    const caps = capsOfTeam(noOwnCaps, policy.caps, ['family-doctor'])
    expect(caps.villages).toBe(2)
    expect(gaps(policy, 'family-doctor', 'village-doctor', 'nurse', 'public-health')).toEqual([])
    expect(gaps(policy, 'family-doctor', 'nurse', 'public-health')).toHaveLength(1)
  })
})

describe('国家2022', () => {
  test('2035: 75 % of everybody and 85 % of key people; a draft of today does not bring it forward', () => {
    const { targets } = contentIn(profile('national-2022'), 2026).policies
    expect(targets!.map(({ indicator, percent, year }) => [indicator, percent, year])).toEqual([
      ['coverage', 75, 2035],
      ['key-coverage', 85, 2035],
    ])
  })
  test('2,000 people, terms of one to three years, 70 % of the fees for staff', () => {
    const policy = under('national-2022')
    expect(overCap(policy, 1, 2000, 0)).toMatchObject({ limit: 2000 })
    expect(policy.agreements.allowedTermsYears).toEqual([1, 2, 3])
    expect(fund(policy, 'contract-fee').staffBasisPoints).toBe(7000)
  })
})
