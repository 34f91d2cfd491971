import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { residentOf } from '../duties/duties.fixture.ts'
import { type Caller, countyOn, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'

type Duty = { service: string; form: string; dueFrom: string; dueBy: string; state: string }

async function dutiesOf(caller: Caller, residentId: string): Promise<string[]> {
  const { body } = await caller.get(`/duties?residentId=${residentId}`)
  return body
    .filter(({ service }: Duty) => service !== 'vaccination')
    .map(
      ({ service, form, dueFrom, dueBy, state }: Duty) => `${service} ${form} ${dueFrom}～${dueBy} ${state}`,
    )
}

describe('a child, born on 15 March 2026 儿童健康管理', () => {
  test('is owed each age on its days, is graded, referred, printed in columns and counted', async () => {
    const county = await countyOn('2026-09-20')
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const child = await residentOf(county, {
      name: '陈小雨',
      birthDate: '2026-03-15',
      registeredOn: '2026-03-16',
    })
    expect(await dutiesOf(doctor, child)).toEqual(
      expect.arrayContaining([
        'newborn-home-visit newborn-home-visit 2026-03-16～2026-04-14 missed',
        'child-health-check child-check-1-8-months 2026-04-12～2026-04-14 missed',
        'child-health-check child-check-1-8-months 2026-06-15～2026-09-14 missed',
        'child-health-check child-check-1-8-months 2026-09-15～2026-11-14 due',
        'child-health-check child-check-1-8-months 2026-11-15～2027-03-14 upcoming',
        'tcm-child tcm-child 2026-09-15～2027-03-14 due',
      ]),
    )

    const record = async (performedOn: string, values: object) =>
      await doctor.post('/service-records', {
        id: newId(),
        residentId: child,
        form: 'child-check-1-8-months',
        performedOn,
        mode: 'clinic',
        values,
      })
    const three = await record('2026-06-20', {
      weightKg: 6.2,
      heightCm: 60.8,
      headCm: 39.5,
      warningSigns3m: [1],
    })
    expect(three.body).toMatchObject({
      classificationName: '体检无异常',
      nextStep: 'routine',
      nextDueOn: null,
    })
    const six = await record('2026-09-18', {
      weightKg: 5.9,
      heightCm: 64.5,
      headCm: 42.2,
      haemoglobinGL: 104,
      hearing: 1,
      warningSigns6m: [2, 4],
    })
    expect(six.body).toMatchObject({
      classificationName: '有异常',
      nextStep: 'refer',
      nextDueOn: '2026-10-02',
      referred: true,
    })
    expect(six.body.advice.map(({ text }: { text: string }) => text)).toEqual([
      '发育预警征象：发音少，不会笑出声；紧握拳松不开。转儿童保健机构评估。',
      '低体重：分析原因，指导喂养与活动，专案管理。',
      '消瘦：分析原因，指导喂养与活动，专案管理。',
      '血红蛋白 104 g/L，贫血：补铁与饮食指导，一个月后复查。',
    ])
    expect(await dutiesOf(doctor, child)).toEqual(
      expect.arrayContaining([
        'child-health-check child-check-1-8-months 2026-06-15～2026-09-14 done',
        'child-health-check child-check-1-8-months 2026-09-15～2026-11-14 done',
        'child-health-check child-check-1-8-months 2026-09-18～2026-10-02 due',
      ]),
    )

    const print = await readPdf((await doctor.get(`/service-records/${six.body.id}/document`)).raw)
    for (const words of [
      '1～8月龄儿童健康检查记录表',
      '3月龄',
      '6月龄',
      '2026-06-20',
      '2026-09-18',
      '中下',
      '5.9 kg',
    ])
      expect(print.text.replaceAll(' ', '')).toContain(words.replaceAll(' ', ''))

    const page = (await doctor.get(`/residents/${child}`)).body
    expect(JSON.stringify(page.timeline)).toContain('1～8月龄儿童健康检查记录表')
    const weight = page.lastValues?.find(({ code }: { code: string }) => code === 'weightKg')
    expect(weight?.points.map(({ value }: { value: number }) => value)).toEqual([6.2, 5.9])
  })

  test('a sheet for another age is not what the duty asks for, and the values of no child are impossible', async () => {
    const county = await countyOn('2026-09-20')
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const child = await residentOf(county, { birthDate: '2026-03-15', registeredOn: '2026-03-16' })
    const reply = await doctor.post('/service-records', {
      id: newId(),
      residentId: child,
      form: 'child-check-1-8-months',
      performedOn: '2026-09-18',
      mode: 'clinic',
      values: { weightKg: 86, heightCm: 66 },
    })
    expect(reply).toMatchObject({
      status: 422,
      body: { fields: { weightKg: '体重应在 0.5～60 kg之间，请核对。' } },
    })
  })
})
