import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import {
  householdOfFour,
  personOf,
  personSigningOf,
  signingOf,
  signingOn,
  teamOf,
} from '../agreements/agreements.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

describe('GET /teams', () => {
  test('a team shows its members, villages, load and caps', async () => {
    const signing = await signingOn('2026-11-21')
    await signing.nurse.post('/agreements', signingOf(signing))
    const { body } = await signing.nurse.get('/teams')
    expect(body).toHaveLength(1)
    expect(body[0]).toMatchObject({
      id: signing.teamId,
      name: '东岭一队',
      unitName: '东岭镇卫生院',
      load: { persons: 4, keyPersons: 0, households: 1, villages: 1 },
      caps: { persons: 2000, households: null },
      capState: 'free',
      villages: [{ code: units.donglingVillage, name: '东岭村' }],
      gaps: [],
      mine: true,
    })
    expect(body[0].members).toHaveLength(2)
  })

  test.each([
    [8, 'free'],
    [9, 'near'],
    [10, 'full'],
  ])('with %i of 10 places taken it is %s', async (taken, capState) => {
    const signing = await signingOn('2026-11-21', { maxPersons: 10 })
    for (let index = 0; index < taken; index++) {
      await signing.nurse.post('/agreements', personSigningOf(signing, await personOf(signing.county)))
    }
    expect((await signing.nurse.get(`/teams/${signing.teamId}`)).body.capState).toBe(capState)
  })

  test('a village doctor sees the team that covers the village, and not the neighbour’s', async () => {
    const signing = await signingOn('2026-11-21')
    const own = await signing.county.as('village-doctor', units.donglingVillage)
    const other = await signing.county.as('village-doctor', units.xiheVillage)
    expect((await own.get('/teams')).body).toHaveLength(1)
    expect((await other.get('/teams')).body).toEqual([])
    expect((await other.get(`/teams/${signing.teamId}`)).status).toBe(404)
  })

  test('the licence that has run out is shown at the member, in words', async () => {
    const signing = await signingOn('2026-11-21')
    await signing.county.sql.query("update staff set licence_expires_on = '2026-11-20'")
    const { body } = await signing.nurse.get(`/teams/${signing.teamId}`)
    expect(body.members[0].ineligible).toBe('执业证已于 2026-11-20 到期')
  })
})

describe('PUT /teams/{id}', () => {
  test('who is taken out was a member until yesterday; villages too', async () => {
    const signing = await signingOn('2026-11-01')
    const { county, township, teamId, nurse } = signing
    county.on('2026-11-21')
    const changed = await township.put(`/teams/${teamId}`, {
      name: '东岭一队',
      unitCode: units.dongling,
      villageCodes: [units.hewan],
      members: [{ staffId: nurse.staffId, role: 'nurse' }],
    })
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    expect(changed.body.members.map((one: { staffId: string }) => one.staffId)).toEqual([nurse.staffId])
    expect(changed.body.gaps).toEqual(['没有团队长', '缺少家庭医生或乡村医生或中医师'])
    const { rows } = await county.sql.query('select until from team_members where leads')
    expect(rows).toEqual([{ until: '2026-11-20' }])
    const villages = await county.sql.query('select village_code, until from team_villages order by since')
    expect(villages.rows).toEqual([
      { village_code: units.donglingVillage, until: '2026-11-20' },
      { village_code: units.hewan, until: null },
    ])
  })

  test('a nurse who joins a team reaches its villages at once', async () => {
    const signing = await signingOn('2026-11-21')
    const newcomer = await signing.county.as('nurse')
    const address = `/signing-preparation?householdId=${signing.household.id}`
    expect((await newcomer.get(address)).status).toBe(404)
    await teamOf(signing.county, signing.township, { name: '东岭二队', nurse: newcomer })
    expect((await newcomer.get(address)).status).toBe(200)
  })

  test('two leaders, an unknown village or a strange member are said at their fields', async () => {
    const { township, nurse } = await signingOn('2026-11-21')
    const reply = await township.put(`/teams/${newId()}`, {
      name: '东岭三队',
      unitCode: units.dongling,
      villageCodes: [320399101299],
      members: [
        { staffId: nurse.staffId, role: 'nurse', leads: true },
        { staffId: newId(), role: 'family-doctor', leads: true },
      ],
    })
    expect(reply).toMatchObject({
      status: 422,
      body: { fields: { members: '团队长只能有一位', villageCodes: '有村不在机构列表中' } },
    })
  })

  test('the neighbour’s team is not taken over by who sends its id as an own team', async () => {
    const { county, township, teamId } = await signingOn('2026-11-21')
    const neighbour = await county.as('public-health-staff', units.xihe)
    const body = { name: '西河一队', unitCode: units.xihe, villageCodes: [units.xiheVillage], members: [] }
    expect((await neighbour.put(`/teams/${teamId}`, body)).status).toBe(404)
    expect((await township.get(`/teams/${teamId}`)).body).toMatchObject({
      name: '东岭一队',
      unitName: '东岭镇卫生院',
    })
  })

  test('a township does not reach the neighbour’s village by letting its own team cover it, the bureau may say so', async () => {
    const { county, township, nurse, teamId } = await signingOn('2026-11-21')
    const body = {
      name: '东岭一队',
      unitCode: units.dongling,
      villageCodes: [units.donglingVillage, units.xiheVillage],
      members: [{ staffId: nurse.staffId, role: 'nurse' }],
    }
    const refused = await township.put(`/teams/${teamId}`, body)
    expect(refused).toMatchObject({ status: 422, body: { fields: { villageCodes: expect.any(String) } } })
    const bureau = await county.as('county-officer', units.county)
    expect((await bureau.put(`/teams/${teamId}`, body)).status).toBe(200)
    expect((await township.put(`/teams/${teamId}`, body)).status, 'as it was set').toBe(200)
  })

  test('whose village a neighbour’s team covers sees the team, and neither dissolves it nor takes its panel', async () => {
    const { county, township, nurse, teamId } = await signingOn('2026-11-21')
    await county.sql.query(
      "insert into team_villages (team_id, village_code, since) values ($1, $2, '2026-01-01')",
      [teamId, units.xiheVillage],
    )
    const neighbour = await county.as('public-health-staff', units.xihe)
    const own = { unitCode: units.xihe, villageCodes: [units.xiheVillage], nurse, name: '西河一队' }
    const toTeamId = await teamOf(county, neighbour, own)
    expect((await neighbour.get(`/teams/${teamId}`)).status).toBe(200)
    const body = { toTeamId, reason: '调整' }
    expect((await neighbour.post(`/teams/${teamId}/hand-over`, body)).status).toBe(404)
    expect((await neighbour.post(`/teams/${teamId}/dissolution`)).status).toBe(404)
    expect((await township.get(`/teams/${teamId}`)).body.dissolvedOn).toBeNull()
  })

  test('a township manages its own teams only, and a nurse none', async () => {
    const signing = await signingOn('2026-11-21')
    const body = { name: '西河一队', unitCode: units.xihe, villageCodes: [], members: [] }
    expect((await signing.township.put(`/teams/${newId()}`, body)).status).toBe(404)
    expect((await signing.nurse.put(`/teams/${newId()}`, body)).status).toBe(403)
  })
})

describe('整体移交', () => {
  test('every agreement goes to the other team with its reason, and its nurse reaches the residents', async () => {
    const signing = await signingOn('2026-11-21')
    const { county, township, nurse, teamId, household } = signing
    const signed = await nurse.post('/agreements', signingOf(signing))
    const successor = await county.as('nurse')
    const toTeamId = await teamOf(county, township, { name: '东岭二队', nurse: successor, villageCodes: [] })
    expect((await successor.get(`/agreements/${signed.body.id}`)).status).toBe(404)
    const preview = await township.get(`/teams/${teamId}/hand-over?toTeamId=${toTeamId}`)
    expect(preview.body).toMatchObject({ agreements: 1, persons: 4, households: 1, refusal: null })
    const done = await township.post(`/teams/${teamId}/hand-over`, { toTeamId, reason: '原团队长退休' })
    expect(done.status, JSON.stringify(done.body)).toBe(200)
    const after = await successor.get(`/agreements/${signed.body.id}`)
    expect(after.body).toMatchObject({ team: { id: toTeamId }, status: 'active', number: signed.body.number })
    expect(after.body.events.at(-1)).toMatchObject({
      kind: 'handed-over',
      details: { reason: '原团队长退休' },
    })
    expect((await nurse.get(`/agreements/${signed.body.id}`)).status).toBe(404)
    const { rows } = await county.sql.query('select team_id from residents where id = $1', [
      household.father.id,
    ])
    expect(rows[0].team_id).toBe(toTeamId)
    const handedOver = async () =>
      (await successor.get(`/agreements/${signed.body.id}`)).body.events.filter(
        ({ kind }: { kind: string }) => kind === 'handed-over',
      )
    const again = await township.post(`/teams/${teamId}/hand-over`, { toTeamId, reason: '原团队长退休' })
    expect([again.status, again.body], 'sent again it was refused, though it was done').toEqual([
      done.status,
      done.body,
    ])
    expect(await handedOver()).toHaveLength(1)
    const another = await township.post(`/teams/${teamId}/hand-over`, { toTeamId, reason: '另一原因' })
    expect(another.body.code).toBe('nothing-to-hand-over')
  })

  test('a team without room does not take a panel', async () => {
    const signing = await signingOn('2026-11-21')
    await signing.nurse.post('/agreements', signingOf(signing))
    const small = await teamOf(signing.county, signing.township, { name: '东岭二队', maxPersons: 3 })
    const reply = await signing.township.post(`/teams/${signing.teamId}/hand-over`, {
      toTeamId: small,
      reason: '原团队长退休',
    })
    expect(reply).toMatchObject({ status: 409, body: { code: 'team-full' } })
  })

  test('a team with residents is not dissolved; without them it is', async () => {
    const signing = await signingOn('2026-11-21')
    const signed = await signing.nurse.post('/agreements', signingOf(signing))
    const dissolve = () => signing.township.post(`/teams/${signing.teamId}/dissolution`)
    expect((await dissolve()).body).toMatchObject({ code: 'team-has-panel', persons: 4 })
    await signing.nurse.post(`/agreements/${signed.body.id}/termination`, {
      reason: 'resident-request',
      terminatedOn: '2026-11-21',
    })
    expect((await dissolve()).body).toMatchObject({ dissolvedOn: '2026-11-21', members: [], villages: [] })
    const other = await householdOfFour(signing.county)
    const refused = await signing.township.post('/agreements', signingOf({ ...signing, household: other }))
    expect(refused.status).toBe(409)
  })
})

test('a county without teams has an empty list', async () => {
  const county = await countyOn('2026-11-21')
  const officer = await county.as('county-officer', units.county)
  expect((await officer.get('/teams')).body).toEqual([])
})

test('what a team must have is the county’s to say, from a day on', async () => {
  const county = await countyOn('2026-11-21')
  const township = await county.as('public-health-staff')
  const officer = await county.as('county-officer', units.county)
  const doctor = await county.as('village-doctor', units.dongling)
  const id = newId()
  await township.put(`/teams/${id}`, {
    name: '东岭村医组',
    unitCode: units.dongling,
    villageCodes: [units.donglingVillage],
    ownCaps: { persons: null, households: null, villages: null },
    members: [{ staffId: doctor.staffId, role: 'village-doctor', leads: true }],
  })
  const gaps = async () => (await township.get(`/teams/${id}`)).body.gaps
  expect(await gaps()).toHaveLength(1)
  const saved = await officer.post('/policies/team-minimum/versions', {
    kind: 'team-minimum',
    id: newId(),
    validFrom: '2026-11-21',
    source: '县卫健〔2026〕30号',
    body: { posts: [{ anyOf: ['village-doctor', 'family-doctor'] }], leaderRoles: ['village-doctor'] },
  })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  expect(await gaps()).toEqual([])
})
