import pg from 'pg'
import { type Database, openDatabase } from '../database/database.ts'

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

  class ForgetfulClient extends pg.Client {
    // biome-ignore lint/suspicious/noExplicitAny: the driver's own method has a dozen forms
    override query(...args: any[]): any {
      const ask = super.query as (...given: unknown[]) => unknown
      if (args[0] !== 'commit') return ask.apply(this, args)
      return (ask.call(this, look) as Promise<pg.QueryResult[]>).then((results) => {
        for (const { rows } of results) {
          for (const row of rows ?? []) {
            leftInTrail.push({ action: row.action, outcome: row.outcome, residentId: row.resident_id })
          }
        }
        return { command: 'COMMIT', rows: [] }
      })
    }
  }
  const pool = new pg.Pool({
    host: of.host,
    port: of.port,
    user: of.user,
    password: of.password as string,
    database: of.database,
    max: 2,
    pipeline: true,
    options: '-c search_path=platform,public',
    Client: ForgetfulClient as unknown as new () => pg.ClientBase,
  })
  return { database: openDatabase(pool), leftInTrail }
}
