import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Viewer } from '../access/viewer.ts'
import type { Services } from '../http/answer.ts'
import { NotAllowed } from '../http/errors.ts'
import { phoneHolder } from '../phones/phones.queries.ts'
import { PHONE_TOKEN } from '../phones/sign-phone-in.ts'

const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Finds out who asks, before any route: a program by its token, a person by the session. */
export function resolveViewer(app: FastifyInstance, services: Services) {
  app.decorateRequest('viewer', null)
  app.decorateRequest('isFromPhone', false)
  app.addHook('preHandler', async (request) => {
    if (!request.url.startsWith('/api/v1/')) return
    const authorization = request.headers.authorization
    if (authorization?.startsWith('Bearer ')) {
      const token = authorization.slice('Bearer '.length)
      request.isFromPhone = token.startsWith(PHONE_TOKEN)
      request.viewer = await (request.isFromPhone ? phone : program)(services, token)
      return
    }
    if (CHANGES.has(request.method)) refuseForeignPage(request)
    const accountId = request.session?.get('accountId')
    if (accountId) request.viewer = await services.viewers.of(accountId)
  })
}

/** Somebody on their own phone: as the person, with the phone's token in place of a session. */
async function phone({ database, viewers, now }: Services, token: string): Promise<Viewer | null> {
  const holder = await phoneHolder(database, token, now())
  return holder ? await viewers.of(holder.accountId) : null
}

async function program({ viewers }: Services, token: string): Promise<Viewer | null> {
  const holder = await viewers.holderOf(token)
  if (!holder) return null
  const viewer = await viewers.of(holder.accountId)
  return (
    viewer && {
      ...viewer,
      isProgram: true,
      mustChangePassword: false,
      mustEnrolSecondFactor: false,
      scopes: holder.scopes.includes('*') ? null : holder.scopes,
    }
  )
}

/** Another site's page may not act with a person's cookie (CSRF): besides the strict cookie, its origin is looked at. */
function refuseForeignPage(request: FastifyRequest) {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw crossSite()
  const origin = request.headers.origin
  if (origin !== undefined && origin !== 'null' && URL.parse(origin)?.host !== request.headers.host) {
    throw crossSite()
  }
}

function crossSite() {
  return new NotAllowed(
    'cross-site',
    '请求来自别的网站，没有执行。请在本系统的页面上操作；程序请使用访问令牌。',
  )
}
