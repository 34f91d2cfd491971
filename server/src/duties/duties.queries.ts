import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { DutyRow } from './duty-rows.ts'

/** Writes the rows that differ from what is written. */
export async function putDuties(db: Database, rows: readonly DutyRow[]): Promise<void> {
  await sql`select put_resident_duties(${JSON.stringify(rows)}::jsonb)`.execute(db)
}
