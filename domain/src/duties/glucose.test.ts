import { describe, expect, test } from 'vitest'
import { belongsTo, general, person, standing, theDuty, visit } from './duty-facts.fixture.ts'

const TEST = 'fasting-glucose'

const examined = (performedOn: string, fastingGlucoseMmolL?: number) =>
  visit(performedOn, {
    form: 'health-assessment',
    controlled: null,
    ...(fastingGlucoseMmolL === undefined ? {} : { details: { fastingGlucoseMmolL } }),
  })

const tests = (services: ReturnType<typeof visit>[], today = '2026-11-21', facts = {}) =>
  standing(person({ services, ...facts }), today, TEST)

describe('空腹血糖偏高: a high fasting glucose of who is not known to be diabetic is measured again', () => {
  test.each([
    [undefined, [], 'not measured'],
    [6.9, [], 'below the limit'],
    [7, ['C2026-03-10 due'], 'at the limit'],
    [12, ['C2026-03-10 due'], 'above it'],
  ])('%s mmol/L at the examination: %j, %s', (mmolL, owed, _why) => {
    expect(tests([examined('2026-03-10', mmolL)], '2026-03-11')).toEqual(owed)
  })

  test.each([
    ['2026-03-10', 'upcoming'],
    ['2026-03-11', 'due'],
    ['2026-03-24', 'due'],
    ['2026-03-25', 'overdue'],
    ['2026-06-22', 'overdue'],
    ['2026-06-23', 'missed'],
  ])('the recheck of 10 March is on another day within two weeks: on %s %s', (today, state) => {
    expect(tests([examined('2026-03-10', 7.2)], today)).toEqual([`C2026-03-10 ${state}`])
  })

  test.each(['health-assessment', 'type2-diabetes-follow-up', 'result-recheck'])(
    'a normal value on the sheet %s closes it, and asks for nothing more',
    (form) => {
      const again = visit('2026-03-15', { form, controlled: null, details: { fastingGlucoseMmolL: 6.1 } })
      const services = [examined('2026-03-10', 7.2), again]
      expect(tests(services)).toEqual(['C2026-03-10 done'])
      expect(theDuty(person({ services }), '2026-11-21', `${TEST}:C2026-03-10`).fulfilledBy).toBe(
        again.recordId,
      )
    },
  )

  test('a record that names the service closes it too, one of the same day does not', () => {
    expect(tests([examined('2026-03-10', 7.2), general('2026-03-15', TEST)])).toEqual(['C2026-03-10 done'])
    expect(tests([examined('2026-03-10', 7.2), general('2026-03-10', TEST)], '2026-03-11')).toEqual([
      'C2026-03-10 due',
    ])
  })

  test('measured again on the same day the last value counts', () => {
    expect(tests([examined('2026-03-10', 7.2), examined('2026-03-10', 6.2)])).toEqual([])
  })

  test('high on a second day the result of the referral is asked after, within two weeks', () => {
    const services = [examined('2026-03-10', 7.2), examined('2026-03-20', 8)]
    expect(tests(services, '2026-03-21')).toEqual(['C2026-03-10 done', 'S2026-03-20 due'])
    expect(theDuty(person({ services }), '2026-03-21', `${TEST}:S2026-03-20`).dueBy).toBe('2026-04-03')
  })

  test('taken on the list of type 2 diabetes the follow-ups stand for it', () => {
    const populations = [belongsTo('type2-diabetes', '2026-03-12')]
    const open = tests([examined('2026-03-10', 7.2)], '2026-03-20', { populations })
    expect(open.filter((line) => line.startsWith('C'))).toEqual([])
  })
})
