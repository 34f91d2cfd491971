import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authenticityRate, needsLargerSample, type SpotResult } from './result.ts'
import { defaultSamplingPolicy, drawSample, sampleSize } from './sample.ts'

const many = (result: SpotResult, count: number): SpotResult[] => new Array(count).fill(result)

describe('抽样', () => {
  test.each([
    [38, 10],
    [412, 21],
    [7, 7],
    [0, 0],
    [200, 10],
    [201, 11],
  ])('of %i services %i are checked', (services, size) => {
    expect(sampleSize(services, defaultSamplingPolicy)).toBe(size)
  })

  test('a clean record halves the sample', () => {
    expect(sampleSize(412, defaultSamplingPolicy, true)).toBe(11)
    expect(sampleSize(3, defaultSamplingPolicy, true)).toBe(3)
  })

  const candidates = fc.uniqueArray(
    fc.record({ recordId: fc.uuid(), weight: fc.integer({ min: 1, max: 9 }) }),
    {
      selector: ({ recordId }) => recordId,
      maxLength: 60,
    },
  )

  test('the same seed draws the same services, in whatever order they come; each once', () => {
    fc.assert(
      fc.property(candidates, fc.nat(70), fc.string(), (all, size, seed) => {
        const drawn = drawSample(all, size, seed)
        expect(drawSample([...all].reverse(), size, seed)).toEqual(drawn)
        expect(new Set(drawn).size).toBe(Math.min(size, all.length))
      }),
    )
  })

  test('a larger sample keeps the smaller one', () => {
    fc.assert(
      fc.property(candidates, fc.nat(30), fc.nat(30), fc.string(), (all, size, more, seed) => {
        expect(drawSample(all, size + more, seed).slice(0, size)).toEqual(
          drawSample(all, size, seed).slice(0, size),
        )
      }),
    )
  })

  test('what is questioned is drawn about so much more often as it weighs', () => {
    const all = Array.from({ length: 100 }, (_, index) => ({
      recordId: `r${index}`,
      weight: index < 10 ? 5 : 1,
    }))
    let questioned = 0
    for (let seed = 0; seed < 2000; seed++) {
      const [first] = drawSample(all, 1, `seed ${seed}`)
      if (Number(first!.slice(1)) < 10) questioned++
    }
    expect(questioned / 2000).toBeCloseTo(50 / 140, 1)
  })
})

describe('真实率', () => {
  test('46 genuine, 1 fake, 3 not reached are 46 of 47', () => {
    const results = [...many('genuine', 46), ...many('fake', 1), ...many('unreachable', 3)]
    expect(authenticityRate(results)).toEqual({ numerator: 46, denominator: 47, unreachable: 3 })
    expect(needsLargerSample(results)).toBe(false)
  })

  test('a fifth not reached is enough, more is not', () => {
    expect(needsLargerSample([...many('genuine', 8), ...many('unreachable', 2)])).toBe(false)
    expect(needsLargerSample([...many('genuine', 7), ...many('unreachable', 2)])).toBe(true)
  })
})
