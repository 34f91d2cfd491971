import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { PASSWORD, type TestCounty, units } from '../testing/county.ts'
import { arranged, followUp } from '../testing/follow-ups.ts'

async function withPhone() {
  const { county, doctor, wang } = await arranged()
  const id = newId()
  const { body } = await doctor.post('/phones', { id, name: 'Redmi Note 9', appVersion: '0.1.0' })
  return { county, doctor, wang, id, ...body, speaking: speakingWith(county, body.token) }
}

function speakingWith(county: TestCounty, token: string) {
  return county.callerWith({ authorization: `Bearer ${token}` })
}

describe('POST /phones 启用手机', () => {
  test('the phone speaks for its doctor, with the doctor’s reach and no more', async () => {
    const { speaking, wang } = await withPhone()
    expect((await speaking.get('/me')).body).toMatchObject({ roles: ['village-doctor'] })
    expect((await speaking.get('/sync/panel')).body.doorIds).toEqual([wang])
    expect((await speaking.post('/service-records', followUp(wang))).status).toBe(200)
    expect((await speaking.get('/accounts')).status).toBe(403)
  })

  test('signing in again on the same phone gives the same secret, and the old token ends', async () => {
    const { county, doctor, id, token, secret } = await withPhone()
    const again = (await doctor.post('/phones', { id, name: 'Redmi Note 9' })).body
    expect(again.secret).toBe(secret)
    expect(again.token).not.toBe(token)
    expect((await speakingWith(county, token).get('/me')).status).toBe(401)
    expect((await speakingWith(county, again.token).get('/me')).status).toBe(200)
  })

  test('the phone of one doctor is not given to another', async () => {
    const { county, id } = await withPhone()
    const other = await county.as('village-doctor', units.donglingVillage)
    const { status, body } = await other.post('/phones', { id, name: 'Redmi Note 9' })
    expect([status, body.code]).toEqual([409, 'phone-is-wiped'])
  })

  test('somebody who does no field work has no phone', async () => {
    const { county } = await arranged()
    const officer = await county.as('county-officer', units.county)
    expect((await officer.post('/phones', { id: newId(), name: '手机' })).status).toBe(403)
  })

  test('nothing the phone holds can be read from the database', async () => {
    const { county, token, contact, secret } = await withPhone()
    const { rows } = await county.sql.query('select p::text as row from phones p')
    for (const held of [token, contact, secret]) {
      expect(rows[0].row).not.toContain(held)
      expect(rows[0].row).not.toContain(Buffer.from(held).toString('hex'))
    }
  })
})

describe('a lost phone 遗失', () => {
  test('ended: it may ask nothing more, and is told so when it asks', async () => {
    const { doctor, speaking, id, contact } = await withPhone()
    const asked = () => speaking.post(`/phones/${id}/contact`, { contact, waiting: 3 })
    expect((await asked()).body).toMatchObject({ standing: 'active' })
    expect((await doctor.post(`/phones/${id}/ending`, { wipe: false })).body.endedAt).not.toBeNull()
    expect((await speaking.get('/me')).status).toBe(401)
    expect((await asked()).body).toMatchObject({ standing: 'ended' })
    expect((await doctor.get('/phones')).body).toMatchObject([{ id, waiting: 3, wipe: false }])
  })

  test('ended and signed in again: it goes on where it was', async () => {
    const { county, doctor, id, secret } = await withPhone()
    await doctor.post(`/phones/${id}/ending`, { wipe: false })
    const again = (await doctor.post('/phones', { id, name: 'Redmi Note 9' })).body
    expect(again.secret).toBe(secret)
    expect((await speakingWith(county, again.token).get('/me')).status).toBe(200)
  })

  test('told to forget: it is told at its next contact, says when it has, and is not given its secret again', async () => {
    const { doctor, speaking, id, contact } = await withPhone()
    await doctor.post(`/phones/${id}/ending`, { wipe: true })
    expect((await speaking.post(`/phones/${id}/contact`, { contact })).body.standing).toBe('wipe')
    expect((await doctor.get('/phones')).body[0]).toMatchObject({ wipe: true, wipedAt: null })
    await speaking.post(`/phones/${id}/contact`, { contact, wiped: true })
    expect((await doctor.get('/phones')).body[0].wipedAt).not.toBeNull()
    expect((await doctor.post('/phones', { id, name: 'Redmi Note 9' })).status).toBe(409)
  })

  test('an administrator of the township ends it, one of another township does not find it', async () => {
    const { county, doctor, speaking, id } = await withPhone()
    const own = await county.as('township-admin', units.dongling)
    const other = await county.as('township-admin', units.xihe)
    const address = `/accounts/${doctor.accountId}/phones`
    expect((await other.get(address)).status).toBe(404)
    expect((await other.post(`${address}/${id}/ending`, { wipe: true })).status).toBe(404)
    expect((await own.get(address)).body).toMatchObject([{ id, name: 'Redmi Note 9' }])
    expect((await own.post(`${address}/${id}/ending`, { wipe: true })).body).toMatchObject({ wipe: true })
    expect((await speaking.get('/me')).status).toBe(401)
  })

  test('a phone is not ended by another doctor, and who does not hold its word learns nothing of it', async () => {
    const { county, id, speaking } = await withPhone()
    const other = await county.as('village-doctor', units.donglingVillage)
    expect((await other.post(`/phones/${id}/ending`, { wipe: true })).status).toBe(404)
    expect((await speaking.post(`/phones/${id}/contact`, { contact: 'a guess' })).status).toBe(404)
  })
})

describe('what ends every session ends the phones too', () => {
  test.each(['password-resets', 'state', 'sessions'])('%s', async (act) => {
    const { county, doctor, speaking } = await withPhone()
    const admin = await county.as('township-admin', units.dongling)
    const address = `/accounts/${doctor.accountId}/${act}`
    const reply =
      act === 'sessions'
        ? await admin.delete(address)
        : act === 'state'
          ? await admin.put(address, { state: 'disabled' })
          : await admin.post(address, { id: newId() })
    expect(reply.status).toBe(200)
    expect((await speaking.get('/me')).status).toBe(401)
    const { rows } = await county.sql.query('select ended_at from phones')
    expect(rows[0].ended_at).not.toBeNull()
  })

  test('a changed password does', async () => {
    const { county, doctor, speaking } = await withPhone()
    const { rows } = await county.sql.query('select username from accounts where id = $1', [doctor.accountId])
    const signedIn = await county
      .callerWith({})
      .post('/session', { username: rows[0].username, password: PASSWORD })
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
    const changed = await county
      .callerWith({ cookie })
      .put('/me/password', { current: PASSWORD, next: 'tea and oranges 3' })
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    expect((await speaking.get('/me')).status).toBe(401)
  })
})
