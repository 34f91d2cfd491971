import { idOf } from '@qianyue/domain/registers/register-reading.fixture.ts'
import { writeXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { countyOn, units } from '../testing/county.ts'
import { readRegister } from './read-register.ts'

const [head, wife, son, otherHead, daughter, loner] = [
  idOf('19680418', 577),
  idOf('19701112', 596),
  idOf('19950103', 735),
  idOf('19700809', 119),
  idOf('19960607', 244),
  idOf('19400203', 331),
]
const TITLES = [
  '户主姓名',
  '户主身份证号',
  '村',
  '住址',
  '配偶姓名',
  '配偶身份证号',
  '子女1姓名',
  '子女1身份证号',
]
const WRONG = son!.slice(0, 17)
const register = [
  ['东岭村家庭情况登记表'],
  TITLES,
  ['郭晓鑫', head!, '东岭村', '东岭村1组5号', '苏秋静', wife!, '郭子旭', WRONG],
  ['江永飞', otherHead!, '东岭村', '东岭村1组6号', '', '', '江小雨', daughter!],
  ['赵有田', loner!, '东岭村', '东岭村1组7号', '', '', '', ''],
]

test('families of which each stands in one row come in, are mended in their row, come again unchanged and go again', async () => {
  const county = await countyOn('2026-11-20')
  const officer = await county.as('public-health-staff', units.dongling)
  const check = async (rows: unknown[][]) => {
    const content = Buffer.from(await writeXlsx({ sheets: [{ name: '名册', rows }] as never }))
    const { body } = await officer.upload('/register-imports', { name: '名册.xlsx', content })
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
      `select r.name, h.head_id = r.id as "isHead", count(*) over (partition by r.household_id)::integer as together
        from residents r join households h on h.id = r.household_id order by h.address, r.birth_date`,
    )
    return rows.map(({ name, isHead, together }) => `${name}${isHead ? ' 户主' : ''} ${together}`)
  }

  const id = await check(register)
  expect((await officer.get(`/register-imports/${id}/problems`)).body).toMatchObject([
    { sheet: '名册', sheetRow: 3, columnLetter: 'H', column: '子女1身份证号', code: 'id-17-digits' },
  ])
  const { body } = await officer.get(`/register-imports/${id}/households`)
  const preview = body.items.map(({ members }: { members: { name: string; problems: unknown[] }[] }) =>
    members.map(({ name, problems }) => `${name} ${problems.length}`),
  )
  expect(preview).toEqual([['郭晓鑫 0', '苏秋静 0', '郭子旭 1'], ['江永飞 0', '江小雨 0'], ['赵有田 0']])

  const { sheets } = (await officer.get(`/register-imports/${id}`)).body
  const told = sheets.map(({ sheet, columns }: { sheet: string; columns: { letter: string }[] }) =>
    [sheet, ...columns.map(({ letter }) => letter)].join(' '),
  )
  expect(told).toEqual(['名册 A B C D', '名册（E–F列） E F', '名册（G–H列） G H'])

  await commit(id)
  expect(await counts(id)).toMatchObject({ rows: 6, people: 6, households: 3, added: 5, withErrors: 1 })
  const withoutSon = ['郭晓鑫 户主 2', '苏秋静 2', '江永飞 户主 2', '江小雨 2', '赵有田 户主 1']
  expect(await residents()).toEqual(withoutSon)

  const { raw } = await officer.get(`/register-imports/${id}/rejected.xlsx`)
  const rejected: unknown[][] = []
  for await (const { rows } of readRegister(Buffer.from(raw), 'a.xlsx').batches)
    rejected.push(...rows.map(({ cells }) => [...cells]))
  expect(rejected.map((cells) => cells.slice(0, 9))).toEqual([
    [...TITLES, '原行号'],
    [...register[2]!, 3],
  ])

  const mended = await check(rejected.map((cells) => cells.map((cell) => (cell === WRONG ? son : cell))))
  expect(await counts(mended)).toMatchObject({ added: 1, changed: 0, unchanged: 2, withErrors: 0 })
  await commit(mended)
  expect(await residents()).toEqual(['郭晓鑫 户主 3', '苏秋静 3', '郭子旭 3', ...withoutSon.slice(2)])

  const again = await check(register.map((cells) => cells.map((cell) => (cell === WRONG ? son! : cell))))
  expect(await counts(again)).toMatchObject({ rows: 6, added: 0, changed: 0, unchanged: 6, withErrors: 0 })

  for (const one of [mended, id]) {
    await officer.post(`/register-imports/${one}/undo`, {})
    await runRequestedJobs(county.services)
  }
  expect(await residents()).toEqual([])
})

test('a head beside his family whose number is wrong is given back alone, and mended he is their head', async () => {
  const county = await countyOn('2026-11-20')
  const officer = await county.as('public-health-staff', units.dongling)
  const check = async (rows: unknown[][]) => {
    const content = Buffer.from(await writeXlsx({ sheets: [{ name: '名册', rows }] as never }))
    const { body } = await officer.upload('/register-imports', { name: '名册.xlsx', content })
    await runRequestedJobs(county.services)
    await officer.post(`/register-imports/${body.id}/commit`, {})
    await runRequestedJobs(county.services)
    return body.id as string
  }
  const residents = async () => {
    const { rows } = await county.sql.query(
      `select r.name, h.head_id = r.id as "isHead", count(*) over (partition by r.household_id)::integer as together
        from residents r join households h on h.id = r.household_id order by r.birth_date`,
    )
    return rows.map(({ name, isHead, together }) => `${name}${isHead ? ' 户主' : ''} ${together}`)
  }
  const wrong = otherHead!.slice(0, 17)
  const id = await check([
    ['户主姓名', '户主身份证号', '成员姓名', '与户主关系', '成员身份证号', '村', '住址'],
    ['郭晓鑫', head, '苏秋静', '妻', wife, '东岭村', '东岭村1组5号'],
    ['', '', '郭子旭', '子', son, '', ''],
    ['江永飞', wrong, '江小雨', '女', daughter, '东岭村', '东岭村1组6号'],
  ])
  expect(await residents()).toEqual(['郭晓鑫 户主 3', '苏秋静 3', '郭子旭 3', '江小雨 1'])

  const { raw } = await officer.get(`/register-imports/${id}/rejected.xlsx`)
  const rejected: unknown[][] = []
  for await (const { rows } of readRegister(Buffer.from(raw), 'a.xlsx').batches)
    rejected.push(...rows.map(({ cells }) => [...cells]))
  expect(rejected[1]!.slice(0, 7)).toEqual(['江永飞', wrong, null, null, null, '东岭村', '东岭村1组6号'])
  await check(rejected.map((cells) => cells.map((cell) => (cell === wrong ? otherHead : cell))))
  expect(await residents()).toEqual(['郭晓鑫 户主 3', '江永飞 户主 2', '苏秋静 3', '郭子旭 3', '江小雨 2'])
})
