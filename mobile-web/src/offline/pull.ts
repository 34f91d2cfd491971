import { DOORS_AT_ONCE, pullChanges, pullDoors, pullHistories, pullPanel } from '@qianyue/api/sync.ts'
import type { LocalCopy } from './local-copy.ts'
import { ask, type Network } from './network.ts'

/** Doors that come with the first answer: a day's list is on screen after one request. */
const FIRST_DOORS = 60

type PullOptions = {
  /** The phone's clock, ms. */
  now: () => number
  /** Told whenever something arrived. */
  changed?: () => void
  /** Doors fetched by one request. */
  doorsAtOnce?: number
}

/**
 * Brings the copy up to date: which doors there are and the day's first, the other doors, then what was done at them. It
 * may end anywhere, and the next call goes on from there. @throws CallError when the server cannot be reached.
 */
export async function pull(copy: LocalCopy, network: Network, options: PullOptions): Promise<void> {
  const { now, changed = () => {} } = options
  const began = now()
  if (copy.state.checkpoint === null) await pullList(copy, network, options)
  else await pullDelta(copy, network, options)
  changed()
  await fetchWanted(copy, network, options)
  await copy.take({}, { pulledAt: began })
  changed()
}

/** The doors in reach. What the copy holds stays until the new ones are there; what is no longer in reach goes. */
async function pullList(copy: LocalCopy, network: Network, { now }: PullOptions): Promise<void> {
  const asked = now()
  const isFirst = copy.doors.size === 0
  const answer = await ask(network, pullPanel, { first: isFirst ? FIRST_DOORS : 0 })
  const listed = new Set(answer.doorIds)
  const arrived = new Set(answer.doors.map(({ id }) => id))
  await copy.take(
    { doors: answer.doors, gone: [...copy.doors.keys()].filter((id) => !listed.has(id)) },
    {
      checkpoint: answer.checkpoint,
      reference: answer.reference,
      doorsWanted: answer.doorIds.filter((id) => !arrived.has(id)),
      historiesWanted: answer.doorIds,
      clockOffsetMs: offsetOf(answer.serverTime, asked, now()),
    },
  )
}

async function pullDelta(copy: LocalCopy, network: Network, options: PullOptions): Promise<void> {
  const { now } = options
  const asked = now()
  const { state } = copy
  const answer = await ask(network, pullChanges, {
    checkpoint: state.checkpoint!,
    referenceHash: state.reference?.hash ?? '',
    panel: copy.panel(),
  })
  if (answer.state === 'afresh') return await pullList(copy, network, options)
  const arrived = new Set(answer.doors.map(({ id }) => id))
  const rest = (wanted: readonly string[]) => [
    ...wanted.filter((id) => !arrived.has(id)),
    ...answer.moreDoorIds.filter((id) => !wanted.includes(id)),
  ]
  await copy.take(
    { doors: answer.doors, histories: answer.histories },
    {
      checkpoint: answer.checkpoint,
      reference: answer.reference ?? state.reference,
      doorsWanted: rest(state.doorsWanted),
      historiesWanted: rest(state.historiesWanted),
      clockOffsetMs: offsetOf(answer.serverTime, asked, now()),
    },
  )
  if (answer.panelDiffers) await compareList(copy, network)
}

/** Old data leaves the phone: doors out of reach go, those that came into reach are fetched. */
async function compareList(copy: LocalCopy, network: Network): Promise<void> {
  const { doorIds } = await ask(network, pullPanel, { first: 0 })
  const listed = new Set(doorIds)
  const { doorsWanted, historiesWanted } = copy.state
  const missing = doorIds.filter((id) => !copy.doors.has(id) && !doorsWanted.includes(id))
  await copy.take(
    { gone: [...copy.doors.keys()].filter((id) => !listed.has(id)) },
    {
      doorsWanted: [...doorsWanted.filter((id) => listed.has(id)), ...missing],
      historiesWanted: [...historiesWanted.filter((id) => listed.has(id)), ...missing],
    },
  )
}

/** Pieces asked for at a time: while one is read from the database the other is on its way. */
const UNDER_WAY = 2

/** What is still wanted, a piece after the other: the next are asked for while the last is sealed and kept. */
async function fetchWanted(copy: LocalCopy, network: Network, options: PullOptions): Promise<void> {
  const { changed = () => {}, doorsAtOnce = DOORS_AT_ONCE } = options
  const { doorsWanted, historiesWanted } = copy.state
  const pieces = [
    ...inPieces(doorsWanted, doorsAtOnce).map((wanted) => () => fetchDoors(copy, network, wanted)),
    ...inPieces(historiesWanted, doorsAtOnce).map((wanted) => () => fetchHistories(copy, network, wanted)),
  ]
  const underWay: ReturnType<(typeof pieces)[number]>[] = []
  const askOn = () => {
    for (const piece of pieces.splice(0, UNDER_WAY - underWay.length)) {
      const asked = piece()
      // Said when its turn comes; what is kept in between may take longer.
      asked.catch(() => {})
      underWay.push(asked)
    }
  }
  askOn()
  while (underWay.length > 0) {
    const keep = await underWay.shift()!
    askOn()
    await keep()
    changed()
  }
}

/** Asks for doors. @returns what keeps them. */
async function fetchDoors(copy: LocalCopy, network: Network, wanted: readonly string[]) {
  const { doors } = await ask(network, pullDoors, { doorIds: [...wanted] })
  const arrived = new Set(doors.map(({ id }) => id))
  const gone = wanted.filter((id) => !arrived.has(id))
  return async () =>
    await copy.take({ doors, gone }, { doorsWanted: without(copy.state.doorsWanted, wanted) })
}

async function fetchHistories(copy: LocalCopy, network: Network, wanted: readonly string[]) {
  const { histories } = await ask(network, pullHistories, { doorIds: [...wanted] })
  return async () => {
    const held = histories.filter(({ id }) => copy.doors.has(id))
    await copy.take({ histories: held }, { historiesWanted: without(copy.state.historiesWanted, wanted) })
  }
}

function inPieces(ids: readonly string[], size: number): string[][] {
  const pieces: string[][] = []
  for (let start = 0; start < ids.length; start += size) pieces.push(ids.slice(start, start + size))
  return pieces
}

function without(ids: readonly string[], done: readonly string[]): string[] {
  const gone = new Set(done)
  return ids.filter((id) => !gone.has(id))
}

/** Server's clock minus the phone's, taking the answer to have been made halfway. */
function offsetOf(serverTime: string, asked: number, answered: number): number {
  return Math.round(Date.parse(serverTime) - (asked + answered) / 2)
}
