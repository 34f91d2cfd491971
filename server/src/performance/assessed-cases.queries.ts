import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { AssessedCase } from '@qianyue/domain/performance/assessed-cases.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

/** What of a range of units and days is known by a day. */
type Wanted = { range: { from: number; to: number }; fromDay: LocalDate; toDay: LocalDate; asOf: LocalDate }

/** Everything that went wrong in the units, in one answer: a county has some hundreds in a year. */
export async function casesIn(
  db: Database,
  { range: { from, to }, fromDay, toDay, asOf }: Wanted,
): Promise<AssessedCase[]> {
  const { rows } = await sql<AssessedCase>`
    with month_ends as (
      select distinct taken_for as period_end from indicator_snapshots
      where taken_for = (date_trunc('month', taken_for) + interval '1 month - 1 day')::date
        and taken_for > ${fromDay}::date - 100 and taken_for <= ${asOf}::date
    ), reports_due as (
      select u.code as unit_code, m.period_end,
        m.period_end + case u.level when 'township' then d.due_days else d.village_due_days end as due_on
      from month_ends m, report_due_days d, org_units u
      where d.cadence = 'month' and u.level in ('township', 'village') and u.closed_on is null
        and u.code between ${from} and ${to}
    ), deadlines as (
      select f.unit_code, f.words, coalesce((
          select s.due_on from supervision_steps s
          where s.finding_id = f.id and s.kind = 'rechecked' and not s.passed and s.done_on <= ${asOf}
          order by s.made_at desc, s.id desc limit 1
        ), f.due_on) as due_on, (
          select s.kind = 'rectified' or s.passed from supervision_steps s
          where s.finding_id = f.id and s.done_on <= ${asOf} order by s.made_at desc, s.id desc limit 1
        ) as put_right
      from supervision_findings f where f.unit_code between ${from} and ${to}
    )
    select 'complaints' as kind, c.unit_code, null::uuid as staff_id, c.received_on as "on",
      u.name || '：收到并受理的投诉' as words
    from complaints c join org_units u on u.code = c.unit_code
    where c.kind = 'complaint' and c.received_on between ${fromDay} and ${toDay}
      and c.unit_code between ${from} and ${to}
      and exists (select from complaint_steps s where s.complaint_id = c.id and s.done_on <= ${asOf})
    union all
    select 'false-services', q.unit_code, q.staff_id, q.to_day,
      p.name || '：' || cardinality(q.record_ids) || ' 次服务认定不实'
    from authenticity_questions q join staff p on p.id = q.staff_id
    where q.to_day between ${fromDay} and ${toDay} and q.unit_code between ${from} and ${to}
      and (q.final = 'fake' or (q.decision = 'fake' and q.appeal is null))
    union all
    select 'overdue-rectifications', d.unit_code, null, d.due_on, u.name || '：' || d.words
    from deadlines d join org_units u on u.code = d.unit_code
    where d.due_on between ${fromDay} and ${toDay} and d.due_on < ${asOf} and not coalesce(d.put_right, false)
    union all
    select 'late-reports', d.unit_code, null, d.due_on,
      u.name || '：' || to_char(d.period_end, 'YYYY年FMMM月') || '月报未在期限内报送'
    from reports_due d join org_units u on u.code = d.unit_code
    where d.due_on between ${fromDay} and ${toDay} and d.due_on < ${asOf} and not exists (
      select from reports r join report_steps s on s.report_id = r.id and s.step = 'submitted'
      where r.unit_code = d.unit_code and r.cadence = 'month' and r.period_end = d.period_end
        and (s.done_at at time zone 'Asia/Shanghai')::date <= d.due_on
    )
    order by "on", words`.execute(db)
  return rows
}

/** Who was in teams of a range on some day of the period, by team. */
export async function membersIn(
  db: Database,
  { range: { from, to }, fromDay, toDay }: Omit<Wanted, 'asOf'>,
): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ teamId: string; staffId: string }>`
    select distinct m.team_id, m.staff_id from team_members m join teams t on t.id = m.team_id
    where t.unit_code between ${from} and ${to} and m.since <= ${toDay} and coalesce(m.until, 'infinity') >= ${fromDay}`.execute(
    db,
  )
  const members = new Map<string, Set<string>>()
  for (const { teamId, staffId } of rows) {
    members.set(teamId, (members.get(teamId) ?? new Set()).add(staffId))
  }
  return members
}
