import { createHash } from 'node:crypto'
import type { SessionStore } from '@fastify/session'
import type { Session } from 'fastify'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'

const SEEN_AGAIN_AFTER_SECONDS = 60

/** What a session is known by in the database. */
export function keyOf(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex')
}

/**
 * Sessions in PostgreSQL, known by the hash of what the cookie holds, so that who reads the table cannot sign in.
 * A session that has been idle too long is gone.
 */
export function sessionStore(database: Database, idleMinutes: number): SessionStore {
  return {
    get: (sessionId, done) => {
      const id = keyOf(sessionId)
      database
        .selectFrom('sessions')
        .select([
          'content',
          sql<boolean>`last_seen_at < now() - make_interval(secs => ${SEEN_AGAIN_AFTER_SECONDS})`.as('stale'),
        ])
        .where('id', '=', id)
        .where('expiresAt', '>', sql<Date>`now()`)
        .where('lastSeenAt', '>', sql<Date>`now() - make_interval(mins => ${idleMinutes})`)
        .executeTakeFirst()
        .then(async (found) => {
          if (found?.stale) {
            await database
              .updateTable('sessions')
              .set({ lastSeenAt: sql`now()` })
              .where('id', '=', id)
              .execute()
          }
          done(null, (found?.content as Session | undefined) ?? null)
        })
        .catch((error) => done(error))
    },
    set: (sessionId, session, done) => {
      const { accountId } = session as { accountId?: string }
      const expiresAt = session.cookie.expires ?? new Date(Date.now() + 24 * 3600_000)
      const row = { accountId: accountId ?? null, content: asJson(session), expiresAt }
      database
        .insertInto('sessions')
        .values({ id: keyOf(sessionId), ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute()
        .then(() => done())
        .catch((error) => done(error))
    },
    destroy: (sessionId, done) => {
      database
        .deleteFrom('sessions')
        .where('id', '=', keyOf(sessionId))
        .execute()
        .then(() => done())
        .catch((error) => done(error))
    },
  }
}
