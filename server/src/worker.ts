import pg from 'pg'
import PgBoss from 'pg-boss'
import { ConfigError, readConfig } from './config.ts'
import { openDatabase, openPool } from './database/database.ts'
import type { Services } from './http/answer.ts'
import { kindAndPlace } from './http/errors.ts'
import type { Job } from './jobs/job.ts'
import { jobs } from './jobs/jobs.ts'
import { fieldCrypto, readFieldKey } from './secrets/field-crypto.ts'
import { Viewers } from './session/viewers.ts'

/** Connections the worker needs: two for an import's lanes, one for its progress, one to look. */
const POOL = 4
/** A queue is looked at when it is told of work, and every so often in case it was not listening just then. */
const LOOK_AGAIN_SECONDS = 2
/** The database may be gone before the worker: then there is nothing to say goodbye to. */
const STOP_WITHIN_MS = 3_000
/** A job that says nothing for so long is taken to be lost with its worker and given to another. */
const ONCE_MORE = { expireInHours: 2, retryLimit: 2 }

try {
  await work()
} catch (error) {
  if (error instanceof ConfigError) console.error(error.message)
  else log(error)
  process.exit(1)
}

/** Takes the work that requests ask for from the database and does it, until the server ends. */
async function work(): Promise<void> {
  const config = readConfig(process.env)
  if (config.databaseUrl === null)
    throw new ConfigError('The worker needs DATABASE_URL; the server gives it.')
  const database = openDatabase(openPool(config.databaseUrl, POOL))
  const services: Services = {
    config,
    database,
    crypto: fieldCrypto(await readFieldKey(config.dataDir, config.fieldKey)),
    now: () => new Date(),
    viewers: new Viewers(database),
  }
  const boss = new PgBoss({
    connectionString: config.databaseUrl,
    max: 2,
    application_name: 'qianyue-worker',
  })
  boss.on('error', log)
  await boss.start()
  const wake = await serveQueues(boss, services)
  for (const job of jobs) if (job.everySeconds !== undefined) repeat(job, job.everySeconds, services)

  const listener = new pg.Client({ connectionString: config.databaseUrl, application_name: 'qianyue-worker' })
  // Whoever no longer hears is of no use: the server starts another.
  listener.on('error', (error) => {
    log(error)
    process.exit(1)
  })
  await listener.connect()
  let handingOver: Promise<void> = listener.query('listen qianyue_jobs').then(() => {})
  const handOverNext = () => {
    handingOver = handingOver.then(() => handOver(boss, listener, wake)).catch(log)
  }
  listener.on('notification', handOverNext)
  handOverNext()

  const stop = async () => {
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref()
    await listener.end()
    await boss.stop({ graceful: false })
    await database.destroy()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
  process.once('disconnect', () => void stop())
}

/** Short work that needs no queue: begun again some seconds after it has ended. */
function repeat(job: Job, everySeconds: number, services: Services): void {
  setTimeout(() => {
    job
      .run(services, {})
      .catch(log)
      .finally(() => repeat(job, everySeconds, services))
  }, everySeconds * 1000).unref()
}

/** The queue keeps what a job failed with: the words of a database's error could quote a person's row. */
function failed(error: unknown): never {
  log(error)
  throw new Error('the job failed; the log says where')
}

function log(error: unknown): void {
  console.error(JSON.stringify(kindAndPlace(error)))
}

/** A queue for each kind of job, with what was left unfinished at its head. */
async function serveQueues(boss: PgBoss, services: Services): Promise<(name: string) => void> {
  const workers = new Map<string, string>()
  const wake = (name: string) => {
    const id = workers.get(name)
    if (id) boss.notifyWorker(id)
  }
  for (const job of jobs) {
    if (job.everySeconds !== undefined) continue
    await boss.createQueue(job.name)
    const id = await boss.work<Record<string, unknown>>(
      job.name,
      { pollingIntervalSeconds: LOOK_AGAIN_SECONDS },
      async (batch) => {
        // One is taken at a time: of two that came at once the second would wait until somebody looks again.
        wake(job.name)
        for (const { data } of batch) await job.run(services, data).catch(failed)
      },
    )
    workers.set(job.name, id)
    if (job.daily) await boss.schedule(job.name, job.daily, {}, { tz: 'Asia/Shanghai' })
    await resume(boss, services, job)
  }
  return wake
}

/** Work that a worker before this one did not finish is asked for again; a job knows by itself what is still to do. */
async function resume(boss: PgBoss, services: Services, job: Job): Promise<void> {
  for (const data of (await job.unfinished?.(services)) ?? []) {
    await boss.send(job.name, data, ONCE_MORE)
  }
}

/** Moves what requests asked for into the queues, so that each piece of work is in one place or the other. */
async function handOver(boss: PgBoss, client: pg.Client, wake: (name: string) => void): Promise<void> {
  const db = { executeSql: (text: string, values: unknown[]) => client.query(text, values) }
  await client.query('begin')
  try {
    const { rows } = await client.query<{ name: string; data: Record<string, unknown> }>(
      'delete from platform.job_requests returning name, data',
    )
    for (const { name, data } of rows) await boss.send(name, data, { ...ONCE_MORE, db })
    await client.query('commit')
    for (const { name } of rows) wake(name)
  } catch (error) {
    // Left as it is, the connection would refuse every hand-over after this one.
    await client.query('rollback')
    throw error
  }
}
