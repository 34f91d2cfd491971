import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { populations } from '../populations/population.ts'
import { countStandings, noCounts, type StandingCount, sumCounts } from './count.ts'
import {
  bitsOfTraits,
  noStanding,
  ownTraits,
  programmeTraits,
  type Standing,
  traits,
  vaccineTraits,
} from './flags.ts'
import { indicatorOf, indicators, isIn, partMask } from './indicator.ts'
import { defaultIndicatorPolicy } from './indicator-policy.ts'
import { standingOn } from './standing.ts'

const anyStanding: fc.Arbitrary<StandingCount> = fc.record({
  populationBits: fc.nat({ max: 2 ** Object.keys(populations).length - 1 }),
  traitBits: fc.nat({ max: 2 ** traits.length - 1 }),
  programmeBits: fc.nat({ max: 2 ** programmeTraits.length - 1 }),
  vaccineBits: fc.nat({ max: 2 ** vaccineTraits.length - 1 }),
  ownBits: fc.nat({ max: 2 ** ownTraits.length - 1 }),
  residents: fc.nat({ max: 50 }),
})
const anyStandings = fc.array(anyStanding, { maxLength: 30 })

describe('every figure', () => {
  test.each(indicators)(
    '$code has a name, a definition with ÷ and a source',
    ({ name, definition, source }) => {
      expect(name).toMatch(/(率|占比)$/)
      expect(definition).toContain('÷')
      expect(source).not.toBe('')
    },
  )

  test('has a code of its own', () => {
    expect(new Set(indicators.map(({ code }) => code)).size).toBe(indicators.length)
    for (const indicator of indicators) expect(indicatorOf(indicator.code)).toBe(indicator)
    expect(indicatorOf('no-such-figure')).toBeUndefined()
  })

  test('counts only people who live here', () => {
    for (const { code } of indicators) {
      expect(partMask(code, 'denominator').all.traitBits & bitsOfTraits(['resident'])).not.toBe(0)
    }
  })

  test('each key population has its own coverage', () => {
    for (const population of Object.keys(populations))
      expect(indicatorOf(`coverage-${population}`)).toBeDefined()
  })

  test('fits into 32 bits', () => {
    expect(traits.length).toBeLessThanOrEqual(31)
    expect(programmeTraits.length).toBeLessThanOrEqual(31)
    expect(Object.keys(populations).length).toBeLessThanOrEqual(31)
  })
})

describe('who is in a figure', () => {
  const standing = (...has: Parameters<typeof bitsOfTraits>[0][]): Standing => ({
    ...noStanding,
    traitBits: bitsOfTraits(has.flatMap((one) => [...one])),
  })

  test.each([
    ['a signed resident', standing(['resident', 'signed']), true, true, false],
    ['an unsigned one', standing(['resident']), true, false, true],
    ['who moved away, though still marked signed', standing(['signed']), false, false, false],
  ])('签约率: %s', (_who, who, denominator, numerator, gap) => {
    expect(isIn(who, 'coverage', 'denominator')).toBe(denominator)
    expect(isIn(who, 'coverage', 'numerator')).toBe(numerator)
    expect(isIn(who, 'coverage', 'gap')).toBe(gap)
  })

  test('the numerator is within the denominator, and the gap is the rest of it', () => {
    fc.assert(
      fc.property(anyStanding, fc.constantFrom(...indicators), (standing, { code }) => {
        const parts = [isIn(standing, code, 'numerator'), isIn(standing, code, 'gap')]
        return parts.filter(Boolean).length === (isIn(standing, code, 'denominator') ? 1 : 0)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('counting', () => {
  test('a figure counts exactly those who are in it', () => {
    fc.assert(
      fc.property(anyStandings, (standings) => {
        const { denominators, numerators } = countStandings(standings)
        for (const [index, { code }] of indicators.entries()) {
          const residents = (part: 'denominator' | 'numerator') =>
            standings.reduce((sum, one) => sum + (isIn(one, code, part) ? one.residents : 0), 0)
          expect(denominators[index]).toBe(residents('denominator'))
          expect(numerators[index]).toBe(residents('numerator'))
        }
      }),
    )
  })

  test('the order of the residents does not matter', () => {
    fc.assert(
      fc.property(anyStandings, (standings) => {
        expect(countStandings(standings.toReversed())).toEqual(countStandings(standings))
      }),
    )
  })

  test('a county is the sum of its villages', () => {
    fc.assert(
      fc.property(fc.array(anyStandings, { maxLength: 6 }), (villages) => {
        expect(sumCounts(villages.map(countStandings))).toEqual(countStandings(villages.flat()))
      }),
    )
  })

  test('no more people count than are asked about', () => {
    fc.assert(
      fc.property(anyStandings, (standings) => {
        const { denominators, numerators } = countStandings(standings)
        return numerators.every((numerator, index) => numerator <= denominators[index]!)
      }),
    )
  })

  test('of nobody every figure is empty', () => {
    expect(countStandings([])).toEqual(noCounts())
  })

  test('more people are in the populations together than in the total of key people, where somebody has two', () => {
    const day = localDate('2026-11-21')
    const belongs = (population: 'hypertension' | 'disabled') =>
      ({ population, since: localDate('2020-01-01'), until: null, source: 'declared' }) as const
    const facts = {
      residentId: 'li',
      birthDate: localDate('1980-01-01'),
      sex: 'male' as const,
      registeredOn: localDate('2020-01-01'),
      diedOn: null,
      movedOutOn: null,
      awaySince: null,
      awayUntil: null,
      populations: [belongs('hypertension'), belongs('disabled')],
      agreements: [],
      services: [],
    }
    const counts = countStandings([{ ...standingOn(day, facts, [], defaultIndicatorPolicy), residents: 1 }])
    const listed = (code: string) => counts.denominators[indicators.findIndex((one) => one.code === code)]
    expect([listed('coverage-hypertension'), listed('coverage-disabled'), listed('key-coverage')]).toEqual([
      1, 1, 1,
    ])
  })
})
