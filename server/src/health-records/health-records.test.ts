import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { rebuildDutiesJob } from '../duties/rebuild-duties-job.ts'
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
    expect((await officer.get(`/residents/${id}/health-record`)).body).toMatchObject({
      record: null,
      quality: null,
    })
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
    const page = (await officer.get(`/residents/${id}`)).body
    expect(page.timeline.map(({ title }: { title: string }) => title)).toContain('建立健康档案')
    expect(page.profile).toMatchObject({
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

describe('the lists of a record and its papers', () => {
  test('problems, medicines, allergies and trends are read off the sheets, with the record they came from', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({ birthDate: '1950-03-02' })
    const information = informationOf(id, { ...sheet, pastDiseases: [2] })
    await officer.post('/service-records', information)
    const visit = {
      id: newId(),
      residentId: id,
      form: 'hypertension-follow-up',
      performedOn: day,
      mode: 'home',
      values: {
        systolicMmHg: 142,
        diastolicMmHg: 84,
        medicines: [{ name: '氨氯地平', timesPerDay: 1, dosePerTime: '5mg' }],
        medicationAdherence: 1,
      },
    }
    await officer.post('/service-records', visit)
    const { body } = await officer.get(`/residents/${id}/health-record`)
    expect(body.problems).toMatchObject([{ name: '高血压', source: { recordId: information.id } }])
    expect(body.medicines).toMatchObject([
      {
        name: '氨氯地平',
        use: '每日1次 每次5mg',
        adherence: '规律',
        isCurrent: true,
        source: { recordId: visit.id },
      },
    ])
    expect(body.allergies).toMatchObject([{ name: '青霉素', source: { recordId: information.id } }])
    expect(body.measurements[0]).toMatchObject({
      code: 'blood-pressure',
      target: '目标：收缩压低于 150，舒张压低于 90 mmHg',
    })
    expect(body.frontPage).toMatchObject({ blood: 'A型 RH阳性', information: { recordId: information.id } })
  })

  test('the check names the missing boxes, and filling them raises the points', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({ birthDate: '1950-03-02', phone: '13800138000' })
    const information = informationOf(id)
    await officer.post('/service-records', information)
    const before = (await officer.get(`/residents/${id}/health-record`)).body.quality
    expect(before.flaws).toContainEqual({
      code: 'box-empty',
      field: 'education',
      text: '缺项：文化程度',
      points: 2,
    })
    expect(before.qualified).toBe(false)
    const corrected = await officer.post(`/service-records/${information.id}/corrections`, {
      id: newId(),
      reason: '补填',
      values: { ...sheet, education: 8, occupation: 4, maritalStatus: 2 },
    })
    expect(corrected.status, JSON.stringify(corrected.body)).toBe(200)
    const after = (await officer.get(`/residents/${id}/health-record`)).body.quality
    expect(after.score).toBe(before.score + 6)
    const { version } = (await officer.get(`/residents/${id}`)).body
    const contact = { contactName: '周建国', contactPhone: '13900139000' }
    await officer.patch(`/residents/${id}`, { version, reason: '补联系人', ...contact })
    expect((await officer.get(`/residents/${id}/health-record`)).body.quality.score).toBe(after.score + 3)
    expect((await officer.get(`/residents/${id}`)).body.profile.education).toBe('8')
  })

  test('a notice that weighs flaws otherwise is seen in every record when the county was computed anew', async () => {
    const { county, officer, put } = await residentsOn(day)
    const { id } = await put({ birthDate: '1950-03-02', phone: null })
    await officer.post('/service-records', informationOf(id))
    const score = async () => (await officer.get(`/residents/${id}/health-record`)).body.quality.score
    const before = await score()
    const body = { activeWithinMonths: 12, qualifiedFrom: 85, weights: [{ flaw: 'no-phone', points: 7 }] }
    await county.sql.query(
      "insert into policy_versions (id, kind, valid_from, body, source) values (gen_random_uuid(), 'health-records', '2026-01-01', $1, '县卫健局通知')",
      [JSON.stringify(body)],
    )
    expect(await score()).toBe(before)
    await rebuildDutiesJob.run(county.services, { countyCode: 320399 })
    expect(await score()).toBe(93)
  })

  test('cover, card, basic information and front page print; whole numbers need a reason', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({ birthDate: '1950-03-02' })
    const print = (paper: string) => officer.get(`/residents/${id}/health-record/papers/${paper}`)
    expect(await print('personal-information')).toMatchObject({
      status: 409,
      body: { code: 'no-basic-information' },
    })
    await officer.post('/service-records', informationOf(id))
    for (const paper of ['cover', 'card', 'personal-information', 'front-page']) {
      const printed = await print(paper)
      expect(printed.status, paper).toBe(200)
      expect(printed.raw.subarray(0, 5).toString(), paper).toBe('%PDF-')
    }
    expect((await print('cover?idNumbers=full')).status).toBe(422)
    expect((await print(`cover?idNumbers=full&reason=${encodeURIComponent('居民领取')}`)).status).toBe(200)
  })
})
