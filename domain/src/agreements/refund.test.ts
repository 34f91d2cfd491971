import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { defaultAgreementPolicy } from './agreement-policy.ts'
import { refundOf, unusedFen } from './refund.ts'

const term = { startsOn: localDate('2026-01-31'), endsOn: localDate('2027-01-30') }
const part = {
  paid: [
    { payer: 'insurance-fund', fen: 4000 },
    { payer: 'local-finance', fen: 2000 },
    { payer: 'resident', fen: 6000 },
  ] as const,
  items: [],
}

describe('whole months left', () => {
  test.each([
    ['2026-01-31', 12_000],
    ['2026-02-01', 11_000],
    ['2026-02-28', 11_000],
    ['2026-03-01', 10_000],
    ['2026-07-31', 6000],
    ['2027-01-30', 0],
  ])('ended on %s, %i fen of 12,000 were not used', (day, fen) => {
    expect(unusedFen(part, term, localDate(day), 'months')).toBe(fen)
  })
})

describe('all of it within the first days', () => {
  const policy = { ...defaultAgreementPolicy, refundBy: 'months', fullRefundWithinDays: 15 } as const
  const on = (day: string) =>
    refundOf(part, term, { terminatedOn: localDate(day), reason: 'resident-request' }, policy)
  test('to whoever paid it, whatever the reason', () => {
    expect(on('2026-02-14')).toEqual(part.paid)
  })
  test('and from then on by the reason', () => {
    expect(on('2026-02-15')).toEqual([])
  })
  test('without such days by the reason from the first', () => {
    const end = { terminatedOn: localDate('2026-01-31'), reason: 'resident-request' } as const
    expect(refundOf(part, term, end, defaultAgreementPolicy)).toEqual([])
  })
})
