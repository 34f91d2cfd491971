import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { createCounty, migrate } from '../database/migrate.ts'
import { version } from '../version.ts'
import {
  continueNumbering,
  holdsSomething,
  listed,
  migrationsOf,
  qualified,
  schemasToBackUp,
} from './backup.queries.ts'
import { fingerprintOf, type Manifest, manifest } from './manifest.ts'

/** A restore that cannot be done, in words that say what to do. Nothing was changed. */
export class CannotRestore extends Error {
  override name = 'CannotRestore'
}

/** Reads what a backup says of itself, and that every file of it is as it was written. @throws CannotRestore */
export async function readBackup(folder: string): Promise<Manifest> {
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
 * Puts a backup into an empty database: all of it or nothing.
 * @param options.replace drops what is in the database first.
 * @throws CannotRestore when the database holds something, the key is another, or the program is.
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
  if (await holdsSomething(client)) {
    if (!options.replace) {
      throw new CannotRestore(
        'The database already holds accounts. Use an empty one, or add --replace to drop what is in it.',
      )
    }
    for (const schema of (await schemasToBackUp(client)).toReversed()) {
      await client.query(`drop schema ${client.escapeIdentifier(schema)} cascade`)
    }
  }
  await migrate(client)
  for (const { name } of backup.schemas) {
    if (name !== 'platform') await createCounty(client, { code: Number(name.slice('county_'.length)), name })
  }
  await refuseAnotherShape(client, backup)
  await client.query('begin')
  try {
    await load(client, folder, backup, options.onTable)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
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

/** The tables must be those that the backup was made from: a program of the same migrations. */
async function refuseAnotherShape(client: pg.Client, backup: Manifest): Promise<void> {
  for (const { name, migrations } of backup.schemas) {
    const present = await migrationsOf(client, name)
    if (JSON.stringify(present) !== JSON.stringify(migrations)) {
      throw new CannotRestore(
        `The backup was made by version ${backup.version}, whose tables differ from those of this version (${version}). Restore it with that version, then start this one: it brings the tables up to date.`,
      )
    }
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}
