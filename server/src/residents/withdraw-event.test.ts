import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { personSigningOf, signingOf, signingOn } from '../agreements/agreements.fixture.ts'
import { type Caller, type TestCounty, units } from '../testing/county.ts'
import { familyOfFive, residentsOn } from './residents.fixture.ts'

const day = '2026-11-21'
const reason = '记到了同名的人名下'

async function tell(caller: Caller, residentId: string, kind: string, more: object = {}): Promise<string> {
  const eventId = newId()
  const reply = await caller.post(`/residents/${residentId}/events`, { eventId, kind, on: day, ...more })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return eventId
}

const withdraw = (caller: Caller, residentId: string, eventId: string) =>
  caller.post(`/residents/${residentId}/events/${eventId}/withdrawal`, { reason })

/** Everything that follows from who lives where, is covered by what, and is owed what. */
async function state({ sql }: TestCounty) {
  const rows = async (query: string) => (await sql.query(query)).rows
  return {
    residents: await rows(
      'select id, household_id, village_code, relation, died_on, moved_out_on, away_since, away_until, team_id from residents order by id',
    ),
    households: await rows(
      'select id, head_id, dissolved_on from households where head_id is not null or dissolved_on is null order by id',
    ),
    memberships: await rows('select * from household_memberships order by resident_id, since, household_id'),
    populations: await rows('select id, until, ended_reason from resident_populations order by id'),
    agreements: await rows('select id, terminated_on, end_reason from agreements order by id'),
    parts: await rows(
      'select agreement_id, resident_id, terminated_on, end_reason from agreement_members order by 1, 2',
    ),
    refunds: await rows(
      'select resident_id, package_version_id, payer, refunded_fen from agreement_fees order by 1, 2, 3',
    ),
    duties: await rows('select * from resident_duties order by resident_id'),
    standing: await rows('select * from resident_standing order by resident_id'),
    figures: await rows(
      'select * from indicator_counts_now where denominator <> 0 or numerator <> 0 order by village_code, indicator',
    ),
  }
}

describe('POST /residents/{id}/events/{eventId}/withdrawal 撤销人口变动', () => {
  test.each([
    ['death', {}],
    ['move-out', { on: '2026-11-02' }],
    ['away', { until: '2027-02-10' }],
    ['split', { householdId: newId(), address: '东岭村9组7号' }],
    ['head-change', {}],
  ])('a %s by mistake leaves everything as it was', async (kind, more) => {
    const { county, officer, put } = await residentsOn(day)
    const family = await familyOfFive(put)
    await officer.post(`/residents/${family.son.id}/populations`, {
      id: newId(),
      population: 'hypertension',
      since: '2024-01-01',
      declaredBy: 'register',
    })
    const before = await state(county)
    const eventId = await tell(officer, family.son.id, kind, more)
    expect(await state(county)).not.toEqual(before)
    const reply = await withdraw(officer, family.son.id, eventId)
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    expect(await state(county)).toEqual(before)
  })

  test('the dead head of a household heads it again, and the others are to him what they were', async () => {
    const { county, officer, put } = await residentsOn(day)
    const family = await familyOfFive(put)
    const before = await state(county)
    const eventId = await tell(officer, family.grandfather.id, 'death', { newHeadId: family.son.id })
    await withdraw(officer, family.grandfather.id, eventId)
    expect(await state(county)).toEqual(before)
  })

  test('the agreement that a death ended covers its member again, with its fees and its duties', async () => {
    const signing = await signingOn(day)
    const { county, household } = signing
    const { body: agreement } = await signing.nurse.post('/agreements', signingOf(signing))
    const officer = await county.as('public-health-staff', units.dongling)
    const before = await state(county)
    const eventId = await tell(officer, household.grandmother.id, 'death')
    expect((await state(county)).parts).toContainEqual(
      expect.objectContaining({ resident_id: household.grandmother.id, end_reason: 'death' }),
    )
    const reply = await withdraw(officer, household.grandmother.id, eventId)
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    expect(await state(county)).toEqual(before)
    const { body } = await officer.get(`/agreements/${agreement.id}`)
    expect(body.events.map(({ kind }: { kind: string }) => kind)).toContain('reinstated')
  })

  test('is said on the page with who and why, is kept in the audit trail, and sent twice happens once', async () => {
    const { county, officer, put } = await residentsOn(day)
    const { id } = await put({ name: '王铁柱' })
    const eventId = await tell(officer, id, 'away')
    expect((await withdraw(officer, id, eventId)).status).toBe(200)
    const again = await withdraw(officer, id, eventId)
    expect(again).toMatchObject({ status: 200, body: { id: eventId, withdrawn: { reason } } })
    const { body } = await officer.get(`/residents/${id}`)
    expect(body.presence).toBe('here')
    expect(body.timeline.find((entry: { id: string }) => entry.id === eventId).withdrawn).toMatchObject({
      reason,
      byName: expect.any(String),
    })
    const { rows } = await county.sql.query(
      "select reason from audit_entries where subject = 'event-withdrawal away' and resident_id = $1",
      [id],
    )
    expect(rows[0]).toEqual({ reason })
  })

  test('is refused while a later event builds on it, which is named', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({ name: '王铁柱' })
    const away = await tell(officer, id, 'away', { on: '2026-11-01' })
    const back = await tell(officer, id, 'return', { on: '2026-11-10' })
    expect(await withdraw(officer, id, away)).toMatchObject({
      status: 409,
      body: { code: 'changed-since', message: '此后又登记了王铁柱 2026-11-10 的返回，请先撤销那一条。' },
    })
    expect((await withdraw(officer, id, back)).status).toBe(200)
    expect((await withdraw(officer, id, away)).status).toBe(200)
    expect((await officer.get(`/residents/${id}`)).body).toMatchObject({ presence: 'here', awaySince: null })
  })

  test('is refused when the resident has signed anew since', async () => {
    const signing = await signingOn(day)
    const { county, household, nurse } = signing
    await nurse.post('/agreements', personSigningOf(signing, household.father))
    const officer = await county.as('public-health-staff', units.dongling)
    const moved = await tell(officer, household.father.id, 'move-out', { on: '2026-11-21' })
    await tell(officer, household.father.id, 'move-in', { householdId: household.id, relation: '20' })
    const signed = await nurse.post('/agreements', personSigningOf(signing, household.father))
    expect(signed.status, JSON.stringify(signed.body)).toBe(200)
    const refused = await withdraw(officer, household.father.id, moved)
    expect(refused.status).toBe(409)
    expect(
      (
        await county.sql.query(
          'select count(*)::int as n from resident_events where withdrawn_at is not null',
        )
      ).rows,
    ).toEqual([{ n: 0 }])
  })

  test('an event of somebody else, or beyond reach, is not found', async () => {
    const { county, officer, put } = await residentsOn(day)
    const { id } = await put({})
    const other = await put({ name: '李四', birthDate: '1960-01-01' })
    const eventId = await tell(officer, id, 'away')
    expect((await withdraw(officer, other.id, eventId)).status).toBe(404)
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect((await withdraw(neighbour, id, eventId)).status).toBe(404)
  })
})
