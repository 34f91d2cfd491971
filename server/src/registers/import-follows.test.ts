import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { expect, test } from 'vitest'
import { rebuildDuties } from '../duties/rebuild-duties.ts'
import { runRequestedJobs } from '../jobs/run-requested-jobs.ts'
import { countyOn, units } from '../testing/county.ts'

const messy = await readFile(join(import.meta.dirname, '../../../e2e/fixtures/register-messy.xlsx'))

test('what is owed to the people of a register, and the figures, are what a rebuild from the facts gives', async () => {
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
