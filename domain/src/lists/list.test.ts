import { expect, test } from 'vitest'
import { columnsOf, filtersOf } from './list.ts'

test('columns stand in the order chosen, each once, and what a list does not have is left out', () => {
  expect(columnsOf('residents', ['phone', 'name', 'phone', 'state'])).toEqual([
    { code: 'phone', header: '电话' },
    { code: 'name', header: '姓名' },
  ])
  expect(
    columnsOf('duties', [])
      .map(({ header }) => header)
      .slice(0, 2),
  ).toEqual(['服务', '状态'])
})

test('a filter that the list does not know does not narrow it', () => {
  expect(filtersOf('residents', { signed: false, dutyState: 'overdue', population: undefined })).toEqual({
    signed: false,
  })
})
