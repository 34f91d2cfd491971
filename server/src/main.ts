import { ConfigError, readConfig } from './config.ts'
import { start } from './start.ts'

try {
  const running = await start(readConfig(process.env))
  console.log(`listening on ${running.address}`)
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, async () => {
      if (stopping) return
      stopping = true
      await running.stop()
      process.exit(0)
    })
  }
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error)
  process.exit(1)
}
