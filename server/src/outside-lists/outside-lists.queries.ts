import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { ListChange, ListTask } from '@qianyue/domain/outside-lists/list-work.ts'
import type { ListKind } from '@qianyue/domain/outside-lists/outside-list.ts'
import type { ListProblem } from '@qianyue/domain/outside-lists/read-list.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import type { Context } from '../http/context.ts'

type ListCounts = {
  people: number
  matched: number
  unmatched: number
  added: number
  left: number
  changed: number
  problems: number
}

export type ListRow = {
  id: string
  unitCode: number
  unitName: string
  kind: ListKind
  asOf: LocalDate
  fileName: string
  fileHash: Buffer
  counts: ListCounts
  problems: ListProblem[]
  importedAt: Date
  importedBy: string
  openTasks: number
}

export async function listsKept(db: Database, id: string | null = null): Promise<ListRow[]> {
  const { rows } = await sql<ListRow>`
    select l.id, l.unit_code, u.name as unit_name, l.kind, l.as_of, l.file_name, l.file_hash, l.counts, l.problems,
      l.imported_at, coalesce(a.name, '') as imported_by,
      (select count(*)::int from outside_list_tasks t where t.list_id = l.id and t.state = 'open') as open_tasks
    from outside_lists l join org_units u on u.code = l.unit_code left join platform.accounts a on a.id = l.imported_by
    where ${id === null ? sql`true` : sql`l.id = ${id}`}
    order by l.as_of desc, l.imported_at desc limit 200`.execute(db)
  return rows
}

/** The list of a kind before a day, and whether one of that day or later is there. */
export async function listsAround(
  db: Database,
  unitCode: number,
  kind: ListKind,
  asOf: LocalDate,
): Promise<{ beforeId: string | null; notBefore: LocalDate | null }> {
  const rows = await db
    .selectFrom('outsideLists')
    .select(['id', 'asOf'])
    .where('unitCode', '=', unitCode)
    .where('kind', '=', kind)
    .orderBy('asOf', 'desc')
    .execute()
  return {
    beforeId: rows.find((row) => row.asOf < asOf)?.id ?? null,
    notBefore: rows.find((row) => row.asOf >= asOf)?.asOf ?? null,
  }
}

export async function insertList(
  { db, viewer, now }: Context,
  list: {
    id: string
    kind: ListKind
    asOf: LocalDate
    fileName: string
    fileHash: Buffer
    counts: ListCounts
    problems: readonly ListProblem[]
  },
): Promise<void> {
  await db
    .insertInto('outsideLists')
    .values({
      ...list,
      unitCode: viewer.unitCode,
      counts: asJson(list.counts),
      problems: asJson(list.problems),
      importedAt: now,
      importedBy: viewer.accountId,
    })
    .execute()
}

export type EntryRow = {
  position: number
  sheetRow: number
  personKey: string
  name: string
  idNumberEncrypted: Buffer | null
  idNumberMasked: string | null
  birthDate: LocalDate | null
  residentId: string | null
  unmatchedBecause: string | null
  category: string
  since: LocalDate | null
  until: LocalDate | null
}

const ROWS_A_STATEMENT = 2000

export async function insertEntries(
  db: Database,
  listId: string,
  unitCode: number,
  entries: readonly EntryRow[],
): Promise<void> {
  for (let from = 0; from < entries.length; from += ROWS_A_STATEMENT) {
    await db
      .insertInto('outsideListEntries')
      .values(entries.slice(from, from + ROWS_A_STATEMENT).map((entry) => ({ ...entry, listId, unitCode })))
      .execute()
  }
}

export type EntryBefore = Pick<
  EntryRow,
  'personKey' | 'residentId' | 'name' | 'idNumberMasked' | 'category' | 'since' | 'until'
>

export async function entriesOf(db: Database, listId: string): Promise<EntryBefore[]> {
  return await db
    .selectFrom('outsideListEntries')
    .select(['residentId', 'name', 'idNumberMasked', 'category', 'since', 'until'])
    // After two records were made one the entry is the kept one's.
    .select(sql<string>`coalesce(resident_id::text, person_key)`.as('personKey'))
    .where('listId', '=', listId)
    .orderBy('position')
    .execute()
}

export async function unmatchedOf(db: Database, listId: string) {
  return await db
    .selectFrom('outsideListEntries')
    .select(['sheetRow', 'name', 'idNumberMasked', 'unmatchedBecause as because'])
    .where('listId', '=', listId)
    .where('residentId', 'is', null)
    .orderBy('position')
    .limit(1000)
    .execute()
}

export type Listed = {
  id: string
  name: string
  idNumberMasked: string | null
  hash: string | null
  birthDate: LocalDate
}

const listedColumns = sql`r.id, r.name, r.id_number_masked, encode(r.id_number_hash, 'hex') as hash, r.birth_date`

/** Residents within reach with one of these ID numbers, by the keyed hash in hex. */
export async function residentsByIdHash(
  db: Database,
  hashes: readonly string[],
): Promise<Map<string, Listed>> {
  if (hashes.length === 0) return new Map()
  const { rows } = await sql<Listed>`
    select ${listedColumns} from residents r
    where r.id_number_hash = any(${hashes.map((hash) => Buffer.from(hash, 'hex'))}::bytea[])
      and r.merged_into_id is null`.execute(db)
  return new Map(rows.map((row) => [row.hash!, row]))
}

/** Residents within reach by name and birth date. */
export async function residentsByName(
  db: Database,
  people: readonly { name: string; birthDate: LocalDate }[],
): Promise<Listed[]> {
  if (people.length === 0) return []
  const { rows } = await sql<Listed>`
    select distinct ${listedColumns} from residents r
    join unnest(${people.map(({ name }) => name)}::text[], ${people.map(({ birthDate }) => birthDate)}::date[])
      as given(name, birth_date) on given.name = r.name and given.birth_date = r.birth_date
    where r.merged_into_id is null`.execute(db)
  return rows
}

export type KnownRow = {
  id: string
  name: string
  idNumberMasked: string | null
  diedOn: LocalDate | null
  membershipId: string | null
  since: LocalDate | null
}

/**
 * What is known of these residents on a day.
 * @param within with everybody who lives there and whom somebody declared to belong to the population.
 */
export async function knownOfListed(
  db: Database,
  residentIds: readonly string[],
  population: Population | null,
  asOf: LocalDate,
  within: { from: number; to: number } | null = null,
): Promise<KnownRow[]> {
  const { rows } = await sql<KnownRow>`
    select r.id, r.name, r.id_number_masked, r.died_on, held.id as membership_id, held.since
    from residents r
    left join lateral (
      select p.id, p.since from resident_populations p
      where p.resident_id = r.id and p.population = ${population} and p.source = 'declared'
        and (p.until is null or p.until >= ${asOf})
      order by p.since limit 1
    ) held on true
    where r.merged_into_id is null and (
      r.id = any(${[...residentIds]}::uuid[])
      or (r.village_code between ${within?.from ?? null}::bigint and ${within?.to ?? null}::bigint and held.id is not null and r.died_on is null and r.moved_out_on is null)
    )`.execute(db)
  return rows
}

export type NewTask = {
  id: string
  personKey: string
  residentId: string | null
  name: string
  idNumberMasked: string | null
  change: ListChange
  task: ListTask
  aboutDay: LocalDate
  because: string
}

/**
 * What an earlier list asked for gives way to this one. What was set aside stays so as long as nothing has changed.
 */
export async function replaceTasks(
  context: Context,
  list: { id: string; kind: ListKind },
  tasks: readonly NewTask[],
): Promise<void> {
  const { db, viewer, now } = context
  await sql`
    update outside_list_tasks set state = 'superseded', settled_at = ${now}
    where unit_code = ${viewer.unitCode} and kind = ${list.kind} and state = 'open'`.execute(db)
  const { rows } = await sql<{ key: string }>`
    select distinct person_key || '/' || task as key from outside_list_tasks
    where unit_code = ${viewer.unitCode} and kind = ${list.kind} and state = 'set-aside'`.execute(db)
  const setAside = new Set(rows.map(({ key }) => key))
  const wanted = tasks.filter(
    ({ personKey, task, change }) => change !== 'same' || !setAside.has(`${personKey}/${task}`),
  )
  for (let from = 0; from < wanted.length; from += ROWS_A_STATEMENT) {
    await db
      .insertInto('outsideListTasks')
      .values(
        wanted
          .slice(from, from + ROWS_A_STATEMENT)
          .map((task) => ({ ...task, listId: list.id, unitCode: viewer.unitCode, kind: list.kind })),
      )
      .execute()
  }
}

export type TaskRow = {
  id: string
  listId: string
  kind: ListKind
  asOf: LocalDate
  residentId: string | null
  name: string
  idNumberMasked: string | null
  villageName: string | null
  change: ListChange
  task: ListTask
  on: LocalDate
  because: string
  state: 'open' | 'done' | 'set-aside' | 'superseded'
  settledAt: Date | null
  settledBy: string | null
  note: string | null
}

type Wanted = {
  id?: string
  kind?: ListKind | undefined
  task?: ListTask | undefined
  state?: TaskRow['state']
  range?: { from: number; to: number } | null
  after?: string | null
}

function conditionsOf({ id, kind, task, state, range, after }: Wanted) {
  const conditions = [
    ...(id ? [sql`t.id = ${id}`] : []),
    ...(kind ? [sql`t.kind = ${kind}`] : []),
    ...(task ? [sql`t.task = ${task}`] : []),
    ...(state ? [sql`t.state = ${state}`] : []),
    ...(range ? [sql`r.village_code between ${range.from} and ${range.to}`] : []),
    ...(after ? [sql`t.id > ${after}::uuid`] : []),
  ]
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

export async function tasksListed(db: Database, wanted: Wanted, limit: number): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select t.id, t.list_id, t.kind, l.as_of, t.resident_id, t.name, t.id_number_masked, u.area_name as village_name,
      t.change, t.task, t.about_day as on, t.because, t.state, t.settled_at, a.name as settled_by, t.note
    from outside_list_tasks t join outside_lists l on l.id = t.list_id
    left join residents r on r.id = t.resident_id left join org_units u on u.code = r.village_code
    left join platform.accounts a on a.id = t.settled_by
    where ${conditionsOf(wanted)} order by t.id limit ${limit}`.execute(db)
  return rows
}

export async function taskCount(db: Database, wanted: Wanted): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from outside_list_tasks t left join residents r on r.id = t.resident_id
    where ${conditionsOf(wanted)}`.execute(db)
  return rows[0]!.count
}

export async function lockTask(db: Database, id: string): Promise<void> {
  await sql`select from outside_list_tasks where id = ${id} for update`.execute(db)
}

export async function settleTask(
  { db, viewer, now }: Context,
  id: string,
  settled: { state: 'done' | 'set-aside'; note: string | null },
): Promise<void> {
  await db
    .updateTable('outsideListTasks')
    .set({ ...settled, settledAt: now, settledBy: viewer.accountId })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute()
}
