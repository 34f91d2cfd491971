import { parentPort, workerData } from 'node:worker_threads'
import type { FromThread, ToThread } from './stage-in-thread.ts'
import { type Desk, stageRegister } from './stage-register.ts'
import { UnreadableRegister } from './zip-file.ts'

/** A thread that reads one register and has the database asked by whoever began it. */

const waiting = new Map<number, (answer: unknown) => void>()
let asks = 0

function ask<Answer>(question: (ask: number) => FromThread): Promise<Answer> {
  const number = ++asks
  return new Promise((answered) => {
    waiting.set(number, answered as (answer: unknown) => void)
    say(question(number))
  })
}

function say(message: FromThread): void {
  parentPort!.postMessage(message)
}

parentPort!.on('message', ({ ask, answer }: ToThread) => {
  waiting.get(ask)?.(answer)
  waiting.delete(ask)
})

const desk: Desk = {
  find: (...find) => ask((number) => ({ ask: number, find })),
  keep: (...keep) => ask((number) => ({ ask: number, keep })),
}

try {
  say({ staged: await stageRegister(workerData, desk) })
} catch (error) {
  if (!(error instanceof UnreadableRegister)) throw error
  say({ unreadable: error.reason })
}
