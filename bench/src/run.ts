/**
 * npm run bench [-- --size smoke|middle|full] [--jobs W1a,W4a] [--data DIR] [--keep]: one JSON line a figure, then a
 * table. DIR is where the filled county is kept for the next run; --keep lets this run write into it instead of a copy.
 */
import { parseArgs } from 'node:util'
import { type BenchCounty, benchCounty } from './county.ts'
import { dueEngine } from './jobs/w1a-due-engine.ts'
import { rebuilding } from './jobs/w1c-rebuild.ts'
import { figuresFromScratch } from './jobs/w2a-figures.ts'
import { oneMeasure } from './jobs/w2c-measure.ts'
import { service } from './jobs/w3-service.ts'
import { readRegister } from './jobs/w4a-read-register.ts'
import { importRegister } from './jobs/w4b-import-register.ts'
import { phoneInBrowser } from './jobs/w5-browser.ts'
import { findOnPhone } from './jobs/w5-find.ts'
import { manyPhones } from './jobs/w5-many-phones.ts'
import { phoneSync } from './jobs/w5-phone.ts'
import { settlement } from './jobs/w6-settlement.ts'
import { fallen, type Line, print, table } from './measure.ts'

/** Residents of each size. */
export const sizes = { smoke: 10_000, middle: 100_000, full: 1_000_000 } as const

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'smoke' },
    jobs: { type: 'string', default: '' },
    data: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})
const residents = sizes[values.size as keyof typeof sizes]
if (residents === undefined) throw new Error(`--size is one of ${Object.keys(sizes).join(', ')}`)

let county: Promise<BenchCounty> | undefined
/** Made or copied when the first job asks for it; the jobs of a run share it. */
const filled = () => {
  county ??= benchCounty(residents, { dataDir: values.data ?? null, keep: values.keep })
  return county
}

const jobs: Record<string, () => Promise<Line[]>> = {
  W1a: dueEngine,
  W2c: oneMeasure,
  W4a: () => readRegister(residents),
  W4b: () => importRegister(residents),
  W1c: async () => rebuilding(await filled()),
  W2a: async () => figuresFromScratch(await filled()),
  W3: async () => service(await filled()),
  W5: async () => phoneSync(await filled()),
  W5c: async () => phoneInBrowser(await filled()),
  W5d: async () => findOnPhone(),
  // All thousand of them take minutes: a smoke run that was not asked for them sends with fewer.
  W5e: async () => manyPhones(await filled(), values.size === 'smoke' && !values.jobs ? 50 : 1000),
  W6: async () => settlement(await filled()),
}
const chosen = values.jobs ? values.jobs.split(',') : Object.keys(jobs)

const lines: Line[] = []
for (const name of chosen) {
  const job = jobs[name]
  if (!job) throw new Error(`there is no job ${name}; there are ${Object.keys(jobs).join(', ')}`)
  for (const line of await job()) {
    print(line)
    lines.push(line)
  }
}
console.log(`\n${residents} residents\n\n${table(lines)}`)
// A smoke run looks for what became slower, and only against what ran beside it; the promises are for a quiet machine.
if (values.size === 'smoke') {
  for (const { job, what, ratio, leastRatio } of fallen(lines)) {
    console.error(`${job} ${what}: ${ratio!.toFixed(3)}× of the yardstick, at least ${leastRatio} is usual`)
    process.exitCode = 1
  }
} else if (lines.some(({ promise }) => promise && !promise.kept)) process.exitCode = 1
