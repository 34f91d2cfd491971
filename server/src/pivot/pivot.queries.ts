import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { StandingCount } from '@qianyue/domain/indicators/count.ts'
import type { Standing } from '@qianyue/domain/indicators/flags.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { inVillages, type Villages } from '../indicators/counts.queries.ts'

/** Units of the levels wanted within the villages, each before those below it. */
export async function unitsFor(db: Database, villages: Villages, levels: readonly string[]) {
  return await db
    .selectFrom('orgUnits')
    .select(['code', 'areaName', 'level'])
    .where('level', 'in', [...levels])
    .where(inVillages('code', villages))
    .orderBy('code')
    .execute()
}

/** How many residents of each village stand alike in the bits that are asked for. */
export async function standingsByVillage(db: Database, villages: Villages, asked: Standing) {
  const { rows } = await sql<StandingCount & { villageCode: number }>`
    select village_code, population_bits & ${asked.populationBits} as population_bits,
      trait_bits & ${asked.traitBits} as trait_bits, programme_bits & ${asked.programmeBits} as programme_bits,
      vaccine_bits & ${asked.vaccineBits} as vaccine_bits, own_bits & ${asked.ownBits} as own_bits, count(*)::int as residents
    from resident_standing where ${inVillages('village_code', villages)}
    group by 1, 2, 3, 4, 5, 6`.execute(db)
  return rows
}

/** Which of these days have kept figures, or figures among populations. */
export async function daysKept(
  db: Database,
  days: readonly LocalDate[],
  kept: 'indicator_snapshots' | 'population_snapshots',
): Promise<Set<LocalDate>> {
  if (days.length === 0) return new Set()
  const { rows } = await sql<{ day: LocalDate }>`
    select day from unnest(${days}::date[]) day
    where exists (select from ${sql.table(kept)} s where s.taken_for = day)`.execute(db)
  return new Set(rows.map(({ day }) => day))
}

/** The counts of month ends among populations. */
export async function populationSnapshots(
  db: Database,
  villages: Villages,
  wanted: { days: readonly LocalDate[]; populations: readonly string[]; codes: readonly string[] },
) {
  if (wanted.days.length === 0 || wanted.populations.length === 0) return []
  return await db
    .selectFrom('populationSnapshots')
    .select(['takenFor', 'population', 'villageCode as unitCode', 'indicator', 'denominator', 'numerator'])
    .where('takenFor', 'in', [...wanted.days])
    .where('population', 'in', [...wanted.populations])
    .where('indicator', 'in', [...wanted.codes])
    .where(inVillages('villageCode', villages))
    .execute()
}
