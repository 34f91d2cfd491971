import { readXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { residentOf, sign } from '../duties/duties.fixture.ts'
import { type Caller, countyOn, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'

const form = 'severe-mental-disorder-follow-up'

const stable = {
  visited: 1,
  dangerGrade: 0,
  symptomState: 1,
  insight: 1,
  selfCare: 1,
  housework: 1,
  work: 9,
  learning: 2,
  socialContact: 2,
  adverseDrugReaction: 1,
  physicalIllness: 1,
}
const secret = '言语威胁邻居'
const unstable = { ...stable, dangerGrade: 4, symptoms: [3, 7], otherSymptoms: secret }

async function patient(day: string) {
  const county = await countyOn(day)
  const residentId = await residentOf(county, {
    name: '赵明远',
    birthDate: '1980-05-02',
    registeredOn: '2025-01-05',
    populations: ['severe-mental-disorder'],
  })
  const doctor = await county.as('village-doctor', units.donglingVillage)
  return { county, residentId, doctor }
}

function visit(residentId: string, performedOn: string, values: object, mode = 'home') {
  return { id: newId(), residentId, form, performedOn, mode, values }
}

async function owed(caller: Caller, residentId: string, service = form) {
  const { body } = await caller.get(`/duties?residentId=${residentId}&service=${service}&state=due,overdue`)
  return body.map(({ dueBy }: { dueBy: string }) => dueBy)
}

async function figure(caller: Caller, code: string) {
  const { body } = await caller.get(`/indicators?code=${code}&orgId=${units.donglingVillage}`)
  return [body[0].numerator, body[0].denominator]
}

describe('a year with severe mental disorder', () => {
  test('unstable: two weeks; basically stable: two weeks, then a month or three by the course; stable: three months', async () => {
    const { county, residentId, doctor } = await patient('2026-03-02')
    expect(await owed(doctor, residentId)).toEqual(['2026-03-31'])
    const go = async (day: string, values: object) => {
      county.on(day)
      const { status, body } = await doctor.post('/service-records', visit(residentId, day, values))
      expect(status).toBe(200)
      return [body.classification, body.nextStep, body.nextDueOn, await owed(doctor, residentId)]
    }
    expect(await go('2026-03-02', unstable)).toEqual([
      'unstable',
      'refer-urgently',
      '2026-03-16',
      ['2026-03-16'],
    ])
    const basically = { ...stable, insight: 2, tendsToStable: 1 }
    expect(await go('2026-03-16', basically)).toEqual([
      'basically-stable',
      'adjust-treatment',
      '2026-03-30',
      ['2026-03-30'],
    ])
    expect(await go('2026-03-30', basically)).toEqual([
      'basically-stable',
      'consult-psychiatrist',
      '2026-04-30',
      ['2026-04-30'],
    ])
    expect(await go('2026-04-30', { ...basically, tendsToStable: 2 })).toEqual([
      'basically-stable',
      'routine',
      '2026-07-30',
      [],
    ])
    expect(await figure(doctor, 'smd-stable')).toEqual([0, 1])
    expect(await go('2026-07-30', stable)).toEqual(['stable', 'routine', '2026-10-30', []])
    expect(await figure(doctor, 'smd-stable')).toEqual([1, 1])
    expect(await figure(doctor, 'smd-standardised')).toEqual([1, 1])
  })

  test('a visit at which nobody was met was a visit: it closed the quarter and counted as management', async () => {
    const { residentId, doctor } = await patient('2026-11-10')
    const vain = visit(residentId, '2026-11-10', { visited: 2, lostBecause: 1 })
    const { body } = await doctor.post('/service-records', vain)
    expect(body).toMatchObject({ nextStep: 'find-patient', nextDueOn: '2026-12-10', fulfilled: [] })
    expect(await owed(doctor, residentId)).toEqual(['2026-12-10', '2026-12-31'])
    expect(await figure(doctor, 'smd-standardised')).toEqual([0, 1])
    const services = async () =>
      (await doctor.get('/points?fromDay=2026-11-01&toDay=2026-11-30')).body.services
    expect(await services()).toBe(0)
    const values = { ...unstable, visited: 1 }
    const met = await doctor.post(`/service-records/${vain.id}/corrections`, {
      id: newId(),
      reason: '当晚访到',
      values,
    })
    expect(met.status, JSON.stringify(met.body)).toBe(200)
    expect(await owed(doctor, residentId)).toEqual(['2026-11-24'])
    expect(await services()).toBe(1)
  })

  test('danger grade 4 says what to do at once, and the sheet prints it', async () => {
    const { residentId, doctor } = await patient('2026-03-02')
    const { body } = await doctor.post('/service-records', visit(residentId, '2026-03-02', unstable))
    expect(body.dangers).toHaveLength(1)
    expect(body.advice[0].text).toContain('报告当地公安机关')
    const paper = await readPdf((await doctor.get(`/service-records/${body.id}/document`)).raw)
    expect(JSON.stringify(paper)).toContain('严重精神障碍患者随访服务记录表')
    expect(JSON.stringify(paper)).toContain('1 不稳定')
  })

  test('taken in, a supplement with guardian and consent is owed within 30 days', async () => {
    const { county, residentId, doctor } = await patient('2026-03-02')
    await county.sql.query(`update resident_populations set since = '2026-02-20' where resident_id = $1`, [
      residentId,
    ])
    await doctor.post('/service-records', visit(residentId, '2026-03-02', stable))
    expect(await owed(doctor, residentId, 'severe-mental-disorder-assessment')).toEqual(['2026-03-22'])
    const { status, body } = await doctor.post('/service-records', {
      ...visit(residentId, '2026-03-02', {
        guardianName: '赵国安',
        guardianRelation: '父亲',
        consent: 1,
        consentSigner: '赵国安',
        consentOn: '2026-03-02',
        diagnosis: 1,
      }),
      form: 'severe-mental-disorder-supplement',
    })
    expect([status, body.fulfilled.length]).toEqual([200, 1])
    expect(await owed(doctor, residentId, 'severe-mental-disorder-assessment')).toEqual([])
  })
})

/** Everything that the API shows of a resident's services, as one text. */
async function everythingShown(caller: Caller, residentId: string, recordId: string) {
  const said: string[] = []
  for (const address of [
    `/residents/${residentId}`,
    `/residents/${residentId}/service-records`,
    '/service-records',
    `/service-records?classification=unstable`,
    `/service-records/${recordId}`,
    `/duties?residentId=${residentId}`,
    '/duties/work-list?when=all',
    `/residents?q=${encodeURIComponent('赵明远')}`,
    '/sync/panel?first=20',
  ]) {
    const { status, raw } = await caller.get(address)
    if (status === 200) said.push(raw.toString())
  }
  for (const address of ['/sync/doors', '/sync/histories']) {
    const { status, raw } = await caller.post(address, { doorIds: [residentId] })
    if (status === 200) said.push(raw.toString())
  }
  return said.join('\n')
}

const outsiders = [
  ['nurse', units.dongling],
  ['health-manager', units.dongling],
  ['village-clinic-head', units.donglingVillage],
  ['township-director', units.dongling],
  ['township-admin', units.dongling],
  ['county-officer', units.county],
  ['supervisor', units.county],
  ['assessor', units.county],
  ['county-expert', units.county],
] as const

describe('what the sheet says is for who follows the patient', () => {
  test('everybody else in reach sees that a service was done, and nowhere what', async () => {
    const { county, residentId, doctor } = await patient('2026-03-02')
    const teamId = await sign(county, residentId)
    const { body } = await doctor.post('/service-records', visit(residentId, '2026-03-02', unstable))
    for (const [role, unit] of outsiders) {
      const outsider = await county.as(role, unit)
      await county.sql.query(
        'insert into team_members (team_id, staff_id, role, since) values ($1, $2, $3, $4)',
        [teamId, outsider.staffId, 'nurse', '2026-01-01'],
      )
      const shown = await everythingShown(outsider, residentId, body.id)
      for (const word of [secret, '不稳定', 'unstable', 'refer-urgently', 'dangerGrade', '建议转诊'])
        expect([role, shown.includes(word)]).toEqual([role, false])
      const timeline = await outsider.get(`/residents/${residentId}/service-records`)
      expect([role, timeline.status]).toEqual([role, 200])
      expect(timeline.body).toMatchObject([
        { form, withheld: true, values: {}, classification: null, controlled: null, referred: false },
      ])

      expect((await outsider.get(`/service-records/${body.id}`)).body).toMatchObject({
        withheld: true,
        dangers: [],
        advice: [],
      })

      const refused = [
        `/service-records/${body.id}/document`,
        `/service-records/workbook?form=${form}`,
        `/residents/${residentId}/forms/${form}`,
        ...['numerator', 'gap', 'denominator'].flatMap((part) => [
          `/indicators/smd-stable/residents?part=${part}`,
          `/indicators/smd-stable/workbook?part=${part}`,
        ]),
      ]
      for (const address of refused)
        expect([role, address, (await outsider.get(address)).status]).toEqual([role, address, 403])
      expect((await outsider.post('/service-records', visit(residentId, '2026-03-02', stable))).status).toBe(
        403,
      )
      expect(
        (await outsider.post(`/service-records/${body.id}/withdrawal`, { id: newId(), reason: '记错' }))
          .status,
      ).toBe(403)
    }
  })

  test('the village doctor and the public-health officer read it, also in Excel and among the names', async () => {
    const { county, residentId, doctor } = await patient('2026-03-02')
    const { body } = await doctor.post('/service-records', visit(residentId, '2026-03-02', unstable))
    const officer = await county.as('public-health-staff', units.dongling)
    for (const caller of [doctor, officer]) {
      expect((await caller.get(`/service-records/${body.id}`)).body).toMatchObject({
        withheld: false,
        classification: 'unstable',
        values: { otherSymptoms: secret },
      })
      const sheets = await readXlsx((await caller.get(`/service-records/workbook?form=${form}`)).raw)
      expect(JSON.stringify(sheets)).toContain(secret)
      expect((await caller.get('/indicators/smd-stable/residents?part=gap')).body.total).toBe(1)
    }
    const phone = await doctor.post('/sync/histories', { doorIds: [residentId] })
    expect(phone.raw.toString()).toContain(secret)
  })

  test('no row outside the protected table says anything, and none of it is found without protected reach', async () => {
    const { county, residentId, doctor } = await patient('2026-03-02')
    const { body } = await doctor.post('/service-records', visit(residentId, '2026-03-02', unstable))
    await doctor.post(`/service-records/${body.id}/corrections`, {
      id: newId(),
      reason: '核对后更正',
      values: { ...unstable, dangerGrade: 3 },
    })
    const { rows } = await county.sql.query(
      'select "values", classification, controlled, next_step, referred from service_records union all select "values", classification, controlled, next_step, referred from service_record_corrections',
    )
    const nothing = {
      values: {},
      classification: null,
      controlled: null,
      next_step: 'routine',
      referred: false,
    }
    expect(rows).toEqual([nothing, nothing])
    const kept = await county.sql.query('select version from protected_record_contents order by version')
    expect(kept.rows).toEqual([{ version: 1 }, { version: 2 }])
    await county.sql.query(
      `begin; set local role qianyue_app; set local qianyue.reach_from = '0'; set local qianyue.reach_to = '999999999999'`,
    )
    const unseen = await county.sql.query('select count(*)::int as n from protected_record_contents')
    await county.sql.query('rollback')
    expect(unseen.rows).toEqual([{ n: 0 }])
    expect((await doctor.get(`/service-records/${body.id}`)).body.versions).toMatchObject([
      { version: 2, values: { dangerGrade: 3 } },
      { version: 1, values: { dangerGrade: 4 } },
    ])
  })

  test('it is not written on the general sheet, which everybody reads', async () => {
    const { residentId, doctor } = await patient('2026-03-02')
    const { status, body } = await doctor.post('/service-records', {
      ...visit(residentId, '2026-03-02', { service: form, content: secret }),
      form: 'general-service',
    })
    expect(status).toBe(422)
    expect(body.fields.service).toContain('严重精神障碍患者随访服务记录表')
  })

  test('the doctor of the neighbour township reads nothing of it', async () => {
    const { county, residentId, doctor } = await patient('2026-03-02')
    const { body } = await doctor.post('/service-records', visit(residentId, '2026-03-02', unstable))
    const neighbour = await county.as('village-doctor', units.xiheVillage)
    expect((await neighbour.get(`/service-records/${body.id}`)).status).toBe(404)
  })
})
