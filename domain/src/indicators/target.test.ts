import { describe, expect, test } from 'vitest'
import { type IndicatorTarget, percentAsked, targetFor } from './target.ts'

const [village, otherVillage, town, otherTown, county] = [1, 2, 10, 20, 100] as number[] as [
  number,
  number,
  number,
  number,
  number,
]

const target = (
  percent: number,
  orgId: number | null,
  more: Partial<IndicatorTarget> = {},
): IndicatorTarget => ({
  indicator: 'key-coverage',
  year: 2026,
  orgId,
  percent,
  source: '县卫健〔2026〕3号',
  ...more,
})
const targets = [
  target(80, null),
  target(85, town),
  target(100, village),
  target(75, null, { year: 2025 }),
  target(40, null, { indicator: 'coverage' }),
]

test.each([
  [[village, town, county], 100, 'its own'],
  [[otherVillage, town, county], 85, "its township's"],
  [[otherVillage, otherTown, county], 80, "the county's general one"],
  [[], 80, 'the general one for no place in particular'],
])('for %j the target is %d: %s', (places, percent) => {
  expect(targetFor(targets, 'key-coverage', 2026, places)?.percent).toBe(percent)
})

test("last year's target stays with last year", () => {
  expect(targetFor(targets, 'key-coverage', 2025, [town])?.percent).toBe(75)
})

test('each figure has its own target', () => {
  expect(targetFor(targets, 'coverage', 2026, [town])?.percent).toBe(40)
})

test('where nobody has set a target there is none', () => {
  expect(targetFor(targets, 'served', 2026, [town])).toBeNull()
  expect(targetFor(targets, 'key-coverage', 2027, [town])).toBeNull()
})

test('a class of villages has its own target, nearer than the township and not for it', () => {
  const classed: IndicatorTarget[] = [
    { indicator: 'coverage', year: 2026, orgId: null, villageClass: '山区', percent: 45, source: '' },
    { indicator: 'coverage', year: 2026, orgId: town, percent: 55, source: '' },
    { indicator: 'coverage', year: 2026, orgId: null, percent: 60, source: '' },
  ]
  const of = (...places: (number | string)[]) => targetFor(classed, 'coverage', 2026, places)?.percent
  expect(of(town + 201, '山区', town)).toBe(45)
  expect(of(town + 201, '平原', town)).toBe(55)
  expect(of(town)).toBe(55)
  expect(of()).toBe(60)
})

describe('较上年末提高', () => {
  test.each<[number, number | null, [number, number], number | null]>([
    [75, null, [39, 100], 75],
    [100, 2, [4454, 11_416], 41.02],
    [75, 3, [740, 1000], 75],
    [100, 3, [99, 100], 100],
    [75, 1, [0, 0], null],
  ])('at most %f with a step of %s from %j: %s', (percent, step, [numerator, denominator], asked) => {
    expect(percentAsked({ percent, step }, { numerator, denominator })).toBe(asked)
  })

  test.each<[number, number | null, number | null, [number, number], number | null]>([
    [75, 3, 40, [0, 0], 43],
    [42, 3, 40, [0, 0], 42],
    [75, 3, 0, [0, 0], 3],
    [75, 3, 40, [39, 100], 42],
    [75, 3, 40, [0, 100], 3],
    [75, null, 40, [0, 0], 75],
  ])(
    'at most %f, %s more than %s stated at first, from %j: %s',
    (percent, step, startPercent, [n, d], asked) => {
      expect(percentAsked({ percent, step, startPercent }, { numerator: n, denominator: d })).toBe(asked)
    },
  )
})
