import { describe, expect, test } from 'vitest'
import { belongsTo, general, person, standing, theDuty, visit } from './duty-facts.fixture.ts'

const CHECK = 'blood-pressure-check'

const encounter = (performedOn: string, systolicMmHg?: number, facts = {}) =>
  visit(performedOn, {
    form: 'encounter-note',
    controlled: null,
    ...(systolicMmHg === undefined ? {} : { details: { systolicMmHg, diastolicMmHg: 80 } }),
    ...facts,
  })

const checks = (services: ReturnType<typeof visit>[], today = '2026-11-21', facts = {}) =>
  standing(person({ services, ...facts }), today, CHECK)

describe('35 岁及以上首诊测血压: the first visit of the year', () => {
  test('who did not come owes no measurement', () => {
    expect(checks([])).toEqual([])
    expect(checks([encounter('2025-12-31')])).toEqual([])
  })

  test.each([
    ['1991-03-10', 1, 'turns 35 on the day of the visit'],
    ['1991-03-11', 0, 'is 34 on the day of the visit'],
  ])('born on %s: %i, %s', (birthDate, owed) => {
    expect(checks([encounter('2026-03-10')], '2026-03-10', { birthDate })).toHaveLength(owed)
  })

  test.each([
    ['2026-03-10', 'due'],
    ['2026-03-11', 'overdue'],
    ['2026-12-31', 'overdue'],
  ])('not measured at the visit of 10 March, on %s it is %s', (today, state) => {
    expect(checks([encounter('2026-03-10')], today)).toEqual([`2026F ${state}`])
  })

  test.each(['encounter-note', 'health-assessment', 'blood-pressure-screening', 'type2-diabetes-follow-up'])(
    'a pressure on the sheet %s is the measurement',
    (form) => {
      const measured = visit('2026-03-10', {
        form,
        controlled: null,
        details: form === 'health-assessment' ? { leftSystolicMmHg: 120 } : { systolicMmHg: 120 },
      })
      expect(theDuty(person({ services: [measured] }), '2026-11-21', `${CHECK}:2026F`)).toMatchObject({
        state: 'done',
        fulfilledBy: measured.recordId,
      })
    },
  )

  test('it is made up for at a later visit, and by a record that names the service', () => {
    expect(checks([encounter('2026-03-10'), encounter('2026-06-01', 128)])).toEqual(['2026F done'])
    expect(checks([encounter('2026-03-10'), general('2026-06-01', CHECK)])).toEqual(['2026F done'])
  })

  test.each([
    ['phone', 0],
    ['home', 1],
  ] as const)('a contact by %s is a visit: %i', (mode, owed) => {
    expect(checks([encounter('2026-03-10', undefined, { mode })])).toHaveLength(owed)
  })

  test('a sheet of basic information is no visit', () => {
    expect(checks([visit('2026-03-10', { form: 'personal-information', controlled: null })])).toEqual([])
  })

  test('who is on the list of hypertension is followed up instead', () => {
    const populations = [belongsTo('hypertension')]
    expect(checks([encounter('2026-03-10')], '2026-11-21', { populations })).toEqual([])
  })

  test('a duty of its year: the next year asks anew', () => {
    const services = [encounter('2025-03-10', 120), encounter('2026-02-01')]
    expect(checks(services)).toEqual(['2026F overdue'])
  })
})

describe('非同日三次: high pressure is measured again', () => {
  test.each([
    [139, []],
    [140, ['C2026-03-10 due']],
  ])('%i at the first visit', (systolic, more) => {
    expect(checks([encounter('2026-03-10', systolic)], '2026-03-11')).toEqual(['2026F done', ...more])
  })

  test.each([
    ['2026-03-10', 'upcoming'],
    ['2026-03-11', 'due'],
    ['2026-03-24', 'due'],
    ['2026-03-25', 'overdue'],
    ['2026-06-22', 'overdue'],
    ['2026-06-23', 'missed'],
  ])('the recheck of 10 March is on another day within two weeks: on %s %s', (today, state) => {
    expect(checks([encounter('2026-03-10', 150)], today)).toContain(`C2026-03-10 ${state}`)
  })

  test('measured again on the same day it counts once', () => {
    const same = [encounter('2026-03-10', 150), encounter('2026-03-10', 152)]
    expect(checks(same, '2026-03-11')).toEqual(['2026F done', 'C2026-03-10 due'])
    const calmed = [encounter('2026-03-10', 150), encounter('2026-03-10', 132)]
    expect(checks(calmed, '2026-03-11')).toEqual(['2026F done'])
  })

  test('each high day asks for another, the third for the result of the referral within two weeks', () => {
    const high = ['2026-03-10', '2026-03-15', '2026-03-20'].map((day) => encounter(day, 150))
    expect(checks(high.slice(0, 2), '2026-03-16')).toEqual([
      '2026F done',
      'C2026-03-10 done',
      'C2026-03-15 due',
    ])
    expect(checks(high, '2026-03-21')).toEqual([
      '2026F done',
      'C2026-03-10 done',
      'C2026-03-15 done',
      'S2026-03-20 due',
    ])
    expect(theDuty(person({ services: high }), '2026-03-21', `${CHECK}:S2026-03-20`).dueBy).toBe('2026-04-03')
  })

  test('a normal day in between begins the count anew', () => {
    const services = [
      encounter('2026-03-10', 150),
      encounter('2026-03-15', 130),
      encounter('2026-03-20', 150),
    ]
    expect(checks(services, '2026-03-21')).toEqual(['2026F done', 'C2026-03-10 done', 'C2026-03-20 due'])
  })

  test('taken on the list of hypertension nothing of the screening stays open', () => {
    const populations = [belongsTo('hypertension', '2026-03-25')]
    const services = ['2026-03-10', '2026-03-15', '2026-03-20'].map((day) => encounter(day, 150))
    const open = checks(services, '2026-03-26', { populations }).filter(
      (line) => !/done|cancelled/.test(line),
    )
    expect(open).toEqual([])
  })
})

describe('高血压高危人群: every half year', () => {
  const populations = [belongsTo('hypertension-risk', '2026-02-01')]

  test('two half years from the day the risk was found', () => {
    expect(checks([], '2026-11-21', { populations })).toEqual(['2026H1 missed', '2026H2 due'])
  })

  test('a measurement on any sheet of the list is one', () => {
    const services = [
      visit('2026-08-01', {
        form: 'blood-pressure-screening',
        controlled: null,
        details: { systolicMmHg: 132, diastolicMmHg: 80 },
      }),
    ]
    expect(checks(services, '2026-11-21', { populations })).toContain('2026H2 done')
  })
})
