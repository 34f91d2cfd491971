import type { LocalDate } from '../days/local-date.ts'
import { contradictionOf, HEAD, type Relation } from '../households/relation.ts'
import { type Cell, type HeadColumns, type SheetRow, saysNothing, spacelessTextOf, textOf } from './cell.ts'
import { type ColumnMapping, householdFields } from './columns.ts'
import { withFactsApart } from './facts-of-cell.ts'
import { type RegisterHeader, withWholeCells } from './header.ts'
import { carryDown, findHousehold, type HouseholdsOfFile } from './households.ts'
import { inWords } from './legend.ts'
import { peopleOfLines } from './lines-of-cell.ts'
import { isNoPerson } from './no-person.ts'
import type { PersonOfRow } from './people-of-row.ts'
import { readPhone, readRelation, relationOfNote, relationOfSex } from './person-cells.ts'
import { type PersonReading, type RegisterPerson, type RowFinding, readPersonRow } from './person-row.ts'
import { villageInGroup, villageKey, villageOfTitle } from './place-cell.ts'
import type { ProblemCode } from './problem.ts'
import { type RegisterProblem, toProblem } from './register-problem.ts'
import { relationThrough } from './relation-through.ts'
import { findRepeated, isInRow } from './repeated-people.ts'
import { describeSheet, type Household, type Seen, type Sheet, type SheetState } from './sheet.ts'
import { count, countHead, emptyTally, notesOf, type SheetTally } from './sheet-notes.ts'

/** A row of the register that is a person (家庭成员). */
export type RegisterRow = {
  sheet: string
  sheetRow: number
  /** Counts the households of the file from 1, in the order they appear. */
  household: number
  householdNumber: string | null
  person: RegisterPerson
  /** The same person stands further up, in this household; what only this row says of populations is theirs too. */
  isDuplicate: boolean
  problems: RegisterProblem[]
}

/** Reads the rows of one sheet below its header. A row that is no person gives null. */
export type SheetReading = {
  /** The people of a row in whose cells several stand; mostly the row. */
  apart: (row: SheetRow) => readonly SheetRow[]
  read: (row: SheetRow) => RegisterRow | null
  /** Says something more about a row that was read: what the system knows of it. */
  problemAt: (row: SheetRow, found: RowFinding) => RegisterProblem
}

/** A person of the rows of a sheet: the columns in which each stands, and what people and problems are told apart by. */
export type PersonOfSheet = { name: string; mapping: ColumnMapping; person: PersonOfRow }

/** Reads a whole register, sheet by sheet; knows the people and households that went before. */
export type RegisterReading = {
  /** @param follows of a table to the right of the sheet that was read before, or below it. */
  sheet: (
    name: string,
    header: RegisterHeader | null,
    mapping: ColumnMapping,
    follows?: 'beside' | 'below',
  ) => SheetReading
  /** A sheet on which each row is a family: each row is read by all of these, one after the other. */
  familySheet: (header: RegisterHeader, people: readonly PersonOfSheet[]) => SheetReading[]
  /** What can only be said at the end: households in which nobody is the head, what is said once of a sheet. */
  finish: () => { household: number; problem: RegisterProblem }[]
}

/**
 * Starts reading a register. People and households are remembered across its sheets.
 * @param fileName whose village, 东岭村居民花名册.xlsx, is that of sheets on which nothing names one.
 */
export function startRegister(today: LocalDate, fileName = ''): RegisterReading {
  const file: FileState = {
    today,
    village: villageOfTitle(fileName.replace(/\.[^.]*$/, '')),
    seen: new Map<string, Seen>(),
    households: { byKey: new Map(), count: 0 },
  }
  const tallies: SheetTally[] = []
  let last: TableRead | null = null
  const begin = (sheet: Sheet, header: RegisterHeader | null): Open => {
    const tally = emptyTally(sheet)
    tallies.push(tally)
    return { header, tally, state: stateAtTop(sheet, header, file.village) }
  }
  return {
    finish: () => tallies.flatMap((tally) => notesOf(tally, (idNumber) => file.seen.has(idNumber))),
    sheet(name, header, mapping, follows) {
      const sheet = describeSheet(name, header, mapping, null)
      const open = begin(sheet, header)
      if (follows === 'beside' && last) goOn(open.state, mapping, last)
      if (follows === 'below' && last) stayInVillage(open.state, last.state)
      last = { state: open.state, mapping }
      return readingOf(sheet, open, file)
    },
    familySheet(header, people) {
      const sheets = people.map(({ name, mapping, person }) => describeSheet(name, header, mapping, person))
      const open = begin(sheets[0]!, header)
      return sheets.map((sheet, at) => readingOf(sheet, open, file, at > 0))
    },
  }
}

type TableRead = { state: SheetState; mapping: ColumnMapping }

/** The family at the foot of a table goes on at the top of the one to its right, unless a head begins the next there. */
function goOn(state: SheetState, mapping: ColumnMapping, left: TableRead): void {
  const { current, carried } = left.state
  if (current === null) return
  const shift = mapping.indexOf('name') - left.mapping.indexOf('name')
  state.carried = mapping.map((meaning, column) => {
    if (!householdFields.has(meaning)) return null
    const isOfTable = left.mapping[column - shift] === meaning
    return carried[isOfTable ? column - shift : column] ?? null
  })
  state.current = current
  state.isAfterGap = true
}

/** What the lines above the first table say of the place counts for a table below it that says nothing of its own. */
function stayInVillage(state: SheetState, above: SheetState): void {
  if (state.sectionVillage !== null) return
  state.sectionVillage = above.sectionVillage
  state.sectionGroup ??= above.sectionGroup
}

type FileState = {
  today: LocalDate
  village: string | null
  seen: Map<string, Seen>
  households: HouseholdsOfFile
}
type Open = { header: RegisterHeader | null; tally: SheetTally; state: SheetState }

function stateAtTop(sheet: Sheet, header: RegisterHeader | null, ofFile: string | null): SheetState {
  return {
    current: null,
    carried: [],
    sectionVillage: sheet.villageAbove ?? (sheet.columnOf('village') < 0 ? ofFile : null),
    sectionGroup: sheet.groupAbove,
    sectionResidency: sheet.residencyAbove,
    list: sheet.listOf,
    sectionAddress: header?.addressAbove ?? null,
    lastVillage: null,
    numbering: 0,
    isAfterGap: false,
    lastRow: header?.to ?? 0,
    householdsAreMarked: false,
    above: [],
    aboveRow: 0,
  }
}

/** @param isBeside for who stands in a row to the right of its first person. */
function readingOf(
  sheet: Sheet,
  { header, tally, state }: Open,
  { today, seen, households }: FileState,
  isBeside = false,
): SheetReading {
  const people = {
    name: sheet.columnOf('name'),
    idNumber: sheet.columnOf('idNumber'),
    ofHousehold: sheet.carriedColumns,
  }
  const headsRead = new Set<string>()
  return {
    problemAt: (row, found) => toProblem(found, row, sheet),
    apart: (given) => {
      const row = withFactsApart(given, sheet.facts)
      const head = sheet.headsApart && headOfRow(row, sheet, headsRead)
      if (!head) return peopleOfLines(row, people)
      return textOf(row.cells[people.name]) === '' ? [head] : [head, { ...row, line: 1 }]
    },
    read(given) {
      const row = withWholeCells(given, header)
      if (row.sheetRow > state.lastRow + 1) state.isAfterGap = true
      state.lastRow = row.sheetRow
      if (!isBeside) countHead(tally, row, today)
      if (isNoPerson(row, sheet, header, state)) {
        if (!isBeside) state.isAfterGap = true
        return null
      }
      const isOfRowAbove = state.aboveRow === row.sheetRow
      const joins = isOfRowAbove && (isBeside || row.line !== undefined) ? state.current : null
      // A row of several people is a family, unless a number or a head says that it goes on.
      if (row.line === 0 && sheet.by !== 'number' && sheet.by !== 'head-name') state.current = null
      const filled = joins && isBeside ? state.above : filledCells(row, sheet, state)
      state.above = filled
      state.aboveRow = row.sheetRow
      const population = state.list?.isDoubtful === false ? state.list.population : null
      const saidOfAll = { population, residency: state.sectionResidency }
      const reading = readPersonRow(sheet.cells(filled), sheet.ticks, today, saidOfAll)
      const problemsOf = (finding: RowFinding) => toProblem(finding, row, sheet)
      const { person } = reading
      const findings = reading.findings.filter(({ finding }) => !isOfBlankBirths(finding, sheet))
      if (row.head) readPhoneOfHead(row, row.head.columns, person, findings)
      if (row.struck?.includes(sheet.columnOf('name')))
        findings.push({ meaning: 'name', finding: { code: 'name-struck' } })

      if (reading.headName !== null && reading.headName === person.name) {
        person.relation ??= HEAD
        tally.headsMet.add(person.name)
      } else if (reading.memberNumber === 1 && reading.headName === null && sheet.columnOf('relation') < 0)
        person.relation ??= HEAD
      // The number of a household may be that of its head.
      if (sheet.headsOnly || (person.idNumber !== null && person.idNumber === reading.householdNumber))
        person.relation ??= HEAD
      if (sheet.hasHeadsBlank && sheet.by === 'relation') person.relation ??= HEAD
      const { numbering } = state
      const household = joins ?? findHousehold(row, reading, sheet, state, households)
      if (state.numbering > numbering) tally.beganAgain ??= { household, sheetRow: row.sheetRow }
      if (sheet.hasHeadsBlank && household.firstRow === row.sheetRow) person.relation ??= HEAD
      if (household !== state.current) state.carried = filled
      state.current = household
      state.isAfterGap = false
      if (household.firstRow === row.sheetRow && !joins && sheet.by === 'number' && household.number === null)
        findings.push({ meaning: sheet.numberedBy, finding: { code: 'household-number-missing' } })
      if (reading.note !== null && relationOfNote(reading.note) === HEAD) state.householdsAreMarked = true
      // Where heads are noted beside their names, 女 is a daughter.
      if (state.householdsAreMarked && reading.note === '女') person.relation ??= DAUGHTER
      settleRelation(person, reading.relationTo, household, findings)
      settlePlace(person, household, state, sheet, findings)
      const repeated = findRepeated(row, person, household, seen)
      const isDuplicate = repeated !== null && repeated.found.finding.code === 'duplicate-person'
      // The head is often written again as the first of the members.
      if (joins && isDuplicate && isInRow(repeated.first, row)) return null
      if (repeated) findings.push(repeated.found)
      // Whose number is another's is somebody all the same, the head perhaps.
      if (!isDuplicate) {
        settleHead(person, household, row, sheet, state, findings)
        checkRelation(person, household, findings)
      }
      if (isDuplicate && person.village === null) {
        person.village = repeated.first.village
        const missing = findings.findIndex(({ finding }) => finding.code === 'village-missing')
        if (person.village !== null) findings.splice(missing, 1)
      }
      if (!isDuplicate) count(tally, row, person, household, state.list)

      return {
        sheet: sheet.name,
        sheetRow: row.sheetRow,
        household: isDuplicate ? repeated.first.household : household.ordinal,
        householdNumber: household.number,
        person,
        isDuplicate,
        problems: findings.map(problemsOf),
      }
    },
  }
}

/** The cells of a row with what stands for it elsewhere: in the words of its codes, above it, at the head of the household. */
function filledCells(row: SheetRow, sheet: Sheet, state: SheetState): readonly Cell[] {
  const said = likeAbove(inWords(row.cells, sheet.legends), state.above, sheet.saidOnce)
  return nameOfHead(carryDown(said, sheet, state), row, sheet, state)
}

/** The head beside the member of a row, who comes first where met for the first time, with what is said of the household. */
function headOfRow(row: SheetRow, sheet: Sheet, met: Set<string>): SheetRow | null {
  const head = sheet.headsApart!
  const name = spacelessTextOf(row.cells[head.name])
  const key = `${name}|${spacelessTextOf(row.cells[head.idNumber])}`
  if (name === '' || met.has(key)) return null
  met.add(key)
  const own = new Map(
    (['name', 'idNumber'] as const).map((meaning) => [sheet.columnOf(meaning), head[meaning]]),
  )
  const stays = new Set([...sheet.carriedColumns, ...Object.values(head)])
  const width = Math.max(row.cells.length, ...[...own.keys()].map((column) => column + 1))
  const cells = Array.from({ length: width }, (_, column) => {
    const from = own.get(column) ?? (stays.has(column) ? column : -1)
    return row.cells[from] ?? null
  })
  const ofHead = row.cells.map((cell, column) => (stays.has(column) ? cell : null))
  return { ...row, line: 0, head: { columns: head, cells: ofHead }, cells }
}

/** Where the head stands apart his telephone may be the only one. */
function readPhoneOfHead(
  { cells }: SheetRow,
  head: HeadColumns,
  person: RegisterPerson,
  findings: RowFinding[],
): void {
  const { phone, isRight } = readPhone(cells[head.phone])
  person.phone = phone
  if (!isRight) findings.push({ meaning: 'phone', finding: { code: 'phone-wrong' } })
}

/** That each birth date of a column left blank comes from the ID number need not be said. */
function isOfBlankBirths(finding: RowFinding['finding'], sheet: Sheet): boolean {
  return finding.code === 'birth-missing' && finding.fromId !== null && sheet.hasBirthsBlank
}

/** Where only members stand below 成员姓名, the head's row has his name below 户主姓名 alone. */
function nameOfHead(
  cells: readonly Cell[],
  row: SheetRow,
  sheet: Sheet,
  { current, above }: SheetState,
): readonly Cell[] {
  const [name, head] = [sheet.columnOf('name'), sheet.columnOf('headName')]
  if (name < 0 || head < 0 || textOf(cells[name]) !== '' || textOf(row.cells[head]) === '') return cells
  const isMember = (readRelation(sheet.cells(cells).cell('relation')) ?? HEAD) !== HEAD
  const isRepeated = !!current?.headRow && textOf(above[head]) === textOf(row.cells[head])
  return isMember || isRepeated ? cells : cells.with(name, row.cells[head]!)
}

/** 同上 says what the cell above it says, and a blank where a village is written once above its people. */
function likeAbove(
  cells: readonly Cell[],
  above: readonly Cell[],
  saidOnce: readonly number[],
): readonly Cell[] {
  if (saidOnce.length === 0 && !cells.some(isDitto)) return cells
  const said = cells.map((cell, column) => (isDitto(cell) ? (above[column] ?? null) : cell))
  for (const column of saidOnce) {
    if (saysNothing(textOf(said[column]))) said[column] = above[column] ?? null
    else if (textOf(said[column]) !== textOf(above[column])) break
  }
  return said
}

const DAUGHTER: Relation = '30'

const DITTO = /^["“”'‘’]?(同[上前]?|上同)["“”'‘’]?$|^([〃″ˮ∥"“”]|'')+$/

function isDitto(cell: Cell): boolean {
  return typeof cell === 'string' && cell.length <= 6 && DITTO.test(spacelessTextOf(cell))
}

/** A person lives where the row says, else where the household lives, else where the lines above the rows say. */
function settlePlace(
  person: RegisterPerson,
  household: Household,
  state: SheetState,
  sheet: Sheet,
  findings: RowFinding[],
): void {
  person.village ??= household.place.village ?? state.sectionVillage
  person.township ??= sheet.townshipAbove
  person.group ??= household.place.group ?? state.sectionGroup
  person.address ??= household.place.address ?? state.sectionAddress
  const named = villageInGroup(person.group)
  if (named && (person.village === null || villageKey(person.village) === villageKey(named.village)))
    Object.assign(person, { village: person.village ?? named.village, group: named.group })
  if (person.village === null && state.lastVillage !== null) {
    person.village = state.lastVillage
    findings.push({ meaning: 'village', finding: { code: 'village-guessed', village: state.lastVillage } })
  }
  household.place.village ??= person.village
  state.lastVillage = person.village
  if (person.village === null) findings.push({ meaning: 'village', finding: { code: 'village-missing' } })
}

/** What somebody is to the head of whom the register tells what he is to another of the household: 张小军之妻. */
function settleRelation(
  person: RegisterPerson,
  named: PersonReading['relationTo'],
  { head, people }: Household,
  findings: RowFinding[],
): void {
  if (named === null) return
  const other =
    head?.name === named.name ? HEAD : (people.find(({ name }) => name === named.name)?.relation ?? null)
  const relation = other && relationThrough(other, named.relation)
  if (!relation) return
  person.relation = relationOfSex(relation, person.sex)
  const unknown = findings.findIndex(({ finding }) => finding.code === 'relation-unknown')
  if (unknown >= 0) findings.splice(unknown, 1)
}

function settleHead(
  person: RegisterPerson,
  household: Household,
  row: SheetRow,
  sheet: Sheet,
  { householdsAreMarked }: SheetState,
  findings: RowFinding[],
): void {
  const gathers = sheet.by !== 'none' || sheet.isPartedByBlankRows || householdsAreMarked
  const isAlone = !gathers && household.headRow === null
  if (person.relation === null && isAlone) person.relation = HEAD
  if (person.relation !== HEAD) return
  if (household.headRow === null) {
    household.headRow = row.sheetRow
    household.head = {
      name: person.name,
      sex: isSaid('sex-contradicts-id', findings) ? 'unknown' : person.sex,
      birthDate: isSaid('birth-contradicts-id', findings) ? null : person.birthDate,
    }
    return
  }
  person.relation = '80'
  findings.push({ meaning: 'relation', finding: { code: 'two-heads', otherRow: household.headRow } })
}

/** Sex and age against what the person is to the head further up, unless the ID number contradicts them already. */
function checkRelation(person: RegisterPerson, household: Household, findings: RowFinding[]): void {
  const { relation, sex } = person
  if (relation === null || relation === HEAD) return
  const found = contradictionOf(relation, person, household.head)
  if (found?.by === 'sex' && !isSaid('sex-contradicts-id', findings)) {
    const { isOfHeadsSex } = found
    const finding = { code: 'relation-contradicts-sex', relation, sex, isOfHeadsSex } as const
    findings.push({ meaning: 'relation', finding })
  }
  if (found?.by === 'age' && !isSaid('birth-contradicts-id', findings)) {
    const { yearsYounger } = found
    findings.push({
      meaning: 'relation',
      finding: { code: 'relation-contradicts-age', relation, yearsYounger },
    })
  }
}

const isSaid = (code: ProblemCode, findings: readonly RowFinding[]) =>
  findings.some(({ finding }) => finding.code === code)
