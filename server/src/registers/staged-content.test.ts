import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { IdNumber } from '@qianyue/domain/residents/id-number.ts'
import { expect, test } from 'vitest'
import { keptRow, type RowContent, rowKept } from './staged-content.ts'

const row: RowContent = {
  person: {
    name: '李秀英',
    sex: 'female',
    idNumber: '320399195003020029' as IdNumber,
    birthDate: '1950-03-02' as LocalDate,
    ethnicity: '汉族',
    phone: null,
    relation: '10',
    township: null,
    village: '东岭村',
    group: '1组',
    address: '东岭村1组88号',
    isAway: true,
    saysWhereLiving: true,
    populations: ['hypertension'],
    paymentMethods: ['2'],
    remarks: null,
  },
  householdNumber: 'H1',
  changes: { phone: '13800000000' },
  cells: ['李秀英', 1950, null],
}

test('a row is read as it was kept, also from before persons were kept without the names of their fields', () => {
  const kept = JSON.stringify(keptRow(row))
  expect(kept).not.toContain('idNumber')
  expect(rowKept(JSON.parse(kept))).toEqual(row)
  expect(rowKept(JSON.parse(JSON.stringify(row)))).toEqual(row)
})
