import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { v7 as newId } from 'uuid'
import { inCounty } from '../../../server/src/database/in-county.ts'
import { refreshResidents } from '../../../server/src/duties/refresh-residents.ts'
import type { TestCounty } from '../../../server/src/testing/county.ts'
import type { Random } from './random.ts'

export const TODAY = '2026-11-21' as LocalDate

export type FieldMember = { id: string; doorId: string }

/** A village of households of three, one of each with hypertension. */
export async function village(
  county: TestCounty,
  villageCode: number,
  households: number,
): Promise<FieldMember[]> {
  const members: FieldMember[] = []
  const homes: string[] = []
  for (let index = 0; index < households; index++) {
    const doorId = newId()
    homes.push(doorId)
    for (let one = 0; one < 3; one++) members.push({ id: newId(), doorId })
  }
  await county.sql.query(
    `insert into households (id, village_code, group_number, address)
     select id, $2, 1 + place % 8, place || '号' from unnest($1::uuid[]) with ordinality as home(id, place)`,
    [homes, villageCode],
  )
  await county.sql.query(
    `insert into residents (id, household_id, village_code, name, name_initials, sex, birth_date, registered_on)
     select id, door, $3, '居民' || place, 'jm', case place % 2 when 0 then 'male' else 'female' end,
       date '1940-01-01' + (place * 97 % 20000)::integer, '2024-01-05'
     from unnest($1::uuid[], $2::uuid[]) with ordinality as member(id, door, place)`,
    [members.map(({ id }) => id), members.map(({ doorId }) => doorId), villageCode],
  )
  await county.sql.query(
    `insert into resident_populations (id, resident_id, population, since, source)
     select gen_random_uuid(), id, 'hypertension', '2024-01-05', 'declared' from unnest($1::uuid[]) as member(id)`,
    [members.filter((_, index) => index % 3 === 0).map(({ id }) => id)],
  )
  await inCounty(county.services.database, 320399, (db) =>
    refreshResidents(
      { db, today: TODAY },
      members.map(({ id }) => id),
    ),
  )
  return members
}

/** A follow-up that nobody else writes: its pressure and day are the random's, its id its own. */
export function visit(random: Random, residentId: string) {
  const digits = (count: number) =>
    Array.from({ length: count }, () => random.below(16).toString(16)).join('')
  return {
    id: `019b0000-${digits(4)}-7${digits(3)}-8${digits(3)}-${digits(12)}`,
    residentId,
    form: 'hypertension-follow-up',
    performedOn: addDays(TODAY, -random.below(200)),
    mode: random.one(['clinic', 'home', 'phone'] as const),
    values: {
      systolicMmHg: 100 + random.below(80),
      diastolicMmHg: 60 + random.below(35),
      symptoms: [1],
    },
  }
}

/** As {@link visit}, and impossible: the server says no. */
export function impossibleVisit(random: Random, residentId: string) {
  return { ...visit(random, residentId), performedOn: addDays(TODAY, 1 + random.below(20)) }
}
