import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { countedCounty } from '../indicators/indicators.fixture.ts'
import { type Caller, units } from '../testing/county.ts'

const questions = [
  {
    code: 'knows',
    ask: '您知道家庭医生是谁吗？',
    kind: 'choice',
    answers: ['知道', '不知道'],
    measures: 'awareness',
    good: ['知道'],
    required: true,
  },
  {
    code: 'overall',
    ask: '您满意吗？',
    kind: 'choice',
    answers: ['满意', '一般', '不满意'],
    measures: 'satisfaction',
    good: ['满意'],
    required: true,
  },
  { code: 'say', ask: '建议', kind: 'text', answers: [], measures: null, good: [], required: false },
]
const survey = (changes: Record<string, unknown> = {}) => ({
  id: newId(),
  unitCode: units.dongling,
  title: '第四季度满意度调查',
  questions,
  fromDay: '2026-11-01',
  toDay: '2026-11-30',
  seed: '2026-4',
  ...changes,
})

/** 东岭村 has seven signed, 河湾 four; one child and one who is not signed are never asked. */
async function surveyed() {
  const county = await countedCounty('2026-11-21')
  for (let index = 0; index < 11; index++) {
    const village = index < 7 ? units.donglingVillage : units.hewan
    await county.sign(await county.person({ village, birthDate: '1960-01-01' }))
  }
  await county.sign(await county.person({ birthDate: '2020-01-01' }))
  await county.person({})
  const office = await county.as('public-health-staff', units.dongling)
  const opened = survey()
  const sent = await office.post('/surveys', opened)
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
  const sample: { id: string; villageName: string; link: string }[] = (
    await office.get(`/surveys/${opened.id}/sample`)
  ).body
  return { county, office, id: opened.id, opened, line: sent.body, sample }
}

const answer = (office: Caller, id: string, inviteeId: string, overall: string, knows = '知道') =>
  office.put(`/surveys/${id}/answers/${inviteeId}`, { channel: 'phone', answers: { knows, overall } })

describe('满意度调查', () => {
  test('the signed grown-ups of each village are drawn; the same survey sent again is the same sample', async () => {
    const { office, opened, line, sample } = await surveyed()
    expect(line).toMatchObject({ drawnFrom: 11, sampled: 11, answered: 0, satisfaction: null })
    expect((await office.post('/surveys', opened)).body).toEqual(line)
    expect((await office.get(`/surveys/${opened.id}/sample`)).body).toEqual(sample)
  })

  test('a rate is shown from five valid answers, and a smaller village is neither shown nor opened', async () => {
    const { county, office, id, sample } = await surveyed()
    const of = (village: string) => sample.filter(({ villageName }) => villageName === village)
    for (const { id: inviteeId } of of('东岭村').slice(0, 5)) await answer(office, id, inviteeId, '满意')
    await answer(office, id, of('东岭村')[0]!.id, '不满意', '不知道')
    for (const { id: inviteeId } of of('河湾村')) await answer(office, id, inviteeId, '一般')
    const shown = (await office.get(`/surveys/${id}`)).body
    expect(shown).toMatchObject({
      answered: 9,
      valid: 9,
      satisfaction: { numerator: 4, denominator: 9 },
      awareness: { numerator: 8, denominator: 9 },
    })
    const villages = shown.groups.filter(({ by }: { by: string }) => by === 'village')
    expect(villages).toMatchObject([
      { name: '东岭村', valid: 5, satisfaction: { numerator: 4, denominator: 5 } },
      { name: '河湾村', valid: 4, satisfaction: null, awareness: null },
    ])
    expect(shown.questions[1].counts).toEqual([
      { answer: '满意', count: 4 },
      { answer: '一般', count: 4 },
      { answer: '不满意', count: 1 },
    ])
    const opened = await office.get(`/surveys/${id}/answers?by=village&key=${units.donglingVillage}`)
    expect(opened.body).toHaveLength(5)
    expect(Object.keys(opened.body[0])).toEqual(['number', 'channel', 'answers'])
    const refused = await office.get(`/surveys/${id}/answers?by=village&key=${units.hewan}`)
    expect(refused.body.code).toBe('too-few-answers')

    const doctor = await county.as('village-doctor', units.hewan)
    expect((await doctor.get(`/surveys/${id}`)).body).toMatchObject({ valid: 4, satisfaction: null })
    expect((await doctor.get(`/surveys/${id}/sample`)).status).toBe(403)
    expect((await doctor.get(`/surveys/${id}/answers`)).status).toBe(403)
  })

  test('a sheet of paper that is not filled in is kept and does not count; on the telephone one asks again', async () => {
    const { office, id, sample } = await surveyed()
    const at = `/surveys/${id}/answers/${sample[0]!.id}`
    const half = { knows: '知道' }
    expect((await office.put(at, { channel: 'phone', answers: half })).body.fields.answers).toContain(
      '您满意吗？：必答题没有回答',
    )
    expect((await office.put(at, { channel: 'paper', answers: half })).body.invalid).toContain('必答题')
    expect((await office.get(`/surveys/${id}`)).body).toMatchObject({ answered: 1, valid: 0 })
  })

  test('by the link one answers once without an account, and it does not say whose it is', async () => {
    const { county, office, id, sample } = await surveyed()
    const nobody = county.callerWith({})
    const [, , , countyCode, code] = sample[0]!.link.split('/')
    const at = `/public/counties/${countyCode}/surveys/${code}`
    const page = (await nobody.get(at)).body
    expect(page).toMatchObject({ title: '第四季度满意度调查', state: 'open' })
    expect(JSON.stringify(page)).not.toContain('good')
    const answers = { knows: '知道', overall: '满意' }
    expect((await nobody.post(at, { answers: { overall: '满意' } })).status).toBe(422)
    expect((await nobody.post(at, { answers })).body).toEqual({ taken: true })
    await nobody.post(at, { answers: { ...answers, overall: '不满意' } })
    expect((await nobody.get(at)).body.state).toBe('answered')
    const { rows } = await county.sql.query('select answers from survey_answers')
    expect(rows).toEqual([{ answers }])
    expect((await office.get(`/surveys/${id}`)).body.answered).toBe(1)
    expect((await nobody.get(`/public/counties/320399/surveys/${'x'.repeat(22)}`)).status).toBe(404)
    county.on('2026-12-01')
    const other = `/public/counties/${countyCode}/surveys/${sample[1]!.link.split('/')[4]}`
    expect((await nobody.post(other, { answers })).body.code).toBe('survey-over')
  })

  test('questions are designed by whoever asks; a wrong one is refused with its place', async () => {
    const { office } = await surveyed()
    const wrong = { ...questions[0], good: ['大概'] }
    const sent = await office.post('/surveys', survey({ questions: [wrong] }))
    expect(sent.status).toBe(422)
    expect(Object.values(sent.body.fields)).toContain('算满意或知晓的答案应在选项中')
    const neighbour = await office.post('/surveys', survey({ unitCode: units.xihe }))
    expect(neighbour.status).toBe(404)
  })
})
