import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { inCounty } from '../database/in-county.ts'
import { countyOn } from '../testing/county.ts'
import { openSheaves, putSheaves } from './sheaves.queries.ts'

test('what was kept of a register opens at its place, also what stands alone as before, and is unreadable as it lies', async () => {
  const { services, sql } = await countyOn('2026-11-20')
  const { crypto } = services
  const importId = newId()
  const alone = crypto.encrypt(JSON.stringify({ person: { name: '王建国' } }))
  await sql.query(
    'insert into register_import_sheaves (import_id, sheaf, sealed) values ($1, 7, $2), ($3, 1, $2)',
    [importId, alone, newId()],
  )
  const opened = await inCounty(services.database, 320399, async (db) => {
    const kept = [
      [{ person: { name: '李秀英' } }, ['出生日期不对', '1950年13月']],
      [{ person: { name: '张伟' } }],
    ].map((contents) => Buffer.from(JSON.stringify(contents)))
    await putSheaves({ db, crypto }, importId, {
      numbers: [1, 21],
      ends: [kept[0]!.length, kept[0]!.length + kept[1]!.length],
      bytes: Buffer.concat(kept),
    })
    const places = [
      { sheaf: 1, place: 1 },
      { sheaf: 1, place: 0 },
      { sheaf: 21, place: 0 },
      { sheaf: 7, place: null },
    ]
    const contentAt = await openSheaves({ db, crypto }, importId, places)
    return places.map(contentAt)
  })
  expect(opened).toEqual([
    ['出生日期不对', '1950年13月'],
    { person: { name: '李秀英' } },
    { person: { name: '张伟' } },
    { person: { name: '王建国' } },
  ])
  const { rows } = await sql.query("select encode(sealed, 'escape') as text from register_import_sheaves")
  expect(rows.some(({ text }) => /person|李|1950/.test(text))).toBe(false)
})
