import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { recordResidentEvent } from '@qianyue/api/residents.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { HEAD, type Relation, UNSTATED } from '@qianyue/domain/households/relation.ts'
import type { EventEffect } from '@qianyue/domain/residents/resident-event.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { reachableResidents } from './reachable-residents.ts'

/** A resident with the household, locked so that two events of one person take turns. @throws NotFound */
export async function residentOfEvent(context: Context, id: string) {
  return await reachableResidents(context)
    .leftJoin('households', 'households.id', 'residents.householdId')
    .select([
      'residents.id',
      'residents.birthDate',
      'residents.diedOn',
      'residents.movedOutOn',
      'residents.awaySince',
      'residents.awayUntil',
      'residents.householdId',
      'residents.villageCode',
      'households.headId',
      'households.address',
      'households.groupNumber',
    ])
    .where('residents.id', '=', id)
    .forUpdate('residents')
    .executeTakeFirstOrThrow(() => new NotFound('resident'))
}

/** Who lives in a household now, the head first. */
export async function householdMembers({ db }: Context, householdId: string) {
  const rows = await db
    .selectFrom('householdMemberships as membership')
    .innerJoin('residents', 'residents.id', 'membership.residentId')
    .innerJoin('households', 'households.id', 'membership.householdId')
    .select([
      'residents.id as residentId',
      'residents.name',
      'residents.sex',
      'residents.birthDate',
      'residents.relation',
      'households.headId',
    ])
    .where('membership.householdId', '=', householdId)
    .where('membership.until', 'is', null)
    .where('residents.mergedIntoId', 'is', null)
    .orderBy('residents.relation')
    .orderBy('residents.birthDate')
    .execute()
  return rows.map(({ headId, ...row }) => ({
    ...row,
    sex: row.sex as Sex,
    relation: row.residentId === headId ? HEAD : ((row.relation ?? UNSTATED) as Relation),
  }))
}

export async function recordedEvent({ db }: Context, eventId: string) {
  const event = await db
    .selectFrom('residentEvents')
    .select(['residentId', 'details'])
    .where('id', '=', eventId)
    .executeTakeFirst()
  return (
    event && { residentId: event.residentId, effects: (event.details as { effects: EventEffect[] }).effects }
  )
}

export async function insertEvent(
  { db, viewer }: Context,
  { eventId, id, kind, on, until, note, householdId, newHeadId }: RequestOf<typeof recordResidentEvent>,
  effects: readonly EventEffect[],
): Promise<void> {
  await db
    .insertInto('residentEvents')
    .values({
      id: eventId,
      residentId: id,
      kind,
      happenedOn: on,
      details: asJson({
        note,
        until: until ?? null,
        householdId: householdId ?? null,
        newHeadId: newHeadId ?? null,
        effects,
      }),
      recordedBy: viewer.accountId,
    })
    .execute()
}

export async function setWhereabouts(
  { db }: Context,
  residentId: string,
  changed: Partial<Record<'diedOn' | 'movedOutOn' | 'awaySince' | 'awayUntil', LocalDate | null>>,
): Promise<void> {
  await db
    .updateTable('residents')
    .set({ ...changed, updatedAt: sql`now()` })
    .where('id', '=', residentId)
    .execute()
}

/** Ends every place on a list that lasts beyond the day; one that began after it lasts its first day. */
export async function endPopulations(
  { db }: Context,
  residentId: string,
  lastDay: LocalDate,
  reason: string,
): Promise<void> {
  await sql`
    update resident_populations set until = greatest(since, ${lastDay}::date), ended_reason = ${reason}
    where resident_id = ${residentId} and (until is null or until > ${lastDay})`.execute(db)
}

/** Takes back what {@link endPopulations} did on the same last day: an illness is not over because the patient lived elsewhere. */
export async function resumePopulations(
  { db }: Context,
  residentId: string,
  lastDay: LocalDate,
  reason: string,
): Promise<void> {
  await sql`
    update resident_populations ended set until = null, ended_reason = null
    where resident_id = ${residentId} and ended_reason = ${reason} and until = greatest(since, ${lastDay}::date)
      and not exists (
        select from resident_populations later
        where later.resident_id = ended.resident_id and later.population = ended.population and later.since > ended.until
      )`.execute(db)
}

/** Ends memberships with a last day, not before their first. */
export async function leave(
  { db }: Context,
  householdId: string,
  residentIds: readonly string[],
  lastDay: LocalDate,
): Promise<void> {
  await sql`
    update household_memberships set until = greatest(since, ${lastDay}::date)
    where household_id = ${householdId} and resident_id = any(${residentIds}::uuid[]) and until is null`.execute(
    db,
  )
  await sql`
    update households set head_id = null
    where id = ${householdId} and head_id = any(${residentIds}::uuid[])`.execute(db)
}

export async function dissolve({ db }: Context, householdId: string, on: LocalDate): Promise<void> {
  await db
    .updateTable('households')
    .set({ dissolvedOn: on, headId: null })
    .where('id', '=', householdId)
    .execute()
}

/** @throws NotFound also when out of reach. */
export async function householdToEnter({ db }: Context, householdId: string) {
  return await db
    .selectFrom('households')
    .select(['id', 'villageCode'])
    .where('id', '=', householdId)
    .forUpdate()
    .executeTakeFirstOrThrow(() => new NotFound('household'))
}

/** Residents live in a household from a day on; one that was dissolved is there again. */
export async function enter(
  { db }: Context,
  householdId: string,
  villageCode: number,
  people: readonly { residentId: string; relation: Relation }[],
  since: LocalDate,
): Promise<void> {
  const ids = people.map(({ residentId }) => residentId)
  const relations = people.map(({ relation }) => relation)
  const entered = await sql`
    insert into household_memberships (resident_id, household_id, relation, since)
    select id, ${householdId}, relation, ${since}
    from unnest(${ids}::uuid[], ${relations}::text[]) as given(id, relation)
    on conflict (resident_id, household_id, since) do update set until = null, relation = excluded.relation`.execute(
    db,
  )
  if (Number(entered.numAffectedRows ?? 0) !== people.length) {
    throw new Refused('household-changed', '这一户刚有变动，请刷新后重试。')
  }
  await sql`
    update residents set household_id = ${householdId}, village_code = ${villageCode}, relation = given.relation, updated_at = now()
    from unnest(${ids}::uuid[], ${relations}::text[]) as given(id, relation)
    where residents.id = given.id`.execute(db)
  await db.updateTable('households').set({ dissolvedOn: null }).where('id', '=', householdId).execute()
}

export async function setHead({ db }: Context, householdId: string, headId: string): Promise<void> {
  await db.updateTable('households').set({ headId }).where('id', '=', householdId).execute()
  await db.updateTable('residents').set({ relation: HEAD }).where('id', '=', headId).execute()
}

/** What members are to their head now, in the household and in its history. */
export async function setRelations(
  { db }: Context,
  householdId: string,
  people: readonly { residentId: string; relation: Relation }[],
): Promise<void> {
  const ids = people.map(({ residentId }) => residentId)
  const relations = people.map(({ relation }) => relation)
  await sql`
    update residents set relation = given.relation, updated_at = now()
    from unnest(${ids}::uuid[], ${relations}::text[]) as given(id, relation)
    where residents.id = given.id and residents.household_id = ${householdId}`.execute(db)
  await sql`
    update household_memberships set relation = given.relation
    from unnest(${ids}::uuid[], ${relations}::text[]) as given(id, relation)
    where resident_id = given.id and household_id = ${householdId} and until is null`.execute(db)
}
