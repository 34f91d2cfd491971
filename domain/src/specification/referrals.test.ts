import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, localDate } from '../days/local-date.ts'
import { isReferral } from '../follow-ups/assessment.ts'
import type { BloodPressure } from '../follow-ups/blood-pressure.ts'
import { type Field, type Form, type FormValue, type FormValues, fieldsOf } from '../forms/form.ts'
import { forms } from '../forms/forms.ts'
import { isHighPressure } from '../forms/hypertension/pressure-readings.ts'
import { aboutOf, answer, type Case } from './cases.fixture.ts'

/** Anything that can stand in a box of the sheet. */
function anyValue(field: Field): fc.Arbitrary<FormValue | undefined> {
  switch (field.kind) {
    case 'choice':
      return fc.constantFrom(...field.options.map(({ code }) => code))
    case 'choices':
      return fc.subarray(field.options.map(({ code }) => code))
    case 'integer':
    case 'number':
      return fc.constantFrom(field.reject.min, field.reject.max, (field.reject.min + field.reject.max) / 2)
    case 'text':
      return fc.constantFrom('上级医院内科', '无')
    default:
      return fc.constant(undefined)
  }
}

function anySheet(form: Form): fc.Arbitrary<Record<string, FormValue | undefined>> {
  return fc.record(
    Object.fromEntries(
      fieldsOf(form).map((field) => [field.code, fc.option(anyValue(field), { nil: undefined })]),
    ),
  )
}

describe('a referral is followed within two weeks, whatever the sheet', () => {
  const about = { born: '2025-08-20' }
  const latest = addDays(aboutOf(about).performedOn, 14)
  test.each(forms.map((form) => [form.name, form] as const))('%s', (_name, form) => {
    fc.assert(
      fc.property(anySheet(form), (values) => {
        // Of a high pressure the next reading is owed by the readings themselves (owe-pressure).
        if (form.code === 'blood-pressure-screening' && isHighPressure(values as Partial<BloodPressure>))
          return
        const found = answer(form.code, values, about)
        if (isReferral(found.nextStep)) expect(found.referred).toBe(true)
        if (!found.referred) return
        expect(found.nextDueOn).not.toBeNull()
        expect(found.nextDueOn! <= latest).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

describe('who was well and sent to hospital all the same was asked after only at the next routine visit', () => {
  const wellMind = {
    visited: 1,
    dangerGrade: 0,
    symptomState: 1,
    insight: 1,
    physicalIllness: 1,
    severeAdverseReaction: 1,
  }
  const byFamily = { stage: 2, supervisor: 2 }
  const onceMore = {
    previous: { performedOn: localDate('2026-02-15'), classification: 'basically-stable' },
  } as const
  test.each<[string, string, FormValues, Case, string, string]>([
    ['copd, stable', 'copd-follow-up', { exacerbatedNow: 1 }, {}, 'routine', '2026-06-01'],
    [
      'copd, sent',
      'copd-follow-up',
      { exacerbatedNow: 1, referralReason: '复查肺功能' },
      {},
      'refer',
      '2026-03-15',
    ],
    [
      'copd, a dash',
      'copd-follow-up',
      { exacerbatedNow: 1, referralReason: '/' },
      {},
      'routine',
      '2026-06-01',
    ],
    ['tuberculosis', 'tuberculosis-follow-up', byFamily, {}, 'routine', '2026-04-01'],
    [
      'tuberculosis, sent',
      'tuberculosis-follow-up',
      { ...byFamily, referralReason: '复查痰涂片' },
      {},
      'refer',
      '2026-03-15',
    ],
    [
      'tuberculosis, sent in the intensive phase: family supervision is looked at after ten days',
      'tuberculosis-follow-up',
      { stage: 1, supervisor: 2, referralReason: '复查痰涂片' },
      {},
      'refer',
      '2026-03-11',
    ],
    [
      'tuberculosis, sent after a break of a week',
      'tuberculosis-follow-up',
      { ...byFamily, longestGapDays: 7, referralReason: '中断服药' },
      {},
      'refer',
      '2026-03-15',
    ],
    ['a mental disorder', 'severe-mental-disorder-follow-up', wellMind, {}, 'routine', '2026-06-01'],
    [
      'a mental disorder, sent',
      'severe-mental-disorder-follow-up',
      { ...wellMind, referral: 2 },
      {},
      'refer',
      '2026-03-15',
    ],
    [
      'not better after two weeks, sent: not a month later',
      'severe-mental-disorder-follow-up',
      { ...wellMind, dangerGrade: 1, tendsToStable: 1, referral: 2 },
      onceMore,
      'refer',
      '2026-03-15',
    ],
    [
      'unstable, sent',
      'severe-mental-disorder-follow-up',
      { ...wellMind, dangerGrade: 3, referral: 2 },
      {},
      'refer-urgently',
      '2026-03-15',
    ],
  ])('%s', (_what, form, values, given, nextStep, nextDueOn) => {
    const found = answer(form, values, given)
    expect(found).toMatchObject({ nextStep, nextDueOn, referred: isReferral(found.nextStep) })
  })
})

describe('a danger sign is never routine', () => {
  const withDangers = new Set<string>()
  test.each(forms.map((form) => [form.name, form] as const))('%s', (_name, form) => {
    fc.assert(
      fc.property(anySheet(form), (values) => {
        const found = answer(form.code, values)
        if (found.dangers.length === 0) return
        withDangers.add(form.code)
        expect(found.nextStep).toBe('refer-urgently')
      }),
      { numRuns: 60 },
    )
  })

  test('and the sheets that have one were seen with it', () => {
    expect(withDangers.size).toBeGreaterThan(5)
  })
})
