import { expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import type { GroupResult } from '../result-rechecks/judge-results.ts'
import { belongsTo, general, owed, person, standing, theDuty, visit } from './duty-facts.fixture.ts'
import { reasonWords } from './duty-words.ts'

const SERVICE = 'result-recheck'

const lipids: GroupResult = {
  group: 'lipids',
  abnormal: [{ item: 'totalCholesterolMmolL', value: 7.1, limit: 6.19, beyond: 'above' }],
  recheckBy: localDate('2026-06-08'),
}
const liver: GroupResult = {
  group: 'liver',
  abnormal: [{ item: 'altUL', value: 80 }],
  recheckBy: localDate('2026-04-09'),
}

const examined = (performedOn: string, ...results: GroupResult[]) =>
  visit(performedOn, { form: 'health-assessment', controlled: null, details: { results } })
const rechecked = (performedOn: string, ...results: GroupResult[]) =>
  visit(performedOn, { form: SERVICE, controlled: null, details: { results } })
const rechecks = (services: ReturnType<typeof visit>[], today = '2026-11-21', facts = {}) =>
  standing(person({ services, ...facts }), today, SERVICE)

test('an examination that found nothing abnormal asks for nothing', () => {
  expect(rechecks([examined('2026-03-10', { group: 'lipids' }, { group: 'ecg' })])).toEqual([])
})

test.each([
  ['2026-03-10', 'upcoming'],
  ['2026-03-11', 'due'],
  ['2026-06-08', 'due'],
  ['2026-06-09', 'overdue'],
  ['2026-09-06', 'overdue'],
  ['2026-09-07', 'missed'],
])('lipids found abnormal on 10 March are looked at again until 8 June: on %s %s', (today, state) => {
  expect(rechecks([examined('2026-03-10', lipids)], today)).toEqual([`X2026-03-10-lipids ${state}`])
})

test('it is said why', () => {
  const facts = person({ services: [examined('2026-03-10', lipids)] })
  expect(theDuty(facts, '2026-03-11', `${SERVICE}:X2026-03-10-lipids`).because.map(reasonWords)).toEqual([
    '2026-03-10检查血脂：总胆固醇 7.1 mmol/L（高于 6.19），请复查',
  ])
})

test('each group is closed by the next record about it, whatever its result, and by no other', () => {
  const first = examined('2026-03-10', liver, lipids)
  expect(rechecks([first, rechecked('2026-03-20', { group: 'liver' })])).toEqual([
    'X2026-03-10-liver done',
    'X2026-03-10-lipids missed',
  ])
  const again = { ...lipids, recheckBy: localDate('2026-07-01') }
  expect(rechecks([first, examined('2026-04-02', { group: 'liver' }, again)], '2026-04-03')).toEqual([
    'X2026-03-10-liver done',
    'X2026-03-10-lipids done',
    'X2026-04-02-lipids due',
  ])
})

test('a record that names the service closes all that is open on its day', () => {
  const services = [examined('2026-03-10', liver, lipids), general('2026-03-15', SERVICE, { mode: 'phone' })]
  expect(rechecks(services)).toEqual(['X2026-03-10-liver done', 'X2026-03-10-lipids done'])
})

test('looked at again on the same day the last result counts, and a record of that day closes nothing', () => {
  expect(rechecks([examined('2026-03-10', lipids), rechecked('2026-03-10', { group: 'lipids' })])).toEqual([])
  expect(rechecks([examined('2026-03-10', lipids), general('2026-03-10', SERVICE)], '2026-03-11')).toEqual([
    'X2026-03-10-lipids due',
  ])
})

test('of the year before only what is still open in this one is shown', () => {
  expect(rechecks([examined('2025-06-01', { ...lipids, recheckBy: localDate('2025-10-02') })])).toEqual([])
  const late = examined('2025-12-20', { ...lipids, recheckBy: localDate('2026-03-20') })
  expect(rechecks([late], '2026-01-05')).toEqual(['X2025-12-20-lipids due'])
})

test('nothing is owed to who has died or moved away', () => {
  const services = [examined('2026-03-10', lipids)]
  expect(rechecks(services, '2026-04-02', { diedOn: localDate('2026-04-01') })).toEqual([
    'X2026-03-10-lipids cancelled',
  ])
})

test('a high pressure at the examination of who has hypertension is followed on its own sheet within two weeks', () => {
  const high: GroupResult = { group: 'pressure', abnormal: [], recheckBy: localDate('2026-03-24') }
  const populations = [belongsTo('hypertension')]
  const services = [examined('2026-03-10', high)]
  expect(rechecks(services, '2026-03-11', { populations })).toEqual(['X2026-03-10-pressure due'])
  expect(rechecks([...services, visit('2026-03-18')], '2026-03-19', { populations })).toEqual([
    'X2026-03-10-pressure done',
  ])
  // Everybody else is screened: that pressure is owed again already.
  expect(rechecks(services, '2026-03-11')).toEqual([])
})

test('a referral found at a recheck is followed like every other', () => {
  const referral = visit('2026-03-20', {
    form: SERVICE,
    controlled: null,
    referred: true,
    nextDueOn: localDate('2026-04-03'),
    details: { results: [{ group: 'lipids' }] },
  })
  const open = owed(person({ services: [examined('2026-03-10', lipids), referral] }), '2026-03-21')
  expect(open.filter(({ service }) => service === SERVICE).map(({ state, dueBy }) => [state, dueBy])).toEqual(
    [
      ['due', '2026-04-03'],
      ['done', '2026-06-08'],
    ],
  )
})
