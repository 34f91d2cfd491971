import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type TestCounty, units } from '../testing/county.ts'
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

describe('确认码单', () => {
  const times = { startedAt: '2026-11-21T02:08:00.000Z', endedAt: '2026-11-21T02:11:30.000Z' }

  /** The codes as they stand on the sheet in the resident's drawer. */
  async function codesOf(county: TestCounty, residentId: string): Promise<string[]> {
    const office = await county.as('public-health-staff', units.dongling)
    const printed = await office.get(`/residents/${residentId}/confirmation-codes`)
    expect(printed.status).toBe(200)
    const { rows } = await county.sql.query(
      `select code_sealed from confirmation_codes c where resident_id = $1 and withdrawn_at is null and not exists (
         select from confirmation_code_tries t where (t.sheet_id, t.position) = (c.sheet_id, c.position))
       order by position`,
      [residentId],
    )
    return rows.map(({ code_sealed }) => county.services.crypto.decrypt(code_sealed))
  }

  const typing = (code: string) => ({ id: newId(), code })

  test('one code confirms everything that one doctor did for the resident on one day, and nothing else', async () => {
    const { county, doctor, wang } = await arranged()
    const [code, other] = (await codesOf(county, wang)) as [string, string]
    const told = (evidence: object, given: object = {}) =>
      doctor.post(
        '/service-records',
        followUp(wang, { mode: 'home', evidence: { ...times, ...evidence }, ...given }),
      )
    const first = await told({ confirmationCode: code })
    expect(first.body.confirmationCode).toBe('right')
    expect((await told({ confirmationCode: code })).body.confirmationCode).toBe('right')
    const earlier = await told({ confirmationCode: code }, { performedOn: '2026-11-20' })
    expect(earlier.body.confirmationCode).toBe('wrong')
    const at = `/service-records/${earlier.body.id}`
    expect((await doctor.get(`${at}/confirmation`)).body.code).toEqual({ state: 'wrong', triesLeft: 4 })
    expect((await doctor.post(`${at}/confirmation-code`, typing(other))).body.state).toBe('right')
    expect((await told({})).body).not.toHaveProperty('confirmationCode')
  })

  test('a record sent twice tries its code once', async () => {
    const { county, doctor, wang } = await arranged()
    await codesOf(county, wang)
    const request = followUp(wang, { evidence: { ...times, confirmationCode: '000000' } })
    const sent = await doctor.post('/service-records', request)
    expect(sent.body.confirmationCode).toBe('wrong')
    expect((await doctor.post('/service-records', request)).body).toEqual(sent.body)
    const { body } = await doctor.get(`/service-records/${request.id}/confirmation`)
    expect(body.code.triesLeft).toBe(4)
  })

  test('after five wrong codes a service takes no more, also not the right one', async () => {
    const { county, doctor, wang } = await arranged()
    const [code] = (await codesOf(county, wang)) as [string]
    const wrong = code === '123456' ? '123457' : '123456'
    const { id } = (await doctor.post('/service-records', followUp(wang))).body
    const type = async (digits: string) =>
      (await doctor.post(`/service-records/${id}/confirmation-code`, typing(digits))).body
    for (const triesLeft of [4, 3, 2, 1, 0]) expect(await type(wrong)).toEqual({ state: 'wrong', triesLeft })
    expect(await type(code)).toEqual({ state: 'wrong', triesLeft: 0 })
    expect((await doctor.post(`/service-records/${id}/confirmation-code`, typing('12345'))).status).toBe(422)
  })

  test('a lost sheet confirms nothing any more; who serves holds no codes', async () => {
    const { county, doctor, wang } = await arranged()
    const [code] = (await codesOf(county, wang)) as [string]
    const office = await county.as('public-health-staff', units.dongling)
    const { body } = await office.post(`/residents/${wang}/confirmation-codes/withdrawal`)
    expect(body).toEqual({ withdrawn: 20 })
    const [fresh] = (await codesOf(county, wang)) as [string]
    const { id } = (await doctor.post('/service-records', followUp(wang))).body
    const type = async (digits: string) =>
      (await doctor.post(`/service-records/${id}/confirmation-code`, typing(digits))).body.state
    expect(await type(code)).toBe('wrong')
    expect(await type(fresh)).toBe('right')
    expect((await doctor.get(`/residents/${wang}/confirmation-codes`)).status).toBe(403)
  })
})

describe('居民表示没有做过', () => {
  test('is a question to the doctor at once, asked once, with what the resident wrote', async () => {
    const { doctor, nobody, recordId, at, county } = await asked()
    await nobody.post(at, { wasGiven: false, words: '没有人来过' })
    await nobody.post(at, { wasGiven: false, words: '又来问' })
    const { body } = await doctor.get('/authenticity/questions')
    expect(body.questions).toHaveLength(1)
    const [question] = body.questions
    expect(question).toMatchObject({
      check: 'denied',
      checkName: '居民表示没有做过',
      state: 'asked',
      may: ['answer'],
    })
    expect(question.sentence).toContain('11月21日的“高血压患者随访服务记录表”没有做过，并写道：“没有人来过”')
    const { body: opened } = await doctor.get(`/authenticity/questions/${question.id}`)
    expect(opened.records.map((record: { recordId: string }) => record.recordId)).toEqual([recordId])
    const office = await county.as('public-health-staff', units.dongling)
    expect((await office.get('/authenticity/questions?check=denied')).body.counts.asked).toBe(1)
  })

  test('a service that was given raises none', async () => {
    const { doctor, nobody, at } = await asked()
    await nobody.post(at, { wasGiven: true })
    expect((await doctor.get('/authenticity/questions')).body.questions).toEqual([])
  })
})
