import type { SheetRow } from '@qianyue/domain/registers/cell.ts'
import { idOf } from '@qianyue/domain/registers/register-reading.fixture.ts'
import { tablesBeside } from '@qianyue/domain/registers/tables-beside.ts'
import { writeXlsx } from 'hucre'
import { describe, expect, test } from 'vitest'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { countyOn, units } from '../testing/county.ts'
import { readRegister } from './read-register.ts'

const TITLES = ['户号', '姓名', '关系', '身份证号']
const ids = Array.from({ length: 6 }, (_, at) => idOf('19600101', 101 + 2 * at))
const WRONG = ids[4]!.slice(0, 17)
/** Two tables, the second shorter; the title above speaks of both. */
const rows = [
  ['东岭村居民花名册'],
  [...TITLES, null, ...TITLES],
  ['1', '郭晓鑫', '户主', ids[0]!, null, '3', '毛建军', '户主', ids[3]!],
  ['1', '郭子旭', '其他', ids[1]!, null, '3', '毛小海', '其他', WRONG],
  ['2', '江永飞', '户主', ids[2]!],
]

async function sheetsOf(file: Buffer, name: string) {
  const sheets = new Map<string, SheetRow[]>()
  for await (const batch of readRegister(file, name).batches)
    sheets.set(`${batch.sheetIndex} ${batch.sheet}`, [
      ...(sheets.get(`${batch.sheetIndex} ${batch.sheet}`) ?? []),
      ...batch.rows,
    ])
  return sheets
}

describe('two tables side by side, of which the right one was lost', () => {
  test('the right one is a sheet of its own, each cell in its row and column', async () => {
    const workbook = await writeXlsx({
      sheets: [
        { name: '名册', rows },
        { name: '外出', rows: [['无']] },
      ],
    })
    const sheets = await sheetsOf(Buffer.from(workbook), 'a.xlsx')
    expect([...sheets.keys()]).toEqual(['0 名册', '1 名册（F–I列）', '2 外出'])
    const cells = (key: string, sheetRow: number) =>
      sheets.get(key)!.find((row) => row.sheetRow === sheetRow)!.cells
    expect(cells('0 名册', 3)).toEqual(['1', '郭晓鑫', '户主', ids[0], null])
    expect(cells('1 名册（F–I列）', 3)).toEqual([null, null, null, null, null, '3', '毛建军', '户主', ids[3]])
    expect(cells('1 名册（F–I列）', 1)[0]).toBe('东岭村居民花名册')
  })

  test('a .csv too', async () => {
    const text = rows.map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n')
    expect([...(await sheetsOf(Buffer.from(text), '名册.csv')).keys()]).toEqual(['0 名册', '1 名册（F–I列）'])
  })

  test('a column to the left of both is of both, and titles that are not the same are no second table', () => {
    const beside = (titles: string[], groups = titles.map(() => '')) => tablesBeside({ titles, groups })
    expect(beside(['村', '姓名', '身份证号', '姓名', '身份证号', '备注'])).toEqual([
      { from: 1, to: 2 },
      { from: 3, to: 5 },
    ])
    expect(beside(['姓名', '身份证号', '电话'])).toBeNull()
    expect(beside(['姓名', '身份证号', '医生', '姓名'])).toBeNull()
    expect(beside(['户主姓名', '户主身份证号', '配偶姓名', '配偶身份证号'])).toBeNull()
    const groups = ['户主', '户主', '配偶', '配偶']
    expect(beside(['姓名', '身份证号', '姓名', '身份证号'], groups)).toBeNull()
  })

  test.each([
    ['by number', '户号', ['1', '', '2', ''], ['', '3']],
    ['by relation', '序号', ['1', '2', '3', '4'], ['5', '6']],
  ])(
    'the family at the foot of the left one was parted at the top of the right one, %s',
    async (_by, title, left, right) => {
      const titles = [title, '姓名', '与户主关系', '身份证号']
      const paired = [
        ['东岭村居民花名册'],
        [...titles, ...titles],
        [left[0]!, '郭晓鑫', '户主', ids[0]!, right[0]!, '江小雨', '子', ids[4]!],
        [left[1]!, '郭子旭', '子', ids[1]!, right[1]!, '毛建军', '户主', ids[5]!],
        [left[2]!, '江永飞', '户主', ids[2]!],
        [left[3]!, '江小海', '子', ids[3]!],
      ]
      const county = await countyOn('2026-11-20')
      const officer = await county.as('public-health-staff', units.dongling)
      const content = Buffer.from(await writeXlsx({ sheets: [{ name: '名册', rows: paired }] as never }))
      const { body } = await officer.upload('/register-imports', { name: '名册.xlsx', content })
      await runRequestedJobs(county.services)
      const { body: shown } = await officer.get(`/register-imports/${body.id}/households`)
      const families = (shown.items as { members: { name: string }[] }[]).map(({ members }) =>
        members.map(({ name }) => name).join('、'),
      )
      expect(families).toEqual(['郭晓鑫、郭子旭', '江永飞、江小海、江小雨', '毛建军'])
    },
  )

  test('everybody comes in, and whom a number keeps out on the right comes in when it is mended there', async () => {
    const county = await countyOn('2026-11-20')
    const officer = await county.as('public-health-staff', units.dongling)
    const upload = async (sheets: { name: string; rows: unknown[][] }[]) => {
      const content = Buffer.from(await writeXlsx({ sheets: sheets as never }))
      const { body } = await officer.upload('/register-imports', { name: '名册.xlsx', content })
      await runRequestedJobs(county.services)
      const problems = await officer.get(`/register-imports/${body.id}/problems`)
      await officer.post(`/register-imports/${body.id}/commit`, {})
      await runRequestedJobs(county.services)
      return { id: body.id as string, problems: problems.body }
    }
    const known = async () => {
      const { rows } = await county.sql.query(
        'select count(*)::integer as people, count(distinct household_id)::integer as households from residents',
      )
      return rows[0]
    }
    const { id, problems } = await upload([{ name: '名册', rows }])
    expect(problems).toMatchObject([
      { sheet: '名册（F–I列）', sheetRow: 4, columnLetter: 'I', code: 'id-17-digits' },
    ])
    expect(await known()).toEqual({ people: 4, households: 3 })

    const { raw } = await officer.get(`/register-imports/${id}/rejected.xlsx`)
    const sheets = await sheetsOf(Buffer.from(raw), '待改正.xlsx')
    const given = [...sheets.values()].map((those) => ({
      name: those[0]!.sheet,
      rows: those.map(({ cells }) => cells.map((cell) => (cell === WRONG ? ids[4] : cell))),
    }))
    expect((await upload(given)).problems).toEqual([])
    expect(await known()).toEqual({ people: 5, households: 3 })
  })
})

describe('a table further down whose columns stand otherwise, which was read by the titles of the first', () => {
  const registers = (...villages: { title: string; titles: string[] }[]) =>
    villages.flatMap(({ title, titles }, at) => [[title], titles, ['1', '甲', '乙', ids[at]!]])
  const names = async (sheets: unknown[][]) => {
    const workbook = await writeXlsx({ sheets: [{ name: '名册', rows: sheets as never }] })
    return [...(await sheetsOf(Buffer.from(workbook), 'a.xlsx'))].map(
      ([name, those]) => `${name}: ${those[0]!.sheetRow}–${those.at(-1)!.sheetRow}`,
    )
  }
  const other = ['户号', '关系', '姓名', '身份证号']

  test('is a sheet of its own with its title', async () => {
    const below = registers({ title: '东岭村', titles: TITLES }, { title: '河湾村', titles: other })
    expect(await names(below)).toEqual(['0 名册: 1–3', '1 名册（第4行起）: 4–6'])
  })

  test('whose people had no village, for the title of the sheet stands above the first table', async () => {
    const county = await countyOn('2026-11-20')
    const officer = await county.as('public-health-staff', units.dongling)
    const tables = [
      ['东岭村2组居民花名册'],
      TITLES,
      ['1', '郭晓鑫', '户主', ids[0]!],
      other,
      ['2', '户主', '江永飞', ids[1]!],
      ['河湾村居民花名册'],
      TITLES,
      ['1', '毛建军', '户主', ids[2]!],
    ]
    const content = Buffer.from(await writeXlsx({ sheets: [{ name: '名册', rows: tables as never }] }))
    const { body } = await officer.upload('/register-imports', { name: 'a.xlsx', content })
    await runRequestedJobs(county.services)
    const { items } = (await officer.get(`/register-imports/${body.id}/households`)).body
    expect(
      items.map(
        ({ village, group, members }: { village: string; group: string; members: { name: string }[] }) =>
          `${members[0]!.name} ${village} ${group}`,
      ),
    ).toEqual(['郭晓鑫 东岭村 2组', '江永飞 东岭村 2组', '毛建军 河湾村 null'])
  })

  test('the same titles printed again begin none', async () => {
    const again = registers({ title: '东岭村', titles: TITLES }, { title: '东岭村', titles: TITLES })
    expect(await names(again)).toEqual(['0 名册: 1–6'])
  })

  test('a file of nothing but headers is not taken apart for ever', async () => {
    const headers = Array.from({ length: 2_000 }, (_, at) => (at % 2 ? TITLES : other))
    expect((await names(headers)).length).toBe(100)
  })
})
