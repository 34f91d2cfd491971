import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { checkCharacter } from '@qianyue/domain/residents/id-number.ts'
import { writeXlsx } from 'hucre'
import { expect, onTestFinished, test } from 'vitest'
import { type Caller, countyOn, type TestCounty } from '../testing/county.ts'

const HOUSEHOLDS = 2_400
const PEOPLE = HOUSEHOLDS * 2

test('a worker that is killed in the middle of a commit leaves whole households, and the next one finishes', async () => {
  const county = await countyOn('2026-11-20')
  const officer = await county.as('public-health-staff')
  let worker = startWorker(county)
  const reply = await officer.upload('/register-imports', { name: 'a.xlsx', content: await register() })
  const id = reply.body.id as string
  await reached(officer, id, 'ready')

  await officer.post(`/register-imports/${id}/commit`)
  while ((await people(county)) === 0) await pause(10)
  worker.kill('SIGKILL')
  await new Promise((ended) => worker.once('exit', ended))

  const inBetween = await people(county)
  expect(inBetween).toBeGreaterThan(0)
  expect(inBetween).toBeLessThan(PEOPLE)
  expect(await halfHouseholds(county)).toBe(0)
  expect((await officer.get(`/register-imports/${id}`)).body.status).toBe('committing')

  worker = startWorker(county)
  const done = await reached(officer, id, 'done')
  expect(done.counts).toMatchObject({ added: PEOPLE, withErrors: 0 })
  expect(await people(county)).toBe(PEOPLE)
  expect(await halfHouseholds(county)).toBe(0)

  await officer.post(`/register-imports/${id}/undo`)
  await reached(officer, id, 'undone')
  expect(await people(county)).toBe(0)
}, 120_000)

test('of two registers that are uploaded at once the second is begun as soon as the first is through', async () => {
  const county = await countyOn('2026-11-20')
  const officer = await county.as('public-health-staff')
  const content = Buffer.from('姓名,出生日期,行政村\n王建国,1950-03-02,东岭村\n')
  const uploads = [1, 2].map(() => officer.upload('/register-imports', { name: 'a.csv', content }))
  const [one, other] = (await Promise.all(uploads)).map(({ body }) => body.id as string)
  startWorker(county)
  await Promise.race([reached(officer, one!, 'ready'), reached(officer, other!, 'ready')])
  const begun = performance.now()
  await Promise.all([reached(officer, one!, 'ready'), reached(officer, other!, 'ready')])
  expect(performance.now() - begun).toBeLessThan(1_500)
}, 60_000)

function startWorker(county: TestCounty): ChildProcess {
  const { user, password, port, database } = county.sql
  const child = spawn(process.execPath, [join(import.meta.dirname, '../worker.ts')], {
    env: {
      ...process.env,
      DATABASE_URL: `postgres://${user}:${encodeURIComponent(String(password))}@127.0.0.1:${port}/${database}`,
      DATA_DIR: tmpdir(),
      FIELD_KEY: '07'.repeat(32),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

async function reached(officer: Caller, id: string, status: string) {
  for (;;) {
    const { body } = await officer.get(`/register-imports/${id}`)
    if (body.status === status) return body
    expect(body.status).not.toBe('failed')
    await pause(100)
  }
}

async function people(county: TestCounty): Promise<number> {
  const { rows } = await county.sql.query('select count(*)::integer as n from residents')
  return rows[0].n
}

async function halfHouseholds(county: TestCounty): Promise<number> {
  const { rows } = await county.sql.query(
    'select count(*)::integer as n from (select household_id from residents group by 1 having count(*) <> 2) as half',
  )
  return rows[0].n
}

/** Households of two with invented numbers. */
async function register(): Promise<Buffer> {
  const rows: (string | number)[][] = [['户号', '与户主关系', '姓名', '身份证号', '行政村']]
  for (let household = 1; household <= HOUSEHOLDS; household++) {
    for (const [relation, year] of [['户主', 1950] as const, ['配偶', 1952] as const]) {
      const day = `${String((household % 12) + 1).padStart(2, '0')}${String((household % 28) + 1).padStart(2, '0')}`
      const seventeen = `${320300 + Math.floor(household / 900)}${year}${day}${String(household % 900).padStart(3, '0')}`
      rows.push([
        `H${household}`,
        relation,
        relation === '户主' ? '王建国' : '李秀英',
        seventeen + checkCharacter(seventeen),
        '东岭村',
      ])
    }
  }
  return Buffer.from(await writeXlsx({ sheets: [{ name: '名册', rows }] }))
}
