import { type PaperLayout, paperLayouts } from '@qianyue/domain/documents/document-kind.ts'
import type { FilledBlock, FilledDocument } from '@qianyue/domain/documents/filled-document.ts'
import { type Mark, mm, type Piece, piecesOf } from './pieces.ts'
import { WRITE_BY_HAND } from './type-faces.ts'

/** One page of marks, measured in points from its upper left corner. */
export type LaidPage = { marks: Mark[] }

const HAND_NOTE = `注：${WRITE_BY_HAND}处为字库中没有的字，请手写补齐。`

/** Sets one paper into pages, in smaller type when that keeps it on as many pages as it is meant for. */
export function layOut(document: FilledDocument): LaidPage[] {
  const layout = paperLayouts[document.kind]
  let pages = layOutAt(document.blocks, layout, layout.bodyPt)
  const meant = 1 + document.blocks.filter(({ type }) => type === 'page-break').length
  for (let share = 0.95; pages.length > meant && share >= layout.smallestShare - 0.001; share -= 0.05) {
    const smaller = layOutAt(document.blocks, layout, layout.bodyPt * share)
    if (smaller.length < pages.length) pages = smaller
  }
  if (layout.numbered) {
    for (const [index, page] of pages.entries()) {
      page.marks.push(...footer(layout, index + 1, pages.length, document.number))
    }
  }
  return pages
}

function layOutAt(blocks: readonly FilledBlock[], layout: PaperLayout, bodyPt: number): LaidPage[] {
  const width = mm(layout.widthMm - 2 * layout.marginMm)
  const { pieces, missing } = piecesOf(blocks, bodyPt, width)
  if (missing > 0) {
    const note: FilledBlock = { type: 'paragraph', placed: 'flush', runs: [{ text: HAND_NOTE, bold: false }] }
    pieces.push(...piecesOf([note], bodyPt * 0.85, width).pieces)
  }
  return paginate(pieces, layout)
}

function paginate(pieces: readonly Piece[], layout: PaperLayout): LaidPage[] {
  const left = mm(layout.marginMm)
  const top = mm(layout.marginMm)
  const bottom = mm(layout.heightMm - layout.marginMm)
  const pages: LaidPage[] = []
  let page: LaidPage = { marks: [] }
  let y = top
  const turn = () => {
    pages.push(page)
    page = { marks: [] }
    y = top
  }
  const put = (piece: Piece) => {
    page.marks.push(...piece.marks(left, y))
    y += piece.height
  }
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index]!
    if (piece.turnPage) {
      if (y > top) turn()
      continue
    }
    if (y > top && y + heightKeptTogether(pieces, index) > bottom + 0.1) {
      turn()
      if (piece.header) put(piece.header)
    }
    if (!(y === top && piece.space)) put(piece)
  }
  if (page.marks.length > 0 || pages.length === 0) turn()
  return pages
}

/** The height of a piece with all that must stand on the same page after it. */
function heightKeptTogether(pieces: readonly Piece[], from: number): number {
  let height = 0
  for (let index = from; index < pieces.length; index += 1) {
    height += pieces[index]!.height
    if (!pieces[index]!.keepWithNext) break
  }
  return height
}

function footer(layout: PaperLayout, page: number, pages: number, number: string): Mark[] {
  const y = mm(layout.heightMm - layout.marginMm) + 14
  const right = mm(layout.widthMm - layout.marginMm)
  const [pageText, small] = [`第 ${page} 页　共 ${pages} 页`, 8.5]
  return [
    { type: 'text', x: mm(layout.marginMm), y, text: number, bold: false, pt: small, spacing: 0 },
    { type: 'text', x: right, y, text: pageText, bold: false, pt: small, spacing: 0, fromRight: true },
  ]
}
