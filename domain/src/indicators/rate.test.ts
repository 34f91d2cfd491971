import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  meetsTarget,
  nextTargetPercent,
  percentOf,
  percentText,
  type Rate,
  shortfall,
  sumOf,
} from './rate.ts'

const of = (numerator: number, denominator: number): Rate => ({ numerator, denominator })

describe('the figures of the source documents, recomputed', () => {
  test.each([
    ['F03 households signed', 3731, 6480, '57.58%'],
    ['F05 people signed', 4454, 11416, '39.02%'],
    ['F06 key people signed', 1300, 3188, '40.78%'],
    ['F06 key share of the population', 3188, 11416, '27.93%'],
    ['F06 key share of the signed', 1300, 4454, '29.19%'],
    ['F08 people signed', 22444, 52000, '43.16%'],
    ['F11 key people signed', 8280, 13482, '61.42%'],
    ['F12 key people fulfilled, of the signed', 4300, 8280, '51.93%'],
    ['F12 key people fulfilled, of the listed', 4300, 13482, '31.89%'],
    ['F13 poor signed, printed as 90.7 %', 2302, 2447, '94.07%'],
    ['F13 what 90.7 % would have been', 2219, 2447, '90.68%'],
    ['F14 poor fulfilled, printed as 34 %', 800, 2302, '34.75%'],
    ['F14 poor fulfilled, of the listed', 800, 2447, '32.69%'],
    ['F15 key share of the signed', 8280, 11105, '74.56%'],
    ['C2 personalised', 36, 400, '9.00%'],
    ['C3 hypertension standardised', 412, 600, '68.67%'],
    ['C4 elderly examined', 940, 1300, '72.31%'],
    ['C5 assessed with a plan', 1800, 2000, '90.00%'],
    ['D3 uploaded from devices', 820, 900, '91.11%'],
    ['authenticity', 46, 47, '97.87%'],
  ])('%s: %i of %i is %s', (_what, numerator, denominator, text) => {
    expect(percentText(of(numerator, denominator))).toBe(text)
  })
})

describe('a percentage has two decimals, half up', () => {
  test.each([
    [1, 3, 33.33],
    [2, 3, 66.67],
    [1, 8, 12.5],
    [1, 800, 0.13, 'exactly half rounds up'],
    [3, 800, 0.38, 'exactly half rounds up'],
    [124, 99200, 0.13, 'the same half in other numbers'],
    [123, 99200, 0.12, 'just under half'],
    [0, 5, 0],
    [5, 5, 100],
    [99999, 100000, 100],
    [99994, 100000, 99.99],
    [1, 1_000_000, 0],
    [50, 1_000_000, 0.01],
    [49, 1_000_000, 0],
  ] as [number, number, number, string?][])('%i of %i is %d', (numerator, denominator, percent) => {
    expect(percentOf(of(numerator, denominator))).toBe(percent)
  })

  test('without a denominator it does not apply: neither 0 nor 100', () => {
    expect(percentOf(of(0, 0))).toBeNull()
    expect(percentText(of(0, 0))).toBe('不适用')
    expect(meetsTarget(of(0, 0), 0)).toBeNull()
    expect(shortfall(of(0, 0), 80)).toBe(0)
  })
})

describe('a target is compared unrounded', () => {
  test.each([
    [80, 100, 80, true, 'exactly'],
    [79, 100, 80, false, 'one short'],
    [79_996, 100_000, 80, false, 'shows as 80.00 and misses'],
    [80_000, 100_000, 80, true, 'shows as 80.00 and reaches'],
    [57, 60, 95, true, 'C6: 57 of 60 is 95 exactly'],
    [4454, 11416, 40, false, 'B1'],
    [4454, 11416, 39.02, false, 'shows as 39.02 and misses 39.02'],
    [4454, 11416, 39.01, true, 'above'],
    [412, 600, 64, true, 'C3'],
    [1, 3, 33.33, true, 'a third is above 33.33'],
    [1, 3, 33.34, false, 'a third is below 33.34'],
    [0, 10, 0, true, 'no target is always reached'],
    [10, 10, 100, true, 'full cover'],
    [9, 10, 100, false, 'one is missing'],
  ] as [number, number, number, boolean, string][])('%i of %i against %d: %s (%s)', (n, d, target, met) => {
    expect(meetsTarget(of(n, d), target)).toBe(met)
  })
})

describe('how many are missing', () => {
  test.each([
    [4454, 11416, 40, 113, '4567 of 11416 is 40.005 %'],
    [8280, 13482, 80, 2506],
    [2302, 2447, 100, 145],
    [412, 600, 64, 0, 'reached'],
    [383, 600, 64, 1, '384 of 600 is 64 % exactly'],
    [384, 600, 64, 0],
    [0, 1, 0.01, 1, 'one person cannot be a part of a person'],
    [0, 3, 33.34, 2],
    [0, 3, 33.33, 1],
  ] as [number, number, number, number, string?][])('%i of %i to %d %: %i', (n, d, target, missing) => {
    expect(shortfall(of(n, d), target)).toBe(missing)
  })

  const rate = fc
    .nat({ max: 1_000_000 })
    .chain((denominator) =>
      fc.record({ numerator: fc.nat({ max: denominator }), denominator: fc.constant(denominator) }),
    )
  const target = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)

  test('with them the target is reached, and with one fewer it is not', () => {
    fc.assert(
      fc.property(rate, target, (rate, target) => {
        const missing = shortfall(rate, target)
        if (rate.denominator === 0) return missing === 0
        const after = { ...rate, numerator: rate.numerator + missing }
        const before = { ...rate, numerator: after.numerator - 1 }
        return meetsTarget(after, target) === true && (missing === 0 || meetsTarget(before, target) === false)
      }),
    )
  })

  test('nobody is missing exactly when the target is met', () => {
    fc.assert(
      fc.property(
        rate,
        target,
        (rate, target) => (shortfall(rate, target) === 0) === (meetsTarget(rate, target) ?? true),
      ),
    )
  })

  test('a rate shown is never more than half a hundredth off', () => {
    fc.assert(
      fc.property(rate, (rate) => {
        const percent = percentOf(rate)
        return (
          percent === null || Math.abs(percent - (rate.numerator / rate.denominator) * 100) <= 0.005 + 1e-9
        )
      }),
    )
  })
})

describe('a rate over several units', () => {
  test('sums people, and does not average percentages', () => {
    expect(sumOf([of(1, 2), of(90, 100)])).toEqual(of(91, 102))
    expect(sumOf([])).toEqual(of(0, 0))
  })
})

describe("the next year's target", () => {
  test.each([
    [4454, 11416, 3, null, 42.02, 'points, not percent of the old value'],
    [4454, 11416, 1, null, 40.02],
    [740, 1000, 3, 75, 75, 'not beyond the cap of 2035'],
    [740, 1000, 3, null, 77, 'a county without a cap goes on'],
    [99, 100, 3, null, 100, 'never more than all'],
  ] as [number, number, number, number | null, number, string?][])(
    '%i of %i and %d points, cap %s: %d',
    (n, d, step, cap, next) => {
      expect(nextTargetPercent(percentOf(of(n, d)), step, cap)).toBe(next)
    },
  )

  test('has nothing to start from without a denominator', () => {
    expect(nextTargetPercent(percentOf(of(0, 0)), 1, null)).toBeNull()
  })
})
