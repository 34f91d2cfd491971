import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { stateOn, timingOf } from './duty.ts'
import {
  belongsTo,
  hypertensive,
  national,
  owed,
  person,
  standing,
  theDuty,
  visit,
} from './duty-facts.fixture.ts'
import { nationalDutyPolicy } from './national-policy.ts'

const Q1 = 'hypertension-follow-up:2026Q1'
const followUps = 'hypertension-follow-up'

describe('a quarter in which nothing was done', () => {
  test.each([
    ['2026-01-01', 'due', 'its first day'],
    ['2026-03-31', 'due', 'its last day'],
    ['2026-04-01', 'overdue', 'the day after'],
    ['2026-04-15', 'overdue', 'the fifteenth day, the last on which it can be made up for'],
    ['2026-04-16', 'missed', 'the day after that'],
    ['2026-12-31', 'missed', 'the end of the year'],
  ])('is on %s %s: %s', (today, state) => {
    expect(theDuty(hypertensive(), today, Q1).state).toBe(state)
  })

  test.each([
    ['2026-09-30', 'upcoming'],
    ['2026-10-01', 'due'],
    ['2026-12-31', 'due'],
  ])('the last quarter is on %s %s', (today, state) => {
    expect(theDuty(hypertensive(), today, 'hypertension-follow-up:2026Q4').state).toBe(state)
  })

  test('the last quarter is never late: the year is counted when it ends', () => {
    const last = theDuty(hypertensive(), '2026-06-01', 'hypertension-follow-up:2026Q4')
    expect(last.closesOn).toBe('2026-12-31')
    expect(stateOn(localDate('2027-01-01'), last)).toBe('missed')
  })
})

describe('a visit on a day', () => {
  test.each([
    [
      '2025-12-31',
      ['2026Q1 missed', '2026Q2 missed', '2026Q3 missed', '2026Q4 due'],
      'the day before the year',
    ],
    [
      '2026-01-01',
      ['2026Q1 done', '2026Q2 missed', '2026Q3 missed', '2026Q4 due'],
      'the first day of a quarter',
    ],
    [
      '2026-03-31',
      ['2026Q1 done', '2026Q2 missed', '2026Q3 missed', '2026Q4 due'],
      'the last day of a quarter',
    ],
    ['2026-04-15', ['2026Q1 done', '2026Q2 missed', '2026Q3 missed', '2026Q4 due'], 'the last late day'],
    [
      '2026-04-16',
      ['2026Q1 missed', '2026Q2 done', '2026Q3 missed', '2026Q4 due'],
      'the day after the last late day',
    ],
    [
      '2026-10-16',
      ['2026Q1 missed', '2026Q2 missed', '2026Q3 missed', '2026Q4 done'],
      'in the fourth quarter',
    ],
  ])('%s leaves %j: %s', (day, expected) => {
    expect(standing(hypertensive([visit(day)]), '2026-11-21', followUps)).toEqual(expected)
  })

  test.each([
    ['2026-02-10', 'on-time'],
    ['2026-03-31', 'on-time'],
    ['2026-04-01', 'late'],
    ['2026-04-15', 'late'],
  ])('%s fills the first quarter %s', (day, timing) => {
    const duty = theDuty(hypertensive([visit(day)]), '2026-11-21', Q1)
    expect(timingOf(duty)).toBe(timing)
    expect(duty.doneOn).toBe(day)
  })

  test('two visits in one quarter fill one quarter', () => {
    expect(
      standing(hypertensive([visit('2026-05-01'), visit('2026-06-20')]), '2026-08-01', followUps),
    ).toEqual(['2026Q1 missed', '2026Q2 done', '2026Q3 due', '2026Q4 upcoming'])
  })

  test('after a late one, the quarter at hand is still owed', () => {
    expect(standing(hypertensive([visit('2026-04-10')]), '2026-04-20', followUps)).toEqual([
      '2026Q1 done',
      '2026Q2 due',
      '2026Q3 upcoming',
      '2026Q4 upcoming',
    ])
  })

  test.each([
    ['clinic', 'done'],
    ['home', 'done'],
    ['group', 'done'],
    ['phone', 'due'],
    ['online', 'due'],
  ] as const)('by %s leaves the quarter %s: a follow-up is face to face', (mode, state) => {
    const facts = hypertensive([visit('2026-02-10', { mode })])
    expect(theDuty(facts, '2026-02-11', Q1).state).toBe(state)
  })

  test('of another form fills nothing', () => {
    const facts = hypertensive([visit('2026-02-10', { form: 'type2-diabetes-follow-up' })])
    expect(theDuty(facts, '2026-02-11', Q1).state).toBe('due')
  })

  test('says which record it was', () => {
    const record = visit('2026-02-10')
    expect(theDuty(hypertensive([record]), '2026-02-11', Q1).fulfilledBy).toBe(record.recordId)
  })
})

describe('early, where a policy allows it', () => {
  const early = {
    ...national,
    duties: {
      ...nationalDutyPolicy,
      rules: nationalDutyPolicy.rules.map((rule) => ({ ...rule, earlyDays: 7 })),
    },
  }

  test.each([
    ['2026-03-24', 'upcoming', 'the eighth day before'],
    ['2026-03-25', 'done', 'the seventh day before'],
  ])('a second visit on %s leaves the second quarter %s: %s', (day, state) => {
    const facts = hypertensive([visit('2026-01-10'), visit(day)])
    const duty = theDuty(facts, '2026-03-28', 'hypertension-follow-up:2026Q2', early)
    expect(duty.state).toBe(state)
    if (state === 'done') expect(timingOf(duty)).toBe('early')
  })

  test('an early visit fills the quarter at hand first', () => {
    const facts = hypertensive([visit('2026-03-28')])
    expect(standing(facts, '2026-03-29', followUps, early)).toEqual([
      '2026Q1 done',
      '2026Q2 upcoming',
      '2026Q3 upcoming',
      '2026Q4 upcoming',
    ])
  })
})

describe('who joins in the course of a year owes the quarters that are left', () => {
  test.each([
    ['2026-01-01', ['Q1', 'Q2', 'Q3', 'Q4']],
    ['2026-03-17', ['Q1', 'Q2', 'Q3', 'Q4']],
    ['2026-03-18', ['Q2', 'Q3', 'Q4']],
    ['2026-04-01', ['Q2', 'Q3', 'Q4']],
    ['2026-12-17', ['Q4']],
    ['2026-12-18', []],
  ])('hypertension since %s: %j (fifteen days must be left)', (since, quarters) => {
    const facts = person({ populations: [belongsTo('hypertension', since)] })
    const keys = owed(facts, '2026-12-31')
      .filter(({ service }) => service === followUps)
      .map(({ key }) => key.slice(-2))
    expect(keys).toEqual(quarters)
  })

  test('registered on a day: nothing is due before it', () => {
    const facts = hypertensive([], { registeredOn: localDate('2026-02-10') })
    expect(theDuty(facts, '2026-02-10', Q1)).toMatchObject({ dueFrom: '2026-02-10', dueBy: '2026-03-31' })
  })

  test('a visit before the registration fills nothing', () => {
    const facts = hypertensive([visit('2026-02-09')], { registeredOn: localDate('2026-02-10') })
    expect(theDuty(facts, '2026-02-10', Q1).state).toBe('due')
  })

  test('who leaves a population owes no later quarter, and the one of leaving only if long enough in it', () => {
    const until = (day: string) =>
      owed(person({ populations: [belongsTo('hypertension', '2020-01-01', day)] }), '2026-07-01')
        .filter(({ service }) => service === followUps)
        .map(({ key, dueBy }) => `${key.slice(-2)} ${dueBy}`)
    expect(until('2026-04-14')).toEqual(['Q1 2026-03-31'])
    expect(until('2026-04-15')).toEqual(['Q1 2026-03-31', 'Q2 2026-04-15'])
  })

  test('who is registered after the year owes nothing in it', () => {
    expect(owed(hypertensive([], { registeredOn: localDate('2027-01-01') }), '2026-12-31')).toEqual([])
  })
})

describe('the yearly duties of the elderly', () => {
  test.each([
    ['1961-01-01', '2026-01-01', '65 on New Year'],
    ['1961-11-21', '2026-11-21', '65 in November'],
    ['1961-12-17', '2026-12-17', '65 with fifteen days left'],
    ['1940-06-30', '2026-01-01', 'long 65'],
  ])('born on %s: due from %s (%s)', (birthDate, dueFrom) => {
    const facts = person({ birthDate: localDate(birthDate) })
    expect(theDuty(facts, '2026-12-20', 'elderly-examination:2026')).toMatchObject({
      dueFrom,
      dueBy: '2026-12-31',
    })
  })

  test.each(['1961-12-18', '1962-01-01'])('born on %s: none this year', (birthDate) => {
    expect(owed(person({ birthDate: localDate(birthDate) }), '2026-12-31')).toEqual([])
  })

  test('60 in a county that counts from 60', () => {
    const facts = person({ birthDate: localDate('1966-01-01') })
    const local = { ...national, ages: { ...national.ages, elderlyFromYears: 60 } }
    expect(owed(facts, '2026-06-01')).toEqual([])
    expect(owed(facts, '2026-06-01', local).map(({ service }) => service)).toEqual([
      'elderly-examination',
      'tcm-constitution',
    ])
  })

  test('elderly by age alone: what the register says of it changes nothing', () => {
    expect(owed(person({ populations: [belongsTo('elderly')] }), '2026-06-01')).toEqual([])
  })
})

describe('a child', () => {
  const child = (birthDate: string, registeredOn = birthDate) =>
    person({ birthDate: localDate(birthDate), registeredOn: localDate(registeredOn) })
  const checks = (facts: ReturnType<typeof child>, today: string) =>
    standing(facts, today, 'child-health-check')

  test('born in the year is owed the visits of its ages, each until the day before the next', () => {
    const facts = child('2026-01-31')
    expect(checks(facts, '2026-11-21')).toEqual(['age1 missed', 'age3 missed', 'age6 missed', 'age8 due'])
    expect(theDuty(facts, '2026-11-21', 'child-health-check:age1')).toMatchObject({
      dueFrom: '2026-02-28',
      dueBy: '2026-03-02',
      closesOn: '2026-04-29',
    })
    expect(theDuty(facts, '2026-11-21', 'newborn-home-visit:age0')).toMatchObject({
      dueFrom: '2026-01-31',
      dueBy: '2026-02-27',
    })
  })

  test.each([
    ['2026-02-27', 'upcoming'],
    ['2026-02-28', 'due'],
    ['2026-03-02', 'due'],
    ['2026-03-03', 'overdue'],
    ['2026-04-29', 'overdue'],
    ['2026-04-30', 'missed'],
  ])('its full-month visit, day 28 to 30, is on %s %s', (today, state) => {
    expect(theDuty(child('2026-01-31'), today, 'child-health-check:age1').state).toBe(state)
  })

  test.each([
    ['2026-07-28', 'missed'],
    ['2026-07-29', 'done'],
    ['2026-07-31', 'done'],
    ['2026-09-30', 'done'],
    ['2026-10-01', 'missed'],
  ])('born on the first of a long month and examined on %s: the full-month visit is %s', (day, state) => {
    const facts = { ...child('2026-07-01'), services: [{ ...visit(day), form: 'child-check-1-8-months' }] }
    expect(theDuty(facts, '2026-11-21', 'child-health-check:age1').state).toBe(state)
  })

  test('of six is owed the last one, of seven nothing', () => {
    expect(checks(child('2020-05-20'), '2026-11-21')).toEqual(['age60 missed', 'age72 due'])
    expect(owed(child('2019-05-20'), '2027-01-01')).toEqual([])
  })

  test('who moved here owes only what comes after', () => {
    expect(checks(child('2024-01-10', '2026-03-01'), '2026-11-21')).toEqual(['age24 missed', 'age30 due'])
  })

  test('one check closes one age', () => {
    const record = { ...visit('2026-03-05'), form: 'general-service', service: 'child-health-check' }
    expect(checks({ ...child('2026-01-31'), services: [record] }, '2026-11-21')).toEqual([
      'age1 done',
      'age3 missed',
      'age6 missed',
      'age8 due',
    ])
  })
})

describe('where only children of 0–36 months are key people (S0 篇6)', () => {
  const toddlers = { ...national, ages: { ...national.ages, childUntilYears: 3 } }
  const child = person({ birthDate: localDate('2021-05-20'), registeredOn: localDate('2021-06-01') })

  test.each(['child-health-check', 'vaccination'])(
    '%s was owed no more from the third birthday',
    (service) => {
      const underBoth = [toddlers, national].map((policies) =>
        standing(child, '2026-11-21', service, policies),
      )
      expect(underBoth[0]).toEqual(underBoth[1])
      expect(underBoth[0]!.length).toBeGreaterThan(0)
    },
  )

  test('what the county owes its key children ends there', () => {
    const yearlyVisit = {
      ...nationalDutyPolicy.rules.find(({ code }) => code === 'child-health-check')!,
      code: 'county-child-visit',
      service: 'home-visit' as const,
      frequency: { kind: 'periodic', every: 'year', times: 1 } as const,
    }
    const duties = { ...nationalDutyPolicy, rules: [...nationalDutyPolicy.rules, yearlyVisit] }
    expect(standing(child, '2026-11-21', 'home-visit', { ...toddlers, duties })).toEqual([])
    expect(standing(child, '2026-11-21', 'home-visit', { ...national, duties })).toEqual(['2026 due'])
  })
})

describe('a rule is dated', () => {
  const monthlyFromJuly = {
    ...national,
    duties: {
      ...nationalDutyPolicy,
      rules: [
        { ...nationalDutyPolicy.rules[0]!, validTo: localDate('2026-06-30') },
        {
          ...nationalDutyPolicy.rules[0]!,
          code: 'monthly',
          frequency: { kind: 'periodic', every: 'month', times: 1 } as const,
          lateDays: 0,
          validFrom: localDate('2026-07-01'),
        },
      ],
    },
  }

  test('quarterly until June, monthly from July: last quarters keep their rule', () => {
    expect(standing(hypertensive(), '2026-09-15', followUps, monthlyFromJuly)).toEqual([
      '2026Q1 missed',
      '2026Q2 missed',
      '2026M7 missed',
      '2026M8 missed',
      '2026M9 due',
      '2026M10 upcoming',
      '2026M11 upcoming',
      '2026M12 upcoming',
    ])
  })

  test('and a person can be told by which clause', () => {
    expect(theDuty(hypertensive(), '2026-09-15', Q1).because).toEqual([
      {
        kind: 'specification',
        rule: 'hypertension-follow-up',
        source: '国家基本公共卫生服务规范（第三版）高血压患者健康管理：每年至少4次面对面随访',
      },
    ])
  })
})
