import { describe, expect, test } from 'vitest'
import { countStandings, type StandingCount } from '../indicators/count.ts'
import { bitsOfPopulations, bitsOfTraits, noStanding, type Trait } from '../indicators/flags.ts'
import { type IndicatorCode, indicators } from '../indicators/indicator.ts'
import { percentText } from '../indicators/rate.ts'
import { capsOfTeam } from '../teams/capacity.ts'
import { statedPercentProblem } from './integrity.ts'
import { sourceFigures } from './source-figures.ts'

const people = (residents: number, traits: readonly Trait[], isPoor = false): StandingCount => ({
  ...noStanding,
  traitBits: bitsOfTraits(traits),
  populationBits: bitsOfPopulations(isPoor ? ['registered-poor'] : []),
  residents,
})

/** A county of so many people as a document counts them, each with the marks that the register would give them. */
const counties: Record<string, { code: IndicatorCode; standings: StandingCount[] }> = {
  F03: {
    code: 'household-coverage',
    standings: [
      people(3731, ['resident', 'household', 'household-signed']),
      people(6480 - 3731, ['resident', 'household']),
      // 26,990 people live in them; who heads no household is no household.
      people(26_990 - 6480, ['resident']),
    ],
  },
  F05: {
    code: 'coverage',
    standings: [people(4454, ['resident', 'signed']), people(11_416 - 4454, ['resident'])],
  },
  F06: {
    code: 'key-coverage',
    standings: [
      people(1300, ['resident', 'key', 'signed']),
      people(3188 - 1300, ['resident', 'key']),
      people(4454 - 1300, ['resident', 'signed']),
    ],
  },
  F08: {
    code: 'coverage',
    standings: [people(22_444, ['resident', 'signed']), people(52_000 - 22_444, ['resident'])],
  },
  F11: {
    code: 'key-coverage',
    standings: [people(8280, ['resident', 'key', 'signed']), people(13_482 - 8280, ['resident', 'key'])],
  },
  F12: {
    code: 'key-fulfilment',
    standings: [
      people(4300, ['resident', 'key', 'signed', 'fulfilled']),
      people(8280 - 4300, ['resident', 'key', 'signed']),
      people(13_482 - 8280, ['resident', 'key']),
    ],
  },
  F13: {
    code: 'coverage-registered-poor',
    standings: [people(2302, ['resident', 'signed'], true), people(2447 - 2302, ['resident'], true)],
  },
  F14: {
    code: 'special-fulfilment',
    standings: [
      people(800, ['resident', 'special', 'signed', 'fulfilled'], true),
      people(2302 - 800, ['resident', 'special', 'signed'], true),
      people(2447 - 2302, ['resident', 'special'], true),
    ],
  },
}

const right: Record<string, string> = {
  F03: '57.58%',
  F05: '39.02%',
  F06: '40.78%',
  F08: '43.16%',
  F11: '61.42%',
  F12: '51.93%',
  F13: '94.07%',
  F14: '34.75%',
}

describe('a county with the counts of a document gives its headline figure, right where the document is not', () => {
  test.each(sourceFigures.map(({ number, name }) => [number, name]))('%s %s', (number) => {
    const { code, standings } = counties[number]!
    const { numerators, denominators } = countStandings(standings)
    const at = indicators.findIndex((indicator) => indicator.code === code)
    const counted = { numerator: numerators[at]!, denominator: denominators[at]! }
    const { rate, stated } = sourceFigures.find((figure) => figure.number === number)!
    expect(counted).toEqual(rate)
    expect(percentText(counted)).toBe(right[number])
    const isSaid = stated !== null && statedPercentProblem(rate, stated) !== null
    expect(isSaid).toBe(['F06', 'F12', 'F13', 'F14'].includes(number))
  })

  test('what would have been 90.7 % is said in people too', () => {
    expect(percentText({ numerator: 2219, denominator: 2447 })).toBe('90.68%')
  })

  test('F15: what share of the signed is key is reckoned though no document prints it', () => {
    expect(percentText({ numerator: 8280, denominator: 11_105 })).toBe('74.56%')
  })

  test.each([
    [49_355, false],
    [49_356, true],
    [51_651, true],
    [51_652, false],
  ])('F10: 11,105 signed are 22 %% of %i people when rounded: %s', (denominator, is) => {
    expect(Math.round((11_105 / denominator) * 100) === 22).toBe(is)
    // To a twentieth of a point 22 % names one population only, which the document does not give.
    expect(statedPercentProblem({ numerator: 11_105, denominator }, 22)).not.toBeNull()
    expect(statedPercentProblem({ numerator: 11_105, denominator: 50_477 }, 22)).toBeNull()
  })

  test('F07, F08: 34 village doctors with 22,444 people and 6,630 households stay inside 1,000 and 200 each', () => {
    const county = {
      caps: { persons: null, households: null, villages: null },
      perDoctor: { persons: 1000, households: 200 },
    }
    const doctors = Array.from({ length: 34 }, () => 'village-doctor' as const)
    const caps = capsOfTeam(county.caps, county, doctors)
    expect(caps).toMatchObject({ persons: 34_000, households: 6_800 })
    expect([Math.round(22_444 / 34), Math.round(6_630 / 34)]).toEqual([660, 195])
    expect([22_444 <= caps.persons!, 6_630 <= caps.households!]).toEqual([true, true])
  })
})
