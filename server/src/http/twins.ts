/**
 * The same write sent twice at once is done once after the other: the second finds what the first wrote, and answers as it
 * did, instead of being told by a rule that this is done already.
 */
export class Twins {
  private readonly last = new Map<string, Promise<unknown>>()

  /** @param write what is the same for twins: who asks, which call, and all that is asked. */
  async inOrder<Result>(write: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(write)
    const mine = before === undefined ? work() : before.then(work, work)
    this.last.set(write, mine)
    try {
      return await mine
    } finally {
      if (this.last.get(write) === mine) this.last.delete(write)
    }
  }
}
