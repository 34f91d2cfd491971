import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Invited } from '@qianyue/domain/examination-days/slots.ts'
import type { Station } from '@qianyue/domain/examination-days/stations.ts'
import type { FormValues } from '@qianyue/domain/forms/form.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import { eachDuty } from '../duties/duties.queries.ts'

export type DayRow = {
  id: string
  villageCode: number
  villageName: string
  heldOn: LocalDate
  place: string
  firstMinute: number
  slotMinutes: number
  slotCapacity: number
  slots: number
  invited: number
  coming: number
  arrived: number
  finished: number
  given: number
}

/** Days within reach, the latest first, with how far they are. */
export async function daysWhere(
  db: Database,
  {
    id = null,
    villages = null,
    from = null,
    to = null,
  }: {
    id?: string | null
    villages?: { from: number; to: number } | null
    from?: LocalDate | null
    to?: LocalDate | null
  },
): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    select d.id, d.village_code, u.area_name as village_name, d.held_on, d.place, d.first_minute, d.slot_minutes,
      d.slot_capacity, d.slots, count(i.resident_id)::int as invited,
      (count(*) filter (where i.answer = 'coming'))::int as coming, count(i.arrived_at)::int as arrived,
      count(i.record_id)::int as finished, count(i.given_on)::int as given
    from examination_days d join org_units u on u.code = d.village_code
    left join examination_invitations i on i.day_id = d.id
    where (${id}::uuid is null or d.id = ${id})
      and (${villages === null} or d.village_code between ${villages?.from ?? 0} and ${villages?.to ?? 0})
      and (${from}::date is null or d.held_on >= ${from}) and (${to}::date is null or d.held_on <= ${to})
    group by d.id, u.area_name order by d.held_on desc, d.id desc limit 300`.execute(db)
  return rows
}

/** False when the id is taken. */
export async function insertDay(
  db: Database,
  day: Omit<DayRow, 'villageName' | 'invited' | 'coming' | 'arrived' | 'finished' | 'given'> & {
    createdBy: string
  },
): Promise<boolean> {
  const inserted = await db
    .insertInto('examinationDays')
    .values(day)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

export type InviteeRow = {
  residentId: string
  name: string
  sex: Sex
  birthDate: LocalDate
  phoneMasked: string | null
  address: string
  householdId: string | null
  slot: number
  answer: 'open' | 'coming' | 'not-coming'
  arrivedAt: Date | null
  recordId: string | null
  givenOn: LocalDate | null
  givenHow: string | null
  stations: Station[]
  recordValues: FormValues | null
  performedOn: LocalDate | null
  referred: boolean | null
  nextDueOn: LocalDate | null
}

/** Who is invited, in the order of the slots. */
export async function inviteesOf(
  db: Database,
  dayId: string,
  residentId: string | null = null,
): Promise<InviteeRow[]> {
  const { rows } = await sql<InviteeRow>`
    select i.resident_id, r.name, r.sex, r.birth_date, r.phone_masked, coalesce(h.address, '') as address,
      r.household_id, i.slot, i.answer, i.arrived_at, i.record_id, i.given_on, i.given_how,
      coalesce((select array_agg(p.station) from examination_parts p
        where p.day_id = i.day_id and p.resident_id = i.resident_id), '{}') as stations,
      record.values as record_values, record.performed_on, record.referred, record.next_due_on
    from examination_invitations i join residents r on r.id = i.resident_id
    left join households h on h.id = r.household_id
    left join service_records record on record.id = i.record_id and record.withdrawn_at is null
    where i.day_id = ${dayId} and (${residentId}::uuid is null or i.resident_id = ${residentId})
    order by i.slot, h.address, r.name, r.id`.execute(db)
  return rows
}

type EligibleRow = {
  residentId: string
  name: string
  sex: Sex
  birthDate: LocalDate
  address: string
  services: string[]
  dueBy: LocalDate
}

/** Residents at home in a village who are still owed one of these services on a day, and are not invited to it. */
export async function residentsOwed(
  db: Database,
  { id, villageCode, heldOn }: Pick<DayRow, 'id' | 'villageCode' | 'heldOn'>,
  services: readonly string[],
): Promise<EligibleRow[]> {
  const { rows } = await sql<EligibleRow>`
    select r.id as resident_id, r.name, r.sex, r.birth_date, coalesce(h.address, '') as address,
      array_agg(distinct split_part(duty.key, ':', 1)) as services, min(duty.due_by) as due_by
    from resident_duties d cross join lateral ${eachDuty(heldOn)}
    join residents r on r.id = d.resident_id
    left join households h on h.id = r.household_id
    where d.village_code = ${villageCode} and split_part(duty.key, ':', 1) = any (${services}::text[])
      and standing.state in ('due', 'overdue')
      and (r.away_since is null or ${heldOn} not between r.away_since and coalesce(r.away_until, 'infinity'))
      and not exists (select from examination_invitations i where i.day_id = ${id} and i.resident_id = r.id)
    group by r.id, h.address order by h.address, r.name, r.id limit 2000`.execute(db)
  return rows
}

/** People of a village who are not dead, gone or merged, with their households. */
export async function invitable(
  db: Database,
  villageCode: number,
  residentIds: readonly string[],
): Promise<Invited[]> {
  const { rows } = await sql<Invited>`
    select r.id as resident_id, r.household_id from residents r left join households h on h.id = r.household_id
    where r.id = any (${residentIds}::uuid[]) and r.village_code = ${villageCode}
      and r.died_on is null and r.moved_out_on is null and r.merged_into_id is null
    order by h.address, r.household_id, r.id`.execute(db)
  return rows
}

export async function insertInvitations(
  db: Database,
  dayId: string,
  slots: ReadonlyMap<string, number>,
): Promise<void> {
  if (slots.size === 0) return
  await db
    .insertInto('examinationInvitations')
    .values([...slots].map(([residentId, slot]) => ({ dayId, residentId, slot })))
    .onConflict((conflict) => conflict.columns(['dayId', 'residentId']).doNothing())
    .execute()
}

export async function updateInvitation(
  db: Database,
  { dayId, residentId }: { dayId: string; residentId: string },
  changed: Partial<{
    slot: number
    answer: InviteeRow['answer']
    arrivedAt: Date | null
    recordId: string
    givenOn: LocalDate
    givenHow: string
  }>,
): Promise<void> {
  if (Object.keys(changed).length === 0) return
  await db
    .updateTable('examinationInvitations')
    .set(changed)
    .where('dayId', '=', dayId)
    .where('residentId', '=', residentId)
    .execute()
}

export async function partRows(db: Database, dayId: string, residentId: string) {
  const rows = await db
    .selectFrom('examinationParts as part')
    .leftJoin('accounts', 'accounts.id', 'part.enteredBy')
    .select(['part.station', 'part.values', 'part.enteredAt', 'accounts.name as enteredByName'])
    .where('part.dayId', '=', dayId)
    .where('part.residentId', '=', residentId)
    .execute()
  return rows.map((row) => ({ ...row, station: row.station as Station, values: row.values as FormValues }))
}

export async function upsertPart(
  db: Database,
  part: {
    dayId: string
    residentId: string
    station: Station
    values: FormValues
    enteredBy: string
    enteredAt: Date
  },
): Promise<void> {
  const values = asJson(part.values)
  await db
    .insertInto('examinationParts')
    .values({ ...part, values })
    .onConflict((conflict) =>
      conflict
        .columns(['dayId', 'residentId', 'station'])
        .doUpdateSet({ values, enteredBy: part.enteredBy, enteredAt: part.enteredAt }),
    )
    .execute()
}
