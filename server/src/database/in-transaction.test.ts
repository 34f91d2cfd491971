import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { countyOn } from '../testing/county.ts'
import { inTransaction } from './database.ts'
import { databaseTrouble } from './trouble.ts'

const opening = 'begin; set local search_path = county_320399, platform, public'

async function notes() {
  const county = await countyOn('2026-11-21')
  await county.sql.query('create table notes (n integer primary key)')
  const kept = async () => (await county.sql.query('select n from notes order by n')).rows.map(({ n }) => n)
  return { county, database: county.services.database, kept }
}

test('an error in a last write is told as itself, whatever is sent behind it, and nothing is kept', async () => {
  const { database, kept } = await notes()
  const given: unknown[] = []
  const transaction = (third: string) =>
    inTransaction(database, opening, async (db, closeWith) => {
      await sql`insert into notes values (1)`.execute(db)
      closeWith(sql`insert into notes values (2) returning n`.compile(db), (rows) => given.push(rows))
      closeWith(sql`insert into notes values (${third}::integer)`.compile(db))
      closeWith(sql`insert into notes values (4)`.compile(db))
      return 'answered'
    })
  await expect(transaction('2')).rejects.toMatchObject({ code: '23505', constraint: 'notes_pkey' })
  await expect(transaction('three')).rejects.toMatchObject({ code: '22P02' })
  expect([await kept(), given]).toEqual([[], []])

  expect(await transaction('3')).toBe('answered')
  expect([await kept(), given]).toEqual([[1, 2, 3, 4], [[{ n: 2 }]]])
})

test('a statement that failed while nobody waited for it keeps its transaction from being answered', async () => {
  const { database, kept } = await notes()
  const transaction = inTransaction(database, opening, async (db, closeWith) => {
    await sql`insert into notes values (1)`.execute(db)
    await sql`insert into notes values ('one'::text::integer)`.execute(db).catch(() => {})
    closeWith(sql`insert into notes values (2)`.compile(db))
  })
  await expect(transaction).rejects.toMatchObject({ code: '22P02' })
  const silent = inTransaction(database, opening, async (db) => {
    await sql`insert into notes values ('one'::text::integer)`.execute(db).catch(() => {})
  })
  await expect(silent).rejects.toThrow('the transaction was rolled back')
  expect(await kept()).toEqual([])
})

test('a connection that the database ended between two statements fails its own transaction and nothing else', async () => {
  const { county, database, kept } = await notes()
  const lost = inTransaction(database, opening, async (db) => {
    await sql`insert into notes values (1)`.execute(db)
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
    await county.sql.query('select pg_terminate_backend($1, 5000)', [rows[0]!.pid])
    await new Promise((told) => setTimeout(told, 50))
    await sql`insert into notes values (2)`.execute(db)
  })
  expect(databaseTrouble(await lost.catch((error: unknown) => error))).toBe('database-away')
  await inTransaction(database, opening, async (db) => {
    await sql`insert into notes values (3)`.execute(db)
  })
  expect(await kept()).toEqual([3])
})

test('of statements sent together the one that failed is told, whichever of them somebody waited for', async () => {
  const { database, kept } = await notes()
  const transaction = inTransaction(database, opening, async (db) => {
    const first = sql`insert into notes values ('one'::text::integer)`.execute(db)
    first.catch(() => {})
    await sql`insert into notes values (2)`.execute(db)
    await first
  })
  await expect(transaction).rejects.toMatchObject({ code: '22P02' })
  expect(await kept()).toEqual([])
})
