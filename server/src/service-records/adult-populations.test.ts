import { questionCode } from '@qianyue/domain/forms/tcm/constitution-scoring.ts'
import { readXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { residentOf } from '../duties/duties.fixture.ts'
import { countyOn, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'

type Wanted = Parameters<typeof residentOf>[1]

/** One person of 东岭村 and the village doctor, who goes from day to day. */
async function life(day: string, wanted: Wanted) {
  const county = await countyOn(day)
  const residentId = await residentOf(county, wanted)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const record = async (form: string, on: string, values: object, mode = 'home') => {
    county.on(on)
    const { status, body } = await doctor.post('/service-records', {
      id: newId(),
      residentId,
      form,
      performedOn: on,
      mode,
      values,
    })
    if (status !== 200) throw new Error(`${form}: ${status} ${JSON.stringify(body)}`)
    return body
  }
  const owed = async (service: string): Promise<string[]> => {
    const { body } = await doctor.get(
      `/duties?residentId=${residentId}&service=${service}&state=upcoming,due,overdue`,
    )
    return body.map(({ dueBy }: { dueBy: string }) => dueBy).sort()
  }
  const figure = async (code: string): Promise<[number, number]> => {
    const { body } = await doctor.get(`/indicators?code=${code}&orgId=${units.donglingVillage}`)
    return [body[0].numerator, body[0].denominator]
  }
  const paper = async (recordId: string) =>
    JSON.stringify(await readPdf((await doctor.get(`/service-records/${recordId}/document`)).raw))
  const excel = async (form: string) =>
    JSON.stringify(await readXlsx((await doctor.get(`/service-records/workbook?form=${form}`)).raw))
  const populations = async () => {
    const { rows } = await county.sql.query(
      'select population, since::text, until::text from resident_populations where resident_id = $1 order by since',
      [residentId],
    )
    return rows.map(({ population, since, until }) => [population, since, until])
  }
  return { county, residentId, doctor, record, owed, figure, paper, excel, populations }
}

/** 33 answers: 没有, energetic, and what is given. */
function answers(given: Record<number, number> = {}) {
  return Object.fromEntries(
    Array.from({ length: 33 }, (_, index) => [
      questionCode(index + 1),
      given[index + 1] ?? (index === 0 ? 5 : 1),
    ]),
  )
}

describe('老年人中医体质辨识', () => {
  test('owed once a year; the constitution is told, printed, exported, counted', async () => {
    const { record, owed, figure, paper, excel } = await life('2026-05-06', { birthDate: '1954-03-02' })
    expect(await owed('tcm-constitution')).toEqual(['2026-12-31'])
    expect(await figure('tcm-elderly')).toEqual([0, 1])
    const { id, classification, classificationName, advice, fulfilled } = await record(
      'tcm-constitution',
      '2026-05-06',
      answers({ 11: 5, 12: 4, 13: 3, 29: 3 }),
      'clinic',
    )
    expect([classification, classificationName, fulfilled.length]).toEqual(['yang-deficient', '阳虚质', 1])
    expect(advice.map(({ text }: { text: string }) => text).join()).toContain('饮食调养')
    expect(await owed('tcm-constitution')).toEqual([])
    expect(await figure('tcm-elderly')).toEqual([1, 1])
    expect(await paper(id)).toContain('老年人中医药健康管理服务记录表')
    expect(await excel('tcm-constitution')).toContain('阳虚质得分')
  })
})

describe('65岁及以上与90岁以上', () => {
  test('self-care and screening are told by their classes; at 90 a home visit is owed', async () => {
    const { record, owed } = await life('2026-05-06', { birthDate: '1936-05-06' })
    expect(await owed('home-visit')).toEqual(['2026-12-31'])
    const selfCare = await record('elderly-self-care', '2026-05-06', {
      selfCareEating: 1,
      selfCareWashing: 3,
      selfCareDressing: 1,
      selfCareToileting: 2,
      selfCareMoving: 3,
    })
    expect(selfCare).toMatchObject({ classification: 'moderately-dependent', complete: true })
    const screening = await record('elderly-screening', '2026-05-06', { wordsRecalled: 2, oftenSad: 1 })
    expect(screening).toMatchObject({ classification: 'screen-positive', nextStep: 'routine' })
    await record('home-visit', '2026-05-06', {
      reason: 1,
      systolicMmHg: 146,
      diastolicMmHg: 84,
      state: 2,
      content: '核对用药，指导防跌倒',
    })
    expect(await owed('home-visit')).toEqual([])
  })

  test('the day before the 90th birthday nothing of the kind is owed yet', async () => {
    const { owed } = await life('2026-05-06', { birthDate: '1937-01-01' })
    expect(await owed('home-visit')).toEqual([])
  })
})

describe('肺结核患者', () => {
  const treatment = { stage: 1, supervisor: 2, regimen: '2HRZE/4HR' }

  test('72 hours, every ten days, a break reported, referral, and closing with the rate of doses', async () => {
    const { county, residentId, record, owed, figure, paper, populations } = await life('2026-03-02', {
      birthDate: '1970-01-01',
      populations: ['tuberculosis'],
    })
    await county.sql.query(`update resident_populations set since = '2026-03-02' where resident_id = $1`, [
      residentId,
    ])
    const first = await record('tuberculosis-first-visit', '2026-03-04', {
      notifiedAt: '2026-03-02T09:00',
      visitedAt: '2026-03-04T15:30',
      patientType: 1,
      ...treatment,
    })
    expect(first).toMatchObject({ classification: 'in-time', nextDueOn: '2026-03-14' })
    expect(await figure('tb-managed')).toEqual([1, 1])
    expect(await owed('tuberculosis-first-visit')).toEqual([])
    expect(await owed('tuberculosis-follow-up')).toContain('2026-03-14')

    const followUp = { treatmentMonth: 1, ...treatment, adverseDrugReaction: 1, complication: 1 }
    const second = await record('tuberculosis-follow-up', '2026-03-14', {
      ...followUp,
      dosesDue: 10,
      missedDoses: 7,
      longestGapDays: 7,
    })
    expect(second).toMatchObject({ nextStep: 'report-upward', nextDueOn: '2026-03-24' })
    const third = await record('tuberculosis-follow-up', '2026-03-24', {
      ...followUp,
      missedDoses: 0,
      adverseDrugReaction: 2,
      adverseDrugReactionText: '肝功能异常',
    })
    expect(third).toMatchObject({ nextStep: 'refer', referred: true, nextDueOn: '2026-04-03' })
    expect(await paper(third.id)).toContain('肺结核患者随访服务记录表')
    const monthly = await record('tuberculosis-follow-up', '2026-05-31', {
      ...followUp,
      stage: 2,
      missedDoses: 0,
      treatmentMonth: 3,
    })
    expect(monthly.nextDueOn).toBe('2026-06-30')

    const closing = await record(
      'tuberculosis-closing',
      '2026-09-05',
      { stoppedOn: '2026-09-02', stopReason: 1, visitsDue: 8, visitsDone: 8, dosesDue: 180, dosesTaken: 162 },
      'clinic',
    )
    expect(closing).toMatchObject({ classification: 'regular', nextStep: 'close' })
    expect(await figure('tb-regular')).toEqual([1, 1])
    expect(await populations()).toEqual([['tuberculosis', '2026-03-02', '2026-09-02']])
    expect((await owed('tuberculosis-follow-up')).filter((dueBy) => dueBy > '2026-09-02')).toEqual([])
  })

  test('who may have tuberculosis is sent on, and asked within a week whether they went', async () => {
    const { doctor, residentId, record } = await life('2026-05-06', { birthDate: '1970-01-01' })
    const sent = await record(
      'encounter-note',
      '2026-05-06',
      { subjective: '咳嗽咳痰三周', tuberculosisSymptoms: [2, 5] },
      'clinic',
    )
    expect(sent).toMatchObject({ nextStep: 'refer', nextDueOn: '2026-05-13' })
    const asked = async () =>
      (await doctor.get(`/duties?residentId=${residentId}&service=consultation`)).body.map(
        ({ dueBy, state }: Record<string, string>) => [dueBy, state],
      )
    expect(await asked()).toEqual([['2026-05-13', 'due']])
    const { body: referrals } = await doctor.get('/referrals')
    expect(referrals.referrals).toMatchObject([{ residentId }])
    await record('encounter-note', '2026-05-12', { subjective: '已到县疾控中心门诊拍片' }, 'phone')
    expect(await asked()).toEqual([['2026-05-13', 'done']])
  })

  test('the card of doses counts them, and a withdrawn closing takes the patient back', async () => {
    const { doctor, record, populations } = await life('2026-05-06', {
      birthDate: '1970-01-01',
      registeredOn: '2026-02-01',
      populations: ['tuberculosis'],
    })
    const day = (index: number) => `2026-04-${String(index).padStart(2, '0')}`
    const doses = Array.from({ length: 20 }, (_, index) => ({
      on: day(index + 1),
      taken: index >= 5 && index < 12 ? 2 : 1,
      by: 2,
    }))
    const card = await record('tuberculosis-dose-log', '2026-05-06', { stage: 2, supervisor: 2, doses })
    expect(card).toMatchObject({ classification: 'irregular', nextStep: 'report-upward' })
    const read = await doctor.get(`/service-records/${card.id}`)
    expect(read.body.values).toMatchObject({
      dosesDue: 20,
      dosesTaken: 13,
      adherencePercent: 65,
      longestBreakDays: 7,
    })

    const closing = await record('tuberculosis-closing', '2026-05-06', {
      stoppedOn: '2026-05-06',
      stopReason: 3,
      visitsDue: 3,
      visitsDone: 1,
      dosesDue: 60,
      dosesTaken: 50,
    })
    expect(closing.classification).toBe('irregular')
    expect(await populations()).toEqual([['tuberculosis', '2026-02-01', '2026-05-06']])
    await doctor.post(`/service-records/${closing.id}/withdrawal`, { id: newId(), reason: '记错了人' })
    expect(await populations()).toEqual([['tuberculosis', '2026-02-01', null]])
  })

  test('who was taken off the list by the office is not put back on it by a closing that is withdrawn', async () => {
    const { county, doctor, residentId, record, populations } = await life('2026-05-06', {
      birthDate: '1970-01-01',
      registeredOn: '2026-02-01',
      populations: ['tuberculosis'],
    })
    const officer = await county.as('public-health-staff', units.dongling)
    const { rows } = await county.sql.query('select id from resident_populations where resident_id = $1', [
      residentId,
    ])
    const ending = `/residents/${residentId}/populations/${rows[0].id}/ending`
    const ended = await officer.post(ending, { lastDay: '2026-05-06', reason: '治愈' })
    expect(ended.status, JSON.stringify(ended.body)).toBe(200)
    const closing = await record('tuberculosis-closing', '2026-05-06', {
      ...{
        stoppedOn: '2026-05-04',
        stopReason: 3,
        visitsDue: 3,
        visitsDone: 3,
        dosesDue: 60,
        dosesTaken: 60,
      },
    })
    await doctor.post(`/service-records/${closing.id}/withdrawal`, { id: newId(), reason: '记错了人' })
    expect(await populations()).toEqual([['tuberculosis', '2026-02-01', '2026-05-06']])
  })

  test('of two closings the first was withdrawn and the patient was on the list again, although the second stands', async () => {
    const { doctor, record, populations } = await life('2026-05-06', {
      birthDate: '1970-01-01',
      registeredOn: '2026-02-01',
      populations: ['tuberculosis'],
    })
    const close = (stoppedOn: string) =>
      record('tuberculosis-closing', stoppedOn, {
        ...{ stoppedOn, stopReason: 1, visitsDue: 3, visitsDone: 3, dosesDue: 60, dosesTaken: 60 },
      })
    const first = await close('2026-05-06')
    await close('2026-05-20')
    expect(await populations()).toEqual([['tuberculosis', '2026-02-01', '2026-05-06']])
    await doctor.post(`/service-records/${first.id}/withdrawal`, { id: newId(), reason: '写错了日期' })
    expect(await populations()).toEqual([['tuberculosis', '2026-02-01', '2026-05-20']])
  })
})

describe('居家传染病患者', () => {
  const card = {
    reportKind: 1,
    belongsTo: 1,
    presentAddress: '东岭村3组',
    personGroup: 11,
    disease: 'influenza',
    caseClass: 2,
    onsetOn: '2026-03-01',
    diagnosedAt: '2026-03-02T10:00',
    treatedAtHome: 2,
  }

  test('of two reports the first was withdrawn and the patient left the list, although the second stands', async () => {
    const { doctor, record, populations } = await life('2026-03-02', { birthDate: '1980-01-01' })
    const first = await record('infectious-disease-report', '2026-03-03', {
      ...card,
      reportedAt: '2026-03-03T08:00',
    })
    await record('infectious-disease-report', '2026-03-05', { ...card, reportedAt: '2026-03-05T08:00' })
    expect(await populations()).toEqual([['infectious-disease', '2026-03-03', null]])
    await doctor.post(`/service-records/${first.id}/withdrawal`, { id: newId(), reason: '填了两次' })
    expect(await populations()).toEqual([['infectious-disease', '2026-03-05', null]])
  })

  test('reported in time, on the list from the report, visited until cured', async () => {
    const { record, owed, figure, populations } = await life('2026-03-02', { birthDate: '1980-01-01' })
    const report = await record('infectious-disease-report', '2026-03-03', {
      ...card,
      reportedAt: '2026-03-03T10:00',
    })
    expect(report.classification).toBe('in-time')
    expect(await figure('infection-in-time')).toEqual([1, 1])
    expect(await populations()).toEqual([['infectious-disease', '2026-03-03', null]])
    expect(await owed('infectious-disease-visit')).toEqual(['2026-03-10'])
    const visit = await record('infectious-disease-visit', '2026-03-06', {
      disease: '流感',
      course: 1,
      outcome: 1,
    })
    expect(visit.nextDueOn).toBe('2026-03-13')
    await record('infectious-disease-visit', '2026-03-12', { disease: '流感', course: 1, outcome: 2 })
    expect(await populations()).toEqual([['infectious-disease', '2026-03-03', '2026-03-12']])
    expect(await owed('infectious-disease-visit')).toEqual([])
  })

  test('a minute after 24 hours is late; class A has two', async () => {
    const { record, figure } = await life('2026-03-02', { birthDate: '1980-01-01' })
    const late = await record('infectious-disease-report', '2026-03-03', {
      ...card,
      treatedAtHome: 1,
      reportedAt: '2026-03-03T10:01',
    })
    expect(late.classification).toBe('late')
    expect(await figure('infection-in-time')).toEqual([0, 1])
    const cholera = await record('infectious-disease-report', '2026-03-03', {
      ...card,
      treatedAtHome: 1,
      disease: 'cholera',
      reportedAt: '2026-03-02T12:01',
    })
    expect(cholera.classification).toBe('late')
  })
})

describe('家庭病床', () => {
  const opening = {
    diagnosis: '脑卒中后遗症',
    reason: 1,
    condition: '左侧肢体活动不利，长期卧床',
    homeSuitable: 2,
    carer: '李建国',
    riskTold: 2,
    agreed: 2,
    signedBy: '李建国',
    roundEveryDays: 5,
  }

  test('opened, seen in rounds with orders, closed: the rounds are due on their days and end with it', async () => {
    const { doctor, residentId, record, owed, paper, populations } = await life('2026-03-02', {
      birthDate: '1950-01-01',
    })
    const refused = await doctor.post('/service-records', {
      id: newId(),
      residentId,
      form: 'home-bed-opening',
      performedOn: '2026-03-02',
      mode: 'home',
      values: { ...opening, riskTold: 1 },
    })
    expect([refused.status, refused.body.fields.agreed]).toEqual([
      422,
      '家庭病床须先告知风险并经双方同意，否则不能建床。',
    ])
    await record('home-bed-opening', '2026-03-02', opening)
    expect(await owed('home-bed')).toEqual(['2026-03-07'])
    const round = await record('home-bed-round', '2026-03-07', {
      course: 2,
      findings: '生命体征平稳',
      orders: [{ order: '阿司匹林 100 mg 每日一次', kind: 1, startsOn: '2026-03-07' }],
    })
    expect(await owed('home-bed')).toEqual(['2026-03-14'])
    expect(await paper(round.id)).toContain('阿司匹林')
    await record('home-bed-closing', '2026-03-14', {
      closedOn: '2026-03-14',
      closedBecause: 2,
      summary: '病情好转',
    })
    expect(await owed('home-bed')).toEqual([])
    expect(await populations()).toEqual([['home-bed', '2026-03-02', '2026-03-14']])
  })
})

describe('慢阻肺、残疾人和康复', () => {
  test('COPD: stable three months, an exacerbation two weeks, twice in a row referred', async () => {
    const { record, owed, figure } = await life('2026-02-02', {
      birthDate: '1955-01-01',
      populations: ['copd'],
    })
    const visit = { symptoms: [2], mmrc: 1, catScore: 12, exacerbationsSinceLast: 0, exacerbatedNow: 1 }
    expect(await record('copd-follow-up', '2026-02-02', visit)).toMatchObject({
      classification: 'copd-stable',
      nextDueOn: '2026-05-02',
    })
    expect(await record('copd-follow-up', '2026-05-02', { ...visit, exacerbatedNow: 2 })).toMatchObject({
      classification: 'copd-exacerbation',
      nextStep: 'adjust-treatment',
      nextDueOn: '2026-05-16',
    })
    expect(await owed('copd-follow-up')).toContain('2026-05-16')
    expect(await record('copd-follow-up', '2026-05-16', { ...visit, catScore: 15 })).toMatchObject({
      classification: 'copd-unstable',
      nextStep: 'refer',
    })
    expect(await record('copd-follow-up', '2026-05-28', { ...visit, spo2Percent: 89 })).toMatchObject({
      nextStep: 'refer-urgently',
      dangers: [{ code: 'oxygen' }],
    })
    expect(await figure('copd-standardised')).toEqual([1, 1])
  })

  test('COPD: the first visit corrected, the second is no longer worse than it, and the third no longer the second in a row', async () => {
    const { record, doctor } = await life('2026-02-02', { birthDate: '1955-01-01', populations: ['copd'] })
    const visit = { symptoms: [2], mmrc: 1, catScore: 12, exacerbationsSinceLast: 0, exacerbatedNow: 1 }
    const first = await record('copd-follow-up', '2026-02-02', visit)
    const second = await record('copd-follow-up', '2026-05-02', { ...visit, mmrc: 2 })
    const third = await record('copd-follow-up', '2026-05-16', { ...visit, mmrc: 3 })
    expect([second.classification, third.nextStep]).toEqual(['copd-unstable', 'refer'])
    const correction = { id: newId(), reason: '呼吸困难分级抄错', values: { ...visit, mmrc: 2 } }
    expect((await doctor.post(`/service-records/${first.id}/corrections`, correction)).status).toBe(200)
    const said = async ({ id }: { id: string }) => (await doctor.get(`/service-records/${id}`)).body
    expect(await said(second)).toMatchObject({ classification: 'copd-stable', nextDueOn: '2026-08-02' })
    expect(await said(third)).toMatchObject({
      classification: 'copd-unstable',
      nextStep: 'adjust-treatment',
      nextDueOn: '2026-05-30',
      referred: false,
    })
  })

  test('a disabled resident is visited once a year, with a plan of rehabilitation and its log', async () => {
    const { record, owed, figure } = await life('2026-02-02', {
      birthDate: '1985-01-01',
      populations: ['disabled'],
    })
    expect(await owed('yearly-home-visit')).toEqual(['2026-12-31'])
    expect(await figure('special-visited')).toEqual([0, 1])
    const visit = await record('yearly-home-visit', '2026-02-02', {
      groups: [1],
      rehabilitationNeed: 2,
      education: [3, 6],
    })
    expect(visit.advice.map(({ code }: { code: string }) => code)).toEqual(['rehabilitation'])
    expect(await figure('special-visited')).toEqual([1, 1])
    expect(await owed('yearly-home-visit')).toEqual([])
    await record('rehabilitation-plan', '2026-02-02', {
      disabilities: [5],
      function: '左下肢肌力 3 级',
      goals: [{ goal: '独立行走 50 米', by: '2026-05-02' }],
      trainings: [{ training: '步行训练', timesPerWeek: 5, minutes: 20 }],
      nextVisitOn: '2026-03-01',
    })
    expect(await owed('rehabilitation')).toEqual(['2026-03-01'])
    const training = await record('rehabilitation-training', '2026-02-28', {
      sessions: [
        { training: '步行训练', on: '2026-02-27', minutes: 20 },
        { training: '步行训练', on: '2026-02-28', minutes: 25 },
      ],
      goals: [{ goal: '独立行走 50 米', progress: 4 }],
    })
    expect(training.advice[0].code).toBe('new-plan')
    expect(await owed('rehabilitation')).toEqual([])
  })
})
