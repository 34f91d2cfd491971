import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { countyOn, PASSWORD, units } from '../testing/county.ts'
import { SIGN_INS_PER_MINUTE } from './session.routes.ts'

async function withUsername() {
  const county = await countyOn('2026-11-21')
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const { rows } = await county.sql.query('select username from accounts where id = $1', [doctor.accountId])
  return { county, doctor, username: rows[0].username as string }
}

describe('cookies and headers', () => {
  test('the session cookie is out of reach for scripts and other sites', async () => {
    const { county, username } = await withUsername()
    const reply = await county.callerWith({}).post('/session', { username, password: PASSWORD })
    const cookie = String(reply.headers['set-cookie'])
    expect(cookie).toMatch(/^qianyue=/)
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Strict')
    expect(cookie).toContain('Path=/')
    expect(cookie, 'served without HTTPS').not.toContain('Secure')
  })

  test('behind HTTPS the cookie travels encrypted only, and browsers are told to stay there', async () => {
    const { county, username } = await withUsername()
    const app = await createApp({
      ...county.services,
      config: { ...county.services.config, https: true, proxies: 1 },
    })
    const reply = await app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.7' },
      payload: { username, password: PASSWORD },
    })
    await app.close()
    expect(String(reply.headers['set-cookie'])).toContain('Secure')
    expect(reply.headers['strict-transport-security']).toContain('max-age=')
  })

  test('a page may load its own scripts only, cannot be framed by others and tells nobody where one was', async () => {
    const { county } = await withUsername()
    const { headers } = await county.callerWith({}).get('/health')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain("script-src 'self' 'unsafe")
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
    })
    expect(headers['x-powered-by']).toBeUndefined()
  })
})

describe('signing in too often', () => {
  test('one address may try so many times a minute, another address still may', async () => {
    const { county } = await withUsername()
    const statuses = new Map<number, number>()
    const attempt = (remoteAddress: string) =>
      county.app.inject({
        method: 'POST',
        url: '/api/v1/session',
        remoteAddress,
        payload: { username: '', password: '' },
      })
    for (let tries = 0; tries < SIGN_INS_PER_MINUTE + 5; tries++) {
      const { statusCode } = await attempt('192.0.2.1')
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1)
    }
    expect(Object.fromEntries(statuses)).toEqual({ 422: SIGN_INS_PER_MINUTE, 429: 5 })
    expect((await attempt('192.0.2.1')).json()).toMatchObject({ code: 'too-many' })
    expect((await attempt('192.0.2.2')).statusCode).toBe(422)
  })

  test('whoever has an IPv6 network of 2⁶⁴ addresses is one; the network beside it, and an IPv4 written as IPv6, are others', async () => {
    const { county } = await withUsername()
    const attempt = async (remoteAddress: string) => {
      const payload = { username: '', password: '' }
      const reply = await county.app.inject({
        method: 'POST',
        url: '/api/v1/session',
        remoteAddress,
        payload,
      })
      return reply.statusCode
    }
    for (let tries = 0; tries < SIGN_INS_PER_MINUTE; tries++) {
      expect(await attempt(`2001:db8:1:2:${tries.toString(16)}::${tries}`)).toBe(422)
      expect(await attempt('::ffff:192.0.2.1')).toBe(422)
    }
    expect(await attempt('2001:db8:1:2:ffff:ffff:ffff:ffff')).toBe(429)
    expect(await attempt('2001:db8:1:3::1')).toBe(422)
    expect(await attempt('192.0.2.1')).toBe(429)
    expect(await attempt('::ffff:192.0.2.2')).toBe(422)
  })
})

describe('who asks, behind proxies', () => {
  test.each([
    [0, '192.0.2.9', 'nobody is believed'],
    [1, '198.51.100.2', 'the one proxy saw the second proxy of somebody else'],
    [2, '203.0.113.5', 'two proxies of one’s own, and what the caller claims before them is not believed'],
  ])('with %i of them an address is %s: %s', async (proxies, expected) => {
    const { county } = await withUsername()
    const app = await createApp({ ...county.services, config: { ...county.services.config, proxies } })
    app.get('/address', (request) => ({ ip: request.ip }))
    const reply = await app.inject({
      url: '/address',
      remoteAddress: '192.0.2.9',
      headers: { 'x-forwarded-for': '10.9.9.9, 203.0.113.5, 198.51.100.2' },
    })
    await app.close()
    expect(reply.json().ip).toBe(expected)
  })
})

describe('the log', () => {
  test('holds no password, cookie, token or search, whatever goes wrong', async () => {
    const { county, username } = await withUsername()
    const lines: string[] = []
    const log = new Writable({
      write: (chunk, _encoding, done) => {
        lines.push(String(chunk))
        done()
      },
    })
    const app = await createApp(
      { ...county.services, config: { ...county.services.config, logLevel: 'trace' } },
      log,
    )
    const signedIn = await app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { username, password: PASSWORD },
    })
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
    await app.inject({ url: '/api/v1/staff?q=%E7%8E%8B%E7%A7%80%E8%8B%B1', headers: { cookie } })
    await county.sql.query('alter table org_units rename to org_units_gone')
    const failed = await app.inject({
      url: '/api/v1/org-units?q=320399195003020021',
      headers: { cookie, authorization: 'Bearer qy_a-token-that-is-unknown' },
    })
    const unforeseen = await app.inject({
      url: '/api/v1/org-units?q=320399195003020021',
      headers: { cookie },
    })
    await county.sql.query('alter table org_units_gone rename to org_units')
    await app.close()
    expect([failed.statusCode, unforeseen.statusCode]).toEqual([401, 500])
    const written = lines.join('')
    expect(written).toContain(unforeseen.json().reference)
    for (const secret of [
      PASSWORD,
      cookie.slice(8, 40),
      'a-token-that',
      '320399195003020021',
      '秀英',
      '%E7%8E%8B',
    ]) {
      expect(written).not.toContain(secret)
    }
  })
})
