import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { countyOn, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'
import { residentOf } from './duties.fixture.ts'

test('the plan of a past year stands as it was, that of the next follows from what is known', async () => {
  const county = await countyOn('2025-03-01')
  const officer = await county.as('public-health-staff', units.dongling)
  const id = await residentOf(county, {
    name: '张三',
    birthDate: '1970-01-01',
    registeredOn: '2025-01-01',
    populations: ['hypertension'],
  })
  const visit = async (performedOn: string) =>
    await officer.post('/service-records', {
      id: newId(),
      residentId: id,
      form: 'hypertension-follow-up',
      performedOn,
      mode: 'clinic',
      values: { systolicMmHg: 128, diastolicMmHg: 78 },
    })
  expect((await visit('2025-03-01')).body).toMatchObject({ classification: 'satisfactory' })
  county.on('2026-11-21')
  expect((await visit('2026-11-21')).status).toBe(200)

  const plan = async (year: number) => (await officer.get(`/residents/${id}/year-plan?year=${year}`)).body
  const followUps = ({ duties }: { duties: { service: string; key: string; state: string }[] }) =>
    duties
      .filter(({ service }) => service === 'hypertension-follow-up')
      .map(({ key, state }) => `${key.split(':')[1]} ${state}`)

  const past = await plan(2025)
  expect(past).toMatchObject({ year: 2025, years: [2025, 2026, 2027] })
  expect(followUps(past)).toEqual(['2025Q1 done', '2025Q2 missed', '2025Q3 missed', '2025Q4 missed'])
  expect(followUps(await plan(2027))).toEqual([
    '2027Q1 upcoming',
    '2027Q2 upcoming',
    '2027Q3 upcoming',
    '2027Q4 upcoming',
  ])
  const { body: owed } = await officer.get(`/duties?residentId=${id}&limit=500`)
  expect((await plan(2026)).duties).toEqual(owed)
  expect((await officer.get(`/residents/${id}/year-plan`)).body.year).toBe(2026)

  const none = await officer.get(`/residents/${id}/year-plan?year=2024`)
  expect([none.status, none.body.fields?.year]).toEqual([422, '张三的服务计划可查 2025 年至 2027 年。'])

  const paper = await officer.get(`/residents/${id}/year-plan/document?year=2025`)
  const { text } = await readPdf(paper.raw)
  expect(text).toContain('2025年服务计划')
  expect(text).toContain('03-01')

  const neighbour = await county.as('village-doctor', units.xiheVillage)
  expect((await neighbour.get(`/residents/${id}/year-plan?year=2025`)).status).toBe(404)
})
