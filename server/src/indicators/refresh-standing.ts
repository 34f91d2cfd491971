import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Duty } from '@qianyue/domain/duties/duty.ts'
import { openDuties } from '@qianyue/domain/duties/open-duties.ts'
import { bitsOfTraits, hasAll, type Standing } from '@qianyue/domain/indicators/flags.ts'
import type { IndicatorPolicy } from '@qianyue/domain/indicators/indicator-policy.ts'
import { householdTraits, standingOn } from '@qianyue/domain/indicators/standing.ts'
import { standingChangesOn } from '@qianyue/domain/indicators/standing-changes.ts'
import type { ResidentFacts } from '@qianyue/domain/residents/resident-facts.ts'
import type { CompiledQuery } from 'kysely'
import type { Database } from '../database/database.ts'
import {
  type CountChange,
  type Place,
  type Placed,
  type StandingRow,
  standingsWritten,
} from './standing.queries.ts'
import { VillageCounts } from './village-counts.ts'
import { nearestOf, type WorkChange, WorkCounts, writtenWork } from './work-counts.ts'

/** What is known and owed of one resident, as it was gathered for the duties. */
type ResidentToStand = { facts: ResidentFacts; duties: readonly Duty[] }

const LIVES_HERE = bitsOfTraits(['resident'])
const SIGNED = bitsOfTraits(['signed'])
const HOUSEHOLD = bitsOfTraits(['household', 'household-signed'])

/**
 * The statement that brings the standing of residents up to date, with that of their households, and moves the counts of
 * their villages by the difference: in the transaction of whatever changed, so that a figure is never behind its names.
 * None where nothing differs.
 * @param standings of the residents, by id: see {@link standingOf}
 * @param placed the residents as they are placed now, with everybody in their households.
 */
export function refreshedStandings(
  db: Database,
  policy: IndicatorPolicy,
  standings: ReadonlyMap<string, NewStanding>,
  placed: readonly Placed[],
): CompiledQuery[] {
  const rows = placed.flatMap(({ place, headId, was }): Refreshed[] => {
    const standing = standings.get(place.residentId)
    if (standing) return [{ row: { ...place, ...standing }, headId, was }]
    return was === null ? [] : [{ row: { ...was, traitBits: was.traitBits & ~HOUSEHOLD }, headId, was }]
  })
  return settled(db, policy, rows)
}

/** The standing of a resident who was registered in this transaction, and who heads the household. */
export type Newcomer = { row: StandingRow; headId: string | null }

/** As {@link refreshedStandings} for whole households of newcomers: nothing was kept of them, so nothing is read. */
export function newcomersStandings(
  db: Database,
  policy: IndicatorPolicy,
  newcomers: readonly Newcomer[],
): CompiledQuery[] {
  return settled(
    db,
    policy,
    newcomers.map(({ row, headId }) => ({ row, headId, was: null })),
  )
}

/** A standing, wherever it counts. */
export type NewStanding = Omit<StandingRow, keyof Place>

/** What a resident stands for on the day; what it says of the household is set when all of its members are known. */
export function standingOf(
  { facts, duties }: ResidentToStand,
  today: LocalDate,
  policy: IndicatorPolicy,
): NewStanding {
  return {
    ...standingOn(today, facts, duties, policy),
    changesOn: standingChangesOn(today, facts, duties, policy),
    openDuties: writtenWork(openDuties(duties)),
    householdNearestDay: null,
  }
}

/** Writes the standings that differ from what was kept, and by how much they move the counts. */
function settled(db: Database, policy: IndicatorPolicy, rows: readonly Refreshed[]): CompiledQuery[] {
  markHouseholds(rows, policy)
  placeHouseholds(rows)

  const changed = rows.filter(({ row, was }) => was === null || !isSame(row, was))
  if (changed.length === 0) return []
  const now = changed.map(({ row }) => row)
  return [standingsWritten(db, now, changesOf(changed), workMovedBy(changed))]
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

/** The nearest day of a household is that of all its members: in a list of what is to be done they stand together. */
function placeHouseholds(rows: readonly Refreshed[]): void {
  for (const members of Map.groupBy(rows, ({ row }) => row.householdId ?? row.residentId).values()) {
    let nearest: LocalDate | null = null
    for (const { row } of members) {
      const day = nearestOf(row.openDuties)
      if (day !== null && (nearest === null || day < nearest)) nearest = day
    }
    for (const { row } of members) row.householdNearestDay = nearest
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
    a.vaccineBits === b.vaccineBits &&
    a.ownBits === b.ownBits &&
    a.changesOn === b.changesOn &&
    a.openDuties === b.openDuties &&
    a.householdNearestDay === b.householdNearestDay
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

/** By how much what there is to do in each village moves. */
function workMovedBy(changed: readonly Refreshed[]): WorkChange[] {
  const counts = new WorkCounts()
  for (const { row, was } of changed) {
    if (was?.openDuties === row.openDuties && was.villageCode === row.villageCode) continue
    if (was) counts.add(was.villageCode, was.openDuties, -1)
    counts.add(row.villageCode, row.openDuties, 1)
  }
  return counts.rows()
}
