import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { Caller } from '../testing/county.ts'
import { arranged, grandmother } from '../testing/follow-ups.ts'

function visit(residentId: string, values: Record<string, unknown> = {}, id = newId()) {
  return {
    method: 'POST',
    address: '/api/v1/service-records',
    lane: residentId,
    body: JSON.stringify({
      id,
      residentId,
      form: 'hypertension-follow-up',
      performedOn: '2026-11-20',
      mode: 'home',
      values: { symptoms: [1], systolicMmHg: 132, diastolicMmHg: 84, ...values },
    }),
  }
}

async function sent(doctor: Caller, ...calls: unknown[]) {
  const { status, body } = await doctor.post('/sync/calls', { calls })
  expect(status, JSON.stringify(body)).toBe(200)
  return body.answers as ({ status: number; body: Record<string, unknown> } | null)[]
}

describe('POST /sync/calls 一次送出多条', () => {
  test('each is taken by itself and answered in its place: one that is refused holds up no other', async () => {
    const { county, doctor, wang } = await arranged()
    const other = await grandmother(county)
    const answers = await sent(
      doctor,
      visit(wang),
      visit(wang, { systolicMmHg: 'high' }),
      visit(other),
      visit(newId()),
      { method: 'POST', address: '/api/v1/nothing-here', lane: 'none', body: '{}' },
    )
    expect(answers.map((one) => one?.status)).toEqual([200, 422, 200, 404, 404])
    expect(answers[1]!.body.fields).toHaveProperty('systolicMmHg')
    const { rows } = await county.sql.query('select resident_id from service_records order by resident_id')
    expect(rows.map((row) => row.resident_id)).toEqual([wang, other].sort())
  })

  test('sent again because the answer was lost, everything is there once and answered as at first', async () => {
    const { county, doctor, wang } = await arranged()
    const calls = [visit(wang), visit(wang, { systolicMmHg: 168 })]
    const first = await sent(doctor, ...calls)
    expect(await sent(doctor, ...calls)).toEqual(first)
    expect((await county.sql.query('select 1 from service_records')).rowCount).toBe(2)
  })

  test('each stands in the audit trail by itself, with its resident', async () => {
    const { county, doctor, wang } = await arranged()
    await sent(doctor, visit(wang), visit(wang), visit(newId()))
    const { rows } = await county.sql.query(
      "select outcome, resident_id from audit_entries where action = 'service-records.write' order by id",
    )
    expect(rows.filter(({ outcome }) => outcome === 'done').map((row) => row.resident_id)).toEqual([
      wang,
      wang,
    ])
    expect(rows.filter(({ outcome }) => outcome === 'not-found')).toHaveLength(1)
  })

  test('a call is made with the rights of who sends it, also inside', async () => {
    const { doctor } = await arranged()
    const [answered] = await sent(doctor, {
      method: 'POST',
      address: '/api/v1/accounts',
      lane: 'a',
      body: JSON.stringify({ id: newId() }),
    })
    expect(answered!.status).toBe(403)
  })

  test('it does not call itself', async () => {
    const { county, doctor, wang } = await arranged()
    const inner = {
      method: 'POST',
      address: '/api/v1/sync/calls',
      lane: 'a',
      body: JSON.stringify({ calls: [visit(wang)] }),
    }
    for (const address of ['/api/v1/sync/calls', '/api/v1/a/../sync/calls']) {
      const [answered] = await sent(doctor, { ...inner, address })
      expect(answered!.status).toBe(422)
    }
    expect((await county.sql.query('select 1 from service_records')).rowCount).toBe(0)
  })
})
