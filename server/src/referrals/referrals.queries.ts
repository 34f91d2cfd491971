import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { FormValues } from '@qianyue/domain/forms/form.ts'
import type { ReferralStep } from '@qianyue/domain/referrals/referral.ts'
import { sql } from 'kysely'
import type { Context } from '../http/context.ts'
import { reachableResidents } from '../residents/reachable-residents.ts'

export type ReferredResident = {
  id: string
  name: string
  villageName: string
  diedOn: LocalDate | null
  movedOutOn: LocalDate | null
}

/**
 * Residents within reach for whom a referral was advised or a slip written since a day, those referred last first; of one
 * resident only that one. Of a protected sheet nobody learns here that it referred.
 */
export async function referredSince(
  context: Context,
  wanted: { from: LocalDate; orgId: number | undefined; residentId: string | undefined; limit: number },
): Promise<ReferredResident[]> {
  const range = wanted.orgId === undefined ? null : rangeOf(wanted.orgId)
  let residents = reachableResidents(context)
  if (range !== null) residents = residents.where('residents.villageCode', '>=', range.from)
  if (range !== null) residents = residents.where('residents.villageCode', '<=', range.to)
  if (wanted.residentId !== undefined) residents = residents.where('residents.id', '=', wanted.residentId)
  return await residents
    .innerJoin('serviceRecords as record', 'record.residentId', 'residents.id')
    .innerJoin('orgUnits as village', 'village.code', 'residents.villageCode')
    .select(['residents.id', 'residents.name', 'residents.diedOn', 'residents.movedOutOn'])
    .select('village.areaName as villageName')
    .where((where) =>
      where.or([where('record.referred', '=', true), where('record.form', '=', 'referral-out')]),
    )
    .where('record.withdrawnAt', 'is', null)
    .where('record.performedOn', '>=', wanted.from)
    .groupBy(['residents.id', 'village.areaName'])
    .orderBy(sql`max(record.performed_on)`, 'desc')
    .orderBy('residents.id')
    .limit(wanted.limit)
    .execute()
}

/** What their records since a day say of referrals. */
export async function recordsAboutReferrals(
  { db }: Context,
  residentIds: readonly string[],
  from: LocalDate,
) {
  const said = (code: string) => sql<string | null>`record.values ->> ${sql.lit(code)}`
  return await db
    .selectFrom('serviceRecords as record')
    .leftJoin('staff', 'staff.id', 'record.performedBy')
    .select(['record.id', 'record.residentId', 'record.form', 'record.performedOn', 'record.referred'])
    .select('staff.name as performedByName')
    // What was measured, of those that referred: it says why where nobody wrote it.
    .select(sql<FormValues | null>`case when record.referred then record.values end`.as('found'))
    .select([
      said('institution').as('institution'),
      said('department').as('department'),
      said('referralInstitution').as('referralInstitution'),
      said('referralReason').as('referralReason'),
      said('impression').as('impression'),
      said('diagnosis').as('diagnosis'),
    ])
    .where('record.residentId', '=', sql<string>`any (${residentIds}::uuid[])`)
    .where('record.performedOn', '>=', from)
    .where('record.withdrawnAt', 'is', null)
    .where('record.protection', 'is', null)
    .orderBy('record.performedOn')
    .orderBy('record.recordedAt')
    .execute()
}

/** What was noted of them since a day. */
export async function stepsOf({ db }: Context, residentIds: readonly string[], from: LocalDate) {
  const rows = await db
    .selectFrom('referralSteps')
    .selectAll()
    .where('residentId', '=', sql<string>`any (${residentIds}::uuid[])`)
    .where('notedFor', '>=', from)
    .where('withdrawnAt', 'is', null)
    .orderBy('notedFor')
    .orderBy('recordedAt')
    .execute()
  return rows.map((row) => ({ ...row, step: row.step as ReferralStep }))
}

/** A step by its id, also one that was withdrawn. */
export async function stepById({ db }: Context, id: string) {
  return await db.selectFrom('referralSteps').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertStep(
  { db, viewer }: Context,
  step: {
    id: string
    residentId: string
    step: ReferralStep
    notedFor: LocalDate
    hospital: string
    bookedFor: LocalDate | null
    fastTrack: boolean
    remark: string
  },
): Promise<void> {
  await db
    .insertInto('referralSteps')
    .values({
      ...step,
      unitCode: viewer.unitCode,
      recordedBy: viewer.accountId,
      recordedByName: viewer.name,
    })
    .execute()
}

export async function withdrawStep({ db, now }: Context, id: string): Promise<void> {
  await db
    .updateTable('referralSteps')
    .set({ withdrawnAt: now })
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .execute()
}
