import { localDate } from '@qianyue/domain/days/local-date.ts'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { countedCounty } from '../indicators/indicators.fixture.ts'
import { recountMonthEnd } from '../indicators/rebuild-indicators.ts'
import { rollDay } from '../indicators/roll-day.ts'
import { units } from '../testing/county.ts'

type Row = { placeName: string; cells: { numerator: number; denominator: number }[] }

/** In October one of two is signed in 东岭镇; in November another, who is elderly, in 西河镇 too. */
async function twoMonths() {
  const county = await countedCounty('2026-10-20')
  const until = async (day: string) => {
    county.on(day)
    await rollDay(county.services.database, 320399, localDate(day))
  }
  await until('2026-10-20')
  const wang = await county.person({ birthDate: '1950-05-05' })
  await county.person({ village: units.hewan })
  await county.sign(wang)
  await until('2026-11-21')
  const li = await county.person({ village: units.xiheVillage, birthDate: '1951-05-05' })
  await county.person({ village: units.xiheVillage, birthDate: '1952-05-05' })
  await county.sign(li)
  const bureau = await county.as('county-officer', units.county)
  const cells = async (query: string) => {
    const { status, body } = await bureau.get(`/pivot?${query}`)
    expect(status, JSON.stringify(body)).toBe(200)
    return (body.rows as Row[]).map((row) => [
      row.placeName,
      ...row.cells.map(({ numerator, denominator }) => `${numerator}/${denominator}`),
    ])
  }
  return { county, bureau, cells }
}

test('figures stand by unit and day, and by population today, and each opens to as many names', async () => {
  const { bureau, cells } = await twoMonths()
  expect((await cells('codes=coverage&on=2026-10-31')).map((row) => row.slice(1))).toEqual([
    ['1/2'],
    ['1/2'],
    ['0/0'],
  ])
  expect((await cells('codes=coverage,key-coverage&populations=elderly')).slice(1)).toEqual([
    ['东岭镇', '1/1', '1/1'],
    ['西河镇', '1/2', '1/2'],
  ])
  expect(
    (await cells('codes=coverage&by=village')).map(([name, cell]) => `${name} ${cell}`).slice(1),
  ).toEqual(['东岭镇 1/2', '东岭村 1/1', '河湾村 0/1', '西河镇 1/2', '西河村 1/2', '柳林村 0/0'])
  const names = await bureau.get(
    `/indicators/coverage/residents?orgId=${units.xihe}&part=gap&population=elderly`,
  )
  expect([names.body.total, names.body.items.length]).toEqual([1, 1])
  const none = await bureau.get(`/indicators/coverage/residents?part=gap&population=tuberculosis`)
  expect([none.body.total, none.body.items.length]).toEqual([0, 0])
})

test('a past month end stands by population too, and does not move with what came after', async () => {
  const { county, cells } = await twoMonths()
  const october = async () => await cells('codes=coverage&on=2026-10-31&populations=elderly,hypertension')
  const kept = [
    ['1/1', '0/0'],
    ['1/1', '0/0'],
    ['0/0', '0/0'],
  ]
  expect((await october()).map((row) => row.slice(1))).toEqual(kept)
  await county.sql.query("update residents set birth_date = '1990-05-05'")
  expect((await october()).map((row) => row.slice(1))).toEqual(kept)
  // Counted anew from the facts it is the same as what was kept when the month ended.
  await county.sql.query("update residents set birth_date = '1950-05-05'")
  await recountMonthEnd(county.services.database, 320399, localDate('2026-10-31'))
  expect((await october())[1]).toEqual(['东岭镇', '1/2', '0/0'])
})

test('what was not kept is said, and the Excel has the numbers of the screen', async () => {
  const { county, bureau } = await twoMonths()
  expect((await bureau.get('/pivot?codes=coverage&on=2026-08-31')).body.code).toBe('no-figures-for-day')
  await county.sql.query('delete from population_snapshots')
  expect((await bureau.get('/pivot?codes=coverage&on=2026-10-31&populations=elderly')).body.message).toBe(
    '系统中没有 2026-10-31 的分人群月末数据，请改选有数据的月末。',
  )
  expect((await bureau.get('/pivot?codes=')).status).toBe(422)
  const { raw } = await bureau.get('/pivot/workbook?codes=coverage&on=2026-10-31')
  const { rows } = (await readXlsx(new Uint8Array(raw))).sheets[0]!
  expect(rows.find(([name]) => name === '东岭镇')).toEqual(['东岭镇', 0.5, 1, 2])
  const township = await county.as('public-health-staff', units.dongling)
  expect((await township.get(`/pivot?codes=coverage&orgId=${units.xihe}`)).status).toBe(404)
  expect((await township.get('/pivot?codes=coverage')).body.rows.map((row: Row) => row.placeName)).toEqual([
    '东岭镇',
    '东岭村',
    '河湾村',
  ])
})
