import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { countyOn, PASSWORD, units } from '../testing/county.ts'

const NEXT = 'tea and oranges 3'

async function withDoctor() {
  const county = await countyOn('2026-11-21')
  const admin = await county.as('system-admin', units.county)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const { rows } = await county.sql.query('select username from accounts where id = $1', [doctor.accountId])
  const username: string = rows[0].username
  const signIn = async (password = PASSWORD, oneTimeCode?: string) => {
    const reply = await county.callerWith({}).post('/session', { username, password, oneTimeCode })
    const cookie = String(reply.headers['set-cookie']).split(';')[0]!
    return { reply, browser: county.callerWith({ cookie }) }
  }
  /** The code a telephone shows, so many steps of thirty seconds from now. */
  const codeOf = (secret: string, steps = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: county.services.now().getTime() + steps * 30_000,
    })
  return { county, admin, doctor, username, signIn, codeOf }
}

describe('PUT /me/password 修改密码', () => {
  test.each([
    ['short', '密码至少 10 位。'],
    ['1234567890', '这个密码太常见，容易被猜到，请另想一个。'],
    ['aaaaaaaaaaaa', '密码过于简单（重复或连续的字符），请另想一个。'],
    [PASSWORD, '新密码不能与现在的密码相同。'],
  ])('%s is refused: %s', async (next, words) => {
    const { signIn } = await withDoctor()
    const { browser } = await signIn()
    expect(await browser.put('/me/password', { current: PASSWORD, next })).toMatchObject({
      status: 422,
      body: { fields: { next: words } },
    })
  })

  test('the username with figures behind it is no password', async () => {
    const { signIn, username } = await withDoctor()
    const { browser } = await signIn()
    const reply = await browser.put('/me/password', { current: PASSWORD, next: `${username}123` })
    expect(reply.body.fields).toEqual({ next: '密码不能由账号加数字组成，请另想一个。' })
  })

  test('the other devices are signed out, this one is not', async () => {
    const { signIn } = await withDoctor()
    const office = (await signIn()).browser
    const home = (await signIn()).browser
    expect(await home.put('/me/password', { current: PASSWORD, next: NEXT })).toMatchObject({ status: 200 })
    expect(await home.get('/me')).toMatchObject({ status: 200 })
    expect(await office.get('/me')).toMatchObject({ status: 401 })
  })

  test('guessing the present password locks the account like guessing at the door', async () => {
    const { signIn } = await withDoctor()
    const { browser } = await signIn()
    for (let guess = 0; guess < 5; guess++)
      expect(await browser.put('/me/password', { current: 'guess', next: NEXT })).toMatchObject({
        status: 422,
      })
    expect((await signIn()).reply.body.code).toBe('locked')
  })
})

describe('登录中的设备', () => {
  test('shows where one is signed in, and ends one of them', async () => {
    const { signIn } = await withDoctor()
    const office = (await signIn()).browser
    const home = (await signIn()).browser
    const sessions = (await home.get('/me/sessions')).body
    expect(sessions).toHaveLength(2)
    const other = sessions.find((session: { isThis: boolean }) => !session.isThis)
    expect(await home.delete(`/me/sessions/${other.id}`)).toMatchObject({ status: 200 })
    expect(await home.delete(`/me/sessions/${other.id}`), 'sent again').toMatchObject({ status: 200 })
    expect(await office.get('/me')).toMatchObject({ status: 401 })
    expect(await home.get('/me')).toMatchObject({ status: 200 })
  })

  test("another person's session stays", async () => {
    const { county, signIn } = await withDoctor()
    const { browser } = await signIn()
    await county.sql.query(
      `insert into sessions (id, account_id, content, expires_at)
       select repeat('a', 64), id, '{}', now() + interval '1 day' from accounts where username like 'system-admin%'`,
    )
    await browser.delete(`/me/sessions/${'a'.repeat(64)}`)
    expect((await county.sql.query("select from sessions where id = repeat('a', 64)")).rowCount).toBe(1)
  })
})

describe('动态口令', () => {
  async function enrolled() {
    const all = await withDoctor()
    const { browser } = await all.signIn()
    const { secret } = (await browser.post('/me/second-factor')).body
    await browser.post('/me/second-factor/confirmation', { oneTimeCode: all.codeOf(secret) })
    return { ...all, browser, secret }
  }

  test('is shown as a QR code, the same when asked again, and holds when the telephone proves it', async () => {
    const { signIn, codeOf } = await withDoctor()
    const { browser } = await signIn()
    const begun = (await browser.post('/me/second-factor')).body
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\//)
    expect(begun.qrCode).toMatch(/^data:image\/png;base64,/)
    expect((await browser.post('/me/second-factor')).body).toEqual(begun)
    const confirm = (oneTimeCode: string) => browser.post('/me/second-factor/confirmation', { oneTimeCode })
    expect(await confirm('000000')).toMatchObject({ status: 422 })
    expect((await signIn()).reply.status, 'not yet asked for').toBe(200)
    expect(await confirm(codeOf(begun.secret))).toMatchObject({ status: 200 })
    expect(await confirm(codeOf(begun.secret)), 'sent again').toMatchObject({ status: 200 })
    expect((await browser.get('/me/second-factor')).body).toEqual({
      since: '2026-11-21T04:00:00.000Z',
      demanded: false,
    })
  })

  test('signing in then asks for a code, and takes each once', async () => {
    const { signIn, codeOf, secret } = await enrolled()
    expect((await signIn()).reply.body.code).toBe('second-factor-needed')
    expect((await signIn(PASSWORD, '000000')).reply.body.code).toBe('wrong-second-factor')
    expect((await signIn(PASSWORD, codeOf(secret))).reply.body.code, 'the one it was enrolled with').toBe(
      'wrong-second-factor',
    )
    expect((await signIn(PASSWORD, codeOf(secret, 1))).reply.status).toBe(200)
    expect((await signIn(PASSWORD, codeOf(secret, 1))).reply.status).toBe(401)
    expect((await signIn(PASSWORD, codeOf(secret, 3))).reply.status, 'a minute and a half ahead').toBe(401)
  })

  test('the secret lies encrypted', async () => {
    const { county, doctor, secret } = await enrolled()
    const { rows } = await county.sql.query(
      'select second_factor_secret as kept from accounts where id = $1',
      [doctor.accountId],
    )
    expect(rows[0].kept.toString('latin1')).not.toContain(secret)
    expect(county.services.crypto.decrypt(rows[0].kept)).toBe(secret)
  })

  test('demanded of an account, nothing else is open until it is there', async () => {
    const { county, signIn, codeOf, doctor } = await withDoctor()
    await county.sql.query('update accounts set second_factor_demanded = true where id = $1', [
      doctor.accountId,
    ])
    const { reply, browser } = await signIn()
    expect(reply.body).toMatchObject({ mustEnrolSecondFactor: true })
    expect(await browser.get('/org-units')).toMatchObject({
      status: 409,
      body: { code: 'second-factor-must-enrol' },
    })
    const { secret } = (await browser.post('/me/second-factor')).body
    await browser.post('/me/second-factor/confirmation', { oneTimeCode: codeOf(secret) })
    expect(await browser.get('/org-units')).toMatchObject({ status: 200 })
    expect(await browser.post('/me/second-factor/removal', { password: PASSWORD })).toMatchObject({
      status: 409,
      body: { code: 'second-factor-demanded' },
    })
  })

  test('demanded of a role, it is demanded of everybody who holds it', async () => {
    const { admin, signIn, county } = await withDoctor()
    const { browser } = await signIn()
    expect(await browser.get('/org-units')).toMatchObject({ status: 200 })
    const demand = (secondFactorDemanded: boolean) =>
      admin.put('/role-rules/village-doctor', { secondFactorDemanded })
    await demand(true)
    await demand(true)
    expect(await browser.get('/org-units')).toMatchObject({ status: 409 })
    expect((await admin.get('/role-rules')).body).toContainEqual({
      role: 'village-doctor',
      secondFactorDemanded: true,
    })
    await demand(false)
    expect(await browser.get('/org-units')).toMatchObject({ status: 200 })
    const township = await county.as('township-admin')
    expect(await township.put('/role-rules/nurse', { secondFactorDemanded: true })).toMatchObject({
      status: 403,
    })
  })

  test('one gives it up with the password; an administrator lifts it when the telephone is lost', async () => {
    const { admin, browser, doctor, signIn, county } = await enrolled()
    const giveUp = (password: string) => browser.post('/me/second-factor/removal', { password })
    expect(await giveUp('wrong')).toMatchObject({ status: 422 })
    expect(await giveUp(PASSWORD)).toMatchObject({ status: 200 })
    expect(await giveUp(PASSWORD), 'sent again').toMatchObject({ status: 200 })
    expect((await signIn()).reply.status).toBe(200)
    await county.sql.query(
      "update accounts set second_factor_secret = '\\x01', second_factor_since = now() where id = $1",
      [doctor.accountId],
    )
    expect((await signIn()).reply.body.code).toBe('second-factor-needed')
    await admin.delete(`/accounts/${doctor.accountId}/second-factor`)
    expect((await signIn()).reply.status).toBe(200)
  })
})
