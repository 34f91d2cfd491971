import type { LocalDate } from '../days/local-date.ts'
import { HEAD } from '../households/relation.ts'
import type { IdNumber } from '../residents/id-number.ts'
import { type SheetRow, saysNothing, textOf } from './cell.ts'
import { hasDoor } from './households.ts'
import { looksLikeIdNumber, readIdCell } from './id-cell.ts'
import { columnLetter } from './mapping.ts'
import { readName } from './person-cells.ts'
import type { RegisterPerson } from './person-row.ts'
import type { CellFinding } from './problem.ts'
import { problemOfSheet, type RegisterProblem } from './register-problem.ts'
import type { Household, ListOf, Sheet } from './sheet.ts'

/** What the rows of a sheet have shown together: it is said once, when all are read. */
export type SheetTally = {
  sheet: Sheet
  people: number
  first: Household | null
  /** Somebody stands in one household with others, or at a door. */
  gathers: boolean
  hasHeads: boolean
  /** Households in which nobody is the head, by their ordinal. */
  headless: Map<number, Household>
  /** Heads whose number stands beside those of members, with the row where it stands first. */
  heads: Map<IdNumber, { name: string; sheetRow: number }>
  /** Names of heads who have a row of their own. */
  headsMet: Set<string>
  /** Lists of one population, each with the first of its people. */
  lists: Map<ListOf, { household: Household; sheetRow: number }>
  /** Where the numbers of households began again at 1. */
  beganAgain: { household: Household; sheetRow: number } | null
  /** Where somebody else is written to the right of a person for the first time, and in how many rows. */
  besides: { household: Household; sheetRow: number; columns: Set<number>; rows: number } | null
}

/** Households without a head, from which on a sheet is told once that it names none. */
const MANY_HEADLESS = 3

export function emptyTally(sheet: Sheet): SheetTally {
  return {
    sheet,
    people: 0,
    first: null,
    gathers: false,
    hasHeads: false,
    headless: new Map(),
    heads: new Map(),
    headsMet: new Set(),
    lists: new Map(),
    beganAgain: null,
    besides: null,
  }
}

/** Counts a person who was read. */
export function count(
  tally: SheetTally,
  row: SheetRow,
  person: RegisterPerson,
  household: Household,
  list: ListOf | null,
): void {
  tally.people++
  if (list && !tally.lists.has(list)) tally.lists.set(list, { household, sheetRow: row.sheetRow })
  tally.first ??= household
  tally.gathers ||=
    household.firstRow !== row.sheetRow || (tally.sheet.by === 'address' && hasDoor(person.address))
  tally.hasHeads ||= person.relation === HEAD
  if (household.headRow === null) tally.headless.set(household.ordinal, household)
  else tally.headless.delete(household.ordinal)
  const { otherIdColumns, listColumns } = tally.sheet
  if (otherIdColumns.length === 0 && listColumns.length === 0) return
  const others = [
    ...otherIdColumns.filter((column) => looksLikeIdNumber(row.cells[column])),
    ...listColumns.filter((column) => !saysNothing(textOf(row.cells[column]))),
  ]
  if (others.length === 0) return
  tally.besides ??= { household, sheetRow: row.sheetRow, columns: new Set(), rows: 0 }
  tally.besides.rows++
  for (const column of others) tally.besides.columns.add(column)
}

/** Remembers the head whom a row names by number, beside the member or with nobody beside him. */
export function countHead(
  { sheet, heads }: SheetTally,
  { cells, sheetRow }: SheetRow,
  today: LocalDate,
): void {
  if (sheet.headIdColumn < 0) return
  const cell = cells[sheet.headIdColumn]
  if (!looksLikeIdNumber(cell)) return
  const id = readIdCell(cell, today)
  if (!id.ok || heads.has(id.reading.idNumber)) return
  heads.set(id.reading.idNumber, { name: readName(cells[sheet.columnOf('headName')]), sheetRow })
}

/** What is said of a sheet: that nothing gathers its people, that nobody is a head, that others stand to the right. */
export function notesOf(
  tally: SheetTally,
  isRead: (idNumber: IdNumber) => boolean,
): { household: number; problem: RegisterProblem }[] {
  const { sheet, people, first, headless, besides } = tally
  if (first === null) return []
  const say = (finding: CellFinding, { ordinal, firstRow }: Household, sheetRow = firstRow) => ({
    household: ordinal,
    problem: problemOfSheet(finding, sheet, sheetRow),
  })
  const rightOf = besides && say(besidesOf(besides), besides.household, besides.sheetRow)
  const unread = [...tally.heads].flatMap(([idNumber, head]) =>
    isRead(idNumber) || tally.headsMet.has(head.name) ? [] : [head],
  )
  const headsOf =
    unread.length > 0 && say({ code: 'heads-without-row', heads: unread.length }, first, unread[0]!.sheetRow)
  const codesOf = sheet.hasRelationCodes && say({ code: 'relation-in-codes' }, first)
  const blanksOf = sheet.hasHeadsBlank && say({ code: 'heads-blank' }, first)
  const { beganAgain } = tally
  const againOf =
    beganAgain && say({ code: 'numbers-begin-again' }, beganAgain.household, beganAgain.sheetRow)
  const lists = [...tally.lists].flatMap(([list, { household, sheetRow }]) => {
    const finding = aboutList(list)
    return finding ? [say(finding, household, sheetRow)] : []
  })
  return [
    ...householdsOf(),
    ...[headsOf, blanksOf, againOf, rightOf, codesOf].filter((said) => !!said),
    ...lists,
  ]

  function householdsOf() {
    const isUngathered = sheet.by === 'none' || sheet.by === 'address'
    if (isUngathered && !tally.gathers) return people > 1 ? [say({ code: 'everybody-alone' }, first!)] : []
    if (sheet.isPartedByBlankRows && !tally.hasHeads) return [say({ code: 'parted-by-blank-rows' }, first!)]
    if (unread.length > 0 && !tally.hasHeads) return []
    const namesNone = sheet.columnOf('relation') < 0 || (!tally.hasHeads && headless.size >= MANY_HEADLESS)
    const [one] = headless.values()
    if (one && namesNone) return [say({ code: 'no-heads', households: headless.size }, one)]
    return [...headless.values()].map((household) => say({ code: 'head-missing' }, household))
  }
}

/** What is said of a list of one population; who is old or a child follows from the birth date. */
function aboutList({ population, words, isDoubtful }: ListOf): CellFinding | null {
  if (population === 'elderly' || population === 'child') return null
  return isDoubtful
    ? { code: 'population-doubtful', population, word: words }
    : { code: 'population-of-list', population, words }
}

function besidesOf({ columns, rows }: NonNullable<SheetTally['besides']>): CellFinding {
  const letters = [...columns].toSorted((a, b) => a - b).map(columnLetter)
  return { code: 'second-person', columns: `${letters.join('、')} 列`, rows }
}
