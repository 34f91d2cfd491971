import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type {
  DoorAgreement,
  DoorHousehold,
  DoorObstacle,
  HistoryRecord,
  LatestRecord,
} from '@qianyue/domain/doors/door.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../http/context.ts'

/** After their death or leaving, so long people stay on phones. */
const DAYS_AFTER_LEAVING = 60

/** Where the database stands: which of its transactions can be seen now. */
export type Standing = { epoch: string; snapshot: string }

/** To be read before anything that is sent with it: what commits meanwhile is then sent once more, and never missed. */
export async function standingNow({ db }: Context): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select id as epoch, pg_current_snapshot()::text as snapshot from door_change_epochs`.execute(db)
  return rows[0]!
}

/** Who belongs on a phone: those who live here, and those who left or died a short while ago. */
function onPhones({ today }: Pick<Context, 'today'>, resident: RawBuilder<unknown>): RawBuilder<unknown> {
  const until = sql`${today}::date - ${DAYS_AFTER_LEAVING}::integer`
  return sql`${resident}.merged_into_id is null
    and (${resident}.died_on is null or ${resident}.died_on >= ${until})
    and (${resident}.moved_out_on is null or ${resident}.moved_out_on >= ${until})`
}

/** The doors in reach, those with the nearest duty first. */
export async function doorsInReach(context: Context): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select coalesce(r.household_id, r.id) as id
    from residents r
    left join resident_duties d on d.resident_id = r.id
    left join lateral (
      select min(duty.due_by) as first from unnest(d.due_by, d.done_on, d.cancelled_on) as duty(due_by, done_on, cancelled_on)
      where duty.done_on is null and (duty.cancelled_on is null or duty.cancelled_on > ${context.today}::date)
    ) as owed on true
    where ${onPhones(context, sql.raw('r'))}
    group by 1
    order by min(owed.first) nulls last, 1`.execute(context.db)
  return rows.map(({ id }) => id)
}

/** How many doors are in reach, and which, as `digestOf` of domain/src/doors/door.ts. */
export async function panelInReach(context: Context): Promise<{ count: number; digest: string }> {
  const { rows } = await sql<{ count: number; digest: string }>`
    select count(*)::integer as count,
      coalesce(encode(int8send(bit_xor(('x' || right(replace(id::text, '-', ''), 16))::bit(64)::bigint)), 'hex'),
        repeat('0', 16)) as digest
    from (
      select distinct coalesce(r.household_id, r.id) as id from residents r where ${onPhones(context, sql.raw('r'))}
    ) as doors`.execute(context.db)
  return rows[0]!
}

/** Doors in reach that changed in a transaction which could not be seen at the time of a snapshot. */
export async function doorsChangedSince(context: Context, snapshot: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct c.door_id as id
    from door_changes c
    where c.changed_in >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
      and not pg_visible_in_snapshot(c.changed_in, ${snapshot}::pg_snapshot)
      and (exists (select from residents r where r.household_id = c.door_id)
        or exists (select from residents r where r.id = c.door_id and r.household_id is null))`.execute(
    context.db,
  )
  return rows.map(({ id }) => id)
}

/** Forgets changes that no checkpoint reaches back to any more. */
export async function forgetChangesBefore({ db }: Pick<Context, 'db'>, day: LocalDate): Promise<void> {
  await sql`delete from door_changes where changed_at < ${day}::date`.execute(db)
}

export type MemberRow = {
  doorId: string
  villageCode: number
  villageName: string
  household: DoorHousehold | null
  id: string
  name: string
  pinyin: string
  initials: string
  relation: string | null
  phoneEncrypted: Buffer | null
  contactName: string | null
  contactPhoneEncrypted: Buffer | null
  idNumberMasked: string | null
  idNumberEncrypted: Buffer | null
  cardCode: string | null
  healthRecordNumber: string | null
  version: number
  profile: Record<string, unknown>
  teamId: string | null
  agreements: DoorAgreement[]
  latest: LatestRecord[]
  obstacles: (DoorObstacle & { reason: DoorObstacle['reason'] | null })[]
}

/** A record as a phone keeps it; of a protected one what its holder may read (`kept`), else that it was made. */
const recordColumns =
  sql.raw(`'id', s.id, 'form', s.form, 'service', s.service, 'performedOn', s.performed_on,
  'mode', s.mode, 'values', coalesce(kept.values, s.values), 'classification', coalesce(kept.classification, s.classification),
  'nextStep', coalesce(kept.next_step, s.next_step),  'nextDueOn', s.next_due_on`)

function atDoors(context: Context, doorIds: readonly string[]): RawBuilder<unknown> {
  return sql`${onPhones(context, sql.raw('r'))} and (r.household_id = any (${doorIds}::uuid[])
    or (r.household_id is null and r.id = any (${doorIds}::uuid[])))`
}

/** Members of doors, as far as they are in reach, the head first. */
export async function membersAtDoors(context: Context, doorIds: readonly string[]): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    with here as materialized (
      select r.* from residents r where ${atDoors(context, doorIds)}
    ), latest as (
      select s.resident_id, json_agg(json_build_object(${recordColumns}) order by s.performed_on desc, s.id) as list
      from (
        select distinct on (s.resident_id, s.form, s.service) s.* from service_records s
        where s.resident_id in (select id from here) and s.withdrawn_at is null
        order by s.resident_id, s.form, s.service, s.performed_on desc, s.recorded_at desc, s.id
      ) as s
      left join protected_record_contents kept on kept.record_id = s.id and kept.version = s.version
      group by s.resident_id
    ), agreed as (
      select m.resident_id, jsonb_agg(jsonb_build_object('agreementId', a.id, 'number', a.number, 'unit', a.unit,
        'teamId', m.team_id, 'teamName', t.name, 'signatoryId', a.signatory_id, 'startsOn', m.starts_on,
        'endsOn', m.ends_on, 'terminatedOn', m.terminated_on, 'signedOn', a.signed_on,
        'lost', (select jsonb_build_object('agreementId', w.id, 'teamName', wt.name, 'signedOn', w.signed_on,
          'because', m.lost_because) from agreements w join teams wt on wt.id = w.team_id where w.id = m.lost_to))
        order by m.starts_on, a.id) as list
      from agreement_members m join agreements a on a.id = m.agreement_id join teams t on t.id = m.team_id
      where m.resident_id in (select id from here) and (not m.declined or m.lost_to is not null)
        and m.ends_on >= ${context.today}::date - 366
      group by m.resident_id
    ), noted as (
      select n.resident_id, jsonb_agg(jsonb_build_object('dutyKey', n.duty_key, 'reason', n.reason,
        'remark', n.remark, 'notedOn', n.noted_on) order by n.duty_key) as list
      from (
        select distinct on (resident_id, duty_key) * from duty_notes
        where resident_id in (select id from here)
        order by resident_id, duty_key, created_at desc
      ) as n
      group by n.resident_id
    )
    select coalesce(r.household_id, r.id) as door_id, coalesce(h.village_code, r.village_code) as village_code,
      v.area_name as village_name,
      case when h.id is not null then jsonb_build_object('version', h.version, 'registerNumber', h.register_number,
        'groupNumber', h.group_number, 'address', h.address, 'headId', h.head_id,
        'responsibleStaffId', h.responsible_staff_id) end as household,
      r.id, r.name, r.pinyin, r.name_initials as initials, r.relation, r.phone_encrypted, r.contact_name,
      r.contact_phone_encrypted, r.id_number_masked, r.id_number_encrypted, c.code as card_code, r.health_record_number, r.version,
      r.profile, r.team_id, coalesce(agreed.list, '[]') as agreements, coalesce(latest.list, '[]') as latest,
      coalesce(noted.list, '[]') as obstacles
    from here r
    left join households h on h.id = r.household_id
    join org_units v on v.code = coalesce(h.village_code, r.village_code)
    left join service_cards c on c.resident_id = r.id and c.replaced_at is null
    left join latest on latest.resident_id = r.id
    left join agreed on agreed.resident_id = r.id
    left join noted on noted.resident_id = r.id
    order by door_id, (r.id is not distinct from h.head_id) desc, r.birth_date, r.id`.execute(context.db)
  return rows
}

/** Records of the members of doors since a day, the newest first. */
export async function recordsAtDoors(
  context: Context,
  doorIds: readonly string[],
  since: LocalDate,
): Promise<{ doorId: string; records: HistoryRecord[] }[]> {
  const { rows } = await sql<{ doorId: string; records: HistoryRecord[] }>`
    select coalesce(r.household_id, r.id) as door_id,
      json_agg(json_build_object(${recordColumns}, 'residentId', s.resident_id, 'performedByName', staff.name,
        'recordedAt', s.recorded_at) order by s.performed_on desc, s.recorded_at desc) as records
    from residents r
    join service_records s on s.resident_id = r.id and s.withdrawn_at is null and s.performed_on >= ${since}::date
    left join protected_record_contents kept on kept.record_id = s.id and kept.version = s.version
    left join staff on staff.id = s.performed_by
    where ${atDoors(context, doorIds)}
    group by 1`.execute(context.db)
  return rows
}

/** Villages in reach, for their names. */
export async function villagesNamed({ db, reach }: Context) {
  return await db
    .selectFrom('orgUnits')
    .select(['code', 'name', 'areaName'])
    .where('level', '=', 'village')
    .where((where) =>
      where.or([
        where('code', 'in', reach.units.length === 0 ? [0] : [...reach.units]),
        ...(reach.range === null ? [] : [where.between('code', reach.range.from, reach.range.to)]),
      ]),
    )
    .orderBy('code')
    .execute()
}
