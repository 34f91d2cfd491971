import {
  allBold,
  type FilledBlock,
  type FilledRun,
  type FilledTable,
} from '@qianyue/domain/documents/filled-document.ts'
import PizZip from 'pizzip'

/** Twentieths of a point: Word's unit of length. */
const TEXT_WIDTH = 9_070
const DOCUMENT_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'

/** A Word file of the blocks: what a county downloads to change in Word, and a paper that can still be edited. */
export function writeWord(blocks: readonly FilledBlock[]): Buffer {
  const zip = new PizZip()
  zip.file(
    '[Content_Types].xml',
    `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${DOCUMENT_TYPE}"/></Types>`,
  )
  zip.file(
    '_rels/.rels',
    `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATION}" Target="word/document.xml"/></Relationships>`,
  )
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1418" w:bottom="1304" w:left="1418" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
  zip.file(
    'word/document.xml',
    `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${blocks.map(blockXml).join('')}${page}</w:body></w:document>`,
  )
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

function blockXml(block: FilledBlock): string {
  switch (block.type) {
    case 'title':
      return paragraph(allBold(block.runs), { align: 'center', halfPoints: 36, after: 200 })
    case 'heading':
      return paragraph(allBold(block.runs), { halfPoints: 24, before: 160, after: 60 })
    case 'paragraph':
      return paragraph(block.runs, {
        align: { indented: 'both', flush: 'both', centre: 'center', right: 'right' }[block.placed],
        indented: block.placed === 'indented',
      })
    case 'notice':
      return tableXml(
        [TEXT_WIDTH],
        [[{ width: TEXT_WIDTH, span: 1, content: paragraph(block.runs, { align: 'both' }) }]],
        false,
      )
    case 'table':
      return filledTableXml(block)
    case 'beside':
      return [...block.left, ...block.right].map(blockXml).join('')
    case 'qr':
      return paragraph([{ text: block.caption, bold: false }], { align: 'right' })
    case 'page-break':
      return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
  }
}

type ParagraphStyle = {
  align?: string
  halfPoints?: number
  before?: number
  after?: number
  indented?: boolean
}

function paragraph(runs: readonly FilledRun[], style: ParagraphStyle): string {
  const { align = 'left', halfPoints = 21, before = 0, after = 40, indented = false } = style
  const indent = indented ? '<w:ind w:firstLineChars="200" w:firstLine="420"/>' : ''
  const properties = `<w:pPr><w:spacing w:before="${before}" w:after="${after}" w:line="340" w:lineRule="auto"/>${indent}<w:jc w:val="${align}"/></w:pPr>`
  return `<w:p>${properties}${runs.map((run) => runXml(run, halfPoints)).join('')}</w:p>`
}

function runXml({ text, bold }: FilledRun, halfPoints: number): string {
  const font = '<w:rFonts w:ascii="SimSun" w:hAnsi="SimSun" w:eastAsia="SimSun" w:hint="eastAsia"/>'
  const properties = `<w:rPr>${font}${bold ? '<w:b/>' : ''}<w:sz w:val="${halfPoints}"/></w:rPr>`
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`)
  return `<w:r>${properties}${lines.join('<w:br/>')}</w:r>`
}

/** Also drops control characters, which XML cannot hold. */
function escapeXml(text: string): string {
  return Array.from(text)
    .filter((character) => character >= ' ' || character === '\t')
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

type WordCell = { width: number; span: number; content: string }

function filledTableXml({ columns, header, rows }: FilledTable): string {
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => Math.round((share / shares) * TEXT_WIDTH))
  const all =
    header === null
      ? rows
      : [{ cells: header.map((text) => ({ text, bold: true, align: 'centre' as const })) }, ...rows]
  const set = all.map(({ cells }) => {
    let column = 0
    return cells.map((cell): WordCell => {
      const span = 'span' in cell ? (cell.span ?? 1) : 1
      const align = cell.align ?? (span > 1 ? 'left' : (columns[column]?.align ?? 'left'))
      const width = widths.slice(column, column + span).reduce((sum, each) => sum + each, 0)
      column += span
      const run = { text: cell.text, bold: cell.bold ?? false }
      return {
        width,
        span,
        content: paragraph([run], { align: align === 'centre' ? 'center' : align, after: 0 }),
      }
    })
  })
  return tableXml(widths, set, header !== null)
}

function tableXml(
  widths: readonly number[],
  rows: readonly (readonly WordCell[])[],
  hasHeader: boolean,
): string {
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((edge) => `<w:${edge} w:val="single" w:sz="6" w:space="0" w:color="000000"/>`)
    .join('')
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')
  const body = rows.map((cells, index) => {
    const repeated = hasHeader && index === 0 ? '<w:tblHeader/>' : ''
    return `<w:tr><w:trPr><w:cantSplit/>${repeated}</w:trPr>${cells.map(cellXml).join('')}</w:tr>`
  })
  const properties = `<w:tblPr><w:tblW w:w="${TEXT_WIDTH}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>`
  // Word joins two tables that touch; the empty paragraph keeps them apart.
  return `<w:tbl>${properties}<w:tblGrid>${grid}</w:tblGrid>${body.join('')}</w:tbl>${paragraph([], { halfPoints: 10, after: 0 })}`
}

function cellXml({ width, span, content }: WordCell): string {
  const spanned = span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${spanned}<w:vAlign w:val="center"/></w:tcPr>${content}</w:tc>`
}
