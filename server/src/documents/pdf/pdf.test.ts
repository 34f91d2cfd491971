import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { localDate } from '@qianyue/domain/days/local-date.ts'
import { defaultTexts } from '@qianyue/domain/documents/default-texts.ts'
import { allDocumentKinds, type DocumentKind, paperLayouts } from '@qianyue/domain/documents/document-kind.ts'
import { filledDocument, sampleFacts } from '@qianyue/domain/documents/document-values.ts'
import type { FilledBlock, FilledDocument } from '@qianyue/domain/documents/filled-document.ts'
import { sampleAgreement } from '@qianyue/domain/documents/sample-papers.ts'
import { forms } from '@qianyue/domain/forms/forms.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPdf } from '../../testing/read-pdf.ts'
import { breakLines } from './break-lines.ts'
import { mm } from './pieces.ts'
import { writePdf } from './write-pdf.ts'

const today = localDate('2026-11-21')

async function printed(kind: DocumentKind, documents: Iterable<FilledDocument>) {
  const out = new PassThrough()
  const [file] = await Promise.all([buffer(out), writePdf(kind, documents, out)])
  return file
}

const sample = (kind: DocumentKind) => filledDocument(sampleFacts(kind), defaultTexts[kind], today)
const blocks = (kind: DocumentKind, filled: FilledBlock[]): FilledDocument => ({
  kind,
  number: 'N',
  blocks: filled,
})
const paragraph = (text: string): FilledBlock => ({
  type: 'paragraph',
  placed: 'flush',
  runs: [{ text, bold: false }],
})

describe('each paper as shipped', () => {
  test.each(allDocumentKinds)('%s stays within its margins', async (kind) => {
    const { pages } = await readPdf(await printed(kind, [sample(kind)]))
    const margin = mm(paperLayouts[kind].cutFromA4 ? 3 : paperLayouts[kind].marginMm)
    for (const { pieces, width } of pages) {
      for (const { text, x, width: wide } of pieces) {
        expect(x, text).toBeGreaterThanOrEqual(margin - 1)
        expect(x + wide, text).toBeLessThanOrEqual(width - margin + 6)
      }
    }
  })

  test.each([
    ['agreement', 3],
    ['service-card', 1],
    ['contact-card', 1],
    ['resident-letter', 2],
  ] as const)('%s needs at most %i sheets', async (kind, sheets) => {
    const { pages } = await readPdf(await printed(kind, [sample(kind)]))
    expect(pages.length).toBeLessThanOrEqual(sheets)
  })

  test('the agreement can be read and searched as text', async () => {
    const { text } = await readPdf(await printed('agreement', [sample('agreement')]))
    expect(text).toContain('家庭医生签约服务协议书')
    expect(text).toContain('高血压面对面随访')
    expect(text).toContain('王秀英')
  })
})

describe('a whole village in one file', () => {
  const village = (count: number) => Array.from({ length: count }, () => sample('agreement'))

  test('numbers the pages of each agreement, not of the file', async () => {
    const { pages } = await readPdf(await printed('agreement', village(3)))
    expect(pages).toHaveLength(9)
    expect(pages[3]!.text).toMatch(/第 1 页\s共 3 页/)
    expect(pages[8]!.text).toMatch(/第 3 页\s共 3 页/)
  })

  test('of 300 households is written within ten seconds and stays small', async () => {
    const began = performance.now()
    const file = await printed('agreement', village(300))
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(file.length).toBeLessThan(6_000_000)
  })

  test('of contact cards puts ten on a sheet', async () => {
    const cards = Array.from({ length: 11 }, () => sample('contact-card'))
    const { pages } = await readPdf(await printed('contact-card', cards))
    expect(pages).toHaveLength(2)
    expect(pages[0]!.text.match(/家庭医生联系卡/g)).toHaveLength(10)
  })
})

describe('long and rare', () => {
  test('a name of thirty characters wraps in its cell', async () => {
    const name = '买买提·阿卜杜热合曼·阿不都克里木江·吐尔逊娜依古丽阿依'
    const agreement = {
      ...sampleAgreement,
      members: sampleAgreement.members.map((member) => ({ ...member, name })),
    }
    const filled = filledDocument({ kind: 'agreement', agreement }, defaultTexts.agreement, today)
    const { pages } = await readPdf(await printed('agreement', [filled]))
    const first = pages[0]!.pieces.filter(({ text }) => text.startsWith('买买提'))
    expect(first.length).toBeGreaterThan(0)
    expect(first.some(({ width }) => width < mm(170 * 0.17))).toBe(true)
    expect(pages[0]!.text).toContain(name.slice(-4))
  })

  test('a character that no font has is left to be written by hand, and said of no box to tick', async () => {
    const { text } = await readPdf(
      await printed('resident-letter', [
        blocks('resident-letter', [paragraph('王𠮷先生'), paragraph('■首签　□续约')]),
      ]),
    )
    expect(text).toMatch(/王〔\s〕先生/)
    expect(text).toMatch(/〔\s〕处为字库中没有的字，请手写补齐/)
    expect(text).toContain('□续约')
  })

  test('no sheet of the specification leaves a word of its own to be written by hand, as FEV₁ was', () => {
    const words = JSON.stringify(forms, (_, value) => (value instanceof RegExp ? undefined : value))
    const { missing } = breakLines([{ text: words, bold: false }], 10, 100_000)
    expect(words).toContain('FEV₁')
    expect(missing).toBe(0)
  })

  test('the hour of a time is not parted from its minutes at the end of a line', () => {
    const { lines } = breakLines([{ text: '2026-09-01 21:41', bold: false }], 10, 75)
    expect(lines.map(({ segments }) => segments[0]!.text.trim())).toEqual(['2026-09-01', '21:41'])
  })

  test('a table that runs over repeats its header and never splits a row', async () => {
    const rows = Array.from({ length: 80 }, (_, index) => ({
      cells: [{ text: `行${index}甲` }, { text: `行${index}乙` }],
    }))
    const table: FilledBlock = {
      type: 'table',
      columns: [{ share: 1 }, { share: 1 }],
      header: ['左栏', '右栏'],
      rows,
    }
    const { pages } = await readPdf(await printed('agreement', [blocks('agreement', [table])]))
    expect(pages.length).toBeGreaterThan(1)
    for (const { text } of pages) {
      expect(text).toContain('左栏')
      expect(text.match(/行\d+甲/g)?.length).toBe(text.match(/行\d+乙/g)?.length)
    }
  })

  test('a heading never stands last on a page', async () => {
    const filled: FilledBlock[] = Array.from({ length: 60 }, (_, index): FilledBlock[] => [
      { type: 'heading', runs: [{ text: `第${index}节`, bold: true }] },
      paragraph('正文'),
    ]).flat()
    const { pages } = await readPdf(await printed('agreement', [blocks('agreement', filled)]))
    for (const { text } of pages) expect(text.replace(/第 .*$/, '')).toMatch(/正文N?\s*$/)
  })

  test('a PDF without a paper is not made', async () => {
    await expect(writePdf('agreement', [], new PassThrough())).rejects.toThrow(RangeError)
  })
})

describe('breaking lines', () => {
  const lines = (text: string, widthEm: number) =>
    breakLines([{ text, bold: false }], 10, widthEm * 10).lines.map(({ segments }) =>
      segments.map((segment) => segment.text).join(''),
    )

  test.each([
    ['一二三四五六', 3, ['一二三', '四五六']],
    ['一二三，四五', 3, ['一二', '三，四', '五']],
    ['一二，三四五', 3, ['一二，', '三四五']],
    ['一二（三四）五', 3, ['一二', '（三', '四）五']],
    ['请拨打电话0500-8000120', 8, ['请拨打电话', '0500-8000120']],
    ['一\n二', 3, ['一', '二']],
    ['', 3, ['']],
  ])('%s in %i characters is %j', (text, width, expected) => {
    expect(lines(text, width)).toEqual(expected)
  })

  test('a word longer than the line is broken where it must', () => {
    const broken = lines('A'.repeat(40), 5)
    expect(broken.length).toBeGreaterThan(3)
    expect(broken.join('')).toBe('A'.repeat(40))
  })

  test('loses no character and makes no line wider than it may be', () => {
    const characters = fc.constantFrom(...'签约服务，。（）A1b2 “”、：—')
    fc.assert(
      fc.property(
        fc.array(characters, { maxLength: 120 }),
        fc.integer({ min: 3, max: 30 }),
        (typed, widthEm) => {
          const text = typed.join('')
          const set = breakLines([{ text, bold: false }], 10, widthEm * 10).lines
          expect(set.flatMap(({ segments }) => segments.map((segment) => segment.text)).join('')).toBe(text)
          for (const { width } of set) expect(width).toBeLessThanOrEqual(widthEm * 10 + 0.02)
        },
      ),
    )
  })
})
