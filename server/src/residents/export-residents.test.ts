import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { countyOn, units } from '../testing/county.ts'

const NAMES = 4_300

test('a search that fits more names than a screen looks up is exported whole', async () => {
  const county = await countyOn('2026-11-21')
  await county.sql.query(
    `with people as (
      select gen_random_uuid() as id, '王' || chr(19968 + i / 100) || chr(21000 + i % 100) as name, i
      from generate_series(1, $1::int) i
    ), named as (
      insert into names (name, pinyin) select name, 'wang' from people returning name
    ), housed as (
      insert into households (id, village_code) select id, $2 from people
    ), keyed as (
      insert into name_keys (key, name, is_whole) select name, name, true from named
    )
    insert into residents (id, household_id, village_code, name, pinyin, name_initials, sex, birth_date, registered_on)
    select id, id, $2, name, 'wang', 'w', 'male', '1970-01-01', '2020-01-01' from people`,
    [NAMES, units.donglingVillage],
  )
  const officer = await county.as('county-officer', units.county)
  const q = encodeURIComponent('王')
  expect((await officer.get(`/residents?q=${q}`)).body.isCut).toBe(true)
  const reply = await officer.get(`/residents/export?q=${q}`)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  const { raw } = reply
  const [sheet] = (await readXlsx(new Uint8Array(raw))).sheets
  const names = sheet!.rows.map((row) => String(row[0])).filter((name) => name.startsWith('王'))
  expect(new Set(names).size).toBe(NAMES)
  expect(names).toHaveLength(NAMES)
})
