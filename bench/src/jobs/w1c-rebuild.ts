import { type BenchCounty, rebuild } from '../county.ts'
import { type Line, spreadOf } from '../measure.ts'

const PROMISED_PER_SECOND = 20_000
/** A county so small is through before the program has warmed up: its first pass is told, and not counted. */
const SMALL = 100_000
const COUNTED_PASSES = 3

/** W1c: duties, standing and figures of everybody by the shipped rebuild: from nothing, and over what is kept. */
export async function rebuilding({ dataDir, residents }: BenchCounty): Promise<Line[]> {
  const ways = [{ fromNothing: true }, { fromNothing: false }]
  const rounds = residents < SMALL ? 1 + COUNTED_PASSES : 1
  const perSecond = await rebuild(dataDir, residents, Array.from({ length: rounds }, () => ways).flat())
  const line = (what: string, way: number): Line => {
    const [first, ...later] = perSecond.filter((_, pass) => pass % ways.length === way)
    const ours = spreadOf(later.length > 0 ? later : [first!])
    return {
      job: 'W1c',
      what: `duties and figures of ${residents} residents rebuilt ${what}`,
      unit: '/s',
      ours,
      yardstick: null,
      ratio: null,
      promise: {
        words: `≥ ${PROMISED_PER_SECOND} residents a second`,
        kept: ours.median >= PROMISED_PER_SECOND,
      },
      ...(later.length > 0 ? { note: `first pass of the process: ${first} /s` } : {}),
    }
  }
  return [line('from nothing', 0), line('over what is kept', 1)]
}
