/**
 * Phones take turns: so many of their calls are under way at a time, in the order in which they came. When a thousand of
 * them send a day's work at six in the evening, the database keeps connections for whoever sits at a desk.
 */
export class PhoneTurns {
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
