import type { Binding } from '@qianyue/domain/report-templates/placeholder.ts'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import PizZip from 'pizzip'
import { describe, expect, test } from 'vitest'
import { WorkbookTemplate } from './fill-workbook.ts'

/** A title over three merged columns, a row for each township, a total, and a foot that is merged too. */
async function template(): Promise<Buffer> {
  const cells = new Map([
    ['2,1', { value: '{{签约率@下级}}', style: { numFmt: '0.00%' } }],
    ['2,2', { value: null, formula: 'B3*100' }],
    ['3,1', { value: '{{签约率}}', style: { numFmt: '0.00%' } }],
    ['3,2', { value: null, formula: 'SUM(C3:C3)' }],
  ])
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '季报',
        rows: [
          ['{{单位名称}}{{报告期}}签约情况', null, null],
          ['单位', '签约率', '换算'],
          ['{{单位@下级}}', '{{签约率@下级}}', null],
          ['合计', '{{签约率}}', null],
          ['共签约{{签约人数}}人，签约率{{签约率}}', null, null],
        ],
        cells,
        merges: [
          { startRow: 0, startCol: 0, endRow: 0, endCol: 2 },
          { startRow: 4, startCol: 0, endRow: 4, endCol: 2 },
        ],
      },
    ],
  })
  return Buffer.from(bytes)
}

const shares = [0.5, 0.25, 1]

function worthOf(binding: Binding, below: number | null) {
  if (binding.kind === 'word') return { text: binding.word === 'period' ? '2026年第三季度' : '示范县' }
  if (binding.kind === 'place-name') return { text: `第${below! + 1}镇` }
  if (binding.kind === 'count') return { number: 4454, isShare: false }
  return { number: below === null ? 0.3902 : shares[below]!, isShare: true }
}

const sheetOf = (content: Buffer) => new PizZip(content).file('xl/worksheets/sheet1.xml')!.asText()

describe("a county's own template", () => {
  test('a row is repeated for each unit below; the total, its formula and merged cells move with it', async () => {
    const filled = new WorkbookTemplate(await template()).fill(worthOf, 3)
    const { sheets } = await readXlsx(new Uint8Array(filled))
    const { rows } = sheets[0]!
    expect(rows.map(([first, second]) => [first, second])).toEqual([
      ['示范县2026年第三季度签约情况', null],
      ['单位', '签约率'],
      ['第1镇', 0.5],
      ['第2镇', 0.25],
      ['第3镇', 1],
      ['合计', 0.3902],
      ['共签约4454人，签约率39.02%', null],
    ])
    const xml = sheetOf(filled)
    expect([...xml.matchAll(/<f>(.*?)<\/f>/g)].map(([, formula]) => formula)).toEqual([
      'B3*100',
      'B4*100',
      'B5*100',
      'SUM(C3:C5)',
    ])
    expect([...xml.matchAll(/mergeCell ref="(.*?)"/g)].map(([, ref]) => ref)).toEqual(['A1:C1', 'A7:C7'])
  })

  test('the number format of a cell stays, and says whether a share is written as such or in percent', async () => {
    const before = await template()
    const styleOf = (xml: string, cell: string) => new RegExp(`r="${cell}"[^>]*\\bs="(\\d+)"`).exec(xml)?.[1]
    const filled = sheetOf(new WorkbookTemplate(before).fill(worthOf, 3))
    expect(styleOf(filled, 'B6')).toBe(styleOf(sheetOf(before), 'B4'))
    const plain = await writeXlsx({ sheets: [{ name: '表', rows: [['{{签约率}}']] }] })
    const { sheets } = await readXlsx(
      new Uint8Array(new WorkbookTemplate(Buffer.from(plain)).fill(worthOf, 0)),
    )
    expect(sheets[0]!.rows).toEqual([[39.02]])
  })

  test('with nobody below the row stays empty, and one below is one row', async () => {
    const rowsWith = async (below: number) => {
      const filled = new WorkbookTemplate(await template()).fill(worthOf, below)
      return (await readXlsx(new Uint8Array(filled))).sheets[0]!.rows.map(([first]) => first)
    }
    expect((await rowsWith(0)).slice(2, 4)).toEqual([null, '合计'])
    expect((await rowsWith(1)).slice(2, 4)).toEqual(['第1镇', '合计'])
  })

  test('a named cell asks like a placeholder', async () => {
    const zip = new PizZip(Buffer.from(await writeXlsx({ sheets: [{ name: '表', rows: [['率', 0]] }] })))
    const book = zip.file('xl/workbook.xml')!.asText()
    const name = `<definedNames><definedName name="签约率_本单位">表!$B$1</definedName></definedNames>`
    zip.file('xl/workbook.xml', book.replace('</sheets>', `</sheets>${name}`))
    const filled = new WorkbookTemplate(zip.generate({ type: 'nodebuffer' })).fill(worthOf, 0)
    expect((await readXlsx(new Uint8Array(filled))).sheets[0]!.rows).toEqual([['率', 39.02]])
  })

  test('what cannot be bound is said with its cell, and what is no workbook is refused', async () => {
    const wrong = await writeXlsx({ sheets: [{ name: '表', rows: [['好'], ['{{签约绿@本单位}}']] }] })
    expect(new WorkbookTemplate(Buffer.from(wrong)).problems()).toEqual([
      expect.stringContaining('A2：“签约绿”不是系统中的指标'),
    ])
    expect(new WorkbookTemplate(await template()).problems()).toEqual([])
    expect(() => new WorkbookTemplate(Buffer.from('不是工作簿'))).toThrow()
  })
})
