import { meetingKinds } from '@qianyue/api/meetings.ts'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { countedCounty } from '../indicators/indicators.fixture.ts'
import { units } from '../testing/county.ts'

test('a team that has not met this month is listed; its meeting leaves tasks that are late until done', async () => {
  const county = await countedCounty('2026-11-21')
  const office = await county.as('public-health-staff', units.dongling)
  expect((await office.get('/meetings')).body.owed).toMatchObject([
    { teamId: county.teamId, done: 0, asked: 1 },
  ])
  const meeting = {
    id: newId(),
    kind: 'team',
    teamId: county.teamId,
    heldOn: '2026-11-05',
    attendees: '全体队员',
    practice: '入户随访',
    results: '高血压随访率提高',
    gaps: '老年人体检不足',
    nextMonth: '集中体检两次',
    tasks: [{ id: newId(), words: '通知未体检老人', person: '李某', dueOn: '2026-11-20' }],
  }
  const sent = await office.post('/meetings', meeting)
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
  expect(sent.body).toMatchObject({ teamName: '东岭一队', tasks: [{ overdue: true, doneOn: null }] })
  expect((await office.post('/meetings', meeting)).body).toEqual(sent.body)
  const { owed, meetings } = (await office.get('/meetings')).body
  expect([owed, meetings.length]).toEqual([[], 1])
  const done = await office.post(`/meeting-tasks/${meeting.tasks[0]!.id}/completion`)
  expect(done.body.tasks).toMatchObject([{ overdue: false, doneOn: '2026-11-21' }])
  county.on('2026-11-25')
  const again = await office.post(`/meeting-tasks/${meeting.tasks[0]!.id}/completion`)
  expect(again.body.tasks[0].doneOn).toBe('2026-11-21')

  const seen = async (villageCode: number) =>
    (await (await county.as('village-doctor', villageCode)).get('/meetings')).body.meetings.length
  expect(await seen(units.donglingVillage)).toBe(0)
  await county.sql.query(
    "insert into team_villages (team_id, village_code, since) values ($1, $2, '2026-01-01')",
    [county.teamId, units.donglingVillage],
  )
  expect(
    [await seen(units.donglingVillage), await seen(units.hewan)],
    'whose village the team covers',
  ).toEqual([1, 0])

  const neighbour = await county.as('public-health-staff', units.xihe)
  expect((await neighbour.get('/meetings')).body.meetings).toEqual([])
  expect((await neighbour.post('/meetings', { ...meeting, id: newId() })).status).toBe(404)
  const tomorrow = await office.post('/meetings', { ...meeting, id: newId(), heldOn: '2026-11-26' })
  expect(tomorrow.body.fields).toHaveProperty('heldOn')
  county.on('2026-12-01')
  expect((await office.get('/meetings')).body.owed).toHaveLength(1)
})

test.each(Object.keys(meetingKinds))('a meeting of the kind %s is kept', async (kind) => {
  const county = await countedCounty('2026-11-21')
  const office = await county.as('public-health-staff', units.dongling)
  const teamId = kind === 'team' ? county.teamId : null
  const meeting = { id: newId(), kind, teamId, heldOn: '2026-11-05', attendees: '全体', tasks: [] }
  expect((await office.post('/meetings', meeting)).body).toMatchObject({ id: meeting.id, kind })
})
