import type { IntegerField, NumberField } from '@qianyue/domain/forms/form.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterKey, isWhole, type Key, nearValues, numberOf } from './keypad.ts'

const systolic: IntegerField = {
  code: 'systolicMmHg',
  kind: 'integer',
  name: '收缩压',
  unit: 'mmHg',
  reject: { min: 50, max: 300 },
}
const glucose: NumberField = {
  code: 'fastingGlucoseMmolL',
  kind: 'number',
  name: '空腹血糖',
  unit: 'mmol/L',
  decimals: 2,
  reject: { min: 0.5, max: 50 },
}
const weight: NumberField = {
  ...glucose,
  code: 'weightKg',
  unit: 'kg',
  reject: { min: 0.5, max: 300 },
  nearLastBy: 0.5,
}
const keys = fc.array(fc.constantFrom<Key>('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', 'back'))
const typing = (field: typeof systolic | typeof weight, pressed: readonly Key[]) =>
  pressed.reduce((typed, key) => afterKey(field, typed, key), '')

describe('a number is whole', () => {
  test.each([
    ['132', true],
    ['13', false],
    ['90', true],
    ['30', false],
    ['4', false],
    ['', false],
  ])('%s as systolic pressure: %s', (typed, whole) => {
    expect(isWhole(systolic, typed)).toBe(whole)
  })

  test.each([
    ['7', false],
    ['7.', false],
    ['7.8', false],
    ['7.82', true],
  ])('%s as glucose: %s', (typed, whole) => {
    expect(isWhole(glucose, typed)).toBe(whole)
  })

  test('only when no digit more makes a number that the box takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (value) => {
        const typed = String(value)
        const grows = [...'0123456789'].some((digit) => {
          const longer = Number(typed + digit)
          return longer >= systolic.reject.min && longer <= systolic.reject.max
        })
        if (isWhole(systolic, typed)) expect(grows).toBe(false)
      }),
    )
  })
})

test('whatever is pressed is a number or nothing, with no more decimals than the box has', () => {
  fc.assert(
    fc.property(keys, fc.constantFrom(systolic, glucose, weight), (pressed, field) => {
      const typed = typing(field, pressed)
      const value = numberOf(typed)
      expect(typed === '' || value !== undefined).toBe(true)
      expect(typed.split('.')[1]?.length ?? 0).toBeLessThanOrEqual(
        field.kind === 'number' ? field.decimals : 0,
      )
    }),
  )
})

test('keys type 168 and 6.9, and the back key takes the last one away', () => {
  expect(typing(systolic, ['1', '6', '8'])).toBe('168')
  expect(typing(systolic, ['1', '6', '.', '8', '9'])).toBe('168')
  expect(typing(weight, ['6', '.', '9', 'back', '8'])).toBe('6.8')
  expect(typing(weight, ['.', '5'])).toBe('0.5')
})

test('values near the last one are offered for weight, and for pressure none', () => {
  expect(nearValues(weight, 62.4)).toEqual([61.5, 62, 62.5, 63, 63.5])
  expect(nearValues(weight, undefined)).toEqual([])
  expect(nearValues(systolic, 138)).toEqual([])
})
