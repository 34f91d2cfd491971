import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cell, SheetRow } from '@qianyue/domain/registers/cell.ts'
import { textOf } from '@qianyue/domain/registers/cell.ts'
import fc from 'fast-check'
import { readXlsx, writeXlsx } from 'hucre'
import iconv from 'iconv-lite'
import PizZip from 'pizzip'
import { describe, expect, test } from 'vitest'
import { encodingOf } from './csv-rows.ts'
import { readRegister } from './read-register.ts'
import { rowsOfSheet } from './sheet-rows.ts'
import { formatShowsDay } from './workbook.ts'
import { UnreadableRegister } from './zip-file.ts'

const fixtures = join(import.meta.dirname, '../../../e2e/fixtures')

async function rowsOf(file: Buffer, name = 'a.xlsx'): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const batch of readRegister(file, name).batches) rows.push(...batch.rows)
  return rows
}

/** A workbook of one sheet with the XML given. */
function workbook(
  sheetData: string,
  { shared = '', styles = '', after = '', prefix = '', compression = 'DEFLATE' as 'DEFLATE' | 'STORE' } = {},
): Buffer {
  const zip = new PizZip()
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  zip.file(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="说明" sheetId="2" state="hidden" r:id="rId9"/><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  )
  zip.file(
    'xl/_rels/workbook.xml.rels',
    `<Relationships><Relationship Id="rId1" Type="${office}/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  )
  const p = prefix
  zip.file(
    'xl/worksheets/sheet1.xml',
    `<?xml version="1.0"?><${p}worksheet xmlns${p ? ':x' : ''}="${main}"><${p}sheetData>${sheetData}</${p}sheetData>${after}</${p}worksheet>`,
  )
  zip.file('xl/sharedStrings.xml', `<sst xmlns="${main}">${shared}</sst>`)
  zip.file('xl/styles.xml', `<styleSheet>${styles}</styleSheet>`)
  return zip.generate({ type: 'nodebuffer', compression })
}

async function cellsOf(xml: string, parts: Parameters<typeof workbook>[1] = {}): Promise<readonly Cell[]> {
  return (await rowsOf(workbook(`<row r="1">${xml}</row>`, parts)))[0]!.cells
}

describe('an .xlsx as Excel, WPS and programs write it', () => {
  test('a workbook that is not compressed came in one piece, and over 150,000 rows the check broke off', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, at) => `<row r="${at + 1}"><c r="A${at + 1}"><v>${at}</v></c></row>`,
    )
    const batches: number[] = []
    const file = workbook(rows.join(''), { compression: 'STORE' })
    for await (const batch of readRegister(file, 'a.xlsx').batches) batches.push(batch.rows.length)
    expect(batches.reduce((sum, length) => sum + length)).toBe(20_000)
    expect(Math.max(...batches)).toBeLessThan(10_000)
  })

  test.each(['register-messy', 'register-clean'])(
    'every cell of %s is the one that another reader finds',
    async (name) => {
      const file = await readFile(join(fixtures, `${name}.xlsx`))
      const [theirs] = (await readXlsx(new Uint8Array(file))).sheets
      const merged = new Set(
        (theirs!.merges ?? []).flatMap(({ startRow, endRow, startCol, endCol }) => {
          const places: string[] = []
          for (let row = startRow; row <= endRow; row++)
            for (let column = startCol; column <= endCol; column++) places.push(`${row}|${column}`)
          return places
        }),
      )
      const ours = await rowsOf(file)
      let compared = 0
      for (const { sheetRow, cells } of ours) {
        const row = theirs!.rows[sheetRow - 1]!
        for (let column = 0; column < Math.max(row.length, cells.length); column++) {
          if (merged.has(`${sheetRow - 1}|${column}`)) continue
          const their = row[column] as unknown
          const wanted = their instanceof Date ? their.toISOString().slice(0, 10) : String(their ?? '')
          expect(`${sheetRow}|${column}|${textOf(cells[column])}`).toBe(
            `${sheetRow}|${column}|${textOf(wanted)}`,
          )
          compared++
        }
      }
      expect(compared).toBeGreaterThan(5_000)
    },
  )

  test('shared, rich and inline texts are read whole, without phonetic guides', async () => {
    const shared =
      '<si><t>王秀英</t></si><si><r><rPr><b/></rPr><t>石桥</t></r><r><t xml:space="preserve">村 </t></r></si><si><t>翁</t><rPh sb="0" eb="1"><t>weng</t></rPh></si><si/><si><t/></si><si><t>A&amp;B &lt;1&gt; &#x4e2d;_x000A_</t></si>'
    const cells = await cellsOf(
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="s"><v>5</v></c><c r="G1" t="inlineStr"><is><r><t>李</t></r><r><t>强</t></r></is></c><c r="H1" t="str"><f>A1&amp;"x"</f><v>王秀英x</v></c>',
      { shared },
    )
    expect(cells).toEqual(['王秀英', '石桥村 ', '翁', '', '', 'A&B <1> 中\n', '李强', '王秀英x'])
  })

  test('a text in several fonts with a phonetic guide was read as nothing', async () => {
    const shared =
      '<si><r><rPr><b/></rPr><t>欧</t></r><r><t>阳娜</t></r><rPh sb="0" eb="1"><t>ou</t></rPh><phoneticPr fontId="1"/></si>'
    expect(await cellsOf('<c r="A1" t="s"><v>0</v></c>', { shared })).toEqual(['欧阳娜'])
  })

  test('numbers, cached results, truths and errors', async () => {
    const cells = await cellsOf(
      '<c r="A1"><v>42</v></c><c r="B1"><v>3.203991950091992E+17</v></c><c r="C1"><f>1+1</f><v>2</v></c><c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1" t="n"><v>-1.5</v></c><c r="G1"><v></v></c><c r="H1"/>',
    )
    expect(cells).toEqual([42, 320399195009199200, 2, '是', null, -1.5, null])
  })

  test('a number in a date format is its day, also in formats of one’s own', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="177" formatCode="0.00_ "/><numFmt numFmtId="178" formatCode="[h]:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="31"/><xf numFmtId="178"/></cellXfs>'
    const cells = await cellsOf(
      '<c r="A1" s="0"><v>22955</v></c><c r="B1" s="1"><v>22955</v></c><c r="C1" s="2"><v>22955.5</v></c><c r="D1" s="3"><v>22955</v></c><c r="E1" s="4"><v>1</v></c><c r="F1" s="5"><v>0.5</v></c><c r="G1" s="1"><v>19631112</v></c>',
      { styles },
    )
    expect(cells).toEqual([22955, '1962-11-05', '1962-11-05', 22955, '1900-01-01', 0.5, 19631112])
  })

  test.each([
    ['yyyy-mm-dd', true],
    ['m/d/yy', true],
    ['yyyy"年"m"月"', true],
    ['[$-804]yyyy/m/d;@', true],
    ['0.00', false],
    ['General', false],
    ['[h]:mm:ss', false],
    ['mm:ss', false],
    ['"day" 0', false],
    ['[Red]#,##0', false],
  ])('the format %s shows a day: %s', (format, shows) => {
    expect(formatShowsDay(format)).toBe(shows)
  })

  test('a cell whose text is struck through is known by its column', async () => {
    const styles =
      '<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts><cellXfs><xf/><xf fontId="1"/><xf fontId="2"/></cellXfs>'
    const [row] = await rowsOf(
      workbook(
        '<row r="1"><c t="str" s="2"><v>甲</v></c><c t="str" s="1"><v>乙</v></c><c s="1"/></row><row r="2"><c><v>1</v></c></row>',
        { styles },
      ),
    )
    expect(row).toMatchObject({ cells: ['甲', '乙'], struck: [1] })
  })

  test('cells without an address, rows without a number and tags with a prefix stand where they belong', async () => {
    const rows = await rowsOf(
      workbook(
        '<x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c><x:v>1</x:v></x:c></x:row><x:row/><x:row r="5"><x:c r="C5"><x:v>7</x:v></x:c></x:row>',
        { prefix: 'x:' },
      ),
    )
    expect(rows.map(({ sheetRow, cells }) => [sheetRow, cells])).toEqual([
      [1, ['甲', 1]],
      [2, []],
      [5, [null, null, 7]],
    ])
  })

  test('a merged value stands in every cell it covers', async () => {
    const file = workbook(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>H1</t></is></c><c r="B1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row><row r="3"><c r="A3"/><c r="B3"><v>3</v></c></row><row r="4"><c r="B4"><v>4</v></c></row>',
      { after: '<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>' },
    )
    expect((await rowsOf(file)).map(({ cells }) => cells[0] ?? null)).toEqual(['H1', 'H1', 'H1', null])
  })

  test('hidden sheets are passed over, several sheets follow one another', async () => {
    expect((await rowsOf(workbook('<row r="1"><c r="A1"><v>1</v></c></row>')))[0]!.sheet).toBe('名册')
    const several = await writeXlsx({
      sheets: [
        { name: '东岭村', rows: [['a']] },
        { name: '河湾村', rows: [['b']] },
      ],
    })
    expect((await rowsOf(Buffer.from(several))).map(({ sheet, cells }) => [sheet, cells[0]])).toEqual([
      ['东岭村', 'a'],
      ['河湾村', 'b'],
    ])
  })

  test('wherever a piece of the file ends, the rows are the same', async () => {
    const xml = Buffer.from(
      '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>诸葛永燕</t></is></c><c r="B1"><v>12</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>欧阳明</t></is></c></row></sheetData></worksheet>',
    )
    const context = { strings: [], styleIsDate: [], styleIsStruck: [], countsFrom1904: false }
    const read = async (cuts: number[]) => {
      const ends = [...new Set(cuts.map((cut) => cut % xml.length))].sort((a, b) => a - b)
      async function* pieces() {
        let from = 0
        for (const end of [...ends, xml.length]) {
          yield xml.subarray(from, end)
          from = end
        }
      }
      const rows = []
      for await (const some of rowsOfSheet(pieces(), context)) rows.push(...some)
      return rows
    }
    const whole = await read([])
    expect(whole).toHaveLength(2)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1_000), { maxLength: 12 }), async (cuts) => {
        expect(await read(cuts)).toEqual(whole)
      }),
    )
  })
})

describe('a .csv as Excel and WPS write it', () => {
  const text = '姓名,身份证号,备注\r\n王秀英,="320399196311125960","外出,""务工""\n去了城里"\r\n李强,,\r\n'
  const wanted = [
    ['姓名', '身份证号', '备注'],
    ['王秀英', '320399196311125960', '外出,"务工"\n去了城里'],
    ['李强', null, null],
  ]

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['GBK', iconv.encode(text, 'gbk')],
    ['GB18030', iconv.encode(text, 'gb18030')],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(text, 'utf16le')])],
  ])('in %s', async (_, file) => {
    const rows = await rowsOf(file, '东岭村.csv')
    expect(rows.map(({ cells }) => cells)).toEqual(wanted)
    expect(rows.map(({ sheetRow, sheet }) => [sheetRow, sheet])).toEqual([
      [1, '东岭村'],
      [2, '东岭村'],
      [3, '东岭村'],
    ])
  })

  test('with tabs, semicolons or upright lines', async () => {
    for (const mark of ['\t', ';', '|']) {
      const [row] = await rowsOf(Buffer.from(['姓名', '性别', '年龄'].join(mark)), 'a.csv')
      expect(row!.cells).toEqual(['姓名', '性别', '年龄'])
    }
  })

  test('the Chinese comma between cells was part of them, where no other mark stands', async () => {
    const cells = async (text: string) => (await rowsOf(Buffer.from(text), 'a.csv')).map((row) => row.cells)
    expect(await cells('姓名，村\n王强，东岭村')).toEqual([
      ['姓名', '村'],
      ['王强', '东岭村'],
    ])
    expect(await cells('姓名,备注\n王强,外出，在苏州')).toEqual([
      ['姓名', '备注'],
      ['王强', '外出，在苏州'],
    ])
  })

  test('a text with tabs that a system called .xls was refused', async () => {
    const text = iconv.encode('姓名\t性别\r\n郭晓鑫\t男', 'gbk')
    expect((await rowsOf(text, '居民档案.xls')).map(({ cells }) => cells)).toEqual([
      ['姓名', '性别'],
      ['郭晓鑫', '男'],
    ])
  })

  test('UTF-16 without a mark was no text, and UTF-8 that is cut off was taken for GBK', async () => {
    const littleEndian = iconv.encode(text, 'utf16le')
    const cutOff = Buffer.concat([Buffer.from(text.repeat(3)), Buffer.from('强').subarray(0, 2)])
    expect((await rowsOf(littleEndian, 'a.csv')).map(({ cells }) => cells)).toEqual(wanted)
    expect((await rowsOf(iconv.encode(text, 'utf16be'), 'a.csv')).map(({ cells }) => cells)).toEqual(wanted)
    expect((await rowsOf(cutOff, 'a.csv')).slice(0, 3).map(({ cells }) => cells)).toEqual(wanted)
    await expect(rowsOf(Buffer.from([1, 0, 0, 2, 0, 0, 3, 0]), 'a.csv')).rejects.toThrow(UnreadableRegister)
  })

  test('a quotation mark that nobody closed swallowed all rows behind it', async () => {
    const single = await rowsOf(Buffer.from('姓名,村\n"王强,东岭村\n李红,东岭村'), 'a.csv')
    expect(single.map(({ cells }) => cells)).toEqual([
      ['姓名', '村'],
      ['"王强', '东岭村'],
      ['李红', '东岭村'],
    ])
  })

  test('a text with blanks between its cells was one column', async () => {
    const lines = '姓名 身份证号 村\n王秀英 320399196311125960 东岭村\n'
    expect((await rowsOf(Buffer.from(lines), 'a.csv')).map(({ cells }) => cells)).toEqual([
      ['姓名', '身份证号', '村'],
      ['王秀英', '320399196311125960', '东岭村'],
    ])
  })

  test('a text that is UTF-8 is never taken for GBK', () => {
    expect(encodingOf(Buffer.from('龙晓秀'.repeat(100_000)))).toBe('utf-8')
    expect(encodingOf(iconv.encode('龙晓秀', 'gbk'))).toBe('gb18030')
  })

  test('what is written is what is read, whatever is in the cells', async () => {
    const cell = fc
      .oneof(fc.string(), fc.constantFrom('a,b', '"', '\n', '王,"强"', '\r\n'))
      .filter((value) => !/^="/.test(value) && !value.startsWith('\ufeff'))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        async (rows) => {
          const file = rows
            .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
            .join('\r\n')
          if (/[\ud800-\udfff]/.test(file) || file.includes('\0') || file.includes('\ufeff')) return
          const read = await rowsOf(Buffer.from(file), 'a.csv')
          expect(read.map(({ cells }) => cells.map((value) => value ?? ''))).toEqual(rows)
        },
      ),
    )
  })
})
