import { defaultPackages } from '@qianyue/domain/packages/default-packages.ts'
import { nationalDefault2022 } from '@qianyue/domain/policy/policy.ts'
import { contentIn, shippedProfiles } from '@qianyue/domain/policy-profiles/shipped-profiles.ts'
import { describe, expect, test } from 'vitest'
import { faultsOf } from './profile-faults.ts'

const inForce = { policies: nationalDefault2022, packages: defaultPackages }

describe('what keeps a profile from being published', () => {
  test.each(shippedProfiles.map((one) => [one.code, one] as const))('nothing of %s', (_, shipped) => {
    expect(faultsOf(contentIn(shipped, 2026), inForce)).toEqual([])
  })

  test('a package that a rule proposes and nobody offers', () => {
    const packages = defaultPackages.filter(({ code }) => code !== 'elderly-basic')
    expect(faultsOf({ policies: {}, packages }, inForce)).toEqual([
      {
        section: 'package-proposals',
        place: expect.stringMatching(/^\d+\.packageCode$/),
        message: '没有代码为“elderly-basic”的服务包',
      },
    ])
  })

  test('a package that needs what it excludes, itself or a package that is not there', () => {
    const one = {
      ...defaultPackages[0]!,
      needsAnyPackage: ['elderly-basic'],
      excludes: ['elderly-basic', 'gone'],
    }
    const packages = [one, ...defaultPackages.slice(1)]
    expect(faultsOf({ policies: {}, packages }, inForce).map(({ place }) => place)).toEqual([
      '0.excludes',
      '0.needsAnyPackage',
    ])
  })

  test.each([
    ['a price on a free package', { yearlyPriceFen: 100 }, 'yearlyPriceFen'],
    [
      'a service written twice',
      { items: [defaultPackages[0]!.items[0], defaultPackages[0]!.items[0]] },
      'items',
    ],
    [
      'more shares than the price',
      { tier: 'primary', yearlyPriceFen: 100, shares: [{ payer: 'institution', fen: 101 }] },
      'shares',
    ],
  ])('%s, at its place', (_, change, field) => {
    const [first, ...rest] = defaultPackages
    const found = faultsOf({ policies: {}, packages: [{ ...first, ...change }, ...rest] }, inForce)
    expect(found.map(({ section, place }) => [section, place])).toEqual([['packages', `0.${field}`]])
  })

  test('payments that do not make a whole, bands that are missing', () => {
    const [fund] = nationalDefault2022.funds
    const instalments = [{ name: '春季', basisPoints: 4000, paid: 'in-advance' }]
    const body = [{ ...fund, instalments, yearEndRule: 'bands' }]
    expect(
      faultsOf({ policies: { funds: body }, packages: null }, inForce).map(({ place }) => place),
    ).toEqual(['0.instalments', '0.bands'])
  })
})
