import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Standing } from '@qianyue/domain/indicators/flags.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'

/** One resident's standing with the place where it counts. */
export type StandingRow = Standing & {
  residentId: string
  villageCode: number
  householdId: string | null
  teamId: string | null
  responsibleStaffId: string | null
  changesOn: LocalDate
}

/** By how much one village's count of one figure moves. */
export type CountChange = { villageCode: number; indicator: string; denominator: number; numerator: number }

type Placed = Omit<StandingRow, keyof Standing | 'changesOn'> & {
  isWanted: boolean
  headId: string | null
  was: StandingRow | null
}

/** Residents as they are placed now and everybody in their households, with the standing kept so far; locked. */
export async function standingsToRefresh(db: Database, residentIds: readonly string[]): Promise<Placed[]> {
  const { rows } = await sql<Omit<Placed, 'was'> & { was: KeptStanding | null }>`
    select * from standings_to_refresh(${residentIds}::uuid[])`.execute(db)
  return rows.map((row) => ({ ...row, was: row.was && standingRowOf(row.was) }))
}

/** Writes standings and moves the counts of villages. */
export async function putStandings(
  db: Database,
  standings: readonly StandingRow[],
  changes: readonly CountChange[],
): Promise<void> {
  const kept: KeptStanding[] = standings.map((row) => ({
    resident_id: row.residentId,
    village_code: row.villageCode,
    household_id: row.householdId,
    team_id: row.teamId,
    responsible_staff_id: row.responsibleStaffId,
    population_bits: row.populationBits,
    trait_bits: row.traitBits,
    changes_on: row.changesOn,
  }))
  const moved = changes.map(({ villageCode, ...change }) => ({ village_code: villageCode, ...change }))
  await sql`select put_standings(${asJson(kept)}::jsonb, ${asJson(moved)}::jsonb)`.execute(db)
}

/** A standing as the database's functions take and give it. */
type KeptStanding = {
  resident_id: string
  village_code: number
  household_id: string | null
  team_id: string | null
  responsible_staff_id: string | null
  population_bits: number
  trait_bits: number
  changes_on: LocalDate
}

function standingRowOf(kept: KeptStanding): StandingRow {
  return {
    residentId: kept.resident_id,
    villageCode: kept.village_code,
    householdId: kept.household_id,
    teamId: kept.team_id,
    responsibleStaffId: kept.responsible_staff_id,
    populationBits: kept.population_bits,
    traitBits: kept.trait_bits,
    changesOn: kept.changes_on,
  }
}
