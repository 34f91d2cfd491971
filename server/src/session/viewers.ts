import type { Viewer } from '../access/viewer.ts'
import type { Database } from '../database/database.ts'
import { viewerOf } from './viewer.queries.ts'

const KEPT_MS = 5_000
const MOST = 5_000

/** Viewers asked for again within seconds are not read again; a change of accounts or teams forgets them at once. */
export class Viewers {
  private readonly kept = new Map<string, { viewer: Viewer | null; until: number }>()
  private readonly database: Database

  constructor(database: Database) {
    this.database = database
  }

  async of(accountId: string): Promise<Viewer | null> {
    const now = performance.now()
    const found = this.kept.get(accountId)
    if (found && found.until > now) return found.viewer
    const viewer = await viewerOf(this.database, accountId)
    if (this.kept.size >= MOST) this.kept.clear()
    this.kept.set(accountId, { viewer, until: now + KEPT_MS })
    return viewer
  }

  /** Whose account, roles or teams may have changed: everybody, when nobody is named. */
  forget(accountId?: string): void {
    if (accountId === undefined) this.kept.clear()
    else this.kept.delete(accountId)
  }
}
