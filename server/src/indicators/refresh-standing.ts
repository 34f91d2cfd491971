import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { bitsOfTraits, hasAll, type Standing } from '@qianyue/domain/indicators/flags.ts'
import {
  householdTraits,
  type IndicatorPolicy,
  type OwedService,
  standingOn,
} from '@qianyue/domain/indicators/standing.ts'
import { standingChangesOn } from '@qianyue/domain/indicators/standing-changes.ts'
import type { ResidentFacts } from '@qianyue/domain/residents/resident-facts.ts'
import type { Database } from '../database/database.ts'
import {
  type CountChange,
  lockVillages,
  type Placed,
  putStandings,
  type StandingRow,
} from './standing.queries.ts'
import { VillageCounts } from './village-counts.ts'

/** What is known and owed of one resident, as it was gathered for the duties. */
export type ResidentToStand = { facts: ResidentFacts; duties: readonly OwedService[] }

const LIVES_HERE = bitsOfTraits(['resident'])
const SIGNED = bitsOfTraits(['signed'])
const HOUSEHOLD = bitsOfTraits(['household', 'household-signed'])

/**
 * Brings the standing of residents up to date, with that of their households, and moves the counts of their
 * villages by the difference: in the transaction of whatever changed, so that a figure is never behind its names.
 * @param placed the residents as they are placed now, with everybody in their households.
 */
export async function refreshStanding(
  { db, today }: { db: Database; today: LocalDate },
  policy: IndicatorPolicy,
  residents: readonly ResidentToStand[],
  placed: readonly Placed[],
): Promise<void> {
  const known = new Map(residents.map((resident) => [resident.facts.residentId, resident]))
  const rows = placed.flatMap(({ place, headId, was }): Refreshed[] => {
    const resident = known.get(place.residentId)
    if (resident) {
      const { facts, duties } = resident
      const standing = standingOn(today, facts, duties, policy)
      const changesOn = standingChangesOn(today, facts, duties, policy)
      return [{ row: { ...place, ...standing, changesOn }, headId, was }]
    }
    return was === null ? [] : [{ row: { ...was, traitBits: was.traitBits & ~HOUSEHOLD }, headId, was }]
  })
  await settle(db, policy, rows)
}

/** A resident who was registered in this transaction, with everybody else of the household. */
export type Newcomer = ResidentToStand & {
  place: Omit<StandingRow, keyof Standing | 'changesOn'>
  headId: string | null
}

/** As {@link refreshStanding} for whole households of newcomers: nothing was kept of them, so nothing is read. */
export async function standNewcomers(
  { db, today }: { db: Database; today: LocalDate },
  policy: IndicatorPolicy,
  newcomers: readonly Newcomer[],
): Promise<void> {
  await lockVillages(
    db,
    newcomers.map(({ place }) => place.villageCode),
  )
  const rows = newcomers.map(({ facts, duties, place, headId }): Refreshed => {
    const standing = standingOn(today, facts, duties, policy)
    const changesOn = standingChangesOn(today, facts, duties, policy)
    return { row: { ...place, ...standing, changesOn }, headId, was: null }
  })
  await settle(db, policy, rows)
}

/** Writes the standings that differ from what was kept, and by how much they move the counts. */
async function settle(db: Database, policy: IndicatorPolicy, rows: readonly Refreshed[]): Promise<void> {
  markHouseholds(rows, policy)

  const changed = rows.filter(({ row, was }) => was === null || !isSame(row, was))
  if (changed.length === 0) return
  await putStandings(
    db,
    changed.map(({ row }) => row),
    changesOf(changed),
  )
}

type Member = { row: Standing & { residentId: string; householdId: string | null }; headId: string | null }
type Refreshed = { row: StandingRow; headId: string | null; was: StandingRow | null }

/** One member who lives there stands for each household: its head, else who was registered first. */
export function markHouseholds(rows: readonly Member[], policy: IndicatorPolicy): void {
  const households = Map.groupBy(
    rows.filter(({ row }) => row.householdId !== null && hasAll(row.traitBits, LIVES_HERE)),
    ({ row }) => row.householdId,
  )
  for (const members of households.values()) {
    const traits = householdTraits(
      members.map(({ row }) => ({ signed: hasAll(row.traitBits, SIGNED) })),
      policy,
    )
    const inOrder = members.toSorted((a, b) => (a.row.residentId < b.row.residentId ? -1 : 1))
    const standsForIt = members.find(({ row, headId }) => row.residentId === headId) ?? inOrder[0]!
    standsForIt.row.traitBits |= bitsOfTraits(traits)
  }
}

function isSame(a: StandingRow, b: StandingRow): boolean {
  return (
    a.villageCode === b.villageCode &&
    a.householdId === b.householdId &&
    a.teamId === b.teamId &&
    a.responsibleStaffId === b.responsibleStaffId &&
    a.populationBits === b.populationBits &&
    a.traitBits === b.traitBits &&
    a.programmeBits === b.programmeBits &&
    a.changesOn === b.changesOn
  )
}

/** By how much the counts of each village move. */
function changesOf(changed: readonly Refreshed[]): CountChange[] {
  const counts = new VillageCounts()
  for (const { row, was } of changed) {
    if (was) counts.add(was.villageCode, was, -1)
    counts.add(row.villageCode, row, 1)
  }
  return counts.rows()
}
