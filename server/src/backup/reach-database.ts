import pg from 'pg'
import type { Config } from '../config.ts'
import { createDatabase } from '../database/create-database.ts'
import { startEmbeddedDatabase } from '../database/embedded.ts'

/**
 * Work on the program's database from a command: on the one it runs with now, left running; else on the embedded one,
 * started for the work and stopped after it; or on a PostgreSQL of one's own.
 */
export async function withProgramDatabase<Result>(
  config: Config,
  work: (client: pg.Client, isRunning: boolean) => Promise<Result>,
): Promise<Result> {
  if (config.databaseUrl !== null)
    return await withClient(config.databaseUrl, (client) => work(client, false))
  const embedded = await startEmbeddedDatabase(config.dataDir)
  try {
    return await withClient(embedded.url, (client) => work(client, embedded.wasRunning))
  } finally {
    if (!embedded.wasRunning) await embedded.stop()
  }
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  await createDatabase(url)
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
