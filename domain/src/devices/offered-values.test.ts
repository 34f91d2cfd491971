import { expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { findForm } from '../forms/forms.ts'
import { type Measured, offeredValues } from './offered-values.ts'

const today = localDate('2026-11-21')
const hypertension = findForm('hypertension-follow-up')!
const measured = (values: Measured['values'], on = '2026-11-21', at: string | null = null): Measured => ({
  takenOn: localDate(on),
  takenAt: at,
  deviceSerial: 'YTJ-1',
  values,
})
const offered = (filled: object, ...all: Measured[]) =>
  offeredValues(hypertension, filled as never, all, today).map(({ field, value }) => [field, value])

test('what was measured on the day is offered for empty boxes, the latest of several', () => {
  const morning = measured({ systolicMmHg: 150, diastolicMmHg: 90 }, '2026-11-21', '2026-11-21T00:30:00Z')
  const noon = measured({ systolicMmHg: 138 }, '2026-11-21', '2026-11-21T04:00:00Z')
  expect(offered({}, morning, noon)).toEqual([
    ['systolicMmHg', 138],
    ['diastolicMmHg', 90],
  ])
  expect(offered({ systolicMmHg: 140 }, morning, noon)).toEqual([['diastolicMmHg', 90]])
})

test('nothing of the day before or after is offered', () => {
  expect(offered({}, measured({ systolicMmHg: 150 }, '2026-11-20'))).toEqual([])
  expect(offered({}, measured({ systolicMmHg: 150 }, '2026-11-22'))).toEqual([])
})

test('a box that holds whole numbers is offered one; what the form does not ask is not', () => {
  expect(offered({}, measured({ systolicMmHg: 137.6, oxygenSaturationPercent: 97 }))).toEqual([
    ['systolicMmHg', 138],
  ])
})
