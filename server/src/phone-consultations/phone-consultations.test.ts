import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { residentOf, sign } from '../duties/duties.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

const call = {
  calledAt: '2026-11-20T14:05:00Z',
  question: '半夜血压 170 怎么办',
  answer: '安静休息后复测，仍高来院',
  outcome: 'come-to-clinic',
}

test('a signed resident’s call at night stands in the log and fulfils what was agreed, once', async () => {
  const county = await countyOn('2026-11-21')
  const residentId = await residentOf(county)
  await sign(county, residentId, { items: [{ service: 'phone-consultation', times: 1, every: 'year' }] })
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const owed = async () =>
    (await doctor.get(`/duties?residentId=${residentId}&service=phone-consultation&state=due,overdue`)).body
      .length
  expect(await owed()).toBe(1)
  const request = { ...call, id: newId(), residentId }
  for (const _ of [1, 2]) {
    expect((await doctor.post('/phone-consultations', request)).body).toMatchObject({
      residentName: '王秀英',
      outOfHours: true,
    })
  }
  expect(await owed()).toBe(0)
  const { body } = await doctor.get('/phone-consultations?from=2026-11-20&to=2026-11-20')
  expect(body).toHaveLength(1)
})

test('nobody named, and a time to come, are refused', async () => {
  const county = await countyOn('2026-11-21')
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const nobody = await doctor.post('/phone-consultations', { ...call, id: newId(), residentId: null })
  expect(Object.keys(nobody.body.fields)).toEqual(['caller'])
  const later = { ...call, id: newId(), residentId: null, caller: '过路人', calledAt: '2026-11-22T01:00:00Z' }
  expect(Object.keys((await doctor.post('/phone-consultations', later)).body.fields)).toEqual(['calledAt'])
})
