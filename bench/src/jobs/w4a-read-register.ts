import { createRequire } from 'node:module'
import { type Line, type Spread, sameAnswer, spreadOf } from '../measure.ts'
import { readOnce } from '../peers/read-once.ts'
import { registerFile } from '../register-file.ts'

const ROWS = { smoke: 10_000, full: 100_000 }
const ROUNDS = 5
/** Half of what is usual: a register is read about 2.8 times as fast as by the best other reader. */
const LEAST_OF_BEST_READER = 1.4
const require = createRequire(import.meta.url)

/** W4a: reading a register of 100,000 rows × 20 columns, each reader in a process of its own, in turn. */
export async function readRegister(residents: number): Promise<Line[]> {
  const rows = residents >= 100_000 ? ROWS.full : ROWS.smoke
  const { file, holds } = await registerFile(rows)
  const peers = ['hucre', ...['read-excel-file', 'exceljs'].filter(isInstalled)]
  const readers = ['qianyue', ...peers]
  const runs = new Map<string, { seconds: number[]; megabytes: number[] }>()
  for (let round = 0; round < ROUNDS; round++) {
    for (const reader of readers) {
      const { seconds, peakMegabytes, reading } = readOnce(reader, file)
      sameAnswer(`W4a ${reader}`, reading, holds)
      const times = runs.get(reader) ?? { seconds: [], megabytes: [] }
      times.seconds.push(seconds)
      times.megabytes.push(peakMegabytes)
      runs.set(reader, times)
    }
  }
  const secondsOf = (reader: string): Spread => spreadOf(runs.get(reader)!.seconds)
  const megabytesOf = (reader: string): Spread => spreadOf(runs.get(reader)!.megabytes)
  const best = peers.toSorted((a, b) => secondsOf(a).median - secondsOf(b).median)[0]!
  const ours = secondsOf('qianyue')
  return [
    {
      job: 'W4a',
      what: `read ${rows} rows × 20 columns, every cell right`,
      unit: 's',
      ours,
      yardstick: { name: best, spread: secondsOf(best) },
      ratio: secondsOf(best).median / ours.median,
      leastRatio: LEAST_OF_BEST_READER,
      promise: {
        words: 'as fast as the best right reader',
        kept: ours.median <= secondsOf(best).median * 1.1,
      },
      note: `compared: ${peers.join(', ')}; not installed: ${['read-excel-file', 'exceljs'].filter((name) => !isInstalled(name)).join(', ') || 'none'}`,
    },
    {
      job: 'W4a',
      what: `peak memory of reading ${rows} rows, whole process`,
      unit: 'MB',
      ours: megabytesOf('qianyue'),
      yardstick: { name: best, spread: megabytesOf(best) },
      ratio: megabytesOf(best).median / megabytesOf('qianyue').median,
      promise: null,
    },
  ]
}

function isInstalled(name: string): boolean {
  try {
    require.resolve(name === 'read-excel-file' ? 'read-excel-file/node' : name)
    return true
  } catch {
    return false
  }
}
