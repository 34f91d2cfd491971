import { createHash } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type Caller, countyOn, units } from '../testing/county.ts'

const answers = [
  { code: 'board', answer: 'yes' },
  { code: 'log', answer: 'no', note: '缺 10 月 3 日至 7 日' },
  { code: 'outfit', answer: 'not-applicable' },
]
const visit = (changes: Record<string, unknown> = {}) => ({
  id: newId(),
  unitCode: units.donglingVillage,
  groupId: null,
  visitedOn: '2026-11-20',
  people: '李督导、王督导',
  answers,
  findings: [{ id: newId(), itemCode: 'log', words: '门诊日志有五天没有登记' }],
  ...changes,
})

async function supervised() {
  const county = await countyOn('2026-11-21')
  const supervisor = await county.as('supervisor', units.dongling)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const made = visit()
  const sent = await supervisor.post('/supervision-visits', made)
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
  return { county, supervisor, doctor, made, findingId: made.findings[0]!.id, line: sent.body }
}

describe('督导', () => {
  test('a visit keeps the checklist as it stood; its findings are due when policy says', async () => {
    const { supervisor, made, line, findingId } = await supervised()
    expect(line).toMatchObject({ conforming: 1, looked: 2, findings: 1, openFindings: 1 })
    const shown = (await supervisor.get(`/supervision-visits/${made.id}`)).body
    expect(shown.checklist[1]).toEqual({
      code: 'log',
      text: '门诊日志、工作日志逐日登记',
      source: '家庭服务方案篇四(一)',
      answer: 'no',
      note: '缺 10 月 3 日至 7 日',
    })
    expect(shown.findingList).toMatchObject([{ id: findingId, dueOn: '2026-12-20', state: 'open' }])
    expect((await supervisor.post('/supervision-visits', made)).body).toEqual(line)
    expect((await supervisor.get('/supervision-visits')).body.visits).toHaveLength(1)
  })

  test('it is put right by who was supervised and looked at again by somebody else', async () => {
    const { county, supervisor, doctor, findingId } = await supervised()
    const at = `/supervision-findings/${findingId}`
    const recheck = { stepId: newId(), passed: true, words: '已看过' }
    expect((await supervisor.post(`${at}/rechecks`, recheck)).body.code).toBe('not-rectified')
    const fixed = { stepId: newId(), words: '已按处方补登五天' }
    const first = await doctor.post(`${at}/rectifications`, fixed)
    expect(first.body).toMatchObject({ state: 'rectified', may: [] })
    expect((await doctor.post(`${at}/rectifications`, fixed)).body).toEqual(first.body)
    expect((await doctor.post(`${at}/rechecks`, recheck)).status).toBe(403)
    const failed = { stepId: newId(), passed: false, words: '仍缺一天' }
    expect((await supervisor.post(`${at}/rechecks`, failed)).body.fields).toEqual({
      dueOn: '请再定整改期限',
    })
    const again = await supervisor.post(`${at}/rechecks`, { ...failed, dueOn: '2026-11-30' })
    expect(again.body).toMatchObject({ state: 'open', dueOn: '2026-11-30' })
    county.on('2026-12-03')
    const late = (await doctor.get('/supervision-findings?state=overdue')).body
    expect(late).toMatchObject({
      findings: [{ id: findingId, daysLate: 3, may: ['rectified'] }],
      counts: { overdue: 1 },
    })
    await doctor.post(`${at}/rectifications`, { stepId: newId(), words: '全部补齐' })
    const closed = await supervisor.post(`${at}/rechecks`, { ...recheck, stepId: newId() })
    expect(closed.body).toMatchObject({ state: 'closed' })
    expect(closed.body.steps).toHaveLength(4)
  })

  test('a photograph stands beside a finding, and is not seen from the next village', async () => {
    const { county, supervisor, findingId } = await supervised()
    const content = Buffer.from('iVBORw0KGgo=', 'base64')
    const query = new URLSearchParams({
      subjectKind: 'finding',
      subjectId: findingId,
      kind: 'photo',
      mediaType: 'image/png',
      sha256: createHash('sha256').update(content).digest('hex'),
      takenAt: '2026-11-20T02:00:00.000Z',
    })
    const put = (who: Caller) =>
      who.upload(`/attachments/${newId()}?${query}`, { name: 'a.png', content }, {}, 'PUT')
    const kept = await put(supervisor)
    expect(kept.status, JSON.stringify(kept.body)).toBe(200)
    expect((await supervisor.get('/supervision-findings')).body.findings[0].photos).toBe(1)
    expect((await supervisor.get(`/attachments/${kept.body.id}/content`)).raw).toEqual(content)
    const beside = await county.as('village-doctor', units.hewan)
    expect((await put(beside)).status).toBe(404)
    expect((await beside.get(`/attachments/${kept.body.id}/content`)).status).toBe(404)
    expect((await beside.get('/supervision-findings')).body.findings).toEqual([])
  })

  test('units that were not supervised this quarter are listed', async () => {
    const { supervisor } = await supervised()
    const { owed, quarterFrom } = (await supervisor.get('/supervision-visits')).body
    expect(quarterFrom).toBe('2026-10-01')
    expect(owed.map(({ unitCode }: { unitCode: number }) => unitCode)).toEqual([units.dongling, units.hewan])
  })

  test('the neighbour township is not there, tomorrow has not been, an item that no list has is refused', async () => {
    const { supervisor } = await supervised()
    const send = (changes: Record<string, unknown>) => supervisor.post('/supervision-visits', visit(changes))
    expect((await send({ unitCode: units.xiheVillage })).status).toBe(404)
    expect((await send({ visitedOn: '2026-11-22' })).body.fields).toHaveProperty('visitedOn')
    expect((await send({ answers: [{ code: 'nothing', answer: 'yes' }] })).body.fields).toHaveProperty(
      'answers',
    )
  })

  test("a guidance team has its villages; who is below sees it, only the unit's own change it", async () => {
    const { county, doctor } = await supervised()
    const director = await county.as('township-director', units.dongling)
    const bureau = await county.as('county-officer', units.county)
    const group = {
      id: newId(),
      kind: 'guidance',
      name: '第一指导团队',
      members: [{ name: '赵院长', post: '组长', unit: '东岭镇卫生院', phone: '' }],
      villageCodes: [units.donglingVillage],
      since: '2026-01-01',
      until: null,
    }
    const at = `/supervision-groups/${group.id}`
    expect((await director.put(at, { ...group, villageCodes: [units.xiheVillage] })).status).toBe(422)
    expect((await director.put(at, group)).body).toMatchObject({ villageNames: ['东岭村'], mayChange: true })
    expect((await bureau.put(at, group)).status).toBe(404)
    expect((await doctor.get('/supervision-groups')).body).toMatchObject([{ id: group.id, mayChange: false }])
    const neighbour = await county.as('township-director', units.xihe)
    expect((await neighbour.get('/supervision-groups')).body).toEqual([])
  })
})
