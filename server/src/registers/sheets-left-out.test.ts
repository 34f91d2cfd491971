import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { idOf } from '@qianyue/domain/registers/register-reading.fixture.ts'
import { writeXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { nobodyFound } from './known-people.ts'
import { stageRegister } from './stage-register.ts'

/** Why each sheet was left out, or null of one that was read. */
async function leftOut(sheets: { name: string; rows: string[][] }[]): Promise<(string | null)[]> {
  const staged = await stageRegister(
    {
      file: new Uint8Array(await writeXlsx({ sheets } as never)),
      fileName: '名册.xlsx',
      columns: { chosen: {}, remembered: {}, today: '2026-11-20' as LocalDate },
      places: { units: [], reach: { range: { from: 1, to: 9 }, units: [] } },
      choices: new Map(),
      anybodyKnown: false,
    },
    { find: async () => nobodyFound, keep: async () => {} },
  )
  return staged.sheets.map((sheet) => sheet.leftOut)
}

const MAN = idOf('19680418', 577)
const WOMAN = idOf('19631112', 596)

test('a sheet with its titles down the side was said to have none, and not what to do', async () => {
  const upright = [
    ['姓名', '性别', '身份证号'],
    ['郭晓鑫', '男', MAN],
    ['苏秋静', '女', WOMAN],
  ]
  const turned = upright[0]!.map((_, column) => upright.map((row) => row[column]!))
  const found = await leftOut([
    { name: '名册', rows: upright },
    { name: '转置', rows: [['东岭村居民信息'], ...turned] },
    { name: '说明', rows: [['填表说明'], ['姓名按身份证填写'], ['一、每人一行']] },
  ])
  expect(found).toEqual([
    null,
    '这张工作表的栏目写在左边，每人占一列，没有读取。请在 Excel 中选中全表复制，用“选择性粘贴”的“转置”改成每人一行，再导入。',
    '没有找到写着“姓名”“身份证号”等的表头，这张工作表没有读取。',
  ])
})
