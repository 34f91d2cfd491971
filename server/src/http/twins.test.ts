import { expect, test } from 'vitest'
import { Twins } from './twins.ts'

test('the same write waits for its twin, also for one that fails; another write waits for nobody', async () => {
  const twins = new Twins()
  const done: string[] = []
  const { promise: held, reject: fail } = Promise.withResolvers<void>()
  const first = twins.inOrder('nurse signs 1', () => held)
  const second = twins.inOrder('nurse signs 1', async () => done.push('second'))
  const third = twins.inOrder('nurse signs 1', async () => done.push('third'))
  await twins.inOrder('nurse signs 2', async () => done.push('other'))
  expect(done).toEqual(['other'])
  fail(new Error('refused'))
  await expect(first).rejects.toThrow('refused')
  await Promise.all([second, third])
  expect(done).toEqual(['other', 'second', 'third'])
  expect(await twins.inOrder('nurse signs 1', async () => 'again')).toBe('again')
})
