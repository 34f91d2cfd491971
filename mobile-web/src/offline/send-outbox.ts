import type { Endpoint } from '@qianyue/api/endpoint.ts'
import { messageFor, type Network } from './network.ts'
import { type Answer, afterAnswer, type Entry, readyToSend } from './outbox.ts'
import type { OutboxStorage } from './outbox-storage.ts'

/** Entries that are on their way at a time: of different doors, so that a slow line is used and order is kept. */
const LANES = 4

/**
 * Sends what is ready until nothing is, or the phone may not speak. Every answer is kept before the next entry of its door
 * is sent. @param changed is told whenever the state of an entry did.
 */
export async function sendOutbox(
  storage: OutboxStorage,
  network: Network,
  now: () => number,
  changed: () => void = () => {},
): Promise<'done' | 'signed-out'> {
  let signedOut = false
  const lane = async () => {
    for (;;) {
      const entry = signedOut ? undefined : readyToSend(storage.entries, now())[0]
      if (!entry) return
      const sending: Entry = { ...entry, state: 'sending' }
      storage.touch(sending)
      changed()
      const answer = await sendOne(storage, network, sending)
      signedOut ||= answer.kind === 'signed-out'
      const after = afterAnswer(sending, answer, now())
      await storage.put(after)
      changed()
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return signedOut ? 'signed-out' : 'done'
}

async function sendOne(storage: OutboxStorage, network: Network, entry: Entry): Promise<Answer> {
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
export function answerOf(status: number, body: Record<string, unknown>): Answer {
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
