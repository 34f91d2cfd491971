import { expect, test } from 'vitest'
import { contactChanges, contactFault, contactOf } from './contact-changes.ts'

const before = contactOf(
  { phone: '13800001234', contactName: '王强', contactPhone: null },
  { address: '东岭村 2 组 5 号', groupNumber: 2 },
)

test('what nobody touched is not sent, so that another change of it stands', () => {
  expect(contactChanges(before, { ...before })).toEqual({ resident: null, household: null })
  expect(contactChanges(before, { ...before, phone: ' 13900001111 ' })).toEqual({
    resident: { reason: '上门核实更正：电话', phone: '13900001111' },
    household: null,
  })
})

test('an emptied box takes the value away; the household is changed apart from the person', () => {
  expect(
    contactChanges(before, { ...before, contactName: '', groupNumber: '3', address: '东岭村 3 组' }),
  ).toEqual({
    resident: { reason: '上门核实更正：联系人', contactName: null },
    household: { groupNumber: 3, address: '东岭村 3 组' },
  })
  expect(contactChanges(before, { ...before, groupNumber: '' }).household).toEqual({ groupNumber: null })
})

test.each([
  [{ phone: '1380000abcd' }, /电话/],
  [{ contactPhone: '找他儿子' }, /电话/],
  [{ groupNumber: '1000' }, /村民小组/],
  [{ groupNumber: '-1' }, /村民小组/],
])('%j is said before it is written down', (typed, words) => {
  expect(contactFault({ ...before, ...typed })).toMatch(words)
})

test('a land line and no number at all may be written', () => {
  expect(contactFault({ ...before, phone: '0518-8123456', contactPhone: '', groupNumber: '999' })).toBeNull()
})
