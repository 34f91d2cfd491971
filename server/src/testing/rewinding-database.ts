import type pg from 'pg'
import { type Database, openDatabase } from '../database/database.ts'
import { deceivedClient } from './deceived-client.ts'
import { poolWith } from './forgetful-database.ts'

/**
 * A database that keeps what requests commit until it is rewound: each request's transaction is a savepoint of one great
 * transaction on one connection. Calls can be tried one after the other from the same beginning.
 * @param of a connection to the database it is.
 */
export function rewindingDatabase(of: pg.Client): {
  database: Database
  /** How many rows every table holds at this moment; what merely says who asked is left out. */
  rowCounts: () => Promise<Record<string, number>>
  rewind: () => Promise<void>
} {
  const backToOwner = 'set local role none; set local search_path = platform, public'

  const RewindingClient = deceivedClient((text) => {
    if (text === 'commit')
      return {
        ask: `set constraints all immediate; release savepoint request; ${backToOwner}`,
        answer: () => ({ command: 'COMMIT', rows: [] }),
      }
    if (text === 'rollback')
      return { ask: `rollback to savepoint request; release savepoint request; ${backToOwner}` }
    if (text.startsWith('begin; select')) return { ask: text.replace('begin', 'savepoint request') }
    return undefined
  })
  const pool = poolWith(RewindingClient, of, 1)
  return {
    database: openDatabase(pool),
    rowCounts: () => rowCounts(pool),
    rewind: async () => {
      await pool.query('rollback; begin')
    },
  }
}

let counting: string | null = null

/** Rows of every table of the county and the platform, by name. */
export async function rowCounts(database: Pick<pg.Pool, 'query'>): Promise<Record<string, number>> {
  counting ??= await statementOf(database)
  const { rows } = await database.query<{ counted: Record<string, number> }>(counting)
  return rows[0]!.counted
}

/** Who asked and who was refused is written down at every sending, and which doors phones are to look at anew. */
const OF_EVERY_REQUEST = ['audit_entries', 'audit_seals', 'sessions', 'door_changes']

async function statementOf(database: Pick<pg.Pool, 'query'>): Promise<string> {
  const { rows } = await database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('county_320399', 'platform') and not tablename = any($1) order by 1`,
    [OF_EVERY_REQUEST],
  )
  const counts = rows.map(({ name }) => `'${name}', (select count(*) from ${name})`)
  // One hundred arguments are the most that a function takes.
  const groups = Array.from({ length: Math.ceil(counts.length / 40) }, (_, at) =>
    counts.slice(at * 40, at * 40 + 40),
  )
  return `select ${groups.map((group) => `jsonb_build_object(${group.join(', ')})`).join(' || ')} as counted`
}
