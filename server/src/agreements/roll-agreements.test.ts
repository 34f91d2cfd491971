import { defaultAgreementPolicy } from '@qianyue/domain/agreements/agreement-policy.ts'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { signingOf, signingOn } from './agreements.fixture.ts'
import { rollAgreements } from './roll-agreements.ts'

async function signedUnder(expiryPolicy: string) {
  const signing = await signingOn('2026-01-01')
  await signing.county.sql.query(
    "insert into policy_versions (id, kind, valid_from, body, source) values ($1, 'agreements', '2026-01-01', $2, '县卫健局')",
    [newId(), JSON.stringify({ ...defaultAgreementPolicy, expiryPolicy })],
  )
  const { body } = await signing.nurse.post('/agreements', signingOf(signing, { startsOn: '2026-01-01' }))
  const roll = () => rollAgreements(signing.county.services, 320399)
  const all = async () => (await signing.nurse.get('/agreements')).body.items
  const teamOfFather = async () =>
    (
      await signing.county.sql.query('select team_id from residents where id = $1', [
        signing.household.father.id,
      ])
    ).rows[0].team_id
  return { ...signing, agreement: body, roll, all, teamOfFather }
}

test.each([
  ['auto-renew', false],
  ['auto-but-new-paper', true],
])('under %s silence renews without a gap, once; a new paper is asked for: %s', async (policy, paperDue) => {
  const { county, roll, all, agreement, teamOfFather, teamId, nurse } = await signedUnder(policy)
  county.on('2026-12-31')
  await roll()
  expect(await all()).toHaveLength(1)
  county.on('2027-01-01')
  await roll()
  await roll()
  const items = await all()
  expect(items).toHaveLength(2)
  const renewal = items.find((one: { id: string }) => one.id !== agreement.id)
  expect(renewal).toMatchObject({ kind: 'renewal', startsOn: '2027-01-01', status: 'active', paperDue })
  expect(await teamOfFather()).toBe(teamId)
  const read = await nurse.get(`/agreements/${renewal.id}`)
  expect(read.body.events[0]).toMatchObject({ kind: 'renewed-by-silence', recordedBy: null })
  if (paperDue) {
    const signed = await nurse.post(`/agreements/${renewal.id}/signature`)
    expect(signed.body.paperDue).toBe(false)
  }
})

test('where one signs again, silence lets it run out, and the residents have no team any more', async () => {
  const { county, roll, all, teamOfFather } = await signedUnder('resign')
  county.on('2027-01-01')
  await roll()
  expect((await all()).map(({ status }: { status: string }) => status)).toEqual(['expired'])
  expect(await teamOfFather()).toBeNull()
})

test('a renewal that cannot be signed is left expired, and the others go on', async () => {
  const { county, roll, all } = await signedUnder('auto-renew')
  await county.sql.query(
    "update staff set suspended_since = '2026-12-01' where id in (select staff_id from team_members where leads)",
  )
  county.on('2027-01-01')
  await roll()
  expect((await all()).map(({ status }: { status: string }) => status)).toEqual(['expired'])
})

test('an agreement signed ahead counts for the team from the day it begins', async () => {
  const signing = await signingOn('2026-11-21')
  await signing.nurse.post('/agreements', signingOf(signing, { startsOn: '2026-12-01' }))
  const team = async () =>
    (
      await signing.county.sql.query('select team_id from residents where id = $1', [
        signing.household.father.id,
      ])
    ).rows[0].team_id
  await rollAgreements(signing.county.services, 320399)
  expect(await team()).toBeNull()
  signing.county.on('2026-12-01')
  await rollAgreements(signing.county.services, 320399)
  expect(await team()).toBe(signing.teamId)
})

test('the list goes out as a workbook', async () => {
  const signing = await signingOn('2026-11-21')
  await signing.nurse.post('/agreements', signingOf(signing))
  const file = await signing.nurse.get('/agreements/export?status=active')
  expect(file.status).toBe(200)
  expect(file.headers['content-type']).toContain('spreadsheetml')
  expect(file.raw.length).toBeGreaterThan(1000)
})
