import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import pg from 'pg'
import { type Database, openDatabase, openPool } from '../../server/src/database/database.ts'
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../server/src/database/embedded.ts'
import { migrate } from '../../server/src/database/migrate.ts'
import { rebuildDuties } from '../../server/src/duties/rebuild-duties.ts'
import { fillCounty } from './fill-county.ts'
import { COUNTY } from './ids.ts'
import { isoDay, TODAY } from './workload.ts'

export type BenchCounty = { dataDir: string; residents: number; token: string }

/** Where filled counties are kept, and whether a run may write into them. */
export type Place = { dataDir: string | null; keep: boolean }

type Made = { residents: number; token: string; filledInSeconds: number; rebuiltPerSecond: number }

/**
 * A county of the workload in a data folder, made once for a size; the shipped program then starts on it as on any
 * other. A run writes, so that it is given a copy, unless `keep` says to run on the folder itself. A token of a county
 * officer who is also a doctor of the first team comes with it.
 */
export async function benchCounty(residents: number, { dataDir, keep }: Place): Promise<BenchCounty> {
  const folder = dataDir ?? join(import.meta.dirname, `../data/county-${residents}`)
  const before = madeBefore(folder, residents)
  // A folder of our own that the program of today cannot open is made anew; one that was named is left alone.
  const made = dataDir === null ? await before.catch(() => null) : await before
  const { token } = made ?? (await make(folder, residents))
  return { dataDir: keep ? folder : await copyOf(folder), residents, token }
}

const noteOf = (folder: string) => join(folder, 'made.json')

/** What was made in the folder, brought up to the tables of today; null when there is nothing for this size. */
async function madeBefore(folder: string, residents: number): Promise<Made | null> {
  const made: Made | null = await readFile(noteOf(folder), 'utf8').then(JSON.parse, () => null)
  if (made?.residents !== residents) return null
  await withDatabase(folder, async ({ url }) => {
    const client = new pg.Client(url)
    await client.connect()
    await migrate(client).finally(() => client.end())
  })
  return made
}

async function make(folder: string, residents: number): Promise<Made> {
  await (await startEmbeddedDatabase(folder).catch(() => null))?.stop()
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  const token = randomBytes(24).toString('base64url')
  const say = progress()
  const begun = performance.now()
  await withDatabase(folder, ({ url }) => fillCounty(url, folder, residents, token, say))
  const filledInSeconds = Math.round((performance.now() - begun) / 1000)
  const [rebuiltPerSecond] = await rebuild(folder, residents, [{ fromNothing: true }], say)
  const made = { residents, token, filledInSeconds, rebuiltPerSecond: rebuiltPerSecond! }
  await writeFile(noteOf(folder), JSON.stringify(made))
  say('')
  return made
}

/** Duties, standing and figures of a filled county, once for each of the passes. @returns residents a second of each. */
export async function rebuild(
  folder: string,
  residents: number,
  passes: readonly { fromNothing: boolean }[],
  say: (words: string) => void = progress(),
): Promise<number[]> {
  return await withCounty(folder, async (database, url) => {
    const perSecond: number[] = []
    for (const { fromNothing } of passes) {
      const begun = performance.now()
      await rebuildDuties(database, COUNTY, isoDay(TODAY) as LocalDate, {
        fromNothing,
        onProgress: ({ done }) => say(`rebuilding ${done} of ${residents}`),
      })
      perSecond.push(Math.round(residents / ((performance.now() - begun) / 1000)))
    }
    say('gathering statistics')
    const client = new pg.Client(url)
    await client.connect()
    await client.query('vacuum analyze')
    await client.query('checkpoint')
    await client.end()
    say('')
    return perSecond
  })
}

/** Work on a county's database while no server runs on it. */
export async function withCounty<Result>(
  folder: string,
  work: (database: Database, url: string) => Promise<Result>,
): Promise<Result> {
  return await withDatabase(folder, async ({ url }) => {
    const database = openDatabase(openPool(url, 4))
    try {
      return await work(database, url)
    } finally {
      await database.destroy()
    }
  })
}

async function withDatabase<Result>(
  folder: string,
  work: (embedded: EmbeddedDatabase) => Promise<Result>,
): Promise<Result> {
  const embedded = await startEmbeddedDatabase(folder)
  try {
    return await work(embedded)
  } finally {
    await embedded.stop()
  }
}

async function copyOf(folder: string): Promise<string> {
  const copy = `${folder}-run`
  await (await startEmbeddedDatabase(copy).catch(() => null))?.stop()
  await rm(copy, { recursive: true, force: true })
  execFileSync('cp', ['-a', '--reflink=auto', folder, copy])
  return copy
}

function progress() {
  return (words: string) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${words}`)
  }
}
