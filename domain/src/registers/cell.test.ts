import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LocalDate } from '../days/local-date.ts'
import { checkCharacter } from '../residents/id-number.ts'
import { readOnce } from './cell.ts'
import { readIdCell } from './id-cell.ts'
import { readPhone } from './person-cells.ts'

const TODAY = '2026-11-20' as LocalDate

test('a short text is read once, a long one each time, and what was read is let go when it becomes much', () => {
  const asked: unknown[] = []
  const read = readOnce((cell) => {
    asked.push(cell)
    return cell === '无' ? undefined : `${cell}!`
  })
  const long = '江东县东岭镇东岭村1组88号'
  for (const cell of ['1组', '1组', 1, 1, '1', null, null, '无', '无', long, long]) {
    expect(read(cell)).toBe(cell === '无' ? undefined : `${cell}!`)
  }
  expect(asked).toEqual(['1组', 1, '1', null, '无', long, long])

  for (let group = 0; group < 1_000; group++) read(`第${group}组`)
  read('1组')
  expect(asked.filter((cell) => cell === '1组')).toHaveLength(2)
})

test('a cell of 18 characters and nothing else says what it says with blanks around it', () => {
  const year = fc.integer({ min: 1790, max: 2030 })
  const part = fc.integer({ min: 0, max: 33 }).map((number) => String(number).padStart(2, '0'))
  const seventeen = fc
    .tuple(fc.constantFrom('320681', '999999', '810000', '910156'), year, part, part, part, fc.nat(9))
    .map((parts) => parts.join(''))
  const number = fc.oneof(
    seventeen.map((digits) => digits + checkCharacter(digits)),
    fc.tuple(seventeen, fc.constantFrom(...'0123456789X')).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(number, (text) => {
      expect(readIdCell(text, TODAY)).toEqual(readIdCell(` ${text}　`, TODAY))
    }),
  )
})

test('a cell of eleven digits and nothing else says what it says with blanks around it', () => {
  const digits = fc.stringMatching(/^[01][1-9]\d{8,10}$/)
  fc.assert(fc.property(digits, (text) => void expect(readPhone(text)).toEqual(readPhone(` ${text}`))))
})
