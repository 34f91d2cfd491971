import { describe, expect, test } from 'vitest'
import { typeDigit, typedNumber } from './typed-entry.ts'

describe('a typed number', () => {
  test.each([
    ['168', 168],
    ['6.9', 6.9],
    ['6.', 6],
    ['.5', 0.5],
    ['１６８', 168],
    ['6，9', 6.9],
    [' 62 ', 62],
    ['', null],
    ['-', null],
    ['6.9.1', null],
    ['16O', null],
  ])('%j is %j', (text, expected) => {
    expect(typedNumber(text)).toBe(expected)
  })
})

describe('a typed code', () => {
  const nine = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
  const many = Array.from({ length: 25 }, (_, index) => String(index + 1))

  test('is chosen at once where no longer one begins with it', () => {
    expect(typeDigit('', '3', nine)).toEqual({ buffer: '', chosen: '3', instead: null })
    expect(typeDigit('', '3', many)).toEqual({ buffer: '', chosen: '3', instead: null })
  })

  test('is chosen and may still grow: 1, then 12', () => {
    const one = typeDigit('', '1', many)
    expect(one).toEqual({ buffer: '1', chosen: '1', instead: null })
    expect(typeDigit(one.buffer, '2', many)).toEqual({ buffer: '', chosen: '12', instead: '1' })
  })

  test('does not grow into one that is not there: 2, then 7', () => {
    expect(typeDigit('2', '7', many)).toEqual({ buffer: '', chosen: '7', instead: null })
  })

  test('is none where the sheet has none', () => {
    expect(typeDigit('', '9', ['1', '2', '3'])).toEqual({ buffer: '', chosen: null, instead: null })
  })

  test('of two digits only is waited for', () => {
    const first = typeDigit('', '1', ['10', '20'])
    expect(first).toEqual({ buffer: '1', chosen: null, instead: null })
    expect(typeDigit(first.buffer, '0', ['10', '20'])).toEqual({ buffer: '', chosen: '10', instead: null })
  })
})
