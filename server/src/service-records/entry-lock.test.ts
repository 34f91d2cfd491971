import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { personOf } from '../agreements/agreements.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

test('补录期限: a service is taken on the last day and refused the day after; sent again it answers as before', async () => {
  const county = await countyOn('2026-11-21')
  const bureau = await county.as('county-officer', units.county)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const { id: residentId } = await personOf(county, {
    name: '王秀英',
    birthDate: '1950-03-02',
    villageCode: units.donglingVillage,
    populations: ['hypertension'],
  })
  const record = (performedOn: string, id = newId()) =>
    doctor.post('/service-records', {
      id,
      residentId,
      form: 'hypertension-follow-up',
      performedOn,
      mode: 'clinic',
      values: { systolicMmHg: 138, diastolicMmHg: 86, symptoms: [1] },
    })
  const early = newId()
  expect((await record('2026-03-01', early)).status).toBe(200)
  const body = { lockedAfterDays: 30, rules: [] }
  const version = { id: newId(), validFrom: '2026-11-01', source: '补录规定', body }
  await bureau.post('/policies/service-evidence/versions', version)
  expect((await record('2026-10-22')).status).toBe(200)
  const refused = await record('2026-10-21')
  expect(refused).toMatchObject({ status: 409, body: { code: 'entry-locked' } })
  expect(refused.body.message).toContain('已超过 30 天的补录期限')
  expect((await record('2026-03-01', early)).status).toBe(200)
})
