import { localDate } from '@qianyue/domain/days/local-date.ts'
import { UNSTATED } from '@qianyue/domain/households/relation.ts'
import { expect, test } from 'vitest'
import { faultsOf, type Newcomer } from './newcomer.ts'

const newcomer: Newcomer = {
  id: '0b2f7c1e-5d34-4c8a-9e61-2f7a3b9c4d10',
  name: '张三',
  idNumber: '',
  sex: 'male',
  birthDate: '1950-03-02',
  telephone: '',
  doorId: null,
  newDoorId: '1c2f7c1e-5d34-4c8a-9e61-2f7a3b9c4d10',
  villageCode: 320399101201,
  groupNumber: '',
  address: '',
  relation: UNSTATED,
}
const today = localDate('2026-11-21')
const faults = (changes: Partial<Newcomer>, birthDate = '1950-03-02') =>
  faultsOf({ ...newcomer, ...changes }, { number: null, birthDate: localDate(birthDate), sex: 'male', today })

test('what the server would refuse days later is said at the door', () => {
  expect(faults({})).toEqual([])
  expect(faults({ name: ' ' })).toEqual(['请填写姓名。'])
  expect(faults({ name: '张三😀' })).toEqual([expect.stringContaining('不是姓名的字符')])
  expect(faults({}, '2026-11-22')).toEqual(['出生日期不能晚于今天。'])
  expect(faults({}, '1850-03-02')).toEqual([expect.stringContaining('130 年以前')])
  expect(faults({ telephone: '12' })).toEqual([expect.stringContaining('电话')])
})
