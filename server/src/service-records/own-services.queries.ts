import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { PopulationMembership } from '@qianyue/domain/populations/population.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { sql } from 'kysely'
import type { Context } from '../http/context.ts'

type Person = { birthDate: LocalDate; sex: Sex; populations: PopulationMembership[] }

/** What decides which populations a resident belongs to; undefined when they are out of reach. */
export async function personWithPopulations(
  { db }: Context,
  residentId: string,
): Promise<Person | undefined> {
  const { rows } = await sql<Person>`
    select r.birth_date, r.sex, coalesce((
      select jsonb_agg(jsonb_build_object(
        'population', p.population, 'since', p.since, 'until', p.until, 'source', p.source))
      from resident_populations p where p.resident_id = r.id), '[]') as populations
    from residents r where r.id = ${residentId}`.execute(db)
  return rows[0]
}
