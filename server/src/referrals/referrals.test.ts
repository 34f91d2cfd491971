import { readXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { residentOf } from '../duties/duties.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

const doctorOf = async (on: string) => {
  const county = await countyOn(on)
  const residentId = await residentOf(county, { populations: ['hypertension'] })
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const record = async (form: string, performedOn: string, values: Record<string, unknown>) => {
    const id = newId()
    const reply = await doctor.post('/service-records', {
      id,
      residentId,
      form,
      performedOn,
      mode: 'clinic',
      values,
    })
    expect(reply.status).toBe(200)
    return id
  }
  const note = async (step: string, on: string, rest: object = {}) =>
    await doctor.post(`/residents/${residentId}/referral-steps`, { id: newId(), step, on, ...rest })
  const listed = async () => (await doctor.get('/referrals')).body.referrals
  return { county, residentId, doctor, record, note, listed }
}
const high = {
  systolicMmHg: 182,
  diastolicMmHg: 112,
  symptoms: [1],
  referralReason: '血压 182/112',
  referralInstitution: '县人民医院 心内科',
}
const slip = {
  institution: '县人民医院',
  department: '心内科',
  impression: '高血压三级',
  presentIllness: '两次未控制',
}

test('whoever is sent to hospital is listed until the slip of the hospital is in', async () => {
  const { residentId, record, listed, county } = await doctorOf('2026-11-21')
  const followUpId = await record('hypertension-follow-up', '2026-11-20', high)
  expect(await listed()).toMatchObject([
    {
      id: followUpId,
      residentId,
      since: '2026-11-20',
      state: 'advised',
      reason: '血压 182/112',
      to: '县人民医院 心内科',
      dueBy: '2026-12-04',
      isOverdue: false,
    },
  ])
  const slipId = await record('referral-out', '2026-11-21', slip)
  const [sent] = await listed()
  expect(sent).toMatchObject({ id: followUpId, state: 'sent', dueBy: '2026-12-05' })
  expect(sent.events.map((event: { id: string }) => event.id)).toEqual([followUpId, slipId])

  county.on('2026-12-06')
  expect(await listed()).toMatchObject([{ isOverdue: true }])
  await record('referral-back', '2026-12-06', {
    institution: '县人民医院',
    diagnosis: '高血压',
    treatment: '加用药物',
  })
  expect(await listed()).toMatchObject([
    { state: 'ended', outcome: 'back', outcomeName: '已回转', dueBy: null, isOverdue: false },
  ])
})

test('what became of somebody who was sent to hospital is noted, twice alike, and taken back', async () => {
  const { residentId, record, note, listed, doctor, county } = await doctorOf('2026-11-21')
  const none = await note('seen', '2026-11-21')
  expect([none.status, none.body.message]).toEqual([422, '这位居民近期没有转诊，请先开转诊单。'])
  await record('referral-out', '2026-11-21', slip)
  const early = await note('card', '2026-11-21')
  expect([early.status, early.body.fields.on]).toEqual([422, '请先登记出院回家的日期，再登记健康联系卡。'])

  const bookedFor = '2026-12-10'
  const booked = await note('booked', '2026-11-21', { hospital: '市医院', bookedFor, fastTrack: true })
  expect(booked.body).toMatchObject({ state: 'booked', dueBy: bookedFor, to: '市医院' })
  expect(booked.body.events.at(-1)).toMatchObject({
    name: '已联系预约',
    words: '市医院，预约 2026-12-10，绿色通道',
  })
  const again = await note('seen', '2026-11-21', { bookedFor })
  expect([again.status, Object.keys(again.body.fields)]).toEqual([422, ['bookedFor']])

  county.on('2026-12-20')
  await note('admitted', '2026-12-10')
  const home = { id: newId(), step: 'home', on: '2026-12-17', remark: '病情好转' }
  for (const _ of [1, 2]) {
    const { body } = await doctor.post(`/residents/${residentId}/referral-steps`, home)
    expect(body).toMatchObject({ state: 'home', dueBy: '2026-12-19', isOverdue: true })
    expect(body.events.filter(({ name }: { name: string }) => name === '已出院回家')).toHaveLength(1)
  }
  const taken = `/residents/${residentId}/referral-steps/${home.id}/withdrawal`
  for (const _ of [1, 2]) expect((await doctor.post(taken, {})).body).toMatchObject({ state: 'admitted' })
  await note('home', '2026-12-18')
  expect((await note('card', '2026-12-20')).body).toMatchObject({ state: 'ended', outcome: 'card' })
  expect(await listed()).toMatchObject([{ outcomeName: '已出院，联系卡已收' }])

  const neighbour = await county.as('village-doctor', units.xiheVillage)
  expect((await neighbour.get('/referrals')).body.referrals).toEqual([])
  expect((await neighbour.post(`/residents/${residentId}/referral-steps`, home)).status).toBe(404)
  expect((await neighbour.post(taken, {})).status).toBe(404)
})

test('a withdrawn record sends nobody, a visit that asks after the patient ends it, and the dead are not asked after', async () => {
  const { residentId, record, listed, doctor } = await doctorOf('2026-11-21')
  const followUpId = await record('hypertension-follow-up', '2026-11-10', high)
  const wrong = { id: newId(), reason: '记错了人' }
  expect((await doctor.post(`/service-records/${followUpId}/withdrawal`, wrong)).status).toBe(200)
  expect(await listed()).toEqual([])
  await record('hypertension-follow-up', '2026-11-11', high)
  await record('hypertension-follow-up', '2026-11-18', {
    systolicMmHg: 136,
    diastolicMmHg: 84,
    symptoms: [1],
  })
  expect(await listed()).toMatchObject([{ since: '2026-11-11', outcome: 'followed' }])
  await record('hypertension-follow-up', '2026-11-19', high)
  const died = { eventId: newId(), kind: 'death', on: '2026-11-20' }
  expect((await doctor.post(`/residents/${residentId}/events`, died)).status).toBe(200)
  expect(await listed()).toMatchObject([
    { since: '2026-11-19', outcome: 'gone' },
    { since: '2026-11-11', outcome: 'followed' },
  ])
})

test('of a protected sheet the list does not tell that it referred somebody', async () => {
  const county = await countyOn('2026-11-21')
  const residentId = await residentOf(county, { populations: ['severe-mental-disorder'] })
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const values = {
    ...{
      visited: 1,
      dangerGrade: 4,
      symptoms: [3, 7],
      symptomState: 1,
      insight: 1,
      selfCare: 1,
      housework: 1,
    },
    ...{ work: 9, learning: 2, socialContact: 2, adverseDrugReaction: 1, physicalIllness: 1 },
  }
  const { status, body } = await doctor.post('/service-records', {
    id: newId(),
    residentId,
    form: 'severe-mental-disorder-follow-up',
    performedOn: '2026-11-21',
    mode: 'clinic',
    values,
  })
  expect([status, body.referred]).toEqual([200, true])
  expect((await doctor.get('/referrals')).body.referrals).toEqual([])
})

test('the list of those sent to hospital goes out as a workbook, with what became of each', async () => {
  const { record, county } = await doctorOf('2026-11-21')
  await record('hypertension-follow-up', '2026-11-20', high)
  const officer = await county.as('public-health-staff', units.dongling)
  const { raw, headers } = await officer.get('/referrals/workbook')
  expect(headers['content-disposition']).toContain(encodeURIComponent('转诊跟踪-2026-11-21'))
  const rows = (await readXlsx(raw)).sheets[0]!.rows
  expect(rows.map(([label]) => label).slice(0, 4)).toEqual(['名单', '单位', '筛选', '导出日期'])
  expect(rows[6]).toEqual(
    expect.arrayContaining([
      new Date('2026-11-20'),
      '血压 182/112',
      '县人民医院 心内科',
      new Date('2026-12-04'),
    ]),
  )
})
