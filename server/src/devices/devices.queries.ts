import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { DeviceKindCode, DeviceLogKind, DeviceState } from '@qianyue/domain/devices/device.ts'
import type { ServiceMode } from '@qianyue/domain/service-records/service-mode.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

export type DeviceRow = {
  id: string
  unitCode: number
  unitName: string
  serial: string
  kind: DeviceKindCode
  model: string
  since: LocalDate
  state: DeviceState
  messagesLately: number
  lastMessageAt: Date | null
}

/** Devices within reach, by unit. @param latelyFrom the day from which messages are counted as of late. */
export async function devicesListed(
  db: Database,
  latelyFrom: LocalDate,
  id: string | null = null,
): Promise<DeviceRow[]> {
  const { rows } = await sql<DeviceRow>`
    select d.id, d.unit_code, u.name as unit_name, d.serial, d.kind, d.model, d.since, d.state,
      coalesce(m.lately, 0) as messages_lately, m.last as last_message_at
    from devices d join org_units u on u.code = d.unit_code
    left join (
      select device_id, count(*) filter (where taken_on >= ${latelyFrom})::int as lately, max(received_at) as last
      from device_messages where device_id is not null group by device_id
    ) m on m.device_id = d.id
    where ${id === null ? sql`true` : sql`d.id = ${id}`}
    order by d.unit_code, d.serial`.execute(db)
  return rows
}

export async function deviceBySerial(
  db: Database,
  serial: string,
): Promise<{ id: string; unitCode: number; state: DeviceState; since: LocalDate } | null> {
  const row = await db
    .selectFrom('devices')
    .select(['id', 'unitCode', 'state', 'since'])
    .where('serial', '=', serial)
    .executeTakeFirst()
  return row ? { ...row, state: row.state as DeviceState } : null
}

/** @returns false when another device, perhaps out of reach, has the serial number, or the id is somebody else's. */
export async function upsertDevice(
  db: Database,
  {
    id,
    ...values
  }: Pick<DeviceRow, 'id' | 'unitCode' | 'serial' | 'kind' | 'model' | 'since' | 'state'> & {
    changedAt: Date
    changedBy: string
  },
): Promise<boolean> {
  const changed = await db.updateTable('devices').set(values).where('id', '=', id).executeTakeFirst()
  if (changed.numUpdatedRows > 0n) return true
  const added = await db
    .insertInto('devices')
    .values({ id, ...values })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function logOf(db: Database, deviceId: string) {
  const { rows } = await sql<{
    id: string
    happenedOn: LocalDate
    kind: DeviceLogKind
    quantity: number | null
    words: string
    recordedAt: Date
    recordedBy: string
  }>`
    select l.id, l.happened_on, l.kind, l.quantity, l.words, l.recorded_at, coalesce(a.name, '') as recorded_by
    from device_log l left join platform.accounts a on a.id = l.recorded_by
    where l.device_id = ${deviceId} order by l.happened_on desc, l.recorded_at desc`.execute(db)
  return rows
}

export async function insertLog(
  db: Database,
  entry: {
    id: string
    deviceId: string
    happenedOn: LocalDate
    kind: DeviceLogKind
    quantity: number | null
    words: string
    recordedBy: string
  },
): Promise<void> {
  await db
    .insertInto('deviceLog')
    .values(entry)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export type Days = { fromDay: LocalDate; toDay: LocalDate }

/** Services in person, not withdrawn, whose form asks for what a device measures; and whether a device told it that day. */
const needing = (forms: readonly string[], { fromDay, toDay }: Days) => sql`
  select s.id, s.unit_code, s.resident_id, s.form, s.performed_on, s.performed_by, exists (
    select from device_messages m
    where m.resident_id = s.resident_id and m.taken_on = s.performed_on and m.state = 'matched'
  ) as on_device
  from service_records s
  where s.performed_on between ${fromDay} and ${toDay} and s.withdrawn_at is null
    and s.mode = any(${['clinic', 'home'] satisfies ServiceMode[]}::text[]) and s.form = any(${forms}::text[])`

type UseRow = {
  unitCode: number
  unitName: string
  devices: number
  needing: number
  onDevice: number
  measured: number
  uploaded: number
}

/** 使用率与上传率 of every unit that has a device, or should have used one. */
export async function useByUnit(db: Database, forms: readonly string[], days: Days): Promise<UseRow[]> {
  const { rows } = await sql<UseRow>`
    with services as (
      select unit_code, count(*)::int as needing, count(*) filter (where on_device)::int as on_device
      from (${needing(forms, days)}) as n group by unit_code
    ), messages as (
      select unit_code, count(*)::int as measured, count(*) filter (where state = 'matched')::int as uploaded
      from device_messages
      where coalesce(taken_on, (received_at at time zone 'Asia/Shanghai')::date) between ${days.fromDay} and ${days.toDay}
      group by unit_code
    ), present as (
      select unit_code, count(*)::int as devices from devices where state <> 'retired' group by unit_code
    )
    select u.code as unit_code, u.name as unit_name, coalesce(p.devices, 0) as devices, coalesce(s.needing, 0) as needing,
      coalesce(s.on_device, 0) as on_device, coalesce(m.measured, 0) as measured, coalesce(m.uploaded, 0) as uploaded
    from org_units u left join services s on s.unit_code = u.code left join messages m on m.unit_code = u.code
    left join present p on p.unit_code = u.code
    where coalesce(p.unit_code, s.unit_code, m.unit_code) is not null
    order by u.code`.execute(db)
  return rows
}

export async function servicesNeeding(
  db: Database,
  forms: readonly string[],
  {
    unitCode,
    onDevice,
    limit,
    ...days
  }: Days & { unitCode: number; onDevice: boolean | null; limit: number },
) {
  const { rows } = await sql<{
    recordId: string
    residentId: string
    residentName: string
    form: string
    performedOn: LocalDate
    staffName: string | null
    onDevice: boolean
  }>`
    select n.id as record_id, n.resident_id, r.name as resident_name, n.form, n.performed_on, p.name as staff_name, n.on_device
    from (${needing(forms, days)}) as n
    join residents r on r.id = n.resident_id left join staff p on p.id = n.performed_by
    where n.unit_code = ${unitCode} and ${onDevice === null ? sql`true` : sql`n.on_device = ${onDevice}`}
    order by n.performed_on desc, n.id limit ${limit}`.execute(db)
  return rows
}
