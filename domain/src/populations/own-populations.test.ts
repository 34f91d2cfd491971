import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, localDate } from '../days/local-date.ts'
import { dutiesOf } from '../duties/duties-of.ts'
import { person as residentWith } from '../duties/duty-facts.fixture.ts'
import { nationalDutyPolicy } from '../duties/national-policy.ts'
import { declarationRefusalWords } from '../residents/words.ts'
import { whyCannotDeclare } from './declaring.ts'
import {
  type AgePolicy,
  nameOfPopulation,
  nationalAgePolicy,
  type OwnPopulation,
  type Population,
  populationsOn,
  populationWords,
  ruledPeriods,
} from './population.ts'

const ages = { ...nationalAgePolicy, own: [{ population: 'county-a', name: '退役军人' } as const] }

test('a county names the lists of its own; what it does not use has no name', () => {
  expect(nameOfPopulation('county-a', ages)).toBe('退役军人')
  expect(nameOfPopulation('county-b', ages)).toBeNull()
  expect(nameOfPopulation('elderly', ages)).toBe('老年人')
  expect(nameOfPopulation('county-a', nationalAgePolicy)).toBeNull()
  expect(populationWords('county-a', ages)).toBe('退役军人')
  expect(populationWords('county-a', nationalAgePolicy)).toBe('县定人群甲')
})

test('one belongs to it as to any other list, from a day until a day', () => {
  const resident = {
    birthDate: localDate('1980-01-01'),
    sex: 'male' as const,
    populations: [
      {
        population: 'county-a',
        since: localDate('2026-01-01'),
        until: localDate('2026-06-30'),
        source: 'declared',
      } as const,
    ],
  }
  expect(populationsOn(localDate('2026-06-30'), resident, ages).has('county-a')).toBe(true)
  expect(populationsOn(localDate('2026-07-01'), resident, ages).has('county-a')).toBe(false)
})

describe('by a rule of the county', () => {
  const rule = (own: Omit<OwnPopulation, 'population' | 'name' | 'by'>): AgePolicy => ({
    ...nationalAgePolicy,
    own: [{ population: 'county-a', name: '60岁以上独居', by: 'rule', ...own }],
  })
  const listed = (population: Population, since: string, until: string | null = null) => ({
    population,
    since: localDate(since),
    until: until === null ? null : localDate(until),
    source: 'declared' as const,
  })
  const person = (
    birthDate: string,
    populations: ReturnType<typeof listed>[] = [],
    sex: 'male' | 'female' = 'female',
  ) => ({ birthDate: localDate(birthDate), sex, populations })
  const belongs = (day: string, one: ReturnType<typeof person>, ages: AgePolicy) =>
    populationsOn(localDate(day), one, ages).has('county-a')

  test('from a birthday and until the day before another', () => {
    const ages = rule({ fromYears: 60, untilYears: 65 })
    const born = person('1966-05-20')
    expect(belongs('2026-05-19', born, ages)).toBe(false)
    expect(belongs('2026-05-20', born, ages)).toBe(true)
    expect(belongs('2031-05-19', born, ages)).toBe(true)
    expect(belongs('2031-05-20', born, ages)).toBe(false)
  })

  test('of one sex; of any of these, of all of these, of none of these', () => {
    expect(belongs('2026-11-22', person('1980-01-01'), rule({ sex: 'female' }))).toBe(true)
    expect(belongs('2026-11-22', person('1980-01-01', [], 'male'), rule({ sex: 'female' }))).toBe(false)
    const ill = [listed('hypertension', '2020-01-01'), listed('disabled', '2021-01-01')]
    expect(belongs('2026-11-22', person('1980-01-01', ill), rule({ anyOf: ['cancer', 'disabled'] }))).toBe(
      true,
    )
    expect(belongs('2026-11-22', person('1980-01-01', ill), rule({ anyOf: ['cancer', 'copd'] }))).toBe(false)
    expect(
      belongs('2026-11-22', person('1980-01-01', ill), rule({ allOf: ['hypertension', 'disabled'] })),
    ).toBe(true)
    expect(belongs('2026-11-22', person('1980-01-01', ill), rule({ allOf: ['hypertension', 'copd'] }))).toBe(
      false,
    )
    expect(
      belongs(
        '2026-11-22',
        person('1980-01-01', ill),
        rule({ allOf: ['disabled'], noneOf: ['hypertension'] }),
      ),
    ).toBe(false)
  })

  test('one of them can be made of those before it, and a list of the same place does not count', () => {
    const ages: AgePolicy = {
      ...nationalAgePolicy,
      own: [
        { population: 'county-b', name: '退役军人' },
        { population: 'county-a', name: '高龄退役军人', by: 'rule', fromYears: 80, allOf: ['county-b'] },
      ],
    }
    const veteran = person('1940-01-01', [listed('county-b', '2026-01-01')])
    expect(belongs('2026-11-22', veteran, ages)).toBe(true)
    expect(belongs('2026-11-22', person('1940-01-01', [listed('county-a', '2026-01-01')]), ages)).toBe(false)
  })

  test('nobody is declared to belong to it, and it is called by its name', () => {
    const ages = rule({ fromYears: 60 })
    const refusal = whyCannotDeclare(
      person('1950-01-01'),
      'county-a',
      { since: localDate('2026-01-01'), until: null },
      localDate('2026-11-22'),
      ages,
    )
    expect(declarationRefusalWords(refusal!, (one) => populationWords(one, ages))).toBe(
      '60岁以上独居按本县政策的条件自动认定，不需要登记。',
    )
  })

  test('its times are the days on which one belongs, whatever the lists and the ages', () => {
    const days = fc.integer({ min: 0, max: 1500 }).map((count) => addDays(localDate('2024-01-01'), count))
    const lists = fc.array(
      fc
        .record({
          population: fc.constantFrom<Population>('disabled', 'lone-elder', 'cancer'),
          since: days,
          length: fc.option(fc.integer({ min: 0, max: 400 })),
        })
        .map(({ population, since, length }) => ({
          population,
          since,
          until: length === null ? null : addDays(since, length),
          source: 'declared' as const,
        })),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(lists, days, fc.boolean(), (populations, day, any) => {
        const ages = rule({
          fromYears: 60,
          untilYears: 62,
          ...(any ? { anyOf: ['disabled', 'cancer'] } : { allOf: ['disabled'], noneOf: ['lone-elder'] }),
        })
        const one = { birthDate: localDate('1965-03-04'), sex: 'female' as const, populations }
        const span = { from: localDate('2024-01-01'), to: localDate('2028-12-31') }
        const periods = ruledPeriods('county-a', one, ages, span)
        expect(periods.some(({ since, until }) => since <= day && day <= until!)).toBe(
          populationsOn(day, one, ages).has('county-a'),
        )
      }),
    )
  })

  test('what is owed to it is owed from the day one begins to belong', () => {
    const ages = rule({ fromYears: 60, allOf: ['lone-elder'] })
    const policies = {
      ages,
      duties: {
        ...nationalDutyPolicy,
        rules: [
          {
            code: 'lone-60-visit',
            service: 'yearly-home-visit' as const,
            who: { populations: ['county-a' as const], signed: false, fromYears: null },
            frequency: { kind: 'periodic' as const, every: 'quarter' as const, times: 1 },
            earlyDays: 0,
            lateDays: 0,
            source: '县方案第四条',
            validFrom: localDate('2020-01-01'),
            validTo: null,
          },
        ],
      },
    }
    const alone = residentWith({
      birthDate: localDate('1966-05-20'),
      populations: [listed('lone-elder', '2020-01-01')],
    })
    expect(dutiesOf(alone, policies, localDate('2026-11-22')).map(({ dueFrom }) => dueFrom)).toEqual([
      '2026-05-20',
      '2026-07-01',
      '2026-10-01',
    ])
  })
})
