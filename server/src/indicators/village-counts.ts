import { addStanding, type Counts, noCounts } from '@qianyue/domain/indicators/count.ts'
import type { Standing } from '@qianyue/domain/indicators/flags.ts'
import { indicators } from '@qianyue/domain/indicators/indicator.ts'
import type { CountChange } from './standing.queries.ts'

/** Counts residents into the figures of their villages. */
export class VillageCounts {
  readonly #villages = new Map<number, Counts>()

  /** @param residents negative to take away. */
  add(villageCode: number, standing: Standing, residents: number): void {
    let counts = this.#villages.get(villageCode)
    if (!counts) {
      counts = noCounts()
      this.#villages.set(villageCode, counts)
    }
    addStanding(counts, standing, residents)
  }

  /** What was counted; figures that came to nothing are left out. */
  rows(): CountChange[] {
    return [...this.#villages].flatMap(([villageCode, { denominators, numerators }]) =>
      indicators.flatMap(({ code: indicator }, index) => {
        const denominator = denominators[index]!
        const numerator = numerators[index]!
        return denominator === 0 && numerator === 0
          ? []
          : [{ villageCode, indicator, denominator, numerator }]
      }),
    )
  }
}
