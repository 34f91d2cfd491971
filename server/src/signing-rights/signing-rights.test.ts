import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { personOf, personSigningOf, signingOn } from '../agreements/agreements.fixture.ts'
import { units } from '../testing/county.ts'

test('who failed may not lead a signing from the next year on, until rectification has passed', async () => {
  const signing = await signingOn('2026-11-21')
  const { county, township, nurse, teamId } = signing
  const officer = await county.as('county-officer', units.county)
  const team = (await township.get(`/teams/${teamId}`)).body
  const leader = team.members.find(({ leads }: { leads: boolean }) => leads).staffId
  const decision = {
    id: newId(),
    staffId: leader,
    fromDay: '2027-01-01',
    because: '2026年度考核52分，不合格',
  }
  expect((await nurse.post('/signing-withdrawals', decision)).status).toBe(403)
  const decided = await officer.post('/signing-withdrawals', decision)
  expect(decided.body, JSON.stringify(decided.body)).toMatchObject({
    fromDay: '2027-01-01',
    restoredOn: null,
  })
  expect((await officer.post('/signing-withdrawals', decision)).status).toBe(200)
  expect((await officer.post('/signing-withdrawals', { ...decision, id: newId() })).body.code).toBe(
    'signing-right-withdrawn',
  )

  const sign = async (startsOn: string) => {
    county.on(startsOn)
    const person = await personOf(county, {})
    return await township.post('/agreements', personSigningOf(signing, person, { startsOn }))
  }
  expect((await sign('2026-12-31')).status).toBe(200)
  const refused = await sign('2027-01-01')
  expect(refused.body.message).toContain('自 2027-01-01 起被暂停签约资格')

  county.on('2027-03-15')
  const address = `/signing-withdrawals/${decision.id}/restoration`
  const restored = await officer.post(address, { rectified: '补训并复核合格' })
  expect(restored.body).toMatchObject({ restoredOn: '2027-03-15', rectified: '补训并复核合格' })
  expect((await officer.post(address, { rectified: '再发一次' })).body.rectified).toBe('补训并复核合格')
  expect((await sign('2027-03-15')).status).toBe(200)
  expect((await officer.get('/signing-withdrawals')).body).toMatchObject([
    { because: '2026年度考核52分，不合格', restoredOn: '2027-03-15' },
  ])
})
