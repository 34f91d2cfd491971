import { forms } from '@qianyue/domain/forms/forms.ts'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type Caller, units } from '../testing/county.ts'
import { arranged, followUp, grandmother, recorded, values138, values168 } from '../testing/follow-ups.ts'

describe('GET /forms', () => {
  test('gives fields, units, codes, ranges and source of every form', async () => {
    const { doctor } = await arranged()
    const all = await doctor.get('/forms')
    expect(all.body.map(({ code }: { code: string }) => code)).toEqual(forms.map(({ code }) => code))
    const { body } = await doctor.get('/forms/hypertension-follow-up')
    expect(body.source).toContain('国家基本公共卫生服务规范（第三版）')
    const field = (code: string) => body.fields.find((candidate: { code: string }) => candidate.code === code)
    expect(field('systolicMmHg')).toMatchObject({
      unit: 'mmHg',
      range: { min: 50, max: 300 },
      required: true,
    })
    expect(field('saltIntake').options).toEqual([
      { code: 1, name: '轻' },
      { code: 2, name: '中' },
      { code: 3, name: '重' },
    ])
    expect(field('adverseDrugReactionText').showWhen).toEqual({ field: 'adverseDrugReaction', is: 2 })
  })

  test('an unknown form is not found', async () => {
    const { doctor } = await arranged()
    expect((await doctor.get('/forms/nothing')).status).toBe(404)
  })
})

describe('POST /service-records', () => {
  test('an assessment whose next day is an earlier one is refused in words and does not fail on the database', async () => {
    const { doctor, wang } = await arranged()
    const { status, body } = await doctor.post('/service-records', {
      ...followUp(wang),
      form: 'health-assessment',
      values: { healthEvaluation: 1, nextAssessmentOn: '2026-04-17' },
    })
    expect([status, body.fields]).toEqual([422, { nextAssessmentOn: '下次评估日期应晚于本次服务日期。' }])
  })

  test('168/96 for the first time: treatment is adjusted and the next visit is due within 14 days', async () => {
    const { doctor, wang } = await arranged()
    const reply = await doctor.post('/service-records', followUp(wang))
    expect(reply).toMatchObject({
      status: 200,
      body: {
        classification: 'unsatisfactory',
        classificationCode: 2,
        classificationName: '控制不满意',
        controlled: false,
        nextStep: 'adjust-treatment',
        nextDueOn: '2026-12-05',
        referred: false,
        complete: false,
      },
    })
  })

  test('the second time in a row a referral is advised', async () => {
    const { doctor, wang } = await arranged()
    await recorded(doctor, wang, { performedOn: '2026-11-07' })
    expect(await recorded(doctor, wang)).toMatchObject({
      nextStep: 'refer',
      referred: true,
      nextDueOn: '2026-12-05',
    })
  })

  test('off target after an emergency that was called a reaction was taken for the first time', async () => {
    const { doctor, wang } = await arranged()
    const values = { ...values138, dangerSigns: [4], adverseDrugReaction: 2 }
    const emergency = await recorded(doctor, wang, { performedOn: '2026-11-07', values })
    expect(emergency).toMatchObject({
      classification: 'adverse-reaction',
      controlled: true,
      nextStep: 'refer-urgently',
    })
    const begun = await doctor.get(`/residents/${wang}/forms/hypertension-follow-up`)
    expect(begun.body.previous).toMatchObject({ controlled: true, nextStep: 'refer-urgently' })
    expect(await recorded(doctor, wang)).toMatchObject({ nextStep: 'refer', nextDueOn: '2026-12-05' })
  })

  test('codes and numbers that a program sends as texts are taken for what they mean', async () => {
    const { doctor, wang } = await arranged()
    const values = { ...values168, systolicMmHg: '168', symptoms: ['1'] }
    const reply = await doctor.post('/service-records', { ...followUp(wang), values })
    expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200, body: { controlled: false } })
    const { body } = await doctor.get(`/service-records/${reply.body.id}`)
    expect(body.values).toMatchObject({ systolicMmHg: 168, symptoms: [1] })
  })

  test('145/88 of a woman on the list of pregnant women is an emergency, and is again when it is read', async () => {
    const { county, doctor, wang } = await arranged()
    await county.sql.query(
      "insert into resident_populations (id, resident_id, population, since, until, source) values (gen_random_uuid(), $1, 'pregnant', '2026-06-01', '2026-12-31', 'declared')",
      [wang],
    )
    const values = { systolicMmHg: 145, diastolicMmHg: 88, symptoms: [1] }
    const reply = await doctor.post('/service-records', { ...followUp(wang), values })
    expect(reply.body).toMatchObject({ nextStep: 'refer-urgently', referred: true })
    const { body } = await doctor.get(`/service-records/${reply.body.id}`)
    expect(body.dangers).toMatchObject([{ code: 'maternity-pressure' }])
  })

  test('it fulfils the follow-up of the quarter, and says so', async () => {
    const { doctor, wang } = await arranged()
    const { fulfilled, fulfilledServices } = await recorded(doctor, wang, { values: values138 })
    expect(fulfilled.length).toBeGreaterThan(0)
    expect(fulfilledServices).toHaveLength(fulfilled.length)
    expect(fulfilledServices).toContain('hypertension-follow-up')
  })

  test('sent twice it is kept once and answered alike', async () => {
    const { county, doctor, wang } = await arranged()
    const request = followUp(wang)
    const first = await doctor.post('/service-records', request)
    const second = await doctor.post('/service-records', request)
    expect(second.status).toBe(200)
    expect(second.body).toEqual(first.body)
    const { rows } = await county.sql.query('select count(*)::int from service_records')
    expect(rows[0].count).toBe(1)
  })

  test('sent again after the resident has died it is answered as before', async () => {
    const { county, doctor, wang } = await arranged()
    const request = followUp(wang, { performedOn: '2026-11-20' })
    const first = await doctor.post('/service-records', request)
    await county.sql.query(`update residents set died_on = '2026-11-10' where id = $1`, [wang])
    const again = await doctor.post('/service-records', request)
    expect(again).toMatchObject({ status: 200, body: { id: request.id, nextDueOn: first.body.nextDueOn } })
  })

  test('sent twice at once it is kept once and answered alike', async () => {
    const { county, doctor, wang } = await arranged()
    const request = followUp(wang)
    const replies = await Promise.all([1, 2, 3, 4].map(() => doctor.post('/service-records', request)))
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    const { rows } = await county.sql.query('select count(*)::int from service_records')
    expect(rows[0].count).toBe(1)
  })

  test('an id that stands for another resident’s record is refused', async () => {
    const { county, doctor, wang } = await arranged()
    const li = await grandmother(county)
    const request = followUp(wang)
    await doctor.post('/service-records', request)
    const reply = await doctor.post('/service-records', { ...request, residentId: li })
    expect(reply).toMatchObject({ status: 409, body: { code: 'id-taken' } })
  })

  test('an id that is taken in another township is refused without a word about it', async () => {
    const { county, doctor, wang } = await arranged()
    const neighbour = await county.as('village-doctor', units.xiheVillage)
    const other = await grandmother(county, { villageCode: units.xiheVillage })
    const { id } = await recorded(neighbour, other)
    expect(await doctor.post('/service-records', followUp(wang, { id }))).toMatchObject({
      status: 409,
      body: { code: 'id-taken' },
    })
  })

  test.each([
    ['2026-11-22', '不能晚于今天'],
    ['1950-03-01', '早于该居民的出生日期'],
    ['2026-02-30', '真实存在'],
  ])('on %s it is refused: %s', async (performedOn, words) => {
    const { doctor, wang } = await arranged()
    const reply = await doctor.post('/service-records', followUp(wang, { performedOn }))
    expect(reply.status).toBe(422)
    expect(reply.body.fields.performedOn).toContain(words)
  })

  test('of a resident who has died: up to the day of death, not after', async () => {
    const { doctor, wang } = await arranged({ diedOn: '2026-11-10' })
    const after = await doctor.post('/service-records', followUp(wang, { performedOn: '2026-11-11' }))
    expect(after).toMatchObject({
      status: 422,
      body: { fields: { performedOn: expect.stringContaining('去世') } },
    })
    const before = await doctor.post('/service-records', followUp(wang, { performedOn: '2026-11-10' }))
    expect(before.status).toBe(200)
  })

  test('impossible values are refused by field, every one of them', async () => {
    const { county, doctor, wang } = await arranged()
    const values = { systolicMmHg: 1680, diastolicMmHg: 96, symptoms: [1, 2], saltIntake: 9, sugar: 1 }
    const reply = await doctor.post('/service-records', followUp(wang, { values }))
    expect(reply.status).toBe(422)
    expect(Object.keys(reply.body.fields).sort()).toEqual(['saltIntake', 'sugar', 'symptoms', 'systolicMmHg'])
    expect(reply.body.fields.systolicMmHg).toContain('50～300 mmHg')
    const { rows } = await county.sql.query('select count(*)::int from service_records')
    expect(rows[0].count).toBe(0)
  })

  test.each([
    [{ form: 'no-such-form' }, 'form'],
    [{ mode: 'telepathy' }, 'mode'],
    [{ id: 'seven' }, 'id'],
    [{ performedBy: '0190c000-0000-7000-8000-000000000000' }, 'performedBy'],
  ])('%j is refused at %s', async (given, field) => {
    const { doctor, wang } = await arranged()
    const reply = await doctor.post('/service-records', followUp(wang, given))
    expect(reply.status).toBe(422)
    expect(Object.keys(reply.body.fields)).toEqual([field])
  })

  test('a resident of another township and one who does not exist get the same answer', async () => {
    const { county, doctor } = await arranged()
    const other = await grandmother(county, { villageCode: units.xiheVillage })
    const beyond = await doctor.post('/service-records', followUp(other))
    const nobody = await doctor.post('/service-records', followUp(newId()))
    expect(beyond.status).toBe(404)
    expect(beyond.body).toEqual(nobody.body)
  })

  test('who may only look is refused', async () => {
    const { county, wang } = await arranged()
    const officer = await county.as('county-officer', units.county)
    expect((await officer.post('/service-records', followUp(wang))).status).toBe(403)
  })

  test('a post-meal glucose alone cannot be classified: the fasting value is asked for', async () => {
    const { doctor, wang } = await arranged()
    const reply = await recorded(doctor, wang, {
      form: 'type2-diabetes-follow-up',
      values: { postMealGlucoseMmolL: 9.4 },
    })
    expect(reply).toMatchObject({
      classification: null,
      controlled: null,
      nextStep: 'measure-fasting-glucose',
    })
  })

  test('a danger sign sends to hospital and names itself', async () => {
    const { doctor, wang } = await arranged()
    const reply = await recorded(doctor, wang, { values: { ...values138, dangerSigns: [3] } })
    expect(reply).toMatchObject({
      nextStep: 'refer-urgently',
      dangers: [{ code: 'dangerSigns-3', text: '剧烈头痛或头晕' }],
    })
  })

  test('a visit entered late puts the later one in a new light', async () => {
    const { county, doctor, wang } = await arranged()
    const later = await recorded(doctor, wang)
    expect(later.nextStep).toBe('adjust-treatment')
    await recorded(doctor, wang, { performedOn: '2026-11-01' })
    const { rows } = await county.sql.query('select next_step, referred from service_records where id = $1', [
      later.id,
    ])
    expect(rows[0]).toEqual({ next_step: 'refer', referred: true })
  })

  test('the target is the policy of the day of the visit', async () => {
    const { county, doctor, wang } = await arranged()
    const values = { ...values138, systolicMmHg: 145 }
    expect(await recorded(doctor, wang, { values, performedOn: '2026-05-31' })).toMatchObject({
      controlled: true,
    })
    const { rows } = await county.sql.query('select 1 from policy_versions')
    expect(rows).toEqual([])
    const strict = {
      effectiveFrom: '2026-06-01',
      source: '县卫健局通知',
      bloodPressureTargets: [{ fromAgeYears: 0, systolicMmHg: 140, diastolicMmHg: 90 }],
      fastingGlucoseBelowMmolL: 7,
      routineAfterMonths: 3,
      returnWithinDays: 14,
      hypertensionDangerSymptoms: [3, 6],
      type2DiabetesDangerSymptoms: [],
    }
    await county.sql.query(
      `insert into policy_versions (id, kind, valid_from, body, source) values ($1, 'follow-ups', '2026-06-01', $2, '通知')`,
      [newId(), JSON.stringify(strict)],
    )
    expect(await recorded(doctor, wang, { values, performedOn: '2026-05-30' })).toMatchObject({
      controlled: true,
    })
    expect(await recorded(doctor, wang, { values, performedOn: '2026-06-01' })).toMatchObject({
      controlled: false,
    })
  })

  test('who wrote it and for whom is in the audit trail, without a word of the record', async () => {
    const { county, doctor, wang } = await arranged()
    const { id } = await recorded(doctor, wang)
    const { rows } = await county.sql.query(
      `select account_id, outcome, subject from audit_entries where resident_id = $1 and action = 'service-records.write'`,
      [wang],
    )
    expect(rows).toEqual([{ account_id: doctor.accountId, outcome: 'done', subject: `service-record ${id}` }])
  })

  test('a service without a sheet of its own is kept by its name', async () => {
    const { county, doctor, wang } = await arranged()
    const { id } = await recorded(doctor, wang, {
      form: 'general-service',
      mode: 'home',
      values: { service: 'blood-pressure-check', content: '上门测血压，指导减盐' },
    })
    const { rows } = await county.sql.query('select service from service_records where id = $1', [id])
    expect(rows[0].service).toBe('blood-pressure-check')
  })
})

describe('POST /service-records/{recordId}/corrections', () => {
  test('the new stands, the old stays readable with who and why', async () => {
    const { doctor, wang } = await arranged()
    const { id } = await recorded(doctor, wang)
    const reply = await doctor.post(`/service-records/${id}/corrections`, {
      id: newId(),
      reason: '血压抄错',
      values: values138,
    })
    expect(reply).toMatchObject({
      status: 200,
      body: { id, version: 2, classification: 'satisfactory', nextDueOn: '2027-02-21' },
    })
    const { body } = await doctor.get(`/service-records/${id}`)
    expect(body).toMatchObject({ version: 2, values: { systolicMmHg: 138 } })
    expect(body.versions).toMatchObject([
      { version: 2, values: { systolicMmHg: 138 }, reason: '血压抄错' },
      { version: 1, values: { systolicMmHg: 168 }, reason: null, classification: 'unsatisfactory' },
    ])
  })

  test('sent twice it corrects once', async () => {
    const { doctor, wang } = await arranged()
    const { id } = await recorded(doctor, wang)
    const correction = { id: newId(), reason: '血压抄错', values: values138 }
    const first = await doctor.post(`/service-records/${id}/corrections`, correction)
    const second = await doctor.post(`/service-records/${id}/corrections`, correction)
    expect(second).toMatchObject({ status: 200, body: first.body })
    expect((await doctor.get(`/service-records/${id}`)).body.versions).toHaveLength(2)
  })

  test('a correction of the first visit changes what the second one called for', async () => {
    const { doctor, wang } = await arranged()
    const first = await recorded(doctor, wang, { performedOn: '2026-11-07' })
    const second = await recorded(doctor, wang)
    expect(second.nextStep).toBe('refer')
    await doctor.post(`/service-records/${first.id}/corrections`, {
      id: newId(),
      reason: '抄错',
      values: values138,
    })
    expect((await doctor.get(`/service-records/${second.id}`)).body).toMatchObject({
      nextStep: 'adjust-treatment',
      version: 1,
    })
  })

  test('the day can be corrected too', async () => {
    const { doctor, wang } = await arranged()
    const { id } = await recorded(doctor, wang)
    const body = { id: newId(), reason: '日期写错', values: values168, performedOn: '2026-11-20' }
    expect((await doctor.post(`/service-records/${id}/corrections`, body)).body).toMatchObject({
      performedOn: '2026-11-20',
      nextDueOn: '2026-12-04',
    })
  })

  test('needs a reason, possible values, and a record within reach', async () => {
    const { county, doctor, wang } = await arranged()
    const { id } = await recorded(doctor, wang)
    const correct = (who: Caller, given: object) =>
      who.post(`/service-records/${id}/corrections`, {
        id: newId(),
        reason: '抄错',
        values: values138,
        ...given,
      })
    expect(await correct(doctor, { reason: ' ' })).toMatchObject({
      status: 422,
      body: { fields: { reason: /原因/ } },
    })
    expect((await correct(doctor, { values: {} })).status).toBe(422)
    expect((await correct(doctor, { performedOn: '2026-11-22' })).status).toBe(422)
    const neighbour = await county.as('village-doctor', units.xiheVillage)
    expect((await correct(neighbour, {})).status).toBe(404)
  })

  test('the database keeps the old words even from a program that forgets to', async () => {
    const { county, doctor, wang } = await arranged()
    const { id } = await recorded(doctor, wang)
    await expect(
      county.sql.query(
        `update service_records set values = '{"systolicMmHg": 120}', version = 2 where id = $1`,
        [id],
      ),
    ).rejects.toThrow('old words kept')
  })
})

describe('POST /service-records/{recordId}/withdrawal', () => {
  test('a record by mistake counts nowhere, is owed again, and stays readable', async () => {
    const { doctor, wang } = await arranged()
    const { id, fulfilled } = await recorded(doctor, wang, { values: values138 })
    const withdrawal = { id: newId(), reason: '记到别人名下' }
    const reply = await doctor.post(`/service-records/${id}/withdrawal`, withdrawal)
    expect(reply.status).toBe(200)
    expect((await doctor.post(`/service-records/${id}/withdrawal`, withdrawal)).status).toBe(200)
    expect((await doctor.get(`/residents/${wang}/service-records`)).body).toEqual([])
    expect((await doctor.get(`/service-records/${id}`)).body).toMatchObject({
      withdrawnBecause: '记到别人名下',
    })
    const again = await recorded(doctor, wang, { values: values138 })
    expect(again.fulfilled).toEqual(fulfilled)
  })

  test('what is withdrawn is not corrected any more', async () => {
    const { doctor, wang } = await arranged()
    const { id } = await recorded(doctor, wang)
    await doctor.post(`/service-records/${id}/withdrawal`, { id: newId(), reason: '记错人' })
    const reply = await doctor.post(`/service-records/${id}/corrections`, {
      id: newId(),
      reason: '抄错',
      values: values138,
    })
    expect(reply).toMatchObject({ status: 409, body: { code: 'record-withdrawn' } })
  })

  test('the visit after a withdrawn one is the first unsatisfactory one', async () => {
    const { doctor, wang } = await arranged()
    const first = await recorded(doctor, wang, { performedOn: '2026-11-07' })
    const second = await recorded(doctor, wang)
    await doctor.post(`/service-records/${first.id}/withdrawal`, { id: newId(), reason: '记错人' })
    expect((await doctor.get(`/service-records/${second.id}`)).body.nextStep).toBe('adjust-treatment')
  })
})
