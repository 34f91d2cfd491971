import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, fromDayNumber, localDate } from '../days/local-date.ts'
import { type Cadence, cadences, periodAround, periodOf, periodsUpTo } from './report-period.ts'

test.each([
  ['2026-10', '2026-10-01', '2026-10-31', '2026年10月'],
  ['2024-02', '2024-02-01', '2024-02-29', '2024年2月'],
  ['2026-Q1', '2026-01-01', '2026-03-31', '2026年第一季度'],
  ['2026-Q4', '2026-10-01', '2026-12-31', '2026年第四季度'],
  ['2026-H1', '2026-01-01', '2026-06-30', '2026年上半年'],
  ['2026-H2', '2026-07-01', '2026-12-31', '2026年下半年'],
  ['2026', '2026-01-01', '2026-12-31', '2026年'],
])('%s runs from %s to %s', (key, from, to, name) => {
  expect(periodOf(key)).toMatchObject({ key, from, to, name })
})

test.each(['2026-13', '2026-00', '2026-Q5', '2026-Q0', '2026-H3', '26-10', '2026-1', ''])(
  '%s is no period',
  (key) => expect(periodOf(key)).toBeNull(),
)

test('the newest periods come first, over the turn of a year', () => {
  const keys = (cadence: Cadence) => periodsUpTo(cadence, localDate('2026-02-15'), 3).map(({ key }) => key)
  expect(keys('month')).toEqual(['2026-02', '2026-01', '2025-12'])
  expect(keys('quarter')).toEqual(['2026-Q1', '2025-Q4', '2025-Q3'])
  expect(keys('half-year')).toEqual(['2026-H1', '2025-H2', '2025-H1'])
  expect(keys('year')).toEqual(['2026', '2025', '2024'])
})

test('periods of a cadence cover every day once, and a key names its own period', () => {
  const day = fc.integer({ min: 11_000, max: 25_000 }).map(fromDayNumber)
  const cadence = fc.constantFrom(...(Object.keys(cadences) as Cadence[]))
  fc.assert(
    fc.property(day, cadence, (on, each) => {
      const period = periodAround(each, on)
      expect(period.from <= on && on <= period.to).toBe(true)
      expect(periodOf(period.key)).toEqual(period)
      expect(periodAround(each, addDays(period.to, 1)).from).toBe(addDays(period.to, 1))
    }),
  )
})
