import { type ChildProcess, fork } from 'node:child_process'
import { getCompileCacheDir } from 'node:module'
import { dirname, join } from 'node:path'
import type { Config } from '../config.ts'

/**
 * Room for the young objects of a batch of rows, so that they are gone before they count as old, and for old ones, so that
 * they are not looked through again for every batch: that was a sixth of what an import cost the worker.
 */
const MEMORY_FLAGS = [
  '--min-semi-space-size=16',
  '--max-semi-space-size=32',
  '--initial-old-space-size=192',
  '--max-old-space-size=384',
]
const RESTART_AFTER_MS = 1_000

/** The worker process: background work happens there, so that none of it makes a click slow. */
export type Worker = { stop: () => Promise<void> }

/** Starts the worker beside the server, and starts it again should it ever end by itself. */
export function startWorker(config: Config, databaseUrl: string): Worker {
  let stopping = false
  let child: ChildProcess
  let timer: NodeJS.Timeout | undefined
  const compiled = getCompileCacheDir()
  const begin = () => {
    child = fork(join(import.meta.dirname, '../worker.ts'), {
      execArgv: [...process.execArgv, ...MEMORY_FLAGS],
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        DATA_DIR: config.dataDir,
        NODE_COMPILE_CACHE: compiled && dirname(compiled),
        // What one thread gives back another takes: with a pool for each an import kept 50 MB more.
        MALLOC_ARENA_MAX: '1',
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child.on('exit', () => {
      if (!stopping) timer = setTimeout(begin, RESTART_AFTER_MS)
    })
  }
  begin()
  return {
    stop: () =>
      new Promise((resolve) => {
        stopping = true
        clearTimeout(timer)
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}
