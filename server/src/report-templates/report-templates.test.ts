import { localDate } from '@qianyue/domain/days/local-date.ts'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { countedCounty } from '../indicators/indicators.fixture.ts'
import { rollDay } from '../indicators/roll-day.ts'
import { units } from '../testing/county.ts'

async function workbook(...rows: string[][]): Promise<Buffer> {
  return Buffer.from(await writeXlsx({ sheets: [{ name: '季报', rows }] }))
}

/** The third quarter: 东岭镇 has signed one of two, 西河镇 none of one. */
async function thirdQuarter() {
  const county = await countedCounty('2026-09-10')
  const until = async (day: string) => {
    county.on(day)
    await rollDay(county.services.database, 320399, localDate(day))
  }
  await until('2026-09-10')
  const wang = await county.person()
  await county.person({ village: units.hewan })
  await county.person({ village: units.xiheVillage })
  await county.sign(wang)
  await until('2026-10-08')
  const bureau = await county.as('county-officer', units.county)
  const keep = async (content: Buffer, name = '县季报表', id: string = newId()) =>
    await bureau.upload(`/report-templates?id=${id}&name=${encodeURIComponent(name)}&cadence=quarter`, {
      name: `${name}.xlsx`,
      content,
    })
  return { county, bureau, keep }
}

test("a county's workbook is filled for a quarter, for each township a row, and for a township its own", async () => {
  const { county, bureau, keep } = await thirdQuarter()
  const template = await workbook(
    ['{{单位名称}}{{报告期}}'],
    ['{{单位@下级}}', '{{签约率.分子@下级}}', '{{签约率@下级}}', '{{本期新签@下级}}'],
    ['合计', '{{签约人数}}', '{{签约率}}', '{{签约率@西河村}}'],
  )
  const kept = await keep(template)
  expect(kept.status, JSON.stringify(kept.body)).toBe(200)
  const rowsFor = async (caller: typeof bureau) => {
    const { status, raw } = await caller.get(`/report-templates/${kept.body.id}/workbook?period=2026-Q3`)
    expect(status).toBe(200)
    return (await readXlsx(new Uint8Array(raw))).sheets[0]!.rows
  }
  const rows = await rowsFor(bureau)
  expect(rows[0]![0]).toContain('2026年第三季度')
  expect(rows.slice(1)).toEqual([
    ['东岭镇', 1, 50, 1],
    ['西河镇', 0, 0, 0],
    ['合计', 1, 33.33, 0],
  ])
  const township = await county.as('public-health-staff', units.dongling)
  expect((await township.get('/report-templates?cadence=quarter')).body).toMatchObject([{ name: '县季报表' }])
  const refused = await township.get(`/report-templates/${kept.body.id}/workbook?period=2026-Q3`)
  expect(refused.body).toMatchObject({
    code: 'no-such-unit-in-template',
    message: expect.stringContaining('@西河村'),
  })
  const foreign = `/report-templates/${kept.body.id}/workbook?period=2026-Q3&orgId=${units.xihe}`
  expect((await township.get(foreign)).status).toBe(404)
})

test('a template with a name nobody knows is refused in words, one without any placeholder too', async () => {
  const { county, bureau, keep } = await thirdQuarter()
  const wrong = await keep(await workbook(['{{签约绿@本单位}}']))
  expect(wrong.status).toBe(409)
  expect(wrong.body.message).toContain('A1：“签约绿”不是系统中的指标或报表栏目，是否想写“签约率”')
  expect((await keep(await workbook(['没有占位符']))).body.fields.file).toContain('没有占位符')
  expect((await keep(Buffer.from('不是工作簿'))).status).toBe(422)

  const id = newId()
  const content = await workbook(['{{签约率}}'])
  expect((await keep(content, '一', id)).body.id).toBe(id)
  expect((await keep(content, '二', id)).body.name).toBe('一')
  const township = await county.as('township-admin', units.dongling)
  expect((await township.post(`/report-templates/${id}/retirement`)).status).toBe(403)
  await bureau.post(`/report-templates/${id}/retirement`)
  expect((await bureau.get('/report-templates')).body).toEqual([])
  // What was made with it can still be made again.
  expect((await bureau.get(`/report-templates/${id}/workbook?period=2026-Q3`)).status).toBe(200)
})
