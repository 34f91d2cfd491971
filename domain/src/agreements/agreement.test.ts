import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, fromDayNumber, localDate } from '../days/local-date.ts'
import { type AgreementDates, lastDayOfCover, statusOn } from './agreement.ts'
import { daysIn, paidMonths, termFrom } from './term.ts'

const day = localDate

describe('签约周期', () => {
  test.each([
    ['2025-03-01', 12, '2026-02-28', 'the document’s own example'],
    ['2026-01-01', 12, '2026-12-31', 'a calendar year'],
    ['2026-11-21', 36, '2029-11-20', 'three years'],
    ['2024-02-29', 12, '2025-02-28', 'a start on 29 February ends on 28 February'],
    ['2024-02-29', 24, '2026-02-28', 'after two years too'],
    ['2024-02-29', 48, '2028-02-28', 'and when the end year has a 29th'],
    ['2023-03-01', 12, '2024-02-29', 'a start on 1 March reaches the 29th of a leap year'],
    ['2024-03-01', 12, '2025-02-28', 'and the 28th of another'],
    ['2026-08-31', 6, '2027-02-28', 'a month without the day ends on its last'],
  ])('from %s for %i months ends on %s: %s', (startsOn, months, endsOn) => {
    expect(termFrom(day(startsOn), months, 'whole-years').endsOn).toBe(endsOn)
  })

  test.each([
    ['2026-01-01', 12, '2026-12-31', 'a whole calendar year'],
    ['2026-10-08', 12, '2026-12-31', 'what is left of the year'],
    ['2026-12-31', 12, '2026-12-31', 'one day'],
    ['2026-10-08', 36, '2028-12-31', 'the year of the first day is the first of three'],
    ['2024-02-29', 24, '2025-12-31', 'a leap day'],
  ])('where terms end on 31 December, from %s for %i months ends on %s: %s', (startsOn, months, endsOn) => {
    expect(termFrom(day(startsOn), months, 'year-end')).toEqual({ startsOn, endsOn })
  })

  test.each([
    ['2026-10-08', 12, 'year-end', 'months', 3],
    ['2026-10-01', 12, 'year-end', 'months', 3],
    ['2026-09-30', 12, 'year-end', 'months', 4],
    ['2026-12-31', 12, 'year-end', 'months', 1],
    ['2026-01-01', 12, 'year-end', 'months', 12],
    ['2026-10-08', 36, 'year-end', 'months', 27],
    ['2026-10-08', 12, 'year-end', 'whole', 12],
    ['2026-10-08', 12, 'whole-years', 'months', 12],
  ] as const)(
    'from %s for %i months, %s and paid by %s: %i months are paid',
    (startsOn, months, termEnds, shortYearFee, paid) => {
      expect(paidMonths(day(startsOn), months, { termEnds, shortYearFee })).toBe(paid)
    },
  )

  const anyDay = fc.integer({ min: 15_000, max: 30_000 }).map(fromDayNumber)

  test('a year of cover has 365 or 366 days, and the next term starts the day after', () => {
    fc.assert(
      fc.property(anyDay, (startsOn) => {
        const term = termFrom(startsOn, 12, 'whole-years')
        const next = termFrom(addDays(term.endsOn, 1), 12, 'whole-years')
        expect([365, 366]).toContain(daysIn(term))
        expect(daysBetween(term.endsOn, next.startsOn)).toBe(1)
      }),
    )
  })
})

const agreement: AgreementDates = {
  ...termFrom(day('2026-03-01'), 12, 'whole-years'),
  signedOn: day('2026-03-01'),
  declined: null,
  terminatedOn: null,
  endReason: null,
  renewed: false,
}
const NOTICE = 30

describe('签约状态', () => {
  test.each([
    ['2026-02-28', 'upcoming', 'the day before it starts'],
    ['2026-03-01', 'active', 'its first day'],
    ['2027-01-29', 'active', 'the 31st day from the end'],
    ['2027-01-30', 'renewable', 'the 30th day from the end'],
    ['2027-02-28', 'renewable', 'its last day'],
    ['2027-03-01', 'expired', 'the day after'],
  ])('on %s it is %s: %s', (on, status) => {
    expect(statusOn(day(on), agreement, NOTICE)).toBe(status)
  })

  test.each([
    ['2027-01-30', 'active', 'already renewed: nothing to do in the notice period'],
    ['2027-02-28', 'active', 'its last day'],
    ['2027-03-01', 'renewed', 'from the day its successor starts'],
  ])('renewed, on %s it is %s: %s', (on, status) => {
    expect(statusOn(day(on), { ...agreement, renewed: true }, NOTICE)).toBe(status)
  })

  test.each([
    ['moved', '2026-08-31', 'active'],
    ['moved', '2026-09-01', 'terminated'],
    ['transfer', '2026-08-31', 'active'],
    ['transfer', '2026-09-01', 'transferred'],
  ] as const)('ended by %s from 1 September, on %s it is %s', (endReason, on, status) => {
    const ended = { ...agreement, terminatedOn: day('2026-09-01'), endReason }
    expect(statusOn(day(on), ended, NOTICE)).toBe(status)
  })

  test('unsigned it waits, and once declined it stays declined', () => {
    const draft = { ...agreement, signedOn: null }
    expect(statusOn(day('2026-06-01'), draft, NOTICE)).toBe('pending')
    expect(statusOn(day('2026-06-01'), { ...draft, declined: 'rejected' }, NOTICE)).toBe('rejected')
    expect(statusOn(day('2026-06-01'), { ...draft, declined: 'withdrawn' }, NOTICE)).toBe('withdrawn')
  })

  test('it covers a day exactly when its status says so', () => {
    const dates = fc.record({
      startsOn: fc.integer({ min: 20_000, max: 20_030 }).map(fromDayNumber),
      length: fc.nat(40),
      signed: fc.boolean(),
      ended: fc.option(fc.nat(40)),
      on: fc.integer({ min: 19_990, max: 20_090 }).map(fromDayNumber),
    })
    fc.assert(
      fc.property(dates, ({ startsOn, length, signed, ended, on }) => {
        const endsOn = addDays(startsOn, length)
        const terminatedOn = ended === null ? null : addDays(startsOn, Math.min(ended, length))
        const one: AgreementDates = {
          startsOn,
          endsOn,
          signedOn: signed ? startsOn : null,
          declined: null,
          terminatedOn,
          endReason: terminatedOn === null ? null : 'moved',
          renewed: false,
        }
        const status = statusOn(on, one, 10)
        const last = lastDayOfCover(one)
        const covers = signed && last !== null && startsOn <= on && on <= last
        expect(status === 'active' || status === 'renewable').toBe(covers)
      }),
    )
  })
})
