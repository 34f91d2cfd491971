import { detailsOf } from '@qianyue/domain/forms/look-back.ts'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { residentsOn } from '../residents/residents.fixture.ts'

const screening = (residentId: string, performedOn: string, values: object) => ({
  id: newId(),
  residentId,
  form: 'blood-pressure-screening',
  performedOn,
  mode: 'clinic',
  values,
})

test('from the first visit of the year to three high days, the referral and what is owed after it', async () => {
  const { county, officer, put } = await residentsOn('2026-03-10')
  const { id } = await put({ birthDate: '1980-01-01' })
  const record = async (body: object) => {
    const reply = await officer.post('/service-records', body)
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return reply.body
  }
  await record({
    id: newId(),
    residentId: id,
    form: 'encounter-note',
    performedOn: '2026-03-10',
    mode: 'clinic',
    values: { subjective: '腰痛' },
  })
  const { body: page } = await officer.get(`/residents/${id}`)
  expect(page.duties.map(({ item }: { item: unknown }) => JSON.stringify(item)).join()).toContain('血压')

  const first = await record(screening(id, '2026-03-10', { systolicMmHg: 152, diastolicMmHg: 94 }))
  expect(first).toMatchObject({ classification: 'pressure-high', nextStep: 'recheck-pressure' })
  expect(first.fulfilled).toHaveLength(1)
  county.on('2026-03-15')
  expect(await record(screening(id, '2026-03-15', { systolicMmHg: 148, diastolicMmHg: 88 }))).toMatchObject({
    classification: 'pressure-high',
  })
  county.on('2026-03-20')
  const third = await record(screening(id, '2026-03-20', { systolicMmHg: 146, diastolicMmHg: 90 }))
  expect(third).toMatchObject({ classification: 'pressure-confirmed', nextStep: 'refer', referred: true })
  const { rows } = await county.sql.query('select keys from resident_duties where resident_id = $1', [id])
  const keys: string[] = rows[0].keys
  expect(keys.filter((key) => key.startsWith('blood-pressure-check:'))).toEqual(
    expect.arrayContaining([
      'blood-pressure-check:2026F',
      'blood-pressure-check:C2026-03-10',
      'blood-pressure-check:C2026-03-15',
      'blood-pressure-check:S2026-03-20',
    ]),
  )
})

test('the first of three high days was withdrawn, and the third stood as the third', async () => {
  const { county, officer, put } = await residentsOn('2026-03-10')
  const { id } = await put({ birthDate: '1980-01-01' })
  const ids: string[] = []
  for (const day of ['2026-03-10', '2026-03-15', '2026-03-20']) {
    county.on(day)
    const body = screening(id, day, { systolicMmHg: 150, diastolicMmHg: 94 })
    expect((await officer.post('/service-records', body)).status).toBe(200)
    ids.push(body.id)
  }
  const said = async (index: number) => (await officer.get(`/service-records/${ids[index]}`)).body
  expect(await said(2)).toMatchObject({ classification: 'pressure-confirmed', referred: true })
  await officer.post(`/service-records/${ids[0]}/withdrawal`, { id: newId(), reason: '记到别人名下' })
  expect(await said(1)).toMatchObject({ classification: 'pressure-high', nextStep: 'recheck-pressure' })
  expect(await said(2)).toMatchObject({
    classification: 'pressure-high',
    nextStep: 'recheck-pressure',
    referred: false,
  })
})

test('a screening that finds a risk takes the person on the list, the next without one takes them off', async () => {
  const { county, officer, put } = await residentsOn('2026-03-10')
  const { id } = await put({ birthDate: '1980-01-01' })
  const populations = async () =>
    (await officer.get(`/residents/${id}`)).body.populations.map(
      ({ population }: { population: string }) => population,
    )
  await officer.post(
    '/service-records',
    screening(id, '2026-03-10', { systolicMmHg: 132, diastolicMmHg: 80 }),
  )
  expect(await populations()).toEqual(['hypertension-risk'])
  county.on('2026-09-01')
  await officer.post(
    '/service-records',
    screening(id, '2026-09-01', { systolicMmHg: 122, diastolicMmHg: 78 }),
  )
  county.on('2026-09-02')
  expect(await populations()).toEqual([])
})

test('SQL tells the rules the same values as the domain does, and a high fasting glucose is owed again', async () => {
  const { county, officer, put } = await residentsOn('2026-03-10')
  const { id } = await put({ birthDate: '1980-01-01' })
  const values = {
    leftSystolicMmHg: 144,
    leftDiastolicMmHg: 86,
    rightSystolicMmHg: 150,
    rightDiastolicMmHg: 88,
    fastingGlucoseMmolL: 7.2,
  }
  await officer.post('/service-records', {
    id: newId(),
    residentId: id,
    form: 'health-assessment',
    performedOn: '2026-03-10',
    mode: 'clinic',
    values,
  })
  const { rows } = await county.sql.query(
    "select services from resident_facts(array[$1::uuid], '2026-01-01')",
    [id],
  )
  const { results, ...details } = JSON.parse(String(rows[0].services).split('|').slice(9).join('|'))
  expect(details).toEqual(values)
  expect(results.map(({ group }: { group: string }) => group)).toEqual(['pressure', 'glucose'])
  expect(details).toEqual(detailsOf('health-assessment', values))
  county.on('2026-03-11')
  const { body: duties } = await officer.get(`/duties?residentId=${id}&service=fasting-glucose`)
  expect(duties).toEqual([expect.objectContaining({ dueFrom: '2026-03-11', dueBy: '2026-03-24' })])
})

test('a high fasting glucose measured by itself is measured again within two weeks', async () => {
  const { county, officer, put } = await residentsOn('2026-03-10')
  const { id } = await put({ birthDate: '1980-01-01' })
  const measured = (fastingGlucoseMmolL: number, performedOn: string) =>
    officer.post('/service-records', {
      id: newId(),
      residentId: id,
      form: 'fasting-glucose-check',
      performedOn,
      mode: 'clinic',
      values: { fastingGlucoseMmolL },
    })
  expect((await measured(7.4, '2026-03-10')).body).toMatchObject({
    nextStep: 'measure-fasting-glucose',
    nextDueOn: null,
  })
  county.on('2026-03-11')
  const owed = async () => (await officer.get(`/duties?residentId=${id}&service=fasting-glucose`)).body
  expect(await owed()).toMatchObject([{ dueFrom: '2026-03-11', dueBy: '2026-03-24', state: 'due' }])
  await measured(6.1, '2026-03-11')
  expect(await owed()).toMatchObject([{ state: 'done', doneOn: '2026-03-11' }])
})
