import type { Endpoint, ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import { addressOf, methodOf, pathFieldsOf } from '@qianyue/api/endpoint.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mayDo, protectedReachOf, type Reach, reachOf, type Viewer } from '../access/viewer.ts'
import {
  type AuditedAct,
  type AuditNote,
  type AuditOutcome,
  auditInsert,
  writeAudit,
} from '../audit/audit-trail.ts'
import type { Config } from '../config.ts'
import { type Database, inTransaction } from '../database/database.ts'
import type { FieldCrypto } from '../secrets/field-crypto.ts'
import type { Viewers } from '../session/viewers.ts'
import { type Context, openingOf } from './context.ts'
import { Invalid, NotAllowed, NotFound, NotSignedIn, Refused, TooLarge } from './errors.ts'
import type { Turns } from './turns.ts'
import { receiveFile, type SentFile } from './uploads.ts'

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

type Asked<E extends Endpoint> = {
  request: RequestOf<E>
  raw: FastifyRequest
  send: FastifyReply
  services: Services
  /** What was uploaded; null when the call is no upload. */
  file: SentFile | null
  /** Work for when the change is in the database for all to see. */
  afterCommit: (work: () => void) => void
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null for nobody. Resolved once, before any route. */
    viewer: Viewer | null
    /** Asked with a phone's token. */
    isFromPhone: boolean
  }
  interface FastifyInstance {
    /**
     * When a thousand phones send a day's work at six in the evening, the database keeps connections for whoever sits at
     * a desk.
     */
    phoneTurns: Turns
    /** More writes than processors at a time are no quicker, and cost more each. */
    writeTurns: Turns
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
        const file = await sentFile(services, endpoint, raw)
        return await inTurn(raw, endpoint, async () => {
          const viewer = raw.viewer
          if (viewer === null) throw new NotSignedIn()
          const action = endpoint.action === 'public' ? 'signed-in' : endpoint.action
          const now = services.now()
          const notes: AuditNote[] = []
          const act = {
            accountId: viewer.accountId,
            action: action === 'signed-in' ? endpoint.call : action,
            at: now,
          }
          const afterwards: (() => void)[] = []
          try {
            if (action !== 'signed-in') refuseUntilSetUp(viewer)
            const reach = action === 'signed-in' ? noReach : reachOf(viewer, action)
            const request = parse(endpoint, raw)
            const opening = openingOf(viewer.countyCode, reach, protectedReachOf(viewer))
            const givenByCommit: object[] = []
            const answered = await untilAlone(services.database, opening, async (db, closeWith) => {
              for (const list of [notes, afterwards, givenByCommit]) list.length = 0
              const context: Context = {
                db,
                viewer,
                reach,
                action,
                now,
                today: dayInShanghai(now),
                crypto: services.crypto,
                note: (entry) => notes.push(entry),
                closeWith: (statement, fields) =>
                  closeWith(statement, (rows) => givenByCommit.push(fields(rows))),
              }
              const afterCommit = (work: () => void) => afterwards.push(work)
              const reply = await useCase(context, request, {
                request,
                raw,
                send,
                services,
                file,
                afterCommit,
              })
              if (notes.length === 0 && methodOf(endpoint.call) !== 'GET')
                notes.push(askedAbout(endpoint, raw))
              if (notes.length > 0) {
                closeWith(auditInsert(db, services.crypto, { ...act, outcome: 'done' }, notes))
              }
              return endpoint.produces ? reply : endpoint.reply.parse(reply)
            })
            for (const work of afterwards) work()
            return givenByCommit.length === 0 ? answered : Object.assign({}, answered, ...givenByCommit)
          } catch (error) {
            const entries = notes.length > 0 ? notes : [askedAbout(endpoint, raw)]
            await noteFailure(services, viewer, act, error, entries).catch((lost) =>
              raw.log.error({ code: (lost as { code?: string }).code }, 'a refusal could not be audited'),
            )
            throw error
          }
        })
      }),
  }
}

/** Answers an upload: the file has arrived whole before the transaction is opened. */
export function answerUpload<E extends Endpoint>(
  endpoint: E,
  useCase: (
    context: Context,
    request: RequestOf<E>,
    file: SentFile,
    http: Asked<E>,
  ) => Promise<ReplyInput<E>>,
): Route {
  return answer(endpoint, (context, request, http) => useCase(context, request, http.file!, http))
}

/**
 * Answers a call that needs no session, or that opens its own transactions.
 * @param most requests that one address may make in a minute.
 */
export function answerPublicly<E extends Endpoint>(
  endpoint: E,
  useCase: (
    services: Services,
    request: RequestOf<E>,
    http: Omit<Asked<E>, 'afterCommit' | 'file'>,
  ) => Promise<ReplyInput<E>>,
  most?: { perMinute: number },
): Route {
  return {
    endpoint,
    register: (app, services) =>
      route(
        app,
        endpoint,
        async (raw, send) => {
          if (endpoint.action !== 'public' && raw.viewer === null) throw new NotSignedIn()
          const request = parse(endpoint, raw)
          const reply = await useCase(services, request, { request, raw, send, services })
          return endpoint.produces ? reply : endpoint.reply.parse(reply)
        },
        most,
      ),
  }
}

function route(
  app: FastifyInstance,
  endpoint: Endpoint,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
  most?: { perMinute: number },
) {
  app.route({
    ...(most ? { config: { rateLimit: { max: most.perMinute, timeWindow: '1 minute' } } } : {}),
    method: methodOf(endpoint.call),
    url: `/api/v1${addressOf(endpoint.call).replace(/\{(\w+)\}/g, ':$1')}`,
    handler: async (request, reply) => {
      const answered = await handler(request, reply)
      if (endpoint.produces) return answered
      return reply.send(answered)
    },
  })
}

/** The file of an upload, taken only from somebody who may send it. */
async function sentFile(
  { config }: Services,
  { upload, action }: Endpoint,
  raw: FastifyRequest,
): Promise<SentFile | null> {
  if (upload === undefined || raw.viewer === null || action === 'public') return null
  if (action !== 'signed-in' && !mayDo(raw.viewer, action)) return null
  return await receiveFile(raw, upload, config.uploadMegabytes)
}

/** A row that another request has just written, a lock that two hold crosswise: what comes of being sent at once. */
const CAME_AT_ONCE: ReadonlySet<string | undefined> = new Set(['23505', '23P01', '40001', '40P01'])
const MOST_TRIES = 3

/** A request that met its own twin, or another about the same, is answered anew: it then finds what the other wrote. */
async function untilAlone<Result>(...[database, opening, work]: Parameters<typeof inTransaction<Result>>) {
  for (let tries = 1; ; tries++) {
    try {
      return await inTransaction<Result>(database, opening, work)
    } catch (error) {
      if (tries === MOST_TRIES || !CAME_AT_ONCE.has((error as { code?: string }).code)) throw error
    }
  }
}

/** People at a desk do not wait behind phones that send a day's work; writes wait for each other. */
function inTurn(raw: FastifyRequest, endpoint: Endpoint, work: () => Promise<unknown>): Promise<unknown> {
  const { phoneTurns, writeTurns } = raw.server
  const isWrite = methodOf(endpoint.call) !== 'GET' && !endpoint.produces
  const begin = isWrite ? () => writeTurns.inTurn(work) : work
  return raw.isFromPhone ? phoneTurns.inTurn(begin) : begin()
}

function parse<E extends Endpoint>(endpoint: E, raw: FastifyRequest): RequestOf<E> {
  const method = methodOf(endpoint.call)
  const travelled = method === 'GET' || method === 'DELETE' || endpoint.upload ? raw.query : raw.body
  const given = { ...(travelled as object | null), ...(raw.params as object) }
  if (holdsUnkeptCharacter(given)) throw new Invalid({}, '内容里有不能保存的字符，请删去后重新填写。')
  const parsed = endpoint.request.safeParse(given)
  if (parsed.success) return parsed.data as RequestOf<E>
  const fields: Record<string, string> = {}
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message
  throw new Invalid(fields)
}

/** PostgreSQL keeps no NUL in a text, and no half of a character. */
function holdsUnkeptCharacter(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed()
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some(holdsUnkeptCharacter)
}

/** Until a person has a password of their own, and the second factor that is demanded, only their account is open to them. */
function refuseUntilSetUp(viewer: Viewer) {
  if (viewer.mustChangePassword) throw new Refused('password-must-change', '请先修改初始密码，再继续使用。')
  if (viewer.mustEnrolSecondFactor)
    throw new Refused('second-factor-must-enrol', '管理员要求使用动态口令，请先在“我的账号”中启用。')
}

/** What the address names, for the trail: ids and codes only, because somebody may write a person's number there. */
function askedAbout(endpoint: Endpoint, raw: FastifyRequest): AuditNote {
  const params = raw.params as Record<string, string>
  const named = pathFieldsOf(endpoint.call)
    .filter((name) =>
      /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{1,12}|[a-z][a-z-]{0,40})$/.test(params[name] ?? ''),
    )
    .map((name) => `${name} ${params[name]}`)
  return named.length === 0 ? {} : { subject: named.join(', ') }
}

/** What did not happen is part of the trail too: written by itself, because the act's transaction is gone. */
async function noteFailure(
  services: Services,
  viewer: Viewer,
  act: Omit<AuditedAct, 'outcome'>,
  error: unknown,
  notes: readonly AuditNote[],
) {
  const outcome = outcomeOf(error)
  if (outcome === null) return
  await inTransaction(services.database, openingOf(viewer.countyCode, noReach), (db) =>
    writeAudit(db, services.crypto, { ...act, outcome }, notes),
  )
}

/** Null for what never became an act: a request that does not parse or is too large. */
function outcomeOf(error: unknown): AuditOutcome | null {
  if (error instanceof NotAllowed || error instanceof Refused) return 'refused'
  if (error instanceof NotFound) return 'not-found'
  if (error instanceof Invalid || error instanceof NotSignedIn || error instanceof TooLarge) return null
  const { statusCode } = error as { statusCode?: number }
  return statusCode !== undefined && statusCode < 500 ? null : 'failed'
}
