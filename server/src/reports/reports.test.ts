import { localDate } from '@qianyue/domain/days/local-date.ts'
import { readXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type CountedCounty, countedCounty } from '../indicators/indicators.fixture.ts'
import { rollDay } from '../indicators/roll-day.ts'
import { units } from '../testing/county.ts'

/** The nights until a day. */
async function until(county: CountedCounty, day: string) {
  county.on(day)
  await rollDay(county.services.database, 320399, localDate(day))
}

type Row = { orgId: number; counts: Record<string, number> }

/**
 * September: one signed in each of 东岭村, 河湾村, 西河村. October: another signs in 东岭村, the one of 河湾村 ends, and
 * the one of 西河村 is renewed without a gap. It is 2 November.
 */
async function autumn() {
  const county = await countedCounty('2026-09-10')
  await until(county, '2026-09-10')
  const wang = await county.person({ birthDate: '1950-03-02', populations: ['hypertension'] })
  const li = await county.person()
  const zhao = await county.person({ village: units.hewan })
  const qian = await county.person({ village: units.xiheVillage })
  await county.sign(wang)
  await county.sign(zhao)
  await county.sign(qian, { to: '2026-10-14' })
  await until(county, '2026-10-05')
  await county.sign(li)
  await county.terminate(zhao, '2026-10-05')
  await county.sign(qian, { from: '2026-10-15' })
  await until(county, '2026-11-02')
  const bureau = await county.as('county-officer', units.county)
  const township = await county.as('township-admin', units.dongling)
  return { county, bureau, township, wang, li, zhao, qian }
}

const rowOf = (body: { rows: Row[] }, orgId: number) => body.rows.find((row) => row.orgId === orgId)?.counts

describe('GET /reports/contract-table 签约月报表', () => {
  test('villages add up to townships and the county, and the month follows from the one before', async () => {
    const { bureau } = await autumn()
    const { status, body } = await bureau.get('/reports/contract-table?period=2026-10')
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({
      countedOn: '2026-10-31',
      isOver: true,
      knowsPeriodBefore: true,
      problems: [],
    })
    expect(body.rows.map((row: Row) => row.orgId)).toEqual([
      units.county,
      units.dongling,
      units.donglingVillage,
      units.hewan,
      units.xihe,
      units.xiheVillage,
      units.liulin,
    ])
    expect(rowOf(body, units.county)).toMatchObject({
      residents: 4,
      signed: 3,
      'signed-before': 3,
      added: 1,
      renewed: 1,
      ended: 1,
      'transferred-in': 0,
      'transferred-out': 0,
      'listed-elderly': 1,
      'signed-elderly': 1,
      'signed-hypertension': 1,
      'listed-tuberculosis': 0,
    })
    expect(rowOf(body, units.donglingVillage)).toMatchObject({ residents: 2, signed: 2, added: 1, ended: 0 })
    expect(rowOf(body, units.hewan)).toMatchObject({ residents: 1, signed: 0, 'signed-before': 1, ended: 1 })
    expect(rowOf(body, units.xihe)).toMatchObject({ signed: 1, added: 0, renewed: 1, ended: 0 })
    expect(rowOf(body, units.liulin)).toMatchObject({ residents: 0, signed: 0 })
  })

  test('who moves to the next village is missed where the count no longer follows, and it is said', async () => {
    const { county, bureau, li } = await autumn()
    await county.change(li, { village_code: units.hewan })
    await until(county, '2026-12-01')
    const { body } = await bureau.get('/reports/contract-table?period=2026-11')
    expect(body.problems.map(({ orgId, rule }: { orgId: number; rule: string }) => [orgId, rule])).toEqual([
      [units.donglingVillage, 'follows-period-before'],
      [units.hewan, 'follows-period-before'],
    ])
  })

  test('a month that is over does not move with what is written later', async () => {
    const { county, bureau, wang } = await autumn()
    await county.terminate(wang, '2026-11-02')
    const past = await bureau.get('/reports/contract-table?period=2026-10')
    expect(rowOf(past.body, units.donglingVillage)).toMatchObject({ signed: 2 })
    const now = await bureau.get('/reports/contract-table?period=2026-11')
    expect(now.body).toMatchObject({ countedOn: '2026-11-02', isOver: false, problems: [] })
    expect(rowOf(now.body, units.donglingVillage)).toMatchObject({ signed: 1, 'signed-before': 2, ended: 1 })
  })

  test('a township sees its own, not the neighbour; a month to come or before the system is refused', async () => {
    const { township } = await autumn()
    const { body } = await township.get('/reports/contract-table?period=2026-10')
    expect(body.rows.map((row: Row) => row.orgId)).toEqual([
      units.dongling,
      units.donglingVillage,
      units.hewan,
    ])
    for (const address of ['/reports/contract-table', '/reports/contract-table/workbook']) {
      expect((await township.get(`${address}?period=2026-10&orgId=${units.xihe}`)).status).toBe(404)
    }
    expect(await township.get('/reports/contract-table?period=2026-12')).toMatchObject({
      status: 409,
      body: { code: 'period-to-come' },
    })
    expect(await township.get('/reports/contract-table?period=2026-08')).toMatchObject({
      status: 409,
      body: { code: 'no-figures-for-day' },
    })
  })

  test('the Excel has the numbers of the screen, in the order of the official columns', async () => {
    const { township } = await autumn()
    const { raw, status } = await township.get('/reports/contract-table/workbook?period=2026-10')
    expect(status).toBe(200)
    const { sheets } = await readXlsx(new Uint8Array(raw))
    expect(sheets.map(({ name }) => name)).toEqual(['签约月报', '逻辑校验'])
    const { rows, merges } = sheets[0]!
    expect(rows[0]![0]).toBe('家庭医生签约月报表')
    expect(rows[1]![0]).toContain('报告期：2026年10月　统计日：2026-10-31')
    expect(rows[2]!.slice(0, 3)).toEqual(['镇、村', '行', '人口'])
    expect(rows[3]!.slice(2, 8)).toEqual([
      '常住人口',
      '户数',
      '重点人群',
      '签约人数',
      '签约户数',
      '重点人群签约',
    ])
    expect(merges).toContainEqual({ startRow: 2, startCol: 2, endRow: 2, endCol: 4 })
    expect(rows.slice(4, 7).map((row) => [row[0], row[1], row[2], row[5]])).toEqual([
      ['东岭镇', '乡镇合计', 3, 2],
      ['东岭村', '村', 2, 2],
      ['河湾村', '村', 1, 0],
    ])
    expect(rows[4]!.at(-3)).toBeCloseTo(2 / 3, 10)
    expect(rows[7]![0]).toContain('审核人')
  })
})

describe('季报、年报', () => {
  test('a quarter follows from the one before it, and moves what its months moved', async () => {
    const { county, bureau } = await autumn()
    await until(county, '2027-01-04')
    const { body } = await bureau.get('/reports/contract-table?period=2026-Q4')
    expect(body).toMatchObject({
      periodName: '2026年第四季度',
      cadence: 'quarter',
      countedOn: '2026-12-31',
      isOver: true,
      knowsPeriodBefore: true,
      problems: [],
    })
    expect(rowOf(body, units.county)).toMatchObject({
      signed: 3,
      'signed-before': 3,
      added: 1,
      ended: 1,
      renewed: 1,
    })
    const half = (await bureau.get('/reports/contract-table?period=2026-H2')).body
    expect(half).toMatchObject({ periodName: '2026年下半年', knowsPeriodBefore: false })
    expect((await bureau.get('/reports/contract-table?period=2026-Q5')).status).toBe(422)
  })

  test('a year shows work by how it was done, and how blood pressure went', async () => {
    const { county, bureau, wang } = await autumn()
    await county.sql.query(
      `insert into service_records (id, resident_id, form, form_version, performed_on, mode, values, complete, controlled,
         next_step, referred, unit_code, recorded_by)
       select uuidv7(), $1, 'hypertension-follow-up', 1, d::date, m, v::jsonb, true, c, 'routine', false, $2, $3
       from (values ('2026-09-12', 'clinic', '{"systolicMmHg": 165, "diastolicMmHg": 95}', false),
                    ('2026-10-12', 'home', '{"systolicMmHg": 138, "diastolicMmHg": 85}', true),
                    ('2026-10-30', 'phone', '{"systolicMmHg": 136, "diastolicMmHg": 84}', true)) as t (d, m, v, c)`,
      [wang, units.donglingVillage, newId()],
    )
    const { body } = await bureau.get('/reports/contract-table?period=2026')
    const section = (code: string) => body.sections.find((each: { code: string }) => each.code === code).rows
    expect(section('workload')[0].counts).toMatchObject({
      'hypertension-follow-up': 3,
      'hypertension-follow-up.home': 1,
      'hypertension-follow-up.other': 1,
    })
    const counts = Object.fromEntries(
      section('hypertension-effect').map((row: { key: string; counts: object }) => [row.key, row.counts]),
    )
    expect(counts).toMatchObject({
      'grade-2': { first: 1, last: 0 },
      normal: { first: 0, last: 1 },
      some: { people: 1 },
      none: { people: 0 },
    })
    expect((await bureau.get('/reports/contract-table?period=2026-10')).body.sections).toEqual([])
    const { raw } = await bureau.get('/reports/contract-table/workbook?period=2026')
    expect((await readXlsx(new Uint8Array(raw))).sheets.map(({ name }) => name)).toEqual([
      '签约年报',
      '慢病服务工作量',
      '高血压患者年度管理效果',
      '2型糖尿病患者年度管理效果',
      '逻辑校验',
    ])
  })
})

describe('报送', () => {
  test('a quarter is sent beside its last month; who is late is said from the day that the bureau sets', async () => {
    const { county, bureau, township } = await autumn()
    await until(county, '2027-01-04')
    const send = (period: string) =>
      township.post('/reports/submissions', { id: newId(), unitCode: units.dongling, period })
    expect((await send('2026-Q4')).body).toMatchObject({ periodName: '2026年第四季度', state: 'submitted' })
    expect((await send('2026-12')).body).toMatchObject({ periodName: '2026年12月', state: 'submitted' })
    const late = async () => {
      const { dueOn, daysLate, missing } = (await bureau.get('/reports/submissions?period=2026-Q4')).body
      return [dueOn, daysLate, missing.length]
    }
    expect(await late()).toEqual(['2027-01-10', 0, 1])
    expect((await bureau.put('/reports/due-days/quarter', { dueDays: 3 })).status).toBe(200)
    expect(await late()).toEqual(['2027-01-03', 1, 1])
    expect((await township.put('/reports/due-days/quarter', { dueDays: 30 })).status).toBe(403)
  })

  test('where the county has villages send too, the township accepts theirs before it sends its own', async () => {
    const { county, bureau, township } = await autumn()
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const send = (by: typeof doctor, unitCode: number, change = {}) =>
      by.post('/reports/submissions', { id: newId(), unitCode, period: '2026-10', ...change })
    expect((await send(doctor, units.donglingVillage)).body.message).toContain('村级不用报')
    const listed = async () => (await doctor.get('/reports/submissions?period=2026-10')).body
    expect(await listed()).toMatchObject({ reports: [], missing: [], villagesDueOn: null })
    const limits = (change: object) => bureau.put('/reports/due-days/month', { dueDays: 5, ...change })
    expect((await limits({ villageDueDays: 6 })).status).toBe(422)
    expect((await limits({ villageDueDays: 3 })).body).toMatchObject({ dueDays: 5, villageDueDays: 3 })

    const { body: sent } = await send(doctor, units.donglingVillage)
    expect(sent).toMatchObject({ state: 'submitted', unitName: '东岭村卫生室' })
    const decide = (by: typeof doctor) =>
      by.post(`/reports/submissions/${sent.id}/decision`, { accepted: true })
    expect((await decide(doctor)).status).toBe(403)
    const colleague = await county.as('public-health-staff', units.xihe)
    expect((await decide(colleague)).status).toBe(404)
    expect((await send(township, units.dongling)).body.fields.remark).toContain('东岭村卫生室、河湾村卫生室')
    expect((await decide(township)).body.state).toBe('accepted')
    expect((await send(township, units.dongling)).body.fields.remark).toMatch(/^河湾村卫生室的月报/)

    county.on('2026-11-08')
    const { body } = await township.get('/reports/submissions?period=2026-10')
    expect(body).toMatchObject({ dueOn: '2026-11-05', villagesDueOn: '2026-11-03' })
    const late = body.missing.map((unit: { unitCode: number; daysLate: number }) => [
      unit.unitCode,
      unit.daysLate,
    ])
    expect(late).toEqual([
      [units.dongling, 3],
      [units.hewan, 5],
    ])
    expect(await listed()).toMatchObject({ reports: [{ state: 'accepted' }], missing: [] })
    expect((await send(township, units.dongling, { remark: '河湾村医生住院' })).body.state).toBe('submitted')
    expect((await bureau.get('/reports/submissions?period=2026-10')).body.reports).toHaveLength(1)
  })

  test('sent, returned, sent again, accepted: kept as it was accepted', async () => {
    const { county, bureau, township } = await autumn()
    const id = newId()
    const send = (change = {}) =>
      township.post('/reports/submissions', { id, unitCode: units.dongling, period: '2026-10', ...change })
    const decide = (change: Record<string, unknown>) =>
      bureau.post(`/reports/submissions/${id}/decision`, change)
    const late = async () =>
      (await bureau.get('/reports/submissions?period=2026-10')).body.missing.map(
        ({ unitCode }: { unitCode: number }) => unitCode,
      )

    expect(await late()).toEqual([units.dongling, units.xihe])
    expect(await send()).toMatchObject({ status: 200, body: { state: 'submitted' } })
    expect((await send()).body.id).toBe(id)
    expect((await send({ id: newId() })).body.code).toBe('already-submitted')
    expect(await late()).toEqual([units.xihe])

    expect((await decide({ accepted: false })).status).toBe(422)
    expect((await decide({ accepted: false, note: '河湾村终止原因请核实' })).body).toMatchObject({
      state: 'returned',
      note: '河湾村终止原因请核实',
    })
    expect(await late()).toEqual([units.dongling, units.xihe])
    expect((await send({ id: newId() })).body).toMatchObject({ id, state: 'submitted', note: null })
    expect((await decide({ accepted: true })).body.state).toBe('accepted')
    expect((await decide({ accepted: false, note: '反悔' })).body.code).toBe('report-decided')

    const { table: accepted, steps } = (await bureau.get(`/reports/submissions/${id}`)).body
    expect(steps.map(({ step, words }: { step: string; words: string | null }) => [step, words])).toEqual([
      ['submitted', null],
      ['returned', '河湾村终止原因请核实'],
      ['submitted', null],
      ['accepted', null],
    ])
    await county.sql.query('update indicator_snapshots set numerator = 0')
    expect((await bureau.get(`/reports/submissions/${id}`)).body.table).toEqual(accepted)
    expect(rowOf(accepted, units.dongling)).toMatchObject({ signed: 2 })
    await expect(county.sql.query(`update reports set remark = '改'`)).rejects.toThrow('does not change')
  })

  test('a table that does not hold goes with its reason; the township accepts nothing, and sends only its own', async () => {
    const { county, township } = await autumn()
    await county.sql.query(
      `update indicator_snapshots set numerator = 0 where indicator = 'coverage' and village_code = $1 and taken_for = '2026-10-31'`,
      [units.donglingVillage],
    )
    const report = { id: newId(), unitCode: units.dongling, period: '2026-10' }
    expect((await township.post('/reports/submissions', report)).body.fields.remark).toContain('逻辑校验')
    expect((await township.post('/reports/submissions', { ...report, remark: '月末补录' })).body.remark).toBe(
      '月末补录',
    )
    expect(
      (await township.post(`/reports/submissions/${report.id}/decision`, { accepted: true })).status,
    ).toBe(403)
    const other = { ...report, id: newId() }
    expect((await township.post('/reports/submissions', { ...other, unitCode: units.xihe })).status).toBe(404)
    expect(
      (await township.post('/reports/submissions', { ...other, unitCode: units.donglingVillage })).status,
    ).toBe(409)
    expect((await township.post('/reports/submissions', { ...other, period: '2026-11' })).body.code).toBe(
      'period-not-over',
    )
  })
})
