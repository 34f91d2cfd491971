import type { Message, Network } from '@qianyue/mobile-web/offline/network.ts'
import type { FastifyInstance } from 'fastify'
import type { Random } from './random.ts'

/** How often each thing goes wrong with a message, 0 to 1. */
export type Faults = {
  /** Lost on its way: the server never sees it. */
  drop: number
  /** Taken by the server, and the answer is lost. */
  loseAnswer: number
  /** Arrives twice, at once. */
  duplicate: number
  /** The phone has given up when it arrives at last, after what was sent later. */
  arriveLate: number
  /** The line goes down for the next messages. */
  cut: number
}

export type SimulatedNetwork = {
  network: Network
  /** What is still on its way arrives: nothing is left behind to arrive after the test. */
  settle: () => Promise<void>
  /** How often each thing happened. */
  happened: Record<keyof Faults | 'delivered', number>
}

const LONGEST_CUT = 12

/** The program behind a line that drops, duplicates, reorders, delays and cuts. */
export function simulatedNetwork(
  app: FastifyInstance,
  headers: Record<string, string>,
  line: Random,
  faults: () => Faults,
): SimulatedNetwork {
  const happened = { drop: 0, loseAnswer: 0, duplicate: 0, arriveLate: 0, cut: 0, delivered: 0 }
  const late: Promise<unknown>[] = []
  let cutFor = 0

  const deliver = async ({ method, address, body }: Message) => {
    happened.delivered++
    const reply = await app.inject({
      method: method as 'POST',
      url: address,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { payload: body }),
    })
    return { status: reply.statusCode, body: reply.body === '' ? null : JSON.parse(reply.body) }
  }
  const fail = (why: keyof Faults): never => {
    happened[why]++
    throw new TypeError('Failed to fetch')
  }

  // What becomes of a message follows from what it is and how often it was tried, not from when: a run can be seen again.
  const tries = new Map<string, number>()
  const fateOf = ({ address, body }: Message): Random => {
    const name = `${address} ${/\\?"id\\?":\\?"([^"\\]+)/.exec(body ?? '')?.[1] ?? ''}`
    const attempt = (tries.get(name) ?? 0) + 1
    tries.set(name, attempt)
    return line.of(`${name} ${attempt}`)
  }

  const network: Network = async (message) => {
    const { drop, loseAnswer, duplicate, arriveLate, cut } = faults()
    const random = fateOf(message)
    if (cutFor > 0) {
      cutFor--
      return fail('cut')
    }
    if (random.chance(cut)) {
      cutFor = 1 + random.below(LONGEST_CUT)
      return fail('cut')
    }
    if (random.chance(drop)) return fail('drop')
    if (random.chance(arriveLate)) {
      const turns = random.below(40)
      late.push(pause(turns).then(() => deliver(message)))
      return fail('arriveLate')
    }
    await pause(random.below(3))
    if (random.chance(duplicate)) {
      happened.duplicate++
      const [first, second] = await Promise.all([deliver(message), deliver(message)])
      return random.chance(0.5) ? first : second
    }
    if (random.chance(loseAnswer)) {
      await deliver(asFarAsTaken(message, random))
      return fail('loseAnswer')
    }
    return await deliver(message)
  }
  return {
    network,
    happened,
    settle: async () => {
      await Promise.all(late.splice(0))
    },
  }
}

/** Of calls that travel together some were made when the program, or the line, ended in the middle. */
function asFarAsTaken(message: Message, random: Random): Message {
  if (!message.address.endsWith('/sync/calls')) return message
  const { calls } = JSON.parse(message.body!) as { calls: unknown[] }
  return { ...message, body: JSON.stringify({ calls: calls.slice(0, 1 + random.below(calls.length)) }) }
}

/** Lets everything else go on for so many turns. */
export async function pause(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
}
