import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { signingOf, signingOn, teamOf } from './agreements.fixture.ts'

const monthly = { service: 'medication-guidance', times: 1, every: 'month' }
type Owed = { residentId: string; item: string; dueBy: string }

/** A household whose grandmother has agreed on something of her own. */
async function signed(startsOn = '2026-11-21') {
  const signing = await signingOn(startsOn)
  const request = signingOf(signing, { startsOn })
  const { grandmother } = signing.household
  const members = request.members.map((one) =>
    one.residentId === grandmother.id ? { ...one, negotiated: [monthly] } : one,
  )
  const { status, body } = await signing.nurse.post('/agreements', { ...request, members })
  expect(status, JSON.stringify(body)).toBe(200)
  const of = (agreement: { members: { residentId: string; negotiated: unknown[] }[] }) =>
    agreement.members.find(({ residentId }) => residentId === grandmother.id)!
  return { ...signing, request: { ...request, members }, agreement: body, grandmother, of }
}

test('what both sides add is owed to that member as they agreed it, without a fee, and to nobody else', async () => {
  const { nurse, agreement, grandmother, of } = await signed()
  expect(of(agreement).negotiated).toEqual([monthly])
  expect(
    agreement.members.filter((one: { negotiated: unknown[] }) => one.negotiated.length > 0),
  ).toHaveLength(1)
  expect(agreement.feeFen).toBe(12_000)
  const owed = (agreement.duties as Owed[]).filter(({ item }) => item === monthly.service)
  expect(owed.map(({ residentId, dueBy }) => [residentId, dueBy])).toEqual(
    expect.arrayContaining([
      [grandmother.id, '2026-11-30'],
      [grandmother.id, '2026-12-31'],
    ]),
  )
  expect(owed.every(({ residentId }) => residentId === grandmother.id)).toBe(true)
  const { body: again } = await nurse.get(`/agreements/${agreement.id}`)
  expect(again).toEqual(agreement)

  const record = await nurse.post('/service-records', {
    id: newId(),
    residentId: grandmother.id,
    form: 'general-service',
    performedOn: '2026-11-21',
    mode: 'home',
    values: { service: monthly.service },
  })
  expect(record.body.fulfilledServices).toEqual([monthly.service])
  const paper = await nurse.get(`/agreements/${agreement.id}/document`)
  expect(paper.status).toBe(200)
})

test('a renewal, a batch of them and a transfer keep it, unless they say otherwise', async () => {
  const { nurse, township, county, agreement, of, ...signing } = await signed('2026-01-01')
  county.on('2026-12-15')
  const renewals = [{ agreementId: agreement.id, id: newId() }]
  await nurse.post('/agreement-renewals', { renewals })
  const renewed = (await nurse.get(`/agreements/${renewals[0]!.id}`)).body
  expect(of(renewed).negotiated).toEqual([monthly])

  county.on('2027-03-01')
  const otherTeam = await teamOf(county, township, { name: '东岭二队' })
  const transferred = await township.post(`/agreements/${renewed.id}/transfer`, {
    id: newId(),
    teamId: otherTeam,
    reason: '换到另一个团队',
  })
  expect(transferred.status, JSON.stringify(transferred.body)).toBe(200)
  expect(of(transferred.body).negotiated).toEqual([monthly])

  county.on('2028-02-10')
  const without = await township.post(`/agreements/${transferred.body.id}/renewal`, {
    id: newId(),
    members: signing.request.members.map(({ residentId }) => ({
      residentId,
      packageIds: [signing.packages['general-basic']],
      negotiated: [],
    })),
  })
  expect(without.status, JSON.stringify(without.body)).toBe(200)
  expect(of(without.body).negotiated).toEqual([])
})

test('a service that no catalogue has, or no time of it, is refused at its place', async () => {
  const { nurse, ...signing } = await signingOn('2026-11-21')
  const request = signingOf({ nurse, ...signing })
  for (const [wrong, at] of [
    [{ ...monthly, service: 'singing' }, 'service'],
    [{ ...monthly, times: 0 }, 'times'],
  ] as const) {
    const members = [{ ...request.members[0]!, negotiated: [wrong] }]
    const { status, body } = await nurse.post('/agreements', { ...request, members })
    expect([status, Object.keys(body.fields)]).toEqual([422, [`members.0.negotiated.0.${at}`]])
  }
})
