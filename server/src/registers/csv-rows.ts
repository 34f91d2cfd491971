import type { Cell } from '@qianyue/domain/registers/cell.ts'
import { MOST_COLUMNS, MOST_TEXT, type RawRow } from './sheet-rows.ts'
import { UnreadableRegister } from './zip-file.ts'

const PIECE_BYTES = 256 * 1024

/**
 * Rows of a .csv as Excel and WPS write it in China: UTF-8 with or without a mark, UTF-16, or GBK. A row is a record:
 * a line break inside quotes does not end it, and it has the number that Excel would show.
 */
export async function* rowsOfCsv(file: Buffer): AsyncGenerator<RawRow[]> {
  const encoding = encodingOf(file)
  const decoder = new TextDecoder(encoding)
  const records = recordReader(delimiterOf(decoder.decode(file.subarray(0, 8192), { stream: true })))
  const text = new TextDecoder(encoding)
  let sheetRow = 0
  for (let from = 0; from < file.length; from += PIECE_BYTES) {
    const piece = text.decode(file.subarray(from, from + PIECE_BYTES), {
      stream: from + PIECE_BYTES < file.length,
    })
    const rows = records.read(piece).map((cells) => ({ sheetRow: ++sheetRow, cells }))
    if (rows.length > 0) yield rows
  }
  const rows = records.finish().map((cells) => ({ sheetRow: ++sheetRow, cells }))
  if (rows.length > 0) yield rows
}

/**
 * The encoding of a text file. GB18030 reads everything that GBK and GB2312 write; a text of which all but a few characters
 * are UTF-8 was cut off or damaged.
 * @throws UnreadableRegister
 */
export function encodingOf(file: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' {
  if (file[0] === 0xff && file[1] === 0xfe) return 'utf-16le'
  if (file[0] === 0xfe && file[1] === 0xff) return 'utf-16be'
  const top = file.subarray(0, 4096)
  if (top.includes(0)) return utf16WithoutMark(top)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let from = 0; from < file.length; from += PIECE_BYTES) {
      decoder.decode(file.subarray(from, from + PIECE_BYTES), { stream: from + PIECE_BYTES < file.length })
    }
    return 'utf-8'
  } catch {
    const text = new TextDecoder('utf-8').decode(file.subarray(0, PIECE_BYTES))
    const wrong = text.split('\ufffd').length - 1
    return wrong * 20 < (text.match(/[\u4e00-\u9fff]/g)?.length ?? 0) ? 'utf-8' : 'gb18030'
  }
}

/** Marks, digits and line ends have a nought for one of their two bytes: always the second, or always the first. */
function utf16WithoutMark(top: Buffer): 'utf-16le' | 'utf-16be' {
  const noughts = [0, 0]
  for (const [at, byte] of top.entries()) if (byte === 0) noughts[at % 2]!++
  const [first, second] = noughts as [number, number]
  const ends = { 'utf-16le': second, 'utf-16be': first }
  const encoding = second > first ? 'utf-16le' : 'utf-16be'
  const isText = Math.min(first, second) === 0 && ends[encoding] * 40 > top.length
  if (!isText || !/[\r\n,;\t]/.test(new TextDecoder(encoding).decode(top)))
    throw new UnreadableRegister('not-text')
  return encoding
}

/**
 * The mark between cells: whichever of comma, tab, semicolon and upright line stands most often outside quotes at the top; the
 * Chinese comma where none of them does.
 */
function delimiterOf(top: string): string {
  const bare = top.replace(/"(?:[^"]|"")*"/g, '')
  const count = (mark: string) => bare.split(mark).length
  const usual = ['\t', ';', '|'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',')
  return count(usual) === 1 && count('，') > 1 ? '，' : usual
}

/** Reads records from pieces of text that may end anywhere. */
function recordReader(delimiter: string): { read: (piece: string) => Cell[][]; finish: () => Cell[][] } {
  let cells: Cell[] = []
  let cell = ''
  let state: 'start' | 'plain' | 'quoted' | 'after-quote' = 'start'
  let sawReturn = false
  let isEmpty = true

  const endCell = () => {
    if (cell.length > MOST_TEXT) throw new UnreadableRegister('damaged')
    if (cells.length < MOST_COLUMNS) cells.push(cell === '' ? null : unwrapped(cell).replaceAll('\0', ''))
    cell = ''
    state = 'start'
  }
  const endRecord = (done: Cell[][]) => {
    endCell()
    done.push(cells)
    cells = []
    isEmpty = true
  }

  const read = (piece: string, quotes = true): Cell[][] => {
    const done: Cell[][] = []
    let at = 0
    while (at < piece.length) {
      const character = piece[at]!
      if (sawReturn) {
        sawReturn = false
        if (character === '\n') {
          at++
          continue
        }
      }
      if (state === 'quoted') {
        const close = piece.indexOf('"', at)
        if (close < 0) {
          cell += piece.slice(at)
          break
        }
        cell += piece.slice(at, close)
        state = 'after-quote'
        at = close + 1
      } else if (quotes && character === '"' && (state === 'start' || state === 'after-quote')) {
        if (state === 'after-quote') cell += '"'
        state = 'quoted'
        isEmpty = false
        at++
      } else if (character === delimiter) {
        endCell()
        isEmpty = false
        at++
      } else if (character === '\n' || character === '\r') {
        endRecord(done)
        sawReturn = character === '\r'
        at++
      } else {
        let end = at + 1
        while (end < piece.length && !isMark(piece.charCodeAt(end), delimiter)) end++
        cell += piece.slice(at, end)
        state = 'plain'
        isEmpty = false
        at = end
      }
    }
    return done
  }
  return {
    read,
    finish() {
      const done: Cell[][] = []
      if (state === 'quoted') {
        // Nobody closed it: it was a mark like any other, and the rows behind it are rows.
        const behind = cell
        cell = '"'
        state = 'plain'
        for (const row of read(behind, false)) done.push(row)
      }
      if (!isEmpty) endRecord(done)
      return done
    },
  }
}

function isMark(code: number, delimiter: string): boolean {
  return code === 10 || code === 13 || code === delimiter.charCodeAt(0)
}

/** ="3203…" is how a number is kept as text in a .csv. */
function unwrapped(cell: string): string {
  const formula = /^="(.*)"$/.exec(cell)
  return formula ? formula[1]! : cell
}
