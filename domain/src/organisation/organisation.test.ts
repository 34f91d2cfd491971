import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { licenceStateOn } from './staff.ts'
import { hasArchiveCode, type UnitAbove, whyCannotCloseUnit, whyCannotOpenUnit } from './unit-changes.ts'

const today = localDate('2026-11-21')

describe('新增机构', () => {
  const dongling = { code: 320399101000, closedOn: null }
  test.each([
    [320399101204, dongling, null, 'a village of its township'],
    [320399102204, dongling, 'unit-parent-missing', "a village of the neighbour's range"],
    [320399101204, null, 'unit-parent-missing', 'a village whose township is not there'],
    [320399103000, { code: 320399000000, closedOn: null }, null, 'a township of the county'],
    [320400101201, dongling, 'unit-outside-county', "another county's village"],
    [320399000000, null, 'unit-outside-county', 'the county itself'],
    [320399101204, { ...dongling, closedOn: localDate('2026-11-21') }, 'unit-parent-closed', 'closed today'],
    [320399101204, { ...dongling, closedOn: localDate('2026-11-22') }, null, 'that closes tomorrow'],
  ] as [number, UnitAbove | null, string | null, string][])(
    '%i below %o → %s: %s',
    (code, above, refusal) => {
      expect(whyCannotOpenUnit(code, 320399, above, today)?.code ?? null).toBe(refusal)
    },
  )
})

describe('撤销机构', () => {
  const empty = { units: 0, staff: 0, teams: 0, residents: 0, accounts: 0 }
  test('a unit that nothing hangs on can be closed', () => expect(whyCannotCloseUnit(empty)).toBeNull())
  test.each(['units', 'staff', 'teams', 'residents', 'accounts'] as const)(
    'one of its %s holds it',
    (what) => {
      expect(whyCannotCloseUnit({ ...empty, [what]: 1 })).toMatchObject({ code: 'unit-in-use', [what]: 1 })
    },
  )
})

describe('执业证', () => {
  test.each([
    [null, 'none', 'no last day'],
    ['2026-11-20', 'expired', 'the day after its last'],
    ['2026-11-21', 'expiring', 'its last day'],
    ['2027-02-19', 'expiring', 'ninety days ahead'],
    ['2027-02-20', 'valid', 'ninety-one days ahead'],
  ] as [string | null, string, string][])('a licence until %s is %s: %s', (expiresOn, state) => {
    expect(licenceStateOn(today, expiresOn === null ? null : localDate(expiresOn))).toBe(state)
  })
})

test('only a village has a segment in the health record number', () => {
  expect([320399000000, 320399101000, 320399101201].map(hasArchiveCode)).toEqual([false, false, true])
})
