import { describe, expect, test } from 'vitest'
import { isReferralWritten } from './referral.ts'

describe('转诊原因', () => {
  test.each([
    undefined,
    '',
    ' ',
    '无',
    '无。',
    '没有',
    '否',
    '/',
    '——',
    '0',
    '未转诊',
    '不需要转诊',
    '无需转诊',
  ])('无 or a stroke was a referral that had to be asked after within two weeks: %s', (reason) => {
    expect(isReferralWritten(reason)).toBe(false)
  })

  test.each([
    '转诊',
    '眼底检查',
    '患者要求',
    '血压控制不满意',
    '无法控制血压',
    '不明原因头痛',
    '未见好转',
    '2次不满意',
  ])('%s is one', (reason) => {
    expect(isReferralWritten(reason)).toBe(true)
  })
})
