import type { Turns } from './turns.ts'

type Party<Member, Answer> = {
  members: Map<string, Member>
  /** Called when nobody else is waited for. */
  begin: () => void
  /** By what each member is about. */
  ended: Promise<Map<string, PromiseSettledResult<Answer>>>
}

/** So long a party stays open for those who are likely to come: who was answered just now and asks anew. */
const OPEN_FOR_MS = 2

/** Kinds of which is remembered that they come together: a few hundred phones and desks. */
const MOST_REMEMBERED = 500

/**
 * Work of one kind that waits for the same turn is done together: whoever comes while a party of the kind waits joins it,
 * until it is its turn. Where others of the kind are at work, or were together the last time, it stays open for a moment
 * more, until as many have come as the last times; who is alone begins at once.
 */
export class Parties<Member, Answer> {
  private readonly turns: Pick<Turns, 'inTurn'>
  private readonly most: number
  private readonly work: (members: readonly Member[]) => Promise<readonly PromiseSettledResult<Answer>[]>
  private readonly waiting = new Map<string, Party<Member, Answer>>()
  /** Members of parties that are at work. */
  private readonly atWork = new Map<string, number>()
  /** How many of a kind are likely to come together, where it is several. */
  private readonly expected = new Map<string, number>()

  /**
   * @param most members of a party.
   * @param work is done once for a party, and says in the order of its members how it ended for each.
   */
  constructor(
    turns: Pick<Turns, 'inTurn'>,
    most: number,
    work: (members: readonly Member[]) => Promise<readonly PromiseSettledResult<Answer>[]>,
  ) {
    this.turns = turns
    this.most = most
    this.work = work
  }

  /**
   * @param kind whose members may go together.
   * @param about no two members of a party are about the same.
   */
  async join(kind: string, about: string, member: Member): Promise<Answer> {
    let party = this.waiting.get(kind)
    if (party === undefined || party.members.size >= this.most || party.members.has(about)) {
      party = this.begin(kind)
    }
    party.members.set(about, member)
    if (party.members.size >= Math.min(this.most, this.expected.get(kind) ?? this.most)) party.begin()
    const ended = (await party.ended).get(about)!
    if (ended.status === 'rejected') throw ended.reason
    return ended.value
  }

  private begin(kind: string): Party<Member, Answer> {
    const members = new Map<string, Member>()
    const { promise: opened, resolve: begin } = Promise.withResolvers<void>()
    if (this.expected.has(kind) || this.atWork.has(kind)) setTimeout(begin, OPEN_FOR_MS)
    else begin()
    // By the next microtask the first member has joined, also where there is no wait at all.
    const ended = opened.then(() =>
      this.turns.inTurn(async () => {
        if (this.waiting.get(kind) === party) this.waiting.delete(kind)
        this.expect(kind, members.size)
        const ways = await this.counted(kind, members.size, () => this.work([...members.values()]))
        return new Map([...members.keys()].map((about, place) => [about, ways[place]!]))
      }),
    )
    const party = { members, begin, ended }
    this.waiting.set(kind, party)
    return party
  }

  /** Who is at work when a party begins may come with the next. Who was late is waited for again: it falls by one at a time. */
  private expect(kind: string, begun: number) {
    const expected = Math.max(begun + (this.atWork.get(kind) ?? 0), (this.expected.get(kind) ?? 1) - 1)
    if (this.expected.size > MOST_REMEMBERED) this.expected.clear()
    if (expected > 1) this.expected.set(kind, expected)
    else this.expected.delete(kind)
  }

  private async counted<Result>(kind: string, members: number, work: () => Promise<Result>): Promise<Result> {
    this.atWork.set(kind, (this.atWork.get(kind) ?? 0) + members)
    try {
      return await work()
    } finally {
      const left = this.atWork.get(kind)! - members
      if (left > 0) this.atWork.set(kind, left)
      else this.atWork.delete(kind)
    }
  }
}
