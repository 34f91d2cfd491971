import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

/** Takes away what is kept of every resident's duties. */
export async function dropDuties(db: Database): Promise<void> {
  await sql`truncate resident_duties`.execute(db)
}

export async function villagesWithResidents(db: Database): Promise<number[]> {
  const rows = await db
    .selectFrom('residents')
    .select('villageCode')
    .distinct()
    .orderBy('villageCode')
    .execute()
  return rows.map(({ villageCode }) => villageCode)
}

/** The next residents of a village, in order of id. */
export async function residentsAfter(
  db: Database,
  villageCode: number,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('residents')
    .select('id')
    .where('villageCode', '=', villageCode)
    .$if(after !== null, (query) => query.where('id', '>', after!))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}
