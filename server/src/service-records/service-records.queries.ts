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

/** The periods of resident `r` on the list, as `[{ since, until }]`. */
export const maternityPeriods = sql`coalesce((
  select jsonb_agg(jsonb_build_object('since', p.since, 'until', p.until)) from resident_populations p
  where p.resident_id = r.id and p.population = 'pregnant'), '[]')`

/** A service about to be recorded. */
type ToRecord = { recordId: string; residentId: string; form: string; performedOn: LocalDate }

/**
 * Everything that recording services looks at, in one statement that also locks the residents; null for a resident who is
 * not within reach.
 */
export async function surroundingsOf(
  { db }: Pick<Context, 'db'>,
  wanted: readonly ToRecord[],
): Promise<(Surroundings | null)[]> {
  const { rows } = await sql<
    Omit<Surroundings, 'residentId' | 'same' | 'before' | 'after'> & { place: number } & Record<
        'same' | 'before' | 'after',
        RowOfRecord | null
      >
  >`select around.*
    from (
      select array_agg(place::integer) as places, array_agg(r.id) as residents, array_agg(form) as forms,
        array_agg(day) as days, array_agg(record_id) as records,
        array_agg(case when asks and r.sex <> 'male' then ${maternityPeriods} else '[]' end) as maternities
      from unnest(
        ${wanted.map(({ residentId }) => residentId)}::uuid[], ${wanted.map(({ form }) => form)}::text[],
        ${wanted.map(({ performedOn }) => performedOn)}::date[], ${wanted.map(({ recordId }) => recordId)}::uuid[],
        ${wanted.map(({ form }) => asksForMaternity.has(form))}::boolean[]
      ) with ordinality as asked (resident_id, form, day, record_id, asks, place)
      join residents r on r.id = asked.resident_id
    ) reached
    cross join lateral records_surroundings(places, residents, forms, days, records, maternities) around
    where places is not null`.execute(db)
  const found = new Map(rows.map((row) => [row.place - 1, row]))
  const kept = (row: RowOfRecord | null) => (row === null ? [] : [keptOf(row)])
  const contents = await withContents(
    { db },
    rows.flatMap(({ same, before, after }) => [same, before, after].flatMap(kept)),
    ({ id }) => id,
  )
  const said = (row: RowOfRecord | null) => (row && contents.find(({ id }) => id === row.id)) ?? null
  return wanted.map(({ residentId }, place) => {
    const row = found.get(place)
    if (row === undefined) return null
    const { place: _, same, before, after, ...known } = row
    return { ...known, residentId, same: said(same), before: said(before), after: said(after) }
  })
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

function keptOf(row: RowOfRecord): KeptRecord {
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

/** A record that nobody has withdrawn. */
export type NewRecord = Omit<KeptRecord, 'withdrawnAt'>

/** Which were inserted; false where the id is taken. */
export async function insertRecords(
  { db }: Pick<Context, 'db'>,
  records: readonly NewRecord[],
): Promise<boolean[]> {
  const { rows } = await sql<{ id: string; residentId: string }>`
    insert into service_records (
      id, resident_id, household_id, form, protection, form_version, service, performed_on, mode, version, "values", complete,
      classification, controlled, next_step, next_due_on, referred, results, copied, performed_by, unit_code, recorded_by
    )
    select r.* from jsonb_to_recordset(${asJson(records.map(openPart))}::jsonb) as r (
      id uuid, "residentId" uuid, "householdId" uuid, form text, protection text, "formVersion" integer, service text,
      "performedOn" date, mode text, version integer, "values" jsonb, complete boolean, classification text,
      controlled boolean, "nextStep" text, "nextDueOn" date, referred boolean, results jsonb, copied text[],
      "performedBy" uuid, "unitCode" bigint, "recordedBy" uuid
    )
    on conflict (id) do nothing
    returning id, resident_id`.execute(db)
  const isNew = records.map(({ id, residentId }) =>
    rows.some((row) => row.id === id && row.residentId === residentId),
  )
  for (const [place, record] of records.entries())
    if (isNew[place]) await putContent({ db }, record.id, record)
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
