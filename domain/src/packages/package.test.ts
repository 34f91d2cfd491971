import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import type { Population } from '../populations/population.ts'
import type { AgreedItem } from '../residents/resident-facts.ts'
import { whyNotTheseForOne } from './choosing.ts'
import {
  agreedPackage,
  containedIn,
  oncePerService,
  type PackageItem,
  type PackageVersion,
  packagesOn,
  pricedItems,
  withoutContained,
} from './package.ts'
import { type ProposalRule, packagesToRenew, proposePackages, reliefPercentOf } from './proposing.ts'

const item = (service: string, times: number, every: AgreedItem['every']): PackageItem => ({
  service,
  times,
  every,
  by: ['family-doctor'],
  modes: ['clinic'],
  unitPriceFen: 0,
})

const version = (code: string, changes: Partial<PackageVersion> = {}): PackageVersion => ({
  id: `${code}-1`,
  code,
  name: code,
  group: 'general',
  tier: 'basic',
  validFrom: localDate('2026-01-01'),
  validUntil: null,
  items: [],
  yearlyPriceFen: 0,
  shares: [],
  needsAnyPopulation: [],
  needsAnyPackage: [],
  excludes: [],
  maxPersons: null,
  ...changes,
})

const hypertension = { group: 'hypertension', needsAnyPopulation: ['hypertension'] } as const
const general = version('general', { items: [item('record-review', 1, 'year')] })
const basic = version('htn-basic', {
  ...hypertension,
  items: [item('follow-up', 1, 'quarter'), item('exam', 1, 'year')],
})
const primary = version('htn-primary', { ...hypertension, tier: 'primary', items: [item('bp', 8, 'year')] })
const intermediate = version('htn-intermediate', {
  ...hypertension,
  tier: 'intermediate',
  items: [item('bp', 1, 'month'), item('ecg', 1, 'year')],
})
const advanced = version('htn-advanced', {
  ...hypertension,
  tier: 'advanced',
  items: [item('home', 4, 'year')],
})
const diabetesPrimary = version('dm-primary', {
  group: 'type2-diabetes',
  needsAnyPopulation: ['type2-diabetes'],
  tier: 'primary',
})
const homeCare = version('home-care', {
  group: 'special-need',
  tier: 'primary',
  maxPersons: 2,
  needsAnyPackage: ['general'],
})
const offered = [general, basic, primary, intermediate, advanced, diabetesPrimary, homeCare]

const codes = (versions: readonly PackageVersion[]) => versions.map(({ code }) => code)

describe('服务包的层级', () => {
  test('the advanced package contains intermediate, primary and the basic one of its group', () => {
    expect(codes(containedIn(advanced, offered))).toEqual(['htn-basic', 'htn-primary', 'htn-intermediate'])
  })

  test('a paid package contains the basic one of its group though a tier between is not offered', () => {
    expect(codes(containedIn(advanced, [basic, advanced]))).toEqual(['htn-basic'])
  })

  test('a package of another group is not contained', () => {
    expect(codes(containedIn(primary, offered))).not.toContain('general')
    expect(containedIn(diabetesPrimary, offered)).toEqual([])
  })

  test('special needs stand beside each other: none contains another', () => {
    const other = version('escort', { group: 'special-need', tier: 'basic' })
    expect(containedIn(homeCare, [...offered, other])).toEqual([])
  })

  test('what is agreed holds every service of the packages it contains, each once at its most frequent', () => {
    expect(agreedPackage(intermediate, offered)).toEqual({
      packageCode: 'htn-intermediate',
      name: 'htn-intermediate',
      paid: true,
      items: [
        { service: 'follow-up', times: 1, every: 'quarter' },
        { service: 'exam', times: 1, every: 'year' },
        { service: 'bp', times: 1, every: 'month' },
        { service: 'ecg', times: 1, every: 'year' },
      ],
    })
  })

  test('the price of a higher tier is for what the lower paid ones hold too, not for what is free', () => {
    const priced = (one: PackageVersion, unitPriceFen: number) => ({
      ...one,
      items: one.items.map((each) => ({ ...each, unitPriceFen })),
    })
    const prices = [basic, priced(primary, 500), priced(intermediate, 700), priced(advanced, 3000)]
    const found = pricedItems(prices[3]!, prices, 12)
    expect(found.map(({ service, unitPriceFen }) => [service, unitPriceFen])).toEqual([
      ['bp', 700],
      ['ecg', 700],
      ['home', 3000],
    ])
    expect(found[0]).toMatchObject({ times: 1, every: 'month' })
  })

  test('a lower tier chosen beside a higher one is not agreed or paid twice', () => {
    expect(codes(withoutContained([general, basic, primary, advanced], offered))).toEqual([
      'general',
      'htn-advanced',
    ])
  })

  test.each([
    [item('s', 8, 'year'), item('s', 1, 'month'), 'month'],
    [item('s', 13, 'year'), item('s', 1, 'month'), 'year'],
    [item('s', 4, 'year'), item('s', 1, 'quarter'), 'quarter'],
    [item('s', 1, 'on-need'), item('s', 1, 'term'), 'term'],
    [item('s', 1, 'term'), item('s', 1, 'year'), 'year'],
  ])('of %o and %o the one %s holds', (a, b, every) => {
    expect(oncePerService([a, b])).toMatchObject([{ every }])
    expect(oncePerService([b, a])).toMatchObject([{ every }])
  })

  test.each([
    [item('s', 8, 'term'), item('s', 1, 'quarter'), 12, { times: 8, every: 'term' }],
    [item('s', 8, 'term'), item('s', 5, 'year'), 12, { times: 8, every: 'term' }],
    [item('s', 8, 'term'), item('s', 4, 'year'), 24, { times: 4, every: 'year' }],
    [item('s', 8, 'term'), item('s', 3, 'year'), 36, { times: 3, every: 'year' }],
    [item('s', 8, 'term'), item('s', 2, 'year'), 36, { times: 8, every: 'term' }],
  ])(
    'eight times in the term were taken for four a year: of %o and %o in %i months',
    (a, b, months, kept) => {
      expect(oncePerService([a, b], months)).toMatchObject([kept])
      expect(oncePerService([b, a], months)).toMatchObject([kept])
    },
  )

  test('no service is ever lost or owed twice', () => {
    const anyItem = fc.record({
      service: fc.constantFrom('a', 'b', 'c', 'd'),
      times: fc.integer({ min: 1, max: 12 }),
      every: fc.constantFrom('month', 'quarter', 'half-year', 'year', 'term', 'on-need'),
    }) as fc.Arbitrary<AgreedItem>
    fc.assert(
      fc.property(fc.array(anyItem), (items) => {
        const services = oncePerService(items).map(({ service }) => service)
        return (
          new Set(services).size === services.length &&
          new Set(items.map((i) => i.service)).size === services.length
        )
      }),
    )
  })
})

describe('服务包的版本', () => {
  const old = version('general', { id: 'old', validUntil: localDate('2026-12-31') })
  const next = version('general', { id: 'next', validFrom: localDate('2027-01-01') })

  test.each([
    ['2025-12-31', []],
    ['2026-01-01', ['old']],
    ['2026-12-31', ['old']],
    ['2027-01-01', ['next']],
  ])('on %s one can sign %j', (day, ids) => {
    expect(packagesOn(localDate(day), [next, old]).map(({ id }) => id)).toEqual(ids)
  })

  test('a version without an end gives way to a later one', () => {
    const endless = { ...old, validUntil: null }
    expect(packagesOn(localDate('2027-06-01'), [endless, next]).map(({ id }) => id)).toEqual(['next'])
  })
})

describe('选择服务包', () => {
  const none = new Map<string, number>()
  const refused = (ids: string[], populations: Population[] = [], taken = none) =>
    whyNotTheseForOne(ids, new Set(populations), offered, taken).map(({ code }) => code)

  test('a person with hypertension may have the basic general and a hypertension package', () => {
    expect(refused(['general-1', 'htn-primary-1'], ['hypertension'])).toEqual([])
  })

  test('nobody signs for nothing', () => {
    expect(refused([])).toEqual(['no-package'])
  })

  test('a package that is not offered on the day is refused', () => {
    expect(refused(['general-1', 'gone'])).toEqual(['package-not-offered'])
  })

  test('a package for diabetes is not for a person with hypertension', () => {
    expect(whyNotTheseForOne(['dm-primary-1'], new Set(['hypertension']), offered, none)).toEqual([
      { code: 'package-not-for-person', package: 'dm-primary', needs: ['type2-diabetes'] },
    ])
  })

  test('what needs another package is refused without it', () => {
    expect(refused(['home-care-1'])).toEqual(['package-needs-package'])
    expect(refused(['home-care-1', 'general-1'])).toEqual([])
  })

  test('a contained package satisfies a prerequisite', () => {
    const after = version('after', { needsAnyPackage: ['htn-basic'] })
    expect(
      whyNotTheseForOne(['after-1', 'htn-advanced-1'], new Set(['hypertension']), [...offered, after], none),
    ).toEqual([])
  })

  test('two packages that exclude each other are refused once, by name', () => {
    const a = version('a', { excludes: ['b'] })
    const b = version('b', { excludes: ['a'] })
    expect(whyNotTheseForOne(['a-1', 'b-1'], new Set(), [a, b], none)).toEqual([
      { code: 'packages-exclude-each-other', package: 'a', other: 'b' },
    ])
  })

  test.each([
    [1, []],
    [2, ['package-full']],
    [3, ['package-full']],
  ])('with %i persons in a package for two: %j', (count, found) => {
    expect(refused(['home-care-1', 'general-1'], [], new Map([['home-care', count]]))).toEqual(found)
  })
})

describe('按政策推荐服务包', () => {
  const rule = (
    code: string,
    packageCode: string,
    all: Population[],
    changes: Partial<ProposalRule> = {},
  ): ProposalRule => ({
    code,
    because: code,
    packageCode,
    all,
    any: [],
    relief: false,
    ...changes,
  })
  const rules = [
    rule('贫困高血压', 'htn-primary', ['registered-poor', 'hypertension'], { relief: true }),
    rule('贫困糖尿病', 'dm-primary', ['registered-poor', 'type2-diabetes'], { relief: true }),
    rule('高血压', 'htn-basic', ['hypertension']),
    rule('全体', 'general', []),
  ]
  const proposed = (...populations: Population[]) =>
    proposePackages(new Set(populations), rules, offered).map(({ packageCode, relief }) => [
      packageCode,
      relief,
    ])

  test('a registered-poor person with hypertension: the paid primary package with relief (S0 篇2二(二)1)', () => {
    expect(proposed('registered-poor', 'hypertension')).toEqual([
      ['htn-primary', true],
      ['general', false],
    ])
  })

  test('with both diseases: both primary packages', () => {
    expect(proposed('registered-poor', 'hypertension', 'type2-diabetes').map(([code]) => code)).toEqual([
      'htn-primary',
      'dm-primary',
      'general',
    ])
  })

  test('other registered poor: the basic package', () => {
    expect(proposed('registered-poor')).toEqual([['general', false]])
  })

  test('hypertension without poverty: the basic package of its group', () => {
    expect(proposed('hypertension').map(([code]) => code)).toEqual(['htn-basic', 'general'])
  })

  test('what is not offered is not proposed', () => {
    expect(
      proposePackages(new Set(['hypertension']), rules, [general]).map(({ packageCode }) => packageCode),
    ).toEqual(['general'])
  })

  test('relief belongs to the package and the person together', () => {
    const poor = new Set<Population>(['registered-poor', 'hypertension'])
    expect(reliefPercentOf('htn-primary', poor, rules)).toBe(100)
    expect(reliefPercentOf('htn-advanced', poor, rules)).toBe(0)
    expect(reliefPercentOf('htn-primary', new Set<Population>(['hypertension']), rules)).toBe(0)
  })

  test('a proposal can always be signed', () => {
    const all: Population[] = ['registered-poor', 'hypertension', 'type2-diabetes', 'elderly', 'disabled']
    fc.assert(
      fc.property(fc.subarray(all), (populations) => {
        const ids = proposePackages(new Set(populations), rules, offered).map(({ packageId }) => packageId)
        return whyNotTheseForOne(ids, new Set(populations), offered, new Map()).length === 0
      }),
    )
  })

  const proposedOf = (from: ProposalRule[], packages: PackageVersion[], ...populations: Population[]) =>
    proposePackages(new Set(populations), from, packages).map(({ packageCode }) => packageCode)

  test('a proposal of the last of a chain was refused at signing: what it needs, and what that needs, comes with it', () => {
    const rehabilitation = version('rehabilitation', { needsAnyPackage: ['not-offered', 'home-care'] })
    const rulesOfPoor = [rule('贫困户', 'rehabilitation', ['registered-poor'])]
    const found = proposePackages(new Set(['registered-poor']), rulesOfPoor, [...offered, rehabilitation])
    expect(found.map(({ packageCode, because }) => [packageCode, because])).toEqual([
      ['rehabilitation', '贫困户'],
      ['general', 'home-care须同时选此包'],
      ['home-care', 'rehabilitation须同时选此包'],
    ])
  })

  test('of several that would do, what policy proposes anyhow is the one needed; nothing more comes with it', () => {
    const extra = version('extra', { needsAnyPackage: ['dm-primary', 'htn-basic', 'general'] })
    const rulesOfAll = [rule('附加', 'extra', []), rule('全体', 'general', [])]
    expect(proposedOf(rulesOfAll, [...offered, extra], 'hypertension', 'type2-diabetes')).toEqual([
      'extra',
      'general',
    ])
  })

  test('relief that a later rule gives was not shown with the proposal, though the fee was relieved', () => {
    const everybody = [rule('全体高血压', 'htn-primary', ['hypertension']), rules[0]!]
    const poor = new Set<Population>(['registered-poor', 'hypertension'])
    expect(proposePackages(poor, everybody, offered)).toMatchObject([{ because: '全体高血压', relief: true }])
  })

  test('two packages that need each other are proposed together', () => {
    const husband = version('husband', { needsAnyPackage: ['wife'] })
    const wife = version('wife', { needsAnyPackage: ['husband'] })
    expect(proposedOf([rule('夫妻', 'husband', [])], [husband, wife])).toEqual(['husband', 'wife'])
  })

  test('what needs a package that this person cannot have is not proposed', () => {
    const extra = version('extra', { needsAnyPackage: ['dm-primary'] })
    expect(proposedOf([rule('附加', 'extra', []), rules[3]!], [...offered, extra])).toEqual(['general'])
  })

  test('two proposals clashed at signing: what excludes a package excludes those that contain it', () => {
    const clinic = version('clinic', { excludes: ['htn-basic'] })
    const both = [rules[0]!, rule('门诊', 'clinic', []), rules[3]!]
    expect(proposedOf(both, [...offered, clinic], 'registered-poor', 'hypertension')).toEqual([
      'htn-primary',
      'general',
    ])
  })

  test('under any rules a proposal can be signed, and the first rule that can be kept is kept', () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const anyPackage = fc.record({
      needsAnyPackage: fc.subarray(names, { maxLength: 2 }),
      excludes: fc.subarray(names, { maxLength: 1 }),
      tier: fc.constantFrom('basic', 'primary', 'advanced'),
      group: fc.constantFrom('general', 'special-need', 'hypertension'),
      needsAnyPopulation: fc.subarray(['elderly'], { maxLength: 1 }),
    }) as fc.Arbitrary<Partial<PackageVersion>>
    fc.assert(
      fc.property(
        fc.tuple(...names.map(() => anyPackage)),
        fc.shuffledSubarray(names),
        fc.subarray<Population>(['elderly']),
        (changes, order, people) => {
          const packages = names.map((name, index) => version(name, changes[index]))
          const populations = new Set(people)
          const ordered = order.map((code) => rule(code, code, []))
          const found = proposePackages(populations, ordered, packages)
          const ids = found.map(({ packageId }) => packageId)
          const refusals = whyNotTheseForOne(ids, populations, packages, new Map())
          const first = packages.find(({ code }) => code === order[0])
          const alone = first ? whyNotTheseForOne([first.id], populations, packages, new Map()) : ['none']
          const held = packages
            .filter(({ id }) => ids.includes(id))
            .flatMap((each) => [each, ...containedIn(each, packages)])
          return (
            (ids.length === 0 || refusals.length === 0) &&
            (alone.length > 0 || held.some(({ id }) => id === first!.id))
          )
        },
      ),
    )
  })

  test('a renewal failed by what hung on a package grown out of: it goes on with what still goes together', () => {
    const child = version('child', { group: 'child', needsAnyPopulation: ['child'] })
    const milk = version('milk', { needsAnyPackage: ['child'] })
    const summer = version('summer', { excludes: ['general'] })
    expect(packagesToRenew(['milk', 'child', 'general'], new Set(), rules, [milk, child, general])).toEqual([
      'general-1',
    ])
    expect(packagesToRenew(['general', 'summer'], new Set(), rules, [general, summer])).toEqual(['general-1'])
  })

  test('a renewal goes on with the present versions of what was held and still fits', () => {
    const renewed = [{ ...primary, id: 'htn-primary-2' }, general]
    const held = ['htn-primary', 'general', 'gone']
    expect(packagesToRenew(held, new Set(['hypertension']), rules, renewed)).toEqual([
      'htn-primary-2',
      'general-1',
    ])
  })

  test('who has grown out of the one package held is proposed another', () => {
    const child = version('child', { group: 'child', needsAnyPopulation: ['child'] })
    expect(packagesToRenew(['child'], new Set(), rules, [child, general])).toEqual(['general-1'])
  })
})
