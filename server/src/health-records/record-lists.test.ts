import { whole } from '@qianyue/domain/health-records/whole-sheet.fixture.ts'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { personSigningOf, signingOn } from '../agreements/agreements.fixture.ts'
import { inventedNumber, residentsOn } from '../residents/residents.fixture.ts'
import { units } from '../testing/county.ts'

const day = '2026-11-21'

const sheet = (residentId: string, values: object = whole) => ({
  id: newId(),
  residentId,
  form: 'personal-information',
  performedOn: day,
  mode: 'home',
  values,
})

test('lists and figures: who is counted, who is missing, and each opens to the names', async () => {
  const { officer, put } = await residentsOn(day)
  const good = await put({
    name: '全良',
    idNumber: inventedNumber('1950-03-02', 2),
    sex: 'female',
    birthDate: '1950-03-02',
    phone: '13800138000',
  })
  const poor = await put({ name: '缺文', birthDate: '1960-01-01' })
  const paper = await put({ name: '纸档', birthDate: '1962-01-01' })
  const none = await put({ name: '无档', birthDate: '1970-01-01' })
  const gone = await put({ name: '已故', birthDate: '1940-01-01' })
  for (const { id } of [good, gone]) await officer.post('/service-records', sheet(id))
  await officer.post('/service-records', sheet(poor.id, { bloodAbo: 1 }))
  await officer.post('/health-records/openings', {
    openings: [{ id: newId(), residentId: paper.id }],
    openedOn: '2012-01-01',
  })
  await officer.post(`/residents/${gone.id}/events`, { eventId: newId(), kind: 'death', on: day })
  await officer.post('/service-records', {
    id: newId(),
    residentId: poor.id,
    form: 'encounter-note',
    performedOn: day,
    mode: 'clinic',
    values: { subjective: '咳嗽' },
  })

  const figures = (await officer.get(`/health-records/figures?orgId=${units.dongling}`)).body
  const counts = { residents: 4, kept: 3, electronic: 2, standard: 1, live: 1, qualified: 1 }
  expect(figures).toMatchObject({ total: counts, units: [{ orgId: units.donglingVillage, counts }] })

  const namesOn = async (list: string) =>
    (await officer.get(`/health-records?list=${list}`)).body.items
      .map(({ name }: { name: string }) => name)
      .sort()
  expect(await namesOn('kept')).toEqual(['全良', '纸档', '缺文'])
  expect(await namesOn('unopened')).toEqual(['无档'])
  expect(await namesOn('electronic')).toEqual(['全良', '缺文'])
  expect(await namesOn('not-electronic')).toEqual(['无档', '纸档'])
  expect(await namesOn('standard')).toEqual(['全良'])
  expect(await namesOn('not-standard')).toEqual(['无档', '纸档', '缺文'])
  expect(await namesOn('live')).toEqual(['缺文'])
  expect(await namesOn('dormant')).toEqual(['全良', '纸档'])
  expect(await namesOn('qualified')).toEqual(['全良'])
  expect(await namesOn('unqualified')).toEqual(['纸档', '缺文'])
  expect(await namesOn('closed')).toEqual(['已故'])
  expect(await namesOn('record-without-agreement')).toEqual(['全良', '纸档', '缺文'])
  expect(none.id).toBeTruthy()

  const flawed = (await officer.get('/health-records?list=flawed&limit=1')).body
  expect(flawed).toMatchObject({ total: 3, items: [{ name: '纸档', score: expect.any(Number) }] })
  const next = (await officer.get(`/health-records?list=flawed&limit=1&cursor=${flawed.nextCursor}`)).body
  expect(next.items[0]).toMatchObject({ name: '缺文', informationRecordId: expect.any(String) })
  expect(next.items[0].flaws).toContainEqual({ text: '缺项：文化程度', field: 'education' })

  const workbook = await officer.get('/health-records/export?list=flawed')
  expect(workbook.raw.subarray(0, 2).toString()).toBe('PK')
})

test('who is signed without a record stands on a list until it is opened', async () => {
  const signing = await signingOn(day)
  const { township, household } = signing
  const signed = await township.post('/agreements', personSigningOf(signing, household.father))
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  const list = async (name: string) =>
    (await township.get(`/health-records?list=${name}`)).body.items.map(
      ({ residentId }: { residentId: string }) => residentId,
    )
  expect(await list('signed-without-record')).toEqual([household.father.id])
  await township.post('/service-records', sheet(household.father.id))
  await township.post('/service-records', sheet(household.mother.id))
  expect(await list('signed-without-record')).toEqual([])
  expect(await list('record-without-agreement')).toEqual([household.mother.id])
})

test('a change of the weights is a policy of a day, and a record is scored by it', async () => {
  const { county, officer, put } = await residentsOn(day)
  const { id } = await put({ birthDate: '1950-03-02' })
  await officer.post('/service-records', sheet(id))
  const score = async () => (await officer.get(`/residents/${id}/health-record`)).body.quality.score
  expect(await score()).toBe(82)
  const bureau = await county.as('county-officer', units.county)
  const saved = await bureau.post('/policies/health-records/versions', {
    id: newId(),
    validFrom: day,
    source: '关于健康档案质控的通知',
    body: { activeWithinMonths: 12, qualifiedFrom: 90, weights: [{ flaw: 'no-id-number', points: 4 }] },
  })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  await officer.patch(`/residents/${id}/health-record`, { registeredAddress: '东岭村' })
  expect(await score()).toBe(96)
})
