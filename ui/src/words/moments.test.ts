import { expect, test } from 'vitest'
import { exactMomentWords, momentEntry, momentOfEntry, momentWords } from './moments.ts'

test('a call of a quarter past eight was listed as 20:15:00', () => {
  expect(momentWords('2026-11-19T12:15:00Z')).toBe('2026-11-19 20:15')
  expect(exactMomentWords('2026-11-19T12:15:07Z')).toBe('2026-11-19 20:15:07')
})

test('a moment after four in the afternoon of London is of the next day in Shanghai, and its entry means the same', () => {
  expect(momentWords('2026-11-19T16:30:00Z')).toBe('2026-11-20 00:30')
  expect(momentOfEntry(momentEntry(new Date('2026-11-19T16:30:00Z')))).toBe('2026-11-19T16:30:00.000Z')
})
