import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { MatchedHow, MessageState } from '@qianyue/domain/devices/device.ts'
import type { DeviceValues } from '@qianyue/domain/devices/device-values.ts'
import type { Found } from '@qianyue/domain/devices/match.ts'
import { type RawBuilder, sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'

export type MessageSource = 'json' | 'file' | 'hl7'

export type MessageRow = {
  id: string
  unitCode: number
  unitName: string
  deviceSerial: string
  source: MessageSource
  takenOn: LocalDate | null
  takenAt: Date | null
  personEncrypted: Buffer
  values: DeviceValues
  remarks: string[]
  state: MessageState
  reason: string
  residentId: string | null
  residentName: string | null
  matchedHow: MatchedHow | null
  receivedAt: Date
}

type NewMessage = Omit<MessageRow, 'unitName' | 'residentName' | 'takenAt'> & {
  deviceId: string | null
  senderId: string | null
  takenAt: string | null
  contentEncrypted: Buffer
  matchedAt: Date | null
  receivedBy: string
}

/** @returns false when the message is there already. */
export async function insertMessage(db: Database, message: NewMessage): Promise<boolean> {
  const added = await db
    .insertInto('deviceMessages')
    .values({ ...message, values: asJson(message.values) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

const messageRows = (condition: RawBuilder<unknown>, limit: number) => sql<MessageRow>`
  select m.id, m.unit_code, u.name as unit_name, m.device_serial, m.source, m.taken_on, m.taken_at, m.person_encrypted,
    m.values, m.remarks, m.state, m.reason, m.resident_id, r.name as resident_name, m.matched_how, m.received_at
  from device_messages m join org_units u on u.code = m.unit_code left join residents r on r.id = m.resident_id
  where ${condition} order by m.received_at desc, m.id desc limit ${limit}`

export async function messageById(db: Database, id: string): Promise<MessageRow | null> {
  const { rows } = await messageRows(sql`m.id = ${id}`, 1).execute(db)
  return rows[0] ?? null
}

export async function lockMessage(db: Database, id: string): Promise<void> {
  await sql`select from device_messages where id = ${id} for update`.execute(db)
}

type Wanted = { serial?: string | undefined; unitCode?: number | undefined }

function wantedConditions({ serial, unitCode }: Wanted) {
  return [
    sql`true`,
    ...(serial === undefined ? [] : [sql`m.device_serial = ${serial}`]),
    ...(unitCode === undefined ? [] : [sql`m.unit_code = ${unitCode}`]),
  ]
}

/** Messages, the newest first. */
export async function messagesListed(
  db: Database,
  { state, ...wanted }: Wanted & { state?: MessageState | undefined },
  after: { receivedAt: string; id: string } | null,
  limit: number,
): Promise<MessageRow[]> {
  const conditions = [
    ...wantedConditions(wanted),
    ...(state === undefined ? [] : [sql`m.state = ${state}`]),
    ...(after === null
      ? []
      : [sql`(m.received_at, m.id) < (${after.receivedAt}::timestamptz, ${after.id}::uuid)`]),
  ]
  const { rows } = await messageRows(sql.join(conditions, sql` and `), limit).execute(db)
  return rows
}

export async function messageCounts(
  db: Database,
  wanted: Wanted,
): Promise<Partial<Record<MessageState, number>>> {
  const { rows } = await sql<{ state: MessageState; count: number }>`
    select state, count(*)::int as count from device_messages m
    where ${sql.join(wantedConditions(wanted), sql` and `)} group by state`.execute(db)
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** Whether the sender used this number for another measurement of the device. */
export async function isNumberUsed(db: Database, serial: string, senderId: string): Promise<boolean> {
  const row = await db
    .selectFrom('deviceMessages')
    .select('id')
    .where('deviceSerial', '=', serial)
    .where('senderId', '=', senderId)
    .executeTakeFirst()
  return row !== undefined
}

/** Messages that wait for their device to be registered. */
export async function messagesAwaiting(db: Database, serial: string): Promise<MessageRow[]> {
  const { rows } = await messageRows(
    sql`m.device_serial = ${serial} and m.state = 'received'`,
    10_000,
  ).execute(db)
  return rows
}

export type Decision = {
  state: MessageState
  reason: string
  residentId: string | null
  matchedHow: MatchedHow | null
  matchedAt: Date | null
  matchedBy: string | null
}

export async function decideMessage(
  db: Database,
  id: string,
  decision: Decision & { unitCode?: number; deviceId?: string },
): Promise<void> {
  await db.updateTable('deviceMessages').set(decision).where('id', '=', id).execute()
}

/** Residents within reach whom the numbers lead to. */
export async function residentsByNumbers(
  db: Database,
  { idHash, recordNumber, card }: { idHash: Buffer | null; recordNumber: string | null; card: string | null },
): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select id as resident_id, name, died_on, 'id-number' as by from residents
    where id_number_hash = ${idHash} and merged_into_id is null
    union all
    select id, name, died_on, 'record-number' from residents
    where health_record_number = ${recordNumber} and merged_into_id is null
    union all
    select r.id, r.name, r.died_on, 'service-card' from service_cards c join residents r on r.id = c.resident_id
    where c.code = ${card} and c.replaced_at is null and r.merged_into_id is null`.execute(db)
  return rows
}

export async function residentsLike(db: Database, name: string, birthDate: string) {
  const { rows } = await sql<{ residentId: string; name: string; birthDate: LocalDate; villageName: string }>`
    select r.id as resident_id, r.name, r.birth_date, u.area_name as village_name
    from residents r join org_units u on u.code = r.village_code
    where r.name = ${name} and r.birth_date = ${birthDate} and r.merged_into_id is null
    order by r.village_code, r.id limit 10`.execute(db)
  return rows
}

export async function isResidentInReach(db: Database, residentId: string): Promise<boolean> {
  const { rows } = await sql`
    select from residents where id = ${residentId} and merged_into_id is null`.execute(db)
  return rows.length > 0
}

/** What devices measured of a resident, the latest first. */
export async function measurementsOf(db: Database, residentId: string, limit: number) {
  const { rows } = await sql<{
    messageId: string
    takenOn: LocalDate
    takenAt: Date | null
    deviceSerial: string
    values: DeviceValues
  }>`
    select id as message_id, taken_on, taken_at, device_serial, values from device_messages
    where resident_id = ${residentId} and state = 'matched'
    order by taken_on desc, taken_at desc nulls last, id desc limit ${limit}`.execute(db)
  return rows
}
