import { readXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { countyOn, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'

const waterworks = {
  unitCode: units.dongling,
  area: 'water',
  name: '东岭集中供水站',
  since: '2026-01-01',
}
const round = {
  unitCode: units.dongling,
  area: 'water',
  place: '东岭集中供水站',
  patrolledOn: '2026-11-20',
  patrolledBy: '陈协管',
}

async function hospital() {
  const county = await countyOn('2026-11-21')
  const office = await county.as('public-health-staff', units.dongling)
  const placeId = newId()
  expect((await office.post('/supervision-assist/places', { id: placeId, ...waterworks })).status).toBe(200)
  const place = async () => {
    const { body } = await office.get('/supervision-assist/places?year=2026')
    return body.find(({ id }: { id: string }) => id === placeId)
  }
  return { county, office, placeId, place }
}

test('a waterworks is owed two rounds a year: the first is late since July, a round of today makes it good, withdrawn it does not', async () => {
  const { office, placeId, place } = await hospital()
  expect(await place()).toMatchObject({ done: 0, required: 2, byNow: 1, state: 'overdue' })
  const id = newId()
  for (const _ of [1, 2])
    expect((await office.post('/supervision-assist/patrols', { id, placeId, ...round })).body).toMatchObject({
      id,
      findings: '',
    })
  await office.post('/supervision-assist/patrols', { id: newId(), placeId, ...round })
  expect(await place()).toMatchObject({ done: 1, state: 'due', nextBy: '2026-12-31' })
  const another = { id: newId(), placeId, ...round, patrolledOn: '2026-03-02' }
  expect((await office.post('/supervision-assist/patrols', another)).status).toBe(200)
  expect(await place()).toMatchObject({ done: 2, state: 'done', nextBy: null })
  const reason = '登记到了别的单位'
  await office.post(`/supervision-assist/patrols/${another.id}/withdrawal`, { reason })
  expect(await place()).toMatchObject({ done: 1 })

  const book = await office.get('/supervision-assist/workbook?year=2026&register=patrols')
  expect(JSON.stringify(await readXlsx(book.raw))).toContain(reason)
  const paper = await office.get(
    `/supervision-assist/registers/patrols/document?unitCode=${units.dongling}&year=2026`,
  )
  const { text } = await readPdf(paper.raw)
  expect(text).toContain('卫生监督协管巡查登记表')
  expect(text).toContain('共 2 条')
})

test('the report rate opens to what was reported and what was not, and a late report is told', async () => {
  const { office } = await hospital()
  const found = {
    unitCode: units.dongling,
    area: 'school',
    foundAt: '2026-11-19T01:00:00Z',
    content: '中心小学多人发热',
  }
  const [told, waiting] = [newId(), newId()]
  await office.post('/supervision-assist/information', {
    id: told,
    ...found,
    reportedAt: '2026-11-19T02:00:00Z',
    reporter: '陈协管',
  })
  await office.post('/supervision-assist/information', { id: waiting, ...found, content: '饮水机未消毒' })
  const counted = async () =>
    (await office.get('/supervision-assist/counts?year=2026')).body.units.find(
      ({ unitCode }: { unitCode: number }) => unitCode === units.dongling,
    )
  const behind = async (part: string) =>
    (await office.get(`/supervision-assist/information?year=2026&part=${part}`)).body.map(
      ({ id, state }: { id: string; state: string }) => [id, state],
    )
  expect(await counted()).toMatchObject({ reports: { numerator: 1, denominator: 2 }, inTime: 1 })
  expect(await behind('numerator')).toEqual([[told, 'in-time']])
  expect(await behind('gap')).toEqual([[waiting, 'overdue']])

  const report = { reportedAt: '2026-11-20T01:00:01Z', reporter: '陈协管' }
  for (const _ of [1, 2])
    expect(
      (await office.post(`/supervision-assist/information/${waiting}/report`, report)).body,
    ).toMatchObject({ state: 'late' })
  expect(await counted()).toMatchObject({ reports: { numerator: 2, denominator: 2 }, inTime: 1 })
  await office.post(`/supervision-assist/information/${waiting}/withdrawal`, { reason: '重复登记' })
  expect(await counted()).toMatchObject({ reports: { numerator: 1, denominator: 1 } })
  expect((await office.post(`/supervision-assist/information/${waiting}/report`, report)).body.code).toBe(
    'withdrawn',
  )
})

test('how often and how fast is the county’s to say, and a year that is over keeps what held in it', async () => {
  const { county, office, place } = await hospital()
  const officer = await county.as('county-officer')
  const { body } = (await officer.get('/policies/supervision-assist')).body.current
  const saved = await officer.post('/policies/supervision-assist/versions', {
    id: newId(),
    validFrom: '2026-11-21',
    source: '县卫健局通知',
    body: { ...body, patrolsAYear: { ...body.patrolsAYear, water: 4 } },
  })
  expect(saved.status).toBe(200)
  expect(await place()).toMatchObject({ required: 4, byNow: 3 })
  await office.post('/supervision-assist/places', {
    id: newId(),
    ...waterworks,
    name: '旧供水站',
    since: '2025-01-01',
  })
  const { body: before } = await office.get('/supervision-assist/places?year=2025')
  expect(before).toEqual([expect.objectContaining({ name: '旧供水站', required: 2, byNow: 2 })])
})

test.each([
  ['patrols', { ...round, patrolledOn: '2026-11-22' }, 'patrolledOn', 'a day to come'],
  ['patrols', { ...round, findings: '余氯不足' }, 'handling', 'a finding without what was done about it'],
  [
    'information',
    {
      unitCode: units.dongling,
      area: 'water',
      foundAt: '2026-11-20T02:00:00Z',
      content: '余氯不足',
      reportedAt: '2026-11-20T01:59:59Z',
      reporter: '陈协管',
    },
    'reportedAt',
    'a report before the finding',
  ],
])('%s: %j is refused at %s: %s', async (register, request, field, _why) => {
  const county = await countyOn('2026-11-21')
  const office = await county.as('public-health-staff', units.dongling)
  const refused = await office.post(`/supervision-assist/${register}`, { id: newId(), ...request })
  expect([refused.status, Object.keys(refused.body.fields ?? {})]).toEqual([422, [field]])
})

test('a place of another institution or area is no place of this round', async () => {
  const { county, placeId } = await hospital()
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const refused = await doctor.post('/supervision-assist/patrols', {
    id: newId(),
    ...round,
    unitCode: units.donglingVillage,
    placeId,
  })
  expect(refused.status).toBe(404)
  const office = await county.as('township-admin', units.dongling)
  const otherArea = await office.post('/supervision-assist/patrols', {
    id: newId(),
    ...round,
    area: 'school',
    placeId,
  })
  expect([otherArea.status, Object.keys(otherArea.body.fields)]).toEqual([422, ['placeId']])
})

test('a register is printed of an institution, not of a county', async () => {
  const { county } = await hospital()
  const officer = await county.as('county-officer')
  const of = (unitCode: number) =>
    officer.get(`/supervision-assist/registers/information/document?unitCode=${unitCode}&year=2026`)
  expect((await of(units.dongling)).status).toBe(200)
  expect((await of(units.county)).status).toBe(422)
})
