import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayOfMonthOf, localDate, monthOf, toDayNumber, yearOf } from '../days/local-date.ts'
import { canMean, readDate } from './date-cell.ts'

const today = localDate('2026-11-20')

describe('a date as clerks write it', () => {
  test.each([
    ['1963-11-12', '1963-11-12'],
    ['1963.11.12', '1963-11-12'],
    ['1968/4/18', '1968-04-18'],
    ['1938年11月5日', '1938-11-05'],
    ['1938年11月5号', '1938-11-05'],
    ['1938年11月5', '1938-11-05'],
    ['1938年 11月 5日', '1938-11-05'],
    ['1950年3月2日生', '1950-03-02'],
    ['19630506', '1963-05-06'],
    [19630506, '1963-05-06'],
    ['１９６３年５月６日', '1963-05-06'],
    ['１９６３．０５．０６', '1963-05-06'],
    ['1963。5。6', '1963-05-06'],
    ['1963、5、6', '1963-05-06'],
    ['1963,5,6', '1963-05-06'],
    ['1963 05 06', '1963-05-06'],
    ['1963-05-06 00:00:00', '1963-05-06'],
    ['1963-05-06T00:00:00.000Z', '1963-05-06'],
    ['1963/5/6 0:00', '1963-05-06'],
    [' 1963-5-6 ', '1963-05-06'],
    ['一九六三年五月六日', '1963-05-06'],
    ['一九六三年十一月二十六日', '1963-11-26'],
    ['二〇〇一年十月三十日', '2001-10-30'],
    ['一九六三年十一月○六日', '1963-11-06'],
    ['二OO一年三月二日', '2001-03-02'],
    ["'1963-05-06", '1963-05-06'],
    ['1963—05—06', '1963-05-06'],
    ['1963_05_06', '1963-05-06'],
    ['公元1963年5月6日', '1963-05-06'],
    ['1963-05-06（阳历）', '1963-05-06'],
    ['6-May-1963', '1963-05-06'],
    ['May 6, 1963', '1963-05-06'],
    ['11/30/1963', '1963-11-30'],
    ['30/11/1963', '1963-11-30'],
    ['5/5/1963', '1963-05-05'],
    [22955, '1962-11-05'],
    ['22955', '1962-11-05'],
    [2, null],
  ])('%j is %s', (cell, day) => {
    const reading = readDate(cell, today)
    expect(reading.kind === 'day' ? reading.day : null).toBe(day)
  })

  test.each([
    ['63.5.6', ['1963-05-06']],
    ['15/3/2', ['2015-03-02', '1915-03-02']],
    ['150302', ['2015-03-02', '1915-03-02']],
    ['631112', ['1963-11-12']],
    ['06-May-63', ['1963-05-06']],
    ['261121', ['1926-11-21']],
    ['261120', ['2026-11-20', '1926-11-20']],
    ['5/6/1998', ['1998-05-06', '1998-06-05']],
  ])('%j may be %j', (cell, days) => {
    expect(readDate(cell, today)).toMatchObject({ kind: 'ambiguous', days })
  })

  test.each([
    ['1950年3月', 1950, 3],
    ['1950.3', 1950, 3],
    [1950.03, 1950, 3],
    [1950.11, 1950, 11],
    ['1950-03', 1950, 3],
    ['195003', 1950, 3],
    [1950.1, 1950, null],
    ['1950年', 1950, null],
    ['1950', 1950, null],
    [1950, 1950, null],
    ['19500300', 1950, 3],
  ])('%j says no more than year %i, month %s', (cell, year, month) => {
    expect(readDate(cell, today)).toEqual({ kind: 'partial', year, month })
  })

  test.each([
    ['1963-02-29', 'no-such-day'],
    ['19631305', 'no-such-day'],
    ['1963年13月1日', 'no-such-day'],
    ['631332', 'no-such-day'],
    ['农历1963年5月6日', 'lunar'],
    ['1963年腊月初八', 'lunar'],
    ['不记得', 'not-a-date'],
    ['320399196311125960', 'not-a-date'],
  ])('%j is not read: %s', (cell, why) => {
    expect(readDate(cell, today)).toEqual({ kind: 'unreadable', why })
  })

  test.each(['', '  ', '/', '无', '不详', null, undefined])('%j says nothing', (cell) => {
    expect(readDate(cell, today)).toEqual({ kind: 'blank' })
  })

  const anyDay = fc.integer({ min: 0, max: 46_000 }).map((days) => addDays(localDate('1900-03-01'), days))
  const shapes = [
    (y: number, m: number, d: number) => `${y}.${m}.${d}`,
    (y: number, m: number, d: number) => `${y}/${m}/${d}`,
    (y: number, m: number, d: number) => `${y}年${m}月${d}日`,
    (y: number, m: number, d: number) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
    (y: number, m: number, d: number) => y * 10_000 + m * 100 + d,
    (y: number, m: number, d: number) => `${String(y % 100).padStart(2, '0')}.${m}.${d}`,
    (y: number, m: number) => `${y}年${m}月`,
    (y: number) => `${y}`,
  ]

  test('whatever the shape, the day that was meant is among the readings', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...shapes), (day, shape) =>
        canMean(readDate(shape(yearOf(day), monthOf(day), dayOfMonthOf(day)), today), day),
      ),
    )
  })

  test('a serial number of Excel is the day it stands for', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const serial = toDayNumber(day) - toDayNumber(localDate('1899-12-30'))
        return serial <= 2026 || canMean(readDate(serial, today), day)
      }),
    )
  })

  test('no text makes it fail', () => {
    fc.assert(fc.property(fc.string(), (text) => readDate(text, today).kind.length > 0))
  })
})
