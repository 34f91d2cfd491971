import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { countyOn, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'
import { refreshIn, residentOf, sign } from './duties.fixture.ts'

const HYPERTENSION = { populations: ['hypertension'] }

describe('GET /duties 应尽服务', () => {
  test('says what is owed to a resident, until when and why', async () => {
    const county = await countyOn('2026-11-21')
    const id = await residentOf(county, HYPERTENSION)
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const reply = await doctor.get(`/duties?residentId=${id}&state=due&service=hypertension-follow-up`)
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual([
      expect.objectContaining({
        residentId: id,
        item: '高血压患者随访',
        service: 'hypertension-follow-up',
        form: 'hypertension-follow-up',
        dueFrom: '2026-10-01',
        dueBy: '2026-12-31',
        state: 'due',
        because: [
          {
            kind: 'specification',
            text: '国家基本公共卫生服务规范（第三版）高血压患者健康管理：每年至少4次面对面随访',
            rule: 'hypertension-follow-up',
          },
        ],
      }),
    ])
  })

  test('names the package of an agreement', async () => {
    const county = await countyOn('2026-11-21')
    const id = await residentOf(county, HYPERTENSION)
    await sign(county, id, { items: [{ service: 'hypertension-follow-up', times: 4, every: 'year' }] })
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const [duty] = (await doctor.get(`/duties?residentId=${id}&state=due&service=hypertension-follow-up`))
      .body
    expect(duty.because.map(({ text }: { text: string }) => text)).toEqual([
      '国家基本公共卫生服务规范（第三版）高血压患者健康管理：每年至少4次面对面随访',
      '签约服务包“高血压初级包”：每年4次',
    ])
  })

  test.each([
    ['state=missed', 3],
    ['state=missed,due', 5],
    ['state=missed&state=due', 5],
    ['dueBy=2026-06-30', 2],
    ['service=chronic-examination', 1],
    ['service=health-education', 0],
    ['limit=2', 2],
    ['limit=3&skip=4', 1],
  ])('asked with %s finds %i', async (query, found) => {
    const county = await countyOn('2026-11-21')
    const id = await residentOf(county, { ...HYPERTENSION, birthDate: '1970-01-01' })
    const doctor = await county.as('village-doctor', units.donglingVillage)
    expect((await doctor.get(`/duties?residentId=${id}&${query}`)).body).toHaveLength(found)
  })

  test.each([
    ['an unknown state', 'state=late'],
    ['no day', 'dueBy=2026-02-30'],
    ['no id', 'residentId=42'],
  ])('%s is refused', async (_, query) => {
    const county = await countyOn('2026-11-21')
    const doctor = await county.as('village-doctor', units.donglingVillage)
    expect((await doctor.get(`/duties?${query}`)).status).toBe(422)
  })

  test('of a unit are those of its villages; of a team those it signed', async () => {
    const county = await countyOn('2026-11-21')
    const here = await residentOf(county, HYPERTENSION)
    const next = await residentOf(county, { ...HYPERTENSION, village: units.hewan })
    const teamId = await sign(county, here)
    const officer = await county.as('public-health-staff', units.dongling)
    const ids = async (query: string) => [
      ...new Set(
        (await officer.get(`/duties?${query}`)).body.map((one: { residentId: string }) => one.residentId),
      ),
    ]
    expect((await ids(`orgId=${units.dongling}`)).sort()).toEqual([here, next].sort())
    expect(await ids(`orgId=${units.hewan}`)).toEqual([next])
    expect(await ids(`teamId=${teamId}`)).toEqual([here])
  })
})

describe('who sees what is owed', () => {
  test.each([
    ['village-doctor', units.donglingVillage, true],
    ['village-doctor', units.hewan, false],
    ['village-doctor', units.xiheVillage, false],
    ['public-health-staff', units.dongling, true],
    ['public-health-staff', units.xihe, false],
    ['county-officer', units.county, true],
  ] as const)('a %s of %i: %s', async (role, unit, sees) => {
    const county = await countyOn('2026-11-21')
    const id = await residentOf(county, HYPERTENSION)
    const caller = await county.as(role, unit)
    expect((await caller.get(`/duties?residentId=${id}`)).body.length > 0).toBe(sees)
    expect((await caller.get('/duties/work-list?when=all')).body.rows.length > 0).toBe(sees)
    expect((await caller.get('/duties/counts')).body.all.residents > 0).toBe(sees)
  })

  test('nobody without a session, and no finance officer', async () => {
    const county = await countyOn('2026-11-21')
    expect((await county.callerWith({}).get('/duties')).status).toBe(401)
    const finance = await county.as('finance-officer', units.dongling)
    expect((await finance.get('/duties')).status).toBe(403)
  })

  test('reading one resident’s duties is in the audit trail', async () => {
    const county = await countyOn('2026-11-21')
    const id = await residentOf(county, HYPERTENSION)
    const doctor = await county.as('village-doctor', units.donglingVillage)
    await doctor.get(`/duties?residentId=${id}`)
    const { rows } = await county.sql.query(
      "select resident_id, account_id from audit_entries where action = 'duties.read'",
    )
    expect(rows).toEqual([{ resident_id: id, account_id: doctor.accountId }])
  })
})

test('the year’s plan is printed on a sheet across: a line a service, each duty in its month', async () => {
  const county = await countyOn('2026-11-21')
  const id = await residentOf(county, HYPERTENSION)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const paper = await doctor.get(`/residents/${id}/year-plan/document`)
  const { text } = await readPdf(paper.raw)
  expect(text).toContain('2026年服务计划')
  expect(text).toContain('高血压患者随访')
  expect(text).toContain('12-31')
  const neighbour = await county.as('village-doctor', units.xiheVillage)
  expect((await neighbour.get(`/residents/${id}/year-plan/document`)).status).toBe(404)
})

describe('GET /duties/work-list 工作清单', () => {
  test('lists by household, the nearest day first, with what can be done now', async () => {
    const county = await countyOn('2026-04-05')
    const householdId = await county.sql
      .query(
        `insert into households (id, village_code, address) values ($1, $2, '东岭村3组12号') returning id`,
        [newId(), units.donglingVillage],
      )
      .then(({ rows }) => rows[0].id as string)
    const elder = await residentOf(county, { name: '王桂英', householdId })
    const other = await residentOf(county, { name: '李建国', ...HYPERTENSION, birthDate: '1970-01-01' })
    const patient = await residentOf(county, {
      name: '王建军',
      householdId,
      ...HYPERTENSION,
      birthDate: '1975-01-01',
    })
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const { rows } = (await doctor.get('/duties/work-list?when=all')).body
    const lines = rows.map((row: { residentId: string; duties: { item: string; state: string }[] }) => [
      row.residentId,
      row.duties.map(({ item, state }) => `${item} ${state}`),
    ])
    const owed = ['高血压患者随访 overdue', '高血压患者随访 due', '慢性病患者健康体检 due']
    const expected = new Map([
      [elder, ['老年人健康体检 due', '老年人中医体质辨识 due']],
      [patient, owed],
      [other, owed],
    ])
    expect(new Map(lines)).toEqual(expected)
    const order = lines.map(([id]: [string]) => id)
    expect(order.indexOf(elder)).toBe(order.indexOf(patient) + 1)
  })

  test.each([
    ['overdue', 1, 1],
    ['week', 1, 1],
    ['month', 1, 1],
    ['all', 2, 5],
  ])('within %s: %i residents, %i duties; the counts say the same', async (when, residents, duties) => {
    const county = await countyOn('2026-04-05')
    await residentOf(county, {})
    await residentOf(county, { ...HYPERTENSION, birthDate: '1970-01-01' })
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const { rows } = (await doctor.get(`/duties/work-list?when=${when}`)).body
    expect(rows).toHaveLength(residents)
    expect(rows.flatMap((row: { duties: unknown[] }) => row.duties)).toHaveLength(duties)
    const counts = (await doctor.get(`/duties/counts?when=${when}`)).body
    expect(counts[when]).toEqual({ residents, duties })
  })

  test('page by page gives every row once', async () => {
    const county = await countyOn('2026-11-21')
    const ids = []
    for (let index = 0; index < 7; index++) ids.push(await residentOf(county, HYPERTENSION))
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page: { rows: { residentId: string }[]; nextCursor: string | null } = (
        await doctor.get(`/duties/work-list?when=all&limit=3${query}`)
      ).body
      seen.push(...page.rows.map((row) => row.residentId))
      cursor = page.nextCursor
    }
    expect(seen.sort()).toEqual(ids.sort())
    expect(new Set(seen).size).toBe(7)
  })

  test('mine are the households that I answer for (包户)', async () => {
    const county = await countyOn('2026-11-21')
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const householdId = newId()
    await county.sql.query(
      'insert into households (id, village_code, responsible_staff_id) values ($1, $2, $3)',
      [householdId, units.donglingVillage, doctor.staffId],
    )
    const mine = await residentOf(county, { ...HYPERTENSION, householdId })
    await residentOf(county, HYPERTENSION)
    const { rows } = (await doctor.get('/duties/work-list?scope=mine&when=all')).body
    expect(rows.map((row: { residentId: string }) => row.residentId)).toEqual([mine])
    expect((await doctor.get('/duties/counts?scope=mine')).body.all.residents).toBe(1)
  })

  test('by service, by population, by name', async () => {
    const county = await countyOn('2026-11-21')
    await residentOf(county, { ...HYPERTENSION, name: '王建军', birthDate: '1970-01-01' })
    await residentOf(county, { name: '李桂英' })
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const names = async (query: string) =>
      (await doctor.get(`/duties/work-list?when=all&${query}`)).body.rows.map(
        (row: { name: string }) => row.name,
      )
    expect(await names('service=hypertension-follow-up')).toEqual(['王建军'])
    expect(await names('service=elderly-examination,tcm-constitution')).toEqual(['李桂英'])
    expect(await names('population=hypertension')).toEqual(['王建军'])
    // Nobody is put on a list of the old: they are known by their age, and were not found.
    expect(await names('population=elderly')).toEqual(['李桂英'])
    expect((await names('population=elderly,hypertension')).sort()).toEqual(['李桂英', '王建军'])
    expect(await names(`q=${encodeURIComponent('桂英')}`)).toEqual(['李桂英'])
    expect(await names('q=%25')).toEqual([])
  })

  test('who is away has nothing to be done at home', async () => {
    const county = await countyOn('2026-11-21')
    const id = await residentOf(county, HYPERTENSION)
    await county.sql.query("update residents set away_since = '2026-10-10' where id = $1", [id])
    await refreshIn(county, '2026-11-21', [id])
    const doctor = await county.as('village-doctor', units.donglingVillage)
    expect((await doctor.get('/duties/work-list?when=all')).body.rows).toEqual([])
    const duties = (
      await doctor.get(`/duties?residentId=${id}&service=hypertension-follow-up&state=upcoming`)
    ).body
    expect(duties).toMatchObject([{ paused: true, pausedUntil: null }])
  })

  test('a page begins nowhere else', async () => {
    const county = await countyOn('2026-11-21')
    const doctor = await county.as('village-doctor', units.donglingVillage)
    expect((await doctor.get('/duties/work-list?cursor=x')).status).toBe(422)
  })
})

describe('POST /duties/{id}/obstacles 无法履行', () => {
  async function refused() {
    const county = await countyOn('2026-11-21')
    const residentId = await residentOf(county, HYPERTENSION)
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const address = `/duties?residentId=${residentId}&service=hypertension-follow-up`
    const duties = (await doctor.get(address)).body
    const duty = duties.find(({ state }: { state: string }) => state === 'due')
    return { county, residentId, doctor, duty, address }
  }

  test('says why, and the duty stays owed', async () => {
    const { doctor, residentId, duty, address } = await refused()
    const note = { id: newId(), residentId, reason: 'refused', remark: '本人签字拒绝' }
    const reply = await doctor.post(`/duties/${duty.id}/obstacles`, note)
    expect(reply).toMatchObject({
      status: 200,
      body: {
        id: duty.id,
        state: 'due',
        obstacle: { reason: 'refused', reasonName: '本人拒绝', notedOn: '2026-11-21' },
      },
    })
    expect((await doctor.post(`/duties/${duty.id}/obstacles`, note)).body).toEqual(reply.body)
    const [again] = (await doctor.get(`${address}&state=due`)).body
    expect(again.obstacle.remark).toBe('本人签字拒绝')
  })

  test('is taken back', async () => {
    const { county, doctor, residentId, duty } = await refused()
    await doctor.post(`/duties/${duty.id}/obstacles`, { id: newId(), residentId, reason: 'away' })
    await county.sql.query("update duty_notes set created_at = created_at - interval '1 second'")
    const reply = await doctor.post(`/duties/${duty.id}/obstacles`, { id: newId(), residentId, reason: null })
    expect(reply.body.obstacle).toBeNull()
  })

  test('by nobody who does not reach the resident or may only look', async () => {
    const { county, residentId, duty } = await refused()
    const note = { id: newId(), residentId, reason: 'away' }
    const neighbour = await county.as('village-doctor', units.xiheVillage)
    expect((await neighbour.post(`/duties/${duty.id}/obstacles`, note)).status).toBe(404)
    const supervisor = await county.as('supervisor', units.county)
    expect((await supervisor.post(`/duties/${duty.id}/obstacles`, note)).status).toBe(403)
  })

  test('sent a day late keeps the day of the attempt and its photographs, and does not hide a newer one', async () => {
    const { doctor, residentId, duty } = await refused()
    const address = `/duties/${duty.id}/obstacles`
    const photoIds = [newId()]
    const late = {
      id: newId(),
      residentId,
      reason: 'not-found',
      notedOn: '2026-11-19',
      evidence: { notedAt: '2026-11-19T01:00:00Z', photoIds },
    }
    const reply = await doctor.post(address, late)
    expect(reply.body.obstacle).toMatchObject({ reason: 'not-found', notedOn: '2026-11-19', photoIds })
    await doctor.post(address, { id: newId(), residentId, reason: 'away', notedOn: '2026-11-20' })
    const older = await doctor.post(address, { ...late, id: newId(), notedOn: '2026-11-18' })
    expect(older.body.obstacle).toMatchObject({ reason: 'away', notedOn: '2026-11-20' })
    expect((await doctor.post(address, { ...late, id: newId(), notedOn: '2026-11-22' })).status).toBe(422)
  })

  test('of an attempt before the service was given is taken, one of the day itself is not', async () => {
    const { doctor, residentId } = await refused()
    const record = await doctor.post('/service-records', {
      id: newId(),
      residentId,
      form: 'hypertension-follow-up',
      performedOn: '2026-11-21',
      mode: 'home',
      values: { systolicMmHg: 138, diastolicMmHg: 86 },
    })
    const note = { residentId, reason: 'not-found' }
    const address = `/duties/${record.body.fulfilled[0]}/obstacles`
    expect((await doctor.post(address, { ...note, id: newId(), notedOn: '2026-11-20' })).status).toBe(200)
    expect((await doctor.post(address, { ...note, id: newId() })).body.code).toBe('duty-is-closed')
  })

  test('of a duty that the rules no longer know is refused in words a doctor can act on', async () => {
    const { doctor, residentId } = await refused()
    const note = { id: newId(), residentId, reason: 'away' }
    const { status, body } = await doctor.post(`/duties/${newId()}/obstacles`, note)
    expect([status, body.code]).toEqual([409, 'duty-gone'])
    expect(body.message).toContain('可以删去')
  })
})

describe('GET /services 服务目录', () => {
  test('names every service with the form it is recorded on', async () => {
    const county = await countyOn('2026-11-21')
    const nurse = await county.as('nurse', units.dongling)
    const { body } = await nurse.get('/services')
    expect(body).toContainEqual({
      code: 'elderly-examination',
      name: '老年人健康体检',
      category: 'public-health',
      categoryName: '基本公共卫生',
      faceToFace: true,
      form: 'health-assessment',
    })
  })
})
