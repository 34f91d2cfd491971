import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import type { ServiceFacts } from '../residents/resident-facts.ts'
import { type CombThroughFacts, combThrough, nationalCombThrough } from './comb-through.ts'
import { whyCannotDeclare, whyCannotEnd } from './declaring.ts'
import { type Population, type PopulationMembership, populations, populationsOn } from './population.ts'
import { populationOf } from './population-name.ts'

const day = localDate
const today = day('2026-11-21')
const held = (population: Population, since: string, until: string | null = null): PopulationMembership => ({
  population,
  since: day(since),
  until: until === null ? null : day(until),
  source: 'declared',
})

describe('a population', () => {
  test.each([
    ['hypertension', 'hypertension'],
    ['高血压', 'hypertension'],
    ['糖尿病', 'type2-diabetes'],
    ['Ⅱ型糖尿病', 'type2-diabetes'],
    ['重性精神病', 'severe-mental-disorder'],
    ['贫困户', 'registered-poor'],
    ['0－6岁儿童', 'child'],
    ['村干部', null],
  ])('%s is %s', (text, population) => {
    expect(populationOf(text)).toBe(population)
  })

  test('is found by its own code and name', () => {
    for (const [code, name] of Object.entries(populations)) {
      expect([populationOf(code), populationOf(name)]).toEqual([code, code])
    }
  })

  const ages = { elderlyFromYears: 65, childUntilYears: 7 }
  test.each<[string, Population, boolean, string]>([
    ['1961-11-21', 'elderly', true, '65 today'],
    ['1961-11-22', 'elderly', false, '65 tomorrow'],
    ['2019-11-22', 'child', true, 'seven tomorrow'],
    ['2019-11-21', 'child', false, 'seven today'],
  ])('who is born on %s is %s: %s', (birth, population, belongs) => {
    expect(
      populationsOn(today, { birthDate: day(birth), sex: 'female', populations: [] }, ages).has(population),
    ).toBe(belongs)
  })

  test('by age is not kept by a declaration', () => {
    const resident = {
      birthDate: day('1990-01-01'),
      sex: 'female' as const,
      populations: [held('elderly', '2020-01-01')],
    }
    expect(populationsOn(today, resident, ages).size).toBe(0)
  })

  test('holds from its first day to its last', () => {
    const resident = {
      birthDate: day('1990-01-01'),
      sex: 'female' as const,
      populations: [held('cancer', '2026-02-01', '2026-03-01')],
    }
    const holds = (on: string) => populationsOn(day(on), resident, ages).has('cancer')
    expect(['2026-01-31', '2026-02-01', '2026-03-01', '2026-03-02'].map(holds)).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})

describe('declaring', () => {
  const man = {
    birthDate: day('1960-05-01'),
    sex: 'male' as const,
    populations: [held('cancer', '2024-01-01', '2025-01-01')],
  }
  const period = (since: string, until: string | null = null) => ({
    since: day(since),
    until: until ? day(until) : null,
  })
  test.each([
    ['from today', 'hypertension', period('2026-11-21'), null],
    ['from tomorrow', 'hypertension', period('2026-11-22'), 'day-in-future'],
    ['before birth', 'hypertension', period('1960-04-30'), 'day-before-birth'],
    ['backwards', 'hypertension', period('2026-02-01', '2026-01-31'), 'ends-before-it-began'],
    ['for a day', 'hypertension', period('2026-02-01', '2026-02-01'), null],
    ['what follows from age', 'elderly', period('2026-02-01'), 'population-follows-from-age'],
    ['a man pregnant', 'pregnant', period('2026-02-01'), 'population-of-women'],
    ['again while it holds', 'cancer', period('2025-01-01'), 'population-already-declared'],
    ['again the day after', 'cancer', period('2025-01-02'), null],
    ['a period before', 'cancer', period('2023-01-01', '2023-12-31'), null],
  ] as const)('%s', (_, population, when, code) => {
    expect(whyCannotDeclare(man, population, when, today)?.code ?? null).toBe(code)
  })

  test.each([
    ['on its first day', 'cancer', '2026-02-01', null],
    ['before it began', 'cancer', '2026-01-31', 'ends-before-it-began'],
    ['in the future', 'cancer', '2026-11-22', 'day-in-future'],
    ['what follows from age', 'child', '2026-11-21', 'population-follows-from-age'],
  ] as const)('ends %s', (_, population, lastDay, code) => {
    expect(whyCannotEnd(held(population, '2026-02-01'), population, day(lastDay), today)?.code ?? null).toBe(
      code,
    )
  })
})

describe('the yearly comb-through 年度梳理', () => {
  const facts: CombThroughFacts = {
    residentId: 'r1',
    birthDate: day('1970-01-01'),
    sex: 'female',
    registeredOn: day('2020-01-01'),
    diedOn: null,
    movedOutOn: null,
    awaySince: null,
    awayUntil: null,
    populations: [],
    agreements: [],
    services: [],
    confirmed: {},
    householdBirthDates: [day('1970-01-01'), day('1972-01-01')],
  }
  const record = (form: string, performedOn: string): ServiceFacts => ({
    recordId: 's1',
    form,
    performedOn: day(performedOn),
    mode: 'clinic',
    controlled: null,
    nextDueOn: null,
    referred: false,
  })
  const found = (changed: Partial<CombThroughFacts>) =>
    combThrough({ ...facts, ...changed }, { ...nationalCombThrough, elderlyFromYears: 65 }, today).map(
      ({ suggest, population, because }) => `${suggest} ${population}: ${because.code}`,
    )

  test.each<[string, Partial<CombThroughFacts>, string[]]>([
    ['finds nothing for who has nothing', {}, []],
    [
      'adds who is followed up but not listed',
      { services: [record('hypertension-follow-up', '2025-11-21')] },
      ['add hypertension: has-records'],
    ],
    [
      'does not add on records older than a year',
      { services: [record('hypertension-follow-up', '2025-11-20')] },
      [],
    ],
    [
      'does not add who is listed',
      {
        populations: [held('hypertension', '2026-01-01')],
        services: [record('hypertension-follow-up', '2026-10-01')],
      },
      [],
    ],
    [
      'asks about who was not seen for a year',
      {
        populations: [held('hypertension', '2020-01-01')],
        services: [record('hypertension-follow-up', '2025-11-20')],
      },
      ['confirm hypertension: no-records'],
    ],
    [
      'does not ask who was seen a year ago today',
      {
        populations: [held('hypertension', '2020-01-01')],
        services: [record('hypertension-follow-up', '2025-11-21')],
      },
      [],
    ],
    [
      'does not ask again who was confirmed',
      { populations: [held('hypertension', '2020-01-01')], confirmed: { hypertension: day('2026-03-01') } },
      [],
    ],
    [
      'ends a pregnancy six weeks after the birth',
      { populations: [held('pregnant', '2026-01-02')] },
      ['remove pregnant: period-over'],
    ],
    ['leaves a pregnancy until then', { populations: [held('pregnant', '2026-01-03')] }, []],
    [
      'has poverty confirmed each year',
      { populations: [held('registered-poor', '2025-12-31')] },
      ['confirm registered-poor: not-confirmed-this-year'],
    ],
    ['leaves what was declared this year', { populations: [held('registered-poor', '2026-01-01')] }, []],
    [
      'leaves what was confirmed this year',
      {
        populations: [held('registered-poor', '2019-01-01')],
        confirmed: { 'registered-poor': day('2026-01-01') },
      },
      [],
    ],
    [
      'asks again what was confirmed last year',
      {
        populations: [held('registered-poor', '2019-01-01')],
        confirmed: { 'registered-poor': day('2025-12-31') },
      },
      ['confirm registered-poor: not-confirmed-this-year'],
    ],
    [
      'takes the dead off every list',
      { diedOn: day('2026-11-01'), populations: [held('hypertension', '2026-01-01')] },
      ['remove hypertension: resident-gone'],
    ],
    [
      'takes who moved away off',
      { movedOutOn: day('2026-11-01'), populations: [held('disabled', '2026-01-01')] },
      ['remove disabled: resident-gone'],
    ],
    [
      'finds an old resident who lives alone',
      { birthDate: day('1961-11-21'), householdBirthDates: [day('1961-11-21')] },
      ['add lone-elder: lives-alone'],
    ],
    [
      'not one who is 65 tomorrow',
      { birthDate: day('1961-11-22'), householdBirthDates: [day('1961-11-22')] },
      [],
    ],
    [
      'finds an old couple',
      { birthDate: day('1950-01-01'), householdBirthDates: [day('1950-01-01'), day('1952-01-01')] },
      ['add empty-nest: lives-with-elders-only'],
    ],
    [
      'takes off the lone who is alone no more',
      { birthDate: day('1950-01-01'), populations: [held('lone-elder', '2026-01-01')] },
      ['remove lone-elder: no-longer-alone'],
    ],
    ['leaves out what has ended', { populations: [held('registered-poor', '2019-01-01', '2026-11-20')] }, []],
  ])('%s', (_, changed, suggestions) => {
    expect(found(changed)).toEqual(suggestions)
  })
})
