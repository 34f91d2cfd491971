import { expect, test } from 'vitest'
import { rangeOf } from '../access/org-unit.ts'
import { roles } from '../access/roles.ts'
import { levelsOfRole, type RoleAtUnit, whyCannotGive } from './giving-roles.ts'

const county = 320399000000
const dongling = 320399101000
const village = 320399101201
const neighbour = 320399102000

/** Manages a unit and what is below it. */
const managerOf = (unit: number) => (code: number) => rangeOf(unit).from <= code && code <= rangeOf(unit).to

test.each([
  ['county-officer', county, county, null, 'the bureau gives the bureau'],
  ['village-doctor', village, dongling, null, 'a township gives its village'],
  ['township-director', dongling, dongling, null, 'and itself'],
  ['public-health-staff', neighbour, dongling, 'role-beyond-reach', 'but not its neighbour'],
  ['system-admin', county, dongling, 'role-beyond-reach', 'nor what stands above it'],
  ['supervisor', county, dongling, 'role-beyond-reach', 'also when the role exists at both levels'],
  ['system-admin', dongling, dongling, 'role-at-wrong-level', 'a county role is not held at a township'],
  ['village-doctor', dongling, county, 'role-at-wrong-level', 'a village doctor works in a village'],
] as [RoleAtUnit['role'], number, number, string | null, string][])(
  '%s at %i, given from %i → %s: %s',
  (role, unitCode, administrator, code) => {
    expect(whyCannotGive([{ role, unitCode }], managerOf(administrator))?.code ?? null).toBe(code)
  },
)

test('one role that may not be given refuses them all', () => {
  const asked: RoleAtUnit[] = [
    { role: 'nurse', unitCode: dongling },
    { role: 'nurse', unitCode: neighbour },
  ]
  expect(whyCannotGive(asked, managerOf(dongling))).toEqual({
    code: 'role-beyond-reach',
    role: 'nurse',
    unitCode: neighbour,
  })
})

test('every role is held somewhere', () => {
  expect(Object.keys(levelsOfRole).sort()).toEqual(Object.keys(roles).sort())
  for (const levels of Object.values(levelsOfRole)) expect(levels.length).toBeGreaterThan(0)
})
