import type { StandingCount } from '../indicators/count.ts'
import { hasAll, noStanding, type Standing } from '../indicators/flags.ts'
import { hasBits, type IndicatorCode, partMask, withinPopulation } from '../indicators/indicator.ts'
import type { Rate } from '../indicators/rate.ts'
import type { Population } from '../populations/population.ts'

/** A figure among the people of one population; among everybody when null. */
export function rateWithin(
  standings: Iterable<StandingCount>,
  code: IndicatorCode,
  population: Population | null,
): Rate {
  const { all: asked } = withinPopulation(partMask(code, 'denominator'), population)
  const { all: counted } = withinPopulation(partMask(code, 'numerator'), population)
  let numerator = 0
  let denominator = 0
  for (const standing of standings) {
    if (!hasBits(standing, asked)) continue
    denominator += standing.residents
    if (hasBits(standing, counted)) numerator += standing.residents
  }
  return { numerator, denominator }
}

const kinds = [
  'populationBits',
  'traitBits',
  'programmeBits',
  'vaccineBits',
  'ownBits',
] as const satisfies (keyof Standing)[]

/** The bits that a question looks at: people who are alike in them are counted together. */
export function bitsAsked(codes: readonly IndicatorCode[], populations: readonly Population[]): Standing {
  const bits: Standing = { ...noStanding }
  for (const code of codes) {
    for (const population of [null, ...populations]) {
      const { all } = withinPopulation(partMask(code, 'numerator'), population)
      for (const kind of kinds) {
        if (!hasAll(bits[kind], all[kind])) bits[kind] |= all[kind]
      }
    }
  }
  return bits
}
