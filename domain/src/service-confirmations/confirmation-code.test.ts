import { expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { codeSheetBlocks } from './code-sheet.ts'
import { confirmsAlso, triesCountFrom, triesLeft } from './confirmation-code.ts'

const day = localDate('2026-11-21')

test.each([
  ['that was never told', null, true],
  ['told at the same visit', { performedOn: day, performedBy: 'li' }, true],
  ['told the day before', { performedOn: localDate('2026-11-20'), performedBy: 'li' }, false],
  ['told to somebody else', { performedOn: day, performedBy: 'zhao' }, false],
])('a code %s confirms a service: %j → %s', (_, use, confirms) => {
  expect(confirmsAlso(use, { performedOn: day, performedBy: 'li' })).toBe(confirms)
})

test.each([
  [{ ofService: 0, ofWeek: 0 }, 5],
  [{ ofService: 4, ofWeek: 4 }, 1],
  [{ ofService: 5, ofWeek: 5 }, 0],
  [{ ofService: 0, ofWeek: 14 }, 1],
  [{ ofService: 0, ofWeek: 15 }, 0],
  [{ ofService: 0, ofWeek: 16 }, 0],
])('after %j wrong codes %i more may be typed', (wrong, left) => {
  expect(triesLeft(wrong)).toBe(left)
})

test('wrong codes of seven days count together', () => {
  expect(triesCountFrom(day)).toBe('2026-11-15')
})

test('the sheet shows each code by its number, three in a row, in two groups of three digits', () => {
  const codes = [3, 4, 5, 6, 7].map((position) => ({ position, code: `12345${position}` }))
  const table = codeSheetBlocks({
    residentName: '王秀英',
    villageName: '东岭村',
    countyName: '测试县',
    complaintPhone: null,
    codes,
  }).find((block) => block.type === 'table')!
  expect(table.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    ['3.　123 453', '4.　123 454', '5.　123 455'],
    ['6.　123 456', '7.　123 457', ''],
  ])
})
