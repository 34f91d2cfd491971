import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { sql } from 'kysely'
import type { Context } from '../http/context.ts'

export async function insertMembership(
  { db, viewer }: Context,
  membership: {
    id: string
    residentId: string
    population: Population
    since: LocalDate
    until: LocalDate | null
    declaredBy: string
    sourceNote?: string | null | undefined
  },
): Promise<void> {
  await db
    .insertInto('residentPopulations')
    .values({
      ...membership,
      sourceNote: membership.sourceNote ?? null,
      source: 'declared',
      recordedBy: viewer.accountId,
    })
    .execute()
}

export async function endMembership(
  { db }: Context,
  id: string,
  until: LocalDate,
  endedReason: string,
): Promise<void> {
  await db.updateTable('residentPopulations').set({ until, endedReason }).where('id', '=', id).execute()
}

export type Candidate = {
  id: string
  name: string
  sex: 'male' | 'female' | 'unknown'
  birthDate: LocalDate
  villageCode: number
  villageName: string
  householdId: string
  address: string
  householdBirthDates: LocalDate[]
  memberships: { id: string; population: Population }[]
  reviews: { population: Population; decision: string; decidedOn: LocalDate }[]
}

/** Residents whom a comb-through has to look at, in the order of the villages: on a list, old, or with records of one. */
export async function combCandidates(
  { db, reach, today }: Context,
  wanted: {
    within: { from: number; to: number } | null
    population: Population | undefined
    forms: readonly string[]
    elderlyBornBy: LocalDate
    recordsSince: LocalDate
    after: string | null
    most: number
  },
): Promise<Candidate[]> {
  const range = wanted.within ?? reach.range ?? { from: 0, to: 999_999_999_999 }
  const { rows } = await sql<Candidate>`
    select residents.id, residents.name, residents.sex, residents.birth_date, residents.village_code,
      village.area_name as village_name, residents.household_id, coalesce(households.address, '') as address,
      coalesce((
        select jsonb_agg(other.birth_date)
        from household_memberships membership join residents other on other.id = membership.resident_id
        where membership.household_id = residents.household_id and membership.until is null
          and other.merged_into_id is null
      ), '[]') as household_birth_dates,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', held.id, 'population', held.population))
        from resident_populations held
        where held.resident_id = residents.id and held.since <= ${today} and (held.until is null or held.until >= ${today})
      ), '[]') as memberships,
      coalesce((
        select jsonb_agg(jsonb_build_object('population', review.population, 'decision', review.decision,
          'decidedOn', review.decided_on) order by review.decided_on)
        from population_reviews review where review.resident_id = residents.id
      ), '[]') as reviews
    from residents
    join org_units village on village.code = residents.village_code
    left join households on households.id = residents.household_id
    where residents.merged_into_id is null
      and residents.village_code between ${range.from} and ${range.to}
      and (${wanted.after === null} or (residents.village_code, residents.household_id, residents.id) > (
        select start.village_code, start.household_id, start.id from residents start where start.id = ${wanted.after}))
      and (
        residents.birth_date <= ${wanted.elderlyBornBy}
        or exists (select from resident_populations held where held.resident_id = residents.id
          and (held.until is null or held.until >= ${today}))
        or exists (select from service_records record where record.resident_id = residents.id
          and record.withdrawn_at is null and record.form = any(${wanted.forms}::text[])
          and record.performed_on >= ${wanted.recordsSince})
      )
    order by residents.village_code, residents.household_id, residents.id
    limit ${wanted.most}`.execute(db)
  return rows
}

export async function reviewIsKnown({ db }: Context, id: string): Promise<boolean> {
  return (
    (await db.selectFrom('populationReviews').select('id').where('id', '=', id).executeTakeFirst()) !==
    undefined
  )
}

export async function insertReview(
  { db, viewer, today }: Context,
  review: {
    id: string
    residentId: string
    population: Population
    suggested: string
    decision: string
    note: string
  },
): Promise<void> {
  await db
    .insertInto('populationReviews')
    .values({ ...review, decidedOn: today, decidedBy: viewer.accountId })
    .execute()
}
