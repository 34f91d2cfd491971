import { expect, test } from 'vitest'
import { maskPhone, phoneOf } from './phone.ts'

test.each([
  ['13800001234', '13800001234'],
  ['138 0000 1234', '13800001234'],
  ['１３８００００１２３４', '13800001234'],
  ['+8613800001234', '13800001234'],
  ['0512-12345678', '051212345678'],
  ['12800001234', null],
  ['1380000123', null],
  ['138000012345', null],
  ['无', null],
])('%s is the telephone number %s', (text, phone) => {
  expect(phoneOf(text)).toBe(phone)
})

test('a masked telephone number hides its middle', () => {
  expect(maskPhone('13800001234')).toBe('138****1234')
})
