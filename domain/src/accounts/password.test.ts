import fc from 'fast-check'
import { expect, test } from 'vitest'
import { whyPasswordUnfit } from './password.ts'

test.each([
  ['Dong3ling!', null, 'ten characters are enough'],
  ['Dong3ling', 'too-short', 'nine are not'],
  ['东岭镇卫生院的第三张桌', null, 'Chinese counts by characters'],
  ['东岭镇卫生院第三', 'too-short', 'and not by bytes'],
  ['a1'.repeat(64), 'monotonous', 'two characters over and over'],
  [`${'ab1c'.repeat(32)}x`, 'too-long', 'one over the most'],
  ['zhangsan01', 'is-username', 'the username with figures behind it'],
  ['ZhangSan2026!', 'is-username', 'in any case'],
  ['zhangsanzhangsan', 'is-username', 'written twice'],
  ['zhangsan-tea-3', null, 'the username inside something longer'],
  ['1111111111', 'monotonous', 'one figure'],
  ['2345678901', null, 'figures that turn over are a password, if a poor one'],
  ['abcdefghijkl', 'monotonous', 'the alphabet'],
  ['9876543210', 'monotonous', 'counting down'],
  ['1234567890', 'common', 'the figure keys'],
  ['Password123', 'common', 'common in any case'],
  ['password123!', 'common', 'a mark at the end changes nothing'],
] as [string, string | null, string][])('%s → %s: %s', (password, fault) => {
  expect(whyPasswordUnfit(password, 'zhangsan')).toBe(fault)
})

test('a password of random letters is always taken', () => {
  fc.assert(
    fc.property(fc.uuid(), (password) => {
      expect(whyPasswordUnfit(password, 'zhangsan')).toBeNull()
    }),
  )
})
