import { setTimeout as pause } from 'node:timers/promises'
import { writeXlsx } from 'hucre'
import { expect, test } from 'vitest'
import type { Services } from '../http/answer.ts'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { countyOn, type TestCounty } from '../testing/county.ts'
import { registerImportJob } from './register-import-job.ts'

test('a file that ends the worker three times is given up in words, and other work goes on; a clerk may ask for it again', async () => {
  const county = await countyOn('2026-11-20')
  const officer = await county.as('public-health-staff')
  const { body } = await officer.upload('/register-imports', { name: 'a.xlsx', content: await register() })
  const [work] = await registerImportJob.unfinished!(county.services)
  const found = async () => (await officer.get(`/register-imports/${body.id}`)).body

  for (const tries of [1, 2, 3]) await cutOff(county, work!, tries)
  expect(await found()).toMatchObject({ status: 'checking', failure: null })
  expect(await registerImportJob.unfinished!(county.services)).toHaveLength(1)

  await registerImportJob.run(county.services, work!)
  expect(await found()).toMatchObject({ status: 'failed', failure: expect.stringContaining('连续 3 次中断') })
  expect(await registerImportJob.unfinished!(county.services)).toEqual([])

  expect((await officer.post(`/register-imports/${body.id}/recheck`, {})).status).toBe(200)
  await cutOff(county, work!, 1)
  await registerImportJob.run(county.services, work!)
  expect(await found()).toMatchObject({ status: 'ready', failure: null })

  await officer.post(`/register-imports/${body.id}/commit`)
  for (const tries of [1, 2]) await cutOff(county, work!, tries)
  await runRequestedJobs(county.services)
  expect(await found()).toMatchObject({ status: 'done', failure: null })
})

test('an import whose database went away is begun again by itself, and is given up in words only at the third time', async () => {
  const { run, found } = await committing()
  const away = Object.assign(new Error('terminating connection'), { code: '57P01' })
  for (const _ of [1, 2]) {
    await expect(run(away)).rejects.toBe(away)
    expect(await found()).toMatchObject({ status: 'committing', failure: null })
  }
  await expect(run(away)).rejects.toBe(away)
  expect(await found()).toMatchObject({ status: 'failed', isCutOff: true })
})

test('an import that a full disk broke off says so, and goes on when asked to', async () => {
  const { county, officer, run, found, id } = await committing()
  await run(Object.assign(new Error('could not extend file'), { code: '53100' })).catch(() => {})
  expect(await found()).toMatchObject({
    status: 'failed',
    isCutOff: true,
    failure: expect.stringContaining('磁盘已满'),
  })
  await officer.post(`/register-imports/${id}/commit`)
  await runRequestedJobs(county.services)
  expect(await found()).toMatchObject({
    status: 'done',
    isCutOff: false,
    failure: null,
    counts: { added: 1 },
  })
})

/** An import that somebody has asked to go in, and a worker that meets an error in it. */
async function committing() {
  const county = await countyOn('2026-11-20')
  const officer = await county.as('public-health-staff')
  const { body } = await officer.upload('/register-imports', { name: 'a.xlsx', content: await register() })
  const [work] = await registerImportJob.unfinished!(county.services)
  await registerImportJob.run(county.services, work!)
  await officer.post(`/register-imports/${body.id}/commit`)
  const found = async () => (await officer.get(`/register-imports/${body.id}`)).body
  const run = async (error: Error) => {
    const viewers = { of: () => Promise.reject(error) } as unknown as Services['viewers']
    await registerImportJob.run({ ...county.services, viewers }, work!)
  }
  return { county, officer, run, found, id: body.id as string }
}

/** The worker is ended after it has begun: what it was doing never comes to an end. */
async function cutOff(county: TestCounty, work: Record<string, unknown>, tries: number): Promise<void> {
  const ended = { ...county.services, viewers: { of: () => new Promise(() => {}) } } as unknown as Services
  void registerImportJob.run(ended, work)
  for (;;) {
    const { rows } = await county.sql.query('select tries from register_imports')
    if (rows[0].tries === tries) return
    await pause(10)
  }
}

async function register(): Promise<Buffer> {
  const rows = [
    ['姓名', '身份证号', '出生日期', '行政村'],
    ['王建国', '', '1950-03-02', '东岭村'],
  ]
  return Buffer.from(await writeXlsx({ sheets: [{ name: '名册', rows }] }))
}
