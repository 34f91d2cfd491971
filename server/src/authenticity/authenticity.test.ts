import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { personOf } from '../agreements/agreements.fixture.ts'
import { type Caller, countyOn, type TestCounty, units } from '../testing/county.ts'

const period = { unitCode: units.donglingVillage, fromDay: '2026-10-01', toDay: '2026-12-31' }
const usual = { systolicMmHg: 137, diastolicMmHg: 86, heartRatePerMinute: 71, symptoms: [1] }

async function villageOn(day: string) {
  const county = await countyOn(day)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const colleague = await county.as('village-doctor', units.donglingVillage)
  const office = await county.as('public-health-staff', units.dongling)
  const bureau = await county.as('county-officer')
  const run = async () => {
    const reply = await office.post('/authenticity/runs', period)
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return reply.body
  }
  const questions = async (by: Caller = office) => (await by.get('/authenticity/questions')).body.questions
  return { county, doctor, colleague, office, bureau, run, questions }
}

/** Visits of one doctor to people of their own, on one day each. */
async function visits(county: TestCounty, doctor: Caller, values: readonly Record<string, unknown>[]) {
  const ids: string[] = []
  for (const [index, more] of values.entries()) {
    const { id: residentId } = await personOf(county, {
      name: `王秀${index}`,
      birthDate: '1950-03-02',
      villageCode: units.donglingVillage,
      populations: ['hypertension'],
    })
    const id = newId()
    const reply = await doctor.post('/service-records', {
      id,
      residentId,
      form: 'hypertension-follow-up',
      performedOn: '2026-11-20',
      mode: 'clinic',
      values: { ...usual, ...more },
    })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    ids.push(id)
  }
  return ids
}

const alike = [{}, {}, {}, {}]
const different = [{}, { systolicMmHg: 131 }, { systolicMmHg: 142, diastolicMmHg: 81 }]

describe('真实性核查', () => {
  test('the same values on four people are asked about once, and not for a colleague who measured', async () => {
    const { county, doctor, colleague, run, questions } = await villageOn('2026-11-21')
    await visits(county, doctor, alike)
    await visits(county, colleague, different)
    expect(await run()).toEqual({ services: 7, asked: 1, known: 0 })
    expect(await run()).toEqual({ services: 7, asked: 0, known: 1 })
    expect(await questions()).toMatchObject([
      { check: 'same-values', staffId: doctor.staffId, services: 4, state: 'asked' },
    ])
    expect(await questions(colleague)).toEqual([])
    expect((await questions(doctor))[0].sentence).toContain(
      '给4位居民记录的收缩压137、舒张压86、心率71完全相同',
    )
  })

  test('asked, answered, decided, appealed, and the last word is somebody else’s', async () => {
    const { county, doctor, office, bureau, run, questions } = await villageOn('2026-11-21')
    const recordIds = await visits(county, doctor, alike)
    await run()
    const [{ id }] = await questions()
    const say = (by: Caller, act: string, body: Record<string, unknown>) =>
      by.post(`/authenticity/questions/${id}/${act}`, body)
    expect((await say(office, 'answer', { words: '代为说明' })).body.code).toBe('not-this-step')
    expect((await say(doctor, 'answer', { words: '血压计坏了，按上次估的' })).body.state).toBe('answered')
    expect((await say(office, 'decision', { verdict: 'fake', words: '承认未测量' })).body.state).toBe(
      'decided',
    )
    const verdicts = () => county.sql.query('select distinct verdict from service_verdicts')
    expect((await verdicts()).rows).toEqual([{ verdict: 'fake' }])
    expect((await say(doctor, 'appeal', { words: '当天确有测量，有照片' })).body.state).toBe('appealed')
    expect((await say(office, 'conclusion', { verdict: 'fake', words: '维持' })).body.code).toBe(
      'not-this-step',
    )
    const last = await say(bureau, 'conclusion', { verdict: 'genuine', words: '照片属实' })
    expect(last.body).toMatchObject({ state: 'final', final: 'genuine', decision: 'fake' })
    expect((await verdicts()).rows).toEqual([{ verdict: 'genuine' }])
    const { body } = await office.get(`/authenticity/questions/${id}`)
    expect(body.records.map((one: { recordId: string }) => one.recordId).sort()).toEqual(
      [...recordIds].sort(),
    )
  })

  test('a service after death is asked about, and one on the day is not', async () => {
    const { county, doctor, run, questions } = await villageOn('2026-11-21')
    const [late, last] = await visits(county, doctor, different)
    await county.sql.query(
      `update residents r set died_on = case s.id when $1 then date '2026-11-19' else date '2026-11-20' end
       from service_records s where s.resident_id = r.id and s.id in ($1, $2)`,
      [late, last],
    )
    await run()
    const asked = await questions()
    expect(asked.map(({ check }: { check: string }) => check)).toEqual(['after-death'])
  })
})

describe('抽查', () => {
  test('the same seed draws the same sample, another one another', async () => {
    const { county, doctor, office } = await villageOn('2026-11-21')
    await visits(
      county,
      doctor,
      Array.from({ length: 14 }, (_, index) => ({ systolicMmHg: 121 + index })),
    )
    const draw = async (seed: string) => {
      const id = newId()
      const reply = await office.post('/spot-checks', { id, ...period, seed, method: 'phone' })
      expect(reply.body, JSON.stringify(reply.body)).toMatchObject({
        services: 14,
        fullSample: 10,
        items: 5,
        checked: 0,
      })
      const { body } = await office.get(`/spot-checks/${id}`)
      return { id, records: body.sample.map(({ recordId }: { recordId: string }) => recordId) as string[] }
    }
    const first = await draw('2026Q4')
    expect((await draw('2026Q4')).records).toEqual(first.records)
    expect((await draw('2026Q4-2')).records).not.toEqual(first.records)

    const result = (index: number, body: Record<string, unknown>) =>
      office.put(`/spot-checks/${first.id}/records/${first.records[index]}`, { calls: 1, ...body })
    expect((await result(0, { result: 'unreachable' })).body.fields.calls).toContain('3 次')
    expect((await result(0, { result: 'fake' })).body.fields.note).toBe('认定不实须写明依据')
    await result(0, { result: 'fake', note: '居民说没来过' })
    await result(1, { result: 'genuine', answers: { knowsDoctor: '知道' } })
    const { body } = await result(2, { result: 'unreachable', calls: 3 })
    expect(body).toMatchObject({ checked: 3, genuine: 1, concluded: 2, unreachable: 1, tooThin: true })
    const { rows } = await county.sql.query('select verdict from service_verdicts order by verdict')
    expect(rows).toEqual([{ verdict: 'fake' }, { verdict: 'genuine' }])

    const next = await office.post('/spot-checks', {
      id: newId(),
      ...period,
      seed: '2027Q1',
      method: 'phone',
    })
    expect(next.body, 'a refused service ends the clean record').toMatchObject({ fullSample: 10, items: 10 })
  })
})
