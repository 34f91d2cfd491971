import { describe, expect, test } from 'vitest'
import { addDays, localDate } from '../days/local-date.ts'
import { person, visit } from '../duties/duty-facts.fixture.ts'
import { nationalAgePolicy } from '../populations/population.ts'
import type { ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import { nationalVaccinationPolicy } from '../vaccination/national-schedule.ts'
import { motherAndChildTraits } from './mothers-and-children.ts'

function traits(day: string, facts: ResidentFacts, ages = nationalAgePolicy): string[] {
  const on = localDate(day)
  const thisYear = facts.services.filter(
    ({ performedOn }) => performedOn.slice(0, 4) === day.slice(0, 4) && performedOn <= on,
  )
  return motherAndChildTraits(on, facts, thisYear, { ages, vaccination: nationalVaccinationPolicy })
}

describe('a child', () => {
  const born = (birthDate: string, services: ServiceFacts[] = []) =>
    person({ birthDate: localDate(birthDate), services })
  test.each([
    ['2026-01-01', true],
    ['2025-12-31', false],
  ])('born on %s is a newborn of 2026: %s', (birthDate, isNewborn) => {
    expect(traits('2026-06-01', born(birthDate)).includes('newborn')).toBe(isNewborn)
  })

  test('is managed by one examination of the year', () => {
    const check = (day: string) => visit(day, { form: 'child-check-12-30-months', controlled: null })
    expect(traits('2026-06-01', born('2024-05-01', [check('2026-05-02')]))).toContain('child-managed')
    expect(traits('2026-06-01', born('2024-05-01', [check('2025-12-30')]))).not.toContain('child-managed')
  })

  test('where the county counts 0–36 months among its key people, a child of four was in no figure of 0～6岁儿童', () => {
    const infants = { ...nationalAgePolicy, childUntilYears: 3 }
    const asked = ['child-entitled', 'vaccination-entitled']
    expect(traits('2026-06-01', born('2022-05-01'), infants)).toEqual(expect.arrayContaining(asked))
    expect(traits('2026-06-01', born('2019-06-02'), infants)).toContain('child-entitled')
    expect(traits('2026-06-01', born('2019-06-01'), infants)).toEqual([])
  })

  test.each([
    ['2026-05-31', false],
    ['2026-06-01', true],
    ['2029-05-31', true],
    ['2029-06-01', false],
  ])('born on 1 December 2025 is of an age for TCM guidance on %s: %s', (day, isEntitled) => {
    expect(traits(day, born('2025-12-01')).includes('tcm-child-entitled')).toBe(isEntitled)
  })

  test.each([
    ['2026-03-02', true, 'the last day of the first dose of hepatitis B'],
    ['2026-03-03', false, 'the day after'],
  ])('born on 1 March without a dose keeps the schedule on %s: %s (%s)', (day, keeps) => {
    expect(traits(day, born('2026-03-01')).includes('vaccination-kept')).toBe(keeps)
  })
})

describe('a birth', () => {
  const lmp = localDate('2025-11-03')
  const first = (day: string) =>
    visit(day, { form: 'first-antenatal-check', controlled: null, details: { lastPeriodOn: lmp } })
  const outcome = (code: number) =>
    visit('2026-08-05', {
      form: 'pregnancy-outcome',
      controlled: null,
      details: { endedOn: localDate('2026-08-03'), outcome: code, dischargedOn: localDate('2026-08-06') },
    })
  const mother = (...services: ServiceFacts[]) => person({ services })

  test.each([
    [addDays(lmp, 90), true, '12 weeks and 6 days'],
    [addDays(lmp, 91), false, '13 weeks'],
  ])('booked on %s is early: %s (%s)', (day, isEarly) => {
    expect(traits('2026-12-01', mother(first(day), outcome(1))).includes('booked-early')).toBe(isEarly)
  })

  test.each([
    ['2026-09-03', true],
    ['2026-09-04', false],
  ])('discharged on 6 August and visited on %s: %s', (day, isVisited) => {
    const home = visit(day, { form: 'postpartum-visit', controlled: null })
    expect(
      traits('2026-12-01', mother(first('2026-01-05'), outcome(1), home)).includes('postpartum-visited'),
    ).toBe(isVisited)
  })

  test('a loss is none, nor is a birth of another year', () => {
    expect(traits('2026-12-01', mother(first('2026-01-05'), outcome(3)))).toEqual([])
    expect(traits('2027-01-01', mother(first('2026-01-05'), outcome(1)))).toEqual([])
  })
})
