import { defaultTeamSheet } from '@qianyue/domain/performance/default-sheet.ts'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { teamOf } from '../agreements/agreements.fixture.ts'
import { countyOn, type TestCounty, units } from '../testing/county.ts'

const quarter = { fromDay: '2026-07-01', toDay: '2026-09-30' }
const kinds = ['complaints', 'false-services', 'overdue-rectifications', 'late-reports'] as const

/** A sheet of four lines of 25 points, each with 5 off for a case. */
const sheetOf = (assessed: string, counted: readonly string[]) => ({
  ...defaultTeamSheet,
  code: `${assessed}-quarter`,
  assessed,
  cadence: 'quarter',
  sections: [
    {
      code: 'A',
      name: '问题扣分',
      lines: counted.map((cases, index) => ({
        code: `A${index + 1}`,
        name: `扣分项${index + 1}`,
        weight: 100 / counted.length,
        method: { kind: 'deduction', perFault: 5 },
        value: { from: 'cases', cases },
      })),
    },
  ],
})

/** In the third quarter: a complaint, one nobody has accepted, a service proved false, a late rectification, a late report. */
async function quarterWithCases() {
  const county = await countyOn('2026-09-20')
  const bureau = await county.as('county-officer')
  const office = await county.as('township-admin', units.dongling)
  const nurse = await county.as('nurse', units.donglingVillage)
  await teamOf(county, office, { nurse, name: '东岭一队' })
  await county.sql.query("update team_members set since = '2020-01-01'")
  const complaint = async (receivedOn: string) => {
    const id = newId()
    const said = { unitCode: units.donglingVillage, kind: 'complaint', channel: 'phone', receivedOn }
    const reply = await office.post('/complaints', { id, ...said, words: '约好的随访没有来' })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return id
  }
  const accepted = await complaint('2026-09-10')
  await complaint('2026-09-11')
  const step = await office.post(`/complaints/${accepted}/steps`, {
    stepId: newId(),
    kind: 'accepted',
    words: '已受理，请村卫生室说明',
  })
  expect(step.status, JSON.stringify(step.body)).toBe(200)
  await insertCases(county, nurse.staffId!)
  county.on('2026-10-20')
  return { bureau }
}

async function insertCases({ sql }: TestCounty, staffId: string) {
  await sql.query(
    `insert into authenticity_questions (id, unit_code, staff_id, check_code, record_ids, from_day, to_day, sentence,
       decision, reason, appeal)
     values (uuidv7(), $1, $2, 'interval', array[uuidv7()], '2026-08-03', '2026-08-03', '去过吗', 'fake', '电话核实', null),
       (uuidv7(), $1, $2, 'interval', array[uuidv7()], '2026-08-04', '2026-08-04', '去过吗', 'fake', '电话核实', '去过'),
       (uuidv7(), $1, $2, 'interval', array[uuidv7()], '2026-06-30', '2026-06-30', '去过吗', 'fake', '电话核实', null)`,
    [units.donglingVillage, staffId],
  )
  await sql.query(
    `with visit as (
       insert into supervision_visits (id, unit_code, visited_on, people, checklist, summary, made_at, made_by)
       values (uuidv7(), $1, '2026-08-01', '张科长', '[]', '', now(), uuidv7()) returning id
     ), finding as (
       insert into supervision_findings (id, visit_id, unit_code, words, due_on)
       select uuidv7(), id, $1, words, due_on::date
       from visit, (values ('台账没有签字', '2026-08-31'), ('血压计没有校准', '2026-08-30')) of (words, due_on)
       returning id, words
     )
     insert into supervision_steps (id, finding_id, kind, done_on, words, made_at, made_by)
     select uuidv7(), id, 'rectified', '2026-08-29', '已校准', now(), uuidv7() from finding where words = '血压计没有校准'`,
    [units.donglingVillage],
  )
  // The table of July could be sent from its last day on.
  await sql.query(
    `insert into indicator_snapshots (taken_for, village_code, indicator, denominator, numerator)
     values ('2026-07-31', $1, 'coverage', 1, 1) on conflict do nothing`,
    [units.donglingVillage],
  )
}

test('lines that take something off for each case count the cases of the period and open to them', async () => {
  const { bureau } = await quarterWithCases()
  const saved = await bureau.post('/policies/assessment-sheets/versions', {
    id: newId(),
    validFrom: '2026-07-01',
    source: '县卫健〔2026〕31号',
    body: [sheetOf('township', kinds), sheetOf('team', kinds.slice(0, 2))],
  })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  const assessed = async (sheetCode: string, unitCode: number, of: string) => {
    const id = newId()
    const opened = await bureau.post('/assessment-rounds', { id, unitCode, sheetCode, ...quarter })
    expect(opened.status, JSON.stringify(opened.body)).toBe(200)
    const subject = opened.body.assessments.find((one: { name: string }) => one.name.includes(of))
    return (await bureau.get(`/assessment-rounds/${id}/subjects/${subject.id}`)).body
  }
  const township = await assessed('township-quarter', units.county, '东岭')
  expect(
    township.lines.map(({ value, scoreHundredths }: Record<string, unknown>) => [value, scoreHundredths]),
  ).toEqual(kinds.map(() => [{ kind: 'cases', cases: 1 }, 2000]))
  expect(township).toMatchObject({ scoreHundredths: 8000, missing: 0 })
  const listed = township.lines.map(({ cases }: { cases: { on: string; words: string }[] }) => cases[0])
  expect(listed.map(({ on }: { on: string }) => on)).toEqual([
    '2026-09-10',
    '2026-08-03',
    '2026-08-31',
    '2026-08-05',
  ])
  expect(listed[2].words).toContain('台账没有签字')
  expect(listed[3].words).toContain('2026年7月月报未在期限内报送')

  const own = await assessed('team-quarter', units.dongling, '东岭一队')
  expect(own.lines.map(({ cases }: { cases: unknown[] }) => cases.length)).toEqual([1, 1])
  expect(own.scoreHundredths).toBe(9000)

  const typed = await bureau.put(`/assessment-rounds/${own.roundId}/subjects/${own.id}/scores/county`, {
    values: [{ line: 'A1', value: { kind: 'cases', cases: 0 }, proof: '' }],
    submit: false,
  })
  expect(typed.body.fields['values.0']).toContain('本项由系统计算')
})

test('a sheet that counts cases otherwise than by a deduction is refused at its line', async () => {
  const county = await countyOn('2026-09-20')
  const bureau = await county.as('county-officer')
  const [section] = sheetOf('team', ['complaints']).sections
  const lines = [{ ...section!.lines[0]!, method: { kind: 'all-or-nothing' } }]
  const reply = await bureau.post('/policies/assessment-sheets/versions', {
    id: newId(),
    validFrom: '2026-07-01',
    source: '县卫健〔2026〕31号',
    body: [{ ...sheetOf('team', ['complaints']), sections: [{ ...section, lines }] }],
  })
  expect(reply).toMatchObject({
    status: 422,
    body: { fields: { '0.sections.0.lines.0.method': '系统计数的问题只能按问题扣分' } },
  })
})
