import { type Binding, bindingOf, placeholdersIn } from '@qianyue/domain/report-templates/placeholder.ts'
import type PizZip from 'pizzip'
import { Invalid } from '../http/errors.ts'
import { activePartsOf, openOfficeFile } from '../registers/zip-file.ts'
import {
  copiedReferences,
  rowsOf,
  rowXml,
  sharedStrings,
  shiftReferences,
  type XmlCell,
  type XmlRow,
} from './sheet-xml.ts'

/** A value of a report: a count, a share of the whole (0.3902), or words. */
export type Value = { number: number; isShare: boolean } | { text: string }

/** Says what a binding is worth. @param below position of the unit whose row is written; null outside such rows */
type WorthOf = (binding: Binding, below: number | null) => Value

/** Some sheets of some hundred rows take a megabyte. */
const UNPACKED_MOST_BYTES = 20_000_000

/**
 * A county's own workbook with its cells bound to figures. Only cells with placeholders are written: number formats,
 * borders, widths, merged cells, print settings and other sheets stay as the county made them.
 */
export class WorkbookTemplate {
  private readonly zip: PizZip
  private readonly shared: string[]
  private readonly sheets: string[]
  /** Number formats that show a share as percent, by style. */
  private readonly percentStyles: ReadonlySet<number>

  /** @throws UnreadableRegister, Invalid when the file is no workbook */
  constructor(content: Buffer) {
    this.zip = openOfficeFile(content, UNPACKED_MOST_BYTES)
    this.sheets = Object.keys(this.zip.files).filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
    if (this.sheets.length === 0)
      throw new Invalid({ file: '不是 .xlsx 工作簿，请在 Excel 中另存为 .xlsx 后上传。' })
    this.shared = sharedStrings(this.part('xl/sharedStrings.xml'))
    this.percentStyles = percentStyles(this.part('xl/styles.xml'))
  }

  /** What acts or fetches from elsewhere when the file is opened: macros, links to other workbooks. */
  activeParts(): string[] {
    return activePartsOf(this.zip)
  }

  /** What cannot be bound, each in a sentence with its cell; empty when all can. */
  problems(): string[] {
    return this.cells().flatMap(({ cell, row }) =>
      placeholdersIn(cell.text!).flatMap((inner) => {
        const binding = bindingOf(inner)
        return 'unknown' in binding ? [`${cell.column}${row}：${binding.unknown}`] : []
      }),
    )
  }

  /** How many placeholders there are. */
  size(): number {
    return this.cells().reduce((sum, { cell }) => sum + placeholdersIn(cell.text!).length, 0)
  }

  /** Which bindings it asks for. */
  bindings(): Binding[] {
    return this.cells().flatMap(({ cell }) => placeholdersIn(cell.text!).flatMap((inner) => bound(inner)))
  }

  /** @param below how many units there are directly below: rows of 下级 are repeated so often */
  fill(worthOf: WorthOf, below: number): Buffer {
    for (const name of this.sheets) this.zip.file(name, this.filledSheet(name, worthOf, below))
    this.dropCalculationChain()
    return this.zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })
  }

  private filledSheet(name: string, worthOf: WorthOf, below: number): string {
    const xml = this.part(name)
    const rows = this.rowsIn(name)
    if (!rows.some(({ cells }) => cells.some(isBound))) return xml
    // From the bottom up, so that a row that was not reached yet still has its own number and place.
    let written = rows
    let rest = xml
    for (let index = rows.length - 1; index >= 0; index--) {
      const row = written[index]!
      if (!row.cells.some((cell) => bindingsIn(cell).some(isBelow))) {
        written = written.with(index, this.filledRow(row, worthOf, null))
        continue
      }
      const more = Math.max(1, below) - 1
      const copies =
        below === 0
          ? [emptied(row)]
          : Array.from({ length: below }, (_, copy) => this.filledRow(copyOf(row, copy, more), worthOf, copy))
      const shift = (each: XmlRow) => shiftedRow(each, row.number, more)
      written = [...written.slice(0, index).map(shift), ...copies, ...written.slice(index + 1).map(shift)]
      rest = shiftSheet(rest, row.number, more)
      this.shiftNames(name, row.number, more)
    }
    const data = written.map(rowXml).join('')
    return rest.replace(
      /<sheetData\b[^>]*?(?:\/>|>.*?<\/sheetData>)/s,
      () => `<sheetData>${data}</sheetData>`,
    )
  }

  private filledRow(row: XmlRow, worthOf: WorthOf, below: number | null): XmlRow {
    return {
      ...row,
      cells: row.cells.map((cell) => (isBound(cell) ? this.filledCell(cell, worthOf, below) : cell)),
    }
  }

  private filledCell(cell: XmlCell, worthOf: WorthOf, below: number | null): XmlCell {
    const text = cell.text!
    const whole = /^\s*\{\{([^{}]*)\}\}\s*$/.exec(text)
    if (whole) {
      const value = worthOf(bound(whole[1]!)[0]!, below)
      if ('text' in value) return { ...cell, text: value.text }
      const asPercent = this.percentStyles.has(Number(/\bs="(\d+)"/.exec(cell.attributes)?.[1] ?? 0))
      const number = value.isShare && !asPercent ? Math.round(value.number * 1e4) / 100 : value.number
      return { ...cell, text: null, inner: `<v>${number}</v>` }
    }
    return {
      ...cell,
      text: text.replace(/\{\{([^{}]*)\}\}/g, (_, inner: string) =>
        wordsOf(worthOf(bound(inner)[0]!, below)),
      ),
    }
  }

  private cells(): { cell: XmlCell; row: number }[] {
    return this.sheets.flatMap((name) =>
      this.rowsIn(name).flatMap(({ number, cells }) =>
        cells.filter(isBound).map((cell) => ({ cell, row: number })),
      ),
    )
  }

  /** The rows of a sheet; a cell whose name (名称管理器) is a binding, `签约率_本单位`, asks for it like a placeholder. */
  private rowsIn(sheet: string): XmlRow[] {
    const rows = rowsOf(this.part(sheet), this.shared)
    for (const { name, file, column, row } of this.namedCells()) {
      const cell = rows.find(({ number }) => number === row)?.cells.find((each) => each.column === column)
      if (file === sheet && cell) Object.assign(cell, { text: `{{${name}}}`, inner: '' })
    }
    return rows
  }

  private namedCells(): { name: string; file: string; column: string; row: number }[] {
    const files = this.filesBySheetName()
    return [
      ...this.part('xl/workbook.xml').matchAll(
        /<definedName\b[^>]*name="([^"]+)"[^>]*>([^<]*)<\/definedName>/g,
      ),
    ].flatMap(([, name, target]) => {
      const inner = name!.replace('_', '@')
      const at = /^'?([^'!]+)'?!\$([A-Z]+)\$(\d+)$/.exec(target!)
      if (!at || 'unknown' in bindingOf(inner)) return []
      return [{ name: inner, file: files.get(at[1]!) ?? '', column: at[2]!, row: Number(at[3]) }]
    })
  }

  /** Print areas and other names of a sheet move with its rows. */
  private shiftNames(file: string, at: number, by: number): void {
    const sheet = [...this.filesBySheetName()].find(([, each]) => each === file)?.[0]
    const book = this.part('xl/workbook.xml').replace(
      /(<definedName\b[^>]*>)([^<]*)(<\/definedName>)/g,
      (whole, open: string, target: string, close: string) => {
        const [, name, range] = /^'?([^'!]+)'?!(.+)$/.exec(target) ?? []
        if (name !== sheet || range === undefined) return whole
        return `${open}${target.slice(0, -range.length)}${shiftReferences(range, at, by)}${close}`
      },
    )
    this.zip.file('xl/workbook.xml', book)
  }

  private filesBySheetName(): Map<string, string> {
    const links = new Map(
      [...this.part('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [
        /\bId="([^"]+)"/.exec(tag)?.[1],
        /\bTarget="([^"]+)"/.exec(tag)?.[1]?.replace(/^\/?(?:xl\/)?/, 'xl/'),
      ]),
    )
    return new Map(
      [...this.part('xl/workbook.xml').matchAll(/<sheet\b[^>]*>/g)].map(([tag]) => [
        /\bname="([^"]+)"/.exec(tag)?.[1] ?? '',
        links.get(/\br:id="([^"]+)"/.exec(tag)?.[1]) ?? '',
      ]),
    )
  }

  private part(name: string): string {
    return this.zip.file(name)?.asText() ?? ''
  }

  /** Formulas are worked out anew when the file is opened; the old order of doing so may name cells that moved. */
  private dropCalculationChain(): void {
    this.zip.remove('xl/calcChain.xml')
    const types = this.part('[Content_Types].xml')
    this.zip.file('[Content_Types].xml', types.replace(/<Override\b[^>]*calcChain[^>]*\/>/, ''))
    const links = this.part('xl/_rels/workbook.xml.rels')
    if (links) {
      this.zip.file('xl/_rels/workbook.xml.rels', links.replace(/<Relationship\b[^>]*calcChain[^>]*\/>/, ''))
    }
    const book = this.part('xl/workbook.xml').replace(/<calcPr\b[^>]*\/>/, '')
    this.zip.file(
      'xl/workbook.xml',
      book.replace(/(<\/definedNames>|<\/sheets>)(?!.*<\/definedNames>)/s, '$1<calcPr fullCalcOnLoad="1"/>'),
    )
  }
}

function isBound(cell: XmlCell): boolean {
  return cell.text !== null && placeholdersIn(cell.text).length > 0
}

function bound(inner: string): Binding[] {
  const binding = bindingOf(inner)
  return 'unknown' in binding ? [] : [binding]
}

function bindingsIn({ text }: XmlCell): Binding[] {
  return text === null ? [] : placeholdersIn(text).flatMap(bound)
}

function isBelow(binding: Binding): boolean {
  return 'place' in binding && binding.place.kind === 'below'
}

/** The repeated row as its so-many-th copy, from 0. */
function copyOf(row: XmlRow, copy: number, more: number): XmlRow {
  return {
    ...row,
    number: row.number + copy,
    cells: row.cells.map((cell) => ({
      ...cell,
      inner: shiftFormulas(cell.inner, (formula) => copiedReferences(formula, row.number, copy, more)),
    })),
  }
}

function shiftedRow(row: XmlRow, at: number, by: number): XmlRow {
  return {
    ...row,
    number: row.number > at ? row.number + by : row.number,
    cells: row.cells.map((cell) => ({
      ...cell,
      inner: shiftFormulas(cell.inner, (formula) => shiftReferences(formula, at, by)),
    })),
  }
}

function shiftFormulas(inner: string, shift: (formula: string) => string): string {
  return inner.replace(/(<f\b[^>]*>)(.*?)(<\/f>)/gs, (_, open: string, formula: string, close: string) => {
    return `${open}${shift(formula)}${close}`
  })
}

/** No unit below: the row stays, with nothing in it. */
function emptied(row: XmlRow): XmlRow {
  return {
    ...row,
    cells: row.cells.map((cell) => (isBound(cell) ? { ...cell, text: null, inner: '' } : cell)),
  }
}

/** Merged cells, conditional formats, checks and links below move down; those of the repeated row are repeated. */
function shiftSheet(xml: string, at: number, by: number): string {
  if (by === 0) return xml
  const merged = xml.replace(/<mergeCells\b[^>]*>(.*?)<\/mergeCells>/s, (_, inner: string) => {
    const refs = [...inner.matchAll(/ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)].flatMap(
      ([, from, top, to, bottom]) => {
        if (Number(top) === at && Number(bottom) === at) {
          return Array.from({ length: by + 1 }, (_, index) => `${from}${at + index}:${to}${at + index}`)
        }
        return [shiftReferences(`${from}${top}:${to}${bottom}`, at, by)]
      },
    )
    return `<mergeCells count="${refs.length}">${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  })
  return merged
    .replace(
      /(<(?:conditionalFormatting|dataValidation)\b[^>]*\bsqref=")([^"]*)(")/g,
      (_, before: string, refs: string, after: string) => `${before}${shiftReferences(refs, at, by)}${after}`,
    )
    .replace(
      /(<(?:dimension|autoFilter|hyperlink)\b[^>]*\bref=")([^"]*)(")/g,
      (_, before: string, ref: string, after: string) => `${before}${shiftReferences(ref, at, by)}${after}`,
    )
}

function wordsOf(value: Value): string {
  if ('text' in value) return value.text
  return value.isShare ? `${(value.number * 100).toFixed(2)}%` : String(value.number)
}

/** Styles (`s`) whose number format is a percentage: the built-in 9 and 10, and own ones with a percent sign. */
function percentStyles(stylesXml: string): Set<number> {
  const own = new Set(
    [...stylesXml.matchAll(/<numFmt\b[^>]*>/g)]
      .filter(([tag]) => /formatCode="[^"]*%/.test(tag))
      .map(([tag]) => /numFmtId="(\d+)"/.exec(tag)?.[1]),
  )
  const formats = /<cellXfs\b[^>]*>(.*?)<\/cellXfs>/s.exec(stylesXml)?.[1] ?? ''
  return new Set(
    [...formats.matchAll(/<xf\b[^>]*>/g)].flatMap(([tag], style) => {
      const id = /numFmtId="(\d+)"/.exec(tag)?.[1]
      return id === '9' || id === '10' || own.has(id) ? [style] : []
    }),
  )
}
