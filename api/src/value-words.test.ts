import { expect, test } from 'vitest'
import { z } from 'zod'
import { uuid } from './shared.ts'
import './value-words.ts'

test.each([
  ['nothing where something is asked for', z.string(), undefined, '请填写这一项'],
  ['an empty text', z.string().min(2), '', '请填写这一项'],
  ['a number for a text', z.string(), 20261123, '应为文字'],
  ['a text for a number', z.coerce.number(), 'x', '应为数字'],
  ['half a piece', z.int(), 1.5, '应为整数'],
  ['one for many', z.array(z.string()), 'x', '应为列表'],
  ['no choice that is offered', z.enum(['clinic', 'home']), 'fax', '只能是：clinic、home'],
  ['a page that is too large', z.coerce.number().max(500), '100000', '不大于 500'],
  ['a page of nothing', z.coerce.number().min(1), '0', '不小于 1'],
  ['a text that is too long', z.string().max(3), '一二三四', '最多 3 个字'],
  ['a text that is too short', z.string().min(3), '一二', '至少 3 个字'],
  ['too few of a list', z.array(z.int()).min(1), [], '至少 1 项'],
  ['an id of another kind', uuid, '17', '编号应为 UUID，如“0b2f7c1e-5d34-4c8a-9e61-2f7a3b9c4d10”'],
  ['an item that nobody knows', z.strictObject({}), { colour: 1 }, '没有这些项：colour'],
])('%s is refused in words', (_, schema, value, words) => {
  expect(schema.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([words])
})

test('a schema’s own words go before', () => {
  const schema = z.string().min(2, '请写明原因')
  expect(schema.safeParse('').error?.issues[0]?.message).toBe('请写明原因')
})
