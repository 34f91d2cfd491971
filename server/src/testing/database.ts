import { rm } from 'node:fs/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { createDatabase, withDatabase } from '../database/create-database.ts'
import { startEmbeddedDatabase } from '../database/embedded.ts'
import { createCounty, migrate } from '../database/migrate.ts'
import { newScratchFolder } from './scratch-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL for the tests, whose database `qianyue` is migrated and copied by each test file. */
    databaseUrl: string
  }
}

/** No test cuts the power, so that none waits for the disk; and dropping a database looks through all that is kept in memory. */
const settings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '256MB',
  max_wal_size: '512MB',
}

/** One PostgreSQL for all server tests, with a migrated template database. */
export default async function setup(project: TestProject) {
  const dataDir = await newScratchFolder('qianyue-test-')
  const embedded = await startEmbeddedDatabase(dataDir, settings)
  await createDatabase(embedded.url)
  const client = new pg.Client(embedded.url)
  await client.connect()
  await migrate(client)
  await createCounty(client, { code: 320399, name: '示范县' })
  await client.query(
    "insert into county_320399.org_units (code, level, name, area_name) values (320399000000, 'county', '示范县卫生健康局', '示范县')",
  )
  await client.end()
  project.provide('databaseUrl', embedded.url)
  return async () => {
    await embedded.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

let copies = 0

/** A database of one's own, copied from the template. */
export async function copyOfTemplate(
  templateUrl: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${process.pid}_${++copies}`
  const admin = new pg.Client(withDatabase(templateUrl, 'postgres'))
  await admin.connect()
  await admin.query(`create database ${name} template qianyue strategy file_copy`)
  await admin.end()
  const url = withDatabase(templateUrl, name)
  return {
    url,
    drop: async () => {
      const again = new pg.Client(withDatabase(templateUrl, 'postgres'))
      await again.connect()
      await again.query(`drop database ${name} with (force)`)
      await again.end()
    },
  }
}
