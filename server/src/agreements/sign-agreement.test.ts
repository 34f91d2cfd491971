import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { units } from '../testing/county.ts'
import {
  householdOfFour,
  personOf,
  personSigningOf,
  signingOf,
  signingOn,
  teamOf,
} from './agreements.fixture.ts'

describe('POST /agreements 签约', () => {
  test('a household of four signs with one signature: number, members, fees, duties', async () => {
    const signing = await signingOn('2026-11-21')
    const { nurse, household, county } = signing
    const request = signingOf(signing)
    const { status, body } = await nurse.post('/agreements', request)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({
      id: request.id,
      number: `${units.dongling}-2026-000001`,
      status: 'active',
      kind: 'first',
      startsOn: '2026-11-21',
      endsOn: '2027-11-20',
      signedOn: '2026-11-21',
      signatory: { residentId: household.father.id },
      feeFen: 12_000,
      feeSplit: [
        { payer: 'public-health-fund', fen: 3600 },
        { payer: 'insurance-fund', fen: 3600 },
        { payer: 'policy-relief', fen: 4800 },
      ],
    })
    expect(body.members).toHaveLength(4)
    const grandmother = body.members.find((one: { name: string }) => one.name === '王秀英')
    expect(grandmother.populations).toEqual(
      expect.arrayContaining(['registered-poor', 'hypertension', 'elderly']),
    )
    expect(grandmother.packages.map((one: { name: string }) => one.name)).toEqual([
      '高血压患者初级包',
      '老年人基础包',
      '一般人群基础包',
    ])
    const owed = body.duties.filter(
      (one: { residentId: string }) => one.residentId === household.grandmother.id,
    )
    expect(owed.map((one: { item: string }) => one.item)).toEqual(
      expect.arrayContaining(['hypertension-follow-up', 'blood-pressure-check', 'elderly-examination']),
    )
    const teams = await county.sql.query('select distinct team_id from residents where household_id = $1', [
      household.id,
    ])
    expect(teams.rows).toEqual([{ team_id: signing.teamId }])
  })

  test('sending the same signing twice signs once and answers the same', async () => {
    const signing = await signingOn('2026-11-21')
    const request = signingOf(signing)
    const first = await signing.nurse.post('/agreements', request)
    const again = await signing.nurse.post('/agreements', request)
    expect(again.status).toBe(200)
    expect(again.body).toEqual(first.body)
    const { rows } = await signing.county.sql.query('select count(*)::int as n from agreements')
    expect(rows[0].n).toBe(1)
  })

  test('the same signing sent twice at once signs once, and both are answered alike', async () => {
    const signing = await signingOn('2026-11-21')
    const request = signingOf(signing)
    const replies = await Promise.all([1, 2, 3].map(() => signing.nurse.post('/agreements', request)))
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(replies.map(({ body }) => body.number)).size).toBe(1)
  })

  test('two nurses signing one resident at once: one succeeds, one is refused with words', async () => {
    const signing = await signingOn('2026-11-21')
    const other = await signing.county.as('nurse')
    const secondTeam = await teamOf(signing.county, signing.township, { name: '东岭二队', nurse: other })
    for (let round = 0; round < 5; round++) {
      const person = await personOf(signing.county)
      const replies = await Promise.all([
        signing.nurse.post('/agreements', personSigningOf(signing, person)),
        other.post('/agreements', personSigningOf(signing, person, { teamId: secondTeam })),
      ])
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
      const refused = replies.find(({ status }) => status === 409)!
      expect(refused.body).toMatchObject({
        code: 'already-signed',
        until: '2027-11-20',
        residentId: person.id,
      })
      expect(refused.body.message).toContain('2027-11-20')
    }
  })

  test('somebody who is signed where the viewer does not look is still signed once: the database says so', async () => {
    const signing = await signingOn('2026-11-21')
    const person = await personOf(signing.county)
    const term = "daterange('2026-11-21', '2027-11-21')"
    await signing.nurse.post('/agreements', personSigningOf(signing, person))
    const second = signing.county.sql.query(
      `insert into agreement_members (agreement_id, resident_id, team_id, packages, package_version_ids, populations,
         starts_on, ends_on)
       select id, $1, team_id, '[]', '{}', '{}', lower(${term}), upper(${term}) - 1 from agreements`,
      [person.id],
    )
    await expect(second).rejects.toMatchObject({ code: '23505' })
    const other = await personOf(signing.county)
    const signed = await signing.nurse.post('/agreements', personSigningOf(signing, other))
    const overlap = signing.county.sql.query(
      `insert into agreement_members (agreement_id, resident_id, team_id, packages, package_version_ids, populations,
         starts_on, ends_on)
       select id, $1, team_id, '[]', '{}', '{}', '2027-11-20', '2028-11-19' from agreements where id = $2`,
      [person.id, signed.body.id],
    )
    await expect(overlap).rejects.toMatchObject({ constraint: 'one_agreement_at_a_time' })
  })

  test('a household of another township cannot be found', async () => {
    const signing = await signingOn('2026-11-21')
    const far = await householdOfFour(signing.county, units.xiheVillage)
    const request = signingOf({ ...signing, household: far })
    expect((await signing.nurse.post('/agreements', request)).status).toBe(404)
    expect((await signing.township.post('/agreements', request)).status).toBe(404)
    expect((await signing.nurse.get(`/signing-preparation?householdId=${far.id}`)).status).toBe(404)
  })

  test('a team of another township cannot be found', async () => {
    const signing = await signingOn('2026-11-21')
    const officer = await signing.county.as('county-officer', units.county)
    const far = await teamOf(signing.county, officer, {
      name: '西河一队',
      unitCode: units.xihe,
      villageCodes: [units.xiheVillage],
    })
    expect((await signing.nurse.post('/agreements', signingOf(signing, { teamId: far }))).status).toBe(404)
  })

  test('an agreement of another township cannot be read, listed or ended', async () => {
    const signing = await signingOn('2026-11-21')
    const { id } = (await signing.nurse.post('/agreements', signingOf(signing))).body
    const neighbour = await signing.county.as('public-health-staff', units.xihe)
    expect((await neighbour.get(`/agreements/${id}`)).status).toBe(404)
    expect((await neighbour.get('/agreements')).body).toMatchObject({ items: [], total: 0 })
    const end = await neighbour.post(`/agreements/${id}/termination`, { reason: 'moved' })
    expect(end.status).toBe(404)
    expect((await signing.county.as('finance-officer')).post).toBeTypeOf('function')
  })

  test('who may look but not sign is told so', async () => {
    const signing = await signingOn('2026-11-21')
    const supervisor = await signing.county.as('supervisor')
    expect((await supervisor.post('/agreements', signingOf(signing))).status).toBe(403)
  })

  test('a village doctor signs the people of his village with the township’s team', async () => {
    const signing = await signingOn('2026-11-21')
    const doctor = await signing.county.as('village-doctor', units.donglingVillage)
    expect((await doctor.post('/agreements', signingOf(signing))).status).toBe(200)
    const neighbour = await signing.county.as('village-doctor', units.hewan)
    expect((await neighbour.get('/agreements')).body.total).toBe(0)
  })
})

describe('what stands against a signing', () => {
  test.each([
    [{ termMonths: 18 }, 'term-not-allowed'],
    [{ startsOn: '2027-03-01' }, 'starts-too-late'],
    [{ startsOn: '2024-11-21' }, 'starts-too-early'],
  ])('%o is refused as %s', async (changes, code) => {
    const signing = await signingOn('2026-11-21', { packagesFrom: '2020-01-01' })
    const { status, body } = await signing.nurse.post('/agreements', signingOf(signing, changes))
    expect([status, body.code]).toEqual([409, code])
  })

  test('the child does not sign, and somebody of another household does not either', async () => {
    const signing = await signingOn('2026-11-21')
    const stranger = await personOf(signing.county)
    const by = async (signatoryId: string) =>
      (await signing.nurse.post('/agreements', signingOf(signing, { signatoryId }))).body.code
    expect(await by(signing.household.child.id)).toBe('signatory-not-adult')
    expect(await by(stranger.id)).toBe('signatory-not-of-household')
    expect(await by(newId())).toBe('signatory-unknown')
  })

  test('the child alone is signed for by its mother', async () => {
    const signing = await signingOn('2026-11-21')
    const { child, mother } = signing.household
    const request = personSigningOf(signing, child, { signatoryId: mother.id })
    expect((await signing.nurse.post('/agreements', request)).status).toBe(200)
  })

  test('a full team is refused, with its limit', async () => {
    const signing = await signingOn('2026-11-21', { maxPersons: 4 })
    expect((await signing.nurse.post('/agreements', signingOf(signing))).status).toBe(200)
    const person = await personOf(signing.county)
    const refused = await signing.nurse.post('/agreements', personSigningOf(signing, person))
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'team-full', cap: 'persons', limit: 4, count: 4 },
    })
    expect(refused.body.message).toContain('4 人')
  })

  test('the last place of a team is given once, also to many at once', async () => {
    const signing = await signingOn('2026-11-21', { maxPersons: 3 })
    const people = await Promise.all(Array.from({ length: 6 }, () => personOf(signing.county)))
    const replies = await Promise.all(
      people.map((person) => signing.nurse.post('/agreements', personSigningOf(signing, person))),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(replies.filter(({ body }) => body.code === 'team-full')).toHaveLength(3)
  })

  test('a team whose leader is suspended, or whose licence has run out, does not sign', async () => {
    const signing = await signingOn('2026-11-21')
    const refusal = async () => (await signing.nurse.post('/agreements', signingOf(signing))).body
    const leader = '(select staff_id from team_members where leads)'
    await signing.county.sql.query(`update staff set licence_expires_on = '2026-11-20' where id = ${leader}`)
    expect((await refusal()).message).toContain('执业证已于 2026-11-20 到期')
    await signing.county.sql.query(
      `update staff set licence_expires_on = null, suspended_since = '2026-10-01' where id = ${leader}`,
    )
    expect(await refusal()).toMatchObject({ code: 'team-not-eligible' })
  })

  test('a package for others is refused with whom it is for', async () => {
    const signing = await signingOn('2026-11-21')
    const { father } = signing.household
    const request = personSigningOf(signing, father, {
      members: [{ residentId: father.id, packageIds: [signing.packages['hypertension-primary']] }],
    })
    const { status, body } = await signing.nurse.post('/agreements', request)
    expect([status, body.code]).toEqual([409, 'package-not-for-person'])
    expect(body.message).toContain('高血压')
  })

  test('a request that contradicts itself is said at its field', async () => {
    const signing = await signingOn('2026-11-21')
    const missing = await signing.nurse.post('/agreements', signingOf(signing, { householdId: undefined }))
    expect(missing).toMatchObject({ status: 422, body: { fields: { householdId: expect.any(String) } } })
    const nobody = await signing.nurse.post('/agreements', signingOf(signing, { members: [] }))
    expect(nobody).toMatchObject({ status: 422, body: { fields: { members: '请至少选择一位成员' } } })
  })

  test('a term that began before today is marked as late paper', async () => {
    const signing = await signingOn('2026-11-21')
    const { body } = await signing.nurse.post('/agreements', signingOf(signing, { startsOn: '2026-11-01' }))
    expect(body).toMatchObject({ kind: 'late-signing', startsOn: '2026-11-01', endsOn: '2027-10-31' })
  })

  test('a lower tier beside a higher one is neither agreed twice nor paid', async () => {
    const signing = await signingOn('2026-11-21')
    const { grandmother } = signing.household
    const packageIds = ['hypertension-basic', 'hypertension-primary', 'general-basic'].map(
      (code) => signing.packages[code],
    )
    const request = personSigningOf(signing, grandmother, {
      members: [{ residentId: grandmother.id, packageIds }],
    })
    const { body } = await signing.nurse.post('/agreements', request)
    expect(body.members[0].packages.map((one: { packageCode: string }) => one.packageCode)).toEqual([
      'hypertension-primary',
      'general-basic',
    ])
    expect(body.feeFen).toBe(12_000)
  })
})

describe('before signing', () => {
  test('the family, what policy proposes for each and why, and who may sign', async () => {
    const signing = await signingOn('2026-11-21')
    const { household, packages } = signing
    const { status, body } = await signing.nurse.get(`/signing-preparation?householdId=${household.id}`)
    expect(status).toBe(200)
    const of = (id: string) => body.members.find((one: { residentId: string }) => one.residentId === id)
    expect(of(household.grandmother.id).proposals).toEqual([
      {
        packageId: packages['hypertension-primary'],
        because: expect.stringContaining('建档立卡'),
        relief: true,
      },
      expect.objectContaining({ packageId: packages['elderly-basic'] }),
      expect.objectContaining({ packageId: packages['general-basic'] }),
    ])
    expect(of(household.child.id)).toMatchObject({ ageYears: 5, maySign: false, populations: ['child'] })
    expect(of(household.father.id)).toMatchObject({ isHead: true, maySign: true, current: null })
  })

  test('who came back was still shown as away', async () => {
    const signing = await signingOn('2026-11-21')
    const { county, household } = signing
    const away = (residentId: string, until: string | null) =>
      county.sql.query("update residents set away_since = '2026-03-01', away_until = $2 where id = $1", [
        residentId,
        until,
      ])
    await away(household.father.id, '2026-11-20')
    await away(household.mother.id, '2026-11-21')
    const { body } = await signing.nurse.get(`/signing-preparation?householdId=${household.id}`)
    const of = (id: string) => body.members.find((one: { residentId: string }) => one.residentId === id)
    expect(of(household.father.id).awaySince).toBeNull()
    expect(of(household.mother.id).awaySince).toBe('2026-03-01')
  })

  test('a preview says the fee split and everything that stands against it, and writes nothing', async () => {
    const signing = await signingOn('2026-11-21')
    const good = await signing.nurse.post('/agreement-previews', signingOf(signing))
    expect(good.body).toMatchObject({ endsOn: '2027-11-20', refusals: [], feeFen: 12_000 })
    const bad = await signing.nurse.post(
      '/agreement-previews',
      signingOf(signing, { termMonths: 5, signatoryId: signing.household.child.id }),
    )
    expect(bad.body.refusals).toHaveLength(2)
    const { rows } = await signing.county.sql.query('select count(*)::int as n from agreements')
    expect(rows[0].n).toBe(0)
  })

  test('the trail told of a signing where somebody had only looked at what could be signed', async () => {
    const signing = await signingOn('2026-11-21')
    await signing.nurse.post('/agreement-previews', signingOf(signing))
    const { rows } = await signing.county.sql.query(
      "select distinct subject from audit_entries where action = 'agreements.sign'",
    )
    expect(rows).toEqual([{ subject: 'signing page' }])
  })

  test('without a team or signatory yet the preview shows the fees and does not complain', async () => {
    const signing = await signingOn('2026-11-21')
    const request = signingOf(signing, { teamId: undefined, signatoryId: undefined })
    const { status, body } = await signing.nurse.post('/agreement-previews', request)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({ refusals: [], team: null, feeFen: 12_000 })
  })
})
