import { type Cell, spacelessTextOf } from './cell.ts'
import { normalTitle } from './columns.ts'

/** What the codes of a column mean, as its title says: 与户主关系（1户主 2配偶 3子 4女）. */
export type Legend = ReadonlyMap<string, string>

/** 1户主, 2、配偶, 3=子, A.常住: a code of one character, a mark, and its word. */
const ENTRY = /([0-9A-H])[.、:：=\-—]?([\u4e00-\u9fff]+)/g

/** ①老年人②高血压: circled codes, behind which a word may have figures of its own (⑤0-6岁儿童). */
const CIRCLED = /([①-⑳])([^①-⑳]+)/g

/** The legend of a title: at least two words with codes that follow one another from 0, 1 or A; null when it has none. */
export function legendOf(title: string): Legend | null {
  const circled = circledEntries(title)
  if (circled.length >= 2) return new Map(circled)
  const text = spacelessTextOf(title).replace(/(?<=[\u4e00-\u9fff])[,，;；、/|](?=[0-9A-H])/g, ' ')
  const entries = [...text.matchAll(ENTRY)].map(([, code, word]) => [code!, word!] as const)
  const first = entries[0]?.[0].charCodeAt(0) ?? 0
  const follow = entries.every(([code], at) => code.charCodeAt(0) === first + at)
  const words = new Set(entries.map(([, word]) => word))
  return words.size >= 2 && words.size === entries.length && follow && '01A'.includes(entries[0]![0])
    ? new Map(entries)
    : null
}

/** Each word by its circled code and by the plain number, which clerks write as well. */
function circledEntries(title: string): (readonly [string, string])[] {
  return [...title.slice(0, LONGEST_LEGEND).matchAll(CIRCLED)].flatMap(([, code, rest]) => {
    const word = spacelessTextOf(rest).replace(/[)）\]】、,，;；。.:：/]+$/, '')
    return [[code!, word] as const, [code!.normalize('NFKC'), word] as const]
  })
}
const LONGEST_LEGEND = 1_000

/** The codes of 常住类型 in the systems of basic public health. */
const RESIDENCY_CODES: Legend = new Map([
  ['1', '户籍'],
  ['2', '非户籍'],
])
/** Whose codes stand below 与户主关系: the one-digit ones of GB/T 4761-2008 (table 1), or those of the records of poverty (建档立卡). */
export type RelationCodes = 'standard' | 'poverty-records'

const OF_POVERTY_RECORDS =
  '户主 配偶 子 女 儿媳 女婿 孙子 孙女 外孙子 外孙女 父亲 母亲 岳父 岳母 公公 婆婆 祖父 祖母 外祖父 外祖母'
    .split(' ')
    .map((word, at) => [String(at + 1), word] as const)

const RELATION_CODES: Record<RelationCodes, Legend> = {
  standard: new Map(
    ['户主', '配偶', '子', '女', '孙', '父母', '祖父母', '兄弟姐妹', '其他'].map((word, code) => [
      String(code),
      word,
    ]),
  ),
  'poverty-records': new Map([
    ...OF_POVERTY_RECORDS,
    ...OF_POVERTY_RECORDS.map(([code, word]) => [code.padStart(2, '0'), word] as const),
    ['99', '其他'],
  ]),
}

/** The relation that a code of the records of poverty stands for; null of what is none of them. */
export const relationOfPovertyRecords = (code: string): string | null =>
  RELATION_CODES['poverty-records'].get(code) ?? null

/** Who is not alive, in the words for no below 是否在世; of a column that asks where people live they would be away. */
const NOT_ALIVE: Legend = new Map(
  ['否', '不是', '×', '✗', '✘', 'X', 'N', 'NO', '0'].map((no) => [no, '已故']),
)
const ASKS_WHETHER_ALIVE = /^(是否)?(在世|健在|存活)/

/** Of a column that is marked with circles only. */
const CIRCLES: Legend = new Map(['○', '〇', '◯'].map((circle) => [circle, '√']))
export const isCircle = (text: string): boolean => CIRCLES.has(text)

/** True of cells that are one-digit codes of relations: of heads, who are 0, and of others. */
export function areRelationCodes(texts: readonly string[]): boolean {
  return (
    texts.length >= 4 &&
    texts.every((text) => /^[0-8]$/.test(text)) &&
    texts.includes('0') &&
    texts.some((text) => text !== '0')
  )
}

/** The legends of a header's columns, as their titles say, or as the standard has it. */
export function legendsOf(
  header: {
    titles: readonly string[]
    circled?: readonly number[]
    relationCodes?: ReadonlyMap<number, RelationCodes>
  } | null,
): (Legend | null)[] {
  return (
    header?.titles.map((title, column) => {
      const codes = header.relationCodes?.get(column)
      if (codes) return RELATION_CODES[codes]
      if (header.circled?.includes(column)) return CIRCLES
      if (ASKS_WHETHER_ALIVE.test(normalTitle(title))) return NOT_ALIVE
      return legendOf(title) ?? (spacelessTextOf(title) === '常住类型' ? RESIDENCY_CODES : null)
    }) ?? []
  )
}

/**
 * The cells with codes that their column's title explains put into words, several codes in a cell each for itself, and of words
 * with boxes those that are ticked.
 */
export function inWords(cells: readonly Cell[], legends: readonly (Legend | null)[]): readonly Cell[] {
  const ticked = cells.some(hasBoxes) ? cells.map(tickedOf) : cells
  if (legends.every((legend) => legend === null)) return ticked
  return ticked.map((cell, column) => {
    const legend = legends[column] ?? null
    return legend === null ? cell : wordsOf(cell, legend)
  })
}

/** A cell that offers words with a box at each: ☑男 □女, 高血压□ 糖尿病☑. A box alone is a tick or none. */
const hasBoxes = (cell: Cell): boolean =>
  typeof cell === 'string' &&
  (/[□☐]/.test(cell) || hasDrawnBoxes(cell)) &&
  /[\u4e00-\u9fff]/.test(cell) &&
  !RARE_NAME.test(cell)
/** 口 for □, before several words or beside a box that is ticked. */
const DRAWN_BOX = /(?<=^|[\s、,，;；])口(?=[\u4e00-\u9fff])/g
const hasDrawnBoxes = (text: string) =>
  text.includes('口') && (text.match(DRAWN_BOX)?.length ?? 0) + (/[☑☒■√✓✔]/.test(text) ? 1 : 0) >= 2
/** 王□明: a character that the computer does not have. */
const RARE_NAME = /^(?![男女是否有无])[\u4e00-\u9fff][\u4e00-\u9fff□]{1,3}$/

/** The words of such a cell that are ticked. */
function tickedOf(cell: Cell): Cell {
  if (!hasBoxes(cell)) return cell
  const drawn = typeof cell === 'string' && hasDrawnBoxes(cell) ? cell.replace(DRAWN_BOX, '□') : cell
  const text = spacelessTextOf(drawn).replace(/[□☐](?=[√✓✔])|(?<=[√✓✔])[□☐]/g, '')
  const isBefore = /^[□☐☑☒■√✓✔]/.test(text)
  const choices = text.matchAll(isBefore ? BOX_AND_WORD : WORD_AND_BOX)
  const ticked = [...choices].flatMap(([, one, other]) => {
    const [box, word] = isBefore ? [one!, other!] : [other!, one!]
    return /[□☐]/.test(box) ? [] : [word.replace(/^[、,，;；/]+|[、,，;；/]+$/g, '')]
  })
  return ticked.join('、') || null
}
const BOX_AND_WORD = /([□☐☑☒■√✓✔])([^□☐☑☒■√✓✔]+)/g
const WORD_AND_BOX = /([^□☐☑☒■√✓✔]+)([□☐☑☒■√✓✔])/g

function wordsOf(cell: Cell, legend: Legend): Cell {
  const codes = spacelessTextOf(cell)
    .replace(/\.0*$/, '')
    .replace(/(?<=[①-⑳])(?=[①-⑳])/g, '、')
    .split(/[,，.、;；/|+]/)
  const words = codes.map((code) => legend.get(code.toUpperCase()))
  return words.every((word) => word !== undefined) ? words.join('、') : cell
}
