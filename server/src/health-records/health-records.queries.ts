import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { ClosingReason, HealthRecord } from '@qianyue/domain/health-records/health-record.ts'
import { type CompiledQuery, sql } from 'kysely'
import { v7 as newId } from 'uuid'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { reachableResidents } from '../residents/reachable-residents.ts'

/** What decides about somebody's record. */
const PERSON_COLUMNS = [
  'residents.id',
  'residents.birthDate',
  'residents.diedOn',
  'residents.movedOutOn',
  'residents.villageCode',
] as const

/** A resident with what decides about the record, locked so that two acts on one record take turns. @throws NotFound */
export async function personOfRecord(context: Context, id: string) {
  return await reachableResidents(context)
    .select(PERSON_COLUMNS)
    .where('residents.id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => new NotFound('resident'))
}

/** As {@link personOfRecord} of several within reach, locked in the order of their ids. */
export async function peopleOfRecords(context: Context, ids: readonly string[]) {
  return await reachableResidents(context)
    .select(PERSON_COLUMNS)
    .where('residents.id', 'in', [...ids])
    .orderBy('residents.id')
    .forUpdate()
    .execute()
}

type KeptHealthRecord = HealthRecord & { residentId: string }

export async function keptRecords({ db }: Context, ids: readonly string[]): Promise<KeptHealthRecord[]> {
  const rows = await db
    .selectFrom('healthRecords')
    .select(['residentId', 'openedOn', 'closedOn', 'closedBecause', 'lastActiveOn'])
    .where('residentId', 'in', [...ids])
    .execute()
  return rows.map((row) => ({ ...row, closedBecause: row.closedBecause as ClosingReason | null }))
}

/** The cover with the names on it; null where no record was opened. */
export async function coverOfRecord({ db }: Context, residentId: string) {
  const { rows } = await sql<{
    residentId: string
    number: string | null
    openedOn: LocalDate
    openedByName: string | null
    openedAtName: string
    keptByUnit: number
    keptByName: string
    responsibleStaffId: string | null
    responsibleName: string | null
    responsiblePhone: string | null
    keptByPhone: string | null
    registeredAddress: string
    closedOn: LocalDate | null
    closedBecause: ClosingReason | null
    lastActiveOn: LocalDate | null
    diedOn: LocalDate | null
    movedOutOn: LocalDate | null
    score: number | null
    flaws: string[]
  }>`
    select h.resident_id, r.health_record_number as number, h.opened_on, opener.name as opened_by_name,
      opened.name as opened_at_name, h.kept_by_unit, keeper.name as kept_by_name, h.responsible_staff_id,
      doctor.name as responsible_name, doctor.phone as responsible_phone, keeper.phone as kept_by_phone, h.registered_address, h.closed_on, h.closed_because, h.last_active_on,
      r.died_on, r.moved_out_on, h.score, h.flaws
    from health_records h
    join residents r on r.id = h.resident_id
    join org_units opened on opened.code = h.opened_at_unit
    join org_units keeper on keeper.code = h.kept_by_unit
    left join staff opener on opener.id = h.opened_by
    left join staff doctor on doctor.id = h.responsible_staff_id
    where h.resident_id = ${residentId}`.execute(db)
  return rows[0] ?? null
}

export async function historyOfRecord({ db }: Context, residentId: string) {
  const { rows } = await sql<{
    id: string
    kind: 'opened' | 'closed' | 'reopened' | 'moved'
    on: LocalDate
    fromName: string | null
    toName: string | null
    reason: string
  }>`
    select e.id, e.kind, e.happened_on as on, source.name as from_name, target.name as to_name, e.reason
    from health_record_events e
    left join org_units source on source.code = e.from_unit
    left join org_units target on target.code = e.to_unit
    where e.resident_id = ${residentId}
    order by e.happened_on desc, e.recorded_at desc`.execute(db)
  return rows
}

export type RecordEvent = {
  id: string
  residentId: string
  kind: 'opened' | 'closed' | 'reopened' | 'moved'
  on: LocalDate
  reason: string
  fromUnit?: number
  toUnit?: number
}

/** Whether it was written; false when the id is taken by the same event already. @throws NotFound for another's id */
export async function insertRecordEvents(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  events: readonly RecordEvent[],
): Promise<void> {
  if (events.length === 0) return
  await db
    .insertInto('healthRecordEvents')
    .values(
      events.map(({ id, residentId, kind, on, reason, fromUnit, toUnit }) => ({
        id,
        residentId,
        kind,
        happenedOn: on,
        reason,
        fromUnit: fromUnit ?? null,
        toUnit: toUnit ?? null,
        recordedBy: viewer.accountId,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function recordedEvents({ db }: Context, ids: readonly string[]) {
  return await db
    .selectFrom('healthRecordEvents')
    .select(['id', 'residentId', 'kind'])
    .where('id', 'in', [...ids])
    .execute()
}

export async function insertHealthRecords(
  { db }: Pick<Context, 'db'>,
  records: readonly {
    residentId: string
    openedOn: LocalDate
    openedBy: string | null
    villageCode: number
    responsibleStaffId: string | null
    registeredAddress: string
  }[],
): Promise<void> {
  if (records.length === 0) return
  await db
    .insertInto('healthRecords')
    .values(
      records.map(({ villageCode, ...record }) => ({
        ...record,
        openedAtUnit: villageCode,
        keptByUnit: villageCode,
      })),
    )
    .onConflict((conflict) => conflict.column('residentId').doNothing())
    .execute()
}

export async function putClosing(
  { db }: Context,
  residentId: string,
  closing: { on: LocalDate; because: 'lost' | 'other' } | null,
): Promise<void> {
  await db
    .updateTable('healthRecords')
    .set({ closedOn: closing?.on ?? null, closedBecause: closing?.because ?? null })
    .where('residentId', '=', residentId)
    .execute()
}

export async function putCover(
  { db }: Context,
  residentId: string,
  cover: { responsibleStaffId?: string | null; registeredAddress?: string },
): Promise<boolean> {
  const changed = await db
    .updateTable('healthRecords')
    .set(cover)
    .where('residentId', '=', residentId)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

export async function putKeeper(
  { db }: Pick<Context, 'db'>,
  residentId: string,
  unit: number,
): Promise<void> {
  await db.executeQuery(keeperWritten({ db }, residentId, unit))
}

function keeperWritten({ db }: Pick<Context, 'db'>, residentId: string, unit: number): CompiledQuery {
  return db
    .updateTable('healthRecords')
    .set({ keptByUnit: unit })
    .where('residentId', '=', residentId)
    .compile()
}

/**
 * The statements by which a record follows the person to the village that the register says: joined another household, a
 * register's correction.
 */
export function moveWritten(
  { db, today }: Pick<Context, 'db' | 'today'>,
  { residentId, keptByUnit, villageCode }: { residentId: string; keptByUnit: number; villageCode: number },
): CompiledQuery[] {
  const event = db.insertInto('healthRecordEvents').values({
    id: newId(),
    residentId,
    kind: 'moved',
    happenedOn: today,
    fromUnit: keptByUnit,
    toUnit: villageCode,
    reason: '随住户变动',
  })
  return [keeperWritten({ db }, residentId, villageCode), event.compile()]
}

/** Numbers as they stand on the papers: masked, or whole for who may and said why. */
export async function numbersOfRecord(
  { db, crypto }: Context,
  residentId: string,
  numbers: 'masked' | 'full',
) {
  const row = await db
    .selectFrom('residents')
    .select(['idNumberMasked', 'phoneMasked', 'contactPhoneMasked'])
    .select(numbers === 'full' ? ['idNumberEncrypted', 'phoneEncrypted', 'contactPhoneEncrypted'] : [])
    .where('id', '=', residentId)
    .executeTakeFirstOrThrow(() => new NotFound('resident'))
  const whole = (sealed: Buffer | null | undefined, masked: string | null) =>
    sealed ? crypto.decrypt(sealed) : masked
  return {
    idNumber: whole(row.idNumberEncrypted, row.idNumberMasked),
    phone: whole(row.phoneEncrypted, row.phoneMasked),
    contactPhone: whole(row.contactPhoneEncrypted, row.contactPhoneMasked),
  }
}
