import type { Endpoint, ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import { addressOf, methodOf } from '@qianyue/api/endpoint.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AuditNote, type AuditOutcome, writeAudit } from '../audit/audit-trail.ts'
import { type Reach, reachOf, type Viewer } from '../access/viewer.ts'
import type { Database } from '../database/database.ts'
import type { FieldCrypto } from '../secrets/field-crypto.ts'
import type { Config } from '../config.ts'
import type { Viewers } from '../session/viewers.ts'
import { type Context, inTransaction, openingOf } from './context.ts'
import { Invalid, NotAllowed, NotFound, NotSignedIn, Refused } from './errors.ts'

/** What stands behind every request: made once at start. */
export type Services = {
  config: Config
  database: Database
  crypto: FieldCrypto
  /** The clock, read once a request. */
  now: () => Date
  /** Viewers kept for seconds; whoever changes accounts, roles or teams lets them be forgotten. */
  viewers: Viewers
}

/** A call and what answers it. */
export type Route = { endpoint: Endpoint; register: (app: FastifyInstance, services: Services) => void }

type Asked<E extends Endpoint> = { request: RequestOf<E>; raw: FastifyRequest; send: FastifyReply; services: Services }

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null for nobody. Resolved once, before any route. */
    viewer: Viewer | null
  }
}

const noReach: Reach = { range: null, units: [], teams: [], residentId: null }

/**
 * Answers a call: checks the role, parses the request, opens one transaction in which only the viewer's reach
 * exists, runs the use case, writes the audit trail with it, and logs refusals of it too.
 */
export function answer<E extends Endpoint>(
  endpoint: E,
  useCase: (context: Context, request: RequestOf<E>, http: Asked<E>) => Promise<ReplyInput<E>>,
): Route {
  return {
    endpoint,
    register: (app, services) =>
      route(app, endpoint, async (raw, send) => {
        const viewer = raw.viewer
        if (viewer === null) throw new NotSignedIn()
        const action = endpoint.action === 'public' ? 'signed-in' : endpoint.action
        const now = services.now()
        const notes: AuditNote[] = []
        const act = { accountId: viewer.accountId, action }
        try {
          if (viewer.mustChangePassword && action !== 'signed-in') {
            throw new Refused('password-must-change', '请先修改初始密码，再继续使用。')
          }
          const reach = action === 'signed-in' ? noReach : reachOf(viewer, action)
          const request = parse(endpoint, raw)
          return await inTransaction(services.database, openingOf(viewer.countyCode, reach), async (db) => {
            const context: Context = {
              db,
              viewer,
              reach,
              action,
              now,
              today: dayInShanghai(now),
              crypto: services.crypto,
              note: (entry) => notes.push(entry),
            }
            const reply = await useCase(context, request, { request, raw, send, services })
            if (notes.length === 0 && methodOf(endpoint.call) !== 'GET') notes.push({})
            await writeAudit(db, { ...act, outcome: 'done' }, notes)
            return endpoint.produces ? reply : endpoint.reply.parse(reply)
          })
        } catch (error) {
          await noteFailure(services, viewer, act, error, notes)
          throw error
        }
      }),
  }
}

/** Answers a call that needs no session, or that opens its own transactions. */
export function answerPublicly<E extends Endpoint>(
  endpoint: E,
  useCase: (services: Services, request: RequestOf<E>, http: Asked<E>) => Promise<ReplyInput<E>>,
): Route {
  return {
    endpoint,
    register: (app, services) =>
      route(app, endpoint, async (raw, send) => {
        if (endpoint.action !== 'public' && raw.viewer === null) throw new NotSignedIn()
        const request = parse(endpoint, raw)
        const reply = await useCase(services, request, { request, raw, send, services })
        return endpoint.produces ? reply : endpoint.reply.parse(reply)
      }),
  }
}

function route(
  app: FastifyInstance,
  endpoint: Endpoint,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) {
  app.route({
    method: methodOf(endpoint.call),
    url: `/api/v1${addressOf(endpoint.call).replace(/\{(\w+)\}/g, ':$1')}`,
    handler: async (request, reply) => {
      const answered = await handler(request, reply)
      if (endpoint.produces) return answered
      return reply.send(answered)
    },
  })
}

function parse<E extends Endpoint>(endpoint: E, raw: FastifyRequest): RequestOf<E> {
  const method = methodOf(endpoint.call)
  const travelled = method === 'GET' || method === 'DELETE' || endpoint.upload ? raw.query : raw.body
  const given = { ...(travelled as object | null), ...(raw.params as object) }
  const parsed = endpoint.request.safeParse(given)
  if (parsed.success) return parsed.data as RequestOf<E>
  const fields: Record<string, string> = {}
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message
  throw new Invalid(fields)
}

/** A refusal is part of the trail too: written by itself, because the act's transaction is gone. */
async function noteFailure(
  services: Services,
  viewer: Viewer,
  act: { accountId: string; action: string },
  error: unknown,
  notes: readonly AuditNote[],
) {
  const outcome: AuditOutcome | null =
    error instanceof NotAllowed || error instanceof Refused ? 'refused' : error instanceof NotFound ? 'not-found' : null
  if (outcome === null) return
  const entries = notes.length > 0 ? notes : [{}]
  await inTransaction(services.database, openingOf(viewer.countyCode, noReach), (db) =>
    writeAudit(db, { ...act, outcome }, entries),
  )
}
