import pg from 'pg'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { createDatabase } from './database/create-database.ts'
import { openDatabase, openPool } from './database/database.ts'
import { startEmbeddedDatabase } from './database/embedded.ts'
import { migrate } from './database/migrate.ts'
import type { Services } from './http/answer.ts'
import { fieldCrypto, readFieldKey } from './secrets/field-crypto.ts'
import { Viewers } from './session/viewers.ts'

export type Running = {
  /** Where the first page is served. */
  address: string
  services: Services
  /** Ends what is under way, closes the database, and stops it when it is the program's own. */
  stop: () => Promise<void>
}

/** Starts the program: database, migrations, HTTP. @throws Error whose message says what to set right. */
export async function start(config: Config): Promise<Running> {
  const embedded = config.databaseUrl === null ? await startEmbeddedDatabase(config.dataDir) : null
  const url = config.databaseUrl ?? embedded!.url
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
  const app = await createApp(services)
  const address = await app.listen({ port: config.port, host: config.host })
  return {
    address,
    services,
    stop: async () => {
      await app.close()
      await database.destroy()
      await embedded?.stop()
    },
  }
}

/** Work as the database's owner, outside any request: migrations, the demo county. */
export async function withOwner<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
