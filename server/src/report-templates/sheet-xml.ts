import { unescapeXml } from '../registers/workbook.ts'
import { UnreadableRegister } from '../registers/zip-file.ts'

/** A cell of a worksheet as it stands in the file. */
export type XmlCell = {
  column: string
  /** Everything but `r` and `t`: the style stays. */
  attributes: string
  /** What it says, when it is text. */
  text: string | null
  /** The cell's inner XML when it is no text: value, formula. */
  inner: string
}

export type XmlRow = { number: number; attributes: string; cells: XmlCell[] }

const ROW = /<row\b([^>]*?)(?:\/>|>(.*?)<\/row>)/gs
const CELL = /<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs

/** The rows of a worksheet's `<sheetData>`. @param shared the workbook's shared strings */
export function rowsOf(sheetXml: string, shared: readonly string[]): XmlRow[] {
  return [...sheetXml.matchAll(ROW)].map(([, attributes = '', inner = '']) => ({
    number: Number(/\br="(\d+)"/.exec(attributes)?.[1]),
    attributes: without(attributes, ['r', 'spans']),
    cells: [...inner.matchAll(CELL)].map(([, cellAttributes = '', content = '']) =>
      cellOf(cellAttributes, content, shared),
    ),
  }))
}

function cellOf(attributes: string, content: string, shared: readonly string[]): XmlCell {
  const type = /\bt="(\w+)"/.exec(attributes)?.[1]
  const column = /\br="([A-Z]+)\d+"/.exec(attributes)?.[1]
  // Where a cell stands may be left out; Excel and WPS write it.
  if (column === undefined) throw new UnreadableRegister('damaged')
  const rest = without(attributes, ['r', 't'])
  if (type === 's') {
    return {
      column,
      attributes: rest,
      text: shared[Number(/<v>(\d+)<\/v>/.exec(content)?.[1])] ?? '',
      inner: '',
    }
  }
  if (type === 'inlineStr') return { column, attributes: rest, text: textOf(content), inner: '' }
  // What a formula last came to is worked out anew when the file is opened.
  const formula = /<f\b[^>]*?(?:\/>|>.*?<\/f>)/s.exec(content)?.[0]
  if (formula) return { column, attributes: rest, text: null, inner: formula }
  return { column, attributes: type ? `${rest} t="${type}"` : rest, text: null, inner: content }
}

/** The text of `<si>` or `<is>`: all its runs, without readings (拼音). */
function textOf(xml: string): string {
  return [...xml.replace(/<rPh\b.*?<\/rPh>/gs, '').matchAll(/<t\b[^>]*?(?:\/>|>(.*?)<\/t>)/gs)]
    .map(([, text = '']) => unescapeXml(text))
    .join('')
}

/** The strings of `xl/sharedStrings.xml`, in order. */
export function sharedStrings(xml: string): string[] {
  return [...xml.matchAll(/<si\b[^>]*?(?:\/>|>(.*?)<\/si>)/gs)].map(([, inner = '']) => textOf(inner))
}

export function rowXml({ number, attributes, cells }: XmlRow): string {
  return `<row r="${number}"${attributes}>${cells.map((cell) => cellXml(cell, number)).join('')}</row>`
}

function cellXml({ column, attributes, text, inner }: XmlCell, row: number): string {
  const start = `<c r="${column}${row}"${attributes}`
  if (text !== null)
    return `${start} t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`
  return inner === '' ? `${start}/>` : `${start}>${inner}</c>`
}

const REFERENCE =
  /(?<![A-Za-z0-9_.!'])(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?(?![A-Za-z0-9_(!])/g

/** Moves the rows that a formula or a range refers to; what stands in quotes, and other sheets, are left alone. */
function mapReferences(text: string, moved: (row: number) => number, endMoved = moved): string {
  return text
    .split(/("[^"]*")/)
    .map((piece, index) =>
      index % 2 === 1
        ? piece
        : piece.replace(REFERENCE, (_, column: string, row: string, endColumn?: string, endRow?: string) =>
            endColumn === undefined
              ? `${column}${moved(Number(row))}`
              : `${column}${moved(Number(row))}:${endColumn}${endMoved(Number(endRow))}`,
          ),
    )
    .join('')
}

/**
 * References after rows were put in behind a row: what lies below moves down, a range that ends on the row grows.
 * @param at the row that was repeated
 * @param by how many rows more there are
 */
export function shiftReferences(text: string, at: number, by: number): string {
  return mapReferences(
    text,
    (row) => (row > at ? row + by : row),
    (row) => (row >= at ? row + by : row),
  )
}

/** References of a copy of the repeated row: its own row is the copy's, what lies below has moved down. */
export function copiedReferences(text: string, at: number, copy: number, by: number): string {
  return mapReferences(text, (row) => {
    if (row === at) return row + copy
    return row > at ? row + by : row
  })
}

function without(attributes: string, names: readonly string[]): string {
  const kept = names.reduce((text, name) => text.replace(new RegExp(`\\s${name}="[^"]*"`), ''), attributes)
  return kept.trimEnd()
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
