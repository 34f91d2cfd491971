import { localDate } from '@qianyue/domain/days/local-date.ts'
import { defaultTeamSheet } from '@qianyue/domain/performance/default-sheet.ts'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { teamOf } from '../agreements/agreements.fixture.ts'
import { rollDay } from '../indicators/roll-day.ts'
import { inventedNumber, residentsOn } from '../residents/residents.fixture.ts'
import { type Caller, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'

const FORM = 'hypertension-follow-up'
const period = { fromDay: '2026-07-01', toDay: '2026-09-30' }

type Row = {
  who: number
  day: string
  from: string
  to: string
  doctor: string
  systolic: number
  diastolic: number
  pulse: number
}

const visit = (
  who: number,
  day: string,
  from: string,
  to: string,
  readings: number[],
  doctor: string,
): Row => {
  const [systolic, diastolic, pulse] = readings as [number, number, number]
  return { who, day, from, to, doctor, systolic, diastolic, pulse }
}

/** What 李医生 invented at a desk, with five doors in a quarter of an hour, somebody dead and somebody in hospital. */
const invented = [
  ...[0, 1, 2, 3, 4].map((who) =>
    visit(who, '2026-08-10', `9:${String(who * 3).padStart(2, '0')}`, '9:15', [126, 78, 72], '李医生'),
  ),
  visit(5, '2026-08-20', '10:00', '10:20', [131, 82, 70], '李医生'),
  visit(6, '2026-08-05', '15:00', '15:20', [142, 88, 75], '李医生'),
]
/** What 张医生 did. */
const done = [
  visit(0, '2026-09-01', '9:00', '9:20', [137, 84, 71], '张医生'),
  visit(1, '2026-09-01', '9:50', '10:15', [128, 79, 66], '张医生'),
  visit(2, '2026-09-02', '9:10', '9:35', [145, 91, 80], '张医生'),
]

/** A village whose people, doctors and lists of other departments are known, at the beginning of the next quarter. */
async function villageAfterTheQuarter() {
  const { county, officer: office, put } = await residentsOn('2026-09-10')
  const roll = () => rollDay(county.services.database, 320399, localDate('2026-10-08'))
  await rollDay(county.services.database, 320399, localDate('2026-09-10'))
  const people = await Promise.all(
    Array.from({ length: 7 }, async (_, index) => {
      const birthDate = `195${index}-03-02`
      const idNumber = inventedNumber(birthDate, 21 + index)
      const name = `周${'一二三四五六七'[index]}`
      await put({ name, birthDate, idNumber, sex: 'male', address: `东岭村${index + 1}组1号` })
      return { name, idNumber, birthDate }
    }),
  )
  const inventor = await county.as('village-doctor', units.donglingVillage)
  const honest = await county.as('village-doctor', units.donglingVillage)
  const named = (who: Caller, name: string) =>
    county.sql.query('update staff set name = $2 where id = $1', [who.staffId, name])
  await named(inventor, '李医生')
  await named(honest, '张医生')
  await teamOf(county, office, { nurse: honest })
  await teamOf(county, office, { nurse: inventor, name: '东岭二队' })
  // Who is in a team is read by the clock of the database.
  await county.sql.query("update team_members set since = '2020-01-01'")
  county.on('2026-10-08')
  await roll()
  const bureau = await county.as('county-officer', units.county)
  const finance = await county.as('finance-officer', units.county)
  return { office, bureau, finance, inventor, honest, people }
}

/** The empty workbook of the form, filled in by the titles that it has. */
async function filled(by: Caller, people: { name: string; idNumber: string }[], visits: readonly Row[]) {
  const empty = await by.get(`/service-records/empty-workbook?form=${FORM}`)
  const { rows } = (await readXlsx(empty.raw)).sheets.at(-1)!
  const titles = rows.find((row) => row.includes('身份证号'))!.map(String)
  const lines = visits.map(({ who, day, from, to, doctor, ...read }) => {
    const cells: Record<string, string | number> = {
      姓名: people[who]!.name,
      身份证号: people[who]!.idNumber,
      服务日期: day,
      开始时间: from,
      结束时间: to,
      方式: '家庭',
      服务人员: doctor,
      '收缩压（mmHg）': read.systolic,
      '舒张压（mmHg）': read.diastolic,
      '心率（次/分）': read.pulse,
      症状: '无症状',
    }
    expect(titles).toEqual(expect.arrayContaining(Object.keys(cells)))
    return titles.map((title) => cells[title] ?? '')
  })
  return Buffer.from(await writeXlsx({ sheets: [{ name: '随访', rows: [titles, ...lines] }] }))
}

type Asked = { id: string; check: string; staffId: string; services: number; sentence: string }

test('a quarter from a file with invented services to money that does not move', async () => {
  const { office, bureau, finance, inventor, honest, people } = await villageAfterTheQuarter()
  const list = (kind: string, titles: string, line: string) =>
    bureau.upload(`/outside-lists?id=${newId()}&kind=${kind}&asOf=2026-09-30`, {
      name: '名单.csv',
      content: Buffer.from(`序号,姓名,身份证号,出生日期,${titles}\n1,${line}\n`),
    })
  const told = (who: number) => `${people[who]!.name},${people[who]!.idNumber},${people[who]!.birthDate}`
  expect((await list('deaths', '死因,死亡日期', `${told(5)},肿瘤,2026-08-12`)).status).toBe(200)
  const stay = await list('hospital-stays', '诊断,入院日期,出院日期', `${told(6)},肺炎,2026-08-01,2026-08-12`)
  expect(stay.status, JSON.stringify(stay.body)).toBe(200)

  // The file comes in, and once more without doubling anything.
  const content = await filled(bureau, people, [...invented, ...done])
  const send = () => bureau.upload(`/service-records/workbook?form=${FORM}`, { name: '随访.xlsx', content })
  const taken = await send()
  expect(taken.body, JSON.stringify(taken.body)).toEqual({ rows: 10, taken: 10, already: 0, problems: [] })
  expect((await send()).body).toMatchObject({ taken: 0, already: 10 })

  // What was invented is found, and nobody asks about what was done, but that it came late.
  const run = await bureau.post('/authenticity/runs', { unitCode: units.county, ...period })
  expect(run.body.services).toBe(10)
  const questions: Asked[] = (await bureau.get('/authenticity/questions?limit=100')).body.questions
  const asked = questions.filter(({ check }) => check !== 'late-entry')
  expect(new Set(asked.map(({ check }) => check))).toEqual(
    new Set(['same-values', 'interval', 'after-death', 'in-hospital']),
  )
  expect(asked.every(({ staffId }) => staffId === inventor.staffId)).toBe(true)

  // The doctor answers, the township decides, and four verdicts take seven services out.
  for (const { id, check } of asked) {
    const at = `/authenticity/questions/${id}`
    expect((await inventor.post(`${at}/answer`, { words: '季末补写的，没有上门' })).status, check).toBe(200)
    const decided = await office.post(`${at}/decision`, { verdict: 'fake', words: '承认未上门' })
    expect(decided.body, check).toMatchObject({ state: 'decided', decision: 'fake' })
  }

  // The teams are assessed for the quarter by a sheet of the county; none has scored itself in time.
  const line = (code: string) =>
    defaultTeamSheet.sections.flatMap(({ lines }) => lines).find((one) => one.code === code)!
  const sheet = {
    ...defaultTeamSheet,
    code: 'team-quarter',
    name: '家庭医生团队季度考核表',
    cadence: 'quarter',
    sections: [{ code: 'E', name: '居民评价', lines: [{ ...line('E1'), weight: 100 }] }],
  }
  const saved = await bureau.post('/policies/assessment-sheets/versions', {
    id: newId(),
    validFrom: '2026-07-01',
    source: '县卫健〔2026〕31号',
    body: [sheet],
  })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  const roundId = newId()
  const opened = await bureau.post('/assessment-rounds', {
    id: roundId,
    unitCode: units.county,
    sheetCode: 'team-quarter',
    ...period,
  })
  expect(opened.status, JSON.stringify(opened.body)).toBe(200)
  const satisfied = { 东岭一队: 81, 东岭二队: 45 }
  for (const [name, numerator] of Object.entries(satisfied)) {
    const of = opened.body.assessments.find((one: { name: string }) => one.name === name)
    const value = { kind: 'rate', rate: { numerator, denominator: 100 } }
    const score = (by: Caller, level: string, values: unknown[]) =>
      by.put(`/assessment-rounds/${roundId}/subjects/${of.id}/scores/${level}`, { values, submit: true })
    const scored = await score(office, 'township', [{ line: 'E1', value, proof: '电话调查' }])
    expect(scored.status, JSON.stringify(scored.body)).toBe(200)
    expect((await score(bureau, 'county', [])).status).toBe(200)
  }
  const published = await bureau.post(`/assessment-rounds/${roundId}/publication`)
  expect(
    published.body.assessments.map((one: Record<string, unknown>) => [
      one.name,
      one.place,
      one.scoreHundredths,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['东岭一队', 1, 9000],
      ['东岭二队', 2, 5000],
    ]),
  )

  // The pool: what was invented earns nothing, the score is the factor of who did the rest, no fen is lost.
  const id = newId()
  const prepared = await finance.post('/settlements', {
    id,
    unitCode: units.donglingVillage,
    fundCode: 'special-grant',
    year: 2026,
    part: 'advance',
    number: 1,
    ...period,
  })
  expect(prepared.status, JSON.stringify(prepared.body)).toBe(200)
  const factors = prepared.body.shares.map((one: Record<string, unknown>) => [one.staffId, one.quality])
  expect(factors).toContainEqual([honest.staffId, 9000])
  const staff = prepared.body.shares.map(
    ({ staffId, quality, reason }: { staffId: string; quality: number; reason: string | null }) => ({
      staffId,
      quality,
      satisfaction: 10_000,
      deductionFen: 0,
      reason: reason ?? '',
    }),
  )
  const pools = [{ unitCode: units.donglingVillage, enteredFen: 10_001, scoreHundredths: null }]
  const entered = await finance.put(`/settlements/${id}/entries`, { pools, staff })
  expect(entered.status, JSON.stringify(entered.body)).toBe(200)
  const { totals, shares } = (await finance.get(`/settlements/${id}`)).body
  const shareOf = (who: Caller) => shares.find(({ staffId }: { staffId: string }) => staffId === who.staffId)
  expect(shareOf(inventor)).toMatchObject({ services: 7, refused: 7, points: 0, paidFen: 0 })
  expect(shareOf(honest)).toMatchObject({ services: 3, refused: 0 })
  expect(totals.instalmentFen).toBe(10_001)
  expect(totals.paidFen + totals.withheldFen + totals.leftFen).toBe(10_001)
  const credited = await finance.get(`/settlements/${id}/staff/${inventor.staffId}/services`)
  expect(new Set(credited.body.services.map(({ because }: { because: string }) => because))).toEqual(
    new Set(['refused']),
  )

  // One appeals and is answered; then who did not prepare it freezes it.
  const step = (by: Caller, name: string) => by.post(`/settlements/${id}/steps`, { step: name })
  const appealId = newId()
  const words = '八月十日有两户确实去过'
  expect((await inventor.post(`/settlements/${id}/appeals`, { appealId, words })).status).toBe(200)
  await step(finance, 'submit')
  expect((await step(bureau, 'freeze')).body.code).toBe('open-appeals')
  const answered = await bureau.post(`/settlements/${id}/appeals/${appealId}/answer`, {
    answer: '两户家属均称当日无人上门，维持',
    upheld: false,
  })
  expect(answered.status, JSON.stringify(answered.body)).toBe(200)
  expect((await step(bureau, 'freeze')).body.state).toBe('frozen')
  const frozen = (await finance.get(`/settlements/${id}`)).body
  const scores = (await bureau.get(`/assessment-rounds/${roundId}`)).body

  const slip = await readPdf((await finance.get(`/settlements/${id}/slips?staffId=${honest.staffId}`)).raw)
  expect(slip.text).toContain('张医生')
  expect(slip.text).toContain((shareOf(honest).paidFen / 100).toFixed(2))
  const bulletinId = newId()
  const draft = await bureau.post('/bulletins', {
    id: bulletinId,
    unitCode: units.county,
    month: '2026-09',
  })
  expect(draft.status, JSON.stringify(draft.body)).toBe(200)
  expect((await bureau.post(`/bulletins/${bulletinId}/publication`)).status).toBe(200)
  const paper = await readPdf((await bureau.get(`/bulletins/${bulletinId}/document`)).raw)
  expect(paper.text).toContain('2026年9月')

  // Rules of the same quarter change afterwards, and so does a verdict: what is closed stays as it was.
  const points = {
    perService: [],
    homeVisitPoints: 900,
    incompletePercent: 0,
    lateAfterDays: 0,
    latePercent: 0,
  }
  const changed = { id: newId(), validFrom: period.fromDay, source: '县卫健〔2026〕40号' }
  expect((await bureau.post('/policies/points/versions', { ...changed, body: points })).status).toBe(200)
  const halved = [{ ...sheet, sections: [{ ...sheet.sections[0], lines: [line('E1'), line('E2')] }] }]
  await bureau.post('/policies/assessment-sheets/versions', { ...changed, id: newId(), body: halved })
  const [first] = asked
  await inventor.post(`/authenticity/questions/${first!.id}/appeal`, { words: '有签字' })
  const final = { verdict: 'genuine', words: '签字属实' }
  expect((await bureau.post(`/authenticity/questions/${first!.id}/conclusion`, final)).status).toBe(200)
  expect((await finance.get(`/settlements/${id}`)).body).toEqual(frozen)
  expect((await bureau.get(`/assessment-rounds/${roundId}`)).body).toEqual(scores)
})
