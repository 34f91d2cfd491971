import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { hypertensive, owed, standing, theDuty, visit } from './duty-facts.fixture.ts'

const followUps = 'hypertension-follow-up'
const unsatisfactory = (performedOn: string, nextDueOn: string, facts = {}) =>
  visit(performedOn, { controlled: false, nextDueOn: localDate(nextDueOn), ...facts })

const returnVisits = (services: ReturnType<typeof visit>[], today: string) =>
  owed(hypertensive(services), today)
    .filter(({ because }) => because.some(({ kind }) => kind === 'result'))
    .map(({ dueFrom, dueBy, state }) => `${dueFrom}..${dueBy} ${state}`)

describe('168/96: an unsatisfactory result opens the next duty', () => {
  const first = unsatisfactory('2026-11-21', '2026-12-05')

  test.each([
    ['2026-11-21', 'due', 'the day of the visit'],
    ['2026-12-05', 'due', 'the fourteenth day'],
    ['2026-12-06', 'overdue', 'the fifteenth'],
    ['2027-03-05', 'overdue', 'ninety days later'],
    ['2027-03-06', 'missed', 'the day after that'],
  ])('the return visit is on %s %s: %s', (today, state) => {
    expect(returnVisits([first], today)).toEqual([`2026-11-21..2026-12-05 ${state}`])
  })

  test('the quarter itself is done', () => {
    expect(standing(hypertensive([first]), '2026-11-22', followUps)).toContain('2026Q4 done')
  })

  test('why: that visit, by its result', () => {
    const key = `hypertension-follow-up:R${first.recordId}`
    expect(theDuty(hypertensive([first]), '2026-11-22', key).because).toEqual([
      { kind: 'result', recordId: first.recordId, performedOn: '2026-11-21', result: 'unsatisfactory' },
    ])
  })

  test('the second time in a row, referred: a visit within fourteen days again, by the referral', () => {
    const second = unsatisfactory('2026-12-04', '2026-12-18', { referred: true })
    expect(returnVisits([first, second], '2026-12-10')).toEqual([
      '2026-11-21..2026-12-05 done',
      '2026-12-04..2026-12-18 due',
    ])
    const key = `hypertension-follow-up:R${second.recordId}`
    expect(theDuty(hypertensive([first, second]), '2026-12-10', key).because).toMatchObject([
      { kind: 'result', result: 'referred' },
    ])
  })

  test('once satisfactory, no further visit is owed until the next quarter', () => {
    const better = visit('2026-12-04', { nextDueOn: localDate('2027-03-04') })
    expect(returnVisits([first, better], '2026-12-10')).toEqual(['2026-11-21..2026-12-05 done'])
  })

  test.each([
    ['2026-12-05', 'done'],
    ['2026-12-06', 'done'],
    ['2027-03-05', 'done'],
    ['2027-03-06', 'missed'],
  ])('a visit on %s leaves it %s', (day, state) => {
    expect(returnVisits([first, visit(day)], day)).toEqual([`2026-11-21..2026-12-05 ${state}`])
  })

  test('a call by telephone closes it: what became of the patient is known', () => {
    expect(returnVisits([first, visit('2026-12-01', { mode: 'phone' })], '2026-12-10')).toEqual([
      '2026-11-21..2026-12-05 done',
    ])
  })

  test('a visit for something else does not', () => {
    const other = visit('2026-12-01', { form: 'type2-diabetes-follow-up' })
    expect(returnVisits([first, other], '2026-12-02')).toEqual(['2026-11-21..2026-12-05 due'])
  })
})

describe('a return visit across the end of a quarter', () => {
  const march = unsatisfactory('2026-03-25', '2026-04-08')

  test('the visit in April closes both it and the second quarter', () => {
    const april = visit('2026-04-05')
    const closed = owed(hypertensive([march, april]), '2026-04-06')
      .filter(({ fulfilledBy }) => fulfilledBy === april.recordId)
      .map(({ key }) => key)
    expect(closed).toEqual(['hypertension-follow-up:2026Q2', `hypertension-follow-up:R${march.recordId}`])
  })

  test('the visit in March closes it alone', () => {
    const again = visit('2026-03-30')
    const closed = owed(hypertensive([march, again]), '2026-04-06')
      .filter(({ fulfilledBy }) => fulfilledBy === again.recordId)
      .map(({ key }) => key)
    expect(closed).toEqual([`hypertension-follow-up:R${march.recordId}`])
  })
})

describe('what opens a return visit', () => {
  const last = (facts: Parameters<typeof visit>[1]) =>
    returnVisits([visit('2026-05-10', facts)], '2026-05-11')

  test.each([
    ['satisfactory, three months', { nextDueOn: '2026-08-10' }, 0],
    ['satisfactory, but asked back after 45 days', { nextDueOn: '2026-06-24' }, 1],
    ['satisfactory, asked back after 46 days', { nextDueOn: '2026-06-25' }, 0],
    ['an adverse reaction with a good pressure, two weeks', { nextDueOn: '2026-05-24' }, 1],
    ['unsatisfactory', { controlled: false, nextDueOn: '2026-05-24' }, 1],
    ['referred at once', { controlled: false, referred: true, nextDueOn: '2026-05-24' }, 1],
    ['unsatisfactory without a next day', { controlled: false }, 0],
  ] as const)('%s: %o opens %i', (_, facts, opened) => {
    expect(last(facts as Parameters<typeof visit>[1])).toHaveLength(opened)
  })

  test('one of last year that is due this year is still owed', () => {
    const december = unsatisfactory('2026-12-28', '2027-01-11')
    expect(returnVisits([december], '2027-01-05')).toEqual(['2026-12-28..2027-01-11 due'])
    expect(returnVisits([december, visit('2027-01-09')], '2027-01-10')).toEqual([
      '2026-12-28..2027-01-11 done',
    ])
  })

  test('one that was due last year is still looked for, and is last year’s once it was done then', () => {
    const december = unsatisfactory('2026-12-10', '2026-12-24')
    expect(returnVisits([december], '2027-01-05')).toEqual(['2026-12-10..2026-12-24 overdue'])
    expect(returnVisits([december, visit('2026-12-24')], '2027-01-05')).toEqual([])
  })

  test('one whose time was over before the year is not of it', () => {
    expect(returnVisits([unsatisfactory('2026-09-01', '2026-10-02')], '2027-01-05')).toEqual([])
    expect(returnVisits([unsatisfactory('2026-09-19', '2026-10-03')], '2027-01-05')).toEqual([
      '2026-09-19..2026-10-03 missed',
    ])
  })

  test('it is owed to whoever was seen, in a population or not', () => {
    const facts = { ...hypertensive([unsatisfactory('2026-05-10', '2026-05-24')]), populations: [] }
    expect(owed(facts, '2026-05-11').map(({ key }) => key.slice(0, 24))).toEqual(['hypertension-follow-up:R'])
  })
})

describe('the next day of a satisfactory visit', () => {
  test('is planned into the quarter in which it lies', () => {
    const facts = hypertensive([visit('2026-08-20', { nextDueOn: localDate('2026-11-20') })])
    expect(theDuty(facts, '2026-09-01', 'hypertension-follow-up:2026Q4')).toMatchObject({
      plannedOn: '2026-11-20',
      dueBy: '2026-12-31',
    })
  })

  test('is forgotten once a later visit set another', () => {
    const facts = hypertensive([
      visit('2026-05-10', { nextDueOn: localDate('2026-08-10') }),
      visit('2026-06-01', { nextDueOn: localDate('2026-09-01') }),
    ])
    expect(theDuty(facts, '2026-06-02', 'hypertension-follow-up:2026Q3').plannedOn).toBe('2026-09-01')
  })

  test('plans nothing for another service that the visit proves', () => {
    const facts = hypertensive([
      visit('2026-05-10', { form: 'type2-diabetes-follow-up', nextDueOn: localDate('2026-08-10') }),
    ])
    expect(owed(facts, '2026-06-02').filter(({ plannedOn }) => plannedOn !== null)).toEqual([])
  })
})
