import { localDate } from '@qianyue/domain/days/local-date.ts'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { countedCounty } from '../indicators/indicators.fixture.ts'
import { rollDay } from '../indicators/roll-day.ts'
import { units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'

/** October: 东岭镇 has signed both of its two, 西河镇 none of its one. The target is 60 %. */
async function drafted() {
  const county = await countedCounty('2026-09-10')
  const until = async (day: string) => {
    county.on(day)
    await rollDay(county.services.database, 320399, localDate(day))
  }
  await county.setTargets([{ indicator: 'coverage', orgId: null, percent: 60 }])
  await until('2026-09-10')
  const wang = await county.person()
  const li = await county.person({ village: units.hewan })
  await county.person({ village: units.xiheVillage })
  await county.sign(wang)
  await until('2026-10-05')
  await county.sign(li)
  await until('2026-11-02')
  const bureau = await county.as('county-officer', units.county)
  const id = newId()
  const draft = await bureau.post('/bulletins', { id, unitCode: units.county, month: '2026-10' })
  expect(draft.status, JSON.stringify(draft.body)).toBe(200)
  return { county, bureau, id, draft: draft.body }
}

describe('通报', () => {
  test('is drafted from the figures of the month end', async () => {
    const { bureau, id, draft } = await drafted()
    expect(draft.title).toBe('关于2026年10月家庭医生签约服务情况的通报')
    expect(draft.body.split('\n')).toEqual(
      expect.arrayContaining([
        '签约率达到目标、位居前列：东岭镇 100.00%（2/2）。',
        '签约率比上月提高较多：东岭镇 100.00%（2/2），提高 50.00 个百分点。',
        '签约率距目标差距较大：西河镇 0.00%（0/1），低于目标 60.00 个百分点。',
      ]),
    )
    expect(draft).toMatchObject({ problems: [], mayEdit: true, publishedAt: null })
    await bureau.put(`/bulletins/${id}`, { title: '通报', body: '改过' })
    const again = await bureau.post('/bulletins', { id, unitCode: units.county, month: '2026-10' })
    expect(again.body.body).toBe('改过')
    const now = await bureau.post('/bulletins', { id: newId(), unitCode: units.county, month: '2026-11' })
    expect(now.body.code).toBe('no-figures-for-day')
  })

  test('a percentage that its counts do not give is pointed out', async () => {
    const { bureau, id, draft } = await drafted()
    const edited = await bureau.put(`/bulletins/${id}`, {
      title: draft.title,
      body: '贫困人口签约 2302/2447，签约率90.7%。',
    })
    expect(edited.body.problems).toEqual(['写的是 90.7%，按 2302÷2447 应为 94.07%。'])
  })

  test('nobody below sees a draft; published it is read, receipted once, printed, and does not change', async () => {
    const { county, bureau, id } = await drafted()
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const nurse = await county.as('nurse', units.xihe)
    expect((await doctor.get(`/bulletins/${id}`)).status).toBe(404)
    expect((await bureau.get(`/bulletins/${id}/document`)).body.code).toBe('not-published')
    expect((await bureau.post(`/bulletins/${id}/publication`)).body.publishedAt).not.toBeNull()

    expect((await doctor.get('/bulletins')).body).toMatchObject([{ id, isRead: false }])
    await doctor.post(`/bulletins/${id}/readings`)
    expect((await doctor.post(`/bulletins/${id}/readings`)).body).toMatchObject({ isRead: true, readings: 1 })
    await nurse.post(`/bulletins/${id}/readings`)
    expect((await bureau.get(`/bulletins/${id}`)).body.readers).toMatchObject([
      { unitName: '东岭村卫生室' },
      { unitName: '西河镇卫生院' },
    ])
    expect((await nurse.get(`/bulletins/${id}`)).body.readers).toMatchObject([{ unitName: '西河镇卫生院' }])

    const { raw, headers } = await doctor.get(`/bulletins/${id}/document`)
    expect(headers['content-type']).toBe('application/pdf')
    expect((await readPdf(raw)).text).toContain('提出表扬')
    const edit = { title: '改后的通报', body: '改后的正文' }
    expect((await bureau.put(`/bulletins/${id}`, edit)).body.code).toBe('bulletin-published')
    expect((await doctor.put(`/bulletins/${id}`, edit)).status).toBe(403)
    await expect(county.sql.query(`update bulletins set body = '改'`)).rejects.toThrow('does not change')
  })

  test("a township drafts its own, of its villages, and cannot touch the county's", async () => {
    const { county, bureau, id } = await drafted()
    const director = await county.as('township-director', units.dongling)
    const own = await director.post('/bulletins', { id: newId(), unitCode: units.dongling, month: '2026-10' })
    expect(own.body.body).toContain('河湾村 100.00%（1/1），提高 100.00 个百分点')
    const other = { id: newId(), unitCode: units.county, month: '2026-10' }
    expect((await director.post('/bulletins', other)).status).toBe(404)
    await bureau.post(`/bulletins/${id}/publication`)
    expect((await director.get(`/bulletins/${id}`)).body).toMatchObject({ mayEdit: false })
    expect((await director.get('/bulletins')).body).toHaveLength(2)
    const neighbour = await county.as('township-director', units.xihe)
    await director.post(`/bulletins/${own.body.id}/publication`)
    expect((await neighbour.get(`/bulletins/${own.body.id}`)).status).toBe(404)
  })

  test('a notice is written freely, published and receipted like a bulletin, and only for the units below', async () => {
    const { county, bureau } = await drafted()
    const director = await county.as('township-director', units.dongling)
    const notice = {
      id: newId(),
      unitCode: units.dongling,
      title: '关于做好季度随访的通知',
      body: '请各村于月底前完成。',
    }
    const doctor = await county.as('village-doctor', units.donglingVillage)
    expect((await doctor.post('/notices', notice)).status).toBe(403)
    expect((await director.post('/notices', { ...notice, unitCode: units.xihe })).status).toBe(404)
    expect((await director.post('/notices', notice)).body).toMatchObject({
      kind: 'notice',
      monthEnd: null,
      mayEdit: true,
    })
    expect((await doctor.get('/bulletins')).body).toEqual([])
    await director.post(`/bulletins/${notice.id}/publication`)
    expect((await doctor.post(`/bulletins/${notice.id}/readings`)).body).toMatchObject({ isRead: true })
    expect((await bureau.get(`/bulletins/${notice.id}`)).body.readers).toHaveLength(1)
    const neighbour = await county.as('village-doctor', units.xiheVillage)
    expect((await neighbour.get(`/bulletins/${notice.id}`)).status).toBe(404)
  })
})
