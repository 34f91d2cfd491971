import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, 'migrations')

type Kind = 'platform' | 'county'

/** A migration by its file's name and the SHA-256 of its text. */
type Migration = { name: string; hash: string }

/** A connection as the owner of the database. */
export type OwnerConnection = {
  query: <Row extends object>(text: string, values?: unknown[]) => Promise<{ rows: Row[] }>
}

export function countySchema(countyCode: number): string {
  return `county_${countyCode}`
}

/**
 * Brings the platform schema and every county's schema up to date. Each migration runs once, in a transaction of its
 * own with the note that it ran; an edited one that already ran is refused.
 * @param client connected as the owner of the database.
 * @param only of the platform's migrations those of these names: as an earlier version left it.
 */
export async function migrate(client: OwnerConnection, only?: ReadonlySet<string>): Promise<void> {
  await client.query("select pg_advisory_lock(hashtext('qianyue-migrate'))")
  try {
    await client.query(`
      create schema if not exists platform;
      create table if not exists platform.migrations (
        schema_name  text not null,
        name         text not null,
        hash         text not null,
        ran_at       timestamptz not null default now(),
        primary key (schema_name, name)
      )`)
    await migrateSchema(client, 'platform', 'platform', only)
    const counties = await client.query<{ code: number }>('select code from platform.counties order by code')
    for (const { code } of counties.rows) await migrateSchema(client, countySchema(code), 'county')
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('qianyue-migrate'))")
  }
}

/**
 * Adds a county with an empty schema of its own, migrated.
 * @param county.code 6-digit region code.
 * @param only of a county's migrations those of these names: as an earlier version left it.
 */
export async function createCounty(
  client: OwnerConnection,
  county: { code: number; name: string },
  only?: ReadonlySet<string>,
): Promise<void> {
  await client.query(
    'insert into platform.counties (code, name) values ($1, $2) on conflict (code) do nothing',
    [county.code, county.name],
  )
  await client.query(`create schema if not exists ${countySchema(county.code)}`)
  await migrateSchema(client, countySchema(county.code), 'county', only)
}

/** The migrations that this version brings, in their order. */
export async function migrationsOf(kind: Kind): Promise<(Migration & { sql: string })[]> {
  const names = (await readdir(join(FOLDER, kind))).filter((name) => name.endsWith('.sql')).sort()
  return await Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(FOLDER, kind, name), 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function migrateSchema(
  client: OwnerConnection,
  schema: string,
  kind: Kind,
  only?: ReadonlySet<string>,
): Promise<void> {
  const ran = await client.query<Migration>(
    'select name, hash from platform.migrations where schema_name = $1',
    [schema],
  )
  const hashes = new Map(ran.rows.map(({ name, hash }) => [name, hash]))
  for (const { name, sql, hash } of await migrationsOf(kind)) {
    if (only && !only.has(name)) continue
    const before = hashes.get(name)
    if (before === hash) continue
    if (before !== undefined) {
      throw new Error(
        `Migration ${kind}/${name} was changed after it ran on ${schema}. Put it back and write a new one.`,
      )
    }
    try {
      await client.query('begin')
      await client.query(
        `set local search_path = ${kind === 'platform' ? 'platform' : `${schema}, platform`}, public`,
      )
      await client.query(sql)
      await client.query('insert into platform.migrations (schema_name, name, hash) values ($1, $2, $3)', [
        schema,
        name,
        hash,
      ])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw new Error(`Migration ${kind}/${name} failed on ${schema}: ${(error as Error).message}`, {
        cause: error,
      })
    }
  }
}
