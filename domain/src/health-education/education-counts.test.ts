import { expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { type CountedActivity, educationCounts } from './education-counts.ts'
import { type EducationKind, nationalEducationPolicy } from './education-policy.ts'

const activity = (kind: EducationKind, topic: string, heldOn = '2026-03-01'): CountedActivity => ({
  kind,
  topic,
  heldOn: localDate(heldOn),
})
const at = (day: string, year = 2026) => ({ year, today: localDate(day) })
const counted = (activities: CountedActivity[], kind: EducationKind) =>
  educationCounts('township', activities, at('2026-11-21'), nationalEducationPolicy).find(
    (one) => one.kind === kind,
  )!

test('a leaflet handed out twice is one kind, two lectures of one topic are two', () => {
  expect(counted([activity('material', '高血压'), activity('material', '高血压 ')], 'material').done).toBe(1)
  expect(counted([activity('lecture', '高血压'), activity('lecture', '高血压')], 'lecture').done).toBe(2)
})

test('only the year counts, from its first to its last day', () => {
  const days = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01']
  expect(
    counted(
      days.map((day) => activity('lecture', '防跌倒', day)),
      'lecture',
    ).done,
  ).toBe(2)
})

test('the numbers of the specification for a township hospital and a village clinic', () => {
  const required = (level: 'township' | 'village') =>
    educationCounts(level, [], at('2026-11-21'), nationalEducationPolicy).map((one) => one.required)
  expect(required('township')).toEqual([12, 6, 12, 9, 12])
  expect(required('village')).toEqual([12, 0, 6, 0, 6])
})

test.each([
  ['2026-01-31', 2026, 1],
  ['2026-06-30', 2026, 6],
  ['2026-12-31', 2026, 12],
  ['2027-01-01', 2026, 12],
  ['2026-12-31', 2027, 0],
])('on %s, of 12 lectures in %i there should be %i', (day, year, byNow) => {
  const counts = educationCounts('township', [], at(day, year), nationalEducationPolicy)
  expect(counts.find(({ kind }) => kind === 'lecture')!.byNow).toBe(byNow)
})
