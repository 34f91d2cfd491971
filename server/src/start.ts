import pg from 'pg'
import { FIRST_CODE_HOURS, firstAdministratorCode } from './accounts/first-administrator.ts'
import { createApp } from './app.ts'
import { startSealing } from './audit/seal.ts'
import type { Config } from './config.ts'
import { createDatabase } from './database/create-database.ts'
import { openDatabase, openPool } from './database/database.ts'
import { startEmbeddedDatabase } from './database/embedded.ts'
import { migrate } from './database/migrate.ts'
import { progressBar } from './demo/progress-bar.ts'
import type { Services } from './http/answer.ts'
import { startWorker } from './jobs/start-worker.ts'
import { fieldCrypto, readFieldKey } from './secrets/field-crypto.ts'
import { Viewers } from './session/viewers.ts'

type Running = {
  /** Where the first page is served. */
  address: string
  services: Services
  /** Ends what is under way, closes the database, and stops it when it is the program's own. */
  stop: () => Promise<void>
}

/**
 * Starts the program: database, migrations, HTTP. In demo mode an empty database becomes the demo county.
 * @param say takes a line for whoever started it: how to sign in.
 * @throws Error whose message says what to set right.
 */
export async function start(config: Config, say: (line: string) => void = () => {}): Promise<Running> {
  if (config.databaseUrl !== null) return await serve(config, config.databaseUrl, say)
  const embedded = await startEmbeddedDatabase(config.dataDir)
  try {
    const running = await serve(config, embedded.url, say)
    embedded.keepRunning((event) => say(databaseEvents[event]))
    return {
      ...running,
      stop: async () => {
        await running.stop()
        await embedded.stop()
      },
    }
  } catch (error) {
    if (!embedded.wasRunning) await embedded.stop()
    throw error
  }
}

const databaseEvents = {
  ended: '数据库意外停止，正在重新启动……',
  'runs-again': '数据库已重新启动。停止期间没有保存成功的操作，请重做一次。',
}

async function serve(config: Config, url: string, say: (line: string) => void): Promise<Running> {
  await createDatabase(url)
  await withOwner(url, migrate)

  const pool = openPool(url, config.databasePool)
  const database = openDatabase(pool)
  const services: Services = {
    config,
    database,
    crypto: fieldCrypto(await readFieldKey(config.dataDir, config.fieldKey)),
    now: () => new Date(),
    viewers: new Viewers(database),
  }
  for (const line of await howToSignIn(services, url)) say(line)
  const app = await createApp(services)
  const address = await app.listen({ port: config.port, host: config.host })
  const worker = startWorker(config, url)
  const endSealing = startSealing(services, (error) => {
    app.log.error({ code: (error as { code?: string }).code }, 'the audit trail could not be sealed')
  })
  return {
    address,
    services,
    stop: async () => {
      await endSealing()
      await worker.stop()
      await app.close()
      await database.destroy()
    },
  }
}

/** The demo county and its accounts; in production the one-time code for the first administrator. */
async function howToSignIn({ config, database, crypto, now }: Services, url: string): Promise<string[]> {
  if (config.mode === 'production') {
    const code = await firstAdministratorCode({ database, now })
    if (code === null) return []
    return [
      `还没有管理员。请打开首页，用一次性代码建立：${code}（${FIRST_CODE_HOURS} 小时内有效，只显示这一次）`,
    ]
  }
  const { openDemo } = await import('./demo/demo-access.ts')
  const bar = progressBar(process.stdout)
  const demo = await withOwner(url, (owner) => openDemo(config, database, owner, crypto, bar))
  if (demo === null) return []
  return [
    `示范县账号：${demo.usernames.join('、')}`,
    `示范县密码：${demo.password ?? '（没有记在这个数据目录里；设置 DEMO_PASSWORD 再启动即可改用新密码）'}`,
  ]
}

/** Work as the database's owner, outside any request: migrations, the demo county. */
async function withOwner<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
