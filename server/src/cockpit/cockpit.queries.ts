import type { Checked } from '@qianyue/domain/cockpit/verified.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { inVillages, type Villages } from '../indicators/counts.queries.ts'

/** What was checked of one person's services in one village. */
export type CheckedCount = Checked & { villageCode: number; doctorId: string | null }

/**
 * Services since a day that have a finding, by the village of the resident and who did them. Findings are few beside
 * services, so that the reading begins with them.
 */
export async function checkedServices(
  db: Database,
  villages: Villages,
  since: LocalDate,
): Promise<CheckedCount[]> {
  const { rows } = await sql<CheckedCount>`
    select r.village_code, s.performed_by as doctor_id,
      count(*) filter (where v.verdict = 'genuine')::int as genuine,
      count(*) filter (where v.verdict = 'doubtful')::int as doubtful,
      count(*) filter (where v.verdict = 'fake')::int as fake,
      0 as open_questions
    from service_verdicts v
    join service_records s on s.id = v.record_id and s.withdrawn_at is null and s.performed_on >= ${since}::date
    join residents r on r.id = s.resident_id
    where ${inVillages('r.village_code', villages)}
    group by 1, 2`.execute(db)
  return rows
}

/** Questions that nobody has decided yet, by the unit and the person asked. */
export async function openQuestions(db: Database, villages: Villages): Promise<CheckedCount[]> {
  const { rows } = await sql<CheckedCount>`
    select unit_code as village_code, staff_id as doctor_id, 0 as genuine, 0 as doubtful, 0 as fake,
      count(*)::int as open_questions
    from authenticity_questions
    where decision is null and ${inVillages('unit_code', villages)}
    group by 1, 2`.execute(db)
  return rows
}

/** 最近服务日 of each unit: the last day of a service that it recorded. */
export async function lastServiceDays(db: Database, villages: Villages) {
  const { rows } = await sql<{ unitCode: number; day: LocalDate }>`
    select u.code as unit_code, last.performed_on as day
    from org_units u
    cross join lateral (
      select s.performed_on from service_records s
      where s.unit_code = u.code and s.withdrawn_at is null
      order by s.performed_on desc limit 1
    ) last
    where ${inVillages('u.code', villages)}`.execute(db)
  return rows
}

type CheckedService = {
  recordId: string
  residentId: string
  residentName: string
  villageName: string
  form: string
  service: string | null
  performedOn: LocalDate
  doctorName: string | null
  verdict: 'genuine' | 'doubtful' | 'fake'
  reason: string
}

/** The services behind the counts, the newest first. @param after the last one shown before */
export async function checkedServicesPage(
  db: Database,
  wanted: { villages: Villages; since: LocalDate; doctorId: string | null },
  after: { performedOn: string; recordId: string } | null,
  limit: number,
): Promise<CheckedService[]> {
  const { rows } = await sql<CheckedService>`
    select s.id as record_id, r.id as resident_id, r.name as resident_name, u.area_name as village_name, s.form,
      s.service, s.performed_on, d.name as doctor_name, v.verdict, v.reason
    from service_verdicts v
    join service_records s on s.id = v.record_id and s.withdrawn_at is null
    join residents r on r.id = s.resident_id
    join org_units u on u.code = r.village_code
    left join staff d on d.id = s.performed_by
    where s.performed_on >= ${wanted.since}::date and ${inVillages('r.village_code', wanted.villages)}
      and ${wanted.doctorId === null ? sql`true` : sql`s.performed_by = ${wanted.doctorId}`}
      and ${after === null ? sql`true` : sql`(s.performed_on, s.id) < (${after.performedOn}::date, ${after.recordId}::uuid)`}
    order by s.performed_on desc, s.id desc
    limit ${limit}`.execute(db)
  return rows
}
