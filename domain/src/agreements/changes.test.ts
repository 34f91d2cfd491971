import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, localDate } from '../days/local-date.ts'
import { nationalDutyPolicy } from '../duties/national-policy.ts'
import { type FeeLine, totalFen } from '../packages/fee-split.ts'
import type { AgreementDates } from './agreement.ts'
import { defaultAgreementPolicy } from './agreement-policy.ts'
import { type PaidPart, refundOf, timesInTerm, unusedFen } from './refund.ts'
import { atExpiry, renewedFrom, whyCannotRenew, whyCannotTransfer } from './renewal.ts'
import { termFrom } from './term.ts'
import { type EndReason, whyCannotLeave, whyCannotTerminate } from './termination.ts'

const day = localDate
const policy = defaultAgreementPolicy
const { minimumDays } = nationalDutyPolicy
const agreement: AgreementDates = {
  ...termFrom(day('2026-03-01'), 12, 'whole-years'),
  signedOn: day('2026-03-01'),
  declined: null,
  terminatedOn: null,
  endReason: null,
  renewed: false,
}

describe('续约', () => {
  const refusal = (on: string, changes: Partial<AgreementDates> = {}, months = 12) =>
    whyCannotRenew({ ...agreement, ...changes }, months, policy, day(on))?.code ?? null

  test.each([
    ['2027-01-29', 'too-early-to-renew', '31 days of cover left'],
    ['2027-01-30', null, '30 days left'],
    ['2027-02-28', null, 'the last day'],
    ['2027-03-01', null, 'the day after: late, without a gap'],
    ['2028-03-01', null, '366 days after the new start'],
    ['2028-03-02', 'too-late-to-renew', 'a day later'],
  ] as [string, string | null, string][])('on %s: %s, %s', (on, code) => {
    expect(refusal(on)).toBe(code)
  })

  test('what ended early, was renewed, or was never signed is not renewed', () => {
    expect(refusal('2027-02-01', { terminatedOn: day('2026-09-01'), endReason: 'moved' })).toBe(
      'agreement-not-in-force',
    )
    expect(refusal('2027-02-01', { renewed: true })).toBe('already-renewed')
    expect(refusal('2027-02-01', { signedOn: null })).toBe('agreement-not-in-force')
    expect(refusal('2027-02-01', {}, 6)).toBe('term-not-allowed')
  })

  test('the new term starts the day after the old one ends', () => {
    expect(renewedFrom(day('2027-02-28'))).toBe('2027-03-01')
  })

  test.each([
    ['auto-renew', '2027-02-28', 'goes-on'],
    ['auto-renew', '2027-03-01', 'renews'],
    ['auto-but-new-paper', '2027-03-01', 'renews-needs-paper'],
    ['resign', '2027-02-28', 'goes-on'],
    ['resign', '2027-03-01', 'expires'],
  ] as const)('silence under %s on %s: it %s', (expiryPolicy, on, outcome) => {
    expect(atExpiry(agreement, { expiryPolicy }, day(on))).toBe(outcome)
  })

  test('silence does not bring back what ended early or was renewed already', () => {
    const auto = { expiryPolicy: 'auto-renew' as const }
    expect(atExpiry({ ...agreement, terminatedOn: day('2026-09-01') }, auto, day('2027-03-01'))).toBe(
      'goes-on',
    )
    expect(atExpiry({ ...agreement, renewed: true }, auto, day('2027-03-01'))).toBe('goes-on')
  })
})

describe('改签', () => {
  const today = day('2026-11-21')
  const own = { ...agreement, teamId: 'a' }
  const refusal = (startsOn: string, changes = {}, rules = policy) =>
    whyCannotTransfer(
      own,
      { toTeamId: 'b', startsOn: day(startsOn), reason: '搬家', ...changes },
      rules,
      today,
    )?.code ?? null

  test.each([
    ['2026-11-20', 'transfer-outside-term', 'in the past'],
    ['2026-11-21', null, 'today'],
    ['2027-03-01', null, 'the day after the term'],
    ['2027-03-02', 'transfer-outside-term', 'with a gap'],
  ] as [string, string | null, string][])('to another team from %s: %s, %s', (startsOn, code) => {
    expect(refusal(startsOn)).toBe(code)
  })

  test('to the same team, or without a reason, it is refused', () => {
    expect(refusal('2026-12-01', { toTeamId: 'a' })).toBe('same-team')
    expect(refusal('2026-12-01', { reason: '' })).toBe('transfer-needs-reason')
  })

  test('where one chooses anew only at the end of a term, it waits for the notice period', () => {
    expect(refusal('2026-12-01', {}, { ...policy, transfer: 'near-expiry' })).toBe('transfer-not-yet')
  })
})

describe('解约', () => {
  const today = day('2026-11-21')
  const refusal = (
    terminatedOn: string,
    reason: EndReason = 'resident-request',
    note: string | null = null,
  ) => whyCannotTerminate(agreement, { terminatedOn: day(terminatedOn), reason, note }, today)?.code ?? null

  test.each([
    ['2026-02-28', 'ends-before-start', 'the day before the start'],
    ['2026-03-01', null, 'from its first day: it never covered'],
    ['2026-11-22', null, 'from tomorrow: today is its last day'],
    ['2026-11-23', 'ends-in-future', 'from the day after tomorrow'],
    ['2027-03-01', 'ends-after-term', 'after its end'],
  ] as [string, string | null, string][])('from %s: %s, %s', (terminatedOn, code) => {
    expect(refusal(terminatedOn)).toBe(code)
  })

  test('another reason is written down, and a transfer is its own step', () => {
    expect(refusal('2026-11-22', 'other')).toBe('other-reason-needs-note')
    expect(refusal('2026-11-22', 'other', '误签')).toBeNull()
    expect(refusal('2026-11-22', 'transfer')).toBe('transfer-by-its-own-step')
  })

  test('what is over is not ended again', () => {
    const end = { terminatedOn: today, reason: 'moved' as const, note: null }
    expect(whyCannotTerminate({ ...agreement, terminatedOn: day('2026-05-01') }, end, today)?.code).toBe(
      'agreement-not-in-force',
    )
    expect(whyCannotTerminate(agreement, end, day('2027-03-01'))?.code).toBe('agreement-not-in-force')
  })

  test('one member leaves and the others stay', () => {
    const members = [
      { residentId: 'father', terminatedOn: null },
      { residentId: 'daughter', terminatedOn: day('2026-06-01') },
    ]
    const end = { terminatedOn: today, reason: 'moved' as const, note: null }
    const leaves = (residentId: string) =>
      whyCannotLeave(agreement, members, residentId, end, today)?.code ?? null
    expect([leaves('father'), leaves('daughter'), leaves('uncle')]).toEqual([
      null,
      'member-already-left',
      'not-a-member',
    ])
  })
})

describe('退费', () => {
  const term = termFrom(day('2026-01-01'), 12, 'whole-years')
  const paid: FeeLine[] = [
    { payer: 'public-health-fund', fen: 3000 },
    { payer: 'insurance-fund', fen: 4500 },
    { payer: 'resident', fen: 4500 },
  ]
  const part: PaidPart = {
    paid,
    items: [
      { agreedTimes: 8, deliveredTimes: 8, unitPriceFen: 500 },
      { agreedTimes: 2, deliveredTimes: 1, unitPriceFen: 2000 },
      { agreedTimes: 1, deliveredTimes: 0, unitPriceFen: 4000 },
    ],
  }

  test('half of the list value was not delivered: half of 120 yuan goes back, to each its half', () => {
    expect(unusedFen(part, term, day('2026-07-01'), 'items')).toBe(6000)
    expect(
      refundOf(part, term, { terminatedOn: day('2026-07-01'), reason: 'provider-fault' }, policy),
    ).toEqual([
      { payer: 'public-health-fund', fen: 1500 },
      { payer: 'insurance-fund', fen: 2250 },
      { payer: 'resident', fen: 2250 },
    ])
  })

  test.each([
    ['2026-01-01', 12_000, 'from the first day: all'],
    ['2026-07-02', 6016, '183 of 365 days are left after 182'],
    ['2026-12-31', 33, 'one day is left'],
    ['2027-01-01', 0, 'nothing is left'],
  ])('by days, ended from %s: %i fen, %s', (terminatedOn, fen) => {
    expect(unusedFen(part, term, day(terminatedOn), 'days')).toBe(fen)
  })

  test.each([
    ['invoice-void', 12_000],
    ['moved', 6000],
    ['resident-request', 0],
  ] as const)('ended by %s: %i fen go back', (reason, fen) => {
    expect(totalFen(refundOf(part, term, { terminatedOn: day('2026-07-01'), reason }, policy))).toBe(fen)
  })

  test('delivering more than agreed costs nobody anything', () => {
    const generous = { paid, items: [{ agreedTimes: 2, deliveredTimes: 5, unitPriceFen: 100 }] }
    expect(unusedFen(generous, term, day('2026-07-01'), 'items')).toBe(0)
  })

  test('without list prices each time weighs the same', () => {
    const items = [
      { agreedTimes: 3, deliveredTimes: 1, unitPriceFen: 0 },
      { agreedTimes: 1, deliveredTimes: 0, unitPriceFen: 0 },
    ]
    expect(unusedFen({ paid, items }, term, day('2026-07-01'), 'items')).toBe(9000)
  })

  test('a payer never gets back more than was paid, and the parts sum to the whole', () => {
    const line = (payer: FeeLine['payer']) => fc.nat(100_000).map((fen): FeeLine => ({ payer, fen }))
    const parts = fc.record({
      paid: fc.tuple(line('insurance-fund'), line('policy-relief'), line('resident')),
      items: fc.array(
        fc.record({ agreedTimes: fc.nat(12), deliveredTimes: fc.nat(15), unitPriceFen: fc.nat(5000) }),
      ),
    })
    fc.assert(
      fc.property(
        parts,
        fc.nat(400),
        fc.constantFrom('items' as const, 'days' as const),
        (one, after, refundBy) => {
          const end = { terminatedOn: addDays(term.startsOn, after), reason: 'moved' as const }
          const back = refundOf(one, term, end, { ...policy, refundBy })
          expect(totalFen(back)).toBe(unusedFen(one, term, end.terminatedOn, refundBy))
          for (const { payer, fen } of back) {
            expect(fen).toBeLessThanOrEqual(one.paid.find((lineOf) => lineOf.payer === payer)?.fen ?? 0)
          }
        },
      ),
    )
  })

  test.each([
    [{ times: 1, every: 'month' }, 12, 12],
    [{ times: 2, every: 'quarter' }, 12, 8],
    [{ times: 1, every: 'half-year' }, 36, 6],
    [{ times: 1, every: 'year' }, 24, 2],
    [{ times: 3, every: 'term' }, 36, 3],
    [{ times: 1, every: 'on-need' }, 12, null],
  ] as const)('%o over %i months is %s times', (item, months, times) => {
    expect(timesInTerm(item, termFrom(localDate('2026-03-01'), months, 'whole-years'), minimumDays)).toBe(
      times,
    )
  })

  test.each([
    [{ times: 1, every: 'month' }, '2026-10-08', 3],
    [{ times: 1, every: 'quarter' }, '2026-10-08', 1],
    [{ times: 1, every: 'quarter' }, '2026-01-01', 4],
    [{ times: 1, every: 'year' }, '2026-12-31', 1],
    // In six days of November, or the last ten of September, nothing is owed: half the fee went back for them.
    [{ times: 1, every: 'month' }, '2026-11-25', 1],
    [{ times: 1, every: 'quarter' }, '2026-09-21', 1],
    [{ times: 1, every: 'quarter' }, '2026-09-16', 2],
    // Twice a half-year is once a quarter.
    [{ times: 2, every: 'half-year' }, '2026-06-15', 3],
  ] as const)('%o from %s until 31 December was agreed as often as it is owed', (item, from, times) => {
    expect(timesInTerm(item, termFrom(localDate(from), 12, 'year-end'), minimumDays)).toBe(times)
  })
})
