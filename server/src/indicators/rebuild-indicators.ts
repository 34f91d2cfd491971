import { parentOf } from '@qianyue/domain/access/org-unit.ts'
import { addDays, type LocalDate, startOfMonth } from '@qianyue/domain/days/local-date.ts'
import { dutiesOf } from '@qianyue/domain/duties/duties-of.ts'
import { standingOn } from '@qianyue/domain/indicators/standing.ts'
import { indicatorPolicyOf } from '@qianyue/domain/policy/policy.ts'
import type { Database } from '../database/database.ts'
import { inCounty } from '../database/in-county.ts'
import { gatherFacts } from '../duties/resident-facts.queries.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { PopulationCounts } from './population-counts.ts'
import { forgetWorkElsewhere, replaceWork, sumWork, workOfVillage } from './recount-work.queries.ts'
import { markHouseholds } from './refresh-standing.ts'
import {
  forgetCountsElsewhere,
  keepCounts,
  lockCounts,
  lockFolding,
  lockVillage,
  replaceCounts,
  replacePopulationSnapshot,
  replaceSnapshot,
  residentsByHousehold,
  standingsByVillage,
} from './standing.queries.ts'
import { VillageCounts } from './village-counts.ts'
import { WorkCounts } from './work-counts.ts'

/** So many residents are read together. */
const TOGETHER = 2000

/** Counts every village anew from the standings of its residents; what was counted before is forgotten. */
export async function recountVillages(db: Database): Promise<void> {
  const counts = new VillageCounts()
  await lockCounts(db)
  for (const { villageCode, residents, ...standing } of await standingsByVillage(db)) {
    counts.add(villageCode, standing, residents)
  }
  await replaceCounts(db, counts.rows())
}

/**
 * Counts the figures of one village anew from the standings of its residents, and what there is to do for them. Whoever
 * writes in the village waits meanwhile: some milliseconds.
 */
export async function recountVillage(db: Database, villageCode: number): Promise<void> {
  const counts = new VillageCounts()
  const work = new WorkCounts()
  await lockVillage(db, villageCode)
  const [standings, toDo] = await Promise.all([
    standingsByVillage(db, villageCode),
    workOfVillage(db, villageCode),
  ])
  for (const { residents, ...standing } of standings) counts.add(villageCode, standing, residents)
  for (const one of toDo) work.add(villageCode, one, 1)
  await Promise.all([
    replaceCounts(db, counts.rows(), villageCode),
    replaceWork(db, villageCode, work.rows()),
  ])
}

/** After {@link recountVillage} of every village: townships and counties from their villages, and nothing of any other. */
export async function recountAbove(db: Database, villages: readonly number[]): Promise<void> {
  await lockFolding(db)
  await Promise.all([forgetCountsElsewhere(db), forgetWorkElsewhere(db)])
  const townships = new Set(villages.map(unitAbove))
  const counties = new Set([...townships].map(unitAbove))
  for (const unit of [...townships, ...counties]) await sumWork(db, unit)
}

const unitAbove = (code: number) => parentOf(code)!

/** Keeps a month end as the standings are: the figures as they were counted, and those among each population. */
export async function keepMonthEnd(db: Database, takenFor: LocalDate): Promise<void> {
  if (!(await keepCounts(db, takenFor))) return
  const counts = new PopulationCounts()
  for (const { villageCode, residents, ...standing } of await standingsByVillage(db)) {
    counts.add(villageCode, standing, residents)
  }
  await replacePopulationSnapshot(db, takenFor, counts.rows())
}

/**
 * Counts the figures of a past month end from the facts, by the policy of that day: for months in which the program did
 * not run yet, and to check what it kept. Who lives with whom is taken as it is now.
 */
export async function recountMonthEnd(database: Database, countyCode: number, day: LocalDate): Promise<void> {
  const counts = new VillageCounts()
  const amongPopulations = new PopulationCounts()
  await inCounty(database, countyCode, async (db) => {
    const policy = await policyAt(db, day)
    const indicatorPolicy = indicatorPolicyOf(policy)
    let after: { householdId: string; residentId: string } | null = null
    let held: Counted[] = []
    for (;;) {
      const page = await residentsByHousehold(db, after, TOGETHER)
      const { residents } = await gatherFacts(
        db,
        page.map(({ residentId }) => residentId),
        day,
      )
      const factsOf = new Map(residents.map(({ facts }) => [facts.residentId, facts]))
      const standing = page.flatMap(({ residentId, householdId, headId, villageCode }): Counted[] => {
        const known = factsOf.get(residentId)
        if (!known) return []
        const facts = { ...known, services: known.services.filter(({ performedOn }) => performedOn <= day) }
        const bits = standingOn(day, facts, dutiesOf(facts, policy, day), indicatorPolicy)
        return [{ row: { residentId, householdId, villageCode, ...bits }, headId }]
      })
      // The last household of a page may go on in the next one.
      const isLast = page.length < TOGETHER
      const open = page.at(-1)?.householdId
      const together = [...held, ...standing]
      held = isLast ? [] : together.filter(({ row }) => row.householdId === open)
      const complete = isLast ? together : together.filter(({ row }) => row.householdId !== open)
      markHouseholds(complete, indicatorPolicy)
      for (const { row } of complete) {
        counts.add(row.villageCode, row, 1)
        amongPopulations.add(row.villageCode, row, 1)
      }
      if (isLast) break
      after = page.at(-1)!
    }
    await replaceSnapshot(db, day, counts.rows())
    await replacePopulationSnapshot(db, day, amongPopulations.rows())
  })
}

type Counted = Parameters<typeof markHouseholds>[0][number] & { row: { villageCode: number } }

/** The last days of so many months before that of a day, oldest first. */
export function monthEndsBefore(today: LocalDate, months: number): LocalDate[] {
  const ends: LocalDate[] = []
  for (let day = today; ends.length < months; day = ends[0]!) ends.unshift(addDays(startOfMonth(day), -1))
  return ends
}
