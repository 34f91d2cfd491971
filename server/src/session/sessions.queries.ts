import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'

const SEEN_AGAIN_AFTER_SECONDS = 60

/** What a session holds, seen now; null when there is none, it is over, or it was idle for so many minutes. */
export async function openSession(database: Database, id: string, idleMinutes: number): Promise<unknown> {
  const found = await database
    .selectFrom('sessions')
    .select([
      'content',
      sql<boolean>`last_seen_at < now() - make_interval(secs => ${SEEN_AGAIN_AFTER_SECONDS})`.as('stale'),
    ])
    .where('id', '=', id)
    .where('expiresAt', '>', sql<Date>`now()`)
    .where('lastSeenAt', '>', sql<Date>`now() - make_interval(mins => ${idleMinutes})`)
    .executeTakeFirst()
  if (found?.stale) {
    await database.updateTable('sessions').set({ lastSeenAt: sql`now()` }).where('id', '=', id).execute()
  }
  return found?.content ?? null
}

export async function keepSession(
  database: Database,
  id: string,
  { content, ...given }: { accountId: string | null; content: object; expiresAt: Date },
): Promise<void> {
  const row = { ...given, content: asJson(content) }
  await database
    .insertInto('sessions')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export async function deleteSession(database: Database, id: string): Promise<void> {
  await database.deleteFrom('sessions').where('id', '=', id).execute()
}
