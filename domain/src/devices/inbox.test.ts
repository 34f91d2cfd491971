import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { measurementOfRow, titlesOfDayFile } from './day-file.ts'
import { refusalOf } from './device.ts'
import { deviceValueCodes, deviceValues, readDeviceValues } from './device-values.ts'
import { matchOf } from './match.ts'
import { readMoment } from './moment.ts'
import { personOfIdentifiers, valueOfObservation } from './observation-codes.ts'

describe('设备消息的读法', () => {
  test.each([
    ['2026-11-20T09:31:00+08:00', '2026-11-20', '2026-11-20T01:31:00.000Z'],
    ['2026-11-20T23:30:00Z', '2026-11-21', '2026-11-20T23:30:00.000Z'],
    ['2026/11/20 9:31', '2026-11-20', '2026-11-20T01:31:00.000Z'],
    ['20261120093100', '2026-11-20', '2026-11-20T01:31:00.000Z'],
    ['2026年11月20日', '2026-11-20', null],
  ])('%s is a moment', (text, on, at) => expect(readMoment(text)).toEqual({ on, at }))

  test.each(['', '昨天', '2026-02-30', '2026-11-20T24:00', '2026-13-01'])('%s is none', (text) =>
    expect(readMoment(text)).toBeNull(),
  )

  test('other units are converted, and what cannot be is left out with a word', () => {
    expect(
      readDeviceValues([
        { code: 'systolicMmHg', value: '18.3', unit: 'kPa' },
        { code: 'fastingGlucoseMmolL', value: 108, unit: 'mg/dL' },
        { code: 'heightCm', value: 1.62, unit: 'm' },
        { code: 'weightKg', value: 130, unit: '磅' },
        { code: 'temperatureC', value: '' },
      ]),
    ).toEqual({
      values: { systolicMmHg: 137, fastingGlucoseMmolL: 6, heightCm: 162 },
      remarks: ['体重的单位“磅”不能换算'],
    })
  })

  test('a value at the edge of what is possible is taken, and beyond it is not', () => {
    for (const code of deviceValueCodes) {
      const { least, most, decimals } = deviceValues[code]
      const step = 10 ** -decimals
      for (const value of [least, most]) expect(readDeviceValues([{ code, value }]).values[code]).toBe(value)
      for (const value of [least - step, most + step])
        expect(readDeviceValues([{ code, value }]).values).toEqual({})
    }
  })

  test('whatever is told is either a value or a remark', () => {
    const told = fc.record({ code: fc.string({ minLength: 1 }), value: fc.oneof(fc.double(), fc.string()) })
    fc.assert(
      fc.property(told, (one) => {
        const { values, remarks } = readDeviceValues([one])
        const isNothing = typeof one.value === 'string' && one.value.trim() === ''
        expect(Object.keys(values).length + remarks.length).toBe(isNothing ? 0 : 1)
      }),
    )
  })

  test('a day file is read by its titles, with the unit in brackets', () => {
    expect(titlesOfDayFile(['东岭村卫生室体检日报'])).toBeNull()
    const titled = titlesOfDayFile(['姓 名', '证件号码', '检测日期', '时间', '高压（kPa）', '备注'])!
    const row = { sheet: '1', sheetRow: 3, cells: ['王秀英', '3203', '2026-11-20', '09:31', 18.3, '好'] }
    expect(measurementOfRow(titled, row, 'SN1')).toEqual({
      deviceSerial: 'SN1',
      takenAt: '2026-11-20 09:31',
      person: { idNumber: '3203', name: '王秀英' },
      values: { systolicMmHg: { value: '18.3', unit: 'kPa' } },
    })
  })

  test('codes of LOINC and of the devices’ own standard measure the same', () => {
    expect([valueOfObservation('8480-6'), valueOfObservation('150021')]).toEqual([
      'systolicMmHg',
      'systolicMmHg',
    ])
    expect(valueOfObservation('X-1')).toBe('X-1')
    expect(
      personOfIdentifiers([
        { number: '32039919500302122x', type: 'NI' },
        { number: '32039910120100077', type: 'MR' },
        { number: 'QY-2345-6789-ABCD-EFGH', type: '' },
        { number: '77', type: 'PI' },
      ]),
    ).toEqual({
      idNumber: '32039919500302122X',
      healthRecordNumber: '32039910120100077',
      serviceCard: 'QY-2345-6789-ABCD-EFGH',
    })
  })

  test('on the day of death it may be theirs, the day after not', () => {
    const found = {
      residentId: 'a',
      name: '王秀英',
      diedOn: localDate('2026-11-20'),
      by: 'id-number' as const,
    }
    const on = (day: string) =>
      matchOf({ numbers: ['id-number'], name: null, takenOn: localDate(day) }, [found]).residentId
    expect([on('2026-11-20'), on('2026-11-21')]).toEqual(['a', null])
  })

  test('today and the first day of the device can be used, tomorrow and the day before it cannot', () => {
    const today = localDate('2026-11-21')
    const device = { state: 'in-use' as const, since: localDate('2026-01-05') }
    const refusal = (day: string) =>
      refusalOf({ takenOn: localDate(day), values: 1, remarks: [] }, device, today)
    expect(['2026-11-21', '2026-01-05'].map(refusal)).toEqual([null, null])
    expect(['2026-11-22', '2026-01-04'].map((day) => refusal(day) !== null)).toEqual([true, true])
    expect(
      refusalOf({ takenOn: today, values: 1, remarks: [] }, { ...device, state: 'retired' }, today),
    ).toContain('报废')
  })
})
