/**
 * The outbox: ordinary calls that wait on the phone until the server has taken them. Pure; keeping them
 * (outbox-storage.ts) and sending them (send-outbox.ts) live beside it.
 */

/** 本机待发 · 正在发送 · 已送达 · 未被接受 */
export type EntryState = 'waiting' | 'sending' | 'accepted' | 'refused'

type Refusal = {
  status: number
  code: string
  /** In words for the person who wrote it. */
  message: string
  /** By name of the field, what is wrong with it. */
  fields: Record<string, string>
  /** Whatever else the server said: at a conflict, both sides. */
  details: Record<string, unknown>
}

export type Entry = {
  /** Of what the call makes, wherever it makes something: chosen on the phone, so that sending twice makes it once. */
  id: string
  /** The order in which they were written. */
  seq: number
  /** The address, as `api` describes it: `POST /service-records`. */
  call: string
  request: Record<string, unknown>
  /** The kept file that travels with it. */
  file: { id: string; name: string; type: string } | null
  /** What it is, in words: 高血压随访 · 王秀英. */
  label: string
  /** Entries of one door are sent in their order. */
  doorId: string | null
  /** Entries that must have been taken before: somebody is registered before a visit to them is recorded. */
  needs: readonly string[]
  /** By the server's clock as far as the phone knows it. ISO. */
  writtenAt: string
  state: EntryState
  attempts: number
  /** Not before this moment of the phone's clock, ms. */
  nextTryAt: number
  refusal: Refusal | null
  /** What the server answered. */
  reply: unknown
  /** The phone's clock when it was taken, ms. */
  acceptedAt: number | null
}

export type Answer =
  | { kind: 'accepted'; reply: unknown }
  | { kind: 'refused'; refusal: Refusal }
  /** No network, or a server that cannot answer now: to be tried again. */
  | { kind: 'unreachable' }
  /** Sent with others, and left when one before it could not be answered or the time was up. */
  | { kind: 'not-made' }
  /** The phone may not speak until its doctor has signed in again. */
  | { kind: 'signed-out' }

const FIRST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 5 * 60_000

/** How long to wait after so many attempts: doubled each time, and never the same for two phones. */
export function pauseMs(attempts: number, id: string): number {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 10))
  const spread = (Number.parseInt(id.slice(-4), 16) || 0) / 0xffff
  return Math.round(pause * (0.75 + spread / 2))
}

/**
 * Entries that may be sent now, the oldest first: at most one of each door, what they need already taken, and nothing of a
 * door past an entry that is still on its way. One that was refused holds up only what needs it.
 */
export function readyToSend(outbox: readonly Entry[], now: number): Entry[] {
  const busy = new Set<string>()
  const states = new Map(outbox.map(({ id, state }) => [id, state]))
  const ready: Entry[] = []
  for (const entry of [...outbox].sort((a, b) => a.seq - b.seq)) {
    if (entry.state === 'accepted' || entry.state === 'refused') continue
    const lane = laneOf(entry)
    if (busy.has(lane)) continue
    const needsMet = entry.needs.every((id) => (states.get(id) ?? 'accepted') === 'accepted')
    // What waits for a refused entry does not hold up the rest of its door.
    if (!needsMet && entry.needs.some((id) => states.get(id) === 'refused')) continue
    busy.add(lane)
    if (entry.state === 'waiting' && needsMet && entry.nextTryAt <= now) ready.push(entry)
  }
  return ready
}

/**
 * Entries to send with one request, the oldest first: those that are ready, each followed by what waits behind it at its
 * door and needs nothing more. What carries a file travels by itself, and what stands behind it waits.
 * @param fits whether one more may travel with those chosen.
 */
export function nextTogether(
  outbox: readonly Entry[],
  now: number,
  fits: (chosen: readonly Entry[], next: Entry) => boolean,
): Entry[] {
  const states = new Map(outbox.map(({ id, state }) => [id, state]))
  const ready = new Set(readyToSend(outbox, now))
  const begun = new Set<string>()
  const ended = new Set<string>()
  const chosen: Entry[] = []
  for (const entry of [...outbox].sort((a, b) => a.seq - b.seq)) {
    const lane = laneOf(entry)
    if (ended.has(lane) || entry.state === 'accepted' || entry.state === 'refused') continue
    if (entry.needs.some((id) => states.get(id) === 'refused')) continue
    const isMet = entry.needs.every((id) => (states.get(id) ?? 'accepted') === 'accepted')
    const isBehind = begun.has(lane) && entry.state === 'waiting' && entry.nextTryAt <= now && isMet
    if ((ready.has(entry) || isBehind) && entry.file === null && fits(chosen, entry)) {
      begun.add(lane)
      chosen.push(entry)
    } else ended.add(lane)
  }
  return chosen
}

/** Entries of one lane are sent in their order. */
export function laneOf({ doorId, id }: Entry): string {
  return doorId ?? id
}

/** When something may be tried that is not ready yet; null when nothing waits for its time. */
export function nextTryAt(outbox: readonly Entry[]): number | null {
  const moments = outbox.filter(({ state }) => state === 'waiting').map((entry) => entry.nextTryAt)
  return moments.length === 0 ? null : Math.min(...moments)
}

/** Nothing leaves the phone unanswered; a refused entry stays for the person who wrote it to mend. */
export function afterAnswer(entry: Entry, answer: Answer, now: number): Entry {
  switch (answer.kind) {
    case 'accepted':
      return { ...entry, state: 'accepted', reply: answer.reply, acceptedAt: now, refusal: null }
    case 'refused':
      return { ...entry, state: 'refused', refusal: answer.refusal }
    case 'signed-out':
    case 'not-made':
      return { ...entry, state: 'waiting' }
    case 'unreachable': {
      const attempts = entry.attempts + 1
      return { ...entry, state: 'waiting', attempts, nextTryAt: now + pauseMs(attempts, entry.id) }
    }
  }
}

/** Begun and not answered when the program ended: whether it arrived nobody knows, so it is sent once more. */
export function afterRestart(entry: Entry): Entry {
  return entry.state === 'sending' ? { ...entry, state: 'waiting', nextTryAt: 0 } : entry
}

/** The network is back: nobody waits out a pause. How often it was tried still says how little to send at once. */
export function tryNow(entry: Entry): Entry {
  return entry.state === 'waiting' ? { ...entry, nextTryAt: 0 } : entry
}

/** Mended by the person who wrote it: to be sent as if written now, under the same id. */
export function mended(entry: Entry, request: Record<string, unknown>): Entry {
  return { ...entry, request, state: 'waiting', refusal: null, attempts: 0, nextTryAt: 0 }
}

type OutboxCounts = { unsent: number; refused: number }

export function countsOf(outbox: readonly Entry[]): OutboxCounts {
  let unsent = 0
  let refused = 0
  for (const { state } of outbox) {
    if (state === 'waiting' || state === 'sending') unsent++
    else if (state === 'refused') refused++
  }
  return { unsent, refused }
}
