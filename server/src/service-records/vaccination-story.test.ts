import { nationalVaccinationPolicy } from '@qianyue/domain/vaccination/national-schedule.ts'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { residentOf } from '../duties/duties.fixture.ts'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { countyOn, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'

type Duty = { service: string; form: string; dueFrom: string; dueBy: string; state: string }

async function arranged(today: string) {
  const county = await countyOn(today)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const child = await residentOf(county, {
    name: '陈小雨',
    birthDate: '2026-03-15',
    registeredOn: '2026-03-16',
  })
  const record = async (performedOn: string, doses: [vaccine: string, givenOn: string][]) =>
    await doctor.post('/service-records', {
      id: newId(),
      residentId: child,
      form: 'vaccination',
      performedOn,
      mode: 'clinic',
      values: {
        contraindications: [1],
        observed: 1,
        doses: doses.map(([vaccine, givenOn]) => ({ vaccine, givenOn })),
      },
    })
  const owed = async () =>
    ((await doctor.get(`/duties?residentId=${child}`)).body as Duty[])
      .filter(({ service }) => service === 'vaccination')
      .sort((a, b) => (a.dueFrom < b.dueFrom ? -1 : 1))
      .map(({ form, dueFrom, dueBy, state }) => `${form} ${dueFrom}～${dueBy} ${state}`)
  return { county, doctor, child, record, owed }
}

describe('vaccination of a child born on 15 March 2026 预防接种', () => {
  test('one visit is owed at a time; the booklet told of closes what was given and moves the next', async () => {
    const { doctor, record, owed } = await arranged('2026-05-20')
    expect(await owed()).toEqual(['vaccination 2026-03-16～2026-03-16 overdue'])
    const booklet = await record('2026-04-16', [
      ['HepB', '2026-03-15'],
      ['BCG', '2026-03-15'],
      ['HepB', '2026-04-15'],
    ])
    expect(booklet.body.advice).toEqual([
      { code: 'next', text: '下次接种 2026-05-15 起：百白破第1剂、脊灰第1剂。' },
    ])
    expect(booklet.body.fulfilled).toHaveLength(1)
    expect(await owed()).toEqual([
      'vaccination 2026-03-16～2026-03-16 done',
      'vaccination 2026-05-15～2026-07-14 due',
    ])
    const second = await record('2026-05-20', [
      ['IPV', '2026-05-20'],
      ['DTaP', '2026-05-20'],
    ])
    expect(second.body.advice[0].text).toBe('下次接种 2026-06-17 起：脊灰第2剂。')
    expect((await owed()).at(-1)).toBe('vaccination 2026-06-17～2026-08-14 upcoming')
    const read = await doctor.get(`/service-records/${second.body.id}`)
    expect(read.body.advice).toEqual(second.body.advice)
    const print = await readPdf((await doctor.get(`/service-records/${second.body.id}/document`)).raw)
    expect(print.text.replaceAll(' ', '')).toContain('脊灰灭活疫苗')
  })

  test('a dose too early does not count and is owed again; what is wrong is said', async () => {
    const { record, owed } = await arranged('2026-05-20')
    const reply = await record('2026-05-14', [
      ['HepB', '2026-03-15'],
      ['BCG', '2026-03-15'],
      ['HepB', '2026-04-15'],
      ['IPV', '2026-05-14'],
    ])
    expect(reply.body.advice.map(({ code }: { code: string }) => code)).toEqual(['invalid-dose', 'next'])
    expect((await owed()).at(-1)).toBe('vaccination 2026-05-15～2026-07-14 due')
  })

  test('a visit without a dose needs a reason', async () => {
    const { doctor, child } = await arranged('2026-05-20')
    const reply = await doctor.post('/service-records', {
      id: newId(),
      residentId: child,
      form: 'vaccination',
      performedOn: '2026-05-20',
      mode: 'clinic',
      values: { contraindications: [2] },
    })
    expect(reply).toMatchObject({
      status: 422,
      body: { fields: { doses: expect.stringContaining('暂缓原因') } },
    })
  })

  test('a notice that moves a dose moves what is owed, from its day on', async () => {
    const { county, record, owed } = await arranged('2026-05-20')
    await record('2026-04-16', [
      ['HepB', '2026-03-15'],
      ['BCG', '2026-03-15'],
      ['HepB', '2026-04-15'],
    ])
    expect((await owed()).at(-1)).toBe('vaccination 2026-05-15～2026-07-14 due')
    const doses = nationalVaccinationPolicy.doses.map((line) =>
      line.number === 1 && line.fromMonths === 2 ? { ...line, fromMonths: 3 } : line,
    )
    const officer = await county.as('county-officer', units.county)
    const version = {
      id: newId(),
      validFrom: '2026-05-01',
      source: '县疾控〔2026〕3号',
      body: { ...nationalVaccinationPolicy, doses },
    }
    const saved = await officer.post('/policies/vaccination/versions', version)
    expect(saved).toMatchObject({ status: 200, body: { recomputes: true } })
    await runRequestedJobs(county.services)
    expect((await owed()).at(-1)).toBe('vaccination 2026-06-15～2026-07-14 upcoming')
    const gap = doses.filter(({ course, number }) => course !== 'polio' || number !== 2)
    const refused = await officer.post('/policies/vaccination/versions', {
      ...version,
      id: newId(),
      body: { ...nationalVaccinationPolicy, doses: gap },
    })
    expect(refused.status).toBe(422)
    expect(JSON.stringify(refused.body.fields)).toContain('缺少第 2 剂')
  })
})
