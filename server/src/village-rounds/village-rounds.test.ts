import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { teamOf } from '../agreements/agreements.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

const round = {
  villageCode: units.donglingVillage,
  heldOn: '2026-11-20',
  people: 14,
  households: 6,
  done: '测血压 9 人，指导用药',
}

test('rounds of the month are counted for each family doctor against the two that are asked', async () => {
  const county = await countyOn('2026-11-21')
  const office = await county.as('township-admin', units.dongling)
  await teamOf(county, office)
  const { rows } = await county.sql.query(
    "select staff_id from team_members where role = 'family-doctor' limit 1",
  )
  const staffId = rows[0].staff_id as string
  const id = newId()
  for (const _ of [1, 2])
    expect((await office.post('/village-rounds', { ...round, id, staffId })).body).toMatchObject({
      id,
      staffId,
    })
  await office.post('/village-rounds', { ...round, id: newId(), staffId, heldOn: '2026-10-31' })
  const { body } = await office.get('/village-rounds?month=2026-11')
  expect(body).toMatchObject({ required: 2, rounds: [{ id, people: 14 }] })
  expect(body.doctors).toEqual([expect.objectContaining({ staffId, rounds: 1 })])
})

test('who does not work there, a day to come and another village are refused', async () => {
  const county = await countyOn('2026-11-21')
  const office = await county.as('township-admin', units.dongling)
  const stranger = await county.as('family-doctor', units.xihe)
  const wrong = await office.post('/village-rounds', { ...round, id: newId(), staffId: stranger.staffId })
  expect([wrong.status, Object.keys(wrong.body.fields)]).toEqual([422, ['staffId']])
  const doctor = await county.as('village-doctor', units.donglingVillage)
  expect((await doctor.post('/village-rounds', { ...round, id: newId(), heldOn: '2026-11-22' })).status).toBe(
    422,
  )
  const elsewhere = { ...round, id: newId(), villageCode: units.xiheVillage }
  expect((await doctor.post('/village-rounds', elsewhere)).status).toBe(404)
})
