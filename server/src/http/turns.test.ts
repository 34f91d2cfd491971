import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

test('so many are under way at a time, the first come first, and a place is given back whatever happens', async () => {
  const turns = new Turns(2)
  const begun: number[] = []
  const ends: (() => void)[] = []
  const work = (name: number) => () => {
    begun.push(name)
    return new Promise<number>((done, fail) =>
      ends.push(name === 2 ? () => fail(new Error('lost')) : () => done(name)),
    )
  }
  const all = Promise.allSettled([1, 2, 3, 4].map((name) => turns.inTurn(work(name))))
  await Promise.resolve()
  expect(begun).toEqual([1, 2])
  while (ends.length > 0) {
    ends.shift()!()
    await new Promise(setImmediate)
  }
  expect(begun).toEqual([1, 2, 3, 4])
  expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  expect(await turns.inTurn(async () => 'after')).toBe('after')
})
