import { describe, expect, test } from 'vitest'
import { linesOf } from './assessment-sheet.ts'
import { defaultTeamSheet } from './default-sheet.ts'
import { entryFault, inForce, leastOf, levelsFor, mayScore } from './round.ts'

const lineOf = (code: string) => linesOf(defaultTeamSheet).find((line) => line.code === code)!

describe('考核期', () => {
  test.each([
    ['open', 'self', true],
    ['open', 'township', false],
    ['self-scored', 'self', true],
    ['self-scored', 'township', true],
    ['self-scored', 'county', false],
    ['township-scored', 'self', false],
    ['township-scored', 'township', true],
    ['township-scored', 'county', true],
    ['county-confirmed', 'township', false],
    ['county-confirmed', 'county', true],
  ] as const)('of a team that is %s, %s scores: %s', (state, level, may) => {
    expect(mayScore('team', state, level, false)).toBe(may)
  })

  test.each([
    ['open', 'self', true],
    ['open', 'township', true],
    ['open', 'county', true],
    ['self-scored', 'county', true],
    ['township-scored', 'self', false],
    ['county-confirmed', 'township', false],
  ] as const)('after the period of a team that is %s, %s scores: %s', (state, level, may) => {
    expect(mayScore('team', state, level, true)).toBe(may)
  })

  test('a township goes from its own scores straight to the county', () => {
    expect(levelsFor('township')).toEqual(['self', 'county'])
    expect(mayScore('township', 'self-scored', 'county', false)).toBe(true)
    expect(mayScore('township', 'self-scored', 'township', true)).toBe(false)
  })

  test('the highest level that entered a value is the one that counts', () => {
    const self = { level: 'self', cases: 12 } as const
    const township = { level: 'township', cases: 11 } as const
    expect(inForce([self])).toBe(self)
    expect(inForce([township, self])).toBe(township)
    expect(inForce([])).toBeUndefined()
  })

  test('a round stands where the last of its assessed stands', () => {
    expect(leastOf(['county-confirmed', 'self-scored', 'township-scored'])).toBe('self-scored')
    expect(leastOf([])).toBe('open')
  })

  test.each([
    ['B1', { kind: 'rate', rate: { numerator: 1, denominator: 2 } }, '名册', 'computed-line'],
    ['A3', { kind: 'answer', yes: true }, '会议记录', 'other-kind'],
    ['E1', { kind: 'rate', rate: { numerator: 101, denominator: 100 } }, '问卷', 'more-than-all'],
    ['A3', { kind: 'cases', cases: 11 }, ' ', 'proof-missing'],
    ['A3', { kind: 'cases', cases: 11 }, '会议记录11份', null],
  ] as const)('%s with %o is %4$s', (line, value, proof, fault) => {
    expect(entryFault(lineOf(line), value, proof)).toBe(fault)
  })
})
