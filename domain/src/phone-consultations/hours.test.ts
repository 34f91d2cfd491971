import { expect, test } from 'vitest'
import { isOutOfHours } from './hours.ts'

test.each([
  ['a Friday, 07:59:59', '2026-11-19T23:59:59Z', true],
  ['a Friday, 08:00', '2026-11-20T00:00:00Z', false],
  ['a Friday, 17:59:59', '2026-11-20T09:59:59Z', false],
  ['a Friday, 18:00', '2026-11-20T10:00:00Z', true],
  ['a Saturday, 10:00', '2026-11-21T02:00:00Z', true],
  ['a Sunday, 10:00', '2026-11-22T02:00:00Z', true],
  ['a Monday, 10:00', '2026-11-23T02:00:00Z', false],
])('%s: %s is out of hours: %s', (_name, moment, outOfHours) => {
  expect(isOutOfHours(new Date(moment))).toBe(outOfHours)
})
