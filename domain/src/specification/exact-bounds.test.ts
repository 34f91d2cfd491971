import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { weightClass } from '../follow-ups/lifestyle-advice.ts'
import { calculate } from '../forms/calculation.ts'
import type { FormValues } from '../forms/form.ts'
import { exactBmi } from '../forms/shared-fields.ts'
import { answer, type Case, last } from './cases.fixture.ts'

/** Values that stand on a bound to the last digit, a trace below it and above, by hand from public-health-spec.md. */

describe('a body mass index that is the bound itself was a trace below it §0, §9.1', () => {
  test.each<[number, number, number, string]>([
    [61.44, 160, 24, 'overweight'],
    [61.43, 160, 23.99609375, 'normal'],
    [57.66, 155, 24, 'overweight'],
    [71.68, 160, 28, 'obese'],
    [71.67, 160, 27.99609375, 'overweight'],
    [67.27, 155, 28, 'obese'],
    [47.36, 160, 18.5, 'normal'],
    [47.35, 160, 18.49609375, 'underweight'],
  ])('%f kg at %f cm: %f, %s', (weightKg, heightCm, bmi, found) => {
    expect(exactBmi(weightKg, heightCm)).toBe(bmi)
    expect(weightClass(bmi)).toBe(found)
  })

  test.each<[number, string]>([
    [61.43, 'pressure-normal'],
    [61.44, 'pressure-risk'],
  ])('screened at 120/70, %f kg at 160 cm: %s', (weightKg, classification) => {
    const values = { systolicMmHg: 120, diastolicMmHg: 70, weightKg, heightCm: 160, waistCm: 70 }
    expect(answer('blood-pressure-screening', values, { born: '1985-01-01' })).toMatchObject({
      classification,
    })
  })
})

describe('a newborn that has lost ten percent was said to have lost more §6.2', () => {
  test.each<[number, number, string]>([
    [3.2, 2.88, 'routine'],
    [3.2, 2.87, 'refer'],
    [2.6, 2.34, 'routine'],
    [2.6, 2.33, 'refer'],
    [3, 2.7, 'routine'],
  ])('%f kg at birth, %f now: %s', (birthWeightKg, weightKg, nextStep) => {
    const values = { birthWeightKg, weightKg, gestationalWeeks: 39 }
    expect(answer('newborn-home-visit', values, { born: '2026-02-22' })).toMatchObject({ nextStep })
  })
})

test('29 of 100 were a trace below 29 percent on a sheet of a county', () => {
  const percent = { quotient: ['done', 'due'], times: 100 } as const
  expect(calculate(percent, { done: 29, due: 100 }, [])).toBe(29)
  expect(calculate(percent, { done: 57, due: 60 }, [])).toBe(95)
})

describe('targets and days at their ends §0, §9.2, §10', () => {
  const pressure = (systolicMmHg: number, diastolicMmHg: number): FormValues => ({
    systolicMmHg,
    diastolicMmHg,
  })
  test.each<[string, FormValues, Case, string, string]>([
    [
      '64, the day before the birthday',
      pressure(149, 89),
      { born: '1961-03-02' },
      'unsatisfactory',
      '2026-03-15',
    ],
    ['65 on the day', pressure(149, 89), { born: '1961-03-01' }, 'satisfactory', '2026-06-01'],
    ['65 and 150', pressure(150, 89), { born: '1961-03-01' }, 'unsatisfactory', '2026-03-15'],
    ['65 and 90', pressure(149, 90), { born: '1961-03-01' }, 'unsatisfactory', '2026-03-15'],
    [
      'born on a leap day, 65 on 28 February',
      pressure(149, 89),
      { born: '1960-02-29', on: '2025-02-28' },
      'satisfactory',
      '2025-05-28',
    ],
    [
      'and 64 the day before',
      pressure(149, 89),
      { born: '1960-02-29', on: '2025-02-27' },
      'unsatisfactory',
      '2025-03-13',
    ],
    ['three months from 30 November', pressure(120, 80), { on: '2026-11-30' }, 'satisfactory', '2027-02-28'],
    [
      'three months from 30 November before a leap year',
      pressure(120, 80),
      { on: '2027-11-30' },
      'satisfactory',
      '2028-02-29',
    ],
    ['two weeks over a leap day', pressure(140, 80), { on: '2028-02-20' }, 'unsatisfactory', '2028-03-05'],
    ['two weeks into the new year', pressure(139, 90), { on: '2026-12-25' }, 'unsatisfactory', '2027-01-08'],
    [
      'an emergency after a good visit',
      pressure(180, 80),
      last('satisfactory'),
      'unsatisfactory',
      '2026-03-15',
    ],
    ['an emergency by 110 below', pressure(120, 110), {}, 'unsatisfactory', '2026-03-15'],
    ['179/109', pressure(179, 109), {}, 'unsatisfactory', '2026-03-15'],
    [
      'a complication at a good pressure',
      { ...pressure(120, 80), newOrWorseComplication: 2 },
      {},
      'complication',
      '2026-03-15',
    ],
    [
      'a complication and a reaction',
      { ...pressure(150, 95), newOrWorseComplication: 2, adverseDrugReaction: 2 },
      {},
      'complication',
      '2026-03-15',
    ],
    [
      'a reaction at a high pressure',
      { ...pressure(150, 95), adverseDrugReaction: 2 },
      {},
      'adverse-reaction',
      '2026-03-15',
    ],
  ])('hypertension: %s', (_what, values, given, classification, nextDueOn) => {
    expect(answer('hypertension-follow-up', values, given)).toMatchObject({ classification, nextDueOn })
  })

  test.each<[string, FormValues, string, string]>([
    [
      'in the intensive phase with a family supervisor, over February',
      { stage: 1, supervisor: 2 },
      '2026-02-20',
      '2026-03-02',
    ],
    ['in the intensive phase by oneself', { stage: 1, supervisor: 3 }, '2026-02-20', '2026-03-02'],
    ['in the intensive phase with a health worker', { stage: 1, supervisor: 1 }, '2026-01-31', '2026-02-28'],
    [
      'a reaction in the continuation phase',
      { stage: 2, supervisor: 2, adverseDrugReaction: 2 },
      '2026-12-20',
      '2027-01-03',
    ],
    [
      'a reaction in the intensive phase: ten days come first',
      { stage: 1, supervisor: 2, adverseDrugReaction: 2 },
      '2026-12-20',
      '2026-12-30',
    ],
  ])('tuberculosis: %s', (_what, values, on, nextDueOn) => {
    expect(answer('tuberculosis-follow-up', values, { on }).nextDueOn).toBe(localDate(nextDueOn))
  })

  test.each<[number, number, string]>([
    [70, 63, 'regular'],
    [70, 62, 'irregular'],
    [180, 162, 'regular'],
    [180, 161, 'irregular'],
  ])('tuberculosis: of %i doses %i taken is %s', (dosesDue, dosesTaken, classification) => {
    expect(answer('tuberculosis-closing', { stopReason: 1, dosesDue, dosesTaken })).toMatchObject({
      classification,
    })
  })
})
