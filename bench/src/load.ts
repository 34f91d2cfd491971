import http from 'node:http'
import { percentileOf, type Spread, spreadOf } from './measure.ts'

export type Answer = { status: number; body: Buffer }
export type Send = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Answer>

/** Requests to a server on this machine, over so many connections that stay open. */
export function sender(base: string, connections: number, headers: Record<string, string>): Send {
  const { hostname, port } = new URL(base)
  if (hostname !== '127.0.0.1') throw new Error('load goes to this machine only')
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  return (method, path, body) =>
    new Promise((answered, failed) => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const request = http.request(
        {
          agent,
          host: hostname,
          port,
          method,
          path,
          headers:
            text === undefined
              ? headers
              : { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
        },
        (reply) => {
          const pieces: Buffer[] = []
          reply.on('data', (piece) => pieces.push(piece))
          reply.on('end', () => answered({ status: reply.statusCode!, body: Buffer.concat(pieces) }))
          reply.on('error', failed)
        },
      )
      request.on('error', failed)
      request.end(text)
    })
}

export type Load = { perSecond: Spread; p50: Spread; p95: Spread }

/**
 * Rounds of so many requests with a fixed number under way; each answer is looked at. @throws with the first wrong answer.
 */
export async function load(
  make: (n: number) => Promise<Answer>,
  {
    connections,
    requests,
    rounds = 5,
    warmUp = Math.min(requests, 300),
  }: { connections: number; requests: number; rounds?: number; warmUp?: number },
): Promise<Load> {
  let n = 0
  const round = async (count: number) => {
    const times: number[] = []
    let left = count
    const begun = performance.now()
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (left-- > 0) {
          const at = performance.now()
          const answer = await make(n++)
          times.push(performance.now() - at)
          if (answer.status >= 300)
            throw new Error(`answered ${answer.status}: ${answer.body.toString('utf8').slice(0, 500)}`)
        }
      }),
    )
    const seconds = (performance.now() - begun) / 1000
    return { perSecond: count / seconds, p50: percentileOf(times, 0.5), p95: percentileOf(times, 0.95) }
  }
  await round(warmUp)
  const all = []
  for (let r = 0; r < rounds; r++) all.push(await round(requests))
  return {
    perSecond: spreadOf(all.map(({ perSecond }) => perSecond)),
    p50: spreadOf(all.map(({ p50 }) => p50)),
    p95: spreadOf(all.map(({ p95 }) => p95)),
  }
}
