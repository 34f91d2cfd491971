import { localDate } from '@qianyue/domain/days/local-date.ts'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { readReasons } from '../duties/duty-rows.ts'
import { rollDay } from '../indicators/roll-day.ts'
import { residentsOn } from '../residents/residents.fixture.ts'
import { units } from '../testing/county.ts'

const found = { totalCholesterolMmolL: 7.1, haemoglobinGL: 98, ecg: 2, ecgText: '“ST-T”改变|/~;', altUL: 30 }

/** A woman of 66 examined on 10 March, and what she is owed because of it. */
async function examinedOn(values: object, { birthDate = '1960-01-01' } = {}) {
  const { county, officer, put } = await residentsOn('2026-03-10')
  const { id } = await put({ birthDate, sex: 'female' })
  const record = async (form: string, performedOn: string, said: object, mode = 'clinic') => {
    const body = { id: newId(), residentId: id, form, performedOn, mode, values: said }
    const reply = await officer.post('/service-records', body)
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return reply.body
  }
  const examination = await record('health-assessment', '2026-03-10', { healthEvaluation: 2, ...values })
  const owed = async () => (await officer.get(`/duties?residentId=${id}&service=result-recheck`)).body
  return { county, officer, id, record, examination, owed }
}

test('what is abnormal at an examination is owed again with its reason, closed by what was looked at, and asked for once more', async () => {
  const { county, officer, record, examination, owed, id } = await examinedOn(found)
  expect(examination.advice.map(({ text }: { text: string }) => text)).toEqual(
    expect.arrayContaining([
      '血常规：血红蛋白 98 g/L（低于 115），2026-04-09前复查。',
      '血脂：总胆固醇 7.1 mmol/L（高于 6.19），2026-06-08前复查。',
      '心电图异常，2026-03-24前复查。',
    ]),
  )
  county.on('2026-03-12')
  expect(await owed()).toEqual([
    expect.objectContaining({
      item: '异常结果复查',
      form: 'result-recheck',
      dueBy: '2026-03-24',
      state: 'due',
      because: [expect.objectContaining({ kind: 'abnormal', text: '2026-03-10检查心电图异常，请复查' })],
    }),
    expect.objectContaining({ dueBy: '2026-04-09' }),
    expect.objectContaining({
      dueBy: '2026-06-08',
      because: [
        expect.objectContaining({ text: '2026-03-10检查血脂：总胆固醇 7.1 mmol/L（高于 6.19），请复查' }),
      ],
    }),
  ])
  await rollDay(county.services.database, 320399, localDate('2026-03-12'))
  const { body: work } = await officer.get('/duties/work-list?service=result-recheck')
  expect(JSON.stringify(work)).toContain(id)

  const recheck = await record('result-recheck', '2026-03-12', {
    rechecked: [1, 6],
    haemoglobinGL: 101,
    ecg: 1,
    conclusion: 2,
    nextRecheckOn: '2026-03-20',
  })
  expect(recheck.fulfilled).toHaveLength(2)
  county.on('2026-03-13')
  const after = await owed()
  expect(after.map(({ state, dueBy }: { state: string; dueBy: string }) => `${dueBy} ${state}`)).toEqual([
    '2026-03-20 due',
    '2026-03-20 due',
    '2026-03-24 done',
    '2026-04-09 done',
    '2026-06-08 due',
  ])
})

test('sent to hospital by an examination, she had to be examined again to be asked after', async () => {
  const { county, officer, id, record } = await examinedOn({ leftSystolicMmHg: 185, leftDiastolicMmHg: 95 })
  const asked = async () => {
    const { body } = await officer.get(`/duties?residentId=${id}&service=health-assessment`)
    return body.map(({ form, dueBy, state }: Record<string, string>) => `${form} ${dueBy} ${state}`)
  }
  county.on('2026-03-26')
  await rollDay(county.services.database, 320399, localDate('2026-03-26'))
  expect(await asked()).toEqual(['encounter-note 2026-03-24 overdue'])
  const back = { institution: '县人民医院', diagnosis: '高血压病', treatment: '口服降压药，门诊随访' }
  const { fulfilled } = await record('referral-back', '2026-03-25', back)
  expect(fulfilled).toHaveLength(1)
  expect(await asked()).toEqual(['encounter-note 2026-03-24 done'])
})

test('a corrected value takes back what it asked for, and asks for what it should', async () => {
  const { county, officer, examination, owed } = await examinedOn({ altUL: 160 })
  county.on('2026-03-11')
  expect(await owed()).toEqual([
    expect.objectContaining({
      dueBy: '2026-03-24',
      because: [
        expect.objectContaining({
          text: '2026-03-10检查肝功能：血清谷丙转氨酶 160 U/L（高于 40），转诊后随访结果',
        }),
      ],
    }),
  ])
  await officer.post(`/service-records/${examination.id}/corrections`, {
    id: newId(),
    reason: '录错',
    values: { healthEvaluation: 1, altUL: 16, creatinineUmolL: 90 },
  })
  expect(await owed()).toEqual([expect.objectContaining({ dueBy: '2026-04-09' })])
})

test('a county sets another range and other days, and the records before it stay as they were judged', async () => {
  const { county, record, owed } = await examinedOn({ altUL: 45 })
  const bureau = await county.as('county-officer', units.county)
  const { body: policy } = await bureau.get('/policies/follow-ups')
  const { body } = policy.current
  const saved = await bureau.post('/policies/follow-ups/versions', {
    id: newId(),
    validFrom: '2026-03-11',
    source: '县卫健〔2026〕3号',
    body: {
      ...body,
      resultLimits: body.resultLimits.map((limit: { item: string }) =>
        limit.item === 'altUL' ? { ...limit, normalTo: 60, recheckWithinDays: 7 } : limit,
      ),
    },
  })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  county.on('2026-03-12')
  expect(await owed()).toEqual([expect.objectContaining({ dueBy: '2026-04-09', state: 'due' })])
  await record('health-assessment', '2026-03-12', { healthEvaluation: 1, altUL: 61 })
  county.on('2026-03-13')
  expect(await owed()).toEqual([
    expect.objectContaining({ dueBy: '2026-03-19', state: 'due' }),
    expect.objectContaining({ dueBy: '2026-04-09', state: 'done' }),
  ])
})

test('a reason is read as it was written', () => {
  const text = 'Xrecord/2026-03-10/lipids/1/totalCholesterolMmolL~7.1~6.19~above;ecg'
  expect(readReasons(text, [], () => '')).toEqual([
    {
      kind: 'abnormal',
      recordId: 'record',
      performedOn: '2026-03-10',
      group: 'lipids',
      refer: true,
      abnormal: [
        { item: 'totalCholesterolMmolL', value: 7.1, limit: 6.19, beyond: 'above' },
        { item: 'ecg' },
      ],
    },
  ])
})
