import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import {
  type Caps,
  type CountyCaps,
  capsKeyPersons,
  capsOfTeam,
  type Load,
} from '@qianyue/domain/teams/capacity.ts'
import type { TeamMember, TeamRole } from '@qianyue/domain/teams/team.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Context } from '../http/context.ts'

export type MemberRow = {
  staffId: string
  name: string
  role: TeamRole
  leads: boolean
  since: LocalDate
  phone: string | null
  licenceExpiresOn: LocalDate | null
  suspendedSince: LocalDate | null
  leftOn: LocalDate | null
}

export type TeamRow = {
  id: string
  name: string
  unitCode: number
  unitName: string
  phone: string | null
  dissolvedOn: LocalDate | null
  maxPersons: number | null
  maxHouseholds: number | null
  maxVillages: number | null
  members: MemberRow[]
  villages: { code: number; name: string }[]
  persons: number
  /** 重点人群; 0 where they have no cap. */
  keyPersons: number
  households: number
}

/** Members of a team on the day of the request, with what decides whether they may sign. */
const membersToday = (today: LocalDate) => sql<MemberRow[]>`coalesce((
  select json_agg(json_build_object(
      'staffId', m.staff_id, 'name', s.name, 'role', m.role, 'leads', m.leads, 'since', m.since, 'phone', s.phone,
      'licenceExpiresOn', s.licence_expires_on, 'suspendedSince', s.suspended_since, 'leftOn', s.left_on)
    order by m.leads desc, m.since, s.name)
  from team_members m join staff s on s.id = m.staff_id
  where m.team_id = t.id and m.since <= ${today} and (m.until is null or m.until >= ${today})), '[]')`

const villagesToday = (today: LocalDate) => sql<{ code: number; name: string }[]>`coalesce((
  select json_agg(json_build_object('code', u.code, 'name', u.area_name) order by u.code)
  from team_villages v join org_units u on u.code = v.village_code
  where v.team_id = t.id and v.since <= ${today} and (v.until is null or v.until >= ${today})), '[]')`

/**
 * A team is within reach when its institution is, when one works in it, or when it covers a village within reach: a
 * village doctor's team belongs to the township.
 */
function withinReach({ reach, viewer, today }: Pick<Context, 'reach' | 'viewer' | 'today'>) {
  const from = reach.range?.from ?? null
  const to = reach.range?.to ?? null
  return sql`(
    t.unit_code between ${from}::bigint and ${to}::bigint
    or t.id = any (${[...viewer.teamIds]}::uuid[])
    or exists (select from team_villages v where v.team_id = t.id and v.since <= ${today}
      and (v.until is null or v.until >= ${today})
      and (v.village_code between ${from}::bigint and ${to}::bigint or v.village_code = any (${[...reach.units]}::bigint[]))))`
}

/** Teams within reach, by unit and name; their key people are counted where the county caps them. */
export async function teamsWithinReach(
  context: Context,
  county: CountyCaps,
  only: { teamId?: string | undefined; unitRange?: { from: number; to: number } | null; dissolved?: boolean },
): Promise<TeamRow[]> {
  const { db, today } = context
  const { teamId = null, unitRange = null, dissolved = false } = only
  const { rows } = await sql<TeamRow>`
    select t.id, t.name, t.unit_code, u.name as unit_name, t.phone, t.dissolved_on, t.max_persons, t.max_households,
      t.max_villages, ${membersToday(today)} as members, ${villagesToday(today)} as villages,
      load.persons, load.households,
      case when ${capsKeyPersons(county)} then team_key_persons(t.id, ${today}) else 0 end as key_persons
    from teams t join org_units u on u.code = t.unit_code, team_load(t.id, ${today}) as load
    where (${teamId}::uuid is null or t.id = ${teamId})
      and (${unitRange?.from ?? null}::bigint is null
        or t.unit_code between ${unitRange?.from ?? null}::bigint and ${unitRange?.to ?? null}::bigint)
      and (${dissolved} or t.dissolved_on is null or t.dissolved_on > ${today})
      and ${withinReach(context)}
    order by t.unit_code, t.name
  `.execute(db)
  return rows
}

export type TeamToSign = {
  id: string
  name: string
  phone: string | null
  unitCode: number
  unitName: string
  dissolvedOn: LocalDate | null
  maxPersons: number | null
  maxHouseholds: number | null
  maxVillages: number | null
  members: (Omit<TeamMember, 'until'> & Omit<MemberRow, 'name' | 'phone'>)[]
  villages: number[]
  persons: number
  households: number
}

/** How many key people teams have. */
export async function keyPersonsOf(
  db: Database,
  teamIds: readonly string[],
  today: LocalDate,
): Promise<Map<string, number>> {
  if (teamIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; persons: number }>`
    select id, team_key_persons(id, ${today}) as persons from unnest(${[...teamIds]}::uuid[]) as id
  `.execute(db)
  return new Map(rows.map(({ id, persons }) => [id, persons]))
}

/** Lets those who sign with nearly full teams go one after the other; teams are taken in one order. */
export async function lockTeams(db: Database, teamIds: readonly string[]): Promise<void> {
  await sql`select from teams where id = any (${[...teamIds]}::uuid[]) order by id for no key update`.execute(
    db,
  )
}

/** How full teams are. */
export async function loadsOf(
  db: Database,
  teamIds: readonly string[],
  today: LocalDate,
): Promise<Map<string, { persons: number; households: number }>> {
  const { rows } = await sql<{ id: string; persons: number; households: number }>`
    select id, load.* from unnest(${[...teamIds]}::uuid[]) as id cross join lateral team_load(id, ${today}) as load
  `.execute(db)
  return new Map(rows.map(({ id, ...load }) => [id, load]))
}

export function capsOf(
  team: Pick<TeamRow, 'maxPersons' | 'maxHouseholds' | 'maxVillages'> & {
    members: readonly { role: TeamRole }[]
  },
  county: CountyCaps,
): Caps {
  const own = { persons: team.maxPersons, households: team.maxHouseholds, villages: team.maxVillages }
  return capsOfTeam(
    own,
    county,
    team.members.map(({ role }) => role),
  )
}

export function loadOf({
  persons,
  keyPersons,
  households,
  villages,
}: Omit<Load, 'villages'> & { villages: readonly unknown[] }): Load {
  return { persons, keyPersons, households, villages: villages.length }
}

type TeamContent = {
  id: string
  name: string
  unitCode: number
  phone: string | null
  maxPersons: number | null
  maxHouseholds: number | null
  maxVillages: number | null
}

/** False when the id is a team's of another institution, which stays as it is. */
export async function writeTeam(db: Database, { id, ...content }: TeamContent): Promise<boolean> {
  const { unitCode } = content
  const written = await db
    .insertInto('teams')
    .values({ id, ...content })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(content).where('teams.unitCode', '=', unitCode),
    )
    .returning('id')
    .executeTakeFirst()
  return written !== undefined
}

/**
 * Makes these the members from today on. Who is no longer among them was a member until yesterday; who came and went on
 * one day leaves nothing.
 */
export async function writeMembers(
  { db, today }: Pick<Context, 'db' | 'today'>,
  teamId: string,
  members: readonly { staffId: string; role: TeamRole; leads: boolean }[],
): Promise<void> {
  const list = JSON.stringify(members.map(({ staffId, role, leads }) => ({ staff_id: staffId, role, leads })))
  const yesterday = addDays(today, -1)
  const gone = sql`team_id = ${teamId} and (until is null or until >= ${today}) and not exists (
    select from jsonb_to_recordset(${list}::jsonb) as w(staff_id uuid, role text, leads boolean)
    where w.staff_id = m.staff_id and w.role = m.role and w.leads = m.leads)`
  await sql`delete from team_members m where ${gone} and since >= ${today}`.execute(db)
  await sql`update team_members m set until = ${yesterday} where ${gone}`.execute(db)
  await sql`
    insert into team_members (team_id, staff_id, role, leads, since)
    select ${teamId}, w.staff_id, w.role, w.leads, ${today}
    from jsonb_to_recordset(${list}::jsonb) as w(staff_id uuid, role text, leads boolean)
    where not exists (select from team_members m where m.team_id = ${teamId} and m.staff_id = w.staff_id
      and m.role = w.role and (m.until is null or m.until >= ${today}))
  `.execute(db)
}

/** Makes these the villages from today on. */
export async function writeVillages(
  { db, today }: Pick<Context, 'db' | 'today'>,
  teamId: string,
  villageCodes: readonly number[],
): Promise<void> {
  const codes = [...villageCodes]
  const gone = sql`team_id = ${teamId} and (until is null or until >= ${today}) and village_code <> all (${codes}::bigint[])`
  await sql`delete from team_villages where ${gone} and since >= ${today}`.execute(db)
  await sql`update team_villages set until = ${addDays(today, -1)} where ${gone}`.execute(db)
  await sql`
    insert into team_villages (team_id, village_code, since)
    select ${teamId}, code, ${today} from unnest(${codes}::bigint[]) as code
    where not exists (select from team_villages v where v.team_id = ${teamId} and v.village_code = code
      and (v.until is null or v.until >= ${today}))
  `.execute(db)
}

export async function markDissolved(db: Database, teamId: string, on: LocalDate): Promise<void> {
  await db.updateTable('teams').set({ dissolvedOn: on }).where('id', '=', teamId).execute()
}

/** Staff of a range of units who have not left, for the editor of a team. */
export async function staffOfUnits(
  { db, today }: Pick<Context, 'db' | 'today'>,
  range: { from: number; to: number },
) {
  return await db
    .selectFrom('staff')
    .innerJoin('orgUnits', 'orgUnits.code', 'staff.unitCode')
    .select([
      'staff.id as staffId',
      'staff.name',
      'orgUnits.name as unitName',
      'qualification',
      'licenceExpiresOn',
      'suspendedSince',
      'leftOn',
    ])
    .where('staff.unitCode', '>=', range.from)
    .where('staff.unitCode', '<=', range.to)
    .where((where) => where.or([where('leftOn', 'is', null), where('leftOn', '>', today)]))
    .orderBy('staff.unitCode')
    .orderBy('staff.name')
    .execute()
}

/** Units and staff that are named, which exist: what the caller named and is not here is unknown. */
export async function knownOf(
  db: Database,
  staffIds: readonly string[],
  unitCodes: readonly number[],
): Promise<{ staff: Set<string>; units: Set<number> }> {
  const { rows } = await sql<{ staff: string[] | null; units: number[] | null }>`
    select (select json_agg(id) from staff where id = any (${[...staffIds]}::uuid[])) as staff,
      (select json_agg(code) from org_units where code = any (${[...unitCodes]}::bigint[])) as units
  `.execute(db)
  return { staff: new Set(rows[0]?.staff ?? []), units: new Set(rows[0]?.units ?? []) }
}

/** What moves with a panel: members' parts in force or to come, also those whom the viewer does not reach. */
export async function panelOf(db: Database, teamId: string, today: LocalDate) {
  const { rows } = await sql<{ agreements: number; persons: number; households: number }>`
    select * from team_panel(${teamId}, ${today})
  `.execute(db)
  return rows[0]!
}

/** Moves a panel: agreements, members' parts and the residents' present team. Answers whom it was about. */
export async function movePanel(
  { db, today, viewer }: Pick<Context, 'db' | 'today' | 'viewer'>,
  move: { from: string; to: string; reason: string },
): Promise<string[]> {
  const { rows } = await sql<{ residentIds: string[] | null }>`
    select hand_over_panel(${move.from}, ${move.to}, ${today}, ${move.reason}, ${viewer.accountId}) as resident_ids
  `.execute(db)
  return rows[0]?.residentIds ?? []
}

/** What went from one team to another today for this reason; null when nothing did. */
export async function handedOverToday(
  { db, today, viewer }: Pick<Context, 'db' | 'today' | 'viewer'>,
  { from, to, reason }: { from: string; to: string; reason: string },
): Promise<Awaited<ReturnType<typeof panelOf>> | null> {
  const details = JSON.stringify({ fromTeamId: from, toTeamId: to, reason })
  const { rows } = await sql<Awaited<ReturnType<typeof panelOf>>>`
    select count(distinct a.id)::integer as agreements, count(distinct m.resident_id)::integer as persons,
      count(distinct a.household_id)::integer as households
    from agreement_events e
    join agreements a on a.id = e.agreement_id
    join agreement_members m on m.agreement_id = a.id
    where e.kind = 'handed-over' and e.happened_on = ${today} and e.recorded_by = ${viewer.accountId}
      and e.details @> ${details}::jsonb and m.team_id = ${to} and m.ends_on >= ${today} and not m.declined
      and (m.terminated_on is null or m.terminated_on > ${today})`.execute(db)
  return rows[0]!.agreements === 0 ? null : rows[0]!
}

/** Names of teams, wherever they are. */
export async function teamsNamed(db: Database, teamIds: readonly string[]): Promise<Map<string, string>> {
  if (teamIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('teams')
    .select(['id', 'name'])
    .where('id', 'in', [...teamIds])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
