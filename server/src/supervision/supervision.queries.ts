import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { FindingStep } from '@qianyue/domain/supervision/finding.ts'
import { type RawBuilder, sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import type { Context } from '../http/context.ts'

export type GroupRow = {
  id: string
  unitCode: number
  unitName: string
  kind: 'leading' | 'supervision' | 'guidance'
  name: string
  members: { name: string; post: string; unit: string; phone: string }[]
  villageCodes: number[]
  villageNames: string[]
  since: LocalDate
  until: LocalDate | null
}

export async function groupsKept(db: Database, id: string | null = null): Promise<GroupRow[]> {
  const { rows } = await sql<GroupRow>`
    select g.id, g.unit_code, u.name as unit_name, g.kind, g.name, g.members,
      to_jsonb(g.village_codes) as village_codes, g.since, g.until,
      coalesce((select array_agg(v.area_name order by v.code) from org_units v where v.code = any(g.village_codes)), '{}')
        as village_names
    from supervision_groups g join org_units u on u.code = g.unit_code
    where ${id === null ? sql`true` : sql`g.id = ${id}`}
    order by g.unit_code, g.kind, g.since desc, g.id`.execute(db)
  return rows
}

export async function putGroup(
  { db, viewer, now }: Context,
  group: Pick<GroupRow, 'id' | 'kind' | 'name' | 'members' | 'villageCodes' | 'since' | 'until'>,
): Promise<void> {
  const { id, kind, ...said } = group
  const row = { ...said, members: asJson(said.members), changedAt: now, changedBy: viewer.accountId }
  await db
    .insertInto('supervisionGroups')
    .values({ id, kind, unitCode: viewer.unitCode, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

type CheckedItem = {
  code: string
  text: string
  source: string
  answer: 'yes' | 'no' | 'not-applicable'
  note: string
}

export type VisitRow = {
  id: string
  unitCode: number
  unitName: string
  groupName: string | null
  visitedOn: LocalDate
  people: string
  checklist: CheckedItem[]
  summary: string
}

export async function visitsKept(db: Database, id: string | null = null): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    select v.id, v.unit_code, u.name as unit_name, g.name as group_name, v.visited_on, v.people, v.checklist, v.summary
    from supervision_visits v join org_units u on u.code = v.unit_code
    left join supervision_groups g on g.id = v.group_id
    where ${id === null ? sql`true` : sql`v.id = ${id}`}
    order by v.visited_on desc, v.id desc limit 500`.execute(db)
  return rows
}

export async function insertVisit(
  { db, viewer, now }: Context,
  visit: Pick<VisitRow, 'id' | 'unitCode' | 'visitedOn' | 'people' | 'checklist' | 'summary'> & {
    groupId: string | null
  },
  findings: readonly { id: string; itemCode: string | null; words: string; dueOn: LocalDate }[],
): Promise<void> {
  await db
    .insertInto('supervisionVisits')
    .values({ ...visit, checklist: asJson(visit.checklist), madeAt: now, madeBy: viewer.accountId })
    .execute()
  if (findings.length === 0) return
  await db
    .insertInto('supervisionFindings')
    .values(findings.map((finding) => ({ ...finding, visitId: visit.id, unitCode: visit.unitCode })))
    .execute()
}

/** Units below and including one's own with how often they were visited in the days; the bureau itself is not. */
export async function visitsOfUnits(
  { db, reach }: Context,
  from: LocalDate,
  to: LocalDate,
): Promise<{ unitCode: number; unitName: string; done: number }[]> {
  if (reach.range === null) return []
  const { rows } = await sql<{ unitCode: number; unitName: string; done: number }>`
    select u.code as unit_code, u.name as unit_name, count(v.id)::int as done
    from org_units u left join supervision_visits v on v.unit_code = u.code and v.visited_on between ${from} and ${to}
    where u.level <> 'county' and u.code between ${reach.range.from} and ${reach.range.to}
    group by u.code order by u.code`.execute(db)
  return rows
}

type StepRow = FindingStep & { id: string; words: string; by: string; byName: string }

export type FindingRow = {
  id: string
  visitId: string
  unitCode: number
  unitName: string
  visitedOn: LocalDate
  words: string
  dueOn: LocalDate
  photos: number
  steps: StepRow[]
}

const findings = (condition: RawBuilder<unknown>) => sql<FindingRow>`
  select f.id, f.visit_id, f.unit_code, u.name as unit_name, v.visited_on, f.words, f.due_on,
    (select count(*)::int from attachments a where a.finding_id = f.id) as photos,
    coalesce((
      select jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'on', s.done_on, 'words', s.words, 'passed', s.passed,
        'dueOn', s.due_on, 'by', s.made_by, 'byName', coalesce(a.name, '')) order by s.made_at, s.id)
      from supervision_steps s left join platform.accounts a on a.id = s.made_by where s.finding_id = f.id
    ), '[]') as steps
  from supervision_findings f
  join supervision_visits v on v.id = f.visit_id
  join org_units u on u.code = f.unit_code
  where ${condition} order by f.due_on, f.id limit 1000`

export async function findingsKept(
  db: Database,
  wanted: { id?: string; visitId?: string } = {},
): Promise<FindingRow[]> {
  const condition = wanted.id
    ? sql`f.id = ${wanted.id}`
    : wanted.visitId
      ? sql`f.visit_id = ${wanted.visitId}`
      : sql`true`
  return (await findings(condition).execute(db)).rows
}

/** Steps of one finding come one after the other; the finding itself nobody changes. */
export async function lockFinding(db: Database, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${id}))`.execute(db)
}

export async function insertStep(
  { db, viewer, now, today }: Context,
  step: {
    id: string
    findingId: string
    kind: 'rectified' | 'rechecked'
    words: string
    passed: boolean | null
    dueOn: LocalDate | null
  },
): Promise<void> {
  await db
    .insertInto('supervisionSteps')
    .values({ ...step, doneOn: today, madeAt: now, madeBy: viewer.accountId })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
