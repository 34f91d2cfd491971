import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const ROOT = join(import.meta.dirname, '../../..')

/** The web apps, each with the address below which its pages lie. */
const apps = [
  { folder: 'mobile-web', prefix: '/phone/' },
  { folder: 'staff-web', prefix: '/' },
]

/** The built pages. Files named by their content are kept by the browser for a year, the page itself is asked for anew. */
export async function serveWebApps(app: FastifyInstance) {
  for (const { folder, prefix } of apps) {
    const root = join(ROOT, folder, 'dist')
    if (!existsSync(join(root, 'index.html'))) continue
    await app.register(async (pages) => {
      await pages.register(fastifyStatic, {
        root,
        prefix,
        wildcard: false,
        preCompressed: true,
        decorateReply: true,
        setHeaders: (reply, path) => {
          const immutable = path.includes('/assets/')
          reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
        },
      })
      pages.get(`${prefix}*`, { schema: { hide: true } }, (request, reply) => {
        if (request.url.startsWith('/api/') || request.url.startsWith(`${prefix}assets/`))
          return reply.callNotFound()
        return reply.type('text/html').sendFile('index.html')
      })
      if (prefix !== '/')
        pages.get(prefix.slice(0, -1), { schema: { hide: true } }, (_, reply) => reply.redirect(prefix))
    })
  }
}
