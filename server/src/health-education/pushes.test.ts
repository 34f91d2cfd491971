import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { residentOf, sign } from '../duties/duties.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

test('a text is pushed to the population it is for: each has had the year’s education, and is not asked for twice', async () => {
  const county = await countyOn('2026-11-21')
  const ill = await residentOf(county, { name: '王秀英', populations: ['hypertension'] })
  await sign(county, ill)
  const well = await residentOf(county, { name: '赵六' })
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const { body: texts } = await doctor.get('/education-pushes/texts')
  expect(texts).toContainEqual(expect.objectContaining({ code: 'hypertension', population: 'hypertension' }))

  const village = units.donglingVillage
  const audience = async (code: string) =>
    (await doctor.get(`/education-pushes/audience?unitCode=${village}&code=${code}`)).body
  expect(await audience('hypertension')).toEqual([
    expect.objectContaining({ id: ill, name: '王秀英', pushedOn: null }),
  ])
  expect((await audience('general')).map(({ id }: { id: string }) => id).sort()).toEqual([ill, well].sort())

  const push = { id: newId(), unitCode: village, code: 'hypertension', channel: 'wechat', residentIds: [ill] }
  const first = await doctor.post('/education-pushes', push)
  expect(first.body).toMatchObject({ residents: 1, fulfilled: 1, pushedOn: '2026-11-21' })
  expect((await doctor.post('/education-pushes', push)).body).toEqual(first.body)
  expect((await audience('hypertension'))[0].pushedOn).toBe('2026-11-21')
  const { body: records } = await doctor.get(`/residents/${ill}/service-records`)
  expect(records).toHaveLength(1)
  expect(records[0]).toMatchObject({
    mode: 'online',
    values: { content: '微信群推送：高血压患者健康教育处方' },
  })
  const office = await county.as('public-health-staff', units.dongling)
  expect((await office.get('/education-pushes?year=2026')).body).toEqual([
    expect.objectContaining({ id: push.id, title: '高血压患者健康教育处方', residents: 1 }),
  ])

  const wrong = await doctor.post('/education-pushes', { ...push, id: newId(), residentIds: [well] })
  expect([wrong.status, wrong.body.fields?.residentIds]).toEqual([
    422,
    '选择的居民中有人不属于这份内容的人群，请刷新名单后再推送。',
  ])
  const neighbour = await county.as('village-doctor', units.xiheVillage)
  expect((await neighbour.get(`/education-pushes/audience?unitCode=${village}&code=general`)).status).toBe(
    404,
  )
  expect((await neighbour.post('/education-pushes', { ...push, id: newId() })).status).toBe(404)
})
