import { linesOf } from '@qianyue/domain/performance/assessment-sheet.ts'
import { defaultTeamSheet } from '@qianyue/domain/performance/default-sheet.ts'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { teamOf } from '../agreements/agreements.fixture.ts'
import { type Caller, countyOn, type TestCounty, units } from '../testing/county.ts'

const year = { fromDay: '2026-01-01', toDay: '2026-12-31' }

/** The figures of the worked example, performance-and-funds.md §3.1, as they stood on the last day of the year. */
const figures: Record<string, [numerator: number, denominator: number]> = {
  coverage: [4454, 11_416],
  'key-coverage': [8280, 13_482],
  'coverage-registered-poor': [2302, 2447],
  'key-fulfilment': [4300, 8280],
  personalised: [36, 400],
  'hypertension-standardised': [412, 600],
  'elderly-managed': [940, 1300],
  'first-assessment': [1800, 2000],
}

const rate = (numerator: number, denominator: number) => ({ kind: 'rate', rate: { numerator, denominator } })
const cases = (count: number) => ({ kind: 'cases', cases: count })
const answer = (yes: boolean) => ({ kind: 'answer', yes })

/** What is entered in the worked example. */
const entered: Record<string, unknown> = {
  A1: answer(true),
  A2: answer(true),
  A3: cases(11),
  A4: cases(3),
  C6: rate(57, 60),
  D1: cases(1),
  D2: rate(46, 50),
  D3: rate(820, 900),
  D4: answer(false),
  E1: rate(87, 100),
  E2: rate(80, 100),
}
const entries = (change: Record<string, unknown> = {}) =>
  Object.entries({ ...entered, ...change }).map(([line, value]) => ({ line, value, proof: '台账与照片' }))

/** Two teams after the end of the year, one with the figures of the worked example, and who scores them. */
async function yearAssessed() {
  const county = await countyOn('2026-12-01')
  const office = await county.as('township-admin', units.dongling)
  const bureau = await county.as('county-officer')
  const leader = await county.as('nurse', units.dongling)
  const firstTeam = await teamOf(county, office, { nurse: leader, name: '东岭一队' })
  await teamOf(county, office, { name: '东岭二队', villageCodes: [units.hewan] })
  await county.sql.query("update account_roles set role = 'team-leader' where account_id = $1", [
    leader.accountId,
  ])
  // Who is in a team is read by the clock of the database.
  await county.sql.query("update team_members set since = '2020-01-01'")
  await snapshotOf(county, units.donglingVillage, figures)
  county.on('2027-01-10')
  const id = newId()
  const opened = await office.post('/assessment-rounds', {
    id,
    unitCode: units.dongling,
    sheetCode: 'team-year',
    ...year,
  })
  expect(opened.status, JSON.stringify(opened.body)).toBe(200)
  const idOf = (name: string): string =>
    opened.body.assessments.find((one: { name: string }) => one.name === name).id
  const subjectId = idOf('东岭一队')
  const at = `/assessment-rounds/${id}/subjects/${subjectId}`
  const score = (by: Caller, level: string, values: unknown[], submit = true, address = at) =>
    by.put(`${address}/scores/${level}`, { values, submit })
  /** Confirms the second team, which did not score itself until the period was over, and the first as it stands. */
  const confirmAll = async () => {
    const other = `/assessment-rounds/${id}/subjects/${idOf('东岭二队')}`
    expect((await score(office, 'township', entries(), true, other)).status).toBe(200)
    expect((await score(bureau, 'county', [], true, other)).status).toBe(200)
    expect((await score(leader, 'self', entries())).status).toBe(200)
    expect((await score(office, 'township', [])).status).toBe(200)
    expect((await score(bureau, 'county', [])).status).toBe(200)
  }
  return { county, office, bureau, leader, firstTeam, id, at, subjectId, score, confirmAll }
}

async function snapshotOf(county: TestCounty, village: number, of: typeof figures) {
  for (const [indicator, [numerator, denominator]] of Object.entries(of)) {
    await county.sql.query(
      `insert into indicator_snapshots (taken_for, village_code, indicator, denominator, numerator)
       values ('2026-12-31', $1, $2, $3, $4)
       on conflict (taken_for, village_code, indicator)
       do update set denominator = excluded.denominator, numerator = excluded.numerator`,
      [village, indicator, denominator, numerator],
    )
  }
}

describe('绩效考核', () => {
  test('the worked example is 90.21, with its figures from the last day of the year', async () => {
    const { leader, score } = await yearAssessed()
    const { body, status } = await score(leader, 'self', entries())
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({ scoreHundredths: 9021, grade: '优秀', state: 'self-scored', missing: 0 })
    expect(body.figuresOn).toBe('2026-12-31')
    expect(body.lines.find(({ line }: { line: string }) => line === 'B1')).toMatchObject({
      value: rate(4454, 11_416),
      scoreHundredths: 780,
      entries: [],
    })
  })

  test('what the township finds stands over what the team said, and both are seen', async () => {
    const { leader, office, bureau, score, at } = await yearAssessed()
    await score(leader, 'self', entries())
    const township = await score(office, 'township', [
      { line: 'A3', value: cases(6), proof: '会议记录只有6份' },
    ])
    expect(township.body).toMatchObject({ state: 'township-scored', scoreHundredths: 9021 - 83 })
    const { lines } = (await leader.get(at)).body
    expect(lines.find(({ line }: { line: string }) => line === 'A3')).toMatchObject({
      value: cases(6),
      entries: [
        { level: 'self', value: cases(11) },
        { level: 'township', value: cases(6), proof: '会议记录只有6份' },
      ],
    })
    const late = await score(leader, 'self', entries())
    expect(late).toMatchObject({ status: 409, body: { message: '现在是“乡镇已评”，不能填报自评。' } })
    expect((await score(bureau, 'county', [])).body.state).toBe('county-confirmed')
  })

  test('a veto takes the whole sheet', async () => {
    const { leader, score } = await yearAssessed()
    const { body } = await score(leader, 'self', entries({ D4: answer(true) }))
    expect(body).toMatchObject({ scoreHundredths: 0, grade: '不合格', vetoedBy: ['D4'] })
  })

  test('an unfinished sheet is kept, and handed over only when every line is there', async () => {
    const { leader, score } = await yearAssessed()
    const [first, ...rest] = entries()
    expect((await score(leader, 'self', [first], false)).body).toMatchObject({ state: 'open', missing: 10 })
    const early = await score(leader, 'self', [])
    expect(early.status).toBe(409)
    expect(early.body.message).toContain('还有 10 项没有填报')
    expect((await score(leader, 'self', rest)).body.state).toBe('self-scored')
  })

  test.each([
    ['B1', rate(1, 2), '台账', '签约率：本项由系统计算，不能填报'],
    ['E1', rate(101, 100), '台账', '满意度：分子不能大于分母'],
    ['A3', answer(true), '台账', '每月例会：填报的内容与计分方法不符'],
    ['A3', cases(11), '', '每月例会：请写明依据或证明材料'],
  ])('%s as %j with proof “%s” is refused', async (line, value, proof, words) => {
    const { leader, score } = await yearAssessed()
    const reply = await score(leader, 'self', [{ line, value, proof }], false)
    expect(reply).toMatchObject({ status: 422, body: { fields: { 'values.0': words } } })
  })

  test('nobody else scores for the team, and a level above is not the team itself', async () => {
    const { county, leader, office, score } = await yearAssessed()
    const other = await county.as('team-leader', units.dongling)
    expect((await score(other, 'self', entries())).body.code).toBe('not-own-assessment')
    expect((await score(leader, 'township', [])).status).toBe(403)
    expect((await score(office, 'county', [])).status).toBe(403)
    const stranger = await county.as('township-admin', units.xihe)
    expect((await score(stranger, 'township', [])).status).toBe(404)
  })

  test('an appeal is answered by somebody else before the result is published', async () => {
    const { leader, office, bureau, score, at, id, confirmAll } = await yearAssessed()
    await confirmAll()
    const appealId = newId()
    const words = '第三季度培训有签到表，未计入'
    expect((await leader.post(`${at}/appeals`, { appealId, words })).status).toBe(200)
    expect((await leader.post(`${at}/appeals`, { appealId, words })).body.appeals).toHaveLength(1)
    const early = await bureau.post(`/assessment-rounds/${id}/publication`)
    expect(early).toMatchObject({ status: 409, body: { message: '还有 1 条申诉没有答复，答复后再公布。' } })
    const answered = { answer: '签到表属实，补计一个季度', upheld: true }
    expect((await leader.post(`${at}/appeals/${appealId}/answer`, answered)).status).toBe(403)
    const { body } = await office.post(`${at}/appeals/${appealId}/answer`, answered)
    expect(body.appeals[0]).toMatchObject(answered)
    const mended = await score(bureau, 'county', [{ line: 'A4', value: cases(4), proof: '补交的签到表' }])
    expect(mended.body.scoreHundredths).toBe(9021 + 75)
    expect((await bureau.post(`/assessment-rounds/${id}/publication`)).status).toBe(200)
  })

  test('what was published does not move when figures or the sheet change', async () => {
    const { county, leader, office, bureau, id, at, score, confirmAll } = await yearAssessed()
    await confirmAll()
    const published = await bureau.post(`/assessment-rounds/${id}/publication`)
    expect(published.status, JSON.stringify(published.body)).toBe(200)
    const shown = published.body.assessments.map(
      ({ name, place, scoreHundredths }: Record<string, unknown>) => [name, place, scoreHundredths],
    )
    // The second team has nobody in any denominator: its entered lines alone make its hundred.
    expect(shown).toContainEqual(['东岭一队', 2, 9021])
    await snapshotOf(county, units.donglingVillage, { coverage: [1, 11_416] })
    const halved = {
      ...defaultTeamSheet,
      sections: [{ code: 'A', name: '全部', lines: [{ ...linesOf(defaultTeamSheet)[0]!, weight: 100 }] }],
    }
    const saved = await bureau.post('/policies/assessment-sheets/versions', {
      id: newId(),
      validFrom: '2026-06-01',
      source: '县卫健〔2026〕30号',
      body: [halved],
    })
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    expect((await leader.get(at)).body).toMatchObject({ scoreHundredths: 9021, place: 2, published: true })
    expect((await bureau.get(`/assessment-rounds/${id}`)).body.sheet).toEqual(defaultTeamSheet)
    expect((await score(bureau, 'county', entries())).body.code).toBe('round-published')
    expect((await office.post(`${at}/appeals`, { appealId: newId(), words: '太晚了' })).status).toBe(409)
    expect((await bureau.post(`/assessment-rounds/${id}/publication`)).body.publishedAt).toBe(
      published.body.publishedAt,
    )
    await expect(
      county.sql.query("update assessment_values set proof = 'x' where line = 'A1'"),
    ).rejects.toThrow('does not change')
  })

  test('a round waits for everybody, and for the end of its period', async () => {
    const { county, bureau, id } = await yearAssessed()
    const early = await bureau.post(`/assessment-rounds/${id}/publication`)
    expect(early.body.message).toBe('还有 2 个对象没有经县级确认，确认后再公布。')
    county.on('2026-12-30')
    expect((await bureau.post(`/assessment-rounds/${id}/publication`)).body.code).toBe('period-not-over')
  })

  test('opened twice it is one; the same period is not opened again', async () => {
    const { office, id } = await yearAssessed()
    const again = { unitCode: units.dongling, sheetCode: 'team-year', ...year }
    expect((await office.post('/assessment-rounds', { id, ...again })).status).toBe(200)
    const other = await office.post('/assessment-rounds', { id: newId(), ...again })
    expect(other).toMatchObject({ status: 409, body: { code: 'already-assessed', roundId: id } })
  })

  test('villages are assessed by a sheet of their own, each seeing only itself', async () => {
    const county = await countyOn('2026-11-21')
    const bureau = await county.as('county-officer')
    const sheet = { ...defaultTeamSheet, code: 'village-quarter', assessed: 'village', cadence: 'quarter' }
    await bureau.post('/policies/assessment-sheets/versions', {
      id: newId(),
      validFrom: '2026-01-01',
      source: '县卫健〔2026〕31号',
      body: [sheet],
    })
    const id = newId()
    const { body } = await bureau.post('/assessment-rounds', {
      id,
      unitCode: units.county,
      sheetCode: 'village-quarter',
      fromDay: '2026-10-01',
      toDay: '2026-12-31',
    })
    expect(body.assessments).toHaveLength(4)
    const doctor = await county.as('village-doctor', units.hewan)
    const seen = (await doctor.get(`/assessment-rounds/${id}`)).body
    expect(seen.assessments.map(({ name }: { name: string }) => name)).toEqual(['河湾村卫生室'])
    const at = `/assessment-rounds/${id}/subjects/${seen.assessments[0].id}`
    expect((await doctor.get(at)).body.mayScore).toBe('self')
  })

  test('a sheet that cannot be is refused at its line, in words', async () => {
    const county = await countyOn('2026-11-21')
    const bureau = await county.as('county-officer')
    const [first, ...rest] = defaultTeamSheet.sections
    const [line, ...lines] = first!.lines
    const body = [
      { ...defaultTeamSheet, sections: [{ ...first, lines: [{ ...line, weight: 4 }, ...lines] }, ...rest] },
    ]
    const reply = await bureau.post('/policies/assessment-sheets/versions', {
      id: newId(),
      validFrom: '2026-01-01',
      source: '县卫健〔2026〕31号',
      body,
    })
    expect(reply).toMatchObject({
      status: 422,
      body: { fields: { '0.sections': '各项分值合计应为 100 分，现为 101 分（否决项和加分项不计）' } },
    })
  })
})
