import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { countySchema } from '../database/migrate.ts'
import type { EntryContent } from './marks.ts'

export type SealedEntry = EntryContent & { id: number; mark: Buffer }

type Seal = { number: number; ids: string; entries: number; hash: Buffer; sealedAt: Date }

/** Hours after which no transaction that took a number is still running: an entry that appears later was put there. */
const LATE_HOURS = 24

const table = (countyCode: number, name: string) => sql.id(countySchema(countyCode), name)

/** Holds off other sealers until the transaction ends; false when one is at work. */
export async function takeSealing(db: Database, countyCode: number): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('qianyue-seal'), ${countyCode}) as taken
  `.execute(db)
  return rows[0]!.taken
}

export async function lastSeal(db: Database, countyCode: number): Promise<Seal | null> {
  const { rows } = await sql<Seal>`
    select number, ids::text as ids, entries, hash, sealed_at from ${table(countyCode, 'audit_seals')}
    order by number desc limit 1
  `.execute(db)
  return rows[0] ?? null
}

/** Entries in no seal yet, by id: those after the last seal, and latecomers whose transaction ended after it. */
export async function unsealedEntries(
  db: Database,
  countyCode: number,
  now: Date,
  most: number,
): Promise<SealedEntry[]> {
  const { rows } = await sql<SealedEntry>`
    with covered as (
      select range_agg(ids) as ids from ${table(countyCode, 'audit_seals')}
      where sealed_at > ${now}::timestamptz - make_interval(hours => ${LATE_HOURS})
        or number = (select max(number) from ${table(countyCode, 'audit_seals')})
    ), open as (
      select coalesce(lower(span), 0) as since, coalesce(upper(span), 9223372036854775807) as until
      from covered, unnest(coalesce(int8multirange(int8range(lower(ids), null)) - ids, '{[0,)}')) as span
    )
    select e.* from open join ${table(countyCode, 'audit_entries')} e on e.id >= open.since and e.id < open.until
    order by e.id limit ${most}
  `.execute(db)
  return rows
}

export async function insertSeal(
  db: Database,
  countyCode: number,
  seal: { number: number; ids: readonly number[]; hash: Buffer; sealedAt: Date },
): Promise<string> {
  const { rows } = await sql<{ ids: string }>`
    insert into ${table(countyCode, 'audit_seals')} (number, ids, entries, hash, sealed_at)
    select ${seal.number}, range_agg(int8range(id, id + 1)), count(*), ${seal.hash}, ${seal.sealedAt}
    from unnest(${[...seal.ids]}::bigint[]) as id
    returning ids::text as ids
  `.execute(db)
  return rows[0]!.ids
}

/** The seals in order, from the one after a number. */
export async function sealsAfter(
  db: Database,
  countyCode: number,
  number: number,
  most: number,
): Promise<Seal[]> {
  const { rows } = await sql<Seal>`
    select number, ids::text as ids, entries, hash, sealed_at from ${table(countyCode, 'audit_seals')}
    where number > ${number} order by number limit ${most}
  `.execute(db)
  return rows
}

/** The entries that are there now of those that a seal was put on. */
export async function entriesOfSeal(db: Database, countyCode: number, ids: string): Promise<SealedEntry[]> {
  const { rows } = await sql<SealedEntry>`
    select e.* from unnest(${ids}::int8multirange) as span
    join ${table(countyCode, 'audit_entries')} e on e.id >= lower(span) and e.id < upper(span) order by e.id
  `.execute(db)
  return rows
}

/** Which ids a seal was put on and are not there now. */
export async function missingOfSeal(db: Database, countyCode: number, ids: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select one.id from unnest(${ids}::int8multirange) as span, generate_series(lower(span), upper(span) - 1) as one(id)
    where not exists (select from ${table(countyCode, 'audit_entries')} e where e.id = one.id)
    order by one.id
  `.execute(db)
  return rows.map(({ id }) => id)
}

/** Entries that no seal covers, by id from the one after a given one. */
export async function entriesOutside(
  db: Database,
  countyCode: number,
  after: number,
  most: number,
): Promise<SealedEntry[]> {
  const { rows } = await sql<SealedEntry>`
    with open as (
      select coalesce(lower(span), 0) as since, coalesce(upper(span), 9223372036854775807) as until
      from unnest('{[0,)}'::int8multirange -
        coalesce((select range_agg(ids) from ${table(countyCode, 'audit_seals')}), '{}')) as span
    )
    select e.* from open join ${table(countyCode, 'audit_entries')} e
      on e.id >= greatest(open.since, ${after}::bigint + 1) and e.id < open.until
    order by e.id limit ${most}
  `.execute(db)
  return rows
}

/** Entries that bear a mark that an earlier one bears: copies. */
export async function copiedEntries(db: Database, countyCode: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from (
      select id, row_number() over (partition by mark order by id) as nth from ${table(countyCode, 'audit_entries')}
    ) marked where nth > 1 order by id limit 1000
  `.execute(db)
  return rows.map(({ id }) => id)
}
