import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { personOf } from '../agreements/agreements.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

test('a clinic is audited on the same sample by everybody, confirmed by the county, and then does not move', async () => {
  const county = await countyOn('2026-10-15')
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const office = await county.as('public-health-staff', units.dongling)
  const bureau = await county.as('county-officer', units.county)
  for (const name of ['王一', '王二', '王三']) {
    const villageCode = units.donglingVillage
    const { id: residentId } = await personOf(county, { name, birthDate: '1950-03-02', villageCode })
    const values = { systolicMmHg: 138, diastolicMmHg: 86, symptoms: [1] }
    const form = 'hypertension-follow-up'
    const record = { id: newId(), residentId, form, performedOn: '2026-10-12', mode: 'clinic', values }
    expect((await doctor.post('/service-records', record)).status).toBe(200)
  }
  const at = `/monthly-audits/${units.donglingVillage}/2026-10`
  const { sample } = (await office.get(at)).body
  expect(sample).toHaveLength(3)
  expect((await bureau.get(at)).body.sample).toEqual(sample)
  const ids = sample.map(({ recordId }: { recordId: string }) => recordId)
  const audit = {
    unitCode: units.donglingVillage,
    month: '2026-10',
    marks: ids.map((recordId: string, index: number) => ({
      recordId,
      fault: index === 0 ? 'not-in-log' : null,
      note: '',
    })),
    words: '总体规范，一份日志未登记',
  }
  const auditId = newId()
  const put = (changes: Record<string, unknown> = {}) =>
    office.put(`/monthly-audits/${auditId}`, { ...audit, ...changes })
  expect((await put()).body.code).toBe('month-not-over')
  county.on('2026-11-03')
  const stranger = [{ recordId: newId(), fault: null }]
  expect((await put({ marks: stranger })).body.fields).toHaveProperty('marks')
  const done = await put()
  expect(done.body).toMatchObject({
    services: 3,
    state: 'audited',
    conforming: { numerator: 2, denominator: 3 },
    may: ['audit'],
  })
  expect((await put()).body).toEqual(done.body)
  expect((await office.put(`/monthly-audits/${newId()}`, audit)).body.code).toBe('already-audited')
  expect((await office.post(`/monthly-audits/${auditId}/review`, {})).status).toBe(403)
  const review = (confirmed: boolean) =>
    bureau.post(`/monthly-audits/${auditId}/review`, { confirmed, words: '复核意见' })
  expect((await review(false)).body.state).toBe('returned')
  expect((await put()).body.state).toBe('audited')
  expect((await review(true)).body.state).toBe('confirmed')
  expect((await put()).body.code).toBe('audit-confirmed')

  const listed = (await office.get('/monthly-audits?month=2026-10')).body
  expect(listed).toMatchObject([
    { unitName: '东岭村卫生室', state: 'confirmed' },
    { unitName: '河湾村卫生室', services: 0, state: 'owed', may: [] },
  ])
  expect((await doctor.get('/monthly-audits?month=2026-10')).body).toMatchObject([{ review: '复核意见' }])
  expect((await doctor.put(`/monthly-audits/${auditId}`, audit)).status).toBe(403)
  const neighbour = await county.as('public-health-staff', units.xihe)
  expect((await neighbour.get(at)).status).toBe(404)
})
