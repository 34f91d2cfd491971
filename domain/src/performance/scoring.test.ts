import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pointsOf, type ScoringMethod } from './scoring.ts'

const rate = (numerator: number, denominator = 1000) =>
  ({ kind: 'rate', rate: { numerator, denominator } }) as const

describe('按差距扣分: so much for each percentage point below the target', () => {
  const method: ScoringMethod = { kind: 'shortfall', targetPercent: 70, perPoint: 0.5 }
  test.each([
    ['at the target', 700, 4000],
    ['above it', 900, 4000],
    ['one point below', 690, 3950],
    ['a tenth of a point below', 699, 3995],
    ['so far below that nothing is left', 0, 500],
  ])('%s', (_, numerator, points) => {
    expect(pointsOf(method, 4000, rate(numerator))).toBe(points)
  })
  test('never below nothing, and nobody to ask about does not apply', () => {
    expect(pointsOf({ ...method, perPoint: 5 }, 1000, rate(0))).toBe(0)
    expect(pointsOf(method, 1000, rate(0, 0))).toBeNull()
  })
  test('a higher rate never scores less', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.nat(100), (a, b, target) => {
        const of = (numerator: number) =>
          pointsOf({ ...method, targetPercent: target }, 4000, rate(numerator))!
        expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)))
      }),
    )
  })
})

describe('超额加分: so much for each percentage point above the target, up to the line’s weight', () => {
  const method: ScoringMethod = { kind: 'surplus', targetPercent: 70, perPoint: 0.5 }
  test.each([
    ['below it', 699, 0],
    ['at the target', 700, 0],
    ['a tenth of a point above', 701, 5],
    ['one point above', 710, 50],
    ['ten points above', 800, 500],
    ['more than the line gives', 900, 500],
  ])('%s', (_, numerator, points) => {
    expect(pointsOf(method, 500, rate(numerator))).toBe(points)
  })
  test('nobody to ask about does not apply', () => {
    expect(pointsOf(method, 500, rate(0, 0))).toBeNull()
  })
})

describe('按次数分档: the highest band that is reached, in whatever order they are written', () => {
  const method: ScoringMethod = {
    kind: 'times-steps',
    bands: [
      { fromTimes: 4, points: 6 },
      { fromTimes: 12, points: 10 },
    ],
  }
  test.each([
    [3, 0],
    [4, 600],
    [11, 600],
    [12, 1000],
    [40, 1000],
  ])('%i times are %i', (cases, points) => {
    expect(pointsOf(method, 1000, { kind: 'cases', cases })).toBe(points)
  })
})
