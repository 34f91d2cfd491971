import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { belongsTo, person, standing, visit } from '../duties/duty-facts.fixture.ts'
import type { ServiceFacts } from '../residents/resident-facts.ts'
import { formForDuty } from '../services/proven.ts'

/** Left arm 185/100 at the examination of 1 March: referred at once, asked after by the 15th. §3, §8, §9.2 */
const examined: ServiceFacts = visit('2026-03-01', {
  recordId: 'found',
  form: 'health-assessment',
  controlled: null,
  nextDueOn: localDate('2026-03-15'),
  referred: true,
})
const old = { birthDate: localDate('1955-01-01'), populations: [belongsTo('hypertension')] }
const asked = (...services: ServiceFacts[]) =>
  standing(person({ ...old, services: [examined, ...services] }), '2026-04-20', 'health-assessment')
const on = (day: string, form: string, more: Partial<ServiceFacts> = {}) =>
  visit(day, { form, controlled: null, ...more })

describe('who was sent to hospital by an examination had to be examined a second time to be asked after', () => {
  test.each([
    ['the follow-up of the pressure', on('2026-03-10', 'hypertension-follow-up', { controlled: true })],
    ['the follow-up of the glucose', on('2026-03-15', 'type2-diabetes-follow-up')],
    ['a pressure measured again', on('2026-03-02', 'blood-pressure-screening')],
    ['the recheck of what was abnormal', on('2026-03-10', 'result-recheck')],
    ['a visit of the patient', on('2026-03-10', 'encounter-note')],
    ['the slip of the hospital', on('2026-03-10', 'referral-back')],
    ['another examination', on('2026-03-10', 'health-assessment')],
    ['a month late', on('2026-04-15', 'encounter-note')],
  ])('asked after by %s', (_what, record) => {
    expect(asked(record)).toEqual(['RFfound done'])
  })

  test.each([
    ['nothing', []],
    [
      'a follow-up of the same day, on which the patient was sent',
      [on('2026-03-01', 'hypertension-follow-up')],
    ],
    ['a leaflet', [on('2026-03-10', 'general-service', { service: 'health-education' })]],
    ['the follow-up of the lungs', [on('2026-03-10', 'copd-follow-up')]],
  ])('not by %s', (_what, records) => {
    expect(asked(...records)).toEqual(['RFfound overdue'])
  })

  test('sent again on the next day, what became of that is asked', () => {
    const again = {
      ...examined,
      recordId: 'again',
      performedOn: localDate('2026-03-10'),
      nextDueOn: localDate('2026-03-24'),
    }
    expect(asked(again)).toEqual(['RFfound done', 'RFagain overdue'])
  })

  test('is offered as a note, not as an examination of half an hour', () => {
    expect(formForDuty('health-assessment:RFfound')).toBe('encounter-note')
  })
})

describe('the slip that comes back tells what became of a referral, on whatever sheet it was advised', () => {
  const followUps = (...services: ServiceFacts[]) =>
    standing(person({ ...old, services }), '2026-03-31', 'hypertension-follow-up').filter((line) =>
      line.startsWith('R'),
    )
  const off = { controlled: false, nextDueOn: localDate('2026-03-15') }
  const back = on('2026-03-12', 'referral-back')

  test('twice off target, referred', () => {
    expect(followUps(visit('2026-03-01', { recordId: 'second', ...off, referred: true }), back)).toEqual([
      'Rsecond done',
    ])
  })

  test('off target once, not referred: the look two weeks on is still owed', () => {
    expect(followUps(visit('2026-03-01', { recordId: 'first', ...off }), back)).toEqual(['Rfirst overdue'])
  })
})
