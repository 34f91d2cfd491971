import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { version } from '../version.ts'
import { listed, migrationsThatRan, qualified, schemasToBackUp, tablesOf } from './backup.queries.ts'
import { fingerprintOf, type Manifest } from './manifest.ts'

type BackupOptions = {
  folder: string
  fieldKey: Buffer
  /** Puts the key beside the data. Whoever has the folder can then read ID and phone numbers. */
  withKey: boolean
  now: Date
  onTable?: (schema: string, table: string, rows: number) => void
}

/**
 * Copies everything that is kept into a folder: each table of the platform and of every county as a compressed COPY,
 * all as they were at one moment, while the program goes on working. The folder appears when it is whole.
 */
export async function makeBackup(client: pg.Client, options: BackupOptions): Promise<Manifest> {
  const { folder, fieldKey, withKey, now, onTable } = options
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  const made: Manifest = {
    format: 1,
    version,
    madeAt: now.toISOString(),
    keyFingerprint: fingerprintOf(fieldKey),
    schemas: [],
  }
  await client.query('begin isolation level repeatable read read only')
  try {
    await client.query('set local row_security = off')
    for (const schema of await schemasToBackUp(client)) {
      const tables: Manifest['schemas'][number]['tables'] = []
      for (const { name, columns } of await tablesOf(client, schema)) {
        const file = `${schema}/${name}.copy.gz`
        const source = `${qualified(client, schema, name)} (${listed(client, columns)})`
        const { rows, hash } = await copyTable(client, `copy ${source} to stdout`, join(unfinished, file))
        tables.push({ name, columns, rows, file, hash })
        onTable?.(schema, name, rows)
      }
      made.schemas.push({ name: schema, migrations: await migrationsThatRan(client, schema), tables })
    }
  } finally {
    await client.query('rollback')
  }
  await writeFile(join(unfinished, 'manifest.json'), `${JSON.stringify(made, null, 1)}\n`)
  if (withKey)
    await writeFile(join(unfinished, 'field.key'), `${fieldKey.toString('hex')}\n`, { mode: 0o600 })
  await rename(unfinished, folder)
  return made
}

async function copyTable(client: pg.Client, statement: string, path: string) {
  await mkdir(dirname(path), { recursive: true })
  const rows = client.query(copyTo(statement))
  const hash = createHash('sha256')
  const hashed = new Transform({
    transform(chunk, _, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(rows, createGzip({ level: 5 }), hashed, createWriteStream(path, { mode: 0o600 }))
  return { rows: rows.rowCount, hash: hash.digest('hex') }
}
