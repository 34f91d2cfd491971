import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newScratchFolder } from '../testing/scratch-folder.ts'
import { type EmbeddedDatabase, startEmbeddedDatabase } from './embedded.ts'

let dataDir: string
let embedded: EmbeddedDatabase
beforeAll(async () => {
  dataDir = await newScratchFolder('qianyue-embedded-')
  embedded = await startEmbeddedDatabase(dataDir, { shared_buffers: '16MB' })
})
afterAll(async () => {
  await embedded.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function ask(sql: string): Promise<unknown[]> {
  const client = new pg.Client(embedded.url.replace(/\/qianyue$/, '/postgres'))
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

test('a database that was killed runs again at the same address, with all that was acknowledged', async () => {
  const heard: string[] = []
  embedded.keepRunning((event) => heard.push(event))
  await ask('create table kept as select 7 as figure')
  const postmaster = async () =>
    Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
  const killed = await postmaster()
  process.kill(killed, 'SIGKILL')
  await vi.waitFor(() => expect(heard).toEqual(['ended', 'runs-again']), { timeout: 60_000, interval: 100 })
  expect(await ask('select figure from kept')).toEqual([{ figure: 7 }])
  expect(await postmaster()).not.toBe(killed)
}, 90_000)

test("PostgreSQL's own log quotes no row of a person", async () => {
  await ask("create table people (name text, born date check (born > '1900-01-01'))")
  await expect(ask("insert into people values ('王秀英', '1850-01-01')")).rejects.toThrow('check constraint')
  const written = await readFile(join(dataDir, 'postgres', 'server.log'), 'utf8')
  expect(written).toContain('check constraint')
  expect(written).not.toContain('王秀英')
})
