import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Assessment, Classification, NextStep } from '@qianyue/domain/follow-ups/assessment.ts'
import type { FormValues } from '@qianyue/domain/forms/form.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import type { ServiceMode } from '@qianyue/domain/service-records/service-mode.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Context } from '../http/context.ts'

/** A record as it is kept. */
export type KeptRecord = {
  id: string
  residentId: string
  form: string
  formVersion: number
  service: string | null
  performedOn: LocalDate
  mode: ServiceMode
  version: number
  values: FormValues
  complete: boolean
  classification: Classification | null
  controlled: boolean | null
  nextStep: NextStep
  nextDueOn: LocalDate | null
  referred: boolean
  copied: string[] | null
  performedBy: string | null
  unitCode: number
  recordedBy: string
  withdrawnAt: string | null
}

export type Surroundings = {
  birthDate: LocalDate
  sex: Sex
  diedOn: LocalDate | null
  /** The newest edition of the policy. */
  policy: string | null
  /** What is kept under the id, if anything. */
  same: KeptRecord | null
  before: KeptRecord | null
  after: KeptRecord | null
}

/**
 * Everything that recording a service looks at, in one statement that also locks the resident; null when there is no
 * such resident within reach.
 */
export async function surroundingsOf(
  { db }: Context,
  wanted: { recordId: string; residentId: string; form: string; performedOn: LocalDate },
): Promise<Surroundings | null> {
  const { rows } = await sql<
    Omit<Surroundings, 'same' | 'before' | 'after'> & Record<'same' | 'before' | 'after', RowOfRecord | null>
  >`select around.* from residents r
    cross join lateral record_surroundings(r.id, ${wanted.form}, ${wanted.performedOn}::date, ${wanted.recordId}) around
    where r.id = ${wanted.residentId}`.execute(db)
  const row = rows[0]
  if (!row) return null
  return { ...row, same: keptOf(row.same), before: keptOf(row.before), after: keptOf(row.after) }
}

/** The record's row as `to_jsonb` writes it. */
type RowOfRecord = {
  id: string
  resident_id: string
  form: string
  form_version: number
  service: string | null
  performed_on: LocalDate
  mode: ServiceMode
  version: number
  values: FormValues
  complete: boolean
  classification: Classification | null
  controlled: boolean | null
  next_step: NextStep
  next_due_on: LocalDate | null
  referred: boolean
  copied: string[] | null
  performed_by: string | null
  unit_code: number
  recorded_by: string
  withdrawn_at: string | null
}

function keptOf(row: RowOfRecord | null): KeptRecord | null {
  if (row === null) return null
  return {
    id: row.id,
    residentId: row.resident_id,
    form: row.form,
    formVersion: row.form_version,
    service: row.service,
    performedOn: row.performed_on,
    mode: row.mode,
    version: row.version,
    values: row.values,
    complete: row.complete,
    classification: row.classification,
    controlled: row.controlled,
    nextStep: row.next_step,
    nextDueOn: row.next_due_on,
    referred: row.referred,
    copied: row.copied,
    performedBy: row.performed_by,
    unitCode: row.unit_code,
    recordedBy: row.recorded_by,
    withdrawnAt: row.withdrawn_at,
  }
}

/** Whether it was inserted; false when the id is taken. */
export async function insertRecord(
  { db }: Context,
  record: Omit<KeptRecord, 'withdrawnAt'>,
): Promise<boolean> {
  const inserted = await db
    .insertInto('serviceRecords')
    .values({ ...record, values: asJson(record.values) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

/** The resident, form and day of a record within reach. */
export async function recordHead({ db }: Context, recordId: string) {
  return await db
    .selectFrom('serviceRecords')
    .select(['residentId', 'form', 'performedOn'])
    .where('id', '=', recordId)
    .executeTakeFirst()
}

export async function correctionById({ db }: Context, id: string) {
  return await db
    .selectFrom('serviceRecordCorrections')
    .select(['recordId', 'kind'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Keeps what a record says now, before it is changed. False when the id is taken. */
export async function keepVersion(
  { db, viewer }: Context,
  record: KeptRecord,
  correction: { id: string; kind: 'correction' | 'withdrawal'; reason: string },
): Promise<boolean> {
  const inserted = await db
    .insertInto('serviceRecordCorrections')
    .values({
      ...correction,
      recordId: record.id,
      version: record.version,
      performedOn: record.performedOn,
      mode: record.mode,
      values: asJson(record.values),
      classification: record.classification,
      controlled: record.controlled,
      nextStep: record.nextStep,
      nextDueOn: record.nextDueOn,
      referred: record.referred,
      correctedBy: viewer.accountId,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

type Results = Pick<Assessment, 'classification' | 'controlled' | 'nextStep' | 'nextDueOn' | 'referred'>

export async function putVersion(
  { db }: Context,
  recordId: string,
  next: Results & {
    version: number
    performedOn: LocalDate
    mode: ServiceMode
    values: FormValues
    complete: boolean
  },
): Promise<void> {
  await db
    .updateTable('serviceRecords')
    .set({ ...next, values: asJson(next.values) })
    .where('id', '=', recordId)
    .execute()
}

export async function markWithdrawn({ db, now }: Context, record: KeptRecord): Promise<void> {
  await db
    .updateTable('serviceRecords')
    .set({ withdrawnAt: now, version: record.version + 1 })
    .where('id', '=', record.id)
    .execute()
}

/** The results of a record follow those of the record before it. */
export async function putResults({ db }: Context, recordId: string, results: Results): Promise<void> {
  await db.updateTable('serviceRecords').set(results).where('id', '=', recordId).execute()
}

export async function staffExists({ db }: Context, staffId: string): Promise<boolean> {
  const found = await db.selectFrom('staff').select('id').where('id', '=', staffId).executeTakeFirst()
  return found !== undefined
}
