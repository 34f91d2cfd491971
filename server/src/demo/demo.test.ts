import { localDate } from '@qianyue/domain/days/local-date.ts'
import { parseIdNumber } from '@qianyue/domain/residents/id-number.ts'
import pg from 'pg'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { withDatabase } from '../database/create-database.ts'
import { openDatabase, openPool } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import { fieldCrypto } from '../secrets/field-crypto.ts'
import { passwordMatches } from '../session/passwords.ts'
import { demoHouseholds } from './people.ts'
import { DEMO_COUNTY, demoTownships } from './places.ts'
import { seedDemo } from './seed-demo.ts'

const today = localDate('2026-11-21')

describe('the people of the demo county', () => {
  const people = demoHouseholds(today).flatMap(({ members }) => members)

  test('are two thousand, each with an identity number of their own birth date and sex', () => {
    expect(people).toHaveLength(2_000)
    expect(new Set(people.map(({ idNumber }) => idNumber)).size).toBe(2_000)
    for (const { idNumber, birthDate, sex } of people) {
      expect(parseIdNumber(idNumber, today)).toMatchObject({ ok: true, reading: { birthDate, sex } })
    }
  })

  test('have numbers that no register of the county has', () => {
    for (const { idNumber } of people) expect(idNumber.startsWith('320398')).toBe(true)
  })

  test('are the same people each time', () => {
    expect(demoHouseholds(today).flatMap(({ members }) => members)).toEqual(people)
  })

  test('are known by records that were opened before anything was said of them', () => {
    for (const { registeredOn, birthDate, populations } of people) {
      expect(registeredOn >= birthDate).toBe(true)
      for (const { since } of populations ?? []) expect(since <= today).toBe(true)
    }
  })
})

async function emptyDatabase() {
  const server = inject('databaseUrl')
  const name = `demo_${process.pid}_${Date.now()}`
  const admin = new pg.Client(withDatabase(server, 'postgres'))
  await admin.connect()
  await admin.query(`create database ${name}`)
  const owner = new pg.Client(withDatabase(server, name))
  await owner.connect()
  await migrate(owner)
  const database = openDatabase(openPool(withDatabase(server, name), 3))
  onTestFinished(async () => {
    await database.destroy()
    await owner.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  })
  return { database, owner }
}

test('the demo county is made once, with a year of work, and can be entered', async () => {
  const { database, owner } = await emptyDatabase()
  const progress: number[] = []
  const options = {
    today,
    now: new Date(),
    password: 'open sesame',
    onProgress: (share: number) => progress.push(share),
  }
  const crypto = fieldCrypto(Buffer.alloc(32, 3))
  expect(await seedDemo(database, owner, crypto, options)).toEqual({ password: 'open sesame' })
  expect(await seedDemo(database, owner, crypto, options), 'what is there stays').toBeNull()
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  expect(progress.at(-1)).toBe(1)

  await owner.query(`set search_path = county_${DEMO_COUNTY.code}, platform, public`)
  const one = async (query: string) => Object.values((await owner.query(query)).rows[0])[0]
  expect(await one('select count(*) from residents'), 'two are registered twice').toBe(2_002)
  expect(
    await one(
      "select count(distinct unit_code) from fund_ledger where fund_code = 'contract-fee' and kind = 'received'",
    ),
    'what reached each township stands in its own account',
  ).toBe(demoTownships.length)
  const signed = Number(
    await one(
      "select numerator from (select sum(numerator) as numerator from indicator_counts_now where indicator = 'coverage') c",
    ),
  )
  expect(signed / 2_000).toBeGreaterThan(0.65)
  expect(signed / 2_000).toBeLessThan(0.8)
  const lastYear = Number(await one("select count(*) from service_records where performed_on > '2025-11-21'"))
  expect(lastYear).toBeGreaterThan(15_000)
  expect(await one('select count(distinct taken_for) from indicator_snapshots')).toBe(12)
  expect(await one('select count(*) from agreements where number is null')).toBe(0)
  expect(
    await passwordMatches(
      String(await one("select password_hash from accounts where username = 'doctor'")),
      'open sesame',
    ),
  ).toBe(true)

  const story = await owner.query(
    `select r.name, m.ends_on from residents r join agreement_members m on m.resident_id = r.id where r.name = '王秀英'`,
  )
  expect(story.rows, 'renewable next week').toEqual([{ name: '王秀英', ends_on: '2026-12-27' }])
  const grandmother = await owner.query(
    `select p.population from residents r join resident_populations p on p.resident_id = r.id
     where r.name = '孙桂兰' and not exists (select from agreement_members m where m.resident_id = r.id) order by 1`,
  )
  expect(grandmother.rows.map(({ population }) => population)).toEqual(['hypertension', 'registered-poor'])
  const twice = await owner.query(
    `select next_step from service_records s join residents r on r.id = s.resident_id
     where r.name = '李国强' and form = 'hypertension-follow-up' order by performed_on desc limit 2`,
  )
  expect(twice.rows.map(({ next_step }) => next_step)).toContain('refer')
}, 120_000)
