import { expect, test } from 'vitest'
import { reachKindOf } from './grants.ts'
import { levelOf, parentOf, rangeOf } from './org-unit.ts'

test.each([
  [320399000000, 'county', null, 320399999999],
  [320399101000, 'township', 320399000000, 320399101999],
  [320399101201, 'village', 320399101000, 320399101201],
])('%i is a %s', (code, level, parent, last) => {
  expect([levelOf(code), parentOf(code), rangeOf(code)]).toEqual([level, parent, { from: code, to: last }])
})

test('a role without a grant for an action has no reach', () => {
  expect(reachKindOf(['resident'], 'org-units.manage')).toBeNull()
  expect(reachKindOf([], 'org-units.read')).toBeNull()
})

test('of several roles the widest reach holds', () => {
  expect(reachKindOf(['village-doctor', 'county-officer'], 'org-units.read')).toBe('county')
})
