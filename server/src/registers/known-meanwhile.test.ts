import { writeXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { inventedNumber } from '../residents/residents.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

const header = ['户号', '姓名', '性别', '身份证号', '出生日期', '村']
const [taken, free] = [inventedNumber('1963-11-12', 101), inventedNumber('1970-02-03', 102)]

async function desk() {
  const county = await countyOn('2026-11-20')
  const officer = await county.as('public-health-staff', units.dongling)
  const send = async (...rows: (string | null)[][]) => {
    const content = Buffer.from(await writeXlsx({ sheets: [{ name: '名册', rows: [header, ...rows] }] }))
    const { body } = await officer.upload('/register-imports', { name: 'a.xlsx', content })
    await runRequestedJobs(county.services)
    return body.id as string
  }
  const commit = async (id: string) => {
    await officer.post(`/register-imports/${id}/commit`, {})
    await runRequestedJobs(county.services)
    const { body } = await officer.get(`/register-imports/${id}`)
    const problems = await officer.get(`/register-imports/${id}/problems`)
    return {
      status: body.status,
      counts: body.counts,
      found: problems.body.map(({ code }: { code: string }) => code),
    }
  }
  const people = async () =>
    (await county.sql.query('select name, id_number_masked as number from residents order by name')).rows
  return { send, commit, people }
}

const person = (household: string, name: string, number: string | null, birthDate: string | null = null) => [
  household,
  name,
  '男',
  number,
  birthDate,
  '东岭村',
]

test('who was registered between check and commit stays out, it is said, and the others come in', async () => {
  const { send, commit, people } = await desk()
  const first = await send(person('H1', '苏秋', taken), person('H2', '白山', free))
  const second = await send(person('H9', '苏秋', taken))
  expect(await commit(second)).toMatchObject({ status: 'done', counts: { added: 1 } })

  const ended = await commit(first)
  expect(ended).toMatchObject({ status: 'done', counts: { added: 1, withErrors: 1 } })
  expect(ended.found).toContain('known-meanwhile')
  expect((await people()).map(({ name }) => name)).toEqual(['白山', '苏秋'])
})

test('a number that somebody else got between check and commit is not given to whom the register names', async () => {
  const { send, commit, people } = await desk()
  await commit(await send(person('H1', '苏秋', null, '1963-11-12'), person('H2', '白山', null, '1970-02-03')))
  const first = await send(person('H1', '苏秋', taken), person('H2', '白山', free))
  expect(await commit(await send(person('H9', '苏秋秋', taken)))).toMatchObject({ counts: { added: 1 } })

  const ended = await commit(first)
  expect(ended).toMatchObject({ status: 'done', counts: { changed: 1, withErrors: 1 } })
  expect(ended.found).toContain('known-meanwhile')
  const numbers = (await people()).map(({ name, number }) => [name, number !== null])
  expect(numbers).toEqual([
    ['白山', true],
    ['苏秋', false],
    ['苏秋秋', true],
  ])
})
