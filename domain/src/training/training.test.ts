import { expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { hasPassed, quarterFrom } from './training.ts'

const tested = { hasTest: true, passPercent: 60 }

test.each([
  [{ present: true, score: 60 }, tested, true],
  [{ present: true, score: 59 }, tested, false],
  [{ present: true, score: null }, tested, null],
  [{ present: false, score: 100 }, tested, false],
  [{ present: true, score: null }, { ...tested, hasTest: false }, true],
])('%j at %j passed: %j', (attendance, training, passed) => {
  expect(hasPassed(attendance, training)).toBe(passed)
})

test.each([
  ['2026-01-01', '2026-01-01'],
  ['2026-03-31', '2026-01-01'],
  ['2026-11-21', '2026-10-01'],
])('the quarter of %s begins on %s', (day, first) => {
  expect(quarterFrom(localDate(day))).toBe(first)
})
