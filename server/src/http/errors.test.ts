import { expect, test } from 'vitest'
import { Invalid, kindAndPlace } from './errors.ts'

test('of an error that quotes a row nothing is written down but its kind and place', () => {
  const error = Object.assign(new Error('invalid input: "王秀英"\n    at 320399195003020021\n13800138000'), {
    code: '22P02',
    detail: 'Failing row contains (王秀英, 320399195003020021).',
    where: 'COPY residents, line 1: "王秀英"',
  })
  const written = kindAndPlace(error)
  expect(JSON.stringify(written)).not.toMatch(/秀英|3203991950|13800138000/)
  expect(written).toMatchObject({ name: 'Error', code: '22P02' })
  expect(written.at[0]).toContain('errors.test.ts')
})

test.each([
  [{ orgId: '机构代码应为 12 位数字' }, '填写不正确：机构代码应为 12 位数字。'],
  [{ phone: '电话不对。' }, '填写不正确：电话不对。'],
  [{ name: '请填写姓名', sex: '请选择性别' }, '有 2 处填写不正确，请按提示修改后再提交。'],
])('who sees only the message of %j is told what is wrong', (fields: Record<string, string>, words) => {
  expect(new Invalid(fields).words).toBe(words)
})
