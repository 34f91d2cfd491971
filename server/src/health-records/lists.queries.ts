import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { addMonths, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { HealthRecordPolicy } from '@qianyue/domain/health-records/health-record-policy.ts'
import type { RecordCounts, RecordList } from '@qianyue/domain/health-records/record-lists.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../http/context.ts'

/** Which records a list is made of on a day, and by which policy. */
export type Asked = {
  list: RecordList
  orgId?: number | undefined
  today: LocalDate
  policy: HealthRecordPolicy
}

export type ListedRow = {
  residentId: string
  name: string
  sex: Sex
  birthDate: LocalDate
  diedOn: LocalDate | null
  movedOutOn: LocalDate | null
  villageCode: number
  villageName: string
  recordNumber: string | null
  openedOn: LocalDate | null
  closedOn: LocalDate | null
  closedBecause: 'lost' | 'other' | null
  lastActiveOn: LocalDate | null
  score: number | null
  flaws: string[] | null
  signed: boolean
  informationRecordId: string | null
  /** What the list is in the order of, with the id. */
  place: number
}

/** One page of a list, after a place in it. */
export async function listedRecords(
  { db }: Context,
  asked: Asked,
  after: { place: number; id: string } | null,
  limit: number,
): Promise<ListedRow[]> {
  const place =
    asked.list === 'flawed' || asked.list === 'unqualified'
      ? sql`coalesce(h.score, 0)::bigint`
      : sql`r.village_code`
  const rest = after === null ? sql`true` : sql`(${place}, r.id) > (${after.place}, ${after.id}::uuid)`
  const { rows } = await sql<ListedRow>`
    select r.id as resident_id, r.name, r.sex, r.birth_date, r.died_on, r.moved_out_on, r.village_code,
      village.area_name as village_name, r.health_record_number as record_number, h.opened_on, h.closed_on,
      h.closed_because, h.last_active_on, h.score, h.flaws, ${isSigned(asked.today)} as signed, ${place} as place,
      (select s.id from service_records s
        where s.resident_id = r.id and s.form = 'personal-information' and s.withdrawn_at is null
        order by s.performed_on desc, s.recorded_at desc limit 1) as information_record_id
    from residents r
    join org_units village on village.code = r.village_code
    left join health_records h on h.resident_id = r.id
    where ${onList(asked)} and ${rest}
    order by ${place}, r.id
    limit ${limit}`.execute(db)
  return rows
}

export async function countListed({ db }: Context, asked: Asked): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*)::integer as number from residents r left join health_records h on h.resident_id = r.id
    where ${onList(asked)}`.execute(db)
  return rows[0]!.number
}

/** The counts of each village below a unit. */
export async function countsByVillage(
  { db, today }: Context,
  orgId: number | null,
  policy: HealthRecordPolicy,
): Promise<(RecordCounts & { villageCode: number })[]> {
  const asked = { today, policy }
  const { rows } = await sql<RecordCounts & { villageCode: number }>`
    select r.village_code, count(*)::integer as residents,
      (count(*) filter (where ${kept(today)}))::integer as kept,
      (count(*) filter (where ${kept(today)} and ${electronic}))::integer as electronic,
      (count(*) filter (where ${kept(today)} and ${electronic} and ${qualified(policy)}))::integer as standard,
      (count(*) filter (where ${kept(today)} and ${live(asked)}))::integer as live,
      (count(*) filter (where ${kept(today)} and ${qualified(policy)}))::integer as qualified
    from residents r left join health_records h on h.resident_id = r.id
    where ${livesHere(today)} and ${within(orgId ?? undefined)}
    group by r.village_code`.execute(db)
  return rows
}

function onList(asked: Asked): RawBuilder<unknown> {
  const { list, orgId, today, policy } = asked
  return sql`${within(orgId)} and ${conditions[list]({ today, policy })}`
}

type Day = { today: LocalDate; policy: HealthRecordPolicy }

const electronic = sql`not ('no-basic-information' = any (h.flaws))`

const conditions: Record<RecordList, (of: Day) => RawBuilder<unknown>> = {
  flawed: ({ today }) => sql`${livesHere(today)} and ${kept(today)} and cardinality(h.flaws) > 0`,
  'signed-without-record': ({ today }) =>
    sql`${livesHere(today)} and not ${kept(today)} and ${isSigned(today)}`,
  'record-without-agreement': ({ today }) =>
    sql`${livesHere(today)} and ${kept(today)} and not ${isSigned(today)}`,
  unopened: ({ today }) => sql`${livesHere(today)} and not ${kept(today)}`,
  dormant: (of) => sql`${livesHere(of.today)} and ${kept(of.today)} and not ${live(of)}`,
  'not-electronic': ({ today }) => sql`${livesHere(today)} and not (${kept(today)} and ${electronic})`,
  kept: ({ today }) => sql`${livesHere(today)} and ${kept(today)}`,
  live: (of) => sql`${livesHere(of.today)} and ${kept(of.today)} and ${live(of)}`,
  electronic: ({ today }) => sql`${livesHere(today)} and ${kept(today)} and ${electronic}`,
  qualified: ({ today, policy }) => sql`${livesHere(today)} and ${kept(today)} and ${qualified(policy)}`,
  unqualified: ({ today, policy }) =>
    sql`${livesHere(today)} and ${kept(today)} and not ${qualified(policy)}`,
  standard: ({ today, policy }) =>
    sql`${livesHere(today)} and ${kept(today)} and ${electronic} and ${qualified(policy)}`,
  'not-standard': ({ today, policy }) =>
    sql`${livesHere(today)} and not (${kept(today)} and ${electronic} and ${qualified(policy)})`,
  closed: ({ today }) =>
    sql`r.merged_into_id is null and h.resident_id is not null
      and (r.died_on <= ${today} or r.moved_out_on <= ${today} or h.closed_on <= ${today})`,
}

/** Repeats standingOn of domain/src/health-records; a test holds the two together. */
function kept(today: LocalDate) {
  return sql`(h.resident_id is not null and (h.closed_on is null or h.closed_on > ${today}))`
}

function live({ today, policy }: Day) {
  return sql`coalesce(h.last_active_on > ${addMonths(today, -policy.activeWithinMonths)}, false)`
}

function qualified({ qualifiedFrom }: HealthRecordPolicy) {
  return sql`coalesce(h.score >= ${qualifiedFrom}, false)`
}

/** 常住: alive, not moved out, one record a person. */
function livesHere(today: LocalDate) {
  return sql`(r.merged_into_id is null and (r.died_on is null or r.died_on > ${today})
    and (r.moved_out_on is null or r.moved_out_on > ${today}))`
}

function within(orgId: number | undefined) {
  if (orgId === undefined) return sql`true`
  const { from, to } = rangeOf(orgId)
  return sql`r.village_code between ${from} and ${to}`
}

function isSigned(today: LocalDate) {
  return sql`exists (
    select from agreement_members m join agreements a on a.id = m.agreement_id
    where m.resident_id = r.id and not m.declined and a.signed_on is not null
      and m.starts_on <= ${today} and m.ends_on >= ${today} and (m.terminated_on is null or m.terminated_on > ${today}))`
}
