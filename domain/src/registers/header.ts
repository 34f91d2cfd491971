import type { LocalDate } from '../days/local-date.ts'
import { contradictionOf, HEAD } from '../households/relation.ts'
import type { Sex } from '../residents/resident-facts.ts'
import { type Cell, isBlankRow, type SheetRow, saysNothing, spacelessTextOf, textOf } from './cell.ts'
import { meaningOfTitle, normalTitle, otherPersonOf } from './columns.ts'
import { readDate } from './date-cell.ts'
import {
  columnsOfSeveralFacts,
  type FactsOfColumn,
  factsOfTitle,
  titlesWithFacts,
  withFactsApart,
} from './facts-of-cell.ts'
import { looksLikeIdNumber, readIdCell } from './id-cell.ts'
import { areRelationCodes, isCircle, type RelationCodes, relationOfPovertyRecords } from './legend.ts'
import { isNoName, type RegisterResidency, readRelation, readTick, residencyOfList } from './person-cells.ts'
import { groupOfTitle, readAddress, townshipOfText, villageOfTitle } from './place-cell.ts'
import { populationOfList } from './population-cell.ts'

/** How many rows from the top are looked at to find the header. */
export const HEADER_WITHIN_ROWS = 40

/** The header of a sheet (表头), of one to three rows, below any title rows. */
export type RegisterHeader = {
  /** 1-based rows of the sheet; `to` is the last row of the header. */
  from: number
  to: number
  /** The title of each column as it was written, without line breaks. */
  titles: readonly string[]
  /** The title that several columns share above their own (家庭成员信息), or ''. */
  groups: readonly string[]
  /** The village that the lines above the header speak of. */
  villageAbove: string | null
  /** The township that they speak of. */
  townshipAbove: string | null
  /** The village group that they speak of. */
  groupAbove: string | null
  /** The line that says of which population the list is: 高血压患者管理名册. */
  listAbove?: string | null
  /** Where all live of whom it is: 死亡人员名册. */
  residencyAbove?: RegisterResidency | null
  /** The address of the first household, where a card for each begins with a line of its own. */
  addressAbove?: string | null
  /** Blank rows part the first people below the header into families. */
  isPartedByBlankRows?: boolean
  /** Columns in which the first row speaks for those below it: 村 written once above its people. */
  saidOnce?: readonly number[]
  /** Columns in which ○ is the only mark: there it is a tick, beside √ or ● it is none. */
  circled?: readonly number[]
  /** Columns of relations that hold codes, and whose codes. */
  relationCodes?: ReadonlyMap<number, RelationCodes>
  /** Heads stand beside the members of their households and not among them. */
  hasHeadsApart?: boolean
  /** Nobody is called 户主, and who begins a household has no relation. */
  hasHeadsBlank?: boolean
  /** Columns that have a title, and nothing below it at the first people. */
  blankColumns?: readonly number[]
  /** The columns of surname and given name, side by side. */
  nameParts?: { surname: number; given: number }
  /** Columns behind the first into which one ID number is split, a digit or some in each. */
  idParts?: { from: number; to: number }
  /** Columns whose cells hold several facts, which are put apart. */
  facts?: readonly FactsOfColumn[]
}

const FAR_FUTURE = '2999-12-31' as LocalDate

/** Finds the header among the first rows of a sheet; null when no row looks like one. */
export function findHeader(rows: readonly SheetRow[]): RegisterHeader | null {
  const at = rows.findIndex((row) => isHeaderRow(row.cells))
  if (at < 0) return null

  let last = at
  while (last - at < 2 && rows[last + 1] && isLowerHeaderRow(rows[last + 1]!.cells, rows[at]!.cells)) last++
  const first = at > 0 && isGroupRow(rows[at - 1]!.cells, rows[at]!.cells) ? at - 1 : at

  const block = rows.slice(first, last + 1).map(({ cells }) => cells)
  const width = Math.max(...block.map((cells) => cells.length))
  const filled = block.map((cells, depth) => filledRight(cells, block[depth + 1], width))
  const titles: string[] = []
  const groups: string[] = []
  for (let column = 0; column < width; column++) {
    const stack = filled
      .map((cells) => cells[column]!)
      .filter((text, depth, all) => text !== '' && text !== all[depth - 1])
    titles.push(stack.at(-1) ?? '')
    groups.push(stack.length > 1 ? stack.at(-2)! : '')
  }
  const above = rows.slice(0, first).flatMap(({ cells }) => cells.map(textOf))
  const townshipAbove = above.map(townshipOfText).find((township) => township !== null) ?? null
  const villageAbove = above.map(villageOfTitle).find((village) => village !== null) ?? null
  const facts = columnsOfSeveralFacts(rows.slice(last + 1), titles)
  const below = rows.slice(last + 1).map((row) => withFactsApart(row, facts))
  const allTitles = titlesWithFacts(titles, facts)
  return {
    from: rows[first]!.sheetRow,
    to: rows[last]!.sheetRow,
    titles: allTitles,
    groups: allTitles.map((_, column) => groups[column] ?? ''),
    facts,
    villageAbove,
    townshipAbove,
    groupAbove: above.map(groupOfTitle).find((group) => group !== null) ?? null,
    listAbove: above.find((text) => populationOfList(text) !== null) ?? null,
    residencyAbove: above.map(residencyOfList).find((said) => said !== null) ?? null,
    addressAbove: addressOfCard(rows.slice(0, first)),
    isPartedByBlankRows: arePartedByBlankRows(below),
    saidOnce: columnsSaidOnce(below, allTitles),
    circled: columnsOfCircles(below, allTitles),
    relationCodes: columnsOfRelationCodes(below, allTitles),
    blankColumns: columnsLeftBlank(below, allTitles),
    nameParts: columnsOfOneName(allTitles),
    idParts: columnsOfOneNumber(below, allTitles),
  }
}

/** 户主：王强 | 家庭住址：东岭村5组2号, or each in a cell of its own behind its label. */
function addressOfCard(rows: readonly SheetRow[]): string | null {
  for (const { cells } of rows) {
    const texts = [...new Set(cells.map(spacelessTextOf))].filter((text) => text !== '')
    const at = texts.findIndex((text) => /^(家庭|现)?(居?住址|地址)([:：]|$)/.test(text))
    if (at >= 0 && texts.some((text) => /^户主/.test(text)))
      return readAddress(texts[at]!.replace(/^[^:：]*[:：]?/, '') || (texts[at + 1] ?? null))
  }
  return null
}

/** Fewer blank rows may be an accident, more people between two of them are a page rather than a family. */
const LEAST_GAPS = 3
const MOST_OF_A_FAMILY = 8

function arePartedByBlankRows(rows: readonly SheetRow[]): boolean {
  const filled = rows.filter(({ cells }) => !isBlankRow(cells))
  const gaps = filled.filter(({ sheetRow }, at) => at > 0 && sheetRow > filled[at - 1]!.sheetRow + 1).length
  const longest = filled.reduce(
    ({ most, run }, { sheetRow }, at) => {
      const length = sheetRow === (filled[at - 1]?.sheetRow ?? 0) + 1 ? run + 1 : 1
      return { most: Math.max(most, length), run: length }
    },
    { most: 0, run: 0 },
  ).most
  return gaps >= LEAST_GAPS && longest > 1 && longest <= MOST_OF_A_FAMILY
}

/** Of fewer rows it cannot be said that a column is filled seldom. */
const LEAST_ROWS = 8
const SELDOM = 0.25

function columnsSaidOnce(rows: readonly SheetRow[], titles: readonly string[]): number[] {
  const people = rows.filter(({ cells }) => cells.some(looksLikeIdNumber))
  if (people.length < LEAST_ROWS) return []
  const first = rows.find(({ cells }) => new Set(cells.filter((cell) => textOf(cell) !== '')).size > 2)
  return titles.flatMap((_, column) => {
    const filled = people.filter(({ cells }) => !saysNothing(textOf(cells[column]))).length
    // The number of the very first may be what is wrong with the row.
    const isFirstFilled = [first, people[0]].some((row) => textOf(row?.cells[column]) !== '')
    return isFirstFilled && filled <= people.length * SELDOM ? [column] : []
  })
}

/** Columns in which the first people have nothing. */
function columnsLeftBlank(rows: readonly SheetRow[], titles: readonly string[]): number[] {
  const people = rows.filter(({ cells }) => cells.some(looksLikeIdNumber))
  if (people.length < 3) return []
  return [...titles.keys()].filter((column) => people.every(({ cells }) => textOf(cells[column]) === ''))
}

function columnsOfCircles(rows: readonly SheetRow[], titles: readonly string[]): number[] {
  const columns = titles.map((_, column) =>
    rows.map(({ cells }) => spacelessTextOf(cells[column])).filter((text) => text !== ''),
  )
  // Where ● is yes and ○ no in one column, ○ at everybody in another is no as well.
  const isNo = columns.some((texts) => texts.some(isCircle) && texts.some((text) => readTick(text) === true))
  const people = rows.filter(({ cells }) => cells.some(looksLikeIdNumber)).length
  return columns.flatMap((texts, column) =>
    texts.length > 0 && texts.every(isCircle) && !(isNo && texts.length >= people) ? [column] : [],
  )
}

function columnsOfRelationCodes(
  rows: readonly SheetRow[],
  titles: readonly string[],
): Map<number, RelationCodes> {
  const people = rows.filter(({ cells }) => cells.some(looksLikeIdNumber))
  return new Map(
    titles.flatMap((title, column): [number, RelationCodes][] => {
      if (meaningOfTitle(title, '')?.meaning !== 'relation') return []
      const texts = people.map(({ cells }) => spacelessTextOf(cells[column]))
      if (areRelationCodes(texts.filter((text) => text !== ''))) return [[column, 'standard']]
      return areOfPovertyRecords(people, column) ? [[column, 'poverty-records']] : []
    }),
  )
}

/** Of how many people it has to be seen that their codes agree with sex and age. */
const LEAST_AGREEING = 3

/**
 * True of codes that count on from 01 户主: each household begins with one, and sexes and ages by the ID numbers agree with
 * the others. By the standard 02 is the head, 20 a son, and there is no 03.
 */
function areOfPovertyRecords(people: readonly SheetRow[], column: number): boolean {
  let head: { sex: Sex; birthDate: LocalDate } | null = null
  let agreeing = 0
  let contradicting = 0
  for (const { cells } of people) {
    const code = spacelessTextOf(cells[column])
    if (code === '') continue
    const relation = readRelation(relationOfPovertyRecords(code)) ?? null
    if (relation === null) return false
    const id = cells.map((cell) => readIdCell(cell, FAR_FUTURE)).find(({ ok }) => ok)
    if (relation === HEAD) head = id?.ok ? id.reading : null
    else if (id?.ok && head !== null) {
      if (contradictionOf(relation, id.reading, head) === null) agreeing++
      else contradicting++
    }
  }
  return agreeing >= LEAST_AGREEING && contradicting * 10 <= agreeing
}

/** The cells over which one ID number is written, as on paper: one title stands over all of them. */
function columnsOfOneNumber(
  rows: readonly SheetRow[],
  titles: readonly string[],
): { from: number; to: number } | undefined {
  const from = titles.findIndex((title) => meaningOfTitle(title, '')?.meaning === 'idNumber')
  if (from < 0) return undefined
  let to = from
  while (to + 1 < titles.length && ['', titles[from]].includes(titles[to + 1])) to++
  const wholes = rows
    .map(({ cells }) => ({ first: cells[from], whole: wholeNumber(cells, from, to) }))
    .filter(({ whole }) => whole !== '')
  const isWhole = wholes.filter(({ first }) => EIGHTEEN.test(spacelessTextOf(first))).length
  const isSplit = wholes.filter(({ whole }) => EIGHTEEN.test(whole)).length - isWhole
  return to > from && isSplit > isWhole ? { from, to } : undefined
}

const EIGHTEEN = /^\d{17}[\dX]$/i

const wholeNumber = (cells: readonly Cell[], from: number, to: number): string =>
  cells
    .slice(from, to + 1)
    .map(spacelessTextOf)
    .join('')

function columnsOfOneName(titles: readonly string[]): { surname: number; given: number } | undefined {
  const written = titles.map(normalTitle)
  const surname = written.findIndex((title) => /^(姓氏?|surname|lastname|familyname)$/i.test(title))
  const given = written.findIndex((title) => /^(名字?|givenname|firstname)$/i.test(title))
  return surname >= 0 && given >= 0 && Math.abs(surname - given) === 1 ? { surname, given } : undefined
}

/** The row with an ID number or a name that is split over several cells in one of them. */
export function withWholeCells(row: SheetRow, header: RegisterHeader | null): SheetRow {
  return withWholeNumber(withWholeName(row, header?.nameParts), header?.idParts)
}

function withWholeName(row: SheetRow, parts: RegisterHeader['nameParts']): SheetRow {
  if (!parts) return row
  const { surname, given } = parts
  const name = `${spacelessTextOf(row.cells[surname])}${spacelessTextOf(row.cells[given])}`
  return { ...row, cells: row.cells.map((cell, at) => (at === surname ? name : at === given ? null : cell)) }
}

function withWholeNumber(row: SheetRow, parts: RegisterHeader['idParts']): SheetRow {
  if (!parts) return row
  const { from, to } = parts
  if (EIGHTEEN.test(spacelessTextOf(row.cells[from]))) return row
  const cells = row.cells.map((cell, column) =>
    column === from ? wholeNumber(row.cells, from, to) || null : column > from && column <= to ? null : cell,
  )
  return { ...row, cells }
}

/** True of a sheet turned round, whose titles stand below one another at the left: 姓名, 性别, 身份证号. */
export function hasTitlesDown(rows: readonly SheetRow[]): boolean {
  const width = Math.max(...rows.map(({ cells }) => cells.length))
  return [0, 1].some(
    (column) =>
      width > column + 2 &&
      isHeaderRow(rows.slice(0, HEADER_WITHIN_ROWS).map(({ cells }) => cells[column] ?? null)),
  )
}

/** True of a header printed again further down (每页表头): the same titles in the same columns. */
export function repeatsHeader(cells: readonly Cell[], header: RegisterHeader): boolean {
  let same = 0
  let filled = 0
  for (let column = 0; column < cells.length; column++) {
    const text = normalTitle(textOf(cells[column]))
    if (text === '') continue
    filled++
    if (
      text === normalTitle(header.titles[column] ?? '') ||
      text === normalTitle(header.groups[column] ?? '')
    )
      same++
  }
  return same >= 2 && same >= filled * 0.6
}

/** 合计、小计 and the lines to sign below a register. */
const FOOT =
  /^(合?计$|合计|总计|小计|本页(小计|合计)?|共计|累计|总人[数口]|总户数|合计人数|共\d+[人户]|本[表册村组页](共|总|合|人|户)|全[村镇乡组](共|总|合)|其中|平均年龄|填表|制表|审核|负责人|经办|统计|填报|上报|复核|单位([:：]|负责人|盖章|公章)|注[:：]|备注[:：]|说明[:：]|联系电话[:：]|日期[:：]|村(支部书记|支书|主任|书记|医)[:：]?|(支书|主任|书记)[:：]|签[字名]|承[前上]页|过次页|接上页|转下页|第[\d一二三四五六七八九十]+页|以下空白|以下无正文|以上)|^.{1,8}[小合总]计[:：]?$|^.{1,12}\([盖签公]章\)[:：]?$/

/** True of a row of totals or signatures at the foot: it begins with such a word and holds no person. */
export function isFoot(cells: readonly Cell[], nameColumn: number, idColumn: number): boolean {
  const texts = firstTexts(cells, 3)
  if (!texts.some((text) => FOOT.test(text))) return false
  const number = idColumn >= 0 ? cells[idColumn] : null
  if (looksLikeIdNumber(number) || /\d{14}/.test(spacelessTextOf(number))) return false
  const name = nameColumn >= 0 ? spacelessTextOf(cells[nameColumn]) : ''
  const isName = /^[\u4e00-\u9fff·]{2,15}$/.test(name) && !FOOT.test(name) && !isNoName(name)
  return !isName || FOOT.test(texts[0]!)
}

/** What stands in the first filled cells. */
function firstTexts(cells: readonly Cell[], most: number): string[] {
  const texts: string[] = []
  for (const cell of cells) {
    const text = spacelessTextOf(cell)
    if (text !== '') texts.push(text)
    if (texts.length === most) break
  }
  return texts
}

function isHeaderRow(cells: readonly Cell[]): boolean {
  const meanings = new Set<string>()
  let filled = 0
  let recognised = 0
  const seen = new Set<string>()
  for (const cell of cells) {
    const text = textOf(cell)
    if (text === '' || seen.has(text)) continue
    seen.add(text)
    filled++
    if (isData(cell)) return false
    const several = factsOfTitle(text)
    const meaning = meaningOfTitle(text, '')
    if (meaning?.exact || several) recognised++
    for (const fact of several ?? []) meanings.add(fact)
    // 男方姓名 is a title as 姓名 is one.
    const own = meaningOfTitle(otherPersonOf(text)?.title ?? text, '')
    if (own?.exact && own.meaning !== 'ignored') meanings.add(own.meaning)
  }
  const namesPerson = meanings.has('name') || meanings.has('idNumber')
  // A register may have dozens of columns of its own beside the usual ones.
  const isUnmistakable =
    (meanings.has('name') && meanings.size >= 4) ||
    (meanings.has('idNumber') && (meanings.has('name') || meanings.has('headName')))
  return (
    isUnmistakable ||
    (recognised >= filled * 0.4 && (meanings.size >= 3 || (namesPerson && meanings.size >= 2)))
  )
}

/** A second row of the header: titles only, standing below a group or repeating a merged title. */
function isLowerHeaderRow(cells: readonly Cell[], above: readonly Cell[]): boolean {
  if (partsGroups(cells, above)) return true
  let filled = 0
  let recognised = 0
  for (let column = 0; column < cells.length; column++) {
    const text = textOf(cells[column])
    // A title merged over several columns is one.
    if (text === '' || (column > 0 && text === textOf(cells[column - 1]))) continue
    filled++
    if (isData(cells[column]!)) return false
    const isPartOfDate = /^[年月日]$/.test(text)
    if (isPartOfDate || text === textOf(above[column]) || meaningOfTitle(text, textOf(above[column]))?.exact)
      recognised++
  }
  // One line alone below a title of its own, 一、高血压患者 below 姓名, speaks of those below it.
  const [first, ...others] = new Set(cells.map(textOf).filter((text) => text !== ''))
  const at = cells.findIndex((cell) => textOf(cell) === first)
  if (others.length === 0 && !['', first].includes(textOf(above[at]))) return false
  return (
    filled > 0 &&
    recognised >= Math.max(1, filled * 0.6) &&
    filled * 6 >=
      above.filter((cell, at) => textOf(cell) !== '' && textOf(cell) !== textOf(above[at - 1])).length
  )
}

/** Nothing but words below titles that stand over several columns: 收缩压 and 舒张压 below 血压. */
function partsGroups(cells: readonly Cell[], above: readonly Cell[]): boolean {
  const titleOf = (column: number) => textOf(above[column])
  const isOfGroup = (column: number) => {
    const [left, own, right] = [titleOf(column - 1), titleOf(column), titleOf(column + 1)]
    return own === ''
      ? left !== ''
      : own === left || own === right || (right === '' && column + 1 < cells.length)
  }
  const columns = [...cells.keys()].filter((column) => textOf(cells[column]) !== '')
  return (
    columns.length >= 2 &&
    columns.every((column) => isOfGroup(column) && /^[^\d]{1,8}$/.test(spacelessTextOf(cells[column]))) &&
    !columns.some((column) => /[村组社区队]$/.test(spacelessTextOf(cells[column])))
  )
}

/** What stands above a table and is no title of its columns. */
const NO_GROUP = /[:：]|填报|年\d+月|(名册|花名册|名单|台账|登记[表册卡]|一览表)$|第.{1,3}页|\d[号组室]/

/** A row of group titles above the titles: a few different words, none of them a line like 填报单位：…. */
function isGroupRow(cells: readonly Cell[], below: readonly Cell[]): boolean {
  if (cells.some(isData)) return false
  const texts = new Set(cells.map(textOf).filter((text) => text !== ''))
  if (texts.size < 2 || [...texts].some((text) => NO_GROUP.test(text) || text.length > 14)) return false
  return cells.every(
    (cell, column) =>
      textOf(cell) === '' || textOf(below[column]) !== '' || meaningOfTitle(textOf(cell), '') !== null,
  )
}

function isData(cell: Cell): boolean {
  if (typeof cell === 'number') return true
  if (looksLikeIdNumber(cell)) return true
  const reading = readDate(cell, FAR_FUTURE)
  return reading.kind === 'day' || /^1[3-9]\d{9}$/.test(textOf(cell))
}

/** A title stands over the blank cells to its right as long as the row below has a title there. */
function filledRight(cells: readonly Cell[], below: readonly Cell[] | undefined, width: number): string[] {
  const texts: string[] = []
  for (let column = 0; column < width; column++) {
    const text = textOf(cells[column]).replace(/\s+/g, ' ')
    const isUnderGroup = text === '' && below !== undefined && textOf(below[column]) !== ''
    texts.push(isUnderGroup ? (texts[column - 1] ?? '') : text)
  }
  return texts
}
