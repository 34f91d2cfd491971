import { expect, test } from 'vitest'
import { insuranceWords } from '../residents/payment-methods.ts'
import { meaningOfTitle } from './columns.ts'
import { readInsurance } from './insurance-cell.ts'

test.each([
  ['城乡居民医保', ['2'], []],
  ['新农合', ['3'], []],
  ['职工医保、商业保险', ['1', '5'], []],
  ['未参保', ['7'], []],
  ['7', ['7'], []],
  ['/', [], []],
  ['居民+金卡', ['2'], ['金卡']],
])('insurance %j', (cell, methods, unknown) => {
  expect(readInsurance(cell)).toEqual({ methods, unknown })
})

test.each([
  ['医保类型', 'insurance'],
  ['参保险种', 'insurance'],
  ['医疗费用支付方式', 'insurance'],
  ['医保卡号', 'ignored'],
  ['参保时间', 'ignored'],
])('a column titled %s is %s', (title, meaning) => {
  expect(meaningOfTitle(title, '')?.meaning).toBe(meaning)
})

test('two insurances that have become one are called by its name, once', () => {
  expect(insuranceWords(['2', '3', '5'])).toBe('城乡居民基本医疗保险、商业医疗保险')
  expect(insuranceWords([])).toBeNull()
})
