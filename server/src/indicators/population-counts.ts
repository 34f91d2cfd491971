import type { Standing } from '@qianyue/domain/indicators/flags.ts'
import { bitsOfPopulations, hasAll } from '@qianyue/domain/indicators/flags.ts'
import { type Population, populations } from '@qianyue/domain/populations/population.ts'
import type { CountChange } from './standing.queries.ts'
import { VillageCounts } from './village-counts.ts'

const bits = (Object.keys(populations) as Population[]).map((population) => ({
  population,
  bit: bitsOfPopulations([population]),
}))

/** Counts residents into the figures of their villages among each of the populations they belong to. */
export class PopulationCounts {
  readonly #populations = new Map<Population, VillageCounts>()

  add(villageCode: number, standing: Standing, residents: number): void {
    for (const { population, bit } of bits) {
      if (!hasAll(standing.populationBits, bit)) continue
      let counts = this.#populations.get(population)
      if (!counts) {
        counts = new VillageCounts()
        this.#populations.set(population, counts)
      }
      counts.add(villageCode, standing, residents)
    }
  }

  rows(): (CountChange & { population: Population })[] {
    return [...this.#populations].flatMap(([population, counts]) =>
      counts.rows().map((row) => ({ population, ...row })),
    )
  }
}
