import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'

/** Asks for work in the background, in the transaction of whatever needs it: it is done if and only if that commits. */
export async function askForJob(db: Database, name: string, data: Record<string, unknown>): Promise<void> {
  await sql`insert into platform.job_requests (name, data) values (${name}, ${asJson(data)}::jsonb)`.execute(
    db,
  )
}
