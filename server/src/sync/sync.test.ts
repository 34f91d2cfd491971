import { createHmac } from 'node:crypto'
import { brotliDecompressSync } from 'node:zlib'
import { type Door, digestOf } from '@qianyue/domain/doors/door.ts'
import pg from 'pg'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { signingOf, signingOn } from '../agreements/agreements.fixture.ts'
import { type Caller, type TestCounty, units } from '../testing/county.ts'
import { arranged, followUp, grandmother, recorded } from '../testing/follow-ups.ts'
import { forgetChangesJob } from './forget-changes-job.ts'

async function household(county: TestCounty, villageCode: number, ...members: string[]) {
  const id = newId()
  await county.sql.query(
    "insert into households (id, village_code, group_number, address, head_id) values ($1, $2, 3, '三组12号', $3)",
    [id, villageCode, members[0]],
  )
  await county.sql.query('update residents set household_id = $1 where id = any ($2)', [id, members])
  return id
}

/** What a phone does with its checkpoint: the doors that changed since, and the next checkpoint. */
async function changesSince(doctor: Caller, checkpoint: string, held: Iterable<string> = []) {
  const ids = [...held]
  const { body } = await doctor.post('/sync/changes', {
    checkpoint,
    referenceHash: 'unknown',
    panel: { count: ids.length, digest: digestOf(ids) },
  })
  return { ...body, ids: body.doors.map(({ id }: Door) => id) as string[] }
}

describe('GET /sync/panel 首次同步', () => {
  test('a village doctor is given the doors of the village, with everything the rules need', async () => {
    const { county, doctor, wang } = await arranged()
    const door = await household(county, units.donglingVillage, wang)
    await grandmother(county, { villageCode: units.xiheVillage })
    const record = await recorded(doctor, wang)
    const { body } = await doctor.get('/sync/panel?first=10')
    expect(body.doorIds).toEqual([door])
    expect(body.today).toBe('2026-11-21')
    expect(body.doors[0]).toMatchObject({
      id: door,
      villageName: '东岭村',
      household: { address: '三组12号', groupNumber: 3, headId: wang },
    })
    expect(body.doors[0].members[0]).toMatchObject({
      name: '王秀英',
      facts: {
        birthDate: '1950-03-02',
        populations: [{ population: 'hypertension', since: '2024-01-05' }],
        services: [{ recordId: record.id, performedOn: '2026-11-21' }],
      },
      latest: [{ id: record.id, values: { systolicMmHg: 168 } }],
    })
  })

  test('a valid service card comes as a digest that only its number makes; a new card makes another', async () => {
    const { county, doctor, wang } = await arranged()
    const digestHere = async () =>
      (await doctor.get('/sync/panel?first=1')).body.doors[0].members[0].cardDigest
    expect(await digestHere()).toBeNull()
    const { body: first } = await doctor.get('/sync/panel')
    const code = 'QY-AAAA-BBBB-CCCC-2222'
    await county.sql.query(
      'insert into service_cards (code, resident_id, issued_by) values ($1, $2, gen_random_uuid())',
      [code, wang],
    )
    const expected = createHmac('sha256', wang).update(code).digest('base64url')
    const { ids, doors } = await changesSince(doctor, first.checkpoint, first.doorIds)
    expect(ids).toEqual([wang])
    expect(doors[0].members[0].cardDigest).toBe(expected)
    expect(JSON.stringify(doors)).not.toContain(code)
    await doctor.post(`/residents/${wang}/service-card-replacements`, {})
    expect(await digestHere()).not.toBe(expected)
  })

  test('the door with the nearest duty comes first', async () => {
    const { county, doctor, wang } = await arranged()
    const idle = await household(county, units.donglingVillage, await person(county))
    const owed = await household(county, units.donglingVillage, wang)
    await recorded(doctor, wang)
    const { body } = await doctor.get('/sync/panel')
    expect(body.doorIds).toEqual([owed, idle])
    expect(body.doors).toEqual([])
  })

  test('somebody without a household is a door of their own', async () => {
    const { doctor, wang } = await arranged()
    const { body } = await doctor.get('/sync/panel?first=1')
    expect(body.doors[0]).toMatchObject({ id: wang, household: null, members: [{ id: wang }] })
  })

  test('over a thin line the answer travels compressed', async () => {
    const { county, doctor } = await arranged()
    for (let person = 0; person < 20; person++) await grandmother(county)
    const ask = (encoding: string) =>
      county.app.inject({
        url: '/api/v1/sync/panel?first=500',
        headers: { ...doctor.headers, 'accept-encoding': encoding },
      })
    const plain = await ask('identity')
    const small = await ask('br')
    expect(small.headers['content-encoding']).toBe('br')
    expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length / 5)
    expect(JSON.parse(String(brotliDecompressSync(small.rawPayload))).doorIds).toEqual(plain.json().doorIds)
  })

  test('who died long ago is not on phones, who died last week is', async () => {
    const { county, doctor, wang } = await arranged({ diedOn: '2026-11-15' })
    await grandmother(county, { diedOn: '2026-09-21' })
    expect((await doctor.get('/sync/panel')).body.doorIds).toEqual([wang])
  })
})

describe('POST /sync/changes 增量同步', () => {
  test('nothing changed: nothing travels, and the reference neither', async () => {
    const { doctor, wang } = await arranged()
    const first = (await doctor.get('/sync/panel')).body
    const { body } = await doctor.post('/sync/changes', {
      checkpoint: first.checkpoint,
      referenceHash: first.reference.hash,
      panel: { count: 1, digest: digestOf([wang]) },
    })
    expect(body).toMatchObject({ state: 'delta', doors: [], panelDiffers: false, reference: null })
  })

  test.each([
    ['a service', (_: TestCounty, doctor: Caller, wang: string) => recorded(doctor, wang)],
    [
      'a population',
      (county: TestCounty, _: Caller, wang: string) =>
        county.sql.query(
          "insert into resident_populations (id, resident_id, population, since, source) values ($1, $2, 'diabetes', '2026-01-01', 'declared')",
          [newId(), wang],
        ),
    ],
    [
      'a name',
      (county: TestCounty, _: Caller, wang: string) =>
        county.sql.query("update residents set name = '王秀芳' where id = $1", [wang]),
    ],
    ['an address', (county: TestCounty) => county.sql.query("update households set address = '四组1号'")],
  ])('%s brings the door', async (_, change) => {
    const { county, doctor, wang } = await arranged()
    const door = await household(county, units.donglingVillage, wang)
    const { checkpoint } = (await doctor.get('/sync/panel')).body
    await change(county, doctor, wang)
    const after = await changesSince(doctor, checkpoint)
    expect(after.ids).toEqual([door])
    expect(after.histories.map(({ id }: Door) => id)).toEqual([door])
    expect((await changesSince(doctor, after.checkpoint)).ids, 'once').toEqual([])
  })

  test('a record that is committed after a later one is not missed', async () => {
    const { county, doctor, wang } = await arranged()
    const li = await grandmother(county)
    const { checkpoint } = (await doctor.get('/sync/panel')).body
    const { host, port, user, database, password } = county.sql
    const slow = new pg.Client({ host, port, user, database, password: password ?? '' })
    await slow.connect()
    await slow.query('begin')
    await slow.query("update county_320399.residents set name = '王慢' where id = $1", [wang])
    await county.sql.query("update residents set name = '李快' where id = $1", [li])
    const meanwhile = await changesSince(doctor, checkpoint)
    expect(meanwhile.ids, 'only what is committed').toEqual([li])
    await county.sql.query("update residents set name = '李更快' where id = $1", [li])
    const again = await changesSince(doctor, meanwhile.checkpoint)
    await slow.query('commit')
    await slow.end()
    const later = await changesSince(doctor, again.checkpoint)
    expect(later.ids, 'what began first and ended last').toEqual([wang])
  })

  test('a village and a team that are renamed are called so on phones that hold their doors', async () => {
    const signing = await signingOn('2026-11-21')
    const { county, township, nurse, teamId, household: family } = signing
    await nurse.post('/agreements', signingOf(signing))
    const { body: held } = await nurse.get('/sync/panel')
    const bureau = await county.as('county-officer', units.county)
    const { body: all } = await bureau.get('/org-units')
    const village = all.find(({ code }: { code: number }) => code === units.donglingVillage)
    await bureau.put(`/org-units/${village.code}`, { ...village, areaName: '东岭社区' })
    const { body: team } = await township.get(`/teams/${teamId}`)
    const first = await changesSince(nurse, held.checkpoint, held.doorIds)
    expect(first.doors).toMatchObject([{ id: family.id, villageName: '东岭社区' }])
    const villageCodes = team.villages.map(({ code }: { code: number }) => code)
    await township.put(`/teams/${teamId}`, { ...team, name: '东岭健康队', villageCodes })
    const { doors } = await changesSince(nurse, first.checkpoint, held.doorIds)
    expect(doors).toMatchObject([
      { id: family.id, members: [{ agreements: [{ teamName: '东岭健康队' }] }, {}, {}, {}] },
    ])
  })

  test('who moves out of reach leaves the phone: the panel differs', async () => {
    const { county, doctor, wang } = await arranged()
    const li = await grandmother(county)
    const first = (await doctor.get('/sync/panel')).body
    await county.sql.query('update residents set village_code = $1 where id = $2', [units.xiheVillage, li])
    const after = await changesSince(doctor, first.checkpoint, first.doorIds)
    expect(after).toMatchObject({ panelDiffers: true, ids: [] })
    expect((await doctor.get('/sync/panel')).body.doorIds).toEqual([wang])
    expect((await changesSince(doctor, after.checkpoint, [wang])).panelDiffers).toBe(false)
  })

  test('doors of the neighbour are not told of, changed or not', async () => {
    const { county, doctor } = await arranged()
    const { checkpoint } = (await doctor.get('/sync/panel')).body
    const li = await grandmother(county, { villageCode: units.xiheVillage })
    expect((await changesSince(doctor, checkpoint)).ids).toEqual([])
    expect((await doctor.post('/sync/doors', { doorIds: [li] })).body).toEqual({ doors: [] })
    expect((await doctor.post('/sync/histories', { doorIds: [li] })).body).toEqual({
      histories: [{ id: li, records: [] }],
    })
  })

  test('a copy without contact for over thirty days, or of another database, is fetched afresh', async () => {
    const { county, doctor } = await arranged()
    const { checkpoint } = (await doctor.get('/sync/panel')).body
    county.on('2026-12-21')
    expect((await changesSince(doctor, checkpoint)).state).toBe('delta')
    county.on('2026-12-22')
    expect((await changesSince(doctor, checkpoint)).state).toBe('afresh')
    county.on('2026-11-21')
    await county.sql.query('update door_change_epochs set id = gen_random_uuid()')
    expect((await changesSince(doctor, checkpoint)).state).toBe('afresh')
  })

  test('changes that no phone can ask for any more are forgotten in the night, the others are not', async () => {
    const { county, doctor, wang } = await arranged()
    const { checkpoint } = (await doctor.get('/sync/panel')).body
    await county.sql.query('delete from door_changes')
    await county.sql.query(
      "insert into door_changes (door_id, changed_at) values ($1, '2026-10-16'), ($1, '2026-10-17')",
      [wang],
    )
    await forgetChangesJob.run(county.services, {})
    const { rows } = await county.sql.query('select changed_at from door_changes')
    expect(rows).toHaveLength(1)
    expect((await changesSince(doctor, checkpoint)).ids).toEqual([wang])
  })

  test('a record of the last year is read in the history, one of the year before is not', async () => {
    const { doctor, wang } = await arranged()
    await doctor.post('/service-records', followUp(wang, { performedOn: '2024-12-31' }))
    const kept = await recorded(doctor, wang, { performedOn: '2025-01-01' })
    const { body } = await doctor.post('/sync/histories', { doorIds: [wang] })
    expect(body.histories[0].records).toMatchObject([{ id: kept.id, residentId: wang }])
  })

  test('the number of a set of doors is the same here and there, empty or not', async () => {
    const { county, doctor, wang } = await arranged()
    const ids = [wang, await grandmother(county), await grandmother(county)]
    const { checkpoint } = (await doctor.get('/sync/panel')).body
    expect((await changesSince(doctor, checkpoint, ids)).panelDiffers).toBe(false)
    expect((await changesSince(doctor, checkpoint, ids.slice(1))).panelDiffers).toBe(true)
    await county.sql.query('delete from resident_populations')
    await county.sql.query('delete from residents')
    expect((await changesSince(doctor, checkpoint)).panelDiffers).toBe(false)
  })
})

async function person(county: TestCounty): Promise<string> {
  const id = newId()
  await county.sql.query(
    `insert into residents (id, village_code, name, name_initials, sex, birth_date, registered_on)
     values ($1, $2, '李明', 'lm', 'male', '1990-01-01', '2024-01-05')`,
    [id, units.donglingVillage],
  )
  return id
}
