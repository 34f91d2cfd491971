import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Assessment, Classification, NextStep } from '@qianyue/domain/follow-ups/assessment.ts'
import type { FormValues } from '@qianyue/domain/forms/form.ts'
import type { ListedPeriod } from '@qianyue/domain/populations/population.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import type { GroupResult } from '@qianyue/domain/result-rechecks/judge-results.ts'
import type { ServiceMode } from '@qianyue/domain/service-records/service-mode.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Context } from '../http/context.ts'
import { openPart, putContent, putContentResults, withContents } from './protected-contents.queries.ts'

/** A record as it is kept. */
export type KeptRecord = {
  id: string
  residentId: string
  /** Of a sheet about the household: which one it was on that day. */
  householdId: string | null
  form: string
  /** Whose content is kept apart; null for most. */
  protection: string | null
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
  /** Of an examination and its rechecks. */
  results: readonly GroupResult[] | null
  copied: string[] | null
  performedBy: string | null
  unitCode: number
  recordedBy: string
  withdrawnAt: string | null
}

export type Surroundings = {
  residentId: string
  birthDate: LocalDate
  sex: Sex
  diedOn: LocalDate | null
  /** When she was, or is, on the list of pregnant and nursing women; read for the sheets whose rules ask for it. */
  maternity: ListedPeriod[]
  /** The newest edition of the policy. */
  policy: string | null
  /** What is kept under the id, if anything. */
  same: KeptRecord | null
  before: KeptRecord | null
  after: KeptRecord | null
}

/** The sheets on which a value that is high for pregnant and nursing women is a danger sign. */
const asksForMaternity: ReadonlySet<string> = new Set(['hypertension-follow-up', 'type2-diabetes-follow-up'])

function maternityOf(form: string) {
  return asksForMaternity.has(form)
    ? sql`case when r.sex = 'male' then '[]'::jsonb else ${maternityPeriods} end`
    : sql`'[]'::jsonb`
}

/** The periods of resident `r` on the list, as `[{ since, until }]`. */
export const maternityPeriods = sql`coalesce((
  select jsonb_agg(jsonb_build_object('since', p.since, 'until', p.until)) from resident_populations p
  where p.resident_id = r.id and p.population = 'pregnant'), '[]')`

/**
 * Everything that recording a service looks at, in one statement that also locks the resident; null when there is no
 * such resident within reach.
 */
export async function surroundingsOf(
  { db }: Context,
  wanted: { recordId: string; residentId: string; form: string; performedOn: LocalDate },
): Promise<Surroundings | null> {
  const { rows } = await sql<
    Omit<Surroundings, 'residentId' | 'same' | 'before' | 'after'> &
      Record<'same' | 'before' | 'after', RowOfRecord | null>
  >`select around.*, ${maternityOf(wanted.form)} as maternity from residents r
    cross join lateral record_surroundings(r.id, ${wanted.form}, ${wanted.performedOn}::date, ${wanted.recordId}) around
    where r.id = ${wanted.residentId}`.execute(db)
  const row = rows[0]
  if (!row) return null
  const [same, before, after] = [keptOf(row.same), keptOf(row.before), keptOf(row.after)]
  const kept = [same, before, after].filter((record) => record !== null)
  const read = await withContents({ db }, kept, ({ id }) => id)
  const said = (record: KeptRecord | null) => read.find(({ id }) => id === record?.id) ?? null
  return {
    ...row,
    residentId: wanted.residentId,
    same: said(same),
    before: said(before),
    after: said(after),
  }
}

/** The record's row as `to_jsonb` writes it. */
type RowOfRecord = {
  id: string
  resident_id: string
  household_id: string | null
  form: string
  protection: string | null
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
  results: readonly GroupResult[] | null
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
    householdId: row.household_id,
    form: row.form,
    protection: row.protection,
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
    results: row.results,
    copied: row.copied,
    performedBy: row.performed_by,
    unitCode: row.unit_code,
    recordedBy: row.recorded_by,
    withdrawnAt: row.withdrawn_at,
  }
}

function resultsAsJson(results: KeptRecord['results']) {
  return results === null ? null : asJson(results)
}

/** Whether it was inserted; false when the id is taken. */
export async function insertRecord(
  { db }: Context,
  record: Omit<KeptRecord, 'withdrawnAt'>,
): Promise<boolean> {
  const open = openPart(record)
  const inserted = await db
    .insertInto('serviceRecords')
    .values({ ...open, values: asJson(open.values), results: resultsAsJson(open.results) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  const isNew = inserted.numInsertedOrUpdatedRows === 1n
  if (isNew) await putContent({ db }, record.id, record)
  return isNew
}

/** Where a resident lives now; null for who belongs to no household. */
export async function householdOf({ db }: Context, residentId: string): Promise<string | null> {
  const found = await db
    .selectFrom('residents')
    .select('householdId')
    .where('id', '=', residentId)
    .executeTakeFirst()
  return found?.householdId ?? null
}

/** Whether a resident has a record of the form on a day; for general records, of the service. */
export async function sameDayRecord(
  { db }: Context,
  of: { residentId: string; form: string; performedOn: LocalDate; service: string | null },
): Promise<boolean> {
  const found = await db
    .selectFrom('serviceRecords')
    .select('id')
    .where('residentId', '=', of.residentId)
    .where('form', '=', of.form)
    .where('performedOn', '=', of.performedOn)
    .where('service', 'is not distinct from', of.service)
    .where('withdrawnAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
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
  const said = openPart(record)
  const inserted = await db
    .insertInto('serviceRecordCorrections')
    .values({
      ...correction,
      recordId: record.id,
      version: record.version,
      performedOn: record.performedOn,
      mode: record.mode,
      values: asJson(said.values),
      classification: said.classification,
      controlled: said.controlled,
      nextStep: said.nextStep,
      nextDueOn: said.nextDueOn,
      referred: said.referred,
      correctedBy: viewer.accountId,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

type Results = Pick<Assessment, 'classification' | 'controlled' | 'nextStep' | 'nextDueOn' | 'referred'>

export async function putVersion(
  { db }: Context,
  { id, protection }: Pick<KeptRecord, 'id' | 'protection'>,
  next: Results & {
    version: number
    performedOn: LocalDate
    mode: ServiceMode
    values: FormValues
    complete: boolean
    results: KeptRecord['results']
  },
): Promise<void> {
  const { protection: _, ...open } = openPart({ ...next, protection })
  await db
    .updateTable('serviceRecords')
    .set({ ...open, values: asJson(open.values), results: resultsAsJson(open.results) })
    .where('id', '=', id)
    .execute()
  await putContent({ db }, id, { ...next, protection })
}

export async function markWithdrawn({ db, now }: Context, record: KeptRecord): Promise<void> {
  await db
    .updateTable('serviceRecords')
    .set({ withdrawnAt: now, version: record.version + 1 })
    .where('id', '=', record.id)
    .execute()
  await putContent({ db }, record.id, { ...record, version: record.version + 1 })
}

/** The results of a record follow those of the record before it. */
export async function putResults({ db }: Context, record: KeptRecord, results: Results): Promise<void> {
  const { controlled, nextDueOn, ...said } = results
  const { classification, nextStep, referred, ...open } = openPart({ ...record, ...said, controlled })
  await db
    .updateTable('serviceRecords')
    .set({ classification, nextStep, referred, controlled: open.controlled, nextDueOn })
    .where('id', '=', record.id)
    .execute()
  if (record.protection !== null) await putContentResults({ db }, record.id, record.version, said)
}

export async function staffExists({ db }: Context, staffId: string): Promise<boolean> {
  const found = await db.selectFrom('staff').select('id').where('id', '=', staffId).executeTakeFirst()
  return found !== undefined
}

/** Who works in a range of units and bears a name; whoever has left is not among them. */
export async function staffNamed(
  { db }: Context,
  name: string,
  range: { from: number; to: number },
): Promise<{ id: string; unitCode: number; unitName: string; areaName: string }[]> {
  return await db
    .selectFrom('staff')
    .innerJoin('orgUnits', 'orgUnits.code', 'staff.unitCode')
    .select(['staff.id', 'staff.unitCode', 'orgUnits.name as unitName', 'orgUnits.areaName'])
    .where('staff.name', '=', name)
    .where('staff.leftOn', 'is', null)
    .where('staff.unitCode', '>=', range.from)
    .where('staff.unitCode', '<=', range.to)
    .execute()
}
