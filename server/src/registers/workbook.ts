import { UnreadableRegister, wholeOf, type ZipEntry } from './zip-file.ts'

/** A sheet of a workbook that people can see, with the part it is kept in. */
export type WorkbookSheet = { name: string; entry: ZipEntry }

/** What the sheets of a workbook lean on. */
export type Workbook = {
  sheets: WorkbookSheet[]
  sharedStrings: ZipEntry | null
  /** By the index that a cell names as its style: whether it shows its number as a date. */
  styleIsDate: readonly boolean[]
  /** Whether it is struck through. */
  styleIsStruck: readonly boolean[]
  /** Days count from 1904 instead of 1900. */
  countsFrom1904: boolean
}

/** Formats that Excel has without a definition and that show a day: 14–22 everywhere, 27–36 and 50–58 in Chinese. */
const BUILT_IN_DATES = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** Reads the parts of a workbook that its sheets lean on. @throws UnreadableRegister */
export function openWorkbook(entries: Map<string, ZipEntry>): Workbook {
  const workbookPath = entries.has('xl/workbook.xml')
    ? 'xl/workbook.xml'
    : targetOf(entries, '_rels/.rels', /officeDocument$/)
  const workbook = workbookPath ? textOf(entries.get(workbookPath)) : ''
  if (!workbookPath || workbook === '') throw new UnreadableRegister('damaged')

  const folder = workbookPath.slice(0, workbookPath.lastIndexOf('/') + 1)
  const rels = `${folder}_rels/${workbookPath.slice(folder.length)}.rels`
  const targets = relationsOf(entries, rels, folder)
  const sheets: WorkbookSheet[] = []
  for (const attributes of elements(workbook, 'sheet')) {
    const target = targets.find(
      ({ id }) =>
        id === attributes['r:id'] || id === attributes['relationships:id'] || id === anyId(attributes),
    )
    const entry = target && entries.get(target.path)
    const isSeen = attributes.state === undefined || attributes.state === 'visible'
    if (entry && isSeen && /worksheet/.test(target.type)) sheets.push({ name: attributes.name ?? '', entry })
  }
  if (sheets.length === 0) throw new UnreadableRegister('no-sheet')
  const partOf = (type: RegExp) =>
    entries.get(targets.find((target) => type.test(target.type))?.path ?? '') ?? null
  const [properties = {}] = elements(workbook, 'workbookPr')
  return {
    sheets,
    sharedStrings: partOf(/\/sharedStrings$/),
    ...cellStyles(textOf(partOf(/\/styles$/) ?? undefined)),
    countsFrom1904: properties.date1904 === '1' || properties.date1904 === 'true',
  }
}

/** True of a number format that shows a day: yyyy-mm-dd, yyyy"年"m"月"; not of [h]:mm or 0.00. */
export function formatShowsDay(format: string): boolean {
  const bare = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '')
  return /y/i.test(bare) || /d/i.test(bare) || /m.*[-/年月]|[-/].*m/i.test(bare.replace(/h.*?m|m.*?s/gi, ''))
}

function cellStyles(styles: string): Pick<Workbook, 'styleIsDate' | 'styleIsStruck'> {
  const custom = new Map(
    elements(styles, 'numFmt').map(({ numFmtId, formatCode }) => [Number(numFmtId), formatCode ?? '']),
  )
  const from = Math.max(0, styles.search(/<(?:\w+:)?cellXfs[\s>]/))
  const formats = styles.slice(from)
  const cellFormats = formats.slice(0, Math.max(0, formats.search(/<\/(?:\w+:)?cellXfs>/)))
  const cells = elements(cellFormats, 'xf')
  const fonts = [...styles.matchAll(FONT)].map(([, inside = '']) => STRIKE.test(inside))
  return {
    styleIsDate: cells.map(({ numFmtId }) => {
      const id = Number(numFmtId ?? 0)
      const format = custom.get(id)
      return format === undefined ? BUILT_IN_DATES(id) : formatShowsDay(format)
    }),
    styleIsStruck: cells.map(({ fontId }) => fonts[Number(fontId ?? 0)] === true),
  }
}

const FONT = /<(?:\w+:)?font(?:\s[^<>]*)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?font>)/g
const STRIKE = /<(?:\w+:)?strike(?:\s+val="(?:1|true)")?\s*\/>/

type Relation = { id: string; type: string; path: string }

function relationsOf(entries: Map<string, ZipEntry>, rels: string, folder: string): Relation[] {
  return elements(textOf(entries.get(rels)), 'Relationship').map(({ Id = '', Type = '', Target = '' }) => ({
    id: Id,
    type: Type,
    path: resolved(folder, Target),
  }))
}

function targetOf(entries: Map<string, ZipEntry>, rels: string, type: RegExp): string | undefined {
  return relationsOf(entries, rels, '').find((relation) => type.test(relation.type))?.path
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts: string[] = []
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

function anyId(attributes: Record<string, string>): string | undefined {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1]
}

/** The attributes of every element of a name, in order. */
function elements(xml: string, name: string): Record<string, string>[] {
  const found: Record<string, string>[] = []
  for (const [, inside] of xml.matchAll(new RegExp(`<(?:\\w+:)?${name}((?:\\s[^<>]*)?)/?>`, 'g'))) {
    const attributes: Record<string, string> = {}
    for (const [, key, , value] of (inside ?? '').matchAll(/([\w:]{1,60})\s*=\s*(["'])([\s\S]*?)\2/g)) {
      attributes[key!] = unescapeXml(value!)
    }
    found.push(attributes)
  }
  return found
}

function textOf(entry: ZipEntry | undefined): string {
  return entry ? wholeOf(entry).toString('utf8') : ''
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Entities, and Excel's own escapes for characters that XML forbids (_x000D_). */
export function unescapeXml(text: string): string {
  let plain = text
  if (plain.includes('<')) plain = plain.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
  if (plain.includes('&')) {
    plain = plain.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d+)|#x([0-9a-fA-F]+));/g, (_, name, decimal, hex) =>
      name ? NAMED[name as string]! : character(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
    )
  }
  if (plain.includes('_x')) {
    plain = plain.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => character(Number.parseInt(hex, 16)))
  }
  return plain
}

/** Nothing for a number that is no character, and for NUL, which no text of the database holds. */
function character(code: number): string {
  return code === 0 || code > 0x10ffff ? '' : String.fromCodePoint(code)
}
