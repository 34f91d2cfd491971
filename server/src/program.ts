import { flushCompileCache } from 'node:module'
import { ConfigError, readConfig } from './config.ts'
import { start } from './start.ts'

/** A program that does not end by itself within this time is ended. */
const STOP_WITHIN_MS = 20_000

/** Runs the program until it is told to end; says why when it cannot. */
export async function run(): Promise<void> {
  try {
    const starting = start(readConfig(process.env), (line) => console.log(line))
    let stopping = false
    // Also while it starts: the database it has begun is stopped before the program goes.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, async () => {
        if (stopping) return
        stopping = true
        setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
        const running = await starting.catch(() => null)
        await running?.stop()
        process.exit(0)
      })
    }
    const running = await starting
    if (!stopping) console.log(`listening on ${running.address}`)
    flushCompileCache()
  } catch (error) {
    console.error(wordsFor(error))
    process.exit(1)
  }
}

function wordsFor(error: unknown): unknown {
  if (error instanceof ConfigError) return error.message
  const { code, port } = error as { code?: string; port?: number }
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Set PORT to another one, or to 0 for a free one.`
  return error
}
