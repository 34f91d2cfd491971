import { describe, expect, test } from 'vitest'
import { type Caller, countyOn, PASSWORD, type TestCounty, units } from '../testing/county.ts'

const id = (last: number) => `01990000-0000-7000-8000-${String(last).padStart(12, '0')}`

const nurse = (changes: object = {}) => ({
  id: id(1),
  username: 'li.mei',
  name: '李梅',
  roles: [{ role: 'nurse', unitCode: units.dongling }],
  secondFactorDemanded: false,
  ...changes,
})

async function withAdministrators() {
  const county = await countyOn('2026-11-21')
  const admin = await county.as('system-admin', units.county)
  const township = await county.as('township-admin', units.dongling)
  return { county, admin, township, signIn: signInOf(county) }
}

/** Signs in as a browser would. */
function signInOf(county: TestCounty) {
  const nobody = county.callerWith({})
  return async (username: string, password: string, oneTimeCode?: string) => {
    const reply = await nobody.post('/session', { username, password, oneTimeCode })
    const cookie = String(reply.headers['set-cookie']).split(';')[0]!
    return { reply, browser: county.callerWith({ cookie }) }
  }
}

const account = async (caller: Caller, accountId: string) => (await caller.get(`/accounts/${accountId}`)).body

describe('POST /accounts 新建账号', () => {
  test('the one-time password opens nothing but the change of it', async () => {
    const { admin, signIn } = await withAdministrators()
    const made = await admin.post('/accounts', nurse())
    expect(made).toMatchObject({
      status: 200,
      body: { account: { username: 'li.mei', state: 'open', mustChangePassword: true } },
    })
    const password = made.body.oneTimePassword
    expect(password).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/)
    const { reply, browser } = await signIn('Li.Mei', password)
    expect(reply).toMatchObject({ status: 200, body: { mustChangePassword: true, roles: ['nurse'] } })
    expect(await browser.get('/org-units')).toMatchObject({
      status: 409,
      body: { code: 'password-must-change' },
    })
    const change = { current: password, next: 'tea and oranges 3' }
    expect(await browser.put('/me/password', change)).toMatchObject({ status: 200 })
    expect(await browser.get('/org-units')).toMatchObject({ status: 200 })
    expect(await browser.put('/me/password', change), 'sent again').toMatchObject({ status: 200 })
    expect((await signIn('li.mei', 'tea and oranges 3')).reply.status).toBe(200)
    expect((await signIn('li.mei', password)).reply.status).toBe(401)
  })

  test('sent twice it makes one account and answers alike; ten minutes later the password is shown no more', async () => {
    const { county, admin } = await withAdministrators()
    const first = await admin.post('/accounts', nurse())
    expect((await admin.post('/accounts', nurse())).body).toEqual(first.body)
    expect((await county.sql.query("select from accounts where username = 'li.mei'")).rowCount).toBe(1)
    county.on('2026-11-22')
    expect(await admin.post('/accounts', nurse())).toMatchObject({
      status: 409,
      body: { code: 'shown-once' },
    })
  })

  test('the one-time password is good for seven days', async () => {
    const { county, admin, signIn } = await withAdministrators()
    const { oneTimePassword } = (await admin.post('/accounts', nurse())).body
    county.on('2026-11-29')
    expect((await signIn('li.mei', oneTimePassword)).reply).toMatchObject({
      status: 401,
      body: { code: 'one-time-password-expired' },
    })
    county.on('2026-11-28')
    expect((await signIn('li.mei', oneTimePassword)).reply.status).toBe(200)
  })

  test.each([
    [{ username: '李梅' }, 422, 'invalid'],
    [{ username: 'li' }, 422, 'invalid'],
    [{ roles: [] }, 422, 'invalid'],
    [{ roles: [{ role: 'nurse', unitCode: 320399101999 }] }, 422, 'invalid'],
    [{ roles: [{ role: 'village-doctor', unitCode: units.dongling }] }, 409, 'role-at-wrong-level'],
    [{ roles: [{ role: 'resident', unitCode: units.donglingVillage }] }, 422, 'invalid'],
    [{ residentId: id(99) }, 422, 'invalid'],
    [{ staffId: id(99) }, 422, 'invalid'],
  ])('%o is refused', async (changes, status, code) => {
    const { admin } = await withAdministrators()
    expect(await admin.post('/accounts', nurse(changes))).toMatchObject({ status, body: { code } })
  })

  test('a username is taken once, a person has one account', async () => {
    const { admin, township } = await withAdministrators()
    await admin.post('/accounts', nurse({ staffId: township.staffId })).then((reply) => {
      expect(reply).toMatchObject({ status: 409, body: { code: 'person-has-account' } })
    })
    await admin.post('/accounts', nurse())
    expect(await admin.post('/accounts', nurse({ id: id(2) }))).toMatchObject({
      status: 422,
      body: { fields: { username: '这个账号名已被使用，请换一个。' } },
    })
  })

  test('a resident gets an account of their own record, and no other role with it', async () => {
    const { county, township, signIn } = await withAdministrators()
    await county.sql.query(
      `insert into residents (id, village_code, name, name_initials, sex, birth_date, registered_on)
       values ($1, $2, '王秀英', 'wxy', 'female', '1950-03-02', '2026-01-01')`,
      [id(50), units.donglingVillage],
    )
    const resident = { role: 'resident', unitCode: units.donglingVillage }
    const both = [resident, { role: 'nurse', unitCode: units.dongling }]
    expect(await township.post('/accounts', nurse({ residentId: id(50), roles: both }))).toMatchObject({
      status: 422,
    })
    const made = await township.post('/accounts', nurse({ residentId: id(50), roles: [resident] }))
    expect(made.status).toBe(200)
    const { reply } = await signIn('li.mei', made.body.oneTimePassword)
    expect(reply.body).toMatchObject({ user: { residentId: id(50) }, roles: ['resident'] })
  })
})

describe('管理员的管辖范围', () => {
  test('a township administrator gives roles at the hospital and its villages, not beside or above', async () => {
    const { township } = await withAdministrators()
    const give = (role: string, unitCode: number, last: number) =>
      township.post(
        '/accounts',
        nurse({ id: id(last), username: `user${last}`, roles: [{ role, unitCode }] }),
      )
    expect(await give('nurse', units.dongling, 1)).toMatchObject({ status: 200 })
    expect(await give('village-doctor', units.hewan, 2)).toMatchObject({ status: 200 })
    expect(await give('nurse', units.xihe, 3)).toMatchObject({
      status: 409,
      body: { code: 'role-beyond-reach' },
    })
    expect(await give('system-admin', units.county, 4)).toMatchObject({
      status: 409,
      body: { code: 'role-beyond-reach' },
    })
  })

  test('who holds a role elsewhere as well cannot be found, let alone be given a new password', async () => {
    const { county, admin, township } = await withAdministrators()
    const neighbour = await county.as('nurse', units.xihe)
    await county.sql.query("insert into account_roles values ($1, 'nurse', $2)", [
      admin.accountId,
      units.dongling,
    ])
    for (const accountId of [neighbour.accountId, admin.accountId, id(404)]) {
      const answers = [
        await township.get(`/accounts/${accountId}`),
        await township.post(`/accounts/${accountId}/password-resets`, { id: id(7) }),
        await township.put(`/accounts/${accountId}/state`, { state: 'disabled' }),
        await township.delete(`/accounts/${accountId}/second-factor`),
        await township.delete(`/accounts/${accountId}/sessions`),
        await township.put(`/accounts/${accountId}`, nurse()),
      ]
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
    }
    const listed = (await township.get('/accounts')).body.items.map((one: { id: string }) => one.id)
    expect(listed).toEqual([township.accountId])
  })

  test('nobody changes their own roles, state or password as an administrator', async () => {
    const { admin } = await withAdministrators()
    const own = `/accounts/${admin.accountId}`
    const code = 'own-account'
    expect(await admin.put(`${own}/state`, { state: 'disabled' })).toMatchObject({
      status: 409,
      body: { code },
    })
    expect(await admin.post(`${own}/password-resets`, { id: id(7) })).toMatchObject({
      status: 409,
      body: { code },
    })
    expect(
      await admin.put(own, nurse({ roles: [{ role: 'county-officer', unitCode: units.county }] })),
    ).toMatchObject({
      status: 409,
      body: { code },
    })
  })
})

describe('账号管理', () => {
  test('the list is searched by name, role and state and goes on after a page', async () => {
    const { county, admin } = await withAdministrators()
    for (const n of [1, 2, 3])
      await admin.post('/accounts', nurse({ id: id(n), username: `nurse${n}`, name: `护士${n}` }))
    const names = async (query: string) =>
      (await admin.get(`/accounts?${query}`)).body.items.map((one: { username: string }) => one.username)
    expect(await names('role=nurse')).toEqual(['nurse1', 'nurse2', 'nurse3'])
    expect(await names(`q=${encodeURIComponent('护士2')}`)).toEqual(['nurse2'])
    expect(await names('q=URSE3')).toEqual(['nurse3'])
    const page = (await admin.get('/accounts?role=nurse&limit=2')).body
    expect(await names(`role=nurse&limit=2&cursor=${page.nextCursor}`)).toEqual(['nurse3'])
    await admin.put(`/accounts/${id(2)}/state`, { state: 'disabled' })
    expect(await names('state=disabled')).toEqual(['nurse2'])
    await county.sql.query(
      "update accounts set locked_until = '2026-11-21T12:10:00+08' where username = 'nurse3'",
    )
    expect(await names('state=locked')).toEqual(['nurse3'])
    expect(await names('state=open&role=nurse')).toEqual(['nurse1'])
  })

  test('new roles hold from the next request on', async () => {
    const { county, admin } = await withAdministrators()
    const doctor = await county.as('village-doctor', units.donglingVillage)
    expect(await doctor.get('/accounts')).toMatchObject({ status: 403 })
    const edited = await admin.put(
      `/accounts/${doctor.accountId}`,
      nurse({ roles: [{ role: 'township-admin', unitCode: units.dongling }] }),
    )
    expect(edited.body.roles).toEqual([
      { role: 'township-admin', unitCode: units.dongling, unitName: '东岭镇卫生院' },
    ])
    expect(await doctor.get('/accounts')).toMatchObject({ status: 200 })
  })

  test('a disabled account is out at once, and in again when it is enabled', async () => {
    const { county, admin, signIn } = await withAdministrators()
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const { username } = await account(admin, doctor.accountId)
    const { browser } = await signIn(username, PASSWORD)
    expect((await account(admin, doctor.accountId)).sessions).toHaveLength(1)
    await admin.put(`/accounts/${doctor.accountId}/state`, { state: 'disabled' })
    expect(await browser.get('/me')).toMatchObject({ status: 401 })
    expect((await signIn(username, PASSWORD)).reply.status).toBe(401)
    await admin.put(`/accounts/${doctor.accountId}/state`, { state: 'open' })
    expect((await signIn(username, PASSWORD)).reply.status).toBe(200)
  })

  test('who has left signs in no more', async () => {
    const { county, admin, signIn } = await withAdministrators()
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const { username } = await account(admin, doctor.accountId)
    const { browser } = await signIn(username, PASSWORD)
    await county.sql.query('update staff set left_on = current_date where id = $1', [doctor.staffId])
    county.services.viewers.forget()
    expect(await browser.get('/me')).toMatchObject({ status: 401 })
    expect((await signIn(username, PASSWORD)).reply.status).toBe(401)
  })

  test('an administrator unlocks what wrong passwords locked', async () => {
    const { county, admin, signIn } = await withAdministrators()
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const { username } = await account(admin, doctor.accountId)
    for (let attempt = 0; attempt < 5; attempt++) await signIn(username, 'wrong')
    expect(await account(admin, doctor.accountId)).toMatchObject({ state: 'locked' })
    expect((await signIn(username, PASSWORD)).reply.body.code).toBe('locked')
    await admin.put(`/accounts/${doctor.accountId}/state`, { state: 'open' })
    expect((await signIn(username, PASSWORD)).reply.status).toBe(200)
  })

  test('a reset ends the sessions and gives a password to change; sent twice it resets once', async () => {
    const { county, admin, signIn } = await withAdministrators()
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const { username } = await account(admin, doctor.accountId)
    const { browser } = await signIn(username, PASSWORD)
    const reset = () => admin.post(`/accounts/${doctor.accountId}/password-resets`, { id: id(7) })
    const first = await reset()
    expect(first).toMatchObject({ status: 200, body: { account: { mustChangePassword: true } } })
    expect(await browser.get('/me')).toMatchObject({ status: 401 })
    expect((await reset()).body).toEqual(first.body)
    const again = await signIn(username, first.body.oneTimePassword)
    await again.browser.put('/me/password', {
      current: first.body.oneTimePassword,
      next: 'tea and oranges 3',
    })
    expect(await reset()).toMatchObject({ status: 409, body: { code: 'shown-once' } })
    expect((await signIn(username, 'tea and oranges 3')).reply.status).toBe(200)
  })

  test('no reply and no log line holds a hash, a secret or a password', async () => {
    const { county, admin } = await withAdministrators()
    const made = await admin.post('/accounts', nurse())
    const replies = JSON.stringify([
      await account(admin, id(1)),
      (await admin.get('/accounts')).body,
      made.body.account,
    ])
    expect(replies).not.toMatch(/argon2|passwordHash|tokenHash|secret/i)
    const { rows } = await county.sql.query('select * from audit_entries')
    expect(JSON.stringify(rows)).not.toContain(made.body.oneTimePassword)
  })

  test('a request cannot read a hash or another county’s accounts, whatever its query', async () => {
    const { county } = await withAdministrators()
    await county.sql.query("insert into counties values (320398, '邻县')")
    await county.sql.query(
      "insert into accounts (id, county_code, username, name, password_hash) values ($1, 320398, 'neighbour', '邻', 'x')",
      [id(8)],
    )
    await county.sql.query(
      "begin; set local role qianyue_app; select set_config('qianyue.county', '320399', true)",
    )
    expect(
      (await county.sql.query("select username from accounts where username = 'neighbour'")).rowCount,
    ).toBe(0)
    await expect(county.sql.query('select password_hash from accounts')).rejects.toThrow('permission denied')
    await county.sql.query('rollback')
  })
})

describe('访问令牌', () => {
  const token = (changes: object = {}) => ({
    id: id(20),
    name: '县平台对接',
    scopes: ['org-units.read'],
    expiresOn: '2027-11-21',
    ...changes,
  })

  test('a program does what its token says, until it is revoked', async () => {
    const { county, admin } = await withAdministrators()
    const officer = await county.as('county-officer', units.county)
    const address = `/accounts/${officer.accountId}/tokens`
    const made = await admin.post(address, token())
    expect(made).toMatchObject({
      status: 200,
      body: { id: id(20), token: expect.stringMatching(/^qy_.{40,}$/) },
    })
    expect((await admin.post(address, token())).body, 'sent again').toEqual(made.body)
    const program = county.callerWith({ authorization: `Bearer ${made.body.token}` })
    expect(await program.get('/org-units')).toMatchObject({ status: 200 })
    expect(await program.get('/audit-entries'), 'what the account may and the token may not').toMatchObject({
      status: 403,
    })
    expect(await program.put('/me/password', { current: PASSWORD, next: 'tea and oranges 3' })).toMatchObject(
      {
        status: 403,
      },
    )
    expect((await account(admin, officer.accountId)).tokens).toContainEqual(
      expect.objectContaining({ id: id(20), name: '县平台对接', expiresOn: '2027-11-21', revokedAt: null }),
    )
    expect(await admin.delete(`${address}/${id(20)}`)).toMatchObject({ status: 200 })
    expect(await admin.delete(`${address}/${id(20)}`), 'sent again').toMatchObject({ status: 200 })
    expect(await program.get('/org-units')).toMatchObject({ status: 401 })
    expect(await admin.post(address, token())).toMatchObject({ status: 409, body: { code: 'shown-once' } })
  })

  test.each([
    [{ scopes: ['everything'] }, 'scopes.0'],
    [{ scopes: ['*'] }, 'scopes.0'],
    [{ scopes: [] }, 'scopes'],
    [{ expiresOn: '2026-11-20' }, 'expiresOn'],
    [{ expiresOn: '2027-11-23' }, 'expiresOn'],
  ])('%o is refused at its field', async (changes, field) => {
    const { admin, township } = await withAdministrators()
    const reply = await admin.post(`/accounts/${township.accountId}/tokens`, token(changes))
    expect(reply.status).toBe(422)
    expect(Object.keys(reply.body.fields)).toEqual([field])
  })

  test('a token has ended the day after its last', async () => {
    const { county, admin } = await withAdministrators()
    const made = await admin.post(`/accounts/${admin.accountId}/tokens`, token())
    await county.sql.query('update api_tokens set expires_at = now() where id = $1', [id(20)])
    expect(await county.callerWith({ authorization: `Bearer ${made.body.token}` }).get('/me')).toMatchObject({
      status: 401,
    })
  })
})
