import { type Cell, type SheetRow, textOf } from './cell.ts'
import { meaningOfTitle, normalTitle, type RegisterField } from './columns.ts'
import { MOST_IN_A_CELL } from './lines-of-cell.ts'
import { readRelation, readSex } from './person-cells.ts'

/** What a cell may hold beside other facts, with the title of a column of its own. */
const FACTS = {
  name: '姓名',
  idNumber: '身份证号',
  sex: '性别',
  birthDate: '出生日期',
  age: '年龄',
  phone: '联系电话',
  relation: '与户主关系',
  address: '住址',
} as const satisfies Partial<Record<RegisterField, string>>
type Fact = keyof typeof FACTS

/**
 * A column whose cells hold several facts (姓名/身份证号 above 张福来 320399…): the first of them stays in the column, the others
 * are put into columns of their own behind the last of the sheet, from `at` on.
 */
export type FactsOfColumn = { column: number; facts: readonly Fact[]; at: number }

/** What the parts of a title speak of, where they are several facts: 姓名/身份证号, 性别 年龄. Null of any other title. */
export function factsOfTitle(title: string): Fact[] | null {
  const words = title.split(/[/／、,，;；+＋&|\s及和]+/)
  if (words.length > Object.keys(FACTS).length) return null
  const parts = words
    .map((part) => meaningOfTitle(normalTitle(part), ''))
    // Where nothing else names people, 户主姓名 is the name of the row.
    .map((found) => (found?.meaning === 'headName' ? { ...found, meaning: 'name' as const } : found))
    .map((found) => (found?.exact && found.meaning in FACTS ? (found.meaning as Fact) : null))
  return new Set(parts).size > 1 && !parts.includes(null) ? [...new Set(parts as Fact[])] : null
}

/** The columns whose cells hold several facts: as their title says, or 姓名 alone above most cells with a number in them. */
export function columnsOfSeveralFacts(
  rows: readonly SheetRow[],
  titles: readonly string[],
): readonly FactsOfColumn[] {
  const asked = new Set(titles.map((title) => meaningOfTitle(title, '')?.meaning))
  let at = Math.max(titles.length, ...rows.map(({ cells }) => cells.length))
  return titles.flatMap((title, column): FactsOfColumn[] => {
    const cells = rows.map(({ cells }) => cells[column] ?? null).filter((cell) => textOf(cell) !== '')
    const told = /^户主/.test(title) && asked.has('name') ? null : factsOfTitle(title)
    const isName = meaningOfTitle(title, '')?.meaning === 'name'
    const candidates = told ?? (isName ? FOUND_BESIDE_NAMES.filter((fact) => !asked.has(fact)) : [])
    if (candidates.length === 0 || cells.length === 0) return []
    const readings = cells.map((cell) => factsIn(cell, told ?? ['name', ...candidates]))
    const isFrequent = (fact: Fact) =>
      readings.filter((reading) => reading.has(fact)).length >= cells.length / 2
    const several = readings.filter((reading) => reading.size > 1).length
    if (several < cells.length / 2) return []
    const facts = told ?? ['name' as const, ...candidates.filter(isFrequent)]
    if (facts.length < 2) return []
    const found = { column, facts, at }
    at += facts.length - 1
    return [found]
  })
}
/** What is looked for beside names where no title speaks of it. */
const FOUND_BESIDE_NAMES: readonly Fact[] = ['idNumber', 'phone', 'birthDate', 'sex', 'relation']

/** The titles of all columns, those of the facts put apart among them: 身份证号（姓名身份证号）. */
export function titlesWithFacts(titles: readonly string[], columns: readonly FactsOfColumn[]): string[] {
  const all = [...titles]
  for (const { column, facts, at } of columns) {
    const whole = normalTitle(titles[column]!)
    for (const [place, fact] of facts.entries()) {
      const own = place === 0 ? column : at + place - 1
      while (all.length <= own) all.push('')
      all[own] = whole === FACTS[fact] ? whole : `${FACTS[fact]}（${whole}）`
    }
  }
  return all
}

/** The row with the facts of such cells in columns of their own. */
export function withFactsApart(row: SheetRow, columns: readonly FactsOfColumn[]): SheetRow {
  if (columns.length === 0) return row
  const cells = [...row.cells]
  for (const { column, facts, at } of columns) {
    const cell = row.cells[column] ?? null
    if (textOf(cell) === '') continue
    const found = factsOfPeople(cell, facts)
    while (cells.length < at) cells.push(null)
    for (const [place, fact] of facts.entries())
      cells[place === 0 ? column : at + place - 1] = found.get(fact) ?? null
  }
  return { ...row, cells }
}

/** The facts of a cell in which several people stand, each with a number, are lines, as many as people. */
function factsOfPeople(cell: Cell, facts: readonly Fact[]): Map<Fact, Cell> {
  const text = textOf(cell)
  const numbers = facts.includes('idNumber') ? [...text.matchAll(new RegExp(ID_NUMBER, 'g'))] : []
  if (numbers.length < 2 || numbers.length > MOST_IN_A_CELL) return factsIn(cell, facts)
  const ends = numbers.map(({ index, 0: number }) => index + number.length)
  const people = ends.map((end, at) => {
    const to = at === ends.length - 1 ? undefined : end
    return factsIn(text.slice(ends[at - 1] ?? 0, to), facts)
  })
  return new Map(facts.map((fact) => [fact, people.map((one) => one.get(fact) ?? '-').join('\n')]))
}

const ID_NUMBER = /(?<![\dX])\d[\d*]{12,18}[\dXx*](?![\dXx])/

const NUMBERS: readonly (readonly [Fact, RegExp])[] = [
  ['idNumber', ID_NUMBER],
  [
    'birthDate',
    /(?<!\d)(?:(?:18|19|20)\d\d(?:年|[-./])\d{1,2}(?:(?:月|[-./])(?:\d{1,2}日?)?)?|(?:19|20)\d{6}(?!\d))/,
  ],
  ['phone', /(?<!\d)(?:0\d{2,3}-?\d{7,8}|1\d{8,11})(?!\d)/],
  ['age', /(?<!\d)\d{1,3}(?:周?岁)/],
]

/** What a cell says of each of these: numbers by their shape, sex and relation as words of their own, the rest is the name. */
function factsIn(cell: Cell, facts: readonly Fact[]): Map<Fact, Cell> {
  const found = new Map<Fact, Cell>()
  let text = textOf(cell)
  for (const [fact, shape] of NUMBERS) {
    const part = facts.includes(fact) ? shape.exec(text)?.[0] : undefined
    if (part === undefined) continue
    found.set(fact, part)
    text = text.replace(part, ' ')
  }
  const rest: string[] = []
  const words = text.split(/[\s/、,，;；|:：]+/).filter((one) => one !== '')
  const wholeWords = words.filter((word) => word.length > 1).length
  for (const word of words) {
    // 子 may be a name of which a blank parts the two characters: 王 子.
    const isBeside = wholeWords > (word.length > 1 ? 1 : 0)
    const fact = facts.find((one) => !found.has(one) && isWordFor(one, word, isBeside))
    if (fact) found.set(fact, word)
    else if (!LABEL.test(word)) rest.push(word)
  }
  // What is left is the name and the address behind it; where both are known it is what another fact should be.
  const isOpen = (fact: Fact) => facts.includes(fact) && !found.has(fact)
  if (isOpen('name') && isOpen('address') && rest.length > 1) found.set('name', rest.shift()!)
  const left = isOpen('name') ? 'name' : isOpen('address') ? 'address' : facts.find(isOpen)
  if (left && rest.length > 0) found.set(left, rest.join(''))
  return found
}

/** What stands before or behind a fact and only says which it is: 1965年3月12日出生, 身份证号320399…. */
const LABEL =
  /^(姓名|性别|民族|年龄|(出)?生(于|日期)?|(公民|居民)?身份证(件)?(号码?)?|证件号码?|(联系)?(电话|手机|方式)(号码?)?|家?庭?住址?)$/

function isWordFor(fact: Fact, word: string, isBesideName: boolean): boolean {
  if (fact === 'sex') return /^[男女]性?$/.test(word) && readSex(word) != null
  if (fact === 'age') return /^\d{1,3}$/.test(word)
  if (fact !== 'relation' || (word.length < 2 && !isBesideName) || /[（(]/.test(word)) return false
  return !['40', '80', null, undefined].includes(readRelation(word))
}
