/**
 * npm run bench [-- --size smoke|middle|full] [--jobs W1a,W4a] [--data DIR] [--keep]: one JSON line a figure, then a
 * table. DIR is where the filled county is kept for the next run; --keep lets this run write into it instead of a copy.
 */
import { parseArgs } from 'node:util'
import type { BenchCounty } from './county.ts'
import { fallen, type Line, print, table } from './measure.ts'

/** Residents of each size. */
const sizes = { smoke: 10_000, middle: 100_000, full: 1_000_000 } as const

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'smoke' },
    jobs: { type: 'string', default: '' },
    data: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})
const residents = sizes[values.size as keyof typeof sizes]
/** What ends every `npm test`: jobs that take minutes and are held against nothing beside them do less. */
const isGlance = values.size === 'smoke' && !values.jobs
if (residents === undefined) throw new Error(`--size is one of ${Object.keys(sizes).join(', ')}`)

let county: Promise<BenchCounty> | undefined
/** Made or copied when the first job asks for it; the jobs of a run share it. */
const filled = () => {
  county ??= import('./county.ts').then(({ benchCounty }) =>
    benchCounty(residents, { dataDir: values.data ?? null, keep: values.keep }),
  )
  return county
}

/** Each is read when it begins: the rules are measured alone in their process, as their peer is, not beside a whole server. */
const jobs: Record<string, () => Promise<Line[]>> = {
  W1a: async () => (await import('./jobs/w1a-due-engine.ts')).dueEngine(),
  W2c: async () => (await import('./jobs/w2c-measure.ts')).oneMeasure(),
  W4a: async () => (await import('./jobs/w4a-read-register.ts')).readRegister(residents),
  W4b: async () => (await import('./jobs/w4b-import-register.ts')).importRegister(residents),
  W1c: async () => (await import('./jobs/w1c-rebuild.ts')).rebuilding(await filled()),
  W2a: async () => (await import('./jobs/w2a-figures.ts')).figuresFromScratch(await filled()),
  W3: async () => (await import('./jobs/w3-service.ts')).service(await filled()),
  W5: async () => (await import('./jobs/w5-phone.ts')).phoneSync(await filled()),
  W5c: async () => (await import('./jobs/w5-browser.ts')).phoneInBrowser(await filled(), isGlance),
  W5d: async () => (await import('./jobs/w5-find.ts')).findOnPhone(),
  W5e: async () => {
    const { manyPhones } = await import('./jobs/w5-many-phones.ts')
    return manyPhones(await filled(), isGlance ? 50 : 1000)
  },
  W6: async () =>
    (await import('./jobs/w6-settlement.ts')).settlement(await filled(), isGlance ? 100_000 : 1_000_000),
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
