import { idOf } from '@qianyue/domain/registers/register-reading.fixture.ts'
import { readXlsx, writeXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

const [head, wife, son, loner] = [
  idOf('19600418', 577),
  idOf('19631112', 596),
  idOf('19950103', 735),
  idOf('19400203', 331),
]
const TITLES = ['姓名', '性别', '身份证号']
const list = (name: string, ...people: string[][]) => ({
  name,
  rows: [[`东岭村${name}患者名册`], TITLES, ...people],
})
const MAN = ['郭晓鑫', '男', head!]
const WOMAN = ['苏秋静', '女', wife!]
const workbook = [
  list('高血压', MAN, ['赵有田', '男', loner!]),
  list('糖尿病', MAN, WOMAN, ['孙不全', '男', son!.slice(0, 17)]),
  list('残疾人', WOMAN, ['孙不全', '男', son!.slice(0, 17)]),
  {
    name: '总名册',
    rows: [
      ['东岭村居民花名册'],
      ['户号', '与户主关系', ...TITLES, '电话'],
      ['1', '户主', ...MAN, '13800001111'],
      ['1', '妻', ...WOMAN, ''],
    ],
  },
]

test('who stands in a list of each population came in once, without the populations of the other lists', async () => {
  const county = await countyOn('2026-11-20')
  const officer = await county.as('public-health-staff', units.dongling)
  const check = async (sheets: { name: string; rows: string[][] }[]) => {
    const content = Buffer.from(await writeXlsx({ sheets }))
    const { body } = await officer.upload('/register-imports', { name: '重点人群.xlsx', content })
    await runRequestedJobs(county.services)
    return body.id as string
  }
  const commit = async (id: string) => {
    await officer.post(`/register-imports/${id}/commit`, {})
    await runRequestedJobs(county.services)
  }
  const counts = async (id: string) => (await officer.get(`/register-imports/${id}`)).body.counts
  const residents = async () => {
    const { rows } = await county.sql.query(
      `select r.name, count(*) over (partition by r.household_id)::integer as together,
         (select string_agg(population, ' ' order by population) from resident_populations p where p.resident_id = r.id) as populations
        from residents r order by r.birth_date`,
    )
    return rows.map(({ name, together, populations }) => `${name} ${together} ${populations}`)
  }

  const id = await check(workbook)
  // The register of families goes first, so that a list does not part a family.
  expect(await counts(id)).toMatchObject({ rows: 9, people: 5, added: 3, changed: 0, withErrors: 2 })
  const { body: problems } = await officer.get(`/register-imports/${id}/problems`)
  const said = (problems as Record<string, string>[]).map(
    ({ sheet, sheetRow, code, severity }) => `${sheet} ${sheetRow} ${code} ${severity}`,
  )
  expect(said.filter((one) => one.includes('duplicate'))).toEqual([
    '残疾人 3 duplicate-person warning',
    '糖尿病 3 duplicate-person warning',
    '糖尿病 4 duplicate-person warning',
    '高血压 3 duplicate-person warning',
  ])
  await commit(id)
  const together = [
    '赵有田 1 hypertension',
    '郭晓鑫 2 hypertension type2-diabetes',
    '苏秋静 2 disabled type2-diabetes',
  ]
  expect(await residents()).toEqual(together)

  // Given back to be mended, a row says by itself what only the title said.
  const { raw } = await officer.get(`/register-imports/${id}/rejected.xlsx`)
  const [given] = (await readXlsx(new Uint8Array(raw))).sheets
  const [titles, row] = given!.rows as string[][]
  expect(row![titles!.indexOf('人群分类')]).toBe('2型糖尿病')

  const again = await check(workbook)
  expect(await counts(again)).toMatchObject({ added: 0, changed: 0, unchanged: 3 })
  // Who is known in the first list and new in the second is brought up to date.
  const second = await check([list('高血压', MAN), list('残疾人', MAN)])
  expect(await counts(second)).toMatchObject({ added: 0, changed: 1, unchanged: 0 })
  await commit(second)
  expect((await residents())[1]).toBe('郭晓鑫 2 disabled hypertension type2-diabetes')
  const more = await check([list('肺结核', WOMAN), list('肿瘤', WOMAN)])
  await commit(more)
  expect((await residents())[2]).toBe('苏秋静 2 cancer disabled tuberculosis type2-diabetes')

  for (const undone of [more, second, id]) {
    await officer.post(`/register-imports/${undone}/undo`, {})
    await runRequestedJobs(county.services)
  }
  expect(await residents()).toEqual([])
})

test('who stays out of one list for what is wrong there was said to be told in the next', async () => {
  const county = await countyOn('2026-11-20')
  const officer = await county.as('public-health-staff', units.dongling)
  const sheets = [
    { name: '高血压', rows: [['无名村高血压患者名册'], TITLES, MAN] },
    { name: '糖尿病', rows: [['东岭村糖尿病患者名册'], TITLES, MAN] },
  ]
  const content = Buffer.from(await writeXlsx({ sheets }))
  const { body } = await officer.upload('/register-imports', { name: '重点人群.xlsx', content })
  await runRequestedJobs(county.services)
  const { body: problems } = await officer.get(`/register-imports/${body.id}/problems?severity=error`)
  expect(
    (problems as { code: string; sheet: string }[]).map(({ sheet, code }) => `${sheet} ${code}`),
  ).toEqual(['糖尿病 first-stays-out', '高血压 village-unknown'])
})

test('the wrong number of somebody away, said by the title only, was given back without that', async () => {
  const county = await countyOn('2026-11-20')
  const officer = await county.as('public-health-staff', units.dongling)
  const sheets = [
    { name: 'Sheet1', rows: [['东岭村外出务工人员名册'], TITLES, ['孙不全', '男', son!.slice(0, 17)]] },
  ]
  const content = Buffer.from(await writeXlsx({ sheets }))
  const { body } = await officer.upload('/register-imports', { name: '外出.xlsx', content })
  await runRequestedJobs(county.services)
  const { raw } = await officer.get(`/register-imports/${body.id}/rejected.xlsx`)
  const [given] = (await readXlsx(new Uint8Array(raw))).sheets
  const [titles, row] = given!.rows as string[][]
  expect(row![titles!.indexOf('居住状态')]).toBe('外出')
})

test('of whom stands in a list that names no village, and in the register, it was said that the village is missing', async () => {
  const county = await countyOn('2026-11-20')
  const officer = await county.as('public-health-staff', units.dongling)
  const sheets = [workbook[3]!, { name: '残疾人', rows: [TITLES, WOMAN] }]
  const content = Buffer.from(await writeXlsx({ sheets }))
  const { body } = await officer.upload('/register-imports', { name: '名册.xlsx', content })
  await runRequestedJobs(county.services)
  const { counts } = (await officer.get(`/register-imports/${body.id}`)).body
  expect(counts).toMatchObject({ people: 2, added: 2, withErrors: 0 })
  await officer.post(`/register-imports/${body.id}/commit`, {})
  await runRequestedJobs(county.services)
  const { rows } = await county.sql.query(
    'select r.name, p.population from resident_populations p join residents r on r.id = p.resident_id',
  )
  expect(rows).toEqual([{ name: '苏秋静', population: 'disabled' }])
})
