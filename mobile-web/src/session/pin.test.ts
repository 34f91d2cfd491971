import { describe, expect, test } from 'vitest'
import { pauseAfterWrong, whyWeak } from './pin.ts'

describe('a PIN', () => {
  test.each([
    ['12345', '请输入'],
    ['1234567', '请输入'],
    ['12345a', '请输入'],
    ['111111', '重复'],
    ['121212', '重复'],
    ['123456', '连续'],
    ['987654', '连续'],
    ['864200', null],
    ['135790', null],
  ])('%s: %s', (pin, words) => {
    if (words === null) expect(whyWeak(pin)).toBeNull()
    else expect(whyWeak(pin)).toContain(words)
  })

  test('the pause after wrong ones grows from the fifth, and stays', () => {
    expect([1, 4, 5, 6, 7, 8, 9, 20].map((wrong) => pauseAfterWrong(wrong) / 1000)).toEqual([
      0, 0, 30, 60, 300, 900, 1800, 1800,
    ])
  })
})
