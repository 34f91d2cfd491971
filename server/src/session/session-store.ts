import { createHash } from 'node:crypto'
import type { SessionStore } from '@fastify/session'
import type { Session } from 'fastify'
import type { Database } from '../database/database.ts'
import { deleteSession, keepSession, openSession } from './sessions.queries.ts'

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
      openSession(database, keyOf(sessionId), idleMinutes)
        .then((content) => done(null, content as Session | null))
        .catch((error) => done(error))
    },
    set: (sessionId, session, done) => {
      const { accountId = null } = session as { accountId?: string }
      const expiresAt = session.cookie.expires ?? new Date(Date.now() + 24 * 3600_000)
      keepSession(database, keyOf(sessionId), { accountId, content: session, expiresAt })
        .then(() => done())
        .catch((error) => done(error))
    },
    destroy: (sessionId, done) => {
      deleteSession(database, keyOf(sessionId))
        .then(() => done())
        .catch((error) => done(error))
    },
  }
}
