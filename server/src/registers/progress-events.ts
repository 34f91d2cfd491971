import { PassThrough } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import { reachOf, type Viewer } from '../access/viewer.ts'
import { inTransaction } from '../database/database.ts'
import type { Services } from '../http/answer.ts'
import { openingOf } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { importById } from './register-imports.queries.ts'

const LOOK_EVERY_MS = 300
/** A browser opens the stream again by itself; ending it now and then lets a gone reader go. */
const LONGEST_MS = 10 * 60_000

/**
 * The progress of an import as server-sent events, one whenever it changes, until there is nothing under way. Each look
 * is a transaction of its own with the viewer's reach: nothing is held open in the database.
 */
export async function progressEvents(
  services: Services,
  viewer: Viewer,
  importId: string,
  send: FastifyReply,
): Promise<PassThrough> {
  const look = async () =>
    await inTransaction(
      services.database,
      openingOf(viewer.countyCode, reachOf(viewer, 'register-imports.read')),
      (db) => importById({ db }, importId),
    )
  if (!(await look())) throw new NotFound('register import')
  send.header('content-type', 'text/event-stream; charset=utf-8').header('cache-control', 'no-cache')
  send.header('x-accel-buffering', 'no')
  const out = new PassThrough()
  void tell(look, out).catch(() => out.end())
  return out
}

async function tell(look: () => ReturnType<typeof importById>, out: PassThrough): Promise<void> {
  const until = performance.now() + LONGEST_MS
  let said = ''
  while (!out.destroyed && performance.now() < until) {
    const found = await look()
    if (!found) break
    const { status, progress, counts, failure } = found
    const text = JSON.stringify({ status, progress, counts, failure })
    if (text !== said) out.write(`data: ${text}\n\n`)
    said = text
    if (status !== 'checking' && status !== 'committing') break
    await pause(LOOK_EVERY_MS)
  }
  out.end()
}
