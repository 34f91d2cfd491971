import { describe, expect, test } from 'vitest'
import {
  committeeCodeOf,
  formatRecordNumber,
  recordNumber,
  recordNumberPrefix,
} from './health-record-number.ts'

describe('a health record number 居民健康档案编码', () => {
  test('is county, township, committee and serial: 17 digits', () => {
    const number = recordNumber({
      countyCode: '320399',
      townshipCode: '101',
      committeeCode: '103',
      serial: 23,
    })
    expect(number).toBe('32039910110300023')
    expect(number).toHaveLength(17)
    expect(formatRecordNumber(number)).toBe('320399-101-103-00023')
    expect(`${recordNumberPrefix('320399101203', '103')}00023`).toBe(number)
  })

  test.each<[string, string | null, string]>([
    ['320399101001', '001', 'the first 居委会'],
    ['320399101099', '099', 'the last 居委会 the archive has a number for'],
    ['320399101100', null, 'a 居委会 beyond it'],
    ['320399101200', null, 'no village: 200 is the head of the range'],
    ['320399101201', '101', 'the first 村委会'],
    ['320399101299', '199', 'the last 村委会 the archive has a number for'],
    ['320399101300', null, 'a 村委会 beyond it'],
    ['320399101501', null, 'a unit like a village'],
  ])('village %s is committee %s: %s', (villageCode, committee) => {
    expect(committeeCodeOf(villageCode)).toBe(committee)
  })

  test.each([0, 100_000])('has no serial %i', (serial) => {
    expect(() =>
      recordNumber({ countyCode: '320399', townshipCode: '101', committeeCode: '103', serial }),
    ).toThrow(RangeError)
  })
})
