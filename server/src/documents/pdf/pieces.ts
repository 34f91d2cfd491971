import { allBold, type FilledBlock, type FilledRun } from '@qianyue/domain/documents/filled-document.ts'
import { breakLines, type SetLine } from './break-lines.ts'
import { qrModules } from './qr-modules.ts'
import { tablePieces } from './table-pieces.ts'

/** Something drawn on a page; points from the upper left corner. */
export type Mark =
  | {
      type: 'text'
      x: number
      /** Top of the line of type. */
      y: number
      text: string
      bold: boolean
      pt: number
      /** Between characters, so that both edges of a paragraph are straight. */
      spacing: number
      /** `x` is the right end. */
      fromRight?: boolean
    }
  | { type: 'line'; x1: number; y1: number; x2: number; y2: number }
  | { type: 'box'; x: number; y: number; width: number; height: number }
  | { type: 'modules'; x: number; y: number; size: number; rows: readonly (readonly boolean[])[] }

/** What pagination moves as a whole. */
export type Piece = {
  height: number
  marks(x: number, y: number): Mark[]
  /** Must not be the last on its page. */
  keepWithNext?: boolean
  /** Put again at the top of the page when a table runs over. */
  header?: Piece
  /** Empty, and left out at the top of a page. */
  space?: boolean
  turnPage?: boolean
}

export const LINE_HEIGHT = 1.55

export function mm(millimetres: number): number {
  return (millimetres * 72) / 25.4
}

export function piecesOf(
  blocks: readonly FilledBlock[],
  bodyPt: number,
  width: number,
): { pieces: Piece[]; missing: number } {
  const pieces: Piece[] = []
  let missing = 0
  for (const block of blocks) {
    const made = piecesOfBlock(block, bodyPt, width)
    pieces.push(...made.pieces)
    missing += made.missing
  }
  return { pieces, missing }
}

function piecesOfBlock(block: FilledBlock, bodyPt: number, width: number) {
  switch (block.type) {
    case 'page-break':
      return { pieces: [{ height: 0, marks: () => [], turnPage: true }], missing: 0 }
    case 'title':
      return textPieces(allBold(block.runs), {
        pt: bodyPt * 1.75,
        width,
        align: 'centre',
        after: bodyPt * 0.6,
        keep: true,
      })
    case 'heading':
      return textPieces(allBold(block.runs), {
        pt: bodyPt * 1.08,
        width,
        align: 'left',
        before: bodyPt * 0.5,
        after: bodyPt * 0.15,
        keep: true,
      })
    case 'paragraph': {
      const indent = block.placed === 'indented' ? bodyPt * 2 : 0
      const align = block.placed === 'centre' ? 'centre' : block.placed === 'right' ? 'right' : 'justify'
      return textPieces(block.runs, { pt: bodyPt, width, align, indent, after: bodyPt * 0.2 })
    }
    case 'notice':
      return noticePiece(block.runs, bodyPt, width)
    case 'table':
      return tablePieces(block, bodyPt, width)
    case 'qr':
      return { pieces: [qrPiece(block, bodyPt)], missing: 0 }
    case 'beside':
      return besidePiece(block, bodyPt, width)
  }
}

type TextStyle = {
  pt: number
  width: number
  align: 'left' | 'centre' | 'right' | 'justify'
  indent?: number
  before?: number
  after?: number
  keep?: boolean
}

function textPieces(runs: readonly FilledRun[], style: TextStyle) {
  const { pt, width, align, indent = 0 } = style
  const { lines, missing } = breakLines(runs, pt, width, indent)
  const pieces: Piece[] = lines.map((line, index) => ({
    height: pt * LINE_HEIGHT,
    marks: (x, y) =>
      lineMarks(line, {
        x: x + (index === 0 ? indent : 0),
        y,
        width: width - (index === 0 ? indent : 0),
        pt,
        align,
      }),
    // Neither the first nor the last line of a paragraph stands alone on a page.
    keepWithNext: style.keep === true || (index === 0 && lines.length > 1) || index === lines.length - 2,
  }))
  if (style.before) pieces.unshift(space(style.before, true))
  if (style.after) pieces.push(space(style.after, style.keep === true))
  return { pieces, missing }
}

export function space(height: number, keepWithNext = false): Piece {
  return { height, marks: () => [], space: true, keepWithNext }
}

type Place = { x: number; y: number; width: number; pt: number; align: TextStyle['align'] }

/** Gaps wider than this many ems are left ragged rather than spread over the line. */
const WIDEST_SPREAD_EM = 2.5

export function lineMarks(line: SetLine, { x, y, width, pt, align }: Place): Mark[] {
  const slack = width - line.width
  const count = line.segments.reduce((sum, { text }) => sum + Array.from(text).length, 0)
  const spread = align === 'justify' && !line.last && slack < pt * WIDEST_SPREAD_EM && count > 1
  const spacing = spread ? slack / (count - 1) : 0
  let at = x + (align === 'centre' ? slack / 2 : align === 'right' ? slack : 0)
  return line.segments.map((segment): Mark => {
    const mark: Mark = { type: 'text', x: at, y, text: segment.text, bold: segment.bold, pt, spacing }
    at += segment.width + spacing * Array.from(segment.text).length
    return mark
  })
}

function noticePiece(runs: readonly FilledRun[], pt: number, width: number) {
  const padding = pt * 0.7
  const { lines, missing } = breakLines(runs, pt, width - 2 * padding)
  const boxHeight = lines.length * pt * LINE_HEIGHT + 2 * padding
  const piece: Piece = {
    height: boxHeight,
    marks: (x, y) => [
      { type: 'box', x, y, width, height: boxHeight },
      ...lines.flatMap((line, index) =>
        lineMarks(line, {
          x: x + padding,
          y: y + padding + index * pt * LINE_HEIGHT,
          width: width - 2 * padding,
          pt,
          align: 'justify',
        }),
      ),
    ],
  }
  return { pieces: [space(pt * 0.3, true), piece, space(pt * 0.4)], missing }
}

/** A number under a code is read out over the telephone: on one line, as long as it can be read. */
const SMALLEST_CAPTION_PT = 5.5

function qrPiece({ content, caption, sizeMm }: Extract<FilledBlock, { type: 'qr' }>, bodyPt: number): Piece {
  const size = mm(sizeMm)
  const runs = [{ text: caption, bold: false }]
  let captionPt = bodyPt * 0.75
  while (captionPt > SMALLEST_CAPTION_PT && breakLines(runs, captionPt, size).lines.length > 1)
    captionPt -= 0.25
  const { lines } = breakLines(runs, captionPt, size)
  return {
    height: size + lines.length * captionPt * LINE_HEIGHT,
    marks: (x, y) => [
      { type: 'modules', x, y, size, rows: qrModules(content) },
      ...lines.flatMap((line, index) =>
        lineMarks(line, {
          x,
          y: y + size + index * captionPt * LINE_HEIGHT,
          width: size,
          pt: captionPt,
          align: 'centre',
        }),
      ),
    ],
  }
}

function besidePiece(
  { left, right, rightMm }: Extract<FilledBlock, { type: 'beside' }>,
  pt: number,
  width: number,
) {
  const [rightWidth, gap] = [mm(rightMm), mm(3)]
  const leftWidth = width - rightWidth - gap
  const columns = [
    { x: 0, ...piecesOf(left, pt, leftWidth) },
    { x: leftWidth + gap, ...piecesOf(right, pt, rightWidth) },
  ]
  const heightOf = (pieces: readonly Piece[]) => pieces.reduce((sum, { height }) => sum + height, 0)
  const piece: Piece = {
    height: Math.max(...columns.map(({ pieces }) => heightOf(pieces))),
    marks: (x, y) =>
      columns.flatMap((column) => {
        let at = y
        return column.pieces.flatMap((each) => {
          const marks = each.marks(x + column.x, at)
          at += each.height
          return marks
        })
      }),
  }
  return { pieces: [piece, space(pt * 0.4)], missing: columns.reduce((sum, { missing }) => sum + missing, 0) }
}
