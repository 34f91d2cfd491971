import { describe, expect, test } from 'vitest'
import { type LocalDate, localDate } from '../days/local-date.ts'
import { type HealthRecord, standingOn, whyCannot } from './health-record.ts'

const policy = { activeWithinMonths: 12 }
const here = { diedOn: null, movedOutOn: null }
const today = localDate('2026-11-21')

function record(given: Partial<HealthRecord> = {}): HealthRecord {
  return {
    openedOn: localDate('2020-05-01'),
    closedOn: null,
    closedBecause: null,
    lastActiveOn: null,
    ...given,
  }
}

describe('where a record stands 档案状态', () => {
  test.each([
    [null, 'dormant', 'nothing was ever written into it'],
    ['2025-11-20', 'dormant', 'a year and a day ago'],
    ['2025-11-21', 'dormant', 'twelve months ago to the day'],
    ['2025-11-22', 'live', 'within twelve months'],
    ['2026-11-21', 'live', 'today'],
  ])('last service on %s: %s, %s', (lastActiveOn, status, _why) => {
    expect(standingOn(today, record({ lastActiveOn: lastActiveOn as LocalDate }), here, policy)).toEqual({
      status,
    })
  })

  test('the twelve months are policy', () => {
    const active = record({ lastActiveOn: localDate('2025-06-01') })
    expect(standingOn(today, active, here, { activeWithinMonths: 24 }).status).toBe('live')
  })

  test.each([
    ['2026-11-20', 'live'],
    ['2026-11-21', 'closed'],
    ['2026-11-22', 'closed'],
  ])('closed for 失访 on 2026-11-21, on %s it is %s', (day, status) => {
    const lost = record({
      lastActiveOn: localDate('2026-11-01'),
      closedOn: today,
      closedBecause: 'lost',
    })
    expect(standingOn(localDate(day), lost, here, policy).status).toBe(status)
  })

  test.each([
    ['diedOn', 'death'],
    ['movedOutOn', 'moved'],
  ])('%s closes it by itself, on the day', (field, because) => {
    const stay = { ...here, [field]: today }
    expect(standingOn(localDate('2026-11-20'), record(), stay, policy).status).toBe('dormant')
    expect(standingOn(today, record(), stay, policy)).toEqual({ status: 'closed', since: today, because })
  })

  test('a death is told even after the record was closed for another reason', () => {
    const lost = record({ closedOn: localDate('2026-01-01'), closedBecause: 'lost' })
    expect(standingOn(today, lost, { ...here, diedOn: today }, policy)).toMatchObject({ because: 'death' })
  })
})

describe('what can be done with a record', () => {
  const person = { ...here, birthDate: localDate('1950-03-02'), villageCode: 320399101201 }
  const open = record()
  const closed = record({ closedOn: localDate('2026-03-01'), closedBecause: 'lost' })

  test.each([
    ['open', '2026-11-21', null, null],
    ['open', '2026-11-22', null, 'record-day-in-future'],
    ['open', '1950-03-02', null, null],
    ['open', '1950-03-01', null, 'record-before-birth'],
    ['open', '2026-11-21', open, 'record-open-already'],
    ['close', '2026-11-21', null, 'record-not-open'],
    ['close', '2020-05-01', open, null],
    ['close', '2020-04-30', open, 'record-before-opening'],
    ['close', '2026-11-21', closed, 'record-closed-already'],
    ['reopen', '2026-11-21', open, 'record-not-closed'],
    ['reopen', '2026-03-01', closed, null],
    ['reopen', '2026-02-28', closed, 'record-before-opening'],
  ] as const)('%s on %s', (act, on, kept, refusal) => {
    const found = whyCannot({ act, on: localDate(on) }, person, kept, today)
    expect(found?.code ?? null).toBe(refusal)
  })

  test('a record moves to another village, not to its own', () => {
    const move = (villageCode: number) =>
      whyCannot({ act: 'move', on: today, villageCode }, person, open, today)?.code ?? null
    expect(move(320399101202)).toBeNull()
    expect(move(320399101201)).toBe('record-kept-there-already')
  })

  test.each([
    ['diedOn', 'open', null],
    ['movedOutOn', 'open', null],
    ['diedOn', 'reopen', open],
  ] as const)('%s: %s is refused, the person ended it', (field, act, kept) => {
    const gone = { ...person, [field]: localDate('2026-10-01') }
    expect(whyCannot({ act, on: today }, gone, kept, today)?.code).toBe('record-ended-with-person')
  })
})
