import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { rebuildDuties } from '../duties/rebuild-duties.ts'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { register } from '../residents/residents.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

const messy = await readFile(join(import.meta.dirname, '../../../e2e/fixtures/register-messy.xlsx'))

async function countyWithRegister() {
  const county = await countyOn('2026-11-20')
  for (const [name, code] of Object.entries({ 石桥村: 203, 柳树村: 204, 镇南社区: 1 })) {
    await county.sql.query(
      "insert into org_units (code, parent_code, level, name, area_name) values ($1, $2, 'village', $3, $4)",
      [units.dongling + code, units.dongling, `${name}卫生室`, name],
    )
  }
  const officer = await county.as('public-health-staff', units.dongling)
  const { body } = await officer.upload('/register-imports', { name: 'register-messy.xlsx', content: messy })
  await runRequestedJobs(county.services)
  await officer.post(`/register-imports/${body.id}/commit`, {})
  await runRequestedJobs(county.services)
  return { county, officer, importId: body.id as string }
}

test('what is owed to the people of a register, and the figures, are what a rebuild from the facts gives', async () => {
  const { county } = await countyWithRegister()
  const rowsOf = async (query: string) => (await county.sql.query(query)).rows
  const kept = async () => ({
    duties: await rowsOf('select * from resident_duties order by resident_id'),
    standing: await rowsOf('select * from resident_standing order by resident_id'),
    counts: await rowsOf(
      'select * from indicator_counts_now where denominator > 0 order by village_code, indicator',
    ),
  })
  const after = await kept()
  expect(after.duties).toHaveLength(387)
  expect(after.duties.some(({ keys }) => keys.length > 0)).toBe(true)
  expect(after.standing).toHaveLength(387)

  await rebuildDuties(county.services.database, 320399, '2026-11-20' as LocalDate, { fromNothing: true })
  expect(await kept()).toEqual(after)
})

test('what was to be done after an import led to the unsigned of the whole township, not to those of the register', async () => {
  const { officer, importId } = await countyWithRegister()
  await register(officer, { name: '单玲珑', isNoDuplicate: true })
  const countOf = async (query: string) => (await officer.get(`/residents?signed=false${query}`)).body.total
  expect(await countOf('')).toBe(388)
  expect(await countOf(`&importId=${importId}`)).toBe(387)
  expect(await countOf(`&importId=${newId()}`)).toBe(0)
})
