import { describe, expect, test } from 'vitest'
import { byGapToTarget, type Figure, sizeOfPart, standingWords, toneOf, valueWords } from './figure.ts'

const figure = (more: Partial<Figure>): Figure => ({
  code: 'coverage',
  name: '签约率',
  group: 'signing',
  unit: 'person',
  counted: '已签约',
  missing: '未签约',
  definition: '',
  orgId: 1,
  doctorId: null,
  level: 'village',
  placeName: '东岭村',
  numerator: 0,
  denominator: 0,
  value: null,
  target: null,
  targetSource: null,
  meetsTarget: null,
  shortfall: null,
  populationOn: '2026-11-21' as Figure['populationOn'],
  computedAt: '2026-11-21T00:00:00.000Z',
  ...more,
})

describe('a figure in words', () => {
  test.each([
    [{ value: 39.02 }, '39.02%'],
    [{ value: 80 }, '80.00%'],
    [{ value: 0 }, '0.00%'],
    [{ value: null }, '不适用'],
  ])('%o is %s', (more, words) => {
    expect(valueWords(figure(more))).toBe(words)
  })

  test.each([
    [{ target: null }, '未设目标', 'none'],
    [{ target: 80, meetsTarget: true, shortfall: 0 }, '达标', 'reached'],
    [{ target: 80, meetsTarget: false, shortfall: 1234 }, '差1,234人', 'short'],
    [{ target: 80, meetsTarget: false, shortfall: 3, unit: 'household' as const }, '差3户', 'short'],
    [{ target: 80, meetsTarget: null, shortfall: 0 }, '不适用', 'none'],
  ])('%o: %s', (more, words, tone) => {
    expect(standingWords(figure(more))).toBe(words)
    expect(toneOf(figure(more))).toBe(tone)
  })
})

test('places are in the order of their distance from the target, what does not apply last', () => {
  const places = [
    figure({ placeName: '达标村', value: 90, target: 80 }),
    figure({ placeName: '空村', value: null, target: 80 }),
    figure({ placeName: '差远村', value: 40, target: 80 }),
    figure({ placeName: '高目标村', value: 70, target: 100 }),
    figure({ placeName: '差一点村', value: 79, target: 80 }),
  ]
  expect(places.toSorted(byGapToTarget).map(({ placeName }) => placeName)).toEqual([
    '差远村',
    '高目标村',
    '差一点村',
    '达标村',
    '空村',
  ])
})

test('the gap is who is asked about and does not count', () => {
  const one = figure({ numerator: 3, denominator: 10 })
  expect((['numerator', 'denominator', 'gap'] as const).map((part) => sizeOfPart(one, part))).toEqual([
    3, 10, 7,
  ])
})
