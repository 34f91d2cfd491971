import { statusOn } from '@qianyue/domain/agreements/agreement.ts'
import { localDate } from '@qianyue/domain/days/local-date.ts'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { units } from '../testing/county.ts'
import {
  personOf,
  personSigningOf,
  type Signing,
  signingOf,
  signingOn,
  teamOf,
} from './agreements.fixture.ts'

/** A household signed on a day, with the agreement's reply. */
async function signedOn(day: string, changes: Record<string, unknown> = {}) {
  const signing = await signingOn(day)
  const { status, body } = await signing.nurse.post(
    '/agreements',
    signingOf(signing, { startsOn: day, ...changes }),
  )
  expect(status, JSON.stringify(body)).toBe(200)
  return { ...signing, agreement: body }
}

const presentTeam = async ({ county }: Signing, residentId: string) =>
  (await county.sql.query('select team_id from residents where id = $1', [residentId])).rows[0].team_id

describe('POST /agreements/{id}/renewal 续约', () => {
  test('in the last thirty days: the new term starts the day after the old one ends', async () => {
    const { nurse, county, agreement } = await signedOn('2026-01-01')
    county.on('2026-12-01')
    const early = await nurse.post(`/agreements/${agreement.id}/renewal`, { id: newId() })
    expect(early).toMatchObject({ status: 409, body: { code: 'too-early-to-renew', from: '2026-12-02' } })
    county.on('2026-12-02')
    const id = newId()
    const renewed = await nurse.post(`/agreements/${agreement.id}/renewal`, { id })
    expect(renewed.status, JSON.stringify(renewed.body)).toBe(200)
    expect(renewed.body).toMatchObject({
      id,
      kind: 'renewal',
      status: 'upcoming',
      startsOn: '2027-01-01',
      endsOn: '2027-12-31',
      follows: { id: agreement.id, number: agreement.number },
      feeFen: 12_000,
    })
    expect(renewed.body.members).toHaveLength(4)
    const old = await nurse.get(`/agreements/${agreement.id}`)
    expect(old.body).toMatchObject({ status: 'active', followedBy: { id } })
    county.on('2027-01-01')
    expect((await nurse.get(`/agreements/${agreement.id}`)).body.status).toBe('renewed')
    expect((await nurse.get(`/agreements/${id}`)).body.status).toBe('active')
  })

  test('sent twice it renews once; by another id it is refused', async () => {
    const { nurse, county, agreement } = await signedOn('2026-01-01')
    county.on('2026-12-15')
    const id = newId()
    const first = await nurse.post(`/agreements/${agreement.id}/renewal`, { id })
    const again = await nurse.post(`/agreements/${agreement.id}/renewal`, { id })
    expect(again.body.number).toBe(first.body.number)
    const other = await nurse.post(`/agreements/${agreement.id}/renewal`, { id: newId() })
    expect(other).toMatchObject({ status: 409, body: { code: 'already-renewed' } })
  })

  test('a child that has turned seven goes on with the general package', async () => {
    const signing = await signingOn('2026-01-01')
    const child = await personOf(signing.county, { birthDate: '2019-12-31' })
    const mother = await personOf(signing.county, { birthDate: '1990-01-01' })
    await signing.county.sql.query('update residents set household_id = $1 where id = any ($2)', [
      signing.household.id,
      [child.id, mother.id],
    ])
    const request = personSigningOf(signing, child, {
      startsOn: '2026-01-01',
      signatoryId: mother.id,
      members: [{ residentId: child.id, packageIds: [signing.packages['child-basic']] }],
    })
    const signed = await signing.nurse.post('/agreements', request)
    signing.county.on('2026-12-20')
    const renewed = await signing.nurse.post(`/agreements/${signed.body.id}/renewal`, { id: newId() })
    expect(renewed.body.members[0].packages.map((one: { packageCode: string }) => one.packageCode)).toEqual([
      'general-basic',
    ])
  })

  test('who died or left does not go on', async () => {
    const { nurse, county, agreement, household } = await signedOn('2026-01-01')
    county.on('2026-12-15')
    await nurse.post(`/agreements/${agreement.id}/departures`, {
      residentId: household.mother.id,
      reason: 'moved',
    })
    await county.sql.query("update residents set died_on = '2026-12-10' where id = $1", [
      household.grandmother.id,
    ])
    const renewed = await nurse.post(`/agreements/${agreement.id}/renewal`, { id: newId() })
    expect(renewed.body.members.map((one: { name: string }) => one.name).sort()).toEqual(['王小明', '王建国'])
  })
})

describe('POST /agreements/{id}/transfer 改签', () => {
  test('the old agreement ends the day before the new one starts, with another number', async () => {
    const signing = await signedOn('2026-06-01')
    const { nurse, county, agreement, township, household } = signing
    const second = await teamOf(county, township, { name: '东岭二队', nurse })
    county.on('2026-11-21')
    const id = newId()
    const send = () =>
      nurse.post(`/agreements/${agreement.id}/transfer`, { id, teamId: second, reason: '对服务不满意' })
    const moved = await send()
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    expect(moved.body).toMatchObject({
      kind: 'transfer',
      startsOn: '2026-11-21',
      endsOn: '2027-11-20',
      team: { id: second },
      follows: { id: agreement.id },
    })
    expect(moved.body.number).not.toBe(agreement.number)
    const old = await nurse.get(`/agreements/${agreement.id}`)
    expect(old.body).toMatchObject({
      status: 'transferred',
      terminatedOn: '2026-11-21',
      endReason: 'transfer',
    })
    const gaps = await county.sql.query(
      `select count(*)::int as n from agreement_members where resident_id = $1
         and daterange(starts_on, coalesce(terminated_on, ends_on + 1)) @> date '2026-11-20'`,
      [household.father.id],
    )
    expect(gaps.rows[0].n).toBe(1)
    expect(await presentTeam(signing, household.father.id)).toBe(second)
    expect((await send()).body.number).toBe(moved.body.number)
  })

  test('to the same team, without a reason, or to a full team it is refused and nothing changes', async () => {
    const signing = await signedOn('2026-06-01')
    const { nurse, county, agreement, township, teamId } = signing
    const full = await teamOf(county, township, { name: '东岭二队', nurse, maxPersons: 3 })
    const to = (body: object) =>
      nurse.post(`/agreements/${agreement.id}/transfer`, { id: newId(), reason: '搬家', ...body })
    expect((await to({ teamId })).body.code).toBe('same-team')
    expect((await to({ teamId: full, reason: '' })).status).toBe(422)
    expect((await to({ teamId: full })).body.code).toBe('team-full')
    expect((await nurse.get(`/agreements/${agreement.id}`)).body.status).toBe('active')
  })
})

describe('POST /agreements/{id}/termination 解约', () => {
  test('closes what is owed to the agreement and takes the team from the residents', async () => {
    const signing = await signedOn('2026-11-21')
    const { nurse, agreement, household, county } = signing
    const before = agreement.duties.filter((one: { state: string }) => one.state !== 'cancelled')
    expect(before.length).toBeGreaterThan(0)
    county.on('2026-11-30')
    const preview = await nurse.get(`/agreements/${agreement.id}/termination?reason=moved`)
    expect(preview.body).toMatchObject({ persons: 4, terminatedOn: '2026-12-01', refusal: null })
    expect(preview.body.openDuties).toBeGreaterThan(0)
    const ended = await nurse.post(`/agreements/${agreement.id}/termination`, { reason: 'moved' })
    expect(ended.body, JSON.stringify(ended.body)).toMatchObject({
      terminatedOn: '2026-12-01',
      endReason: 'moved',
    })
    county.on('2026-12-01')
    const after = (await nurse.get(`/agreements/${agreement.id}`)).body
    expect(after.status).toBe('terminated')
    const open = after.duties.filter((one: { state: string }) =>
      ['due', 'overdue', 'upcoming'].includes(one.state),
    )
    expect(open.filter((one: { item: string }) => one.item === 'blood-pressure-check')).toEqual([])
    const again = await nurse.post(`/agreements/${agreement.id}/termination`, {
      reason: 'moved',
      terminatedOn: '2026-12-01',
    })
    expect(again.status).toBe(200)
    expect(household.father.id).toBeTypeOf('string')
  })

  test('from today on: the residents have no team any more, and can be signed anew at once', async () => {
    const signing = await signedOn('2026-06-01')
    const { nurse, agreement, household, county } = signing
    county.on('2026-11-21')
    await nurse.post(`/agreements/${agreement.id}/termination`, {
      reason: 'resident-request',
      terminatedOn: '2026-11-21',
    })
    expect(await presentTeam(signing, household.father.id)).toBeNull()
    const anew = await nurse.post('/agreements', signingOf(signing))
    expect(anew.status, JSON.stringify(anew.body)).toBe(200)
  })

  test('a nurse ends the agreement of a resident who lives outside her team’s villages', async () => {
    const signing = await signingOn('2026-11-21')
    const far = await personOf(signing.county, { villageCode: units.hewan })
    const request = personSigningOf(signing, far)
    expect((await signing.nurse.post('/agreements', request)).status).toBe(404)
    expect((await signing.township.post('/agreements', request)).status).toBe(200)
    expect((await signing.nurse.get(`/agreements/${request.id}`)).status).toBe(200)
    const ended = await signing.nurse.post(`/agreements/${request.id}/termination`, {
      reason: 'moved',
      terminatedOn: '2026-11-21',
    })
    expect(ended.status, JSON.stringify(ended.body)).toBe(200)
    expect((await signing.nurse.get(`/agreements/${request.id}`)).status).toBe(404)
  })

  test('services that were not delivered are refunded to each payer, exact to the fen', async () => {
    const { nurse, agreement, household, county } = await signedOn('2026-11-21')
    const ended = await nurse.post(`/agreements/${agreement.id}/termination`, {
      reason: 'provider-fault',
      terminatedOn: '2026-11-22',
    })
    expect(ended.body).toMatchObject({ feeFen: 12_000, refundedFen: 12_000 })
    const fees = await county.sql.query(
      'select payer, refunded_fen from agreement_fees where resident_id = $1 order by payer',
      [household.grandmother.id],
    )
    expect(fees.rows).toEqual([
      { payer: 'insurance-fund', refunded_fen: 3600 },
      { payer: 'policy-relief', refunded_fen: 4800 },
      { payer: 'public-health-fund', refunded_fen: 3600 },
    ])
  })

  // 8 × 5 + 2 × 10 + 40 + 5 = 105 yuan of list value; without the test 100 of them are unused.
  test.each([
    ['clinic', Math.round((12_000 * 100) / 105), 'what was delivered is not refunded'],
    ['phone', 12_000, 'a call was held against the resident as a test that was done'],
  ])('one glucose test of 105 yuan of list value by %s: %i fen, %s', async (mode, refundFen) => {
    const { nurse, agreement, household, county } = await signedOn('2026-06-01')
    county.on('2026-08-01')
    const recorded = await nurse.post('/service-records', {
      id: newId(),
      residentId: household.grandmother.id,
      form: 'general-service',
      performedOn: '2026-07-01',
      mode,
      values: { service: 'fasting-glucose', content: '空腹血糖 6.1' },
    })
    expect(recorded.status, JSON.stringify(recorded.body)).toBe(200)
    const preview = await nurse.get(
      `/agreements/${agreement.id}/termination?reason=provider-fault&terminatedOn=2026-08-01`,
    )
    expect(preview.body.refundFen).toBe(refundFen)
  })

  test('of an intermediate package what the primary one in it has delivered was refunded', async () => {
    const signing = await signingOn('2026-06-01')
    const { nurse, county, household, packages } = signing
    const asked = personSigningOf(signing, household.grandmother, {
      startsOn: '2026-06-01',
      members: [
        { residentId: household.grandmother.id, packageIds: [packages['hypertension-intermediate']] },
      ],
    })
    const { body: agreement } = await nurse.post('/agreements', asked)
    county.on('2026-08-01')
    const recorded = await nurse.post('/service-records', {
      id: newId(),
      residentId: household.grandmother.id,
      form: 'general-service',
      performedOn: '2026-07-01',
      mode: 'clinic',
      values: { service: 'liver-kidney-test', content: '正常' },
    })
    expect(recorded.status, JSON.stringify(recorded.body)).toBe(200)
    const preview = await nurse.get(
      `/agreements/${agreement.id}/termination?reason=provider-fault&terminatedOn=2026-08-01`,
    )
    // Its own 12 × 5 + 40 + 25 + 2 × 10 and the primary one's 2 × 10 + 40 + 5 are 210 yuan; 40 of them were delivered.
    expect(preview.body.refundFen).toBe(Math.round((22_000 * 170) / 210))
  })

  test.each([
    [{ reason: 'other' }, 'other-reason-needs-note'],
    [{ reason: 'transfer' }, 'transfer-by-its-own-step'],
    [{ reason: 'moved', terminatedOn: '2026-05-31' }, 'ends-before-start'],
    [{ reason: 'moved', terminatedOn: '2026-12-31' }, 'ends-in-future'],
  ])('%o is refused as %s', async (body, code) => {
    const { nurse, agreement, county } = await signedOn('2026-06-01')
    county.on('2026-11-21')
    const refused = await nurse.post(`/agreements/${agreement.id}/termination`, body)
    expect([refused.status, refused.body.code]).toEqual([409, code])
  })

  test('a renewal that has not begun ends with it, and its fees go back whole', async () => {
    const { nurse, agreement, county } = await signedOn('2026-01-01')
    county.on('2026-12-15')
    const id = newId()
    await nurse.post(`/agreements/${agreement.id}/renewal`, { id })
    const ended = await nurse.post(`/agreements/${agreement.id}/termination`, { reason: 'moved' })
    expect(ended.status, JSON.stringify(ended.body)).toBe(200)
    const renewal = (await nurse.get(`/agreements/${id}`)).body
    expect(renewal).toMatchObject({ terminatedOn: '2027-01-01', endReason: 'moved', refundedFen: 12_000 })
  })
})

describe('POST /agreements/{id}/departures 成员退出', () => {
  test('one member leaves and the agreement goes on for the others', async () => {
    const signing = await signedOn('2026-06-01')
    const { nurse, agreement, household, county } = signing
    county.on('2026-11-21')
    const leave = (residentId: string) =>
      nurse.post(`/agreements/${agreement.id}/departures`, {
        residentId,
        reason: 'moved',
        terminatedOn: '2026-11-21',
      })
    const left = await leave(household.grandmother.id)
    expect(left.body).toMatchObject({ status: 'active', terminatedOn: null })
    const grandmother = left.body.members.find((one: { name: string }) => one.name === '王秀英')
    expect(grandmother).toMatchObject({ terminatedOn: '2026-11-21', endReason: 'moved' })
    expect(await presentTeam(signing, household.grandmother.id)).toBeNull()
    expect(await presentTeam(signing, household.father.id)).toBe(signing.teamId)
    expect((await leave(household.grandmother.id)).status).toBe(200)
  })

  test('with the last member the agreement ends', async () => {
    const { nurse, agreement, household } = await signedOn('2026-11-21')
    const { father, mother, grandmother, child } = household
    let body: { status: string; terminatedOn: string | null } | null = null
    for (const { id } of [father, mother, grandmother, child]) {
      const left = await nurse.post(`/agreements/${agreement.id}/departures`, {
        residentId: id,
        reason: 'moved',
        terminatedOn: '2026-11-21',
      })
      body = left.body
    }
    expect(body).toMatchObject({ status: 'terminated', terminatedOn: '2026-11-21' })
  })

  test('who is not a member does not leave', async () => {
    const { nurse, agreement } = await signedOn('2026-11-21')
    const refused = await nurse.post(`/agreements/${agreement.id}/departures`, {
      residentId: newId(),
      reason: 'moved',
    })
    expect(refused).toMatchObject({ status: 409, body: { code: 'not-a-member' } })
  })
})

describe('a draft 待签约', () => {
  test('takes the residents’ days, has no number, and counts only when signed', async () => {
    const signing = await signingOn('2026-11-21')
    const request = signingOf(signing, { pending: true })
    const draft = await signing.nurse.post('/agreements', request)
    expect(draft.body).toMatchObject({ status: 'pending', number: null, signedOn: null, duties: [] })
    expect(await presentTeam(signing, signing.household.father.id)).toBeNull()
    expect((await signing.nurse.post('/agreements', signingOf(signing))).body.code).toBe('already-signed')
    const signed = await signing.nurse.post(`/agreements/${request.id}/signature`)
    expect(signed.body, JSON.stringify(signed.body)).toMatchObject({
      status: 'active',
      signedOn: '2026-11-21',
    })
    expect(signed.body.number).not.toBeNull()
    expect(await presentTeam(signing, signing.household.father.id)).toBe(signing.teamId)
  })

  test('declined with a reason it frees the days', async () => {
    const signing = await signingOn('2026-11-21')
    const request = signingOf(signing, { pending: true })
    await signing.nurse.post('/agreements', request)
    const declined = await signing.nurse.post(`/agreements/${request.id}/declining`, {
      declined: 'withdrawn',
      note: '居民想再考虑',
    })
    expect(declined.body.status).toBe('withdrawn')
    expect((await signing.nurse.post(`/agreements/${request.id}/signature`)).body.code).toBe(
      'agreement-declined',
    )
    expect((await signing.nurse.post('/agreements', signingOf(signing))).status).toBe(200)
  })
})

describe('POST /agreement-renewals 批量续约', () => {
  test('a preview writes nothing; the batch renews what can be and says why the rest cannot', async () => {
    const { nurse, county, agreement, ...signing } = await signedOn('2026-01-01')
    const late = await personOf(county)
    const notYet = await nurse.post(
      '/agreements',
      personSigningOf({ nurse, county, ...signing }, late, { startsOn: '2026-03-01' }),
    )
    county.on('2026-12-15')
    const renewals = [agreement.id, notYet.body.id, newId()].map((agreementId) => ({
      agreementId,
      id: newId(),
    }))
    const preview = await nurse.post('/agreement-renewals', { renewals, preview: true })
    expect(preview.body).toMatchObject({ renewed: 1, refused: 2 })
    expect((await nurse.get('/agreements?kind=renewal')).body.total).toBe(0)
    const done = await nurse.post('/agreement-renewals', { renewals })
    expect(done.body).toMatchObject({ renewed: 1, refused: 2 })
    const of = (id: string) =>
      done.body.outcomes.find((one: { agreementId: string }) => one.agreementId === id)
    expect(of(agreement.id)).toMatchObject({
      refusal: null,
      startsOn: '2027-01-01',
      persons: 4,
      feeFen: 12_000,
    })
    expect(of(notYet.body.id).refusal).toContain('2027-01-30')
  })

  test('a batch sent again answers as the first time, with people and fees, and renews nothing twice', async () => {
    const { nurse, county, agreement } = await signedOn('2026-01-01')
    county.on('2026-12-15')
    const renewals = [{ agreementId: agreement.id, id: newId() }]
    const done = await nurse.post('/agreement-renewals', { renewals })
    expect(done.body.outcomes[0]).toMatchObject({ persons: 4, feeFen: 12_000, refusal: null })
    const again = await nurse.post('/agreement-renewals', { renewals })
    expect(again.body).toEqual(done.body)
    expect((await nurse.get('/agreements?kind=renewal')).body.total).toBe(1)
  })
})

describe('GET /agreements 协议列表', () => {
  test('its statuses in SQL are those of the domain, on days around every edge', async () => {
    const signing = await signingOn('2026-01-01')
    const {
      nurse,
      county,
      agreement: first,
    } = await (async () => {
      const reply = await signing.nurse.post('/agreements', signingOf(signing, { startsOn: '2026-01-01' }))
      return { ...signing, agreement: reply.body }
    })()
    const alone = async (changes: Record<string, unknown>) => {
      const reply = await nurse.post('/agreements', personSigningOf(signing, await personOf(county), changes))
      expect(reply.status, JSON.stringify(reply.body)).toBe(200)
      return reply.body.id as string
    }
    const draft = await alone({ startsOn: '2026-01-01', pending: true })
    const declined = await alone({ startsOn: '2026-01-01', pending: true })
    await nurse.post(`/agreements/${declined}/declining`, { declined: 'rejected', note: '不在服务范围' })
    const ended = await alone({ startsOn: '2026-01-01' })
    await alone({ startsOn: '2026-01-01' })
    county.on('2026-12-20')
    await nurse.post(`/agreements/${first.id}/renewal`, { id: newId() })
    await nurse.post(`/agreements/${ended}/termination`, { reason: 'moved', terminatedOn: '2026-12-20' })
    const statuses = [
      'pending',
      'rejected',
      'terminated',
      'transferred',
      'upcoming',
      'active',
      'renewable',
      'renewed',
      'expired',
    ]
    const seen = new Set<string>()
    for (const day of ['2026-12-01', '2026-12-02', '2026-12-19', '2026-12-31', '2027-01-01', '2028-01-01']) {
      county.on(day)
      const all = (await nurse.get('/agreements?limit=500')).body.items
      for (const status of statuses) {
        const found = (await nurse.get(`/agreements?status=${status}&limit=500`)).body
        const expected = all.filter((one: { status: string }) => one.status === status)
        expect(found.items.map((one: { id: string }) => one.id)).toEqual(
          expected.map((one: { id: string }) => one.id),
        )
        expect(found.total).toBe(expected.length)
        if (expected.length > 0) seen.add(status)
      }
    }
    expect(draft).toBeTypeOf('string')
    expect([...seen].sort()).toEqual([
      'active',
      'expired',
      'pending',
      'rejected',
      'renewable',
      'renewed',
      'terminated',
      'upcoming',
    ])
    expect(statusOn(localDate('2026-01-01'), { ...first, declined: null, renewed: false } as never, 30)).toBe(
      'active',
    )
  })

  test('pages follow each other without a gap or a double', async () => {
    const signing = await signingOn('2026-11-21')
    for (let index = 0; index < 7; index++) {
      await signing.nurse.post('/agreements', personSigningOf(signing, await personOf(signing.county)))
    }
    for (const order of ['newest', 'ending']) {
      const ids: string[] = []
      let cursor = ''
      do {
        const { body } = await signing.nurse.get(
          `/agreements?limit=3&order=${order}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        )
        expect(body.total).toBe(7)
        ids.push(...body.items.map((one: { id: string }) => one.id))
        cursor = body.nextCursor ?? ''
      } while (cursor)
      expect(new Set(ids).size).toBe(7)
      expect(ids).toHaveLength(7)
    }
  })

  test('filters by team, by village, by number and by the day it ends', async () => {
    const { nurse, agreement, teamId } = await signedOn('2026-11-21')
    const total = async (query: string) => (await nurse.get(`/agreements?${query}`)).body.total
    expect(await total(`teamId=${teamId}`)).toBe(1)
    expect(await total(`teamId=${newId()}`)).toBe(0)
    expect(await total(`orgId=${units.donglingVillage}`)).toBe(1)
    expect(await total(`orgId=${units.hewan}`)).toBe(0)
    expect(await total(`q=${encodeURIComponent(agreement.number.slice(-6))}`)).toBe(1)
    expect(await total(`q=${encodeURIComponent('王建')}`)).toBe(1)
    expect(await total('endsBy=2027-11-19')).toBe(0)
    expect(await total('endsBy=2027-11-20')).toBe(1)
    expect(await total('paid=true')).toBe(1)
  })

  test('reading one person’s agreement is in the audit trail, signing it too', async () => {
    const { nurse, agreement, household, county } = await signedOn('2026-11-21')
    await nurse.get(`/agreements/${agreement.id}`)
    const { rows } = await county.sql.query(
      'select action from audit_entries where resident_id = $1 and account_id = $2 order by id',
      [household.grandmother.id, nurse.accountId],
    )
    expect(rows.map(({ action }) => action)).toEqual(['agreements.sign', 'agreements.read'])
  })
})
