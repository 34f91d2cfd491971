import type { Endpoint, ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import { addressOf, methodOf, pathFieldsOf } from '@qianyue/api/endpoint.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mayDo, protectedReachOf, reachOf, type Viewer } from '../access/viewer.ts'
import type { AuditNote } from '../audit/audit-trail.ts'
import type { Config } from '../config.ts'
import type { Database } from '../database/database.ts'
import type { FieldCrypto } from '../secrets/field-crypto.ts'
import type { Viewers } from '../session/viewers.ts'
import { type Act, doAct, noReach, noteFailure } from './acts.ts'
import { type Context, openingOf } from './context.ts'
import { Invalid, NotSignedIn, Refused } from './errors.ts'
import type { Parties } from './parties.ts'
import type { Turns } from './turns.ts'
import type { Twins } from './twins.ts'
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
    twins: Twins
    /** Writes that may share a transaction gather here while they wait for their turn. */
    parties: Record<'desk' | 'phone', Parties<Act, unknown>>
  }
}

/**
 * Answers a call: checks the role, parses the request, opens one transaction in which only the viewer's reach
 * exists, runs the use case, writes the audit trail with it, and logs refusals of it too.
 * @param about for a write of which several may share a transaction ({@link doTogether}): what no two of them may have in
 *   common; null for one that goes alone.
 */
export function answer<E extends Endpoint>(
  endpoint: E,
  useCase: (context: Context, request: RequestOf<E>, http: Asked<E>) => Promise<ReplyInput<E>>,
  about: (request: RequestOf<E>) => string | null = () => null,
): Route {
  return {
    endpoint,
    register: (app, services) =>
      route(app, endpoint, async (raw, send) => {
        const file = await sentFile(services, endpoint, raw)
        const viewer = raw.viewer
        if (viewer === null) throw new NotSignedIn()
        const caller = callerOf(endpoint, raw, viewer)
        const { action } = caller
        const asked = async () => {
          if (action !== 'signed-in') refuseUntilSetUp(viewer)
          return {
            reach: action === 'signed-in' ? noReach : reachOf(viewer, action),
            request: parse(endpoint, raw),
          }
        }
        const { reach, request } = await asked().catch(async (error) => {
          await noteFailure(services, caller, services.now(), error)
          throw error
        })
        const act: Act = {
          ...caller,
          reach,
          opening: openingOf(viewer.countyCode, reach, protectedReachOf(viewer)),
          work: async (context, afterCommit) => {
            const http = { request, raw, send, services, file, afterCommit }
            const reply = await useCase(context, request, http)
            return endpoint.produces ? reply : endpoint.reply.parse(reply)
          },
        }
        const begin = () => {
          const shared = about(request)
          if (shared === null) return inTurn(raw, endpoint, () => doAct(services, act))
          const { desk, phone } = raw.server.parties
          return (raw.isFromPhone ? phone : desk).join(`${endpoint.call} ${act.opening}`, shared, act)
        }
        if (!caller.isChange) return await begin()
        const write = `${viewer.accountId} ${endpoint.call} ${JSON.stringify(request)}`
        return await raw.server.twins.inOrder(write, begin)
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

/** People at a desk do not wait behind phones that send a day's work; writes wait for each other. */
function inTurn(raw: FastifyRequest, endpoint: Endpoint, work: () => Promise<unknown>): Promise<unknown> {
  const { phoneTurns, writeTurns } = raw.server
  const isWrite = methodOf(endpoint.call) !== 'GET' && !endpoint.produces
  const begin = isWrite ? () => writeTurns.inTurn(work) : work
  return raw.isFromPhone ? phoneTurns.inTurn(begin) : begin()
}

function callerOf(endpoint: Endpoint, raw: FastifyRequest, viewer: Viewer) {
  const action = endpoint.action === 'public' ? 'signed-in' : endpoint.action
  return {
    viewer,
    action,
    name: action === 'signed-in' ? endpoint.call : action,
    askedAbout: askedAbout(endpoint, raw),
    isChange: methodOf(endpoint.call) !== 'GET',
    log: raw.log,
  }
}

function parse<E extends Endpoint>(endpoint: E, raw: FastifyRequest): RequestOf<E> {
  const method = methodOf(endpoint.call)
  const inQuery = method === 'GET' || method === 'DELETE' || endpoint.upload
  const travelled = inQuery ? givenIn(raw.query as Record<string, unknown>) : raw.body
  const given = { ...(travelled as object | null), ...(raw.params as object) }
  if (isDeeperThan(MOST_LEVELS, given)) throw new Invalid({}, '内容嵌套的层次太多。')
  if (holdsUnkeptCharacter(given)) throw new Invalid({}, '内容里有不能保存的字符，请删去后重新填写。')
  const parsed = endpoint.request.safeParse(given)
  if (parsed.success) return parsed.data as RequestOf<E>
  const fields: Record<string, string> = {}
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message
  throw new Invalid(fields)
}

/** A filter that is left empty (`?orgId=&cursor=`) is none. */
function givenIn(query: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

/** Nothing that a call asks for has as many objects and lists within each other. */
const MOST_LEVELS = 40

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((part) => isDeeperThan(levels - 1, part))
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
