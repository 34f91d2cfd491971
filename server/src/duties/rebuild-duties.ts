import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { commitWithoutWaiting, type Database } from '../database/database.ts'
import { inCounty } from '../database/in-county.ts'
import { recountAbove, recountVillage, recountVillages } from '../indicators/rebuild-indicators.ts'
import { setDayOfStandings } from '../indicators/standing.queries.ts'
import { copyDuties, putManyDuties } from './duties.queries.ts'
import { dropDuties, residentsAfter, villagesWithResidents } from './rebuild.queries.ts'
import { refreshOwed } from './refresh-residents.ts'

/** So many residents in one transaction: short enough that nobody waits for it, long enough to cost little. */
const TOGETHER = 1000

/** Villages at a time: while the database reads one and writes another, the rules are asked about the third. */
const SIDE_BY_SIDE = 3

type RebuildOptions = {
  /** Drops what is kept first. */
  fromNothing?: boolean
  /** Counts everything from the standings, instead of moving what was counted by what differs. */
  countAnew?: boolean
  onProgress?: (progress: RebuildProgress) => void
}

type RebuildProgress = { done: number; villages: number; villagesDone: number }

/**
 * Computes anew what is owed to every resident of a county, and their standing in the figures, village by village. What
 * is written is what the rules say of the facts, so it equals what was kept before; a test holds that. Broken off, it
 * can begin again.
 */
export async function rebuildDuties(
  database: Database,
  countyCode: number,
  today: LocalDate,
  { fromNothing = false, countAnew = fromNothing, onProgress = () => {} }: RebuildOptions = {},
): Promise<number> {
  // What is kept may have been counted by other definitions: the differences that follow need counts by these.
  await inCounty(database, countyCode, fromNothing ? dropDuties : recountVillages)
  const villages = await inCounty(database, countyCode, villagesWithResidents)
  const left = [...villages]
  const progress: RebuildProgress = { done: 0, villages: villages.length, villagesDone: 0 }

  const takeVillages = async () => {
    for (let village = left.shift(); village !== undefined; village = left.shift()) {
      for await (const done of rebuildVillage({ database, countyCode, today, village, fromNothing })) {
        progress.done += done
        onProgress(progress)
      }
      // When all who live there are computed: beside the villages of the other lanes.
      if (countAnew) await inCounty(database, countyCode, (db) => recountVillage(db, village))
      progress.villagesDone++
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, takeVillages))
  await inCounty(database, countyCode, async (db) => {
    if (countAnew) await recountAbove(db, villages)
    await setDayOfStandings(db, today)
  })
  onProgress(progress)
  return progress.done
}

type Part = {
  database: Database
  countyCode: number
  today: LocalDate
  village: number
  fromNothing: boolean
}

/** Whom a transaction computed, and whether they were the last of the village. */
type Rebuilt = { ids: string[]; isLast: boolean }

/** Yields after each transaction how many residents it computed. */
async function* rebuildVillage(part: Part) {
  let after: string | null = null
  for (;;) {
    const { ids, isLast }: Rebuilt = part.fromNothing
      ? await rebuildNext(part, after, copyDuties).catch((error) => {
          // Somebody's work has been first since everything was dropped.
          if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
          return rebuildNext(part, after, putManyDuties)
        })
      : await rebuildNext(part, after, putManyDuties)
    yield ids.length
    if (isLast) return
    after = ids.at(-1)!
  }
}

const UNIQUE_VIOLATION = '23505'

/** The next residents of a village, in a transaction of their own. */
async function rebuildNext(
  { database, countyCode, today, village }: Part,
  after: string | null,
  put: typeof putManyDuties,
): Promise<Rebuilt> {
  return await inCounty(database, countyCode, async (db) => {
    // One more than are taken tells whether there is anybody left.
    const [next] = await Promise.all([
      residentsAfter(db, village, after, TOGETHER + 1),
      commitWithoutWaiting(db),
    ])
    const ids = next.slice(0, TOGETHER)
    await refreshOwed({ db, today, put }, ids)
    return { ids, isLast: next.length === ids.length }
  })
}
