import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { Parties } from './parties.ts'
import { Turns } from './turns.ts'

function gather(most: number) {
  const begun: string[][] = []
  const ends: (() => void)[] = []
  const parties = new Parties<string, string>(new Turns(1), most, async (members) => {
    begun.push([...members])
    await new Promise<void>((end) => ends.push(end))
    return members.map((name) =>
      name === 'refused'
        ? { status: 'rejected', reason: new Error('no') }
        : { status: 'fulfilled', value: `${name} done` },
    )
  })
  const endAll = async () => {
    await wait(10)
    while (ends.length > 0) {
      ends.shift()!()
      await wait(10)
    }
  }
  return { parties, begun, endAll }
}

test('who comes alone begins alone; who waits for the same turn goes together, each with an end of its own', async () => {
  const { parties, begun, endAll } = gather(16)
  const all = Promise.allSettled(
    ['first', 'second', 'refused', 'fourth'].map(async (name, place) => {
      if (place > 0) await new Promise(setImmediate)
      return await parties.join('records', name, name)
    }),
  )
  await endAll()
  expect(begun).toEqual([['first'], ['second', 'refused', 'fourth']])
  expect((await all).map((way) => (way.status === 'fulfilled' ? way.value : String(way.reason)))).toEqual([
    'first done',
    'second done',
    'Error: no',
    'fourth done',
  ])
})

test('what is about the same, of another kind or beyond the most goes in another party, the first come first', async () => {
  const { parties, begun, endAll } = gather(2)
  const asked: [kind: string, about: string, name: string][] = [
    ['records', 'a', 'a'],
    ['records', 'a', 'a again'],
    ['signings', 'a', 'a signs'],
    ['records', 'b', 'b'],
    ['records', 'c', 'c'],
  ]
  const all = Promise.all(asked.map(([kind, about, name]) => parties.join(kind, about, name)))
  await endAll()
  expect(begun).toEqual([['a'], ['a again', 'b'], ['a signs'], ['c']])
  expect(await all).toHaveLength(5)
})

test('who comes back after a party is waited with for a moment, so that the others are in time; who was alone begins at once', async () => {
  const { parties, begun, endAll } = gather(16)
  const join = (name: string) => parties.join('records', name, name)
  const before = Promise.all([join('a'), join('b')])
  await endAll()
  await before
  expect(begun).toEqual([['a', 'b']])
  const after = [join('a again')]
  await new Promise(setImmediate)
  expect(begun).toHaveLength(1)
  after.push(join('b again'))
  await endAll()
  await Promise.all(after)
  expect(begun.slice(1)).toEqual([['a again', 'b again']])
  const alone = join('alone')
  await endAll()
  await alone
  const next = join('next')
  await new Promise(setImmediate)
  expect(begun.slice(2)).toEqual([['alone'], ['next']])
  await endAll()
  await next
})

test('a party begins as soon as as many have come as the last time, and not only when the moment is over', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    const begun: number[] = []
    const parties = new Parties<string, string>(new Turns(1), 16, async (members) => {
      begun.push(members.length)
      await new Promise(setImmediate)
      return members.map((value) => ({ status: 'fulfilled', value }))
    })
    const sent = (names: string[]) => Promise.all(names.map((name) => parties.join('records', name, name)))
    await sent(['a', 'b', 'c'])
    await sent(['a', 'b', 'c'])
    // Two of three have come: until the moment is over the third is waited for.
    const two = sent(['a', 'b'])
    await new Promise(setImmediate)
    expect(begun).toEqual([3, 3])
    await vi.advanceTimersByTimeAsync(5)
    await two
    expect(begun).toEqual([3, 3, 2])
  } finally {
    vi.useRealTimers()
  }
})
