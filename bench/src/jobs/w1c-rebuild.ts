import { type BenchCounty, rebuild } from '../county.ts'
import { type Line, spreadOf } from '../measure.ts'

const PROMISED_PER_SECOND = 20_000

/** W1c: duties, standing and figures of everybody from nothing, by the shipped rebuild. */
export async function rebuilding({ dataDir, residents }: BenchCounty): Promise<Line[]> {
  const perSecond = await rebuild(dataDir, residents)
  return [
    {
      job: 'W1c',
      what: `duties and figures of ${residents} residents rebuilt from nothing`,
      unit: '/s',
      ours: spreadOf([perSecond]),
      yardstick: null,
      ratio: null,
      promise: {
        words: `≥ ${PROMISED_PER_SECOND} residents a second`,
        kept: perSecond >= PROMISED_PER_SECOND,
      },
    },
  ]
}
