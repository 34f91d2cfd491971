const MOST_KEPT = 10_000

/**
 * Names that nobody has, tried as often as would lock an account: they then answer as a locked one does, so that nobody
 * learns which names there are. Kept in memory only; there is nothing to protect.
 */
export class UnknownNames {
  private readonly tries = new Map<string, { failed: number; lockedUntilMs: number }>()
  private readonly allowed: number
  private readonly lockedMs: number

  constructor(allowed: number, lockedMinutes: number) {
    this.allowed = allowed
    this.lockedMs = lockedMinutes * 60_000
  }

  /** Counts an attempt; true when the name is to answer as locked. */
  isLocked(name: string, now: Date): boolean {
    const known = this.tries.get(name) ?? { failed: 0, lockedUntilMs: 0 }
    if (known.lockedUntilMs > now.getTime()) return true
    const failed = known.failed + 1
    const locks = failed >= this.allowed
    if (this.tries.size >= MOST_KEPT) this.tries.delete(this.tries.keys().next().value!)
    this.tries.delete(name)
    this.tries.set(name, {
      failed: locks ? 0 : failed,
      lockedUntilMs: locks ? now.getTime() + this.lockedMs : 0,
    })
    return false
  }
}
