import { describe, expect, test } from 'vitest'
import { addDays, localDate } from '../days/local-date.ts'
import { maternalMemberships, pregnanciesOf, pregnancyOn } from '../forms/maternal/pregnancy.ts'
import type { ServiceFacts } from '../residents/resident-facts.ts'
import { owed, person, visit } from './duty-facts.fixture.ts'

const lmp = localDate('2026-03-02')
const week = (weeks: number, days = 0) => addDays(lmp, weeks * 7 + days)
const plain = { controlled: null } as const

function registered(on = week(6), facts: Partial<ServiceFacts> = {}): ServiceFacts {
  return visit(on, { form: 'pregnancy-registration', ...plain, details: { lastPeriodOn: lmp }, ...facts })
}
function ended(on: string, outcome: number, dischargedOn?: string): ServiceFacts {
  return visit(on, {
    form: 'pregnancy-outcome',
    ...plain,
    details: {
      endedOn: localDate(on),
      outcome,
      ...(dischargedOn ? { dischargedOn: localDate(dischargedOn) } : {}),
    },
  })
}
function duties(services: ServiceFacts[], today: string) {
  return owed(person({ services, birthDate: localDate('1998-05-20') }), today)
    .filter(({ service }) => /antenatal|postpartum/.test(service))
    .sort((a, b) => (a.dueFrom < b.dueFrom ? -1 : 1))
    .map(({ service, dueFrom, dueBy, state }) => `${service} ${dueFrom}～${dueBy} ${state}`)
}

describe('what is owed by the weeks of a pregnancy', () => {
  test('handbook before 13 weeks and four windows: 12w6d is the last day in time', () => {
    expect(duties([registered()], week(7))).toEqual([
      `antenatal-booking ${lmp}～${week(12, 6)} due`,
      `antenatal-check ${week(16)}～${week(20, 6)} upcoming`,
      `antenatal-check ${week(21)}～${week(24, 6)} upcoming`,
      `antenatal-check ${week(28)}～${week(36, 6)} upcoming`,
      `antenatal-check ${week(37)}～${week(40, 6)} upcoming`,
    ])
  })

  test.each([
    [week(12, 6), 'due', 'the last day of week 12'],
    [week(13), 'overdue', '13 weeks'],
    [week(15, 6), 'overdue', 'the last day on which it is made up'],
    [week(16), 'missed', 'the first window of the second visit'],
  ])('on %s the booking is %s: %s', (today, state) => {
    expect(duties([registered()], today)[0]).toContain(`antenatal-booking ${lmp}～${week(12, 6)} ${state}`)
  })

  test.each([
    [week(15, 6), 'upcoming'],
    [week(16), 'due'],
    [week(20, 6), 'due'],
    [week(21), 'missed'],
  ])('on %s the visit of 16～20 weeks is %s', (today, state) => {
    expect(duties([registered()], today)[1]).toContain(state)
  })

  test('a visit in its weeks closes its window and no other', () => {
    const check = visit(week(22), { form: 'antenatal-follow-up', ...plain })
    expect(duties([registered(), check], week(23)).map((duty) => duty.split(' ').at(-1))).toEqual([
      'missed',
      'missed',
      'done',
      'upcoming',
      'upcoming',
    ])
  })

  test('the first check books her; a later one books late', () => {
    const first = (on: string) =>
      visit(on, { form: 'first-antenatal-check', ...plain, details: { lastPeriodOn: lmp } })
    expect(duties([first(week(12, 6))], week(14))[0]).toContain('done')
    expect(duties([first(week(14))], week(14))[0]).toContain('done')
    expect(
      duties([first(week(17))], week(17))
        .slice(0, 2)
        .map((duty) => duty.split(' ').at(-1)),
    ).toEqual(['missed', 'done'])
  })

  test('who is not known to be pregnant owes nothing, nor does a man', () => {
    expect(duties([], week(7))).toEqual([])
    expect(
      owed(person({ sex: 'male', services: [registered()] }), week(7)).filter(({ service }) =>
        service.startsWith('ante'),
      ),
    ).toEqual([])
  })
})

describe('how it ends', () => {
  test('a loss at 10 weeks: nothing more is owed, nothing after it', () => {
    const loss = ended(week(10), 3)
    expect(duties([registered(), loss], week(11))).toEqual([`antenatal-booking ${lmp}～${week(10)} missed`])
  })

  test('a birth at 38 weeks: a home visit within a week of discharge', () => {
    const birth = ended(week(38), 1, addDays(week(38), 4))
    const after = duties([registered(), birth], addDays(week(38), 5))
    expect(after.at(-1)).toBe(`postpartum-visit ${addDays(week(38), 4)}～${addDays(week(38), 11)} due`)
  })

  test.each([
    [41, 'upcoming'],
    [42, 'due'],
    [56, 'due'],
    [57, 'overdue'],
  ])('%i days after a birth on 1 June the check is %s', (days, state) => {
    const services = [
      visit('2025-11-01', {
        form: 'pregnancy-registration',
        ...plain,
        details: { lastPeriodOn: localDate('2025-08-25') },
      }),
      ended('2026-06-01', 1, '2026-06-04'),
    ]
    const found = duties(services, addDays(localDate('2026-06-01'), days))
    expect(found.find((duty) => duty.startsWith('postpartum-42'))).toContain(state)
  })

  test.each([
    ['2026-06-04', 'due'],
    ['2026-06-11', 'due'],
    ['2026-06-12', 'overdue'],
    ['2026-07-03', 'missed'],
  ])('discharged on 4 June, on %s the home visit is %s', (today, state) => {
    const services = [
      visit('2025-11-01', {
        form: 'pregnancy-registration',
        ...plain,
        details: { lastPeriodOn: localDate('2025-08-25') },
      }),
      ended('2026-06-01', 1, '2026-06-04'),
    ]
    expect(duties(services, today).find((duty) => duty.startsWith('postpartum-visit'))).toContain(state)
  })
})

describe('pregnancies as the records tell them', () => {
  test('a corrected last period corrects the pregnancy; another one is another', () => {
    const corrected = visit(week(9), {
      form: 'first-antenatal-check',
      ...plain,
      details: { lastPeriodOn: addDays(lmp, 9) },
    })
    expect(pregnanciesOf([registered(), corrected])).toMatchObject([
      { lastPeriodOn: addDays(lmp, 9), knownOn: week(6) },
    ])
    const next = visit('2027-09-01', {
      form: 'pregnancy-registration',
      ...plain,
      details: { lastPeriodOn: localDate('2027-07-20') },
    })
    expect(pregnanciesOf([registered(), ended(week(39), 1), next])).toHaveLength(2)
  })

  test('she belongs to 孕产妇 from the day it is known until ninety days after the end', () => {
    expect(maternalMemberships([registered(), ended('2026-12-01', 1)])).toEqual([
      { population: 'pregnant', since: week(6), until: '2027-03-01', source: 'record' },
    ])
  })

  test('a visit is of the pregnancy in which its day falls', () => {
    const services = [registered(), ended('2026-12-01', 1)]
    expect(pregnancyOn(localDate('2026-03-01'), services)).toBeNull()
    expect(pregnancyOn(lmp, services)?.lastPeriodOn).toBe(lmp)
    expect(pregnancyOn(localDate('2027-03-01'), services)?.endedOn).toBe('2026-12-01')
    expect(pregnancyOn(localDate('2027-03-02'), services)).toBeNull()
  })
})
