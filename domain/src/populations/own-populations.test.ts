import { expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { nameOfPopulation, nationalAgePolicy, populationsOn, populationWords } from './population.ts'

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
