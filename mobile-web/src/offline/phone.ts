import { type Endpoint, pathFieldsOf, type ReplyOf, type RequestInput } from '@qianyue/api/endpoint.ts'
import type { whoAmI } from '@qianyue/api/session.ts'
import { dayInShanghai, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorHistory } from '@qianyue/domain/doors/door.ts'
import { type Policy, policyOn } from '@qianyue/domain/policy/policy.ts'
import { CallError } from '@qianyue/ui/calls/call.ts'
import { v7 } from 'uuid'
import { Drafts } from './drafts.ts'
import { LocalCopy, type Reference } from './local-copy.ts'
import type { LocalDatabase } from './local-database.ts'
import { ask, type Network } from './network.ts'
import { type Entry, mended, tryNow } from './outbox.ts'
import { type EntryFile, OutboxStorage } from './outbox-storage.ts'
import { withOutbox } from './overlays.ts'
import { pull } from './pull.ts'
import { sendOutbox } from './send-outbox.ts'

export type SignedIn = ReplyOf<typeof whoAmI>

/** Everything a screen shows, as it is now. A new object whenever any of it changed. */
export type PhoneView = {
  /** Doors with what waits in the outbox, by id. */
  doors: ReadonlyMap<string, Door>
  outbox: readonly Entry[]
  reference: Reference | null
  /** Phone's clock at the last complete contact, ms; null before the first. */
  pulledAt: number | null
  /** Doors and histories that are still to come. */
  toFetch: number
  syncing: boolean
  /** Why the last contact did not come about, in words; null when it did. */
  trouble: string | null
  /** The phone may not speak until its doctor signs in again. */
  signedOut: boolean
}

type Sending<E extends Endpoint> = {
  endpoint: E
  request: RequestInput<E>
  /** What it is, in words: 高血压随访 · 王秀英. */
  label: string
  /** The door it is about: entries of one door are sent in their order. */
  doorId?: string | undefined
  /** Ids of entries that must be taken before. */
  needs?: readonly string[] | undefined
  /** The draft it was written from, which goes in the same moment with its pictures: named by the last of several. */
  draft?: string | undefined
  file?: EntryFile | undefined
}

/** One person's work on this phone, opened: the copy, the outbox and the drafts. Every screen reads and writes here. */
export class Phone {
  readonly signedIn: SignedIn
  readonly drafts: Drafts
  readonly network: Network
  private readonly copy: LocalCopy
  private readonly outbox: OutboxStorage
  private readonly clock: () => number
  private readonly listeners = new Set<() => void>()
  private present: PhoneView | null = null
  private syncingNow: Promise<void> | null = null
  private sendingNow: Promise<void> | null = null
  private sendAgain = false
  private trouble: string | null = null
  private policies: { of: Reference['policies'] | undefined; byDay: Map<LocalDate, Policy> } = {
    of: undefined,
    byDay: new Map(),
  }
  private signedOut = false
  private shown: { of: string; doors: ReadonlyMap<string, Door> } = { of: '', doors: new Map() }

  private constructor(given: OpenPhone) {
    this.signedIn = given.signedIn
    this.network = given.network
    this.clock = given.clock ?? Date.now
    this.drafts = new Drafts(given.database, given.key)
    this.copy = new LocalCopy(given.database, given.key)
    this.outbox = new OutboxStorage(given.database, given.key)
  }

  /** Opens what is on the phone. No network is needed. */
  static async open(given: OpenPhone): Promise<Phone> {
    const phone = new Phone(given)
    await Promise.all([phone.copy.load(), phone.outbox.load()])
    return phone
  }

  get view(): PhoneView {
    this.present ??= this.look()
    return this.present
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Now, by the server's clock as far as it is known. */
  now(): Date {
    return new Date(this.clock() + this.copy.state.clockOffsetMs)
  }

  /** How far the phone's clock is ahead of the server's, ms. */
  clockAheadMs(): number {
    return -this.copy.state.clockOffsetMs
  }

  today(): LocalDate {
    return dayInShanghai(this.now())
  }

  /** The rules that hold on a day: the same object as long as they do, so that what follows from them can be remembered. */
  policyOn(day: LocalDate): Policy {
    const policies = this.copy.state.reference?.policies
    if (this.policies.of !== policies) this.policies = { of: policies, byDay: new Map() }
    const known = this.policies.byDay.get(day) ?? policyOn(policies ?? [], day)
    this.policies.byDay.set(day, known)
    return known
  }

  async historyOf(doorId: string): Promise<DoorHistory | null> {
    return await this.copy.historyOf(doorId)
  }

  /**
   * Writes something down to be sent. When this has answered, it is on the phone for good; the screens show it at once, and
   * it is sent when the server can be reached. @returns the id under which it is in the outbox.
   */
  async write<E extends Endpoint>(sending: Sending<E>): Promise<string> {
    const request = sending.request as Record<string, unknown>
    const id = idMadeBy(sending.endpoint, request) ?? v7()
    const { file } = sending
    if (sending.draft !== undefined) await this.drafts.settled()
    await this.outbox.add(
      {
        id,
        seq: this.outbox.nextSeq(),
        call: sending.endpoint.call,
        request,
        file: file ? { id: file.id, name: file.name, type: file.type } : null,
        label: sending.label,
        doorId: sending.doorId ?? null,
        needs: sending.needs ?? [],
        writtenAt: this.now().toISOString(),
        state: 'waiting',
        attempts: 0,
        nextTryAt: 0,
        refusal: null,
        reply: null,
        acceptedAt: null,
      },
      { draft: sending.draft, file },
    )
    this.changed()
    void this.send()
    return id
  }

  /** Makes a call at once, for what makes sense only with a connection. @throws CallError */
  async ask<E extends Endpoint>(endpoint: E, request: RequestInput<E>): Promise<ReplyOf<E>> {
    return await ask(this.network, endpoint, request)
  }

  /** Sends a refused entry again, mended. */
  async mend(entryId: string, request: Record<string, unknown>): Promise<void> {
    const entry = this.outbox.entries.find(({ id }) => id === entryId)
    if (!entry) return
    await this.outbox.put([mended(entry, request)])
    this.changed()
    void this.send()
  }

  /** Lets a refused entry go: the person who wrote it has decided so. */
  async discard(entryId: string): Promise<void> {
    const entry = this.outbox.entries.find(({ id }) => id === entryId)
    if (entry?.state !== 'refused') return
    // Its photographs and signature prove nothing without it.
    const proofs = this.outbox.entries.filter(({ file, needs }) => file !== null && needs.includes(entryId))
    await this.outbox.remove([entryId, ...proofs.map(({ id }) => id)])
    this.changed()
  }

  /** What waits, sealed, for somebody who helps with a phone that cannot send. */
  async sealedOutbox() {
    return await this.outbox.sealed()
  }

  /** The network seems to be there: nothing waits out its pause. */
  async hurry(): Promise<void> {
    this.outbox.touch(this.outbox.entries.map(tryNow))
    await this.sync()
  }

  /** Sends what waits, then brings the copy up to date. One at a time; whoever asks meanwhile waits for the same. */
  async sync(): Promise<void> {
    this.syncingNow ??= this.syncOnce().finally(() => {
      this.syncingNow = null
      this.changed()
    })
    await this.syncingNow
  }

  /** Sends what waits. What is written down meanwhile goes with it. */
  async send(): Promise<void> {
    this.sendAgain = true
    this.sendingNow ??= this.sendAll().finally(() => {
      this.sendingNow = null
      this.changed()
    })
    await this.sendingNow
  }

  private async sendAll(): Promise<void> {
    while (this.sendAgain) {
      this.sendAgain = false
      await this.meeting(async () => {
        const sent = await sendOutbox(this.outbox, this.network, this.clock, () => this.changed())
        if (sent === 'signed-out') throw new CallError(401, { message: '请重新登录后继续发送。' })
      })
    }
  }

  private async syncOnce(): Promise<void> {
    this.changed()
    await this.send()
    if (this.signedOut) return
    await this.meeting(async () => {
      const began = this.clock()
      await pull(this.copy, this.network, { now: this.clock, changed: () => this.changed() })
      // What was taken before the copy was fetched is now in it.
      const inCopy = this.outbox.entries.filter(({ acceptedAt }) => acceptedAt !== null && acceptedAt < began)
      if (inCopy.length > 0) await this.outbox.remove(inCopy.map(({ id }) => id))
    })
  }

  /** A contact with the server, and what came of it in words. It goes wrong quietly: everything is still on the phone. */
  private async meeting(contact: () => Promise<void>): Promise<void> {
    try {
      await contact()
      this.trouble = null
      this.signedOut = false
    } catch (error) {
      this.signedOut = error instanceof CallError && error.status === 401
      this.trouble = error instanceof CallError ? error.message : '手机存储出错，记录仍在本机，请联系管理员。'
    }
  }

  private look(): PhoneView {
    const { state, doors } = this.copy
    const today = this.today()
    const entries = this.outbox.entries
    // The same map as long as nothing at the doors changed: screens remember what they computed from it.
    const shows = entries.map(({ id, state }) => `${id} ${state === 'sending' ? 'waiting' : state}`)
    const of = [this.copy.version, today, state.reference?.hash, ...shows].join('|')
    if (this.shown.of !== of) {
      const context = { policy: this.policyOn(today), today, reference: state.reference }
      this.shown = { of, doors: withOutbox(doors, entries, context) }
    }
    return {
      doors: this.shown.doors,
      outbox: this.outbox.entries,
      reference: state.reference,
      pulledAt: state.pulledAt,
      toFetch: state.doorsWanted.length + state.historiesWanted.length,
      syncing: this.syncingNow !== null || this.sendingNow !== null,
      trouble: this.trouble,
      signedOut: this.signedOut,
    }
  }

  private changed(): void {
    this.present = null
    for (const listener of this.listeners) listener()
  }
}

/** The id of what a call makes. One in the address says what the call is about instead. */
function idMadeBy(endpoint: Endpoint, { id }: Record<string, unknown>): string | null {
  return typeof id === 'string' && !pathFieldsOf(endpoint.call).includes('id') ? id : null
}

type OpenPhone = {
  signedIn: SignedIn
  database: LocalDatabase
  key: CryptoKey
  network: Network
  /** The phone's own clock, ms. */
  clock?: () => number
}
