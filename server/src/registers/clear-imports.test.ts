import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UNDO_DAYS } from '@qianyue/domain/registers/undo-period.ts'
import { expect, test } from 'vitest'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { countyOn, units } from '../testing/county.ts'
import { clearImportsJob } from './clear-imports-job.ts'

const register = await readFile(join(import.meta.dirname, '../../../e2e/fixtures/register-messy.xlsx'))
const HOLDING = [
  'register_import_rows',
  'register_import_problems',
  'register_import_sheaves',
  'register_import_changes',
]

test('what an import holds of people goes when it can no longer be undone, and who came by it stays', async () => {
  const county = await countyOn('2026-11-20')
  for (const [name, code] of Object.entries({ 石桥村: 203, 柳树村: 204, 镇南社区: 1 })) {
    await county.sql.query(
      "insert into org_units (code, parent_code, level, name, area_name) values ($1, $2, 'village', $3, $4)",
      [units.dongling + code, units.dongling, `${name}卫生室`, name],
    )
  }
  const officer = await county.as('public-health-staff', units.dongling)
  const { body } = await officer.upload('/register-imports', { name: 'register.xlsx', content: register })
  await runRequestedJobs(county.services)
  await officer.post(`/register-imports/${body.id}/commit`, {})
  await runRequestedJobs(county.services)
  const { undoUntil } = (await officer.get(`/register-imports/${body.id}`)).body
  const held = async () => {
    const counts: number[] = []
    for (const table of HOLDING) {
      const { rows } = await county.sql.query(`select count(*)::integer as n from ${table}`)
      counts.push(rows[0].n)
    }
    return counts
  }
  const clearAt = (moment: Date) => clearImportsJob.run({ ...county.services, now: () => moment }, {})

  const last = new Date(undoUntil)
  expect(last.getTime() - county.services.now().getTime()).toBe(UNDO_DAYS * 86_400_000)
  await clearAt(last)
  expect((await held())[0]).toBe(404)

  await clearAt(new Date(last.getTime() + 1000))
  expect(await held()).toEqual([0, 0, 0, 0])
  const brought = await county.sql.query(
    'select count(*)::integer as n from residents where id = any (select unnest(residents) from register_import_parts)',
  )
  expect(brought.rows[0].n).toBe(387)
  expect((await officer.get(`/register-imports/${body.id}`)).body).toMatchObject({
    status: 'done',
    undoUntil: null,
  })
  const refused = await officer.post(`/register-imports/${body.id}/undo`, {})
  expect(refused.status).toBe(409)
  expect(refused.body.message).toContain(`${UNDO_DAYS} 天`)
})
