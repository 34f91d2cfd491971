import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { Desk, RegisterToStage, StagedRegister } from './stage-register.ts'
import { type Unreadable, UnreadableRegister } from './zip-file.ts'

/** What the thread says: it asks the desk for something, or it is through. */
export type FromThread =
  | { ask: number; find: Parameters<Desk['find']> }
  | { ask: number; keep: Parameters<Desk['keep']> }
  | { staged: StagedRegister }
  | { unreadable: Unreadable }

/** The answer to what it asked. */
export type ToThread = { ask: number; answer: unknown }

/** What it knows of 100,000 people is some 100 MB. */
const ROOM = { maxOldGenerationSizeMb: 320 }
/**
 * In MB: the memory of young objects, and how far that of old ones grows before it is looked through. A thread has them from
 * the flags of the worker, which are made for one heap instead of two; the worker's own is laid out and stays as it is.
 */
const THREAD_FLAGS = ['--max-semi-space-size=16', '--initial-old-space-size=160']

/**
 * The same as {@link stageRegister}, beside this thread: there the rows are read and staged, here they are encrypted and sent
 * to the database. A file that takes more room than there is ends its thread and not the program.
 * @throws UnreadableRegister
 */
export async function stageInThread(register: RegisterToStage, desk: Desk): Promise<StagedRegister> {
  for (const flag of THREAD_FLAGS) setFlagsFromString(flag)
  const thread = new Worker(new URL('./staging-thread.ts', import.meta.url), {
    workerData: register,
    transferList: [register.file.buffer as ArrayBuffer],
    resourceLimits: ROOM,
  })
  try {
    return await new Promise<StagedRegister>((staged, failed) => {
      const answer = (ask: number, answer: unknown) => thread.postMessage({ ask, answer } satisfies ToThread)
      thread.on('message', (said: FromThread) => {
        if ('staged' in said) staged(said.staged)
        else if ('unreadable' in said) failed(new UnreadableRegister(said.unreadable))
        else if ('find' in said) desk.find(...said.find).then((people) => answer(said.ask, people), failed)
        else desk.keep(...said.keep).then((kept) => answer(said.ask, kept), failed)
      })
      thread.on('error', (error: NodeJS.ErrnoException) =>
        failed(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new UnreadableRegister('too-large') : error),
      )
      thread.on('exit', () => failed(new Error('the thread that read a register ended')))
    })
  } finally {
    await thread.terminate()
  }
}
