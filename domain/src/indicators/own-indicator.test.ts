import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { agreement, belongsTo, general, person, visit } from '../duties/duty-facts.fixture.ts'
import { indicatorOf, isIn } from './indicator.ts'
import { defaultIndicatorPolicy } from './indicator-policy.ts'
import {
  indicatorsIn,
  namedIndicator,
  type OwnIndicator,
  ownDefinition,
  periodStart,
} from './own-indicator.ts'
import { standingOn } from './standing.ts'
import { standingChangesOn } from './standing-changes.ts'

const bathed: OwnIndicator = {
  indicator: 'own-3',
  name: '老年人药浴率',
  note: '县方案第九条。',
  populations: ['elderly'],
  signed: 'signed',
  fromYears: null,
  untilYears: 80,
  services: ['own-中医药浴'],
  modes: ['clinic'],
  times: 2,
  period: 'half-year',
  conditions: ['personalised'],
}
const DAY = localDate('2026-11-21')
const paid = agreement('2026-01-01', '2026-12-31')
const signed = { ...paid, packages: [{ packageCode: 'bath', name: '药浴包', paid: true, items: [] }] }
const bath = (day: string, mode: 'clinic' | 'home' = 'clinic') => general(day, 'own-中医药浴', { mode })
const twice = [bath('2026-07-01'), bath('2026-11-21')]
const old = { birthDate: localDate('1950-01-01'), agreements: [signed], services: twice }

function part(facts: Parameters<typeof person>[0], own: OwnIndicator = bathed) {
  const standing = standingOn(DAY, person({ ...old, ...facts }), [], {
    ...defaultIndicatorPolicy,
    own: [own],
  })
  if (!isIn(standing, 'own-3', 'denominator')) return 'nobody'
  return isIn(standing, 'own-3', 'numerator') ? 'counted' : 'gap'
}

describe('县定指标: a figure of the county’s own', () => {
  test.each([
    ['given twice in the half year', {}, 'counted'],
    ['given once', { services: [bath('2026-07-01')] }, 'gap'],
    [
      'the first on the last day of the half year before',
      { services: [bath('2026-06-30'), bath('2026-11-21')] },
      'gap',
    ],
    ['the second tomorrow', { services: [bath('2026-07-01'), bath('2026-11-22')] }, 'gap'],
    ['one of them at home', { services: [bath('2026-07-01'), bath('2026-11-21', 'home')] }, 'gap'],
    ['another service', { services: [visit('2026-07-01'), visit('2026-11-21')] }, 'gap'],
    ['with the free package only', { agreements: [paid] }, 'gap'],
    ['not signed', { agreements: [] }, 'nobody'],
    ['64 years old', { birthDate: localDate('1961-11-22') }, 'nobody'],
    ['80 today', { birthDate: localDate('1946-11-21') }, 'nobody'],
    ['79 until tomorrow', { birthDate: localDate('1946-11-22') }, 'counted'],
    ['dead', { diedOn: DAY }, 'nobody'],
  ] as const)('%s: %s', (_, facts, expected) => {
    expect(part(facts as never)).toBe(expected)
  })

  test('without a service it is the conditions alone; newly signed is the first agreement ever, within the period', () => {
    const newly: OwnIndicator = {
      ...bathed,
      populations: [],
      untilYears: null,
      services: [],
      conditions: ['newly-signed'],
      period: 'quarter',
    }
    const from = (...days: string[]) => ({
      agreements: days.map((day) => agreement(day, '2027-12-31')),
    })
    expect(part(from('2026-10-01'), newly)).toBe('counted')
    expect(part(from('2026-09-30'), newly)).toBe('gap')
    expect(part(from('2025-10-01', '2026-10-01'), newly)).toBe('gap')
  })

  test('of everybody, or of a population that is listed', () => {
    const any: OwnIndicator = { ...bathed, populations: ['disabled'], signed: 'any', untilYears: null }
    expect(part({}, any)).toBe('nobody')
    expect(part({ populations: [belongsTo('disabled')] }, any)).toBe('counted')
  })

  test.each([
    ['month', '2026-11-01'],
    ['quarter', '2026-10-01'],
    ['half-year', '2026-07-01'],
    ['year', '2026-01-01'],
  ] as const)('its %s began on %s', (period, start) => {
    expect(periodStart(DAY, period)).toBe(start)
  })

  test('is looked at again when its period is over and on the birthday that it asks for', () => {
    const changes = (facts: Parameters<typeof person>[0], own: OwnIndicator) =>
      standingChangesOn(DAY, person(facts), [], { ...defaultIndicatorPolicy, own: [own] })
    expect(changes({}, { ...bathed, period: 'month' })).toBe('2026-12-01')
    expect(changes({ birthDate: localDate('1946-12-05') }, bathed)).toBe('2026-12-05')
    expect(changes({}, bathed)).toBe('2027-01-01')
  })

  test('says what it computes, in words that can be checked by hand', () => {
    expect(ownDefinition(bathed, {})).toBe(
      '已签约的不满80岁常住老年人中本半年按规定方式得到中医药浴至少2次，且签有有偿服务包的人 ÷ 已签约的不满80岁常住老年人。县方案第九条。',
    )
  })

  test('is shown under its name; places that the county does not use are not shown', () => {
    const own = { ages: {}, 'own-indicators': [bathed] }
    const names = indicatorsIn(own).map(({ name }) => name)
    expect(names).toContain('老年人药浴率')
    expect(names.filter((name) => name.startsWith('县定'))).toEqual([])
    expect(namedIndicator(indicatorOf('own-3')!, own).name).toBe('老年人药浴率')
  })
})

describe('持《母子健康手册》视同签约', () => {
  const covered: OwnIndicator = {
    ...bathed,
    populations: ['pregnant', 'child'],
    signed: 'any',
    untilYears: null,
    services: [],
    modes: [],
    conditions: ['signed-or-handbook'],
  }
  const sheet = (form: string, day: string) => visit(day, { form, controlled: null })
  const woman = { birthDate: localDate('1998-01-01'), agreements: [], services: [] }
  const child = { birthDate: localDate('2023-01-01'), agreements: [], services: [] }
  test.each([
    [
      'a pregnancy that is registered',
      {
        ...woman,
        populations: [belongsTo('pregnant', '2026-05-01')],
        services: [sheet('pregnancy-registration', '2026-05-01')],
      },
      'counted',
    ],
    ['one only heard of', { ...woman, populations: [belongsTo('pregnant', '2026-05-01')] }, 'gap'],
    [
      'the one before',
      {
        ...woman,
        populations: [belongsTo('pregnant', '2026-05-01')],
        services: [sheet('first-antenatal-check', '2024-02-01')],
      },
      'gap',
    ],
    [
      'who has signed',
      { ...woman, populations: [belongsTo('pregnant', '2026-05-01')], agreements: [paid] },
      'counted',
    ],
    [
      'a child that was visited as a newborn',
      { ...child, services: [sheet('newborn-home-visit', '2023-01-08')] },
      'counted',
    ],
    ['a child never seen', child, 'gap'],
    ['a child only vaccinated', { ...child, services: [sheet('vaccination', '2026-05-01')] }, 'gap'],
    [
      'seven years old',
      { ...child, birthDate: localDate('2019-11-21'), services: [sheet('newborn-home-visit', '2019-11-28')] },
      'nobody',
    ],
  ] as const)('%s: %s', (_what, facts, expected) => {
    expect(part(facts as Parameters<typeof person>[0], covered)).toBe(expected)
  })
})
