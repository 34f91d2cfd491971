import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { residentsOn } from '../residents/residents.fixture.ts'
import { units } from '../testing/county.ts'

describe('POST /residents/{id}/account 居民账号', () => {
  test('a resident gets an account of their own and a password for once; sent twice it is one account', async () => {
    const { county, officer, put } = await residentsOn('2026-11-21')
    const { id: residentId, healthRecordNumber } = await put({ name: '王秀英' })
    const id = newId()
    const first = await officer.post(`/residents/${residentId}/account`, { id })
    expect(first, JSON.stringify(first.body)).toMatchObject({
      status: 200,
      body: { username: `r${healthRecordNumber.slice(6)}`, isNew: true },
    })
    expect((await officer.post(`/residents/${residentId}/account`, { id })).body).toEqual(first.body)
    const { rows } = await county.sql.query(
      `select a.resident_id, a.must_change_password, r.role, r.unit_code
       from platform.accounts a join platform.account_roles r on r.account_id = a.id where a.id = $1`,
      [id],
    )
    expect(rows).toEqual([
      {
        resident_id: residentId,
        must_change_password: true,
        role: 'resident',
        unit_code: units.donglingVillage,
      },
    ])
  })

  test('who has an account gets a new password for it, and the old one is no longer good', async () => {
    const { officer, put } = await residentsOn('2026-11-21')
    const { id: residentId } = await put({ name: '王秀英' })
    const first = await officer.post(`/residents/${residentId}/account`, { id: newId() })
    const second = await officer.post(`/residents/${residentId}/account`, { id: newId() })
    expect(second.body).toMatchObject({ username: first.body.username, isNew: false })
    expect(second.body.oneTimePassword).not.toBe(first.body.oneTimePassword)
  })

  test('not for who is out of reach, and not for the dead', async () => {
    const { county, officer, put } = await residentsOn('2026-11-21')
    const { id: residentId } = await put({ name: '王秀英' })
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect((await neighbour.post(`/residents/${residentId}/account`, { id: newId() })).status).toBe(404)
    await officer.post(`/residents/${residentId}/events`, {
      eventId: newId(),
      kind: 'death',
      on: '2026-11-20',
    })
    expect((await officer.post(`/residents/${residentId}/account`, { id: newId() })).body.code).toBe(
      'resident-dead',
    )
  })
})
