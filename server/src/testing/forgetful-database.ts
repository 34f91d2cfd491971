import pg from 'pg'
import { type Database, openDatabase } from '../database/database.ts'
import { deceivedClient } from './deceived-client.ts'

/** What an act would have left in the audit trail. */
export type LeftInTrail = { action: string; outcome: string; residentId: string | null }

/**
 * A database on which every request does all it does and then is undone: the transaction's commit looks into what it
 * wrote to the audit trail and rolls back. Thousands of calls can be tried one after the other on the same county.
 * @param of a connection to the database it is.
 */
export function forgetfulDatabase(of: pg.Client): { database: Database; leftInTrail: LeftInTrail[] } {
  const leftInTrail: LeftInTrail[] = []
  const look = `reset role; select action, outcome, resident_id from county_320399.audit_entries
    where xmin = pg_current_xact_id()::xid; rollback`

  const ForgetfulClient = deceivedClient((text) =>
    text === 'commit' ? { ask: look, answer: seen } : undefined,
  )
  function seen(results: pg.QueryResult[]) {
    for (const { rows } of results) {
      for (const row of rows ?? []) {
        leftInTrail.push({ action: row.action, outcome: row.outcome, residentId: row.resident_id })
      }
    }
    return { command: 'COMMIT', rows: [] }
  }
  return { database: openDatabase(poolWith(ForgetfulClient, of, 2)), leftInTrail }
}

/** A database whose connection dies where a request would commit, as if the program had been killed there. */
export function dyingDatabase(of: pg.Client): Database {
  const DyingClient = deceivedClient((text) =>
    text === 'commit' ? { ask: 'select pg_terminate_backend(pg_backend_pid())' } : undefined,
  )
  const pool = poolWith(DyingClient, of, 1)
  pool.on('error', () => {})
  return openDatabase(pool)
}

/** Connections of another kind to the database that a connection is to. */
export function poolWith(Client: typeof pg.Client, of: pg.Client, max: number): pg.Pool {
  return new pg.Pool({
    host: of.host,
    port: of.port,
    user: of.user,
    password: of.password as string,
    database: of.database,
    max,
    idleTimeoutMillis: 0,
    pipeline: true,
    options: '-c search_path=platform,public',
    Client: Client as unknown as new () => pg.ClientBase,
  } as pg.PoolConfig)
}
