import type { Endpoint, ReplyOf, RequestInput } from '@qianyue/api/endpoint.ts'
import { CALLS_AT_ONCE, CALLS_AT_ONCE_CHARACTERS, sendCalls } from '@qianyue/api/sync.ts'
import { messageFor, type Network } from './network.ts'
import { type Answer, afterAnswer, type Entry, laneOf, nextTogether, readyToSend } from './outbox.ts'
import type { OutboxStorage } from './outbox-storage.ts'

/** What sending needs of where the entries are kept. */
type KeptEntries = Pick<OutboxStorage, 'entries' | 'touch' | 'put' | 'fileOf'>

type CallTogether = Omit<RequestInput<typeof sendCalls>['calls'][number], 'lane'>

/** Photographs that are on their way at a time. */
const FILES_AT_ONCE = 2

/**
 * Sends what is ready until nothing is, or the phone may not speak: calls together as far as they go, files by
 * themselves. @param changed is told whenever the state of an entry did.
 */
export async function sendOutbox(
  storage: KeptEntries,
  network: Network,
  now: () => number,
  changed: () => void = () => {},
): Promise<'done' | 'signed-out'> {
  for (;;) {
    let sending = nextTogether(storage.entries, now(), fitsTogether)
    if (sending.length === 0) sending = readyToSend(storage.entries, now()).slice(0, FILES_AT_ONCE)
    if (sending.length === 0) return 'done'
    storage.touch(sending.map((entry) => ({ ...entry, state: 'sending' })))
    changed()
    const answers = await (sending.length > 1 && sending.every(({ file }) => file === null)
      ? sendTogether(network, sending)
      : Promise.all(sending.map((entry) => sendOne(storage, network, entry))))
    await storage.put(sending.map((entry, place) => afterAnswer(entry, answers[place]!, now())))
    changed()
    if (answers.some(({ kind }) => kind === 'signed-out')) return 'signed-out'
  }
}

/**
 * As much as one request carries; half of it after every answer that did not come, so that a line that breaks off gets
 * somewhere. The first is left out: what was written down out of range was tried once, and says nothing of the line.
 */
function fitsTogether(chosen: readonly Entry[], next: Entry): boolean {
  const tried = Math.max(0, ...[...chosen, next].map(({ attempts }) => attempts))
  if (chosen.length >= Math.max(1, CALLS_AT_ONCE >> Math.max(0, tried - 1))) return false
  const characters = [...chosen, next].reduce((sum, { request }) => sum + JSON.stringify(request).length, 0)
  return chosen.length === 0 || characters <= CALLS_AT_ONCE_CHARACTERS
}

async function sendTogether(network: Network, entries: readonly Entry[]): Promise<Answer[]> {
  const calls = entries.map((entry) => ({
    ...(messageFor({ call: entry.call } as Endpoint, entry.request) as CallTogether),
    lane: laneOf(entry),
  }))
  try {
    const { status, body } = await network(messageFor(sendCalls, { calls }))
    if (status === 401) return entries.map(() => ({ kind: 'signed-out' }))
    if (status !== 200) return entries.map(() => ({ kind: 'unreachable' }))
    const { answers } = body as ReplyOf<typeof sendCalls>
    return answers.map(
      (one): Answer =>
        one ? answerOf(one.status, (one.body ?? {}) as Record<string, unknown>) : { kind: 'not-made' },
    )
  } catch {
    return entries.map(() => ({ kind: 'unreachable' }))
  }
}

async function sendOne(storage: KeptEntries, network: Network, entry: Entry): Promise<Answer> {
  try {
    const bytes = await storage.fileOf(entry)
    const endpoint = { call: entry.call, ...(bytes ? { upload: true } : {}) } as Endpoint
    const message = messageFor(endpoint, entry.request)
    const file = bytes && entry.file ? { name: entry.file.name, type: entry.file.type, bytes } : undefined
    const { status, body } = await network({ ...message, file })
    return answerOf(status, (body ?? {}) as Record<string, unknown>)
  } catch {
    return { kind: 'unreachable' }
  }
}

/** What a reply means for an entry: a rule's no is for a person to mend, anything else is tried again. */
function answerOf(status: number, body: Record<string, unknown>): Answer {
  if (status >= 200 && status < 300) return { kind: 'accepted', reply: body }
  if (status === 401) return { kind: 'signed-out' }
  if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500)
    return { kind: 'unreachable' }
  const { code, message, fields, ...details } = body
  return {
    kind: 'refused',
    refusal: {
      status,
      code: String(code ?? 'unknown'),
      message: String(message ?? '服务器没有接受这条记录，请联系管理员。'),
      fields: (fields as Record<string, string> | undefined) ?? {},
      details,
    },
  }
}
