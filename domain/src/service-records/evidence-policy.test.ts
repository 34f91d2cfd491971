import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { type EvidencePolicy, isLocked } from './evidence-policy.ts'

const policy: EvidencePolicy = { lockedAfterDays: 30, rules: [] }
describe('补录期限', () => {
  test.each([
    ['2026-10-22', false],
    ['2026-10-21', true],
  ])('a service of %s recorded on 21 November is locked: %s', (day, locked) => {
    expect(isLocked(localDate(day), localDate('2026-11-21'), policy)).toBe(locked)
  })

  test('a county that does not lock takes a service of any day', () => {
    const open = { ...policy, lockedAfterDays: null }
    expect(isLocked(localDate('2016-01-01'), localDate('2026-11-21'), open)).toBe(false)
  })
})
