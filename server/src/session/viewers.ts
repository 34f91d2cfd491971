import type { Viewer } from '../access/viewer.ts'
import type { Database } from '../database/database.ts'
import { tokenHash, tokenHolder, viewerOf } from './viewer.queries.ts'

const KEPT_MS = 5_000
const MOST = 5_000

/** Things that were found, until when they are believed. */
class Kept<What> {
  private readonly found = new Map<string, { what: What; until: number }>()
  private forgotten = 0

  async of(key: string, read: () => Promise<What>): Promise<What> {
    const known = this.found.get(key)
    if (known && known.until > performance.now()) return known.what
    const { forgotten } = this
    const what = await read()
    // What was read before a change is not kept after it.
    if (what !== null && what !== undefined && forgotten === this.forgotten) {
      if (this.found.size >= MOST) this.found.clear()
      this.found.set(key, { what, until: performance.now() + KEPT_MS })
    }
    return what
  }

  forget(key?: string): void {
    this.forgotten++
    if (key === undefined) this.found.clear()
    else this.found.delete(key)
  }
}

/**
 * Viewers and holders of tokens asked for again within seconds are not read again; a change of accounts, teams or tokens
 * forgets them at once.
 */
export class Viewers {
  private readonly viewers = new Kept<Viewer | null>()
  private readonly holders = new Kept<Awaited<ReturnType<typeof tokenHolder>>>()
  private readonly database: Database

  constructor(database: Database) {
    this.database = database
  }

  /** The viewer that an account is; null when there is none. */
  of(accountId: string): Promise<Viewer | null> {
    return this.viewers.of(accountId, () => viewerOf(this.database, accountId))
  }

  /** The account and scopes that a program's token stands for. */
  holderOf(token: string) {
    const hash = tokenHash(token)
    return this.holders.of(hash.toString('base64'), () => tokenHolder(this.database, hash))
  }

  /** Whose account, roles, teams or tokens may have changed: everybody, when nobody is named. */
  forget(accountId?: string): void {
    this.viewers.forget(accountId)
    this.holders.forget()
  }
}
