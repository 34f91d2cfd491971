import { expect, test } from 'vitest'
import { countyOn, units } from '../testing/county.ts'
import { firstAdministratorCode } from './first-administrator.ts'

const PASSWORD = 'tea and oranges 3'

async function freshInstallation() {
  const county = await countyOn('2026-11-21')
  const nobody = county.callerWith({})
  const code = await firstAdministratorCode(county.services)
  const make = (changes: object = {}) =>
    nobody.post('/first-administrator', {
      code,
      username: 'admin',
      name: '王主任',
      password: PASSWORD,
      ...changes,
    })
  return { county, nobody, code, make }
}

test('the one-time code makes the first administrator, who signs in and manages the county', async () => {
  const { county, nobody, make } = await freshInstallation()
  expect((await nobody.get('/first-administrator')).body).toEqual({
    needed: true,
    county: { code: 320399, name: '示范县' },
  })
  expect(await make()).toMatchObject({ status: 200, body: { username: 'admin' } })
  expect(await make(), 'sent again').toMatchObject({ status: 200, body: { username: 'admin' } })
  expect((await nobody.get('/first-administrator')).body).toEqual({ needed: false, county: null })
  const signedIn = await nobody.post('/session', { username: 'admin', password: PASSWORD })
  expect(signedIn.body).toMatchObject({ roles: ['system-admin'], reach: { unitCode: units.county } })
  expect(await firstAdministratorCode(county.services), 'nobody needs another code').toBeNull()
})

test('in an installation without a county it makes the county, its bureau and its schema', async () => {
  const { county, nobody, make } = await freshInstallation()
  await county.sql.query(
    'drop schema county_320399 cascade; delete from counties; delete from migrations where schema_name like $$county%$$',
  )
  expect((await nobody.get('/first-administrator')).body).toEqual({ needed: true, county: null })
  expect((await make()).body.fields).toEqual({
    countyCode: '请输入 6 位行政区划代码',
    countyName: '请输入县（市、区）名称',
  })
  expect(await make({ countyCode: 320481, countyName: '溧阳市' })).toMatchObject({ status: 200 })
  const { browser } = await nobody
    .post('/session', { username: 'admin', password: PASSWORD })
    .then((reply) => ({
      browser: county.callerWith({ cookie: String(reply.headers['set-cookie']).split(';')[0]! }),
    }))
  expect((await browser.get('/org-units')).body).toMatchObject([
    { code: 320481000000, level: 'county', name: '溧阳市卫生健康局', areaName: '溧阳市' },
  ])
})

test.each([
  ['a wrong code', { code: 'ABCD-EFGH' }, 409, 'wrong-code'],
  ['a poor password', { password: '1234567890' }, 422, 'invalid'],
  ['a username with a space', { username: 'wang zhuren' }, 422, 'invalid'],
])('%s is refused, and the code stays good', async (_, changes, status, code) => {
  const { make } = await freshInstallation()
  expect(await make(changes)).toMatchObject({ status, body: { code } })
  expect(await make()).toMatchObject({ status: 200 })
})

test('a code is good for 24 hours, and one of two administrators at once is made', async () => {
  const { county, make } = await freshInstallation()
  const later = await freshInstallation()
  later.county.on('2026-11-22')
  expect(await later.make()).toMatchObject({ status: 409, body: { code: 'wrong-code' } })
  const both = await Promise.all([make(), make({ username: 'other' })])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await county.sql.query("select from account_roles where role = 'system-admin'")).rowCount).toBe(1)
})

test('only the hash of the code is kept, and it cannot be tried for ever', async () => {
  const { county, code, make } = await freshInstallation()
  const { rows } = await county.sql.query('select * from first_administrator_codes')
  expect(JSON.stringify(rows)).not.toContain(code)
  const answers: number[] = []
  for (let attempt = 0; attempt < 12; attempt++) answers.push((await make({ code: 'WRONG' })).status)
  expect(answers.slice(0, 10)).not.toContain(429)
  expect(answers.at(-1)).toBe(429)
})
