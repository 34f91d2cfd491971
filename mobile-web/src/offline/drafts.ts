import type { LocalDatabase } from './local-database.ts'
import { seal, unseal } from './sealing.ts'

/** Half-filled forms, kept at every pause of the hand: they are there after a call, a crash or an update. */
export class Drafts {
  private readonly database: LocalDatabase
  private readonly key: CryptoKey

  constructor(database: LocalDatabase, key: CryptoKey) {
    this.database = database
    this.key = key
  }

  async get<Value>(draft: string): Promise<Value | null> {
    const kept = await this.database.drafts.get(draft)
    return kept ? await unseal<Value>(this.key, kept.sealed) : null
  }

  async put(draft: string, value: unknown, now: number): Promise<void> {
    await this.database.drafts.put({ id: draft, sealed: await seal(this.key, value), savedAt: now })
  }

  async drop(draft: string): Promise<void> {
    await this.database.drafts.delete(draft)
  }

  /** Keys of what was begun and not finished, the newest first. */
  async keys(): Promise<string[]> {
    const rows = await this.database.drafts.toArray()
    return rows.sort((a, b) => b.savedAt - a.savedAt).map(({ id }) => id)
  }
}
