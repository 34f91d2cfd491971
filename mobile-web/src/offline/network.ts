import type { Endpoint, ReplyOf, RequestInput } from '@qianyue/api/endpoint.ts'
import { addressFor, CallError, initFor } from '@qianyue/ui/calls/call.ts'

export type Message = {
  method: string
  /** With the path and the query. */
  address: string
  /** JSON, where there is one and no file. */
  body?: string | undefined
  file?: { name: string; type: string; bytes: ArrayBuffer } | undefined
}

/** What carries messages to the server. Rejects when there was no answer: whether it arrived nobody knows. */
export type Network = (message: Message) => Promise<{ status: number; body: unknown }>

/** How long an answer may take before the connection is taken for dead, ms. */
const PATIENCE_MS = 60_000

/** Over HTTP, speaking with the phone's token. */
export function httpNetwork(token: string): Network {
  return async ({ method, address, body, file }) => {
    const form = file && new FormData()
    if (form) form.append('file', new File([file!.bytes], file!.name, { type: file!.type }))
    const giveUp = new AbortController()
    const timer = setTimeout(() => giveUp.abort(), PATIENCE_MS)
    try {
      const reply = await fetch(address, {
        method,
        body: form ?? body ?? null,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        },
        credentials: 'omit',
        cache: 'no-store',
        signal: giveUp.signal,
      })
      const text = await reply.text()
      return { status: reply.status, body: text ? JSON.parse(text) : null }
    } finally {
      clearTimeout(timer)
    }
  }
}

export function messageFor<E extends Endpoint>(endpoint: E, request: RequestInput<E>): Message {
  const { method, body } = initFor(endpoint, request)
  return { method, body, address: addressFor(endpoint, request) }
}

/** Makes a call at once. @throws CallError with the server's words, or status 0 when it cannot be reached. */
export async function ask<E extends Endpoint>(
  network: Network,
  endpoint: E,
  request: RequestInput<E>,
): Promise<ReplyOf<E>> {
  let answered: { status: number; body: unknown }
  try {
    answered = await network(messageFor(endpoint, request))
  } catch {
    throw new CallError(0, {})
  }
  if (answered.status >= 400)
    throw new CallError(answered.status, (answered.body ?? {}) as Record<string, unknown>)
  return answered.body as ReplyOf<E>
}
