import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { countyOn, units } from '../testing/county.ts'

const said = (changes: Record<string, unknown> = {}) => ({
  id: newId(),
  unitCode: units.dongling,
  kind: 'complaint',
  channel: 'phone',
  receivedOn: '2026-11-01',
  words: '约好的上门体检没有来，打电话也不接',
  personName: '王某',
  phone: '13800001234',
  ...changes,
})

describe('投诉与建议', () => {
  test('is accepted, handed to the village, answered late and closed; every step stays', async () => {
    const county = await countyOn('2026-11-01')
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const office = await county.as('township-director', units.dongling)
    const entered = said()
    const bureau = await county.as('county-officer', units.county)
    const sent = await bureau.post('/complaints', entered)
    expect(sent.status, JSON.stringify(sent.body)).toBe(200)
    expect(sent.body).toMatchObject({
      acceptBy: '2026-11-03',
      replyBy: '2026-11-16',
      state: 'received',
      phoneMasked: '138****1234',
    })
    expect(JSON.stringify(sent.body)).not.toContain('13800001234')
    const step = (changes: Record<string, unknown>) =>
      office.post(`/complaints/${entered.id}/steps`, { stepId: newId(), words: '已办', ...changes })
    expect((await step({ kind: 'replied' })).body.code).toBe('not-this-step')
    county.on('2026-11-04')
    expect((await office.get('/complaints')).body).toMatchObject({ overdue: 1, counts: { received: 1 } })
    expect((await step({ kind: 'accepted', toUnitCode: units.xiheVillage })).status).toBe(422)
    const moved = await step({ kind: 'accepted', toUnitCode: units.donglingVillage })
    expect(moved.body).toMatchObject({ unitName: '东岭村卫生室', state: 'accepted', overdue: null })
    county.on('2026-11-17')
    const reply = { kind: 'replied', words: '已致歉并另约时间', stepId: newId() }
    const replied = await step(reply)
    expect((await step(reply)).body).toEqual(replied.body)
    expect((await step({ kind: 'visited' })).body.fields).toEqual({ satisfied: '请记录对方是否满意' })
    await step({ kind: 'visited', satisfied: false })
    await step({ kind: 'replied', words: '再次上门道歉' })
    const closed = await step({ kind: 'visited', satisfied: true })
    expect(closed.body).toMatchObject({ state: 'closed', next: [] })
    expect(closed.body.steps.map(({ kind }: { kind: string }) => kind)).toEqual([
      'accepted',
      'replied',
      'visited',
      'replied',
      'visited',
    ])
    expect((await office.get('/complaints')).body.inTime).toEqual({ numerator: 0, denominator: 1 })
    expect((await doctor.get('/complaints')).status).toBe(403)
    expect((await doctor.post(`/complaints/${entered.id}/steps`, {})).status).toBe(403)
  })

  test('the number is shown in full only on asking, and the asking is in the trail', async () => {
    const county = await countyOn('2026-11-01')
    const office = await county.as('township-director', units.dongling)
    const entered = said()
    await office.post('/complaints', entered)
    expect((await office.post(`/complaints/${entered.id}/phone`)).body).toEqual({ phone: '13800001234' })
    const trail = await county.sql.query(`select count(*)::int from audit_entries where subject = $1`, [
      `complaint ${entered.id} phone`,
    ])
    expect(trail.rows).toEqual([{ count: 1 }])
    const { rows } = await county.sql.query('select * from complaints')
    expect(JSON.stringify(rows)).not.toContain('13800001234')
    const neighbour = await county.as('township-director', units.xihe)
    expect((await neighbour.post(`/complaints/${entered.id}/phone`)).status).toBe(404)
  })

  test('anybody may say something without an account; it waits with the unit that it is about', async () => {
    const county = await countyOn('2026-11-01')
    const nobody = county.callerWith({})
    const { body } = await nobody.get('/public/counties/320399/units')
    expect(body.units).toContainEqual({ code: units.dongling, name: '东岭镇卫生院' })
    const { channel: _, receivedOn: _on, ...public_ } = said()
    const sent = await nobody.post('/public/counties/320399/complaints', public_)
    expect(sent.body).toEqual({ replyBy: '2026-11-16' })
    await nobody.post('/public/counties/320399/complaints', public_)
    const office = await county.as('township-director', units.dongling)
    expect((await office.get('/complaints')).body.complaints).toMatchObject([
      { id: public_.id, channel: 'online', state: 'received', personName: '王某' },
    ])
    expect((await nobody.get('/public/counties/110101/units')).status).toBe(404)
    expect((await nobody.get('/complaints')).status).toBe(401)
    const elsewhere = { ...public_, id: newId(), unitCode: 110101000000 }
    expect((await nobody.post('/public/counties/320399/complaints', elsewhere)).status).toBe(422)
  })

  test('one address cannot flood the office', async () => {
    const county = await countyOn('2026-11-01')
    const nobody = county.callerWith({})
    const { channel: _, receivedOn: _on, ...public_ } = said()
    const replies = []
    for (let index = 0; index < 7; index++)
      replies.push(await nobody.post('/public/counties/320399/complaints', { ...public_, id: newId() }))
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 429])
  })
})
