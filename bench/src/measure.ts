/** Several runs of one thing: the median is quoted, the spread says how far to trust it. */
export type Spread = { median: number; least: number; most: number; runs: number }

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return { median, least: sorted[0]!, most: sorted.at(-1)!, runs: sorted.length }
}

export function percentileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

/** One line of a job's result. `ours` and `yardstick` are of one run; the ratio says how many times better ours is. */
export type Line = {
  job: string
  what: string
  unit: string
  ours: Spread
  /** What it is compared with; null where the figure is compared with a fixed limit only. */
  yardstick: { name: string; spread: Spread } | null
  /** Above 1 is better than the yardstick. */
  ratio: number | null
  /** What this capability promised, in words, and whether this run met it; null when nothing was promised. */
  promise: { words: string; kept: boolean } | null
  /** Half the ratio that is usual: below it a smoke run fails, on whatever machine. */
  leastRatio?: number
  note?: string
}

/** Lines whose ratio to the yardstick of the same run is less than half of what is usual. */
export function fallen(lines: readonly Line[]): Line[] {
  return lines.filter(
    ({ ratio, leastRatio }) => leastRatio !== undefined && ratio !== null && ratio < leastRatio,
  )
}

/** Ours and the yardstick in turn (A B A B), after a warm-up of both. @returns milliseconds of each round. */
export async function inTurn(
  ours: () => unknown,
  yardstick: () => unknown,
  rounds = 7,
  warmUps = 2,
): Promise<{ ours: Spread; yardstick: Spread }> {
  for (let run = 0; run < warmUps; run++) {
    await ours()
    await yardstick()
  }
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    times[0].push(await timed(ours))
    times[1].push(await timed(yardstick))
  }
  return { ours: spreadOf(times[0]), yardstick: spreadOf(times[1]) }
}

export async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** The answer is looked at before any time is taken. @throws Error naming both answers. */
export function sameAnswer(what: string, ours: unknown, expected: unknown): void {
  if (JSON.stringify(ours) !== JSON.stringify(expected)) {
    throw new Error(
      `${what}: another answer than expected\n  ours     ${JSON.stringify(ours)}\n  expected ${JSON.stringify(expected)}`,
    )
  }
}

export function print(line: Line): void {
  console.log(JSON.stringify(line))
}

export function table(lines: readonly Line[]): string {
  const figure = (value: number) =>
    value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toFixed(4)
  const spread = ({ median, least, most }: Spread) => `${figure(median)} [${figure(least)}–${figure(most)}]`
  const rows = lines.map((line) => [
    line.job,
    line.what,
    `${spread(line.ours)} ${line.unit}`,
    line.yardstick ? `${line.yardstick.name} ${spread(line.yardstick.spread)}` : '–',
    line.ratio === null ? '–' : `${line.ratio.toFixed(line.ratio < 10 ? 2 : 0)}×`,
    line.promise ? `${line.promise.kept ? 'kept' : 'NOT KEPT'}: ${line.promise.words}` : '–',
  ])
  const header = ['job', 'what', 'ours', 'beside', 'ratio', 'promise']
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}
