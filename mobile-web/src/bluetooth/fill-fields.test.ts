import { describe, expect, test } from 'vitest'
import { devicesFor, filledBy } from './fill-fields.ts'

const hypertension = ['systolicMmHg', 'diastolicMmHg', 'weightKg', 'heartRatePerMinute'].map((code) => ({
  code,
}))
const diabetes = [{ code: 'fastingGlucoseMmolL' }, { code: 'postMealGlucoseMmolL' }]

describe('values of devices in the boxes of a form', () => {
  test('the devices offered are those that measure what is asked', () => {
    expect(devicesFor(hypertension)).toEqual(['blood-pressure', 'weight'])
    expect(devicesFor(diabetes)).toEqual(['glucose'])
    expect(devicesFor([{ code: 'left', measures: 'temperatureC' }])).toEqual(['thermometer'])
    expect(devicesFor([{ code: 'symptoms' }])).toEqual([])
  })

  test('pressure and pulse each go into their box', () => {
    const values = { systolicMmHg: 168, diastolicMmHg: 102, pulsePerMinute: 88 }
    expect(filledBy(hypertension, { values }).map(({ field, value }) => [field.code, value])).toEqual([
      ['systolicMmHg', 168],
      ['diastolicMmHg', 102],
      ['heartRatePerMinute', 88],
    ])
  })

  test.each([
    ['fasting', 'fastingGlucoseMmolL'],
    ['after-meal', 'postMealGlucoseMmolL'],
    ['casual', undefined],
    [undefined, undefined],
  ] as const)('glucose taken %s goes into %s of the two', (meal, box) => {
    const filled = filledBy(diabetes, { values: { glucoseMmolL: 7.8 }, meal })
    expect(filled[0]?.field.code).toBe(box)
  })

  test('where only one glucose is asked, it goes there', () => {
    const [only] = filledBy([{ code: 'fastingGlucoseMmolL' }], {
      values: { glucoseMmolL: 7.8 },
      meal: undefined,
    })
    expect(only).toMatchObject({ value: 7.8 })
  })
})
