import { expect, test } from 'vitest'
import { isPersonName } from './resident-name.ts'

test.each([
  ['王秀英'],
  ['𠮷野𫍯'],
  ['阿卜杜热合曼·阿卜杜克热木·买买提明·吾布力卡斯木·依明江·艾合买提·托合提·麦麦提·吐尔逊·阿不都'],
  ['王〇〇'],
  ['〇〇'],
  ['王\u{e815}'],
  ["Mary O'Neil-Smith"],
  ['王秀英之子（2）'],
])('%s may be a name', (name) => {
  expect(isPersonName(name)).toBe(true)
})

test.each([
  ['12345'],
  ['——'],
  ['张\n三'],
  ['张\t三'],
  ['张\u200b三'],
  ['张\u202e三'],
  ['张😀'],
  ['👨‍👩‍👧'],
  ['<b>张三</b>'],
])('%j is no name', (name) => {
  expect(isPersonName(name)).toBe(false)
})
