import type { Standing } from './flags.ts'
import { hasBits, indicators, partMask } from './indicator.ts'

/** So many residents stand alike. A village of 1,000 has some hundred different standings. */
export type StandingCount = Standing & { residents: number }

/** One figure's counts for a place; by position, as in `indicators`. */
export type Counts = { denominators: number[]; numerators: number[] }

const all = indicators.map(({ code }) => ({
  denominator: partMask(code, 'denominator').all,
  numerator: partMask(code, 'numerator').all,
}))

export function noCounts(): Counts {
  return { denominators: all.map(() => 0), numerators: all.map(() => 0) }
}

/** Adds so many residents of one standing to the counts; a negative number takes them away. */
export function addStanding(counts: Counts, standing: Standing, residents: number): void {
  for (let index = 0; index < all.length; index++) {
    const { denominator, numerator } = all[index]!
    if (!hasBits(standing, denominator)) continue
    counts.denominators[index]! += residents
    if (hasBits(standing, numerator)) counts.numerators[index]! += residents
  }
}

/** Every figure of a group of residents. The order of the residents does not matter. */
export function countStandings(standings: Iterable<StandingCount>): Counts {
  const counts = noCounts()
  for (const standing of standings) addStanding(counts, standing, standing.residents)
  return counts
}

/** The counts of a place from those of its parts: a county is the sum of its villages. */
export function sumCounts(parts: Iterable<Counts>): Counts {
  const total = noCounts()
  for (const part of parts) {
    for (let index = 0; index < all.length; index++) {
      total.denominators[index]! += part.denominators[index]!
      total.numerators[index]! += part.numerators[index]!
    }
  }
  return total
}
