import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { residentOf } from '../duties/duties.fixture.ts'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { countyOn, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'

/** The sheet that docs/adding-a-form.md shows: the one file, and nothing else. */
const file = join(import.meta.dirname, '../../../docs/examples/frail-elder.form.json')
const frailElder = () => JSON.parse(readFileSync(file, 'utf8'))

async function countyWithTheForm() {
  const county = await countyOn('2026-11-21')
  const officer = await county.as('county-officer', units.county)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const bedRidden = await residentOf(county, { populations: ['bed-ridden'] })
  const upload = { id: newId(), validFrom: '2026-01-01', source: '县卫健〔2026〕18号', form: frailElder() }
  const uploaded = await officer.post('/local-forms', upload)
  return { county, officer, doctor, bedRidden, upload, uploaded }
}

const answers = { eating: 3, dressing: 3, toileting: 2, walking: 2, gripStrengthKg: 12.5, fallsInYear: 2 }

function sheet(residentId: string, values: object = answers) {
  return {
    id: newId(),
    residentId,
    form: 'frail-elder',
    performedOn: '2026-11-21',
    mode: 'home',
    values,
  }
}

describe('a county’s own form 地方表单: one definition file and nothing else', () => {
  test('is among the forms with its whole definition, so that an app can fill it', async () => {
    const { doctor, uploaded, upload } = await countyWithTheForm()
    expect(uploaded).toMatchObject({ status: 200, body: { code: 'frail-elder', recomputes: true } })
    const { body } = await doctor.get('/forms/frail-elder')
    expect(body).toMatchObject({ name: '失能失智老年人入户评估表', proves: ['yearly-home-visit'] })
    // All that draws it; what it lays on the clinic is among the duties.
    const { duties: _, ...drawn } = upload.form
    expect(body.definition).toEqual(drawn)
    expect((await doctor.get('/forms/hypertension-follow-up')).body.definition).toBeNull()
  })

  test('what it asks for is owed, a record is scored, judged and closes it, and the next day is owed', async () => {
    const { county, doctor, bedRidden } = await countyWithTheForm()
    await runRequestedJobs(county.services)
    const owed = async () =>
      (await doctor.get(`/duties?residentId=${bedRidden}`)).body.filter(
        ({ service }: { service: string }) => service === 'yearly-home-visit',
      )
    expect(await owed()).toMatchObject([
      { dueFrom: '2026-01-01', dueBy: '2026-06-30', state: 'missed' },
      { dueFrom: '2026-07-01', dueBy: '2026-12-31', state: 'due', form: 'frail-elder' },
    ])
    const reply = await doctor.post('/service-records', sheet(bedRidden))
    expect(reply).toMatchObject({
      status: 200,
      body: {
        nextStep: 'refer',
        nextDueOn: '2026-12-05',
        referred: true,
        advice: [{ text: '重度依赖，转上级机构评估家庭病床或长期护理，两周内随访。' }],
        warnings: expect.arrayContaining([
          expect.objectContaining({ message: '握力低于 18 kg，提示肌少症风险。' }),
          expect.objectContaining({ message: '一年内跌倒 2 次及以上，请写明损伤情况。' }),
        ]),
      },
    })
    expect(reply.body.fulfilled).toHaveLength(1)
    expect((await owed()).map(({ state }: { state: string }) => state)).toEqual(['missed', 'due', 'done'])
    const record = await doctor.get(`/service-records/${reply.body.id}`)
    expect(record.body).toMatchObject({
      formName: '失能失智老年人入户评估表',
      values: { dependence: 8, dependenceGrade: 3 },
    })
  })

  test.each([
    [{ eating: 1, dressing: 1, toileting: 1, walking: 2 }, 1, 'routine', '2027-11-21'],
    [{ eating: 2, dressing: 2, toileting: 1, walking: 1 }, 2, 'routine', '2027-02-21'],
    [{ eating: 3, dressing: 2, toileting: 2, walking: 1 }, 2, 'routine', '2027-02-21'],
    [{ eating: 3, dressing: 3, toileting: 1, walking: 1 }, 3, 'refer', '2026-12-05'],
  ])('%j is grade %i: %s by %s', async (given, grade, nextStep, nextDueOn) => {
    const { doctor, bedRidden } = await countyWithTheForm()
    const reply = await doctor.post('/service-records', sheet(bedRidden, { ...given, fallsInYear: 0 }))
    expect(reply.body).toMatchObject({ nextStep, nextDueOn })
    const record = await doctor.get(`/service-records/${reply.body.id}`)
    expect(record.body.values.dependenceGrade).toBe(grade)
  })

  test('it prints, goes out as Excel and stands in the timeline by its own name', async () => {
    const { county, doctor, bedRidden } = await countyWithTheForm()
    const { body } = await doctor.post('/service-records', sheet(bedRidden))
    const print = await doctor.get(`/service-records/${body.id}/document`)
    const words = (await readPdf(print.raw)).text
    for (const printed of ['失能失智老年人入户评估表', '进餐', '■3 完全依赖', '重度依赖', '12.5 kg'])
      expect(words.replaceAll(' ', '')).toContain(printed.replaceAll(' ', ''))

    const staff = await county.as('public-health-staff', units.dongling)
    const workbook = await staff.get('/service-records/workbook?form=frail-elder')
    const rows = (await readXlsx(new Uint8Array(workbook.raw))).sheets[0]!.rows
    const titles = rows.find((row) => row.includes('依赖总分（分）'))!
    expect(rows.at(-1)![titles.indexOf('依赖总分（分）')]).toBe(8)

    const page = await doctor.get(`/residents/${bedRidden}`)
    expect(JSON.stringify(page.body.timeline)).toContain('失能失智老年人入户评估表')
  })

  test.each([
    ['a national sheet’s code', { code: 'health-assessment' }, 'form.code'],
    ['a sum of what is not asked', { sections: undefined }, 'form.sections'],
    ['an unknown service', { proves: ['walking-the-dog'] }, 'form.proves.0'],
  ])('%s is refused at its place', async (_, changed, field) => {
    const county = await countyOn('2026-11-21')
    const officer = await county.as('county-officer', units.county)
    const reply = await officer.post('/local-forms', {
      id: newId(),
      validFrom: '2026-01-01',
      source: '县卫健〔2026〕18号',
      form: { ...frailElder(), ...changed },
    })
    expect(reply.status).toBe(422)
    expect(Object.keys(reply.body.fields)).toContain(field)
  })

  test('before its day it is no form; an older version does not replace a newer one', async () => {
    const { officer, doctor, bedRidden, upload } = await countyWithTheForm()
    const early = await doctor.post('/service-records', {
      ...sheet(bedRidden),
      performedOn: '2025-12-31',
    })
    expect(early).toMatchObject({ status: 422, body: { fields: { form: '没有“frail-elder”这种记录表。' } } })
    const newer = { ...upload, id: newId(), form: { ...frailElder(), version: 2 } }
    expect((await officer.post('/local-forms', newer)).status).toBe(200)
    expect((await officer.post('/local-forms', { ...upload, id: newId() })).status).toBe(409)
  })

  test('a second form, or the form read anew, leaves what the first lays on the clinic', async () => {
    const { officer, upload } = await countyWithTheForm()
    const second = { ...frailElder(), code: 'second-form', name: '第二张表', duties: undefined }
    const added = await officer.post('/local-forms', { ...upload, id: newId(), form: second })
    expect(added.status, JSON.stringify(added.body)).toBe(200)
    const { body } = (await officer.get('/policies/local-forms')).body.current
    expect(
      body.map((form: { code: string; duties?: unknown[] }) => [form.code, form.duties?.length ?? 0]),
    ).toEqual([
      ['frail-elder', 1],
      ['second-form', 0],
    ])
  })

  test('a village doctor does not add forms', async () => {
    const { doctor, upload } = await countyWithTheForm()
    expect((await doctor.post('/local-forms', { ...upload, id: newId() })).status).toBe(403)
  })
})
