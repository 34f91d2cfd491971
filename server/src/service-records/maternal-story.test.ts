import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { residentOf } from '../duties/duties.fixture.ts'
import { countyOn, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'

type Duty = { service: string; form: string; dueFrom: string; dueBy: string; state: string }

async function arranged(today: string) {
  const county = await countyOn(today)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const woman = await residentOf(county, {
    name: '李春梅',
    birthDate: '1998-05-20',
    registeredOn: '2024-01-05',
  })
  const record = async (form: string, performedOn: string, values: object) =>
    (
      await doctor.post('/service-records', {
        id: newId(),
        residentId: woman,
        form,
        performedOn,
        mode: 'clinic',
        values,
      })
    ).body
  const owed = async () =>
    ((await doctor.get(`/duties?residentId=${woman}`)).body as Duty[])
      .filter(({ service }) => /antenatal|postpartum/.test(service))
      .sort((a, b) => (a.dueFrom < b.dueFrom ? -1 : 1))
      .map(({ service, form, dueFrom, dueBy, state }) => `${service} ${form} ${dueFrom}～${dueBy} ${state}`)
  return { county, doctor, woman, record, owed }
}

describe('a pregnancy, last period on 2 March 2026 孕产妇健康管理', () => {
  test('is owed by its weeks, watched when at risk, followed after the birth, and closed', async () => {
    const { doctor, woman, record, owed } = await arranged('2026-11-21')
    expect(await owed()).toEqual([])
    await record('pregnancy-registration', '2026-04-20', {
      lastPeriodOn: '2026-03-02',
      handbookOn: '2026-04-20',
    })
    expect(await owed()).toEqual([
      'antenatal-booking first-antenatal-check 2026-03-02～2026-05-31 missed',
      'antenatal-check antenatal-follow-up 2026-06-22～2026-07-26 missed',
      'antenatal-check antenatal-follow-up 2026-07-27～2026-08-23 missed',
      'antenatal-check antenatal-follow-up 2026-09-14～2026-11-15 missed',
      'antenatal-check antenatal-follow-up 2026-11-16～2026-12-13 due',
    ])
    const first = await record('first-antenatal-check', '2026-05-12', {
      lastPeriodOn: '2026-03-02',
      weightKg: 54,
      heightCm: 160,
      systolicMmHg: 110,
      diastolicMmHg: 70,
      haemoglobinGL: 121,
      caesareanBirths: 1,
      overall: 1,
      riskGrade: 2,
    })
    expect(first).toMatchObject({ nextStep: 'watch-closely', nextDueOn: '2026-05-26' })
    expect(first.advice[0].text).toBe('高危因素：有剖宫产史。')

    const start = await doctor.get(`/residents/${woman}/forms/antenatal-follow-up?performedOn=2026-07-06`)
    expect(start.body.pregnancy).toEqual({ lastPeriodOn: '2026-03-02', deliveredOn: null })
    const second = await record('antenatal-follow-up', '2026-07-06', {
      weightKg: 57,
      systolicMmHg: 116,
      diastolicMmHg: 72,
      haemoglobinGL: 118,
      fetalHeartPerMinute: 145,
      overall: 1,
      riskGrade: 1,
    })
    expect(second).toMatchObject({ nextStep: 'routine', nextDueOn: null })
    expect((await doctor.get(`/service-records/${second.id}`)).body.values.gestationalWeeks).toBe(18)
    expect((await owed()).map((duty) => duty.split(' ').at(-1))).toEqual(
      expect.arrayContaining(['done', 'missed', 'due']),
    )
    const print = await readPdf((await doctor.get(`/service-records/${second.id}/document`)).raw)
    expect(print.text.replaceAll(' ', '')).toContain('第2～5次产前随访服务记录表')
    expect(print.text.replaceAll(' ', '')).toContain('18周')

    const birth = await record('pregnancy-outcome', '2026-11-19', {
      endedOn: '2026-11-17',
      outcome: 1,
      dischargedOn: '2026-11-19',
      liveBirths: 1,
    })
    expect(birth.nextStep).toBe('routine')
    expect((await owed()).slice(-2)).toEqual([
      'postpartum-visit postpartum-visit 2026-11-19～2026-11-26 due',
      'postpartum-42-day-check postpartum-42-day-check 2026-12-29～2027-01-12 upcoming',
    ])
    const home = await record('postpartum-visit', '2026-11-21', {
      endedOn: '2026-11-17',
      dischargedOn: '2026-11-19',
      temperatureC: 36.6,
      overall: 1,
    })
    expect(home.fulfilled).toHaveLength(1)
    const figures = (await doctor.get(`/indicators?orgId=${units.donglingVillage}`)).body as {
      code: string
      numerator: number
      denominator: number
      orgId: number
    }[]
    const figure = (code: string) => {
      const found = figures.find((one) => one.code === code && one.orgId === units.donglingVillage)
      return [found?.numerator, found?.denominator]
    }
    expect([figure('early-booking'), figure('postpartum-visited')]).toEqual([
      [1, 1],
      [1, 1],
    ])
  })

  test('a loss ends what was owed', async () => {
    const { record, owed } = await arranged('2026-05-20')
    await record('pregnancy-registration', '2026-04-20', { lastPeriodOn: '2026-03-02' })
    await record('pregnancy-outcome', '2026-05-12', { endedOn: '2026-05-11', outcome: 3 })
    expect(await owed()).toEqual(['antenatal-booking first-antenatal-check 2026-03-02～2026-05-11 missed'])
  })

  test('a withdrawn registration takes its duties with it', async () => {
    const { doctor, record, owed } = await arranged('2026-05-20')
    const { id } = await record('pregnancy-registration', '2026-04-20', { lastPeriodOn: '2026-03-02' })
    expect(await owed()).toHaveLength(5)
    await doctor.post(`/service-records/${id}/withdrawal`, { id: newId(), reason: '登记错人' })
    expect(await owed()).toEqual([])
  })
})
