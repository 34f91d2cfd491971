import { idOf } from '@qianyue/domain/registers/register-reading.fixture.ts'
import { writeXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

const TITLES = ['户号', '姓名', '与户主关系', '性别', '身份证号', '住址']
const SON = idOf('19950103', 735)
const register = [
  ['东岭村居民名册'],
  TITLES,
  ['1', '郭晓鑫', '户主', '男', idOf('19600418', 577), '东岭村1组5号'],
  ['1', '苏秋静', '妻', '女', idOf('19631112', 596), '东岭村1组5号'],
  ['1', '郭子旭', '子', '男', SON, '东岭村1组5号'],
]

async function clerk() {
  const county = await countyOn('2026-11-20')
  const officer = await county.as('public-health-staff', units.dongling)
  const check = async (rows: unknown[][]) => {
    const content = Buffer.from(await writeXlsx({ sheets: [{ name: '名册', rows }] as never }))
    const { body } = await officer.upload('/register-imports', { name: '名册.xlsx', content })
    await runRequestedJobs(county.services)
    return body.id as string
  }
  const step = async (id: string, what: string, body: unknown = {}) => {
    await officer.post(`/register-imports/${id}/${what}`, body)
    await runRequestedJobs(county.services)
  }
  const problems = async (id: string) => {
    const { body } = await officer.get(`/register-imports/${id}/problems`)
    return (body as Record<string, unknown>[]).map(
      ({ sheetRow, columnLetter, code, severity }) => `${columnLetter}${sheetRow} ${code} ${severity}`,
    )
  }
  const residents = async () => {
    const { rows } = await county.sql.query(
      `select r.name, h.head_id = r.id as "isHead", count(*) over (partition by r.household_id)::integer as together
        from residents r join households h on h.id = r.household_id order by r.birth_date, r.name`,
    )
    return rows.map(({ name, isHead, together }) => `${name}${isHead ? ' 户主' : ''} ${together}`)
  }
  await step(await check(register), 'commit')
  return { officer, check, step, problems, residents }
}

test('a corrected number of somebody known by another one made two people of him without a word', async () => {
  const { officer, check, step, problems, residents } = await clerk()
  const corrected = idOf('19950103', 753)
  const amended = register.map((row) => row.map((cell) => (cell === SON ? corrected : cell)))
  const id = await check(amended)
  expect(await problems(id)).toEqual(['B5 perhaps-known error'])

  const { items } = (await officer.get(`/register-imports/${id}/households`)).body
  const { candidates, sheet, sheetRow } = items[0].members[2]
  await step(id, 'choices', { sheet, sheetRow, residentId: candidates[0].residentId })
  expect(await problems(id)).toEqual(['E5 known-under-other-number warning'])
  await step(id, 'commit')
  expect(await residents()).toEqual(['郭晓鑫 户主 3', '苏秋静 3', '郭子旭 3'])
})

test('the wife of a son with a household of his own became a wife in that of his father', async () => {
  const { check, step, problems, residents } = await clerk()
  const parted = [
    register[0]!,
    TITLES,
    ['7', '郭子旭', '户主', '男', SON, '东岭村2组9号'],
    ['7', '江小雨', '妻', '女', idOf('19960607', 244), '东岭村2组9号'],
  ]
  const id = await check(parted)
  expect(await problems(id)).toEqual(['C3 known-in-other-household warning'])
  await step(id, 'commit')
  expect(await residents()).toEqual(['郭晓鑫 户主 3', '苏秋静 3', '郭子旭 3', '江小雨 1'])

  const child = ['7', '郭小宝', '子', '男', idOf('20260301', 245), '东岭村2组9号']
  await step(await check([...parted, child]), 'commit')
  expect((await residents()).slice(3)).toEqual(['江小雨 2', '郭小宝 2'])
})

test('the widow who is the head now is still of her household, and so is who is born into it', async () => {
  const { check, step, problems, residents } = await clerk()
  const [, , , wife, son] = register
  const id = await check([
    register[0]!,
    TITLES,
    [wife![0]!, wife![1]!, '户主', ...wife!.slice(3)],
    son!,
    ['1', '郭小宝', '孙子', '男', idOf('20260301', 245), '东岭村1组5号'],
  ])
  expect(await problems(id)).toEqual([])
  await step(id, 'commit')
  expect(await residents()).toEqual(['郭晓鑫 户主 4', '苏秋静 4', '郭子旭 4', '郭小宝 4'])
})

test('of two people without numbers in the lines of one row, who one of them is was taken for both', async () => {
  const { officer, check, step, residents } = await clerk()
  const family = (number: string, head: string, id: string) => [
    ['东岭村居民名册'],
    ['户号', '户主姓名', '姓名', '身份证号', '出生日期', '住址'],
    [
      number,
      head,
      `${head}\n江小宝\n江小贝`,
      `${id}\n未上户\n未上户`,
      '1970-08-09\n2024-03-05\n2025-06-07',
      '东岭村3组8号',
    ],
  ]
  await step(await check(family('8', '江永飞', idOf('19700809', 119))), 'commit')
  const id = await check(family('9', '江海燕', idOf('19701112', 596)))
  const children = async () => {
    const { items } = (await officer.get(`/register-imports/${id}/households`)).body
    const members: { name: string; line: number; outcome: string }[] = items[0].members
    return members.slice(1).map(({ name, line, outcome }) => `${name} ${line} ${outcome}`)
  }
  expect(await children()).toEqual(['江小宝 1 out', '江小贝 2 out'])

  const where = { sheet: '名册', sheetRow: 3 }
  await step(id, 'choices', { ...where, line: 1, residentId: null })
  expect(await children()).toEqual(['江小宝 1 add', '江小贝 2 out'])
  await step(id, 'choices', { ...where, line: 2, residentId: null })
  await step(id, 'commit')
  expect((await residents()).filter((one) => one.startsWith('江小'))).toEqual([
    '江小宝 3',
    '江小宝 3',
    '江小贝 3',
    '江小贝 3',
  ])
})
