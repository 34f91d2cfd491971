import { describe, expect, test } from 'vitest'
import { units } from '../testing/county.ts'
import { arranged, followUp } from '../testing/follow-ups.ts'

async function asked() {
  const { county, doctor, wang } = await arranged()
  const { id: recordId } = (await doctor.post('/service-records', followUp(wang, { mode: 'home' }))).body
  const reply = await doctor.post(`/service-records/${recordId}/confirmation`)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  const [, , , countyCode, code] = reply.body.confirmation.link.split('/')
  const at = `/public/counties/${countyCode}/confirmations/${code}`
  const shown = async () => (await doctor.get(`/service-records/${recordId}/confirmation`)).body.confirmation
  return {
    county,
    doctor,
    nobody: county.callerWith({}),
    recordId,
    at,
    link: reply.body.confirmation.link,
    shown,
  }
}

describe('居民确认', () => {
  test('the link says who did what on which day, and nothing of what was found or whose it is', async () => {
    const { nobody, at } = await asked()
    const { body } = await nobody.get(at)
    expect(body).toMatchObject({
      state: 'open',
      residentName: '王某',
      serviceName: '高血压患者随访服务记录表',
      unitName: '东岭村卫生室',
      performedOn: '2026-11-21',
      until: '2026-12-21',
    })
    expect(JSON.stringify(body)).not.toMatch(/168|秀英/)
  })

  test('the resident answers once; asked again it is the same link', async () => {
    const { doctor, nobody, recordId, at, link, shown } = await asked()
    expect((await nobody.post(at, { wasGiven: false, words: '没有人来过' })).body).toEqual({
      state: 'denied',
    })
    expect((await nobody.post(at, { wasGiven: true })).body).toEqual({ state: 'denied' })
    expect(await shown()).toMatchObject({ state: 'denied', words: '没有人来过', link })
    const again = await doctor.post(`/service-records/${recordId}/confirmation`)
    expect(again.body.confirmation).toMatchObject({ state: 'denied', link })
  })

  test('a link that is over, of a service withdrawn, or guessed, takes no answer', async () => {
    const { county, nobody, at } = await asked()
    county.on('2026-12-22')
    expect((await nobody.post(at, { wasGiven: true })).body.code).toBe('confirmation-over')
    county.on('2026-12-21')
    await county.sql.query('alter table service_records disable trigger record_keeps_its_past')
    await county.sql.query('update service_records set withdrawn_at = now()')
    expect((await nobody.get(at)).body.state).toBe('over')
    expect((await nobody.get(`/public/counties/320399/confirmations/${'x'.repeat(22)}`)).status).toBe(404)
  })

  test('nobody asks about what is out of reach', async () => {
    const { county, recordId } = await asked()
    const neighbour = await county.as('village-doctor', units.xiheVillage)
    expect((await neighbour.post(`/service-records/${recordId}/confirmation`)).status).toBe(404)
    expect((await neighbour.get(`/service-records/${recordId}/confirmation`)).status).toBe(404)
  })
})
