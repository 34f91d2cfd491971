import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { residentsOn } from '../residents/residents.fixture.ts'
import { units } from '../testing/county.ts'

const day = '2026-11-21'
const sheet = { bloodAbo: 1, bloodRh: 2, pastDiseases: [1], drugAllergies: [2] }

const informationOf = (residentId: string, values: object = sheet, performedOn = day) => ({
  id: newId(),
  residentId,
  form: 'personal-information',
  performedOn,
  mode: 'home',
  values,
})

describe('opening a health record 建档', () => {
  test('a person who is only registered has a number and no record; the basic information sheet opens it', async () => {
    const { officer, put } = await residentsOn(day)
    const { id, healthRecordNumber } = await put({ birthDate: '1950-03-02' })
    expect(healthRecordNumber).toMatch(/^320399101101\d{5}$/)
    expect((await officer.get(`/residents/${id}/health-record`)).body).toEqual({ record: null })
    const recorded = await officer.post('/service-records', informationOf(id))
    expect(recorded.status, JSON.stringify(recorded.body)).toBe(200)
    const { record } = (await officer.get(`/residents/${id}/health-record`)).body
    expect(record).toMatchObject({
      number: healthRecordNumber,
      openedOn: day,
      keptByUnit: units.donglingVillage,
      status: 'dormant',
      closed: null,
      history: [{ kind: 'opened', on: day, title: '建档' }],
    })
    expect((await officer.get(`/residents/${id}`)).body.profile).toMatchObject({
      bloodAbo: '1',
      drugAllergies: '青霉素',
      pastHistory: '无',
    })
  })

  test('a record of paper is opened with its own day, once, however often it is sent', async () => {
    const { county, officer, put } = await residentsOn(day)
    const people = [await put({ name: '张一' }), await put({ name: '张二' })]
    const request = {
      openings: people.map(({ id }) => ({ id: newId(), residentId: id })),
      openedOn: '2015-06-01',
      registeredAddress: '东岭村2组',
    }
    expect((await officer.post('/health-records/openings', request)).body).toEqual({ opened: 2 })
    expect((await officer.post('/health-records/openings', request)).body).toEqual({ opened: 2 })
    const { rows } = await county.sql.query('select kind from health_record_events')
    expect(rows).toHaveLength(2)
    const again = { ...request, openings: [{ id: newId(), residentId: people[0]!.id }] }
    expect(await officer.post('/health-records/openings', again)).toMatchObject({
      status: 409,
      body: { code: 'record-open-already' },
    })
  })

  test('a service keeps it live, and a year later it is dormant', async () => {
    const { county, officer, put } = await residentsOn(day)
    const { id } = await put({ birthDate: '1950-03-02' })
    await officer.post('/service-records', informationOf(id))
    await officer.post('/service-records', {
      id: newId(),
      residentId: id,
      form: 'encounter-note',
      performedOn: day,
      mode: 'clinic',
      values: { subjective: '头晕两天' },
    })
    const status = async () => (await officer.get(`/residents/${id}/health-record`)).body.record.status
    expect(await status()).toBe('live')
    county.on('2027-11-20')
    expect(await status()).toBe('live')
    county.on('2027-11-21')
    expect(await status()).toBe('dormant')
  })
})

describe('the end of a record', () => {
  test('失访 closes it with its reason, and finding the person again reopens it', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({})
    const closing = { eventId: newId(), on: day, because: 'lost', reason: '三次上门未见' }
    expect(await officer.post(`/residents/${id}/health-record/closing`, closing)).toMatchObject({
      status: 409,
      body: { code: 'record-not-open' },
    })
    await officer.post('/service-records', informationOf(id))
    const closed = await officer.post(`/residents/${id}/health-record/closing`, closing)
    expect(closed.body).toEqual({ residentId: id, status: 'closed' })
    expect((await officer.post(`/residents/${id}/health-record/closing`, closing)).body).toEqual(closed.body)
    expect((await officer.get(`/residents/${id}/health-record`)).body.record).toMatchObject({
      closed: { since: day, because: 'lost', becauseName: '失访' },
      history: [{ kind: 'closed', detail: '三次上门未见' }, { kind: 'opened' }],
    })
    const reopening = { eventId: newId(), on: day, reason: '已返乡' }
    expect((await officer.post(`/residents/${id}/health-record/reopening`, reopening)).body.status).toBe(
      'dormant',
    )
  })

  test('a death closes it by itself', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({})
    await officer.post('/service-records', informationOf(id))
    await officer.post(`/residents/${id}/events`, { eventId: newId(), kind: 'death', on: '2026-11-20' })
    expect((await officer.get(`/residents/${id}/health-record`)).body.record).toMatchObject({
      status: 'closed',
      closed: { since: '2026-11-20', because: 'death' },
    })
  })
})

describe('moving to another clinic 迁移', () => {
  test('the record follows to the village, keeps its number, and tells where it came from', async () => {
    const { county, officer, put } = await residentsOn(day)
    const { id, healthRecordNumber } = await put({})
    await officer.post('/service-records', informationOf(id))
    const move = {
      eventId: newId(),
      on: day,
      villageCode: units.hewan,
      householdId: newId(),
      address: '河湾村5组3号',
      reason: '随女儿居住',
    }
    const moved = await officer.post(`/residents/${id}/health-record/move`, move)
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    expect((await officer.post(`/residents/${id}/health-record/move`, move)).body).toEqual(moved.body)
    expect((await officer.get(`/residents/${id}/health-record`)).body.record).toMatchObject({
      number: healthRecordNumber,
      keptByUnit: units.hewan,
      openedAtName: '东岭村卫生室',
      history: [{ kind: 'moved', detail: '东岭村卫生室 → 河湾村卫生室 · 随女儿居住' }, { kind: 'opened' }],
    })
    expect((await officer.get(`/residents/${id}`)).body).toMatchObject({
      villageCode: units.hewan,
      address: '河湾村5组3号',
    })
    const oldDoctor = await county.as('village-doctor', units.donglingVillage)
    const newDoctor = await county.as('village-doctor', units.hewan)
    expect((await oldDoctor.get(`/residents/${id}/health-record`)).status).toBe(404)
    expect((await newDoctor.get(`/residents/${id}/health-record`)).status).toBe(200)
  })

  test('beyond the township it is the bureau that moves', async () => {
    const { county, officer, put } = await residentsOn(day)
    const { id } = await put({})
    await officer.post('/service-records', informationOf(id))
    const move = () => ({
      eventId: newId(),
      on: day,
      villageCode: units.xiheVillage,
      householdId: newId(),
      reason: '搬迁',
    })
    expect((await officer.post(`/residents/${id}/health-record/move`, move())).status).toBe(422)
    const bureau = await county.as('county-officer', units.county)
    expect((await bureau.post(`/residents/${id}/health-record/move`, move())).status).toBe(200)
  })
})
