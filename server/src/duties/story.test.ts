import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { countyOn, units } from '../testing/county.ts'
import { residentOf, sign } from './duties.fixture.ts'

/** 王秀英, 72, registered poor with hypertension, signed; and her doctor. */
async function grandmother(day: string) {
  const county = await countyOn(day)
  const residentId = await residentOf(county, {
    birthDate: '1954-03-02',
    populations: ['hypertension', 'registered-poor'],
  })
  await sign(county, residentId, {
    startsOn: day,
    endsOn: '2027-11-20',
    items: [
      { service: 'hypertension-follow-up', times: 4, every: 'year' },
      { service: 'elderly-examination', times: 1, every: 'year' },
    ],
  })
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const visit = async (performedOn: string, systolicMmHg: number, diastolicMmHg: number) => {
    county.on(performedOn)
    return await doctor.post('/service-records', {
      id: newId(),
      residentId,
      form: 'hypertension-follow-up',
      performedOn,
      mode: 'home',
      values: {
        symptoms: [1],
        systolicMmHg,
        diastolicMmHg,
        medicationAdherence: 1,
      },
    })
  }
  const owed = async (service = 'hypertension-follow-up') => {
    const { body } = await doctor.get(`/duties?residentId=${residentId}&service=${service}&state=due,overdue`)
    return body.map((duty: { dueBy: string; because: { text: string }[] }) => [
      duty.dueBy,
      duty.because.map(({ text }) => text),
    ])
  }
  return { county, residentId, doctor, visit, owed }
}

describe('168/96', () => {
  test('first unsatisfactory: back within 14 days; second: referred, and looked at again within 14 days', async () => {
    const { residentId, doctor, visit, owed } = await grandmother('2026-11-21')
    expect((await owed()).map(([dueBy]: [string]) => dueBy)).toEqual(['2026-12-31'])

    const first = await visit('2026-11-21', 168, 96)
    expect(first).toMatchObject({
      status: 200,
      body: {
        classification: 'unsatisfactory',
        nextStep: 'adjust-treatment',
        nextDueOn: '2026-12-05',
        referred: false,
      },
    })
    const done = (await doctor.get(`/duties?residentId=${residentId}&state=done`)).body
    expect(done.map(({ id }: { id: string }) => id)).toEqual(first.body.fulfilled)
    expect(done[0]).toMatchObject({
      service: 'hypertension-follow-up',
      fulfilledBy: first.body.id,
      timing: 'on-time',
    })

    await visit('2026-12-03', 166, 94).then(({ body }) => {
      expect(body).toMatchObject({ nextStep: 'refer', nextDueOn: '2026-12-17', referred: true })
      expect(body.fulfilled).toHaveLength(1)
    })
    expect(await owed()).toEqual([['2026-12-17', ['2026-12-03随访建议转诊，两周内随访转诊情况']]])

    const third = await visit('2026-12-15', 138, 84)
    expect(third.body).toMatchObject({ classification: 'satisfactory', nextStep: 'routine' })
    expect(await owed()).toEqual([])
  })

  test('in the work list of the next day she is due within two weeks, and overdue after', async () => {
    const { county, visit, doctor } = await grandmother('2026-11-21')
    await visit('2026-11-21', 168, 96)
    const listed = async (day: string, when: string) => {
      county.on(day)
      return (
        await doctor.get(`/duties/work-list?when=${when}&service=hypertension-follow-up`)
      ).body.rows.flatMap((row: { duties: { dueBy: string; state: string }[] }) =>
        row.duties.map(({ dueBy, state }) => `${dueBy} ${state}`),
      )
    }
    expect(await listed('2026-11-22', 'month')).toEqual(['2026-12-05 due'])
    expect(await listed('2026-11-27', 'week')).toEqual([])
    expect(await listed('2026-11-28', 'week')).toEqual(['2026-12-05 due'])
    expect(await listed('2026-12-06', 'overdue')).toEqual(['2026-12-05 overdue'])
  })

  test('one examination, for her age and by her agreement, is owed once and said twice', async () => {
    const { owed } = await grandmother('2026-11-21')
    expect(await owed('elderly-examination')).toEqual([
      [
        '2026-12-31',
        [
          '国家基本公共卫生服务规范（第三版）老年人健康管理：每年1次健康体检与生活方式、健康状况评估',
          '签约服务包“高血压初级包”：每年1次',
        ],
      ],
    ])
  })
})
