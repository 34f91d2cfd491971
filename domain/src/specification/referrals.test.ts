import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../days/local-date.ts'
import { isReferral } from '../follow-ups/assessment.ts'
import type { BloodPressure } from '../follow-ups/blood-pressure.ts'
import { type Field, type Form, type FormValue, fieldsOf } from '../forms/form.ts'
import { forms } from '../forms/forms.ts'
import { isHighPressure } from '../forms/hypertension/pressure-readings.ts'
import { aboutOf, answer } from './cases.fixture.ts'

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
        if (!isReferral(found.nextStep)) return
        expect(found.referred).toBe(true)
        expect(found.nextDueOn).not.toBeNull()
        expect(found.nextDueOn! <= latest).toBe(true)
      }),
      { numRuns: 60 },
    )
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
