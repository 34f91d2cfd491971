import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { AuditMark } from '@qianyue/domain/monthly-audits/audit.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import type { Context } from '../http/context.ts'

export type AuditRow = {
  unitCode: number
  unitName: string
  services: number
  incomplete: number
  late: number
  questioned: number
  auditId: string | null
  marks: AuditMark[] | null
  words: string | null
  auditedBy: string | null
  confirmed: boolean | null
  review: string | null
}

/** Clinics of a range with their services of the month and the audit of it. */
export async function auditsOf(
  db: Database,
  range: { from: number; to: number },
  days: { fromDay: LocalDate; toDay: LocalDate },
  lateAfterDays: number,
): Promise<AuditRow[]> {
  const { rows } = await sql<AuditRow>`
    select u.code as unit_code, u.name as unit_name, coalesce(s.services, 0) as services,
      coalesce(s.incomplete, 0) as incomplete, coalesce(s.late, 0) as late,
      (select count(distinct r)::int from authenticity_questions q, unnest(q.record_ids) r
        where q.unit_code = u.code and q.from_day <= ${days.toDay} and q.to_day >= ${days.fromDay}) as questioned,
      a.id as audit_id, a.marks, a.words, a.audited_by, a.confirmed, a.review
    from org_units u
    left join lateral (
      select count(*)::int as services, (count(*) filter (where not complete))::int as incomplete,
        (count(*) filter (where (recorded_at at time zone 'Asia/Shanghai')::date - performed_on > ${lateAfterDays}::int))::int
          as late
      from service_records
      where unit_code = u.code and performed_on between ${days.fromDay} and ${days.toDay} and withdrawn_at is null
    ) s on true
    left join monthly_audits a on a.unit_code = u.code and a.month_end = ${days.toDay}
    where u.level = 'village' and u.code between ${range.from} and ${range.to}
    order by u.code`.execute(db)
  return rows
}

/** Records of a clinic's month, as ids. */
export async function recordsOfMonth(
  db: Database,
  unitCode: number,
  days: { fromDay: LocalDate; toDay: LocalDate },
): Promise<string[]> {
  const rows = await db
    .selectFrom('serviceRecords')
    .select('id')
    .where('unitCode', '=', unitCode)
    .where('performedOn', '>=', days.fromDay)
    .where('performedOn', '<=', days.toDay)
    .where('withdrawnAt', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

export async function auditKey(
  db: Database,
  id: string,
): Promise<{ unitCode: number; monthEnd: LocalDate } | null> {
  const row = await db
    .selectFrom('monthlyAudits')
    .select(['unitCode', 'monthEnd'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** What is audited again waits for the bureau again. */
export async function putAudit(
  { db, viewer, now }: Context,
  audit: { id: string; unitCode: number; monthEnd: LocalDate; marks: readonly AuditMark[]; words: string },
): Promise<void> {
  const { id, unitCode, monthEnd } = audit
  const said = {
    marks: asJson(audit.marks),
    words: audit.words,
    auditedAt: now,
    auditedBy: viewer.accountId,
    confirmed: null,
    review: null,
    reviewedAt: null,
    reviewedBy: null,
  }
  await db
    .insertInto('monthlyAudits')
    .values({ id, unitCode, monthEnd, ...said })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(said))
    .execute()
}

export async function writeReview(
  { db, viewer, now }: Context,
  id: string,
  review: { confirmed: boolean; review: string },
): Promise<void> {
  await db
    .updateTable('monthlyAudits')
    .set({ ...review, reviewedAt: now, reviewedBy: viewer.accountId })
    .where('id', '=', id)
    .execute()
}
