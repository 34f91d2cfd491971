import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Program = {
  address: string
  /** Seconds from the start of the process to the first page. */
  startedIn: number
  /** Resident memory of the server process now, in megabytes. */
  memory: () => number
  /** Largest resident memory of the server process so far, in megabytes. */
  peakMemory: () => number
  stop: () => Promise<void>
}

/** The shipped server on a free port, in production mode, over a data folder. */
export async function startServer(
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<Program> {
  const root = join(import.meta.dirname, '../..')
  const begun = performance.now()
  const child = spawn(process.execPath, [join(root, 'server/src/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: dataDir,
      QIANYUE_MODE: 'production',
      LOG_LEVEL: 'error',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const address = await new Promise<string>((ready, fail) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString('utf8')
      const found = /listening on (http:\/\/\S+)/.exec(output)
      if (found) ready(found[1]!)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}:\n${output}`)))
  })
  await fetch(address)
  const startedIn = (performance.now() - begun) / 1000
  const status = (field: string) => {
    const line = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      .split('\n')
      .find((text) => text.startsWith(field))
    return Number(/(\d+) kB/.exec(line ?? '')?.[1] ?? 0) / 1024
  }
  return {
    address,
    startedIn,
    memory: () => status('VmRSS'),
    peakMemory: () => status('VmHWM'),
    stop: () =>
      new Promise((done) => {
        child.once('exit', () => done())
        child.kill('SIGINT')
      }),
  }
}
