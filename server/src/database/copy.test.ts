import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { countyOn } from '../testing/county.ts'
import { copyInto } from './database.ts'
import { inCounty } from './in-county.ts'

test('lines that are copied are there for the next statement, which does not wait for them', async () => {
  const county = await countyOn('2026-11-21')
  const [, counted] = await inCounty(county.services.database, 320399, async (db) => {
    await sql`create temporary table notes (n integer, text text) on commit drop`.execute(db)
    const count = () => sql<{ n: number }>`select count(*)::int as n from notes`.execute(db)
    return await Promise.all([copyInto(db, 'notes (n, text)', ['1\t王\\\\小\\t明', '2\t']), count()])
  })
  expect(counted.rows).toEqual([{ n: 2 }])
})

test('a line that the table does not take rolls the transaction back and leaves the connection to others', async () => {
  const county = await countyOn('2026-11-21')
  const { database } = county.services
  await county.sql.query('create table notes (n integer, text text)')
  const wrong = inCounty(database, 320399, async (db) => {
    await copyInto(db, 'county_320399.notes', ['1\ta'])
    await copyInto(db, 'county_320399.notes', [
      '2\tb',
      'three\tc',
      ...Array.from({ length: 50_000 }, () => '4\td'),
    ])
  })
  await expect(wrong).rejects.toThrow('invalid input syntax for type integer')
  await inCounty(database, 320399, (db) =>
    copyInto(db, 'county_320399.notes', ['5\t', '6\t王\\\\小\\t明\\n']),
  )
  expect((await county.sql.query('select * from notes order by n')).rows).toEqual([
    { n: 5, text: null },
    { n: 6, text: '王\\小\t明\n' },
  ])
})
