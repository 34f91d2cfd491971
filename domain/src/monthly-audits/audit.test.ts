import { expect, test } from 'vitest'
import { auditState, conformingRate } from './audit.ts'

test.each([
  [null, 'owed'],
  [{ confirmed: null }, 'audited'],
  [{ confirmed: false }, 'returned'],
  [{ confirmed: true }, 'confirmed'],
])('%j is %s', (audit, state) => {
  expect(auditState(audit)).toBe(state)
})

test('a record without a fault conforms; of nothing looked at there is no rate', () => {
  const mark = (fault: 'incomplete' | null) => ({ recordId: 'r', fault, note: '' })
  expect(conformingRate([mark(null), mark('incomplete'), mark(null)])).toEqual({
    numerator: 2,
    denominator: 3,
  })
  expect(conformingRate([])).toEqual({ numerator: 0, denominator: 0 })
})
