import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { createCounty, migrate, migrationsOf } from '../database/migrate.ts'
import { version } from '../version.ts'
import { continueNumbering, holdsSomething, listed, qualified, schemasToBackUp } from './backup.queries.ts'
import { fingerprintOf, type Manifest, manifest } from './manifest.ts'

/** A restore that cannot be done, in words that say what to do. Nothing was changed. */
export class CannotRestore extends Error {
  override name = 'CannotRestore'
}

/** Reads what a backup says of itself, and that every file of it is as it was written. @throws CannotRestore */
async function readBackup(folder: string): Promise<Manifest> {
  const path = join(folder, 'manifest.json')
  if (!existsSync(path))
    throw new CannotRestore(`${folder} is not a backup: there is no manifest.json in it.`)
  const parsed = manifest.safeParse(JSON.parse(await readFile(path, 'utf8')))
  if (!parsed.success)
    throw new CannotRestore(`${path} is not the manifest of a backup that this version can read.`)
  for (const { tables } of parsed.data.schemas) {
    for (const { file, hash } of tables) {
      const whole = existsSync(join(folder, file)) && (await hashOf(join(folder, file))) === hash
      if (!whole) throw new CannotRestore(`${file} is missing or was changed after the backup was made.`)
    }
  }
  return parsed.data
}

/** The key in a backup that was made with it; null in others. */
export async function keyInBackup(folder: string): Promise<Buffer | null> {
  const path = join(folder, 'field.key')
  return existsSync(path) ? Buffer.from((await readFile(path, 'utf8')).trim(), 'hex') : null
}

/**
 * Puts a backup into an empty database: all of it or nothing. One of an earlier version is put into the tables of
 * that version, which are then brought up to date.
 * @param options.replace drops what is in the database first.
 * @throws CannotRestore when the database holds something, the key is another, or the program is older than the backup.
 */
export async function restoreBackup(
  client: pg.Client,
  folder: string,
  options: {
    fieldKey: Buffer
    replace: boolean
    onTable?: (schema: string, table: string, rows: number) => void
  },
): Promise<Manifest> {
  const backup = await readBackup(folder)
  if (backup.keyFingerprint !== fingerprintOf(options.fieldKey)) {
    throw new CannotRestore(
      'The field key is not the one with which this backup was made, so ID and phone numbers could not be read. Put the old keys/field.key into the data folder, or set FIELD_KEY.',
    )
  }
  await refuseLaterVersions(backup)
  if ((await holdsSomething(client)) && !options.replace) {
    throw new CannotRestore(
      'The database already holds accounts. Use an empty one, or add --replace to drop what is in it.',
    )
  }
  // Also the empty tables of a program that was started before: they may be of another version.
  for (const schema of (await schemasToBackUp(client)).toReversed()) {
    await client.query(`drop schema ${client.escapeIdentifier(schema)} cascade`)
  }
  for (const { name, migrations } of backup.schemas) {
    const ran = new Set(migrations.map(({ name }) => name))
    if (name === 'platform') await migrate(client, ran)
    else await createCounty(client, { code: Number(name.slice('county_'.length)), name }, ran)
  }
  await client.query('begin')
  try {
    await load(client, folder, backup, options.onTable)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  await migrate(client)
  return backup
}

async function load(
  client: pg.Client,
  folder: string,
  backup: Manifest,
  onTable?: (schema: string, table: string, rows: number) => void,
): Promise<void> {
  const tables = backup.schemas.flatMap((schema) =>
    schema.tables.map((table) => ({ schema: schema.name, ...table })),
  )
  const names = tables.map(({ schema, name }) => qualified(client, schema, name))
  // What a trigger forbids or adds has happened already when the row was first written.
  for (const name of names) await client.query(`alter table ${name} disable trigger user`)
  await client.query(`truncate ${names.join(', ')} cascade`)
  for (const { schema, name, columns, rows, file } of tables) {
    const target = qualified(client, schema, name)
    const sink = client.query(copyFrom(`copy ${target} (${listed(client, columns)}) from stdin`))
    await pipeline(createReadStream(join(folder, file)), createGunzip(), sink)
    if (sink.rowCount !== rows) throw new Error(`${file}: ${sink.rowCount} rows instead of ${rows}`)
    onTable?.(schema, name, rows)
  }
  await client.query('set constraints all immediate')
  for (const name of names) await client.query(`alter table ${name} enable trigger user`)
  for (const { name } of backup.schemas) await continueNumbering(client, name)
}

/** Each migration that the backup's tables went through must be one that this version can repeat. */
async function refuseLaterVersions(backup: Manifest): Promise<void> {
  const shipped = {
    platform: await hashesByName('platform'),
    county: await hashesByName('county'),
  }
  for (const { name: schema, migrations } of backup.schemas) {
    const known = shipped[schema === 'platform' ? 'platform' : 'county']
    if (!migrations.every(({ name, hash }) => known.get(name) === hash)) {
      throw new CannotRestore(
        `The backup was made by version ${backup.version}, which knows tables that this version (${version}) does not. Restore it with that version or a later one.`,
      )
    }
  }
}

const hashesByName = async (kind: 'platform' | 'county') =>
  new Map((await migrationsOf(kind)).map(({ name, hash }) => [name, hash]))

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}
