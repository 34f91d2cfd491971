import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { errorsOf, leftOverValues } from './earlier-version.ts'
import type { Form, FormValues, Subject } from './form.ts'
import { problemsOf } from './problems.ts'

/** Its second version asks for a height and no longer for the tobacco. */
const form: Form = {
  code: 'local-walk',
  name: '健步走登记',
  version: 2,
  source: '县卫健局通知',
  sections: [
    {
      code: 'all',
      name: '登记',
      fields: [
        {
          code: 'weightKg',
          name: '体重',
          kind: 'number',
          unit: 'kg',
          decimals: 1,
          reject: { min: 20, max: 300 },
        },
        {
          code: 'heightCm',
          name: '身高',
          kind: 'integer',
          unit: 'cm',
          reject: { min: 50, max: 250 },
          need: 'required',
        },
      ],
    },
  ],
}
const about: Subject = {
  ageYears: 60,
  sex: 'female',
  birthDate: localDate('1966-01-01'),
  performedOn: localDate('2026-11-21'),
}
const errors = (values: FormValues, writtenOn: number) =>
  errorsOf(problemsOf(form, values, about), form, writtenOn).map(({ field, code }) => `${field} ${code}`)

describe('a record written on an earlier version of its form', () => {
  const old = { weightKg: 61.5, cigarettesPerDay: 10 }

  test('is taken without what is asked since, and keeps what is asked no more', () => {
    expect(errors(old, 1)).toEqual([])
    expect(leftOverValues(form, old, 1)).toEqual({ cigarettesPerDay: 10 })
  })

  test('is refused when a value cannot be', () => {
    expect(errors({ weightKg: 615 }, 1)).toEqual(['weightKg impossible'])
  })

  test('written on the present version nothing is forgiven', () => {
    expect(errors(old, 2).sort()).toEqual(['cigarettesPerDay unknown-field', 'heightCm missing'])
    expect(leftOverValues(form, old, 2)).toEqual({})
  })
})
