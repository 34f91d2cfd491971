import {
  addressOf,
  type Endpoint,
  methodOf,
  pathFieldsOf,
  type ReplyOf,
  type RequestInput,
} from '@qianyue/api/endpoint.ts'

/** What the server said no to, in words for the reader. */
export class CallError extends Error {
  override name = 'CallError'
  readonly status: number
  readonly code: string
  /** By name of the field, what is wrong with it. */
  readonly fields: Record<string, string>
  readonly reference: string | null
  readonly details: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    super(String(body.message ?? '没有连上服务器，请检查网络后重试。'))
    this.status = status
    this.code = String(body.code ?? 'unreachable')
    this.fields = (body.fields as Record<string, string> | undefined) ?? {}
    this.reference = (body.reference as string | undefined) ?? null
    this.details = body
  }
}

/** The address of a call with its path and, for reads, its query: also what a download link points to. */
export function addressFor<E extends Endpoint>(endpoint: E, request: RequestInput<E>): string {
  const given = request as Record<string, unknown>
  const inPath = pathFieldsOf(endpoint.call)
  const path = addressOf(endpoint.call).replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(given[name])),
  )
  const query = new URLSearchParams()
  if (travelsInQuery(endpoint)) {
    for (const [name, value] of Object.entries(given)) {
      if (inPath.includes(name) || value === undefined || value === null || value === '') continue
      for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
    }
  }
  const text = query.toString()
  return `/api/v1${path}${text ? `?${text}` : ''}`
}

/** Makes a call. @throws CallError with the server's words, or saying that it cannot be reached. */
export async function call<E extends Endpoint>(
  endpoint: E,
  request: RequestInput<E>,
  signal?: AbortSignal,
): Promise<ReplyOf<E>> {
  return await fetched(addressFor(endpoint, request), {
    ...initFor(endpoint, request),
    signal: signal ?? null,
  })
}

/** Makes a call that answers with a file. @throws CallError */
export async function callForFile<E extends Endpoint>(endpoint: E, request: RequestInput<E>): Promise<Blob> {
  const { body, ...init } = initFor(endpoint, request)
  let reply: Response
  try {
    reply = await fetch(addressFor(endpoint, request), {
      ...init,
      body: body ?? null,
      credentials: 'same-origin',
    })
  } catch {
    throw new CallError(0, {})
  }
  if (!reply.ok) throw new CallError(reply.status, wordsIn(await reply.text()) ?? {})
  return await reply.blob()
}

/** Sends a file with a call that takes one. @throws CallError */
export async function upload<E extends Endpoint>(
  endpoint: E,
  request: RequestInput<E>,
  file: File,
): Promise<ReplyOf<E>> {
  const form = new FormData()
  form.append('file', file)
  return await fetched(addressFor(endpoint, request), { method: 'POST', body: form })
}

async function fetched<Reply>(address: string, init: RequestInit): Promise<Reply> {
  let reply: Response
  try {
    reply = await fetch(address, { ...init, credentials: 'same-origin' })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new CallError(0, {})
  }
  const body = wordsIn(await reply.text())
  if (!reply.ok) throw new CallError(reply.status, body ?? {})
  if (body === null) throw new CallError(0, {})
  return body as Reply
}

/** An answer's body; null where it is none of ours: a proxy between speaks HTML while the server is down. */
function wordsIn(text: string): Record<string, unknown> | null {
  if (text === '') return {}
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}

/** Method, headers and body of a call. */
export function initFor<E extends Endpoint>(
  endpoint: E,
  request: RequestInput<E>,
): { method: string; body?: string; headers?: Record<string, string> } {
  const method = methodOf(endpoint.call)
  if (travelsInQuery(endpoint)) return { method }
  const inPath = pathFieldsOf(endpoint.call)
  const given = Object.entries(request as Record<string, unknown>).filter(([name]) => !inPath.includes(name))
  return {
    method,
    body: JSON.stringify(Object.fromEntries(given)),
    headers: { 'content-type': 'application/json' },
  }
}

function travelsInQuery(endpoint: Endpoint): boolean {
  const method = methodOf(endpoint.call)
  return method === 'GET' || method === 'DELETE' || endpoint.upload !== undefined
}
