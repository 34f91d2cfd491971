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

/** What it is to read, and then the answers to what it asked. */
export type ToThread = { register: RegisterToStage } | { ask: number; answer: unknown }

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
 * @param opening the thread begins while the register is still on its way to it.
 * @throws UnreadableRegister
 */
export async function stageInThread(opening: Promise<RegisterToStage>, desk: Desk): Promise<StagedRegister> {
  for (const flag of THREAD_FLAGS) setFlagsFromString(flag)
  const thread = new Worker(new URL('./staging-thread.ts', import.meta.url), {
    resourceLimits: ROOM,
  })
  try {
    return await new Promise<StagedRegister>((staged, failed) => {
      const say = (message: ToThread, handedOver: ArrayBuffer[] = []) =>
        thread.postMessage(message, handedOver)
      const answer = (ask: number, answer: unknown) => say({ ask, answer })
      opening.then((register) => say({ register }, [register.file.buffer as ArrayBuffer]), failed)
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
