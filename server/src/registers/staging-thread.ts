import { parentPort } from 'node:worker_threads'
import type { FromThread, ToThread } from './stage-in-thread.ts'
import { type Desk, type RegisterToStage, stageRegister } from './stage-register.ts'
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

const opened = new Promise<RegisterToStage>((open) => {
  parentPort!.on('message', (told: ToThread) => {
    if ('register' in told) return open(told.register)
    waiting.get(told.ask)?.(told.answer)
    waiting.delete(told.ask)
  })
})

const desk: Desk = {
  find: (...find) => ask((number) => ({ ask: number, find })),
  keep: (...keep) => ask((number) => ({ ask: number, keep })),
}

try {
  say({ staged: await stageRegister(await opened, desk) })
} catch (error) {
  if (!(error instanceof UnreadableRegister)) throw error
  say({ unreadable: error.reason })
}
