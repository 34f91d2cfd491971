/** So much work of a kind is under way at a time, begun in the order in which it came. */
export class Turns {
  private readonly most: number
  private underWay = 0
  private readonly waiting: (() => void)[] = []

  constructor(most: number) {
    this.most = most
  }

  async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.underWay >= this.most) await new Promise<void>((begin) => this.waiting.push(begin))
    else this.underWay++
    try {
      return await work()
    } finally {
      // The place passes on to who has waited longest.
      const next = this.waiting.shift()
      if (next) next()
      else this.underWay--
    }
  }
}
