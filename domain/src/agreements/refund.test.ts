import { describe, expect, test } from 'vitest'
import { addDays, localDate } from '../days/local-date.ts'
import { agreement, owed, person } from '../duties/duty-facts.fixture.ts'
import { nationalDutyPolicy } from '../duties/national-policy.ts'
import { defaultAgreementPolicy } from './agreement-policy.ts'
import { refundOf, timesInTerm, unusedFen } from './refund.ts'
import { termFrom } from './term.ts'

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

describe('terms of another length', () => {
  test.each([
    // 366 days over a leap day: one left, half of them left, and all of them.
    ['2027-03-01', '2028-02-29', '2028-02-29', 'days', 33],
    ['2027-03-01', '2028-02-29', '2027-08-31', 'days', 6000],
    ['2027-03-01', '2028-02-29', '2027-03-01', 'days', 12_000],
    // Months from the 31st begin on the last day of shorter ones: the sixth on 31 January, the seventh on 28 February.
    ['2026-08-31', '2027-08-30', '2027-02-28', 'months', 6000],
    ['2026-08-31', '2027-08-30', '2027-03-01', 'months', 5000],
    // What is left of a year whose terms end on 31 December: three months, of which one, then two have begun.
    ['2026-10-08', '2026-12-31', '2026-11-08', 'months', 8000],
    ['2026-10-08', '2026-12-31', '2026-11-09', 'months', 4000],
    // A year from 29 to 28 February has twelve months: the last day of it begins no thirteenth.
    ['2028-02-29', '2029-02-28', '2028-03-01', 'months', 11_000],
    // One day of cover, which was used.
    ['2026-12-31', '2026-12-31', '2027-01-01', 'months', 0],
    ['2026-12-31', '2026-12-31', '2026-12-31', 'days', 12_000],
  ] as const)('from %s to %s, ended on %s, by %s: %i fen', (startsOn, endsOn, on, by, fen) => {
    const span = { startsOn: localDate(startsOn), endsOn: localDate(endsOn) }
    expect(unusedFen(part, span, localDate(on), by)).toBe(fen)
  })
})

describe('the fee less the list prices of what was delivered', () => {
  // 120.00 yuan for services that cost 5.00, 10.00 and 40.00 each, by the list 200.00.
  const list = (pressure: number, consultations: number, tests: number) => ({
    ...part,
    items: [
      { agreedTimes: 8, deliveredTimes: pressure, unitPriceFen: 500 },
      { agreedTimes: 4, deliveredTimes: consultations, unitPriceFen: 1000 },
      { agreedTimes: 3, deliveredTimes: tests, unitPriceFen: 4000 },
    ],
  })
  test.each([
    ['nothing', list(0, 0, 0), 12_000, 12_000],
    ['three pressures and a consultation: 25.00', list(3, 1, 0), 9500, 10_500],
    ['everything: more than the package cost', list(8, 4, 3), 0, 0],
    ['ten pressures of eight that were agreed', list(10, 0, 0), 8000, 9600],
  ])('%s', (_what, given, byPrices, byShare) => {
    const on = localDate('2026-05-01')
    expect(unusedFen(given, term, on, 'list-prices')).toBe(byPrices)
    expect(unusedFen(given, term, on, 'items')).toBe(byShare)
  })
  test('goes back to whoever paid, in proportion', () => {
    const policy = { ...defaultAgreementPolicy, refundBy: 'list-prices' } as const
    const end = { terminatedOn: localDate('2026-05-01'), reason: 'moved' } as const
    expect(refundOf(list(3, 1, 0), term, end, policy)).toEqual([
      { payer: 'insurance-fund', fen: 3167 },
      { payer: 'local-finance', fen: 1583 },
      { payer: 'resident', fen: 4750 },
    ])
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

test('what is agreed until 31 December is what is owed until then, whatever the first day', () => {
  const items = [
    { service: 'medication-guidance', times: 1, every: 'month' },
    { service: 'nutrition-guidance', times: 1, every: 'quarter' },
    { service: 'psychological-counselling', times: 6, every: 'year' },
    { service: 'home-nursing', times: 1, every: 'half-year' },
    { service: 'tcm-care', times: 5, every: 'year' },
  ] as const
  for (let startsOn = localDate('2026-01-01'); startsOn <= '2026-12-17'; startsOn = addDays(startsOn, 1)) {
    const rest = termFrom(startsOn, 12, 'year-end')
    const services = owed(
      person({ agreements: [agreement(startsOn, rest.endsOn, [...items])] }),
      '2026-12-31',
    ).map(({ service }) => service)
    const times = (of: string) => services.filter((service) => service === of).length
    const agreed = items.map((item) => timesInTerm(item, rest, nationalDutyPolicy.minimumDays))
    expect([startsOn, ...agreed]).toEqual([startsOn, ...items.map(({ service }) => times(service))])
  }
})
