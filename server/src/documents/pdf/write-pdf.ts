import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  documentKinds,
  otherPapers,
  type PaperKind,
  paperLayouts,
} from '@qianyue/domain/documents/document-kind.ts'
import type { FilledDocument } from '@qianyue/domain/documents/filled-document.ts'
import PDFDocument from 'pdfkit'
import { type LaidPage, layOut } from './lay-out.ts'
import { type Mark, mm } from './pieces.ts'
import { typeFaces } from './type-faces.ts'

const A4 = { width: mm(210), height: mm(297) }
const LINE_WIDTH = 0.6

/**
 * Writes papers of one kind into one PDF, page by page as they are laid out, so that a whole village needs no
 * more memory than one household. Cards are put side by side on A4 with marks to cut along.
 */
export async function writePdf(
  kind: PaperKind,
  documents: Iterable<FilledDocument> | AsyncIterable<FilledDocument>,
  out: Writable,
  onWritten: (count: number) => void = () => {},
): Promise<void> {
  const pdf = new PDFDocument({
    autoFirstPage: false,
    info: {
      Title: { ...documentKinds, ...otherPapers }[kind],
      Producer: 'Qianyue',
      Creator: 'Qianyue',
    },
  })
  const written = finished(pdf.pipe(out))
  const { regular, bold } = typeFaces()
  pdf.registerFont('regular', regular.content)
  pdf.registerFont('bold', bold.content)
  const sheet = sheetFor(kind, pdf)
  let count = 0
  for await (const document of documents) {
    for (const page of layOut(document)) sheet(page)
    count += 1
    onWritten(count)
    // Others are answered between two papers, and a slow reader is waited for.
    await (out.writableNeedDrain ? drained(out) : nextTurn())
  }
  if (count === 0) throw new RangeError('a PDF has at least one paper')
  pdf.end()
  await written
}

/** Also when whoever reads has gone. */
async function drained(out: Writable): Promise<void> {
  await new Promise<void>((resolve) => out.once('drain', resolve).once('close', resolve))
  if (out.destroyed) throw new Error('nobody reads the PDF any more')
}

/** Where each page goes: onto a sheet of its own, or into the next free place of an A4 sheet. */
function sheetFor(kind: PaperKind, pdf: PDFKit.PDFDocument): (page: LaidPage) => void {
  const layout = paperLayouts[kind]
  const [width, height] = [mm(layout.widthMm), mm(layout.heightMm)]
  if (!layout.cutFromA4) {
    return (page) => {
      pdf.addPage({ size: [width, height], margin: 0 })
      draw(pdf, page.marks, 0, 0)
    }
  }
  const landscape =
    Math.floor(A4.height / width) * Math.floor(A4.width / height) >
    Math.floor(A4.width / width) * Math.floor(A4.height / height)
  const sheet = landscape ? { width: A4.height, height: A4.width } : A4
  const columns = Math.floor((sheet.width + 1) / width)
  const rows = Math.floor((sheet.height + 1) / height)
  const [left, top] = [(sheet.width - columns * width) / 2, (sheet.height - rows * height) / 2]
  let place = 0
  return (page) => {
    if (place % (columns * rows) === 0) {
      pdf.addPage({ size: [sheet.width, sheet.height], margin: 0 })
      cuttingMarks(pdf, columns, rows, width, height, left, top)
    }
    const [column, row] = [place % columns, Math.floor(place / columns) % rows]
    draw(pdf, page.marks, left + column * width, top + row * height)
    place += 1
  }
}

function cuttingMarks(
  pdf: PDFKit.PDFDocument,
  columns: number,
  rows: number,
  width: number,
  height: number,
  left: number,
  top: number,
): void {
  const [right, bottom] = [left + columns * width, top + rows * height]
  pdf.save().lineWidth(0.3).strokeColor('#888888').dash(2, { space: 3 })
  for (let column = left > 1 ? 0 : 1; column <= (left > 1 ? columns : columns - 1); column += 1) {
    pdf
      .moveTo(left + column * width, top)
      .lineTo(left + column * width, bottom)
      .stroke()
  }
  for (let row = top > 1 ? 0 : 1; row <= (top > 1 ? rows : rows - 1); row += 1) {
    pdf
      .moveTo(left, top + row * height)
      .lineTo(right, top + row * height)
      .stroke()
  }
  pdf.undash().restore()
}

function draw(pdf: PDFKit.PDFDocument, marks: readonly Mark[], left: number, top: number): void {
  pdf.lineWidth(LINE_WIDTH).strokeColor('black').fillColor('black')
  for (const mark of marks) {
    switch (mark.type) {
      case 'text': {
        pdf.font(mark.bold ? 'bold' : 'regular').fontSize(mark.pt)
        const x = left + mark.x - (mark.fromRight ? pdf.widthOfString(mark.text) : 0)
        pdf.text(mark.text, x, top + mark.y, { lineBreak: false, characterSpacing: mark.spacing })
        break
      }
      case 'line':
        pdf
          .moveTo(left + mark.x1, top + mark.y1)
          .lineTo(left + mark.x2, top + mark.y2)
          .stroke()
        break
      case 'box':
        pdf.rect(left + mark.x, top + mark.y, mark.width, mark.height).stroke()
        break
      case 'modules':
        drawModules(pdf, mark, left, top)
        break
    }
  }
}

/** One path for the whole code: hairlines between squares would confuse a scanner. */
function drawModules(
  pdf: PDFKit.PDFDocument,
  { x, y, size, rows }: Extract<Mark, { type: 'modules' }>,
  left: number,
  top: number,
): void {
  const module = size / rows.length
  for (const [row, cells] of rows.entries()) {
    for (const [column, black] of cells.entries()) {
      if (black) pdf.rect(left + x + column * module, top + y + row * module, module, module)
    }
  }
  pdf.fill('black')
}
