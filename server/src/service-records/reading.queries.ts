import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Classification, NextStep } from '@qianyue/domain/follow-ups/assessment.ts'
import type { FormValues } from '@qianyue/domain/forms/form.ts'
import type { ListedPeriod } from '@qianyue/domain/populations/population.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import type { ServiceMode } from '@qianyue/domain/service-records/service-mode.ts'
import { sql } from 'kysely'
import type { Context } from '../http/context.ts'
import { reachableResidents } from '../residents/reachable-residents.ts'
import { withContents } from './protected-contents.queries.ts'
import { maternityPeriods } from './service-records.queries.ts'

const maternityOfResident = sql<ListedPeriod[]>`(select ${maternityPeriods} from (select residents.id) r)`

/** Who a record is about, as it stands at the head of its sheet. */
export async function residentOfRecord(context: Context, residentId: string) {
  const found = await reachableResidents(context)
    .innerJoin('orgUnits', 'orgUnits.code', 'residents.villageCode')
    .select([
      'residents.id',
      'residents.name',
      'residents.sex',
      'residents.birthDate',
      'residents.healthRecordNumber',
      'residents.diedOn',
      'orgUnits.areaName as villageName',
    ])
    .select(maternityOfResident.as('maternity'))
    .where('residents.id', '=', residentId)
    .executeTakeFirst()
  return found && { ...found, sex: found.sex as Sex }
}

/** A record with who did it and where; null when it is not within reach. */
export async function recordToRead({ db }: Context, recordId: string) {
  const found = await db
    .selectFrom('serviceRecords as record')
    .innerJoin('orgUnits as unit', 'unit.code', 'record.unitCode')
    .leftJoin('staff', 'staff.id', 'record.performedBy')
    .leftJoin('accounts', 'accounts.id', 'record.recordedBy')
    .selectAll('record')
    .select(['unit.name as unitName', 'staff.name as performedByName', 'accounts.name as recordedByName'])
    .where('record.id', '=', recordId)
    .executeTakeFirst()
  if (!found) return null
  const [record] = await withContents({ db }, [{ ...found, ...typed(found) }], ({ id }) => id)
  return record!
}

/** What a record said before, the newest first, with who changed it and why. */
export async function correctionsOf({ db }: Context, recordId: string) {
  const rows = await db
    .selectFrom('serviceRecordCorrections as correction')
    .leftJoin('accounts', 'accounts.id', 'correction.correctedBy')
    .innerJoin('serviceRecords as record', 'record.id', 'correction.recordId')
    .selectAll('correction')
    .select(['accounts.name as correctedByName', 'record.protection'])
    .where('correction.recordId', '=', recordId)
    .orderBy('correction.version', 'desc')
    .execute()
  const said = rows.map((row) => ({ ...row, ...typed(row) }))
  return await withContents({ db }, said, (correction) => correction.recordId)
}

type Narrowing = {
  form?: string | undefined
  from?: LocalDate | undefined
  to?: LocalDate | undefined
  units: readonly (readonly [from: number, to: number])[] | null
  performedBy?: string | undefined
  classification?: Classification | undefined
}

function narrowed({ db }: Context, { form, from, to, units, performedBy, classification }: Narrowing) {
  let query = db.selectFrom('serviceRecords as record').where('record.withdrawnAt', 'is', null)
  if (form !== undefined) query = query.where('record.form', '=', form)
  if (from !== undefined) query = query.where('record.performedOn', '>=', from)
  if (to !== undefined) query = query.where('record.performedOn', '<=', to)
  if (performedBy !== undefined) query = query.where('record.performedBy', '=', performedBy)
  if (classification !== undefined) query = query.where('record.classification', '=', classification)
  if (units !== null) {
    query = query.where((where) =>
      where.or(units.map(([first, last]) => where.between('record.unitCode', first, last))),
    )
  }
  return query
}

/** Counting stops here: a list says “more than”. */
const COUNTED_AT_MOST = 10_000

export async function countRecords(context: Context, narrowing: Narrowing): Promise<number> {
  const { count } = await context.db
    .selectFrom(narrowed(context, narrowing).select('record.id').limit(COUNTED_AT_MOST).as('found'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export type ListedRecord = Awaited<ReturnType<typeof recordsAfter>>[number]

/** A page of records, the latest first, after the one named by its day and id. */
export async function recordsAfter(
  context: Context,
  narrowing: Narrowing,
  after: { performedOn: LocalDate; id: string } | null,
  limit: number,
) {
  let query = narrowed(context, narrowing)
    .innerJoin('residents', 'residents.id', 'record.residentId')
    .innerJoin('orgUnits as unit', 'unit.code', 'record.unitCode')
    .leftJoin('staff', 'staff.id', 'record.performedBy')
  if (after !== null) {
    query = query.where(
      sql<boolean>`(record.performed_on, record.id) < (${after.performedOn}::date, ${after.id}::uuid)`,
    )
  }
  const rows = await query
    .selectAll('record')
    .select([
      'residents.name as residentName',
      'residents.sex',
      'residents.birthDate',
      'residents.healthRecordNumber',
      'residents.villageCode',
      'unit.name as unitName',
      'staff.name as performedByName',
    ])
    .orderBy('record.performedOn', 'desc')
    .orderBy('record.id', 'desc')
    .limit(limit)
    .execute()
  const records = rows.map((row) => ({ ...row, ...typed(row) }))
  return await withContents(context, records, ({ id }) => id)
}

/** The records of a resident, and those of the household in which the resident lives. */
export function aboutResident(table: string, residentId: string) {
  const [resident, household] = [sql.ref(`${table}.residentId`), sql.ref(`${table}.householdId`)]
  return sql<boolean>`(${resident} = ${residentId}
    or ${household} = (select household_id from residents where id = ${residentId}))`
}

export async function recordsOfResident(
  { db }: Context,
  residentId: string,
  form: string | undefined,
  limit: number,
) {
  let query = db
    .selectFrom('serviceRecords as record')
    .innerJoin('residents', 'residents.id', 'record.residentId')
    .innerJoin('orgUnits as unit', 'unit.code', 'record.unitCode')
    .leftJoin('staff', 'staff.id', 'record.performedBy')
    .where(aboutResident('record', residentId))
    .where('record.withdrawnAt', 'is', null)
  if (form !== undefined) query = query.where('record.form', '=', form)
  const rows = await query
    .selectAll('record')
    .select(['residents.name as residentName', 'unit.name as unitName', 'staff.name as performedByName'])
    .orderBy('record.performedOn', 'desc')
    .orderBy('record.recordedAt', 'desc')
    .limit(limit)
    .execute()
  const records = rows.map((row) => ({ ...row, ...typed(row) }))
  return await withContents({ db }, records, ({ id }) => id)
}

/** The record of a form immediately before a day, that day included. */
export async function lastRecordOf({ db }: Context, residentId: string, form: string, day: LocalDate) {
  const found = await db
    .selectFrom('serviceRecords')
    .selectAll()
    .where(aboutResident('serviceRecords', residentId))
    .where('form', '=', form)
    .where('performedOn', '<=', day)
    .where('withdrawnAt', 'is', null)
    .orderBy('performedOn', 'desc')
    .orderBy('recordedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!found) return null
  const [record] = await withContents({ db }, [{ ...found, ...typed(found) }], ({ id }) => id)
  return record!
}

/** Who may have given a service recorded here: who works in the unit, above it, or in a team with the viewer. */
export async function possiblePerformers({ db, viewer, today }: Context) {
  return await db
    .selectFrom('staff')
    .select(['id', 'name'])
    .where((where) => where.or([where('leftOn', 'is', null), where('leftOn', '>', today)]))
    .where((where) =>
      where.or([
        where('unitCode', '=', viewer.unitCode),
        ...(viewer.staffId === null ? [] : [where('id', '=', viewer.staffId)]),
        ...(viewer.teamIds.length === 0
          ? []
          : [
              where('id', 'in', (team) =>
                team
                  .selectFrom('teamMembers')
                  .select('staffId')
                  .where('teamId', 'in', [...viewer.teamIds]),
              ),
            ]),
      ]),
    )
    .orderBy('name')
    .limit(200)
    .execute()
}

/** Columns of text and jsonb as what they hold: the schema allows nothing else. */
function typed(row: { mode: string; classification: string | null; nextStep: string; values: unknown }) {
  return {
    mode: row.mode as ServiceMode,
    classification: row.classification as Classification | null,
    nextStep: row.nextStep as NextStep,
    values: row.values as FormValues,
  }
}
