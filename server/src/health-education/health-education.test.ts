import { readXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { residentOf, sign } from '../duties/duties.fixture.ts'
import { countyOn, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'

async function village() {
  const county = await countyOn('2026-11-21')
  const residentId = await residentOf(county, { populations: ['hypertension'] })
  await sign(county, residentId)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const office = await county.as('public-health-staff', units.dongling)
  const lecture = {
    id: newId(),
    unitCode: units.donglingVillage,
    kind: 'lecture',
    heldOn: '2026-11-20',
    topic: '冬季血压管理',
    attendance: 35,
  }
  return { county, residentId, doctor, office, lecture }
}

test('a lecture is counted against what is asked, its guests have had their education, and withdrawn it counts no more', async () => {
  const { residentId, doctor, office, lecture } = await village()
  expect((await doctor.post('/education-activities', lecture)).status).toBe(200)
  expect((await doctor.post('/education-activities', lecture)).status).toBe(200)
  const lectures = async () => {
    const { body } = await office.get('/education-activities/counts?year=2026')
    const unit = body.units.find(({ unitCode }: { unitCode: number }) => unitCode === units.donglingVillage)
    return unit.counts.find(({ kind }: { kind: string }) => kind === 'lecture')
  }
  expect(await lectures()).toEqual({ kind: 'lecture', done: 1, required: 6, byNow: 5 })

  const address = `/education-activities/${lecture.id}/sign-ins`
  const owed = async () =>
    (await doctor.get(`/duties?residentId=${residentId}&service=health-education&state=due,overdue`)).body
      .length
  expect(await owed()).toBe(1)
  expect((await doctor.post(address, { residentIds: [residentId] })).body).toEqual({
    recorded: 1,
    fulfilled: 1,
  })
  expect((await doctor.post(address, { residentIds: [residentId] })).body).toEqual({
    recorded: 1,
    fulfilled: 1,
  })
  expect(await owed()).toBe(0)
  expect((await doctor.get(address)).body).toHaveLength(1)
  const book = JSON.stringify(
    await readXlsx((await office.get('/education-activities/workbook?year=2026')).raw),
  )
  expect(book).toContain('冬季血压管理')

  await doctor.post(`/education-activities/${lecture.id}/withdrawal`, { reason: '登记到了错误的机构' })
  expect((await lectures()).done).toBe(0)
  expect((await doctor.post(address, { residentIds: [residentId] })).body.code).toBe('withdrawn')
})

test('a prescription suits the resident, in the words of the county', async () => {
  const { county, residentId, doctor } = await village()
  const titles = async () =>
    (await doctor.get(`/residents/${residentId}/education-prescriptions`)).body.map(
      ({ title }: { title: string }) => title,
    )
  expect(await titles()).toEqual(['高血压患者健康教育处方', '老年人健康教育处方', '健康生活方式处方'])
  const officer = await county.as('county-officer')
  const { body } = (await officer.get('/policies/health-education')).body.current
  const prescriptions = [
    {
      code: 'hypertension',
      title: '血压处方',
      population: 'hypertension',
      text: '每天清晨测一次血压并记录。',
    },
  ]
  const saved = await officer.post('/policies/health-education/versions', {
    id: newId(),
    validFrom: '2026-11-21',
    source: '县卫健局通知',
    body: { ...body, prescriptions },
  })
  expect(saved.status).toBe(200)
  expect(await titles()).toEqual(['血压处方'])
  const paper = await doctor.get(`/residents/${residentId}/education-prescriptions/hypertension/document`)
  expect((await readPdf(paper.raw)).text).toContain('每天清晨测一次血压并记录')
  expect((await doctor.get(`/residents/${residentId}/education-prescriptions/copd/document`)).status).toBe(
    404,
  )
})

test('a day of tomorrow and a county as the institution are refused in words', async () => {
  const { county, doctor, lecture } = await village()
  const tomorrow = await doctor.post('/education-activities', {
    ...lecture,
    id: newId(),
    heldOn: '2026-11-22',
  })
  expect([tomorrow.status, Object.keys(tomorrow.body.fields)]).toEqual([422, ['heldOn']])
  const neighbour = await county.as('village-doctor', units.xiheVillage)
  expect((await neighbour.post('/education-activities', { ...lecture, id: newId() })).status).toBe(404)
})
