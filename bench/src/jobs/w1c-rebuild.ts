import { type BenchCounty, rebuild } from '../county.ts'
import { type Line, spreadOf } from '../measure.ts'

const PROMISED_PER_SECOND = 20_000

/** W1c: duties, standing and figures of everybody by the shipped rebuild: from nothing, and over what is kept. */
export async function rebuilding({ dataDir, residents }: BenchCounty): Promise<Line[]> {
  const line = (what: string, perSecond: number): Line => ({
    job: 'W1c',
    what: `duties and figures of ${residents} residents rebuilt ${what}`,
    unit: '/s',
    ours: spreadOf([perSecond]),
    yardstick: null,
    ratio: null,
    promise: {
      words: `≥ ${PROMISED_PER_SECOND} residents a second`,
      kept: perSecond >= PROMISED_PER_SECOND,
    },
  })
  return [
    line('from nothing', await rebuild(dataDir, residents, true)),
    line('over what is kept', await rebuild(dataDir, residents, false)),
  ]
}
