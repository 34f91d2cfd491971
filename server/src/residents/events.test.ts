import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { personOf, personSigningOf, signingOf, signingOn } from '../agreements/agreements.fixture.ts'
import { units } from '../testing/county.ts'
import { familyOfFive, register, residentsOn } from './residents.fixture.ts'

const day = '2026-11-21'

const eventOf = (kind: string, more: object = {}) => ({ eventId: newId(), kind, on: '2026-11-20', ...more })

describe('POST /residents/{id}/events 人口变动', () => {
  test('going away pauses what falls due, coming back resumes it', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({ birthDate: '1950-01-01' })
    const openNow = async () =>
      (await officer.get(`/residents/${id}`)).body.duties.filter(
        ({ state }: { state: string }) => state === 'due',
      ).length
    const before = await openNow()
    expect(before).toBeGreaterThan(0)
    const away = await officer.post(`/residents/${id}/events`, eventOf('away', { note: '去苏州打工' }))
    expect(away.status, JSON.stringify(away.body)).toBe(200)
    expect(away.body.effects[0].message).toContain('暂停')
    expect((await officer.get(`/residents/${id}`)).body).toMatchObject({
      presence: 'away',
      awaySince: '2026-11-20',
    })
    expect(await openNow()).toBe(0)
    await officer.post(`/residents/${id}/events`, eventOf('return', { on: '2026-11-21' }))
    expect((await officer.get(`/residents/${id}`)).body).toMatchObject({
      presence: 'here',
      awayUntil: '2026-11-20',
    })
    expect(await openNow()).toBe(before)
  })

  test('sent twice it happens once and answers the same', async () => {
    const { county, officer, put } = await residentsOn(day)
    const { id } = await put({})
    const event = eventOf('death', { note: '病故' })
    const first = await officer.post(`/residents/${id}/events`, event)
    const second = await officer.post(`/residents/${id}/events`, event)
    expect(first.status).toBe(200)
    expect(second).toMatchObject({ status: 200, body: first.body })
    expect((await county.sql.query('select kind from resident_events')).rows).toEqual([{ kind: 'death' }])
  })

  test('sent twice at once both are answered alike, and none is told that the person is away already', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({})
    const away = eventOf('away')
    const replies = await Promise.all([1, 2, 3, 4].map(() => officer.post(`/residents/${id}/events`, away)))
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size, JSON.stringify(replies)).toBe(1)
    expect(replies[0]!.status).toBe(200)
  })

  test('the death of a head asks who follows, hands the household on, and tells what the others are', async () => {
    const { officer, put } = await residentsOn(day)
    const family = await familyOfFive(put)
    const death = eventOf('death', { on: day })
    const refused = await officer.post(`/residents/${family.grandfather.id}/events`, death)
    expect(refused).toMatchObject({ status: 409, body: { code: 'new-head-needed' } })
    const withHeir = { ...death, newHeadId: family.son.id }
    const preview = await officer.post(`/residents/${family.grandfather.id}/event-previews`, withHeir)
    expect(preview.body.refusal).toBeNull()
    expect(preview.body.effects.map(({ effect }: { effect: string }) => effect)).toContain('head-changed')
    expect(preview.body.relations).toContainEqual({
      residentId: family.grandmother.id,
      name: '吴秀英',
      relation: '52',
    })
    expect((await officer.post(`/residents/${family.grandfather.id}/events`, withHeir)).status).toBe(200)
    const { body: household } = await officer.get(`/households/${family.householdId}`)
    expect(household.headName).toBe('周建国')
    expect(
      household.members.map(({ name, relationName }: Record<string, string>) => `${name} ${relationName}`),
    ).toEqual(['周建国 户主', '郑小梅 妻', '周欣怡 女', '吴秀英 母亲'])
    expect(household.formerMembers).toMatchObject([{ name: '周大山', until: day }])
    expect(household.events[0]).toMatchObject({ residentName: '周大山', title: '死亡' })
  })

  test('death ends populations and duties, and the record stays readable', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({
      birthDate: '1950-01-01',
      populations: [{ id: newId(), population: 'hypertension', since: '2024-01-01', declaredBy: 'register' }],
    })
    await officer.post(`/residents/${id}/events`, eventOf('death'))
    const { body } = await officer.get(`/residents/${id}`)
    expect(body).toMatchObject({ presence: 'dead', diedOn: '2026-11-20', ageYears: 76 })
    expect(body.populationPeriods).toMatchObject([{ until: '2026-11-20', endedReason: '死亡' }])
    expect(
      body.duties.every(({ state }: { state: string }) => !['due', 'overdue', 'upcoming'].includes(state)),
    ).toBe(true)
    expect((await officer.get('/residents')).body.items).toEqual([])
    expect((await officer.get('/residents?presence=dead')).body.items).toHaveLength(1)
  })

  test('the death of one who lived alone dissolves the household', async () => {
    const { county, officer, put } = await residentsOn(day)
    const { id } = await put({})
    await officer.post(`/residents/${id}/events`, eventOf('death'))
    expect((await county.sql.query('select dissolved_on from households')).rows).toEqual([
      { dissolved_on: '2026-11-20' },
    ])
  })

  test('a member who dies leaves the agreement, which goes on for the others', async () => {
    const signing = await signingOn(day)
    const { county, household } = signing
    const { status, body: agreement } = await signing.nurse.post('/agreements', signingOf(signing))
    expect(status, JSON.stringify(agreement)).toBe(200)
    for (const { id } of [household.father, household.mother, household.grandmother, household.child]) {
      await county.sql.query(
        "insert into household_memberships (resident_id, household_id, since) values ($1, $2, '2020-01-01') on conflict do nothing",
        [id, household.id],
      )
    }
    const officer = await county.as('public-health-staff', units.dongling)
    const told = await officer.post(
      `/residents/${household.grandmother.id}/events`,
      eventOf('death', { on: day }),
    )
    expect(told.status, JSON.stringify(told.body)).toBe(200)
    expect(told.body.effects[1].message).toContain('2026-11-22')
    const parts = await county.sql.query(
      'select resident_id, terminated_on, end_reason from agreement_members where agreement_id = $1 and terminated_on is not null',
      [agreement.id],
    )
    expect(parts.rows).toEqual([
      { resident_id: household.grandmother.id, terminated_on: '2026-11-22', end_reason: 'death' },
    ])
    expect((await officer.get(`/residents/${household.father.id}`)).body.agreement.id).toBe(agreement.id)
  })

  test('moving out closes the record and moving in opens it again', async () => {
    const { officer, put } = await residentsOn(day)
    const family = await familyOfFive(put)
    const { id } = family.daughterInLaw
    await officer.post(`/residents/${id}/events`, eventOf('move-out', { on: '2026-11-01' }))
    expect((await officer.get(`/residents/${id}`)).body.presence).toBe('moved-out')
    expect((await officer.get(`/households/${family.householdId}`)).body.members).toHaveLength(4)
    const back = await officer.post(
      `/residents/${id}/events`,
      eventOf('move-in', { householdId: family.householdId, relation: '38' }),
    )
    expect(back.status, JSON.stringify(back.body)).toBe(200)
    expect((await officer.get(`/residents/${id}`)).body).toMatchObject({
      presence: 'here',
      relationName: '儿媳',
    })
    const { body } = await officer.get(`/households/${family.householdId}`)
    expect(body.members).toHaveLength(5)
    expect(body.formerMembers).toEqual([])
  })

  test('a child who moved away and back missed no check that fell wholly into the time elsewhere', async () => {
    const { county, officer } = await residentsOn(day)
    const { id } = await personOf(county, { birthDate: '2025-02-10' })
    await officer.post(`/residents/${id}/events`, eventOf('move-out', { on: '2026-01-05' }))
    const householdId = newId()
    await county.sql.query("insert into households (id, village_code, address) values ($1, $2, '东岭村')", [
      householdId,
      units.donglingVillage,
    ])
    const back = eventOf('move-in', { on: '2026-11-20', householdId, relation: '20' })
    const told = await officer.post(`/residents/${id}/events`, back)
    expect(told.status, JSON.stringify(told.body)).toBe(200)
    expect((await officer.get(`/residents/${id}`)).body).toMatchObject({ presence: 'here' })
    const { duties } = (await officer.get(`/residents/${id}/year-plan`)).body
    const checks = duties.filter(({ service }: { service: string }) => service === 'child-health-check')
    const states = checks.map(({ key, state }: { key: string; state: string }) => `${key} ${state}`)
    expect(states.sort()).toEqual([
      'child-health-check:age12 cancelled',
      'child-health-check:age18 due',
      'child-health-check:age8 cancelled',
    ])
  })

  test('a patient who moved away and back was on no list any more, and nothing was owed to her', async () => {
    const { county, officer } = await residentsOn(day)
    const { id } = await personOf(county, {
      birthDate: '1970-02-10',
      populations: ['hypertension', 'disabled'],
    })
    const quarters = async () => {
      const { duties } = (await officer.get(`/residents/${id}/year-plan`)).body
      return duties
        .filter(({ service }: { service: string }) => service === 'hypertension-follow-up')
        .map(({ key, state }: { key: string; state: string }) => `${key.split(':')[1]} ${state}`)
    }
    const held = async () => {
      const { rows } = await county.sql.query(
        'select population, until, ended_reason from resident_populations where resident_id = $1 order by population',
        [id],
      )
      return rows.map(({ population, until, ended_reason }) => [population, until !== null, ended_reason])
    }
    await county.sql.query(
      "update resident_populations set until = '2026-03-31', ended_reason = '注销' where population = 'disabled'",
    )
    await officer.post(`/residents/${id}/events`, eventOf('move-out', { on: '2026-05-10' }))
    expect(await held()).toEqual([
      ['disabled', true, '注销'],
      ['hypertension', true, '迁出'],
    ])
    const householdId = newId()
    await county.sql.query("insert into households (id, village_code, address) values ($1, $2, '东岭村')", [
      householdId,
      units.donglingVillage,
    ])
    const back = eventOf('move-in', { on: '2026-11-20', householdId, relation: '20' })
    expect((await officer.post(`/residents/${id}/events`, back)).status).toBe(200)
    expect(await held()).toEqual([
      ['disabled', true, '注销'],
      ['hypertension', false, null],
    ])
    expect(await quarters()).toEqual(['2026Q1 missed', '2026Q2 cancelled', '2026Q3 cancelled', '2026Q4 due'])
    const withdrawal = { id: newId(), reason: '录错' }
    const undone = await officer.post(`/residents/${id}/events/${back.eventId}/withdrawal`, withdrawal)
    expect(undone.status, JSON.stringify(undone.body)).toBe(200)
    expect((await held())[1]).toEqual(['hypertension', true, '迁出'])
  })

  test('a son splits off with wife and child, and stays findable under the new address', async () => {
    const { officer, put } = await residentsOn(day)
    const family = await familyOfFive(put)
    const householdId = newId()
    const split = eventOf('split', {
      householdId,
      address: '东岭村9组7号',
      alongIds: [family.daughterInLaw.id, family.granddaughter.id],
      relations: [
        { residentId: family.daughterInLaw.id, relation: '12' },
        { residentId: family.granddaughter.id, relation: '31' },
      ],
    })
    const reply = await officer.post(`/residents/${family.son.id}/events`, split)
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    const { body: founded } = await officer.get(`/households/${householdId}`)
    expect(founded).toMatchObject({ address: '东岭村9组7号', headName: '周建国' })
    expect(founded.members.map(({ relationName }: { relationName: string }) => relationName)).toEqual([
      '户主',
      '妻',
      '独生女',
    ])
    expect((await officer.get(`/households/${family.householdId}`)).body.members).toHaveLength(2)
    expect((await officer.get(`/residents?q=${encodeURIComponent('9组7号')}`)).body.items).toHaveLength(3)
  })

  test('nobody splits off into a household that is there already, the neighbour’s least of all', async () => {
    const { county, officer, put } = await residentsOn(day)
    const family = await familyOfFive(put)
    const neighbour = await county.as('public-health-staff', units.xihe)
    const theirs = (await register(neighbour, { name: '钱西', villageCode: units.xiheVillage })).body
    const households = async () =>
      (await county.sql.query('select id, head_id, address from households order by id')).rows
    const before = await households()
    const split = eventOf('split', { on: day, householdId: theirs.householdId, address: '东岭村2组9号' })
    const refused = await officer.post(`/residents/${family.son.id}/events`, split)
    expect(refused).toMatchObject({ status: 409, body: { code: 'id-taken' } })
    expect(await households()).toEqual(before)
    expect((await officer.get(`/households/${theirs.householdId}`)).status).toBe(404)
  })

  test('a resident joins another household of the township and counts in its village', async () => {
    const { officer, put } = await residentsOn(day)
    const family = await familyOfFive(put)
    const other = await put({ name: '钱多多', villageCode: units.hewan, address: '河湾村1组1号' })
    const join = eventOf('join', { householdId: other.householdId, relation: '38' })
    expect((await officer.post(`/residents/${family.daughterInLaw.id}/events`, join)).status).toBe(200)
    expect((await officer.get(`/residents/${family.daughterInLaw.id}`)).body).toMatchObject({
      villageName: '河湾村',
      householdId: other.householdId,
    })
    const same = await officer.post(`/residents/${family.daughterInLaw.id}/events`, {
      ...join,
      eventId: newId(),
    })
    expect(same).toMatchObject({ status: 409, body: { code: 'already-in-household' } })
  })

  test('the head changes by agreement of the family', async () => {
    const { officer, put } = await residentsOn(day)
    const family = await familyOfFive(put)
    await officer.post(`/residents/${family.son.id}/events`, eventOf('head-change'))
    const { body } = await officer.get(`/households/${family.householdId}`)
    expect(body.headName).toBe('周建国')
    expect(body.members.find(({ name }: { name: string }) => name === '周大山').relationName).toBe('父亲')
  })

  test('is refused for tomorrow, beyond reach, and by who may not', async () => {
    const { county, officer, put } = await residentsOn(day)
    const { id } = await put({})
    const tomorrow = await officer.post(`/residents/${id}/events`, eventOf('death', { on: '2026-11-22' }))
    expect(tomorrow).toMatchObject({
      status: 409,
      body: { code: 'event-in-future', message: '日期不能晚于今天。' },
    })
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect((await neighbour.post(`/residents/${id}/events`, eventOf('death'))).status).toBe(404)
    const officerOfBureau = await county.as('county-officer', units.county)
    expect((await officerOfBureau.post(`/residents/${id}/events`, eventOf('death'))).status).toBe(403)
  })
})

describe('GET /households/{id} 家庭', () => {
  test('beyond reach is not found, and reading is noted for each member', async () => {
    const { county, officer, put } = await residentsOn(day)
    const family = await familyOfFive(put)
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect((await neighbour.get(`/households/${family.householdId}`)).status).toBe(404)
    await officer.get(`/households/${family.householdId}`)
    const { rows } = await county.sql.query(
      "select count(distinct resident_id)::int as n from audit_entries where action = 'residents.read' and outcome = 'done'",
    )
    expect(rows).toEqual([{ n: 5 }])
  })

  test('a corrected address is found, the old one is not', async () => {
    const { officer, put } = await residentsOn(day)
    const family = await familyOfFive(put)
    await officer.patch(`/households/${family.householdId}`, { address: '东岭村8组66号' })
    const found = async (q: string) =>
      (await officer.get(`/residents?q=${encodeURIComponent(q)}`)).body.items.length
    expect([await found('8组66号'), await found('3组12号')]).toEqual([5, 0])
  })
})

// A person agreement is signed by one alone: kept apart, for it ends with its only member.
test('the agreement of one who moves away ends with the move', async () => {
  const signing = await signingOn(day)
  const request = personSigningOf(signing, signing.household.father)
  const { status, body } = await signing.nurse.post('/agreements', request)
  expect(status, JSON.stringify(body)).toBe(200)
  const officer = await signing.county.as('public-health-staff', units.dongling)
  const moved = await officer.post(
    `/residents/${signing.household.father.id}/events`,
    eventOf('move-out', { on: day }),
  )
  expect(moved.status, JSON.stringify(moved.body)).toBe(200)
  const { rows } = await signing.county.sql.query(
    'select terminated_on, end_reason from agreements where id = $1',
    [body.id],
  )
  expect(rows).toEqual([{ terminated_on: day, end_reason: 'moved' }])
})
