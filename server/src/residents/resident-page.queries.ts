import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Classification, NextStep } from '@qianyue/domain/follow-ups/assessment.ts'
import type { FormValues } from '@qianyue/domain/forms/form.ts'
import type { PopulationMembership } from '@qianyue/domain/populations/population.ts'
import { sql } from 'kysely'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { withContents } from '../service-records/protected-contents.queries.ts'
import { aboutResident } from '../service-records/reading.queries.ts'
import { reachableResidents } from './reachable-residents.ts'

/** A resident within reach with household and places. @throws NotFound also when out of reach. */
export async function residentById(context: Context, id: string) {
  return await reachableResidents(context)
    .where('residents.id', '=', id)
    .innerJoin('orgUnits as village', 'village.code', 'residents.villageCode')
    .leftJoin('orgUnits as township', 'township.code', 'village.parentCode')
    .leftJoin('households', 'households.id', 'residents.householdId')
    .select([
      'residents.id',
      'residents.version',
      'residents.name',
      'residents.sex',
      'residents.birthDate',
      'residents.idDocumentType',
      'residents.idNumberMasked',
      'residents.idNumberHash',
      'residents.phoneMasked',
      'residents.contactName',
      'residents.contactPhoneMasked',
      'residents.villageCode',
      'village.areaName as villageName',
      'township.areaName as townshipName',
      'residents.householdId',
      'households.address',
      'households.headId',
      'households.responsibleStaffId',
      'residents.relation',
      'residents.ethnicity',
      'residents.residency',
      'residents.healthRecordNumber',
      'residents.registeredOn',
      'residents.diedOn',
      'residents.movedOutOn',
      'residents.awaySince',
      'residents.awayUntil',
      'residents.profile',
      'residents.warnings',
      'residents.teamId',
    ])
    .executeTakeFirstOrThrow(() => new NotFound('resident'))
}

/** Every period on a list of key populations, the latest first. */
export async function populationPeriodsOf({ db }: Context, residentId: string) {
  const rows = await db
    .selectFrom('residentPopulations')
    .select(['id', 'population', 'since', 'until', 'source', 'declaredBy', 'sourceNote', 'endedReason'])
    .where('residentId', '=', residentId)
    .orderBy('since', 'desc')
    .execute()
  return rows as (PopulationMembership & {
    id: string
    declaredBy: string | null
    sourceNote: string | null
    endedReason: string | null
  })[]
}

export async function membersNowIn({ db }: Context, householdId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('householdMemberships')
    .select('residentId')
    .where('householdId', '=', householdId)
    .where('until', 'is', null)
    .execute()
  return rows.map(({ residentId }) => residentId)
}

/** The agreement that covers a resident on a day. */
export async function coverOf({ db, today }: Context, residentId: string) {
  const { rows } = await sql<{
    id: string
    number: string | null
    teamId: string
    teamName: string
    teamPhone: string | null
    startsOn: LocalDate
    endsOn: LocalDate
    packages: { name: string }[]
  }>`
    select agreement.id, agreement.number, member.team_id, teams.name as team_name, teams.phone as team_phone,
      member.starts_on, member.ends_on, member.packages
    from agreement_members member join agreements agreement on agreement.id = member.agreement_id
    join teams on teams.id = member.team_id
    where member.resident_id = ${residentId} and not member.declined and agreement.signed_on is not null
      and member.starts_on <= ${today} and member.ends_on >= ${today}
      and (member.terminated_on is null or member.terminated_on > ${today})`.execute(db)
  return rows[0] ?? null
}

/** Records that count, oldest first, with their values. */
export async function recordsOf({ db }: Context, residentId: string, most: number) {
  const rows = await db
    .selectFrom('serviceRecords')
    .leftJoin('staff', 'staff.id', 'serviceRecords.performedBy')
    .select([
      'serviceRecords.id',
      'serviceRecords.form',
      'serviceRecords.service',
      'serviceRecords.performedOn',
      'serviceRecords.mode',
      'serviceRecords.version',
      'serviceRecords.protection',
      'serviceRecords.values',
      'serviceRecords.complete',
      'serviceRecords.classification',
      'serviceRecords.controlled',
      'serviceRecords.nextStep',
      'serviceRecords.referred',
      'staff.name as performedByName',
    ])
    .where(aboutResident('serviceRecords', residentId))
    .where('withdrawnAt', 'is', null)
    .orderBy('performedOn', 'desc')
    .orderBy('serviceRecords.id', 'desc')
    .limit(most)
    .execute()
  const records = rows.map((row) => ({
    ...row,
    values: row.values as FormValues,
    classification: row.classification as Classification | null,
    nextStep: row.nextStep as NextStep,
  }))
  return (await withContents({ db }, records, ({ id }) => id)).reverse()
}

export async function agreementEventsOf({ db }: Context, residentId: string) {
  const { rows } = await sql<{
    id: number
    kind: string
    happenedOn: LocalDate
    number: string | null
    teamName: string
  }>`
    select event.id, event.kind, event.happened_on, agreement.number, teams.name as team_name
    from agreement_members member
    join agreements agreement on agreement.id = member.agreement_id
    join teams on teams.id = agreement.team_id
    join agreement_events event on event.agreement_id = agreement.id
    where member.resident_id = ${residentId} and (event.resident_id is null or event.resident_id = ${residentId})
    order by event.id desc limit 50`.execute(db)
  return rows
}

export async function residentEventsOf({ db }: Context, residentIds: readonly string[]) {
  if (residentIds.length === 0) return []
  return await db
    .selectFrom('residentEvents')
    .innerJoin('residents', 'residents.id', 'residentEvents.residentId')
    .leftJoin('accounts as withdrawer', 'withdrawer.id', 'residentEvents.withdrawnBy')
    .select([
      'residentEvents.id',
      'residentEvents.residentId',
      'residents.name as residentName',
      'residentEvents.kind',
      'residentEvents.happenedOn',
      'residentEvents.details',
      'residentEvents.withdrawnAt',
      'residentEvents.withdrawalReason',
      'withdrawer.name as withdrawnByName',
    ])
    .where('residentEvents.residentId', 'in', [...residentIds])
    .orderBy('residentEvents.happenedOn', 'desc')
    .orderBy('residentEvents.id', 'desc')
    .limit(100)
    .execute()
}

export async function staffName({ db }: Context, staffId: string | null): Promise<string | null> {
  if (staffId === null) return null
  const staff = await db.selectFrom('staff').select('name').where('id', '=', staffId).executeTakeFirst()
  return staff?.name ?? null
}
