import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { EvidenceRule } from '@qianyue/domain/service-records/evidence-policy.ts'
import { formsTellingNotMet } from '@qianyue/domain/services/proven.ts'
import type { CreditedService, Verdict } from '@qianyue/domain/settlement/points.ts'
import type { TeamRole } from '@qianyue/domain/teams/team.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../database/database.ts'

/** Whose services, of which units and days. */
export type Period = {
  range: { from: number; to: number }
  fromDay: LocalDate
  toDay: LocalDate
  /** Recorded more than so many days after the service is late. */
  lateAfterDays: number
  /** 服务凭证: what forms have to have at the end of the period. */
  evidenceRules: readonly EvidenceRule[]
  /** 计分次数上限. */
  limits: readonly CountedLimit[]
  /** First day whose services count towards the limits. */
  limitsFrom: LocalDate
}

type CountedLimit = { codes: readonly string[]; times: number; every: 'month' | 'quarter' | 'year' }

/** Services of one person that count alike. */
type WorkGroup = CreditedService & { staffId: string; services: number }

/** Every service of the period with what its points depend on: the same text for sums, lists and what is frozen. */
function creditedServices(period: Period): RawBuilder<unknown> {
  const counted = period.limits.reduce(withinLimit, servicesGiven(period))
  return sql`select * from (${counted}) counted where performed_on between ${period.fromDay} and ${period.toDay}`
}

/** The services as they were, with whether each is more than a limit, or one before it, gives points. */
function withinLimit(given: RawBuilder<unknown>, { codes, times, every }: CountedLimit): RawBuilder<unknown> {
  const counts = sql`not twice and not unproved and not surplus and verdict is distinct from 'fake'
    and coalesce(service, form) = any(${[...codes]}::text[])`
  return sql`
    select record_id, resident_id, staff_id, form, service, mode, complete, performed_on, recorded_at, late, twice, verdict,
      unproved, surplus or (${counts} and count(*) filter (where ${counts}) over (
        partition by resident_id, date_trunc(${every}::text, performed_on::timestamp)
        order by performed_on, recorded_at, record_id
      ) > ${times}::int) as surplus
    from (${given}) given`
}

/** Repeats `wasNotMet` of the domain: who was not met was not served. */
function servicesGiven({
  range,
  limitsFrom,
  toDay,
  lateAfterDays,
  evidenceRules,
}: Period): RawBuilder<unknown> {
  return sql`
    select s.id as record_id, s.resident_id, s.performed_by as staff_id, s.form, s.service, s.mode, s.complete,
      s.performed_on, s.recorded_at,
      (s.recorded_at at time zone 'Asia/Shanghai')::date - s.performed_on > ${lateAfterDays}::int as late,
      row_number() over (
        partition by s.resident_id, s.form, s.service, s.performed_on order by s.recorded_at, s.id
      ) > 1 as twice,
      v.verdict, ${unproved(evidenceRules)} as unproved, false as surplus
    from service_records s
    left join service_verdicts v on v.record_id = s.id
    where s.unit_code between ${range.from} and ${range.to}
      and s.performed_on between ${limitsFrom} and ${toDay}
      and s.withdrawn_at is null and s.performed_by is not null
      and not (s.controlled is false and s.form = any(${[...formsTellingNotMet]}::text[]))`
}

/** 缺少凭证: whether a service lacks one of the things, or the minutes, that a rule of policy asks of its form and mode. */
function unproved(rules: readonly EvidenceRule[]): RawBuilder<unknown> {
  if (rules.length === 0) return sql`false`
  return sql`exists (
    select from jsonb_to_recordset(${JSON.stringify(rules)}::jsonb) as rule(
      form text, service text, mode text, "anyOf" text[], "leastMinutes" int
    )
    left join service_record_evidence e on e.record_id = s.id
    where rule.form = s.form and rule.mode = s.mode and (rule.service is null or rule.service = s.service) and not (
      (cardinality(rule."anyOf") = 0
        or ('place' = any(rule."anyOf") and e.latitude is not null)
        or ('signature' = any(rule."anyOf") and e.confirmed_by is not distinct from 'signature')
        or ('card' = any(rule."anyOf") and coalesce(e.card_is_residents, false))
        or ('photo' = any(rule."anyOf") and exists (
          select from attachments a where a.service_record_id = s.id and a.kind = 'photo'))
        or ('confirmed' = any(rule."anyOf") and (
          exists (select from service_confirmations c where c.record_id = s.id and c.was_given)
          or exists (
            select from confirmation_code_tries t where t.record_id = s.id and t.sheet_id is not null))))
      and (rule."leastMinutes" is null
        or coalesce(e.ended_at - e.started_at >= make_interval(mins => rule."leastMinutes"), false))
    )
  )`
}

/** How many services each person delivered, by what their points depend on: a few thousand rows for a million services. */
export async function workOf(db: Database, period: Period, staffId?: string): Promise<WorkGroup[]> {
  const { rows } = await sql<WorkGroup>`
    select staff_id, form, service, mode, complete, late, twice, unproved, surplus, verdict,
      count(*)::int as services
    from (${creditedServices(period)}) credited
    where ${staffId === undefined ? sql`true` : sql`staff_id = ${staffId}`}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`.execute(db)
  return rows
}

export type ServiceLine = CreditedService & {
  recordId: string
  performedOn: LocalDate
  residentName: string
}

/** The services of one person, the newest first. @param after of the last one shown before. */
export async function servicesOf(
  db: Database,
  period: Period,
  staffId: string,
  after: { performedOn: string; recordId: string } | null,
  limit: number,
): Promise<ServiceLine[]> {
  const { rows } = await sql<ServiceLine>`
    select record_id, form, service, mode, complete, late, twice, unproved, surplus, verdict, performed_on,
      r.name as resident_name
    from (${creditedServices(period)}) credited
    join residents r on r.id = resident_id
    where staff_id = ${staffId}
      and ${after === null ? sql`true` : sql`(performed_on, record_id) < (${after.performedOn}::date, ${after.recordId}::uuid)`}
    order by performed_on desc, record_id desc
    limit ${limit}`.execute(db)
  return rows
}

/** Keeps the services behind a settlement with their points; `points` says what each kind of service is worth. */
export async function keepServices(
  db: Database,
  settlementId: string,
  period: Period,
  points: readonly (CreditedService & { points: number; because: string })[],
): Promise<void> {
  await sql`
    insert into settlement_services (settlement_id, record_id, staff_id, points, because)
    select ${settlementId}::uuid, c.record_id, c.staff_id, p.points, p.because
    from (${creditedServices(period)}) c
    join jsonb_to_recordset(${JSON.stringify(points)}::jsonb) as p(
      form text, service text, mode text, complete boolean, late boolean, twice boolean, unproved boolean, surplus boolean,
      verdict text, points int, because text
    ) on (p.form, p.mode, p.complete, p.late, p.twice, p.unproved, p.surplus)
      = (c.form, c.mode, c.complete, c.late, c.twice, c.unproved, c.surplus)
      and p.service is not distinct from c.service and p.verdict is not distinct from c.verdict
    where c.staff_id in (select staff_id from settlement_shares where settlement_id = ${settlementId}::uuid)`.execute(
    db,
  )
}

type KeptLine = {
  recordId: string
  form: string
  service: string | null
  performedOn: LocalDate
  residentName: string
  points: number
  because: string
}

/** As {@link servicesOf}, of a settlement that is frozen. */
export async function keptServicesOf(
  db: Database,
  settlementId: string,
  staffId: string,
  after: { performedOn: string; recordId: string } | null,
  limit: number,
): Promise<KeptLine[]> {
  const { rows } = await sql<KeptLine>`
    select k.record_id, s.form, s.service, s.performed_on, r.name as resident_name, k.points, k.because
    from settlement_services k
    join service_records s on s.id = k.record_id
    join residents r on r.id = s.resident_id
    where k.settlement_id = ${settlementId} and k.staff_id = ${staffId}
      and ${after === null ? sql`true` : sql`(s.performed_on, k.record_id) < (${after.performedOn}::date, ${after.recordId}::uuid)`}
    order by s.performed_on desc, k.record_id desc
    limit ${limit}`.execute(db)
  return rows
}

/** Checked services of the period by person: how many proved genuine, how many invented. */
export async function checkedOf(
  db: Database,
  { range, fromDay, toDay }: Period,
): Promise<{ staffId: string; verdict: Verdict; services: number }[]> {
  const { rows } = await sql<{ staffId: string; verdict: Verdict; services: number }>`
    select s.performed_by as staff_id, v.verdict, count(*)::int as services
    from service_verdicts v join service_records s on s.id = v.record_id
    where s.unit_code between ${range.from} and ${range.to}
      and s.performed_on between ${fromDay} and ${toDay} and s.performed_by is not null
    group by 1, 2`.execute(db)
  return rows
}

export type StaffRow = {
  staffId: string
  staffName: string
  unitCode: number
  unitName: string
  signed: number
  /** Posts in teams on that day. */
  roles: TeamRole[]
}

/** Who works in the units on the last day of the period, with how many people their teams have signed. */
export async function staffOf(db: Database, { range, toDay }: Period): Promise<StaffRow[]> {
  const { rows } = await sql<StaffRow>`
    with posts as (
      select distinct staff_id, team_id, role from team_members
      where since <= ${toDay} and coalesce(until, 'infinity') >= ${toDay}
    ), signed as (
      select t.staff_id, count(*)::int as persons
      from (select distinct staff_id, team_id from posts) t
      join agreement_members m on m.team_id = t.team_id and not m.declined
        and m.starts_on <= ${toDay} and m.ends_on >= ${toDay} and coalesce(m.terminated_on, 'infinity') > ${toDay}
      join agreements a on a.id = m.agreement_id and a.signed_on is not null
      group by 1
    )
    select p.id as staff_id, p.name as staff_name, p.unit_code, u.name as unit_name,
      coalesce(signed.persons, 0) as signed,
      array(select distinct role from posts where posts.staff_id = p.id order by role) as roles
    from staff p join org_units u on u.code = p.unit_code
    left join signed on signed.staff_id = p.id
    where p.unit_code between ${range.from} and ${range.to} and (p.left_on is null or p.left_on > ${toDay})
    order by p.unit_code, p.name, p.id`.execute(db)
  return rows
}

export type VillageFacts = {
  villageCode: number
  residents: number
  signed: number
  feesFen: number
  indicatorPeople: number
}

/** What of the villages the fund asks for: the fees of some payers only, and people who count in a figure. */
type FundAsks = { feePayers: readonly string[]; indicator: string | null }

/**
 * People, signed people, contract fees and counted people of each village on the last day of the period; counted people are
 * those of the last month end up to it, or of now where the month end was not kept.
 */
export async function villageFacts(
  db: Database,
  { range, fromDay, toDay }: Period,
  { feePayers, indicator }: FundAsks,
): Promise<VillageFacts[]> {
  const { rows } = await sql<VillageFacts>`
    with here as (
      select id, village_code from residents
      where village_code between ${range.from} and ${range.to} and merged_into_id is null
        and registered_on <= ${toDay}
        and coalesce(died_on, 'infinity') > ${toDay} and coalesce(moved_out_on, 'infinity') > ${toDay}
    ), signed as (
      select distinct h.id from here h join agreement_members m on m.resident_id = h.id and not m.declined
        and m.starts_on <= ${toDay} and m.ends_on >= ${toDay} and coalesce(m.terminated_on, 'infinity') > ${toDay}
      join agreements a on a.id = m.agreement_id and a.signed_on is not null
    ), fees as (
      select r.village_code, sum(f.fee_fen - f.refunded_fen)::bigint as fen
      from agreement_members m
      join agreements a on a.id = m.agreement_id and a.signed_on is not null
      join agreement_fees f on f.agreement_id = m.agreement_id and f.resident_id = m.resident_id
      join residents r on r.id = m.resident_id
      where m.starts_on between ${fromDay} and ${toDay} and not m.declined
        and r.village_code between ${range.from} and ${range.to}
        and (cardinality(${feePayers}::text[]) = 0 or f.payer = any(${feePayers}::text[]))
      group by 1
    ), month_end as (
      select max(taken_for) as day from indicator_snapshots
      where taken_for between ${fromDay} and ${toDay} and indicator = ${indicator}
    ), counted as (
      select village_code, sum(numerator)::int as people from (
        select village_code, numerator from indicator_snapshots
        where indicator = ${indicator} and taken_for = (select day from month_end)
        union all
        select village_code, numerator from indicator_counts
        where indicator = ${indicator} and (select day from month_end) is null
        union all
        select village_code, numerator from indicator_count_changes
        where indicator = ${indicator} and (select day from month_end) is null
      ) one
      where village_code between ${range.from} and ${range.to}
      group by 1
    )
    select h.village_code, count(*)::int as residents, count(s.id)::int as signed,
      coalesce(min(f.fen), 0)::bigint as fees_fen, coalesce(min(c.people), 0)::int as indicator_people
    from here h left join signed s on s.id = h.id left join fees f on f.village_code = h.village_code
    left join counted c on c.village_code = h.village_code
    group by 1 order by 1`.execute(db)
  return rows
}

/** Units of a range that are open, by code. */
export async function unitsOfRange(
  db: Database,
  { from, to }: { from: number; to: number },
): Promise<{ code: number; name: string }[]> {
  return await db
    .selectFrom('orgUnits')
    .select(['code', 'name'])
    .where('code', '>=', from)
    .where('code', '<=', to)
    .where('closedOn', 'is', null)
    .orderBy('code')
    .execute()
}
