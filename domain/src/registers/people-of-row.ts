import {
  type ColumnMapping,
  type ColumnMeaning,
  householdFields,
  meaningOfTitle,
  normalTitle,
  otherPersonOf,
} from './columns.ts'
import type { RegisterHeader } from './header.ts'
import type { ColumnGuess } from './mapping.ts'
import { tablesBeside } from './tables-beside.ts'

type Titles = Pick<RegisterHeader, 'titles' | 'groups'>
type Title = { title: string; group: string }

/** One person of a family that a register writes in one row: 户主姓名, 户主身份证, 配偶姓名, 配偶身份证, 成员1姓名 … */
export type PersonOfRow = {
  /** What the titles call the person: 户主, 配偶, 子女. Null of 成员2, whose relation stands in a column, if anywhere. */
  relation: string | null
  /** The title of a column as of the row's own person, 姓名 for 配偶姓名; null of a column of somebody else. */
  titleOf: (column: number) => Title | null
}

/** Columns of one person by their places, each with its title as of the row's own person. */
type Block = { called: string; columns: Map<number, Title> }

const HEAD = '户主'

/**
 * The people that stand in each row below a header, the head of the household or who comes first before the others; null
 * where a row is one person. Titles have to say that they are of one household: by what each is to the head, or by a number,
 * a head or an address before tables of the same titles. Somebody without a column for a number or birth date is none.
 */
export function peopleOfRow(header: Titles): PersonOfRow[] | null {
  const certain = namedBlocks(header, false)
  const isFamily = isPerson(certain.get(HEAD)?.columns ?? new Map()) && relativesOf(certain).length > 0
  const named = isFamily ? namedBlocks(header, true) : certain
  const head = named.get(HEAD)
  const relatives = relativesOf(named)
  const all = relatives.length > 0 ? relatives : unnamedBlocks(header)
  if (all.length === 0) return null

  const ofNobody = new Map<number, Title>()
  for (const [column, title] of header.titles.entries())
    if (!head?.columns.has(column) && !all.some(({ columns }) => columns.has(column)))
      ofNobody.set(column, { title, group: header.groups[column] ?? '' })
  const ownNames = relatives.length > 0 && holds(ofNobody, 'name')
  if (ownNames) {
    // Whose father stands beside a child need not be of the child's household; a member is.
    const areMembers = all.every(({ called }) => wordFor(called) === null)
    return areMembers && isPerson(ofNobody) ? peopleFrom(NOBODY, all, header) : null
  }
  if (head && isPerson(new Map([...ofNobody, ...head.columns]))) return peopleFrom(head, all, header)
  // Where no column is of the head, nobody is his wife.
  const [first, ...others] = all.map((one) => (SPOUSE.test(one.called) ? { ...one, called: '' } : one))
  return others.length === 0 ? null : peopleFrom(first!, others, header)
}

const relativesOf = (named: ReadonlyMap<string, Block>): Block[] =>
  [...named.values()].filter(({ called, columns }) => called !== HEAD && isPerson(columns))

const SPOUSE = /^(配偶|爱人|丈夫|妻子)$/
const NOBODY: Block = { called: '', columns: new Map() }

function namedBlocks({ titles, groups }: Titles, amongOthers: boolean): Map<string, Block> {
  const blocks = new Map<string, Block>()
  /** Whose name stands below 配偶 alone: 身份证号 to the right of it is hers. */
  let open: Block | null = null
  for (const [column, title] of titles.entries()) {
    const group = groups[column] ?? ''
    const found = otherPersonOf(title, group, amongOthers) ?? headOf(title, group)
    const nameless = found ? null : otherPersonOf('姓名', title, amongOthers)
    const called = found?.called ?? nameless?.called
    if (called === undefined) {
      const meaning = open && meaningOfTitle(title, group)?.meaning
      if (meaning && OF_A_MEMBER.has(meaning)) open?.columns.set(column, { title, group: '' })
      else open = null
      continue
    }
    const block: Block = blocks.get(called) ?? { called, columns: new Map() }
    blocks.set(called, block)
    block.columns.set(column, { title: found?.title ?? '姓名', group: '' })
    open = nameless ? block : null
  }
  return blocks
}

const OF_A_MEMBER: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>([
  'relation',
  'sex',
  'idNumber',
  'birthDate',
  'age',
  'phone',
  'ethnicity',
])

function headOf(title: string, group = ''): { called: string; title: string } | null {
  const own = normalTitle(title)
  if (own === HEAD) return { called: HEAD, title: '姓名' }
  if (/^户主(信息|情况|基本信息)?$/.test(normalTitle(group))) return { called: HEAD, title: own }
  const of = /^户主的?((?:姓名|名字|身份|公民身份|证件|电话|手机|联系|性别|出生|年龄|民族).*)$/.exec(own)?.[1]
  return of ? { called: HEAD, title: of } : null
}

/** Tables of the same titles, or numbered ones (姓名2, 身份证号2), behind columns that are of a whole household. */
function unnamedBlocks(header: Titles): Block[] {
  const { titles, groups } = header
  const isBehindHousehold = (from: number) =>
    titles.slice(0, from).some((title, column) => {
      const meaning = meaningOfTitle(title, groups[column] ?? '')?.meaning
      return meaning === 'householdNumber' || meaning === 'headName' || meaning === 'address'
    })
  const [first, second] = tablesBeside(header) ?? []
  if (first && second) {
    const width = second.from - first.from
    if (!isBehindHousehold(first.from)) return []
    return tablesBeside(header)!.map(({ from }) => ({
      called: '',
      columns: new Map(
        titles.slice(from, from + width).map((title, at) => [from + at, { title, group: '' }]),
      ),
    }))
  }
  const numbered = new Map<string, Block>()
  for (const [column, title] of titles.entries()) {
    const [, own, number] = /^(\D+)([1-9]\d?)$/.exec(normalTitle(title)) ?? []
    if (!own || !number) continue
    const block = numbered.get(number) ?? { called: '', columns: new Map() }
    numbered.set(number, block)
    block.columns.set(column, { title: own, group: '' })
  }
  const people = [...numbered.values()].filter(({ columns }) => isPerson(columns))
  const from = Math.min(...people.flatMap(({ columns }) => [...columns.keys()]))
  return people.length > 1 && isBehindHousehold(from) ? people : []
}

function isPerson(columns: ReadonlyMap<number, Title>): boolean {
  return holds(columns, 'name') && (holds(columns, 'idNumber') || holds(columns, 'birthDate'))
}

function holds(columns: ReadonlyMap<number, Title>, meaning: 'name' | 'idNumber' | 'birthDate'): boolean {
  return [...columns.values()].some(({ title, group }) => {
    const found = meaningOfTitle(title, group)
    return found?.meaning === meaning && (meaning !== 'name' || found.exact)
  })
}

/** What a person is called to the head by the title; 成员2 is nothing to him yet. */
function wordFor(called: string): string | null {
  const word = called.replace(/[\d一二三四五六七八九十]+$/, '')
  if (word === '' || /^(家庭)?(成员|人员|家属)$|^(老人|长辈|男方|女方)$/.test(word)) return null
  return word.replace(/^(孩子|小孩)$/, '子女').replace(/^老伴$/, '配偶')
}

/** Whom the row begins with has also the columns of nobody: village, address, telephone, remarks. */
function peopleFrom(main: Block, others: readonly Block[], { titles, groups }: Titles): PersonOfRow[] {
  const isOfOthers = (column: number) => others.some(({ columns }) => columns.has(column))
  const written = (column: number) => ({ title: titles[column] ?? '', group: groups[column] ?? '' })
  return [
    {
      relation: wordFor(main.called),
      titleOf: (column) => (isOfOthers(column) ? null : (main.columns.get(column) ?? written(column))),
    },
    ...others.map(({ called, columns }) => ({
      relation: wordFor(called),
      titleOf: (column: number) => columns.get(column) ?? null,
    })),
  ]
}

/** How the columns are read for another person of the row: the own ones, and those of the whole household. */
export function mappingOfMember(
  guesses: readonly ColumnGuess[],
  ofMain: readonly ColumnGuess[],
): ColumnMapping {
  return guesses.map(({ meaning }, column) => {
    const shared = ofMain[column]?.meaning
    return shared && householdFields.has(shared) ? shared : meaning
  })
}

/** True when a person can be known from the columns that were found: by a name with a number or birth date. */
export function isKnownBy(mapping: ColumnMapping): boolean {
  return (
    mapping.includes('name') &&
    (['idNumber', 'birthDate', 'birthYear'] as const).some((one) => mapping.includes(one))
  )
}
