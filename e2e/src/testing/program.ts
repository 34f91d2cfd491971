import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { newScratchFolder } from '../../../server/src/testing/scratch-folder.ts'

const root = join(import.meta.dirname, '../../..')

export type Program = {
  address: string
  dataDir: string
  password: string
  /** All that it has printed so far. */
  output: () => string
  /** Ctrl-C. */
  stop: () => Promise<number | null>
  /** kill -9: no warning, nothing is tidied up. */
  kill: () => Promise<void>
}

/** An empty data folder, removed by {@link removeDataDir}. */
export async function newDataDir(): Promise<string> {
  return await newScratchFolder('qianyue-story-')
}

/** A data folder with the demo county as its first start left it, to be changed at will. @param demoCounty the one to copy */
export async function copyOfDemo(demoCounty: string): Promise<string> {
  const dataDir = await newDataDir()
  // Not fs.cp: the database's files must stay those of the user that runs it.
  await promisify(execFile)('cp', ['-a', `${demoCounty}/.`, dataDir])
  // Two copies that start at once would ask for the same port.
  const settings = join(dataDir, 'postgres.json')
  await writeFile(settings, JSON.stringify({ ...JSON.parse(await readFile(settings, 'utf8')), port: 0 }))
  return dataDir
}

export async function removeDataDir(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true })
}

/** Starts the shipped program on a free port and waits until it serves its first page. @throws with what it printed. */
export async function startProgram(
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<Program> {
  const password = 'story password 1'
  const child = spawn(process.execPath, [join(root, 'server/src/main.ts')], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, DEMO_PASSWORD: password, ...environment },
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
    child.once('exit', (code) => fail(new Error(`the program ended with ${code}:\n${output}`)))
  })
  return {
    address,
    dataDir,
    password,
    output: () => output,
    stop: () => ended(child, 'SIGINT'),
    kill: async () => {
      await ended(child, 'SIGKILL')
    },
  }
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((done) => {
    child.once('exit', (code) => done(code))
    child.kill(signal)
  })
}
