import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Why a database cannot do its work at all, whatever is asked of it. */
type DatabaseTrouble = 'database-away' | 'disk-full'

const DISK_FULL = '53100'
/** Its socket is closed or refuses; it shuts down, recovers, or has no connection left (PostgreSQL's classes 08, 57P, 53300). */
const AWAY =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08...|57P0[1-5]|53300)$/
/** The driver's own words for a connection that was lost while a statement was under way: they carry no code. */
const CONNECTION_LOST =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/

/** What is the matter with the database, from an error that it or its driver threw; null where the error is another. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  if (code === DISK_FULL) return 'disk-full'
  if (typeof code === 'string' && AWAY.test(code)) return 'database-away'
  return typeof message === 'string' && CONNECTION_LOST.test(message) ? 'database-away' : null
}

/** Whether the database answers at all. */
export async function answers(database: Database): Promise<boolean> {
  return await sql`select 1`.execute(database).then(
    () => true,
    () => false,
  )
}
