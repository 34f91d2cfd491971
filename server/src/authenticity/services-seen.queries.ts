import type { ResidentSeen, ServiceSeen, Span } from '@qianyue/domain/authenticity/question.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { ServiceMode } from '@qianyue/domain/service-records/service-mode.ts'
import type { Verdict } from '@qianyue/domain/settlement/points.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

export type Range = { from: number; to: number }
export type Days = { fromDay: LocalDate; toDay: LocalDate }

/** Units that delivered services in the period: the checks look at one after the other, so that memory stays flat. */
export async function unitsWithServices(
  db: Database,
  range: Range,
  { fromDay, toDay }: Days,
): Promise<number[]> {
  const rows = await db
    .selectFrom('serviceRecords')
    .select('unitCode')
    .distinct()
    .where('unitCode', '>=', range.from)
    .where('unitCode', '<=', range.to)
    .where('performedOn', '>=', fromDay)
    .where('performedOn', '<=', toDay)
    .where('performedBy', 'is not', null)
    .where('withdrawnAt', 'is', null)
    .orderBy('unitCode')
    .execute()
  return rows.map(({ unitCode }) => unitCode)
}

type SeenRow = Omit<ServiceSeen, 'place' | 'readings'> & {
  values: Record<string, unknown>
  latitude: number | null
  longitude: number | null
  accuracyMetres: number | null
}

/** The services of one unit as the checks see them; `values` are still those of the form. */
export async function servicesOfUnit(
  db: Database,
  unitCode: number,
  { fromDay, toDay }: Days,
): Promise<SeenRow[]> {
  const { rows } = await sql<SeenRow & { mode: ServiceMode }>`
    select s.id as record_id, s.resident_id, coalesce(r.household_id, r.id) as household_id, s.performed_by as staff_id,
      s.form, s.service, s.performed_on, s.mode, (s.recorded_at at time zone 'Asia/Shanghai')::date as recorded_on,
      case when (e.started_at at time zone 'Asia/Shanghai')::date = s.performed_on
        then (extract(epoch from (e.started_at at time zone 'Asia/Shanghai')::time) / 60)::int end as started_at_minute,
      round(e.clock_ahead_ms / 60000.0)::int as clock_ahead_minutes,
      e.latitude, e.longitude, e.accuracy_metres, s.values
    from service_records s
    join residents r on r.id = s.resident_id
    left join service_record_evidence e on e.record_id = s.id
    where s.unit_code = ${unitCode} and s.performed_on between ${fromDay} and ${toDay}
      and s.withdrawn_at is null and s.performed_by is not null
    order by s.performed_on, s.id`.execute(db)
  return rows
}

/**
 * Death, stays in hospital, absence and home of the people whom a unit served. A home is where most visits with a place were
 * made. A death that only another department's list knows counts until somebody has set it aside; of one stay told by several
 * lists the last has the word.
 */
export async function residentsServed(
  db: Database,
  unitCode: number,
  { fromDay, toDay }: Days,
): Promise<Map<string, ResidentSeen>> {
  const { rows } = await sql<{
    residentId: string
    diedOn: LocalDate | null
    awaySince: LocalDate | null
    awayUntil: LocalDate | null
    latitude: number | null
    longitude: number | null
    hospitalStays: Span[]
  }>`
    with served as (
      select distinct resident_id from service_records
      where unit_code = ${unitCode} and performed_on between ${fromDay} and ${toDay} and withdrawn_at is null
    ), homes as (
      select coalesce(r.household_id, r.id) as household_id,
        percentile_cont(0.5) within group (order by e.latitude) as latitude,
        percentile_cont(0.5) within group (order by e.longitude) as longitude
      from service_record_evidence e
      join service_records s on s.id = e.record_id and s.mode = 'home' and s.withdrawn_at is null
      join residents r on r.id = s.resident_id
      where s.unit_code = ${unitCode} and e.latitude is not null
      group by 1 having count(*) >= 3
    ), listed as (
      select e.resident_id, l.kind, l.as_of, e.since, e.until
      from outside_list_entries e join outside_lists l on l.id = e.list_id
      where e.resident_id in (select resident_id from served) and e.since is not null
        and l.kind in ('deaths', 'hospital-stays')
    )
    select r.id as resident_id, coalesce(r.died_on, (
        select min(d.since) from listed d where d.resident_id = r.id and d.kind = 'deaths'
          and not exists (select from outside_list_tasks t where t.resident_id = r.id and t.kind = 'deaths'
            and t.state = 'set-aside')
      )) as died_on,
      r.away_since, r.away_until, h.latitude, h.longitude,
      coalesce((
        select jsonb_agg(jsonb_build_object('from', stay.since, 'to', stay.until) order by stay.since)
        from (select distinct on (s.since) s.since, s.until from listed s
          where s.resident_id = r.id and s.kind = 'hospital-stays' order by s.since, s.as_of desc) stay
      ), '[]') as hospital_stays
    from served join residents r on r.id = served.resident_id
    left join homes h on h.household_id = coalesce(r.household_id, r.id)`.execute(db)
  return new Map(
    rows.map(({ residentId, diedOn, awaySince, awayUntil, latitude, longitude, hospitalStays }) => [
      residentId,
      {
        residentId,
        diedOn,
        hospitalStays,
        absences: awaySince === null ? [] : [{ from: awaySince, to: awayUntil }],
        home: latitude === null || longitude === null ? null : { latitude, longitude, accuracyMetres: 0 },
      },
    ]),
  )
}

export type RecordShown = {
  recordId: string
  residentId: string
  residentName: string
  phoneMasked: string | null
  villageName: string
  staffName: string
  form: string
  service: string | null
  performedOn: LocalDate
  mode: ServiceMode
  recordedAt: Date
  values: Record<string, unknown>
  verdict: Verdict | null
}

/** Services by id, with whom and by whom, for the page of a question or a spot check. */
export async function recordsShown(db: Database, recordIds: readonly string[]): Promise<RecordShown[]> {
  if (recordIds.length === 0) return []
  const { rows } = await sql<RecordShown>`
    select s.id as record_id, s.resident_id, r.name as resident_name, r.phone_masked, u.area_name as village_name,
      coalesce(p.name, '') as staff_name, s.form, s.service, s.performed_on, s.mode, s.recorded_at, s.values, v.verdict
    from service_records s
    join residents r on r.id = s.resident_id
    join org_units u on u.code = r.village_code
    left join staff p on p.id = s.performed_by
    left join service_verdicts v on v.record_id = s.id
    where s.id = any(${[...recordIds]}::uuid[])
    order by s.performed_on, s.id`.execute(db)
  return rows
}

export async function putVerdicts(
  db: Database,
  recordIds: readonly string[],
  given: { verdict: Verdict; reason: string; decidedBy: string; decidedAt: Date },
): Promise<void> {
  await sql`
    insert into service_verdicts (record_id, verdict, reason, decided_by, decided_at)
    select id, ${given.verdict}, ${given.reason}, ${given.decidedBy}::uuid, ${given.decidedAt}
    from unnest(${[...recordIds]}::uuid[]) id
    on conflict (record_id) do update set verdict = excluded.verdict, reason = excluded.reason,
      decided_by = excluded.decided_by, decided_at = excluded.decided_at`.execute(db)
}
