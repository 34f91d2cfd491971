import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type SavingState, savingInTurn } from './saving.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A server that answers when it is told to, in the order in which it was asked. */
function slowServer() {
  const received: string[] = []
  const answers: ((error?: Error) => void)[] = []
  const told: SavingState[] = []
  const saving = savingInTurn<string>(
    (content) => {
      received.push(content)
      return new Promise((taken, refused) => {
        answers.push((error) => (error ? refused(error) : taken()))
      })
    },
    (state) => told.push(state),
    800,
  )
  const answer = async (error?: Error) => {
    answers.shift()!(error)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { saving, received, told, answer }
}

test('a draft was called saved while a newer edit was still waiting', async () => {
  const { saving, received, told, answer } = slowServer()
  saving.change('a')
  await vi.advanceTimersByTimeAsync(800)
  saving.change('ab')
  await answer()
  expect(told.at(-1)).toBe('changed')
  expect(received).toEqual(['a', 'ab'])
  await answer()
  expect(told.at(-1)).toBe('saved')
})

test('two savings were under way at once, and the older could arrive last', async () => {
  const { saving, received, answer } = slowServer()
  saving.change('a')
  await vi.advanceTimersByTimeAsync(800)
  saving.change('ab')
  await vi.advanceTimersByTimeAsync(5_000)
  saving.change('abc')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(received).toEqual(['a'])
  await answer()
  expect(received).toEqual(['a', 'abc'])
})

test('leaving the page within a moment of an edit lost it', async () => {
  const { saving, received, told, answer } = slowServer()
  saving.change('a')
  const left = saving.flush()
  expect(received).toEqual(['a'])
  await answer()
  expect(await left).toBe(true)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(received).toEqual(['a'])
  expect(told).toEqual(['changed', 'saved'])
})

test('what could not be saved is told, waits, and goes again, unless it was edited over meanwhile', async () => {
  const { saving, received, told, answer } = slowServer()
  saving.change('a')
  await vi.advanceTimersByTimeAsync(800)
  await answer(new Error('没有连上服务器'))
  expect(told.at(-1)).toEqual({ failed: new Error('没有连上服务器') })
  const again = saving.flush()
  expect(received).toEqual(['a', 'a'])
  saving.change('ab')
  await answer(new Error('没有连上服务器'))
  expect(await again).toBe(false)
  await vi.advanceTimersByTimeAsync(800)
  expect(received).toEqual(['a', 'a', 'ab'])
  await answer()
  expect(told.at(-1)).toBe('saved')
})

test('nothing is sent for a draft that was deleted, nor where nothing was edited', async () => {
  const { saving, received, told } = slowServer()
  await saving.flush()
  saving.change('a')
  saving.drop()
  await saving.flush()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(received).toEqual([])
  expect(told).toEqual(['changed'])
})
