import { describe, expect, test } from 'vitest'
import { belongsTo, person, standing, theDuty, visit } from '../duties/duty-facts.fixture.ts'
import type { FormValues } from '../forms/form.ts'
import { answer, type Case, checked, last } from './cases.fixture.ts'

/** Cases written from public-health-spec.md §9.2 and §10, not from the rules. */

const pressure = (systolicMmHg: number, diastolicMmHg: number, more: FormValues = {}): FormValues => ({
  systolicMmHg,
  diastolicMmHg,
  ...more,
})
const at64: Case = { born: '1961-03-02' }
const at65: Case = { born: '1961-03-01' }

describe('hypertension §9.2', () => {
  test.each<[string, FormValues, Case, string, string | null, string]>([
    [
      '64 years, one day before 65: 140 is not below',
      pressure(140, 80),
      at64,
      'adjust-treatment',
      'unsatisfactory',
      '2026-03-15',
    ],
    [
      'on the 65th birthday 149/89 is on target',
      pressure(149, 89),
      at65,
      'routine',
      'satisfactory',
      '2026-06-01',
    ],
    [
      'on the 65th birthday 150 is not',
      pressure(150, 89),
      at65,
      'adjust-treatment',
      'unsatisfactory',
      '2026-03-15',
    ],
    [
      '90 diastolic is off target for the old too',
      pressure(130, 90),
      at65,
      'adjust-treatment',
      'unsatisfactory',
      '2026-03-15',
    ],
    [
      'born on a leap day, 65 from 28 February',
      pressure(149, 89),
      { born: '1960-02-29', on: '2025-02-28' },
      'routine',
      'satisfactory',
      '2025-05-28',
    ],
    [
      'and 64 the day before',
      pressure(149, 89),
      { born: '1960-02-29', on: '2025-02-27' },
      'adjust-treatment',
      'unsatisfactory',
      '2025-03-13',
    ],
    [
      'off target a second time',
      pressure(150, 95),
      { ...at64, ...last('unsatisfactory', false) },
      'refer',
      'unsatisfactory',
      '2026-03-15',
    ],
    [
      'off target after an emergency at a pressure on target',
      pressure(150, 95),
      { ...at64, ...last('unsatisfactory', true) },
      'refer',
      'unsatisfactory',
      '2026-03-15',
    ],
    [
      'off target after an emergency that was called a reaction, at a pressure on target',
      pressure(150, 95),
      { ...at64, ...last('adverse-reaction', true, 'refer-urgently') },
      'refer',
      'unsatisfactory',
      '2026-03-15',
    ],
    [
      'off target after a complication that was no emergency: the first time',
      pressure(150, 95),
      { ...at64, ...last('complication', true, 'refer') },
      'adjust-treatment',
      'unsatisfactory',
      '2026-03-15',
    ],
    [
      'off target after a reaction on target: the first time',
      pressure(150, 95),
      { ...at64, ...last('adverse-reaction', true) },
      'adjust-treatment',
      'unsatisfactory',
      '2026-03-15',
    ],
    [
      'off target after a reaction off target: the second time',
      pressure(150, 95),
      { ...at64, ...last('adverse-reaction', false) },
      'refer',
      'unsatisfactory',
      '2026-03-15',
    ],
    [
      'a reaction for the first time',
      pressure(120, 80, { adverseDrugReaction: 2 }),
      at64,
      'adjust-treatment',
      'adverse-reaction',
      '2026-03-15',
    ],
    [
      'a reaction that has not improved',
      pressure(120, 80, { adverseDrugReaction: 2 }),
      { ...at64, ...last('adverse-reaction', true) },
      'refer',
      'adverse-reaction',
      '2026-03-15',
    ],
    [
      'a reaction hard to control',
      pressure(120, 80, { adverseDrugReaction: 2, adverseDrugReactionHardToControl: 2 }),
      at64,
      'refer',
      'adverse-reaction',
      '2026-03-15',
    ],
    [
      'a new complication outranks a reaction',
      pressure(120, 80, { adverseDrugReaction: 2, newOrWorseComplication: 2 }),
      at64,
      'refer',
      'complication',
      '2026-03-15',
    ],
    ['179/109 is no emergency', pressure(179, 109), at64, 'adjust-treatment', 'unsatisfactory', '2026-03-15'],
    ['180 is', pressure(180, 80), at64, 'refer-urgently', 'unsatisfactory', '2026-03-15'],
    ['110 is', pressure(130, 110), at65, 'refer-urgently', 'unsatisfactory', '2026-03-15'],
    [
      'eye pain at 118/76 is',
      pressure(118, 76, { dangerSigns: [5] }),
      at64,
      'refer-urgently',
      'unsatisfactory',
      '2026-03-15',
    ],
    [
      '138/88 of a nursing woman is not high',
      pressure(138, 88),
      { born: '1990-01-01', isInMaternity: true },
      'routine',
      'satisfactory',
      '2026-06-01',
    ],
    [
      '140/88 of a nursing woman is',
      pressure(140, 88),
      { born: '1990-01-01', isInMaternity: true },
      'refer-urgently',
      'unsatisfactory',
      '2026-03-15',
    ],
    [
      'a lower target of one’s own',
      pressure(135, 82, { targetSystolicMmHg: 130 }),
      at64,
      'adjust-treatment',
      'unsatisfactory',
      '2026-03-15',
    ],
    [
      'a higher one changes nothing',
      pressure(145, 82, { targetSystolicMmHg: 160 }),
      at64,
      'adjust-treatment',
      'unsatisfactory',
      '2026-03-15',
    ],
    [
      'seen on 30 November, next by the last of February',
      pressure(120, 80),
      { ...at64, on: '2025-11-30' },
      'routine',
      'satisfactory',
      '2026-02-28',
    ],
    [
      'seen on 31 December, next by 31 March',
      pressure(120, 80),
      { ...at64, on: '2025-12-31' },
      'routine',
      'satisfactory',
      '2026-03-31',
    ],
  ])('%s', (_what, values, given, nextStep, classification, nextDueOn) => {
    expect(answer('hypertension-follow-up', values, given)).toMatchObject({
      nextStep,
      classification,
      nextDueOn,
    })
  })

  test.each([
    [pressure(300, 200), []],
    [pressure(301, 90), ['systolicMmHg']],
    [pressure(120, 29), ['diastolicMmHg']],
    [pressure(120, 120), ['diastolicMmHg']],
    [{ systolicMmHg: 120 }, ['diastolicMmHg']],
  ])('%j is refused at %j', (values, fields) => {
    expect(checked('hypertension-follow-up', values).refused).toEqual(fields)
  })

  test('four face-to-face visits and an examination a year; a telephone call is none', () => {
    const facts = person({
      populations: [belongsTo('hypertension')],
      services: [
        visit('2026-02-10'),
        visit('2026-05-11', { mode: 'phone' }),
        visit('2026-08-02', { mode: 'home' }),
      ],
    })
    expect(standing(facts, '2026-12-31', 'hypertension-follow-up')).toEqual([
      '2026Q1 done',
      '2026Q2 missed',
      '2026Q3 done',
      '2026Q4 due',
    ])
    expect(standing(facts, '2026-12-31', 'chronic-examination')).toEqual(['2026 due'])
  })

  test('the return visit appears on the day of the finding, closes with the next one, and is late after two weeks', () => {
    const first = visit('2026-03-01', {
      recordId: 'a',
      controlled: false,
      nextDueOn: answer('hypertension-follow-up', pressure(168, 96)).nextDueOn,
    })
    const facts = person({ populations: [belongsTo('hypertension')], services: [first] })
    const key = 'hypertension-follow-up:Ra'
    expect(theDuty(facts, '2026-03-15', key)).toMatchObject({ dueBy: '2026-03-15', state: 'due' })
    expect(theDuty(facts, '2026-03-16', key).state).toBe('overdue')
    const seen = { ...facts, services: [first, visit('2026-03-15')] }
    expect(theDuty(seen, '2026-03-16', key)).toMatchObject({ doneOn: '2026-03-15', state: 'done' })
  })
})

const glucose = (fastingGlucoseMmolL: number, more: FormValues = {}): FormValues => ({
  fastingGlucoseMmolL,
  ...more,
})

describe('type 2 diabetes §10', () => {
  test.each<[string, FormValues, Case, string, string | null]>([
    ['6.99', glucose(6.99), {}, 'routine', 'satisfactory'],
    ['7.0 exactly', glucose(7), {}, 'adjust-treatment', 'unsatisfactory'],
    ['7.0 a second time', glucose(7), last('unsatisfactory', false), 'refer', 'unsatisfactory'],
    [
      '7.0 after a reaction at 6.1',
      glucose(7),
      last('adverse-reaction', true),
      'adjust-treatment',
      'unsatisfactory',
    ],
    ['16.6 is no emergency', glucose(16.6), {}, 'adjust-treatment', 'unsatisfactory'],
    ['16.7 is', glucose(16.7), {}, 'refer-urgently', 'unsatisfactory'],
    ['16.7 after a meal is', { postMealGlucoseMmolL: 16.7 }, {}, 'refer-urgently', 'unsatisfactory'],
    ['3.9 exactly is', glucose(3.9), {}, 'refer-urgently', 'unsatisfactory'],
    ['4.0 is not', glucose(4), {}, 'routine', 'satisfactory'],
    [
      '3.9 at random is, beside a good fasting value',
      glucose(6, { randomGlucoseMmolL: 3.9 }),
      {},
      'refer-urgently',
      'unsatisfactory',
    ],
    [
      'after a meal alone it cannot be told',
      { postMealGlucoseMmolL: 8 },
      {},
      'measure-fasting-glucose',
      null,
    ],
    [
      'what could not be told is not held against the next visit',
      glucose(7.2),
      last(null, null),
      'adjust-treatment',
      'unsatisfactory',
    ],
    [
      '179/109 is no emergency',
      glucose(6, { systolicMmHg: 179, diastolicMmHg: 109 }),
      {},
      'routine',
      'satisfactory',
    ],
    ['180 is', glucose(6, { systolicMmHg: 180, diastolicMmHg: 80 }), {}, 'refer-urgently', 'unsatisfactory'],
    [
      'a pulse of 100 is no emergency',
      glucose(6, { heartRatePerMinute: 100 }),
      {},
      'routine',
      'satisfactory',
    ],
    ['101 is', glucose(6, { heartRatePerMinute: 101 }), {}, 'refer-urgently', 'unsatisfactory'],
    ['39.0 ℃ is no emergency', glucose(6, { temperatureC: 39 }), {}, 'routine', 'satisfactory'],
    ['39.1 ℃ is', glucose(6, { temperatureC: 39.1 }), {}, 'refer-urgently', 'unsatisfactory'],
    ['acetone breath is', glucose(6, { dangerSigns: [3] }), {}, 'refer-urgently', 'unsatisfactory'],
    ['a complication at 6.1', glucose(6.1, { newOrWorseComplication: 2 }), {}, 'refer', 'complication'],
    [
      'a reaction at 6.1',
      glucose(6.1, { adverseDrugReaction: 2 }),
      {},
      'adjust-treatment',
      'adverse-reaction',
    ],
  ])('%s', (_what, values, given, nextStep, classification) => {
    const found = answer('type2-diabetes-follow-up', values, given)
    expect(found).toMatchObject({ nextStep, classification })
    expect(found.nextDueOn).toBe(nextStep === 'routine' ? '2026-06-01' : '2026-03-15')
  })

  test('a glucose after a meal is a visit, and not one of the four fasting tests', () => {
    const facts = person({
      populations: [belongsTo('type2-diabetes')],
      services: [
        visit('2026-02-10', { form: 'type2-diabetes-follow-up', controlled: null }),
        visit('2026-05-10', { form: 'type2-diabetes-follow-up', controlled: false }),
      ],
    })
    expect(standing(facts, '2026-06-30', 'type2-diabetes-follow-up').slice(0, 2)).toEqual([
      '2026Q1 done',
      '2026Q2 done',
    ])
    expect(standing(facts, '2026-06-30', 'fasting-glucose').slice(0, 2)).toEqual([
      '2026Q1 missed',
      '2026Q2 done',
    ])
  })
})

test('copd §16: a configurable programme, four visits a year', () => {
  const stable = { mmrc: 1, exacerbationsSinceLast: 0, exacerbatedNow: 1 }
  expect(answer('copd-follow-up', stable)).toMatchObject({
    classification: 'copd-stable',
    nextDueOn: '2026-06-01',
  })
  expect(answer('copd-follow-up', { ...stable, spo2Percent: 90 }).nextStep).toBe('routine')
  expect(answer('copd-follow-up', { ...stable, spo2Percent: 89 }).nextStep).toBe('refer-urgently')
  expect(answer('copd-follow-up', { ...stable, exacerbatedNow: 2 })).toMatchObject({
    nextStep: 'adjust-treatment',
    nextDueOn: '2026-03-15',
  })
  expect(answer('copd-follow-up', { ...stable, exacerbatedNow: 2 }, last('copd-exacerbation'))).toMatchObject(
    { nextStep: 'refer', referred: true },
  )
  const facts = person({ populations: [belongsTo('copd')] })
  expect(standing(facts, '2026-01-02', 'copd-follow-up')).toHaveLength(4)
})
