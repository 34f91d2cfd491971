import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { percentText } from '../indicators/rate.ts'
import { contractColumns, totalOf } from './contract-table.ts'
import { rowProblems, statedPercentProblem, statedPercentProblems, sumProblems } from './integrity.ts'

const sound = {
  residents: 11_416,
  households: 2900,
  key: 3188,
  signed: 4454,
  'signed-households': 1149,
  'signed-key': 1300,
  'signed-before': 4400,
  added: 60,
  renewed: 300,
  ended: 6,
  'transferred-in': 2,
  'transferred-out': 2,
  'listed-elderly': 1500,
  'signed-elderly': 1500,
  fulfilled: 4454,
}

describe('a row of the contract table', () => {
  test('holds when every count is within its whole, also when it is all of it', () => {
    expect(rowProblems(sound, true)).toEqual([])
  })

  test.each([
    [{ residents: 4453 }, 'signed-within-population', '签约人数 4454 大于常住人口 4453。'],
    [{ households: 1148 }, 'signed-within-population', '签约户数 1149 大于户数 1148。'],
    [{ key: 1299 }, 'group-within-listed', '重点人群签约 1300 大于重点人群 1299。'],
    [{ 'listed-elderly': 1499 }, 'group-within-listed', '老年人已签 1500 大于老年人应签 1499。'],
    [{ fulfilled: 4455 }, 'fulfilled-within-signed', '履约人数 4455 大于签约人数 4454。'],
  ])('with %j it is said: %s', (change, rule, words) => {
    expect(rowProblems({ ...sound, ...change }, true)).toEqual([{ rule, words }])
  })

  test.each([
    ['ended', 5],
    ['added', 61],
    ['transferred-in', 3],
    ['transferred-out', 1],
    ['signed-before', 4401],
  ])('does not follow from the period before when %s is %i', (column, count) => {
    const [problem] = rowProblems({ ...sound, [column]: count }, true)
    expect(problem).toMatchObject({ rule: 'follows-period-before', words: expect.stringContaining('= 4455') })
    expect(rowProblems({ ...sound, [column]: count }, false)).toEqual([])
  })

  test('renewals move nothing', () => {
    expect(rowProblems({ ...sound, renewed: 0 }, true)).toEqual([])
  })
})

describe('totals', () => {
  const row = fc.record(Object.fromEntries(contractColumns.map(({ code }) => [code, fc.nat(100_000)])))

  test('the sum of villages is the township, in any order', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (villages) => {
        const township = totalOf(villages)
        expect(sumProblems(township, villages.toReversed())).toEqual([])
        expect(totalOf([totalOf(villages.slice(0, 2)), totalOf(villages.slice(2))])).toEqual(township)
      }),
    )
  })

  test('villages that hold make a township that holds', () => {
    expect(rowProblems(totalOf([sound, sound]), true)).toEqual([])
  })

  test('a total that is one off names its column and both numbers', () => {
    expect(sumProblems({ ...totalOf([sound]), signed: 4455 }, [sound])).toEqual([
      { rule: 'sum-of-parts', words: '签约人数：合计 4455，下级各单位之和 4454。' },
    ])
  })
})

describe('percentages as the source documents print them', () => {
  test.each([
    // requirements §33: figure, numerator, denominator, stated, recomputed, whether the two agree
    ['F05 签约率', 4454, 11_416, 39, '39.02%', true],
    ['F06 重点人群签约率', 1300, 3188, 40, '40.78%', false],
    ['F11 重点人群签约率', 8280, 13_482, 61.4, '61.42%', true],
    ['F12 履约率，分母是已签约', 4300, 8280, 51, '51.93%', false],
    ['F13 贫困人口签约率', 2302, 2447, 90.7, '94.07%', false],
    ['F14 贫困人口履约率', 800, 2302, 34, '34.75%', false],
  ])('%s: %i of %i', (_, numerator, denominator, stated, recomputed, agrees) => {
    const rate = { numerator, denominator }
    expect(percentText(rate)).toBe(recomputed)
    const problem = statedPercentProblem(rate, stated)
    expect(problem === null).toBe(agrees)
    if (problem)
      expect(problem.words).toBe(`写的是 ${stated}%，按 ${numerator}÷${denominator} 应为 ${recomputed}。`)
  })

  test.each([
    ['F03 户签约率', 3731, 6480, '57.58%'],
    ['F08 签约率', 22_444, 52_000, '43.16%'],
  ])('%s, which the source leaves out, is worked out', (_, numerator, denominator, recomputed) => {
    expect(percentText({ numerator, denominator })).toBe(recomputed)
  })

  test('F04, F07: counts without a percentage have none; F10: without a population it cannot be checked', () => {
    expect(percentText({ numerator: 11_105, denominator: 0 })).toBe('不适用')
    expect(statedPercentProblem({ numerator: 11_105, denominator: 0 }, 22)?.words).toContain('不适用')
  })

  test('0.05 points off still agree, a hundredth more does not', () => {
    const rate = { numerator: 1, denominator: 2 }
    expect([49.95, 50.05].map((stated) => statedPercentProblem(rate, stated))).toEqual([null, null])
    expect([49.94, 50.06].map((stated) => statedPercentProblem(rate, stated)?.rule)).toEqual([
      'stated-percent',
      'stated-percent',
    ])
  })

  test('in a text, the wrong one is found and the right one is left alone', () => {
    const text = '重点人群签约 8280/13482，签约率61.42%；贫困人口签约 2302/2447，签约率90.7%。'
    expect(statedPercentProblems('西河镇 90.7%（2302/2447）；东岭镇 94.07%（2302/2447）。')).toHaveLength(1)
    expect(statedPercentProblems(text).map(({ words }) => words)).toEqual([
      '写的是 90.7%，按 2302÷2447 应为 94.07%。',
    ])
  })
})
