import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Duty } from '@qianyue/domain/duties/duty.ts'
import type { DutyObstacle } from '@qianyue/domain/duties/duty-words.ts'
import { type CompiledQuery, type RawBuilder, sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import { copyInto, type Database } from '../database/database.ts'
import { type DutyLine, LINE_COLUMNS, type ReasonPackage } from './duty-rows.ts'

/** The statement that writes the residents' lines that differ from what is written. */
export function dutiesWritten(db: Database, lines: readonly DutyLine[]): CompiledQuery {
  const written = lines.map(({ hash, columns }) => `${hash}\t${columns}`).join('\n')
  return sql`select put_resident_duties(${written})`.compile(db)
}

/**
 * Does as {@link dutiesWritten}, for work of the program itself on thousands: looks first which lines differ, so that only these are
 * sent, and copies those of whom nothing is kept. Their villages are locked.
 */
export async function putManyDuties(db: Database, lines: readonly DutyLine[]): Promise<void> {
  const { rows } = await sql<{ id: string; hash: number | null }>`
    select resident_id as id, line_hash as hash from resident_duties
    where resident_id = any (${lines.map(({ residentId }) => residentId)}::uuid[])`.execute(
    db.withoutPlugins(),
  )
  const kept = new Map(rows.map(({ id, hash }) => [id, hash]))
  const added = lines.filter(({ residentId }) => !kept.has(residentId))
  const changed = lines.filter(
    ({ residentId, hash }) => kept.has(residentId) && kept.get(residentId) !== hash,
  )
  if (added.length > 0) await copyDuties(db, added)
  if (changed.length > 0) await db.executeQuery(dutiesWritten(db, changed))
}

/** Copies lines of residents of whom nothing is kept. @throws 23505 when something is. */
export async function copyDuties(db: Database, lines: readonly DutyLine[]): Promise<void> {
  const copied = lines.map(({ hash, columns }) => `${hash}\t${columns.replaceAll('\\', '\\\\')}`)
  await copyInto(db, `resident_duties (${LINE_COLUMNS})`, copied)
}

/** One duty as it is kept, with its state on the day that was asked about. */
export type KeptDuty = Omit<Duty, 'service' | 'because'> & {
  residentId: string
  because: string
  packages: ReasonPackage[]
  obstacle: {
    reason: DutyObstacle | null
    remark: string
    notedOn: LocalDate
    photoIds: string[] | null
  } | null
}

/** What the work list reads of a duty: it holds only those that can be done. */
export type WorkDuty = Pick<
  KeptDuty,
  'residentId' | 'key' | 'dueFrom' | 'dueBy' | 'plannedOn' | 'because' | 'packages' | 'state' | 'obstacle'
>

/** The duties of every row of `d`, one row each, with their state on a day. */
export function eachDuty(today: LocalDate): RawBuilder<unknown> {
  return sql`unnest(d.keys, d.due_from, d.due_by, d.closes_on, d.planned_on, d.done_on, d.fulfilled_by, d.cancelled_on,
      d.cancelled_because, d.paused_from, d.paused_until, d.because)
    as duty(key, due_from, due_by, closes_on, planned_on, done_on, fulfilled_by, cancelled_on, cancelled_because,
      paused_from, paused_until, because)
    cross join lateral (select duty_state(${today}::date, duty.due_from, duty.due_by, duty.closes_on, duty.done_on,
      duty.cancelled_on, duty.paused_from, duty.paused_until) as state) as standing`
}

/** What somebody last noted of a duty. */
const latestNote = sql`(
  select jsonb_build_object('reason', n.reason, 'remark', n.remark, 'notedOn', n.noted_on,
    'photoIds', n.evidence -> 'photoIds')
  from duty_notes n where n.resident_id = d.resident_id and n.duty_key = duty.key
  order by n.noted_on desc, n.created_at desc limit 1) as obstacle`

/** What somebody last noted of each duty of a resident, by its key. */
export async function notesOf(
  db: Database,
  residentId: string,
): Promise<{ dutyKey: string; obstacle: KeptDuty['obstacle'] }[]> {
  const { rows } = await sql<{ dutyKey: string; obstacle: KeptDuty['obstacle'] }>`
    select distinct on (n.duty_key) n.duty_key, jsonb_build_object('reason', n.reason, 'remark', n.remark,
      'notedOn', n.noted_on, 'photoIds', n.evidence -> 'photoIds') as obstacle
    from duty_notes n where n.resident_id = ${residentId}
    order by n.duty_key, n.noted_on desc, n.created_at desc`.execute(db)
  return rows
}

type DutyFilter = {
  residentId?: string | undefined
  householdId?: string | undefined
  teamId?: string | undefined
  villages?: { from: number; to: number } | undefined
  states?: readonly string[] | undefined
  services?: readonly string[] | undefined
  dueBy?: LocalDate | undefined
  limit: number
  skip: number
}

/** Duties within reach, the nearest last day first; of many villages see {@link dutiesOfMany}. */
export async function dutiesWhere(db: Database, today: LocalDate, filter: DutyFilter): Promise<KeptDuty[]> {
  const { residentId, householdId, teamId, villages } = filter
  const wanted = [
    ...isWanted(filter),
    ...(residentId === undefined ? [] : [sql`d.resident_id = ${residentId}`]),
    ...(householdId === undefined
      ? []
      : [sql`d.resident_id in (select id from residents where household_id = ${householdId})`]),
    ...(teamId === undefined ? [] : [sql`d.team_id = ${teamId}`]),
    ...(villages === undefined ? [] : [sql`d.village_code between ${villages.from} and ${villages.to}`]),
  ]
  const { rows } = await sql<KeptDuty>`
    select d.resident_id, duty.*, d.packages, standing.state, ${latestNote}
    from resident_duties d cross join lateral ${eachDuty(today)}
    where ${wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `)}
    order by duty.due_by, d.resident_id, duty.key
    limit ${filter.limit} offset ${filter.skip}`.execute(db)
  return rows
}

/**
 * Duties of a township or the county, read in the order of an index from where the page begins to where it ends: what
 * can be done now in the order of the work list, anything else village by village.
 */
export async function dutiesOfMany(
  db: Database,
  today: LocalDate,
  filter: Omit<DutyFilter, 'residentId' | 'householdId' | 'teamId'> & {
    villages: { from: number; to: number }
  },
): Promise<KeptDuty[]> {
  const { states, dueBy, villages } = filter
  const isOpen = states?.every((state) => state === 'due' || state === 'overdue') ?? false
  const isTownship = levelOf(villages.from) === 'township'
  const wanted = [
    ...isWanted(filter),
    ...(isOpen
      ? [
          sql`s.nearest_day is not null`,
          ...(isTownship ? [sql`s.township_code = ${Math.floor(villages.from / 1000)}`] : []),
          // What is due by a day is planned for no later one.
          ...(dueBy === undefined
            ? []
            : [sql`s.household_nearest_day <= ${dueBy}::date and s.nearest_day <= ${dueBy}::date`]),
        ]
      : [sql`d.village_code between ${villages.from} and ${villages.to}`]),
  ]
  const { rows } = await sql<KeptDuty>`
    select d.resident_id, duty.*, d.packages, standing.state, ${latestNote}
    from ${isOpen ? sql`resident_standing s join resident_duties d on d.resident_id = s.resident_id` : sql`resident_duties d`}
    cross join lateral ${eachDuty(today)}
    where ${sql.join(wanted, sql` and `)}
    order by ${isOpen ? sql`s.household_nearest_day, coalesce(s.household_id, s.resident_id), s.nearest_day, s.resident_id` : sql`d.village_code, d.resident_id`},
      duty.due_by, duty.key
    limit ${filter.limit} offset ${filter.skip}`.execute(db)
  return rows
}

function isWanted({ states, services, dueBy }: Pick<DutyFilter, 'states' | 'services' | 'dueBy'>) {
  return [
    ...(states === undefined ? [] : [sql`standing.state = any (${states}::text[])`]),
    ...(services === undefined ? [] : [sql`split_part(duty.key, ':', 1) = any (${services}::text[])`]),
    ...(dueBy === undefined ? [] : [sql`duty.due_by <= ${dueBy}::date`]),
  ]
}

/** Whether a note of this id is kept, and of which duty. */
export async function noteById(db: Database, id: string) {
  return await db
    .selectFrom('dutyNotes')
    .select(['residentId', 'dutyKey'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Keeps why a duty cannot be done now; sent twice it is kept once. */
export async function insertNote(
  db: Database,
  {
    evidence,
    ...note
  }: {
    id: string
    residentId: string
    dutyKey: string
    reason: DutyObstacle | null
    remark: string
    notedOn: LocalDate
    notedBy: string
    evidence: object | null
  },
): Promise<void> {
  await db
    .insertInto('dutyNotes')
    .values({ ...note, evidence: evidence === null ? null : asJson(evidence) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
