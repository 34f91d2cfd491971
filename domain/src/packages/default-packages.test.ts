import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { type Population, populations } from '../populations/population.ts'
import { isServiceCode } from '../services/services.ts'
import { whyNotTheseForOne } from './choosing.ts'
import { defaultPackages } from './default-packages.ts'
import { defaultProposalRules } from './default-proposals.ts'
import { relieved, splitFee, totalFen, whyCannotSplit } from './fee-split.ts'
import { agreedPackage, containedIn, type PackageVersion } from './package.ts'
import { proposePackages, reliefPercentOf } from './proposing.ts'

const offered: PackageVersion[] = defaultPackages.map((one) => ({
  ...one,
  id: one.code,
  validFrom: localDate('2026-01-01'),
  validUntil: null,
}))
const named = (code: string) => offered.find((one) => one.code === code)!

describe('the packages a new county starts with', () => {
  test('each code is there once, and every package names services of the catalogue and can be paid', () => {
    expect(new Set(offered.map(({ code }) => code)).size).toBe(offered.length)
    for (const { items, yearlyPriceFen, shares } of offered) {
      expect(items.length).toBeGreaterThan(0)
      expect(items.filter(({ service }) => !isServiceCode(service))).toEqual([])
      expect(whyCannotSplit(yearlyPriceFen, shares)).toBeNull()
    }
  })

  test('basic packages are free and their services cost nothing (S2 篇三七1)', () => {
    for (const { tier, yearlyPriceFen, items } of offered) {
      if (tier !== 'basic') continue
      expect(yearlyPriceFen).toBe(0)
      expect(items.every(({ unitPriceFen }) => unitPriceFen === 0)).toBe(true)
    }
  })

  test('each tier costs more than the one that it contains', () => {
    for (const version of offered) {
      for (const lower of containedIn(version, offered)) {
        expect(version.yearlyPriceFen).toBeGreaterThan(lower.yearlyPriceFen)
      }
    }
  })

  test('the advanced hypertension package owes the quarterly follow-up of the basic one and monthly blood pressure', () => {
    expect(agreedPackage(named('hypertension-advanced'), offered).items).toEqual(
      expect.arrayContaining([
        { service: 'hypertension-follow-up', times: 1, every: 'quarter' },
        { service: 'blood-pressure-check', times: 1, every: 'month' },
        { service: 'electrocardiogram', times: 2, every: 'year' },
      ]),
    )
  })

  test('a registered-poor grandmother of 76 with hypertension: primary with relief, elderly, general', () => {
    const grandmother = new Set<Population>(['registered-poor', 'hypertension', 'elderly'])
    expect(
      proposePackages(grandmother, defaultProposalRules, offered).map(({ packageCode }) => packageCode),
    ).toEqual(['hypertension-primary', 'elderly-basic', 'general-basic'])
    const { yearlyPriceFen, shares } = named('hypertension-primary')
    expect(reliefPercentOf('hypertension-primary', grandmother, defaultProposalRules)).toBe(100)
    expect(relieved(splitFee(yearlyPriceFen, shares))).toEqual([
      { payer: 'public-health-fund', fen: 3600 },
      { payer: 'insurance-fund', fen: 3600 },
      { payer: 'policy-relief', fen: 4800 },
    ])
  })

  test('whoever one is, what is proposed can be signed, holds the general package, and costs the person without relief nothing', () => {
    const all = Object.keys(populations) as Population[]
    fc.assert(
      fc.property(fc.subarray(all), (some) => {
        const person = new Set(some)
        const proposals = proposePackages(person, defaultProposalRules, offered)
        const ids = proposals.map(({ packageId }) => packageId)
        expect(whyNotTheseForOne(ids, person, offered, new Map())).toEqual([])
        expect(ids).toContain('general-basic')
        for (const { packageCode, relief } of proposals) {
          const { yearlyPriceFen, shares } = named(packageCode)
          const lines = splitFee(yearlyPriceFen, shares)
          expect(
            totalFen((relief ? relieved(lines) : lines).filter(({ payer }) => payer === 'resident')),
          ).toBe(0)
        }
      }),
    )
  })
})
