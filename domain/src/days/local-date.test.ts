import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  ageMonthsOn,
  ageYearsOn,
  bornBy,
  daysBetween,
  fromDayNumber,
  localDate,
  parseLocalDate,
  toDayNumber,
} from './local-date.ts'

const anyDay = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays(localDate('1900-01-01'), days))

describe('a day', () => {
  test.each(['2025-02-29', '2025-13-01', '2025-00-10', '2025-1-1', '2025-04-31', ''])(
    '%s is none',
    (text) => {
      expect(parseLocalDate(text)).toBeNull()
    },
  )

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(localDate(day), months)).toBe(expected)
  })

  test.each([
    ['1961-11-21', '2026-11-20', 64],
    ['1961-11-21', '2026-11-21', 65],
    ['2000-02-29', '2025-02-27', 24],
    ['2000-02-29', '2025-02-28', 25],
  ])('who is born on %s is on %s %i years old', (birth, on, years) => {
    expect(ageYearsOn(localDate(on), localDate(birth))).toBe(years)
  })

  test('who is of an age on a day was born by the day that is told for it, and nobody else', () => {
    expect(bornBy(localDate('2025-02-28'), 65)).toBe('1960-02-29')
    expect(bornBy(localDate('2024-02-28'), 65)).toBe('1959-02-28')
    const nearLeapDays = fc.integer({ min: -3, max: 3 }).map((days) => addDays(localDate('2028-02-29'), days))
    const years = fc.integer({ min: 0, max: 100 })
    fc.assert(
      fc.property(fc.oneof(anyDay, nearLeapDays), years, (on, age) => {
        const last = bornBy(on, age)
        return ageYearsOn(on, last) >= age && ageYearsOn(on, addDays(last, 1)) < age
      }),
    )
  })

  test('a child of 31 August is one month old on 30 September', () => {
    expect(ageMonthsOn(localDate('2026-09-29'), localDate('2026-08-31'))).toBe(0)
    expect(ageMonthsOn(localDate('2026-09-30'), localDate('2026-08-31'))).toBe(1)
  })

  test('its number counts the days since 1970, and leads back to it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (number) => {
        const day = fromDayNumber(number)
        expect(day).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10))
        expect(toDayNumber(day)).toBe(number)
      }),
    )
  })

  test('adding the days between two days leads from one to the other', () => {
    fc.assert(fc.property(anyDay, anyDay, (a, b) => addDays(a, daysBetween(a, b)) === b))
  })

  test('a later birth never makes older', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, (a, b, on) => {
        const [first, second] = a < b ? [a, b] : [b, a]
        return ageYearsOn(on, first) >= ageYearsOn(on, second)
      }),
    )
  })
})
