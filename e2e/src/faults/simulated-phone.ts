import { recordService } from '@qianyue/api/service-records.ts'
import { LocalDatabase } from '@qianyue/mobile-web/offline/local-database.ts'
import { Phone, type SignedIn } from '@qianyue/mobile-web/offline/phone.ts'
import { expect } from 'vitest'
import type { FieldMember, visit } from './field.fixture.ts'
import type { Random } from './random.ts'
import { pause, type SimulatedNetwork } from './simulated-network.ts'

export type Visit = ReturnType<typeof visit>
type Draft = { visit: Visit; doorId: string }

/** A phone whose program ends at any moment and is started again, with what it had kept. */
export class SimulatedPhone {
  /** What the doctor has typed: from here on it must not be lost. */
  readonly typed = new Map<string, Visit>()
  kills = 0
  private readonly name: string
  private readonly key: CryptoKey
  private readonly random: Random
  private readonly line: SimulatedNetwork
  private readonly signedIn: SignedIn
  private clockMs: number
  private running: { phone: Phone; end: () => void } | null = null

  constructor(given: {
    name: string
    key: CryptoKey
    random: Random
    line: SimulatedNetwork
    signedIn: SignedIn
    /** What its own clock says: phones are wrong. */
    clockMs: number
  }) {
    this.name = given.name
    this.key = given.key
    this.random = given.random
    this.line = given.line
    this.signedIn = given.signedIn
    this.clockMs = given.clockMs
  }

  async start(): Promise<Phone> {
    const database = new LocalDatabase(this.name)
    let isAlive = true
    const never = new Promise<never>(() => {})
    const phone = await Phone.open({
      signedIn: this.signedIn,
      key: this.key,
      database,
      clock: () => this.clockMs,
      network: async (message) => {
        if (!isAlive) return await never
        try {
          return await this.line.network(message)
        } finally {
          if (!isAlive) await never
        }
      },
    })
    const end = () => {
      isAlive = false
      database.close({ disableAutoOpen: true })
    }
    this.running = { phone, end }
    return phone
  }

  /** The program ends here and now, whatever it was doing. */
  kill(): void {
    this.kills++
    this.running?.end()
    this.running = null
  }

  get phone(): Phone {
    return this.running!.phone
  }

  wait(ms: number): void {
    this.clockMs += ms
  }

  /** The doctor fills a form and saves it; the program may end at any moment in between, and the doctor goes on. */
  async record(member: FieldMember, written: Visit, killChance: number): Promise<void> {
    const draft = `visit ${written.id}`
    await this.phone.drafts.put(draft, { visit: written, doorId: member.doorId } satisfies Draft, 0)
    this.typed.set(written.id, written)
    const saving = this.save(draft, { visit: written, doorId: member.doorId })
    if (this.random.chance(killChance)) {
      saving.catch(() => {})
      await pause(this.random.below(12))
      this.kill()
      await this.restart()
    } else await saving
  }

  /** Opened again: what was typed is a draft or in the outbox, never both; drafts are saved now. */
  async restart(): Promise<void> {
    await this.start()
    const waiting = new Set(this.phone.view.outbox.map(({ id }) => id))
    for (const draft of await this.phone.drafts.keys()) {
      const kept = (await this.phone.drafts.get<Draft>(draft))!
      expect(waiting.has(kept.visit.id), 'a draft and its entry').toBe(false)
      await this.save(draft, kept)
    }
  }

  /** Sends and fetches; the program may end in the middle. */
  async meet(killChance: number): Promise<void> {
    this.wait(1_000 + this.random.below(400_000))
    const meeting = this.phone.sync()
    if (this.random.chance(killChance)) {
      await Promise.race([meeting, pause(this.random.below(200))])
      this.kill()
      await this.restart()
    } else await meeting
  }

  private async save(draft: string, { visit: written, doorId }: Draft): Promise<void> {
    await this.phone.write({
      endpoint: recordService,
      request: written as never,
      label: '高血压随访',
      doorId,
      draft,
    })
  }
}
