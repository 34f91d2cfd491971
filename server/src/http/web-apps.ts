import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const STAFF_WEB = join(import.meta.dirname, '../../../staff-web/dist')

/** The built pages. Files named by their content are kept by the browser for a year, the page itself is asked for anew. */
export async function serveWebApps(app: FastifyInstance) {
  if (!existsSync(join(STAFF_WEB, 'index.html'))) return
  await app.register(async (pages) => {
    await pages.register(fastifyStatic, {
      root: STAFF_WEB,
      wildcard: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        const immutable = path.includes('/assets/')
        reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
    pages.get('/*', { schema: { hide: true } }, (request, reply) => {
      if (request.url.startsWith('/api/') || request.url.startsWith('/assets/')) return reply.callNotFound()
      return reply.type('text/html').sendFile('index.html')
    })
  })
}
