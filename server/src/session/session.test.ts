import { describe, expect, test } from 'vitest'
import { countyOn, PASSWORD, units } from '../testing/county.ts'

async function withAccount() {
  const county = await countyOn('2026-11-21')
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const { rows } = await county.sql.query('select username from accounts where id = $1', [doctor.accountId])
  const nobody = county.callerWith({})
  const signIn = (password: string) => nobody.post('/session', { username: rows[0].username, password })
  const cookieOf = (reply: { headers: Record<string, unknown> }) =>
    String(reply.headers['set-cookie']).split(';')[0]!
  return { county, doctor, nobody, signIn, cookieOf }
}

describe('POST /session 登录', () => {
  test('tells who one is, where one works and what one may do', async () => {
    const { signIn } = await withAccount()
    const reply = await signIn(PASSWORD)
    expect(reply).toMatchObject({
      status: 200,
      body: {
        roles: ['village-doctor'],
        reach: { unitCode: units.donglingVillage, unitName: '东岭村卫生室', level: 'village' },
      },
    })
    expect(reply.body.actions).toContain('org-units.read')
    expect(reply.body.actions).not.toContain('org-units.manage')
  })

  test('the cookie opens the session until it is signed out', async () => {
    const { county, signIn, cookieOf } = await withAccount()
    const browser = county.callerWith({ cookie: cookieOf(await signIn(PASSWORD)) })
    expect(await browser.get('/me')).toMatchObject({ status: 200 })
    expect(await browser.delete('/session')).toMatchObject({ status: 200 })
    expect(await browser.get('/me')).toMatchObject({ status: 401, body: { code: 'not-signed-in' } })
  })

  test('signing out everywhere ends the sessions on other machines', async () => {
    const { county, signIn, cookieOf } = await withAccount()
    const office = county.callerWith({ cookie: cookieOf(await signIn(PASSWORD)) })
    const home = county.callerWith({ cookie: cookieOf(await signIn(PASSWORD)) })
    await home.delete('/session?everywhere=true')
    expect(await office.get('/me')).toMatchObject({ status: 401 })
  })

  test('five wrong passwords lock the account, also for the right one', async () => {
    const { county, signIn } = await withAccount()
    for (let attempt = 1; attempt <= 5; attempt++)
      expect(await signIn('wrong')).toMatchObject({ status: 401, body: { code: 'wrong-password' } })
    expect(await signIn(PASSWORD)).toMatchObject({ status: 401, body: { code: 'locked' } })
    await county.sql.query("update accounts set locked_until = '2026-11-21T11:59:00+08:00'")
    expect(await signIn(PASSWORD)).toMatchObject({ status: 200 })
  })

  test('an unknown name, and one that is no longer in use, answer as a wrong password does, and at the sixth try as locked', async () => {
    const { county, nobody, signIn } = await withAccount()
    const gone = await county.as('nurse')
    await county.sql.query('update accounts set disabled_at = now() where id = $1', [gone.accountId])
    const { rows } = await county.sql.query('select username from accounts where id = $1', [gone.accountId])
    // What a program knows of names that nobody has it keeps to itself, over all counties: one that no other test tries.
    const unheardOf = `nobody-${gone.accountId}`
    for (let attempt = 1; attempt <= 6; attempt++) {
      const known = await signIn('x')
      for (const username of [unheardOf, rows[0].username]) {
        const unknown = await nobody.post('/session', { username, password: 'x' })
        expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
      }
    }
    county.on('2026-11-22')
    expect((await nobody.post('/session', { username: unheardOf, password: 'x' })).body.code).toBe(
      'wrong-password',
    )
  })

  test('an idle session has ended', async () => {
    const { county, signIn, cookieOf } = await withAccount()
    const browser = county.callerWith({ cookie: cookieOf(await signIn(PASSWORD)) })
    await county.sql.query("update sessions set last_seen_at = now() - interval '61 minutes'")
    expect(await browser.get('/me')).toMatchObject({ status: 401 })
  })

  test("another site's page cannot act with one's cookie", async () => {
    const { county, signIn, cookieOf } = await withAccount()
    const cookie = cookieOf(await signIn(PASSWORD))
    expect(
      await county.callerWith({ cookie, origin: 'https://elsewhere.example' }).delete('/session'),
    ).toMatchObject({ status: 403, body: { message: expect.stringContaining('别的网站') } })
  })

  test('what is missing is said at its field', async () => {
    const { nobody } = await withAccount()
    expect(await nobody.post('/session', { username: '' })).toMatchObject({
      status: 422,
      body: { code: 'invalid', fields: { username: '请输入账号' } },
    })
  })
})

describe('reach', () => {
  test('a connection that served a wide reach shows nothing to the next without one', async () => {
    const county = await countyOn('2026-11-21')
    await county.sql.query(
      "insert into households (id, village_code) values ('00000000-0000-7000-8000-000000000001', $1)",
      [units.donglingVillage],
    )
    const client = await county.services.database.connection().execute(async (db) => {
      const { sql } = await import('kysely')
      const count = async (from: string, to: string) => {
        await sql
          .raw(
            `begin; select set_config('role', 'qianyue_app', true), set_config('search_path', 'county_320399, platform', true)`,
          )
          .execute(db)
        if (from)
          await sql
            .raw(
              `select set_config('qianyue.reach_from', '${from}', true), set_config('qianyue.reach_to', '${to}', true)`,
            )
            .execute(db)
        const found = await sql<{ n: number }>`select count(*) as n from households`.execute(db)
        await sql.raw('commit').execute(db)
        return found.rows[0]!.n
      }
      return [await count('', ''), await count('320399000000', '320399999999'), await count('', '')]
    })
    expect(client).toEqual([0, 1, 0])
  })
})
