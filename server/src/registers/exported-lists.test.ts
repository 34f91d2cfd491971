import { expect, test } from 'vitest'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

const register = [
  '姓名,身份证号,与户主关系,村,组,住址,电话,人群',
  '王建国,320399195003020011,户主,东岭村,2组,东岭村2组12号,13800000001,',
  '李秀英,320399195103020027,配偶,东岭村,2组,东岭村2组12号,13800000002,',
  '王小明,320399198004050013,子,东岭村,2组,东岭村2组12号,13800000003,高血压',
  '赵大山,320399194811120032,户主,东岭村,3组,东岭村3组7号,13800000004,高血压',
]

test.each(['/residents/export', '/residents/export?population=hypertension', '/lists/residents/workbook'])(
  'a list that the system exported at %s comes in again without a question, and changes nobody',
  async (address) => {
    const county = await countyOn('2026-11-20')
    const officer = await county.as('public-health-staff', units.dongling)
    const take = async (name: string, content: Buffer) => {
      const { id } = (await officer.upload('/register-imports', { name, content })).body
      await runRequestedJobs(county.services)
      return id as string
    }
    const first = await take('名册.csv', Buffer.from(register.join('\n')))
    await officer.post(`/register-imports/${first}/commit`, {})
    await runRequestedJobs(county.services)
    expect((await officer.get(`/register-imports/${first}`)).body.counts).toMatchObject({ added: 4 })

    const again = await take('导出.xlsx', (await officer.get(address)).raw)
    const { counts, problemKinds } = (await officer.get(`/register-imports/${again}`)).body
    expect(counts).toMatchObject({ added: 0, changed: 0, withErrors: 0, unchanged: counts.people })
    expect(counts.people).toBeGreaterThan(1)
    expect(problemKinds.map(({ code }: { code: string }) => code)).not.toContain('residency-unknown')
  },
)
