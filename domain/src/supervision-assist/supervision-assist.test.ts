import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, localDate } from '../days/local-date.ts'
import { informationState, supervisionReportRate } from './information-reports.ts'
import { patrolStanding } from './patrols.ts'

const always = { since: localDate('2020-01-01'), until: null }

describe('two rounds a year', () => {
  test.each([
    ['2026-06-30', 0, 'due', 0, '2026-06-30', 'the last day of the first half'],
    ['2026-07-01', 0, 'overdue', 1, '2026-06-30', 'the day after'],
    ['2026-07-01', 1, 'due', 1, '2026-12-31', 'the first is done'],
    ['2026-12-31', 1, 'due', 1, '2026-12-31', 'the last day of the year'],
    ['2027-01-01', 1, 'overdue', 2, '2026-12-31', 'the year is over'],
    ['2026-02-01', 2, 'done', 0, null, 'both early'],
    ['2027-01-01', 3, 'done', 2, null, 'more than asked'],
  ])('on %s with %d done: %s', (today, done, state, byNow, nextBy, _why) => {
    expect(
      patrolStanding({ ...always, done }, { year: 2026, today: localDate(today), timesAYear: 2 }),
    ).toEqual({ required: 2, byNow, nextBy, state })
  })

  test.each([
    ['2026-06-30', null, 2, 'on the list on the last day of the first half'],
    ['2026-07-01', null, 1, 'a day later only the second half is owed'],
    ['2020-01-01', '2026-06-29', 0, 'off the list before the first half ended'],
    ['2020-01-01', '2026-06-30', 1, 'off the list with it'],
    ['2027-01-01', null, 0, 'not yet on the list'],
  ])('on the list %s to %s: %d are owed', (since, until, required, _why) => {
    const place = { since: localDate(since), until: until === null ? null : localDate(until), done: 0 }
    const standing = patrolStanding(place, { year: 2026, today: localDate('2026-11-21'), timesAYear: 2 })
    expect(standing.required).toBe(required)
    expect(standing.state === 'not-asked').toBe(required === 0)
  })

  test('whatever is asked, nothing is behind that is done, and a day later never less is owed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: -400, max: 800 }),
        (timesAYear, done, offset) => {
          const today = addDays(localDate('2026-01-01'), offset)
          const on = (day: typeof today) =>
            patrolStanding({ ...always, done }, { year: 2026, today: day, timesAYear })
          const standing = on(today)
          expect(standing.required).toBe(timesAYear)
          expect(standing.byNow).toBeLessThanOrEqual(on(addDays(today, 1)).byNow)
          expect(standing.state === 'overdue').toBe(done < standing.byNow)
          expect(standing.nextBy === null).toBe(done >= timesAYear)
        },
      ),
    )
  })
})

describe('information that is to be reported', () => {
  const foundAt = new Date('2026-11-20T02:00:00Z')
  test.each([
    ['2026-11-21T02:00:00.000Z', '2026-11-21T08:00:00Z', 24, 'in-time', 'at the very hour'],
    ['2026-11-21T02:00:00.001Z', '2026-11-21T08:00:00Z', 24, 'late', 'a moment later'],
    [null, '2026-11-21T02:00:00.000Z', 24, 'waiting', 'the hour is not over'],
    [null, '2026-11-21T02:00:00.001Z', 24, 'overdue', 'the hour is over'],
    [null, '2027-11-21T02:00:00Z', null, 'waiting', 'no time is laid down'],
    ['2027-11-21T02:00:00Z', '2027-11-21T03:00:00Z', null, 'in-time', 'no time is laid down'],
  ])('reported %s, seen %s, within %s hours: %s', (reportedAt, now, withinHours, state, _why) => {
    const information = { foundAt, reportedAt: reportedAt === null ? null : new Date(reportedAt) }
    expect(informationState(information, new Date(now), withinHours)).toBe(state)
  })

  test('the rate is what was reported of what was found, late or not', () => {
    expect(
      supervisionReportRate([
        { foundAt, reportedAt: new Date('2026-11-20T03:00:00Z') },
        { foundAt, reportedAt: new Date('2026-12-20T03:00:00Z') },
        { foundAt, reportedAt: null },
      ]),
    ).toEqual({ numerator: 2, denominator: 3 })
    expect(supervisionReportRate([])).toEqual({ numerator: 0, denominator: 0 })
  })
})
