import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const ROOT = join(import.meta.dirname, '../../..')

/** The web apps, each with the address below which its pages lie. */
const apps = [
  { folder: 'mobile-web', prefix: '/phone/' },
  { folder: 'staff-web', prefix: '/' },
]

/**
 * The built pages. Files named by their content are kept by the browser for a year, the page itself is asked for anew.
 * One address serves them all: an address for each of some hundred files is a good part of a start.
 */
export async function serveWebApps(app: FastifyInstance) {
  for (const { folder, prefix } of apps) {
    const root = join(ROOT, folder, 'dist')
    if (!existsSync(join(root, 'index.html'))) continue
    const files = filesIn(root)
    await app.register(async (pages) => {
      await pages.register(fastifyStatic, {
        root,
        serve: false,
        preCompressed: true,
        setHeaders: (reply, path) => {
          const immutable = path.includes('/assets/')
          reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
        },
      })
      pages.get<{ Params: { '*': string } }>(`${prefix}*`, { schema: { hide: true } }, (request, reply) => {
        const file = request.params['*']
        if (files.has(file)) return reply.sendFile(file)
        if (request.url.startsWith('/api/') || request.url.startsWith(`${prefix}assets/`))
          return reply.callNotFound()
        return reply.type('text/html').sendFile('index.html')
      })
      if (prefix !== '/')
        pages.get(prefix.slice(0, -1), { schema: { hide: true } }, (_, reply) => reply.redirect(prefix))
    })
  }
}

/** By their paths below the folder, as addresses name them. What begins with a dot is nobody's. */
function filesIn(folder: string): ReadonlySet<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return new Set(
    entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
  )
}
