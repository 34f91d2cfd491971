import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { residentOf, sign } from '../duties/duties.fixture.ts'
import { countyOn, type TestCounty, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'

async function signedOn(day: string) {
  const county = await countyOn(day)
  const residentId = await residentOf(county, { populations: ['hypertension'] })
  await sign(county, residentId, { startsOn: '2026-11-01', endsOn: '2027-10-31' })
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const record = async (form: string, performedOn: string, values: object) => {
    const request = { id: newId(), residentId, form, performedOn, mode: 'clinic', values }
    const { status, body } = await doctor.post('/service-records', request)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body
  }
  const plan = async () => (await doctor.get(`/residents/${residentId}/health-plan`)).body
  return { county, residentId, doctor, record, plan }
}

test('the first signing owes a plan; what is known is assessed, proposed, agreed, printed, and the duty is done', async () => {
  const { county, residentId, doctor, record, plan } = await signedOn('2026-11-21')
  await record('health-assessment', '2026-11-10', {
    leftSystolicMmHg: 166,
    leftDiastolicMmHg: 94,
    heightCm: 155,
    weightKg: 68,
    waistCm: 91,
    smokingStatus: 1,
    ldlCholesterolMmolL: 3.6,
    creatinineUmolL: 80,
    heartProblems: [3],
  })
  await record('hypertension-follow-up', '2026-11-20', {
    symptoms: [1],
    systolicMmHg: 162,
    diastolicMmHg: 92,
  })
  const before = await plan()
  expect(before.known).toContainEqual(
    expect.objectContaining({ code: 'systolicMmHg', text: '162 mmHg', on: '2026-11-20' }),
  )
  expect(before.risk).toMatchObject({ grade: 2, level: 'very-high', diseases: ['心绞痛'] })
  expect(before.risk.unknown).toContain('早发心血管病家族史')
  expect(before).toMatchObject({ plan: null, owedBy: '2027-01-30' })
  expect(before.proposal.goals.map(({ goal }: { goal: string }) => goal)).toEqual(['血压', '体重'])
  expect(before.proposal.actions.map(({ what }: { what: string }) => what)).toContain('高血压患者随访')

  const unprinted = await doctor.get(`/residents/${residentId}/health-plan/document`)
  expect([unprinted.status, unprinted.body.code]).toEqual([409, 'no-plan-yet'])

  const goals = [{ goal: '血压', now: '162/92', target: '低于 150/90', by: '2027-02-20' }]
  const saved = await record('health-plan', '2026-11-21', { ...before.proposal, goals, planAgreed: 1 })
  expect(saved.fulfilled).toHaveLength(1)
  expect(await plan()).toMatchObject({
    plan: { recordId: saved.id, performedOn: '2026-11-21' },
    owedBy: null,
  })
  const { text } = await readPdf((await doctor.get(`/residents/${residentId}/health-plan/document`)).raw)
  for (const words of ['王秀英的健康服务计划', '很高危', '低于 150/90', '2027年2月20日', '高血压患者随访'])
    expect(text).toContain(words)
  expect(await trail(county, residentId)).toContain('health-plan paper')
})

test('a newer guideline that grades otherwise holds from its day; the neighbour sees nothing', async () => {
  const { county, residentId, record, plan } = await signedOn('2026-11-21')
  await record('hypertension-follow-up', '2026-11-20', {
    symptoms: [1],
    systolicMmHg: 150,
    diastolicMmHg: 88,
    cigarettesPerDay: 0,
  })
  expect((await plan()).risk).toMatchObject({ grade: 1, level: 'medium', factors: ['女性超过 65 岁'] })
  const officer = await county.as('county-officer')
  const { body } = await officer.get('/policies/risk-grading')
  const table = {
    ...body.current.body.table,
    someFactors: { grade1: 'high', grade2: 'high', grade3: 'very-high' },
  }
  const saved = await officer.post('/policies/risk-grading/versions', {
    id: newId(),
    validFrom: '2026-11-21',
    source: '县卫健局 2026 年第 9 号',
    body: { ...body.current.body, table },
  })
  expect(saved.status).toBe(200)
  expect((await plan()).risk.level).toBe('high')
  const neighbour = await county.as('village-doctor', units.xiheVillage)
  expect((await neighbour.get(`/residents/${residentId}/health-plan`)).status).toBe(404)
})

async function trail(county: TestCounty, residentId: string): Promise<string[]> {
  const { rows } = await county.sql.query('select subject from audit_entries where resident_id = $1', [
    residentId,
  ])
  return rows.map(({ subject }) => subject)
}
