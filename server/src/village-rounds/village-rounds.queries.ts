import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

export type RoundRow = {
  id: string
  villageCode: number
  villageName: string
  staffId: string
  staffName: string
  heldOn: LocalDate
  people: number
  households: number
  done: string
  problems: string
}

type Span = { from: LocalDate; to: LocalDate }

/** Rounds within reach, the latest first. */
export async function roundsWhere(
  db: Database,
  { id, orgId, span }: { id?: string; orgId?: number | undefined; span?: Span },
): Promise<RoundRow[]> {
  const range = orgId === undefined ? null : rangeOf(orgId)
  const { rows } = await sql<RoundRow>`
    select r.id, r.village_code, u.area_name as village_name, r.staff_id, s.name as staff_name, r.held_on, r.people,
      r.households, r.done, r.problems
    from village_rounds r join org_units u on u.code = r.village_code join staff s on s.id = r.staff_id
    where (${id ?? null}::uuid is null or r.id = ${id ?? null})
      and (${range === null} or r.village_code between ${range?.from ?? 0} and ${range?.to ?? 0})
      and (${span?.from ?? null}::date is null or r.held_on between ${span?.from ?? null} and ${span?.to ?? null})
    order by r.held_on desc, r.id desc limit 1000`.execute(db)
  return rows
}

/** Family doctors of teams that cover a village in the range at any time of the span. */
export async function familyDoctorsIn(
  db: Database,
  range: { from: number; to: number },
  { from, to }: Span,
): Promise<{ staffId: string; name: string; unitName: string }[]> {
  const { rows } = await sql<{ staffId: string; name: string; unitName: string }>`
    select distinct s.id as staff_id, s.name, u.name as unit_name
    from team_members m join staff s on s.id = m.staff_id join org_units u on u.code = s.unit_code
    join teams t on t.id = m.team_id
    where m.role = 'family-doctor' and m.since <= ${to} and (m.until is null or m.until >= ${from})
      and (t.dissolved_on is null or t.dissolved_on > ${from})
      and exists (select from team_villages v where v.team_id = t.id
        and v.village_code between ${range.from} and ${range.to}
        and v.since <= ${to} and (v.until is null or v.until >= ${from}))
    order by unit_name, s.name`.execute(db)
  return rows
}

/** Whether somebody works in the village's clinic, in its township's hospital or in a team there. */
export async function worksFor(db: Database, staffId: string, villageCode: number): Promise<boolean> {
  const township = villageCode - (villageCode % 1000)
  const { rows } = await sql`
    select from staff s where s.id = ${staffId} and (s.unit_code in (${villageCode}, ${township})
      or exists (select from team_members m join team_villages v on v.team_id = m.team_id
        where m.staff_id = s.id and v.village_code = ${villageCode}))`.execute(db)
  return rows.length > 0
}

export async function insertRound(
  db: Database,
  round: Omit<RoundRow, 'villageName' | 'staffName'> & { recordedBy: string },
): Promise<void> {
  await db
    .insertInto('villageRounds')
    .values(round)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
