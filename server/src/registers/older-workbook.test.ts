import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CFB, read, utils, type WorkBook, write } from '@e965/xlsx'
import type { Cell } from '@qianyue/domain/registers/cell.ts'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { readRegister } from './read-register.ts'

const messy = await readFile(join(import.meta.dirname, '../../../e2e/fixtures/register-messy.xlsx'))

type Row = { sheet: string; sheetRow: number; cells: Cell[] }

async function rowsOf(file: Buffer, name: string): Promise<Row[]> {
  const rows: Row[] = []
  for await (const batch of readRegister(file, name).batches)
    for (const { sheet, sheetRow, cells } of batch.rows) {
      const filled = cells.slice(0, cells.findLastIndex((cell) => cell !== null && cell !== '') + 1)
      if (filled.length > 0) rows.push({ sheet, sheetRow, cells: filled.map((cell) => cell ?? '') })
    }
  return rows
}

const workbookOf = (rows: unknown[][], more: object = {}): WorkBook => ({
  SheetNames: ['名册'],
  Sheets: { 名册: Object.assign(utils.aoa_to_sheet(rows), more) },
})
const xls = (workbook: WorkBook): Buffer => write(workbook, { type: 'buffer', bookType: 'biff8' })

describe('a register that an older program wrote', () => {
  test.each([
    ['.xls of Excel 97–2003', 'biff8'],
    ['XML of Excel 2003', 'xlml'],
  ] as const)('%s was refused, and is read as its .xlsx is', async (_, bookType) => {
    const file = write(read(messy, { cellNF: true }), { type: 'buffer', bookType })
    expect(await rowsOf(file, '名册.xls')).toEqual(await rowsOf(messy, '名册.xlsx'))
  })

  test('days are days, also those that count from 1904; what looks like a number of 2000 stays one', async () => {
    const day = (serial: number, z: string) => ({ t: 'n', v: serial, z })
    const given = workbookOf([[]], {
      A1: day(23327, 'yyyy"年"m"月"d"日"'),
      B1: day(23327.5, 'm/d/yy'),
      C1: day(23327, '0'),
      D1: { t: 'b', v: true },
      E1: { t: 'e', v: 42 },
      '!ref': 'A1:E1',
    })
    const [row] = await rowsOf(xls(given), '名册.xls')
    expect(row!.cells).toEqual(['1963-11-12', '1963-11-12', 23327, '是'])
    given.Workbook = { WBProps: { date1904: true } }
    const [later] = await rowsOf(xls(given), '名册.xls')
    expect(later!.cells[0]).toBe('1967-11-13')
  })

  test('a sheet that is hidden is not read', async () => {
    const workbook = workbookOf([['姓名'], ['郭晓鑫']])
    workbook.SheetNames.push('旧')
    workbook.Sheets.旧 = utils.aoa_to_sheet([['姓名'], ['龙晓秀']])
    workbook.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
    expect((await rowsOf(xls(workbook), '名册.xls')).map(({ cells }) => cells)).toEqual([
      ['姓名'],
      ['郭晓鑫'],
    ])
  })
})

describe('a page with a table that a system called .xls was refused', () => {
  const page = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
    <meta http-equiv="Content-Type" content="text/html; charset=gb2312"><style>td{mso-number-format:"\\@"}</style></head>
    <body><table border="1"><tr><td colspan="3">东岭村居民名册&nbsp;</td></tr>
    <tr><th>户号</th><th>姓名</th><th>身份证号</th></tr>
    <tr><td rowspan="2">012</td><td>郭晓鑫</td><td style="vnd.ms-excel.numberformat:@">320399196311125960</td></tr>
    <tr><td>苏&#31179;静<br></td><td>32039919680418577X</td></tr></table></body></html>`
  const wanted = [
    [1, Array(3).fill(expect.stringMatching(/^东岭村居民名册\s?$/))],
    [2, ['户号', '姓名', '身份证号']],
    [3, ['012', '郭晓鑫', '320399196311125960']],
    [4, ['012', expect.stringMatching(/^苏秋静\s?$/), '32039919680418577X']],
  ]

  test.each([
    ['GBK', iconv.encode(page, 'gbk')],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${page}`)],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(page, 'utf16le')])],
  ])('in %s: texts stay texts, and what spans rows is in each', async (_, file) => {
    const rows = await rowsOf(file, '东岭村.xls')
    expect(rows.map(({ sheetRow, cells }) => [sheetRow, cells])).toEqual(wanted)
    expect(new Set(rows.map(({ sheet }) => sheet))).toEqual(new Set(['东岭村']))
  })
})

describe('what cannot be read is said', () => {
  const whole = xls(workbookOf([['姓名'], ...Array.from({ length: 300 }, (_, at) => [`郭晓鑫${at}`])]))
  const locked = CFB.utils.cfb_new()
  CFB.utils.cfb_add(locked, '/EncryptionInfo', Buffer.from([4, 0, 4, 0, 64, 0, 0, 0]))
  CFB.utils.cfb_add(locked, '/EncryptedPackage', Buffer.alloc(64))

  test.each([
    ['a password', CFB.write(locked, { type: 'buffer' }) as Buffer, 'locked'],
    ['cut off', whole.subarray(0, 700), 'damaged'],
    ['nothing behind the first bytes', whole.subarray(0, 8), 'damaged'],
    ['a page without a table', Buffer.from('<html><body>请重新登录</body></html>'), 'damaged'],
    [
      'a row far below the last one of Excel',
      Buffer.from(
        '<?xml version="1.0"?><Workbook><Worksheet ss:Name="a"><Table><Row ss:Index="1999999"><Cell><Data ss:Type="String">x</Data></Cell></Row></Table></Worksheet></Workbook>',
      ),
      'damaged',
    ],
  ])('%s', async (_, file, reason) => {
    await expect(rowsOf(file, '名册.xls')).rejects.toMatchObject({ reason })
  })

  test('an .xls that would take more memory than there is for it', async () => {
    const reader = readRegister(whole, '名册.xls', 30 * whole.length)
    await expect(reader.batches.next()).rejects.toMatchObject({ reason: 'too-large' })
  })

  test.each([
    ['over each other', '<tr><td colspan=400 rowspan=400>x</td></tr>'.repeat(20_000)],
    ['beside each other', '<tr><td rowspan="100">x</td></tr>'.repeat(20_000)],
  ])('a page whose cells span rows %s kept the program busy for minutes', async (_, rows) => {
    const page = Buffer.from(`<table>${rows}</table>`)
    await expect(rowsOf(page, '名册.xls')).rejects.toMatchObject({ reason: 'too-large' })
  })

  test('an .xls of which any bytes were changed ends in rows or in words', async () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    for (let round = 0; round < 60; round++) {
      const file = Buffer.from(whole)
      for (let change = 0; change <= round % 12; change++) file[random(file.length)] = random(256)
      await rowsOf(file, '名册.xls').catch((error) => expect(error.name).toBe('UnreadableRegister'))
    }
  })
})
