import type { LocalDate } from '../days/local-date.ts'
import { contradictionOf, HEAD } from '../households/relation.ts'
import { type Cell, type SheetRow, spacelessTextOf, textOf } from './cell.ts'
import type { ColumnMapping } from './columns.ts'
import type { RegisterHeader } from './header.ts'
import { looksLikeIdNumber } from './id-cell.ts'
import { inWords } from './legend.ts'
import { columnLetter } from './mapping.ts'
import { isNoPerson } from './no-person.ts'
import { readRelation } from './person-cells.ts'
import { type RegisterPerson, type RowFinding, readPersonRow } from './person-row.ts'
import { villageInGroup, villageKey } from './place-cell.ts'
import type { ProblemCode } from './problem.ts'
import { columnAt, headMissing, problemOfSheet, type RegisterProblem, toProblem } from './register-problem.ts'
import { describeSheet, type Household, type Seen, type Sheet, type SheetState } from './sheet.ts'

/** A row of the register that is a person (家庭成员). */
export type RegisterRow = {
  sheet: string
  sheetRow: number
  /** Counts the households of the file from 1, in the order they appear. */
  household: number
  householdNumber: string | null
  person: RegisterPerson
  /** The same person stands further up. */
  isDuplicate: boolean
  problems: RegisterProblem[]
}

/** Reads the rows of one sheet below its header. A row that is no person gives null. */
export type SheetReading = {
  read: (row: SheetRow) => RegisterRow | null
  /** Says something more about a row that was read: what the system knows of it. */
  problemAt: (row: SheetRow, found: RowFinding) => RegisterProblem
}

/** Reads a whole register, sheet by sheet; knows the people and households that went before. */
export type RegisterReading = {
  sheet: (name: string, header: RegisterHeader | null, mapping: ColumnMapping) => SheetReading
  /** What can only be said at the end: households in which nobody is the head. */
  finish: () => { household: number; problem: RegisterProblem }[]
  /** Households met so far. */
  households: () => number
}

/** Starts reading a register. People and households are remembered across its sheets. */
export function startRegister(today: LocalDate): RegisterReading {
  const seen = new Map<string, Seen>()
  const households = new Map<string, Household>()
  /** Sheets in which somebody stands without a word of households, by name: the first person's household and row, and how many people. */
  const alone = new Map<string, { household: number; sheetRow: number; people: number }>()
  const withDoors = new Set<string>()
  const withoutHead = new Map<number, { household: Household; column: string; columnIndex: number | null }>()
  let count = 0

  return {
    households: () => count,
    finish: () => [
      ...[...withoutHead.values()].map((found) => ({
        household: found.household.ordinal,
        problem: headMissing(found),
      })),
      ...[...alone]
        .filter(([sheet, { people }]) => people > 1 && !withDoors.has(sheet))
        .map(([sheet, { household, sheetRow }]) => ({
          household,
          problem: problemOfSheet({ code: 'everybody-alone' }, sheet, sheetRow),
        })),
    ],
    sheet(name, header, mapping) {
      const sheet = describeSheet(name, header, mapping)
      const state: SheetState = {
        current: null,
        sectionVillage: null,
        sectionGroup: null,
        lastVillage: null,
        isAfterGap: false,
        above: [],
      }

      return {
        problemAt: (row, found) => toProblem(found, row, sheet),
        read(row) {
          if (isNoPerson(row, sheet, header, state)) {
            state.isAfterGap = true
            return null
          }
          const said = likeAbove(inWords(row.cells, sheet.legends), state.above)
          const filled = carryDown(said, sheet, state.current)
          state.above = filled
          const reading = readPersonRow(sheet.cells(filled), sheet.ticks, today)
          const problemsOf = (finding: RowFinding) => toProblem(finding, row, sheet)
          const { person, findings } = reading

          if (person.relation === null && reading.headName !== null && reading.headName === person.name)
            person.relation = HEAD
          if (sheet.headsOnly) person.relation ??= HEAD
          const found = findHousehold(row, reading, sheet, state, households, () => ++count)
          state.current = found.household
          state.isAfterGap = false
          if (sheet.by === 'address' && hasDoor(person.address)) withDoors.add(name)
          else if (sheet.by === 'none' || sheet.by === 'address') {
            const first = alone.get(name) ?? {
              household: found.household.ordinal,
              sheetRow: row.sheetRow,
              people: 0,
            }
            alone.set(name, { ...first, people: first.people + 1 })
          }
          findings.push(...found.findings)
          const { household } = found
          if (household.firstRow === row.sheetRow) household.carried = [...filled]
          settlePlace(person, household, state, sheet, findings)
          const besides = secondPerson(row.cells, sheet)
          if (besides) findings.push(besides)
          const duplicate = findDuplicate(row, person, household, seen, sheet)
          if (duplicate) findings.push(duplicate)
          else {
            settleHead(person, household, row, sheet, findings)
            checkRelation(person, household, findings)
          }
          trackHeads(household, sheet, withoutHead)

          return {
            sheet: name,
            sheetRow: row.sheetRow,
            household: household.ordinal,
            householdNumber: household.number,
            person,
            isDuplicate: duplicate?.finding.code === 'duplicate-person',
            problems: findings.map(problemsOf),
          }
        },
      }
    },
  }
}

/** 同上 says what the cell above it says. */
function likeAbove(cells: readonly Cell[], above: readonly Cell[]): readonly Cell[] {
  if (!cells.some(isDitto)) return cells
  return cells.map((cell, column) => (isDitto(cell) ? (above[column] ?? null) : cell))
}

function isDitto(cell: Cell): boolean {
  return typeof cell === 'string' && cell.length <= 4 && /^\s*(同\s?[上前]|[〃″"”])\s*$/.test(cell)
}

/** What the head's row says for the household stands for the blank cells below it: 户号, village, group, address. */
function carryDown(cells: readonly Cell[], sheet: Sheet, current: Household | null): readonly Cell[] {
  if (!current || current.carried.length === 0) return cells
  const startsAnew =
    sheet.carriedColumns.length === 0 ||
    startsByRelation(cells, current, sheet) ||
    differs(cells, current, sheet)
  if (startsAnew) return cells
  const filled = [...cells]
  for (const column of sheet.carriedColumns) {
    if (textOf(filled[column]) === '') filled[column] = current.carried[column] ?? null
  }
  return filled
}

/** A second 户主 begins the next household, unless the number says that it is the same one. */
function startsByRelation(cells: readonly Cell[], current: Household, sheet: Sheet): boolean {
  return current.headRow !== null && readRelation(sheet.cells(cells).cell('relation')) === HEAD
}

/** A household number or a head's name that is not the one above begins another household. */
function differs(cells: readonly Cell[], current: Household, sheet: Sheet): boolean {
  const key = sheet.by === 'number' ? 'householdNumber' : sheet.by === 'head-name' ? 'headName' : null
  if (key === null) return false
  const column = sheet.columnOf(key)
  const text = spacelessTextOf(cells[column])
  return text !== '' && text !== spacelessTextOf(current.carried[column])
}

function findHousehold(
  row: SheetRow,
  reading: { person: RegisterPerson; householdNumber: string | null; headName: string | null },
  sheet: Sheet,
  { current, isAfterGap }: SheetState,
  households: Map<string, Household>,
  nextOrdinal: () => number,
): { household: Household; findings: RowFinding[] } {
  const findings: RowFinding[] = []
  const { person } = reading
  const open = (key: string | null): Household => {
    const known = key === null ? undefined : households.get(key)
    if (known) return known
    const household: Household = {
      ordinal: nextOrdinal(),
      number: reading.householdNumber,
      sheet: sheet.name,
      firstRow: row.sheetRow,
      headRow: null,
      head: null,
      carried: [],
      people: [],
      byName: null,
      place: { village: person.village, group: person.group, address: person.address },
    }
    if (key !== null) households.set(key, household)
    return household
  }
  const here = current?.sheet === sheet.name ? current : null
  const beginsNext = person.relation === HEAD && (isAfterGap || here?.headRow !== null)

  switch (sheet.by) {
    case 'number': {
      const number = reading.householdNumber
      if (number === null) {
        if (here && !beginsNext) return { household: here, findings }
        findings.push({ meaning: 'householdNumber', finding: { code: 'household-number-missing' } })
        return { household: open(null), findings }
      }
      if (here && here.number === number) return { household: here, findings }
      return { household: open(`${sheet.name}|${person.village ?? ''}|${number}`), findings }
    }
    case 'head-name': {
      if (reading.headName === null) return { household: here && !beginsNext ? here : open(null), findings }
      const { village, group, address } = person
      return { household: open([sheet.name, village, group, address, reading.headName].join('|')), findings }
    }
    case 'relation':
      return { household: here && !beginsNext ? here : open(null), findings }
    case 'address':
      return {
        household: open(hasDoor(person.address) ? `${person.village}|${person.address}` : null),
        findings,
      }
    case 'none':
      return { household: open(null), findings }
  }
}

/** An address that tells one door from another: 3组12号, 5栋2单元301室. */
function hasDoor(address: string | null): boolean {
  return /\d+(-\d+)*号|\d室|\d+-\d+|单元\d+/.test(address ?? '')
}

/** A person lives where the row says, else where the household lives, else where the lines above the rows say. */
function settlePlace(
  person: RegisterPerson,
  household: Household,
  state: SheetState,
  sheet: Sheet,
  findings: RowFinding[],
): void {
  person.village ??= household.place.village ?? state.sectionVillage ?? sheet.villageAbove
  person.township ??= sheet.townshipAbove
  person.group ??= household.place.group ?? state.sectionGroup ?? sheet.groupAbove
  person.address ??= household.place.address
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

function settleHead(
  person: RegisterPerson,
  household: Household,
  row: SheetRow,
  sheet: Sheet,
  findings: RowFinding[],
): void {
  if (person.relation === null && sheet.by === 'none') person.relation = HEAD
  if (person.relation !== HEAD) return
  if (household.headRow === null) {
    household.headRow = row.sheetRow
    household.head = {
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

function trackHeads(
  household: Household,
  sheet: Sheet,
  withoutHead: Map<number, { household: Household; column: string; columnIndex: number | null }>,
): void {
  if (sheet.columnOf('relation') < 0) return
  if (household.headRow !== null) withoutHead.delete(household.ordinal)
  else withoutHead.set(household.ordinal, { household, ...columnAt('relation', sheet) })
}

/**
 * The row further up that is the same person: by ID number; for a row without one by name and birth date in the
 * household, also when the first of the two has a number.
 */
function findDuplicate(
  row: SheetRow,
  person: RegisterPerson,
  household: Household,
  seen: Map<string, Seen>,
  sheet: Sheet,
): RowFinding | null {
  const { idNumber, name, birthDate } = person
  const first = idNumber === null ? namesakeOf(person, household) : seen.get(idNumber)
  if (!first) {
    const here = { sheet: row.sheet, sheetRow: row.sheetRow, name, birthDate }
    if (idNumber !== null) seen.set(idNumber, here)
    if (name !== '' && birthDate !== null) {
      household.people.push(here)
      if (household.byName?.has(nameKey(here)) === false) household.byName.set(nameKey(here), here)
    }
    return null
  }
  const other = { otherRow: first.sheetRow, otherSheet: first.sheet === sheet.name ? null : first.sheet }
  const isSamePerson = first.name === person.name || first.name === '' || person.name === ''
  return isSamePerson
    ? { meaning: person.idNumber ? 'idNumber' : 'name', finding: { code: 'duplicate-person', ...other } }
    : { meaning: 'idNumber', finding: { code: 'id-shared', ...other, otherName: first.name } }
}

/** From so many on the people of what is taken for one household are looked for by a key. */
const MANY_PEOPLE = 30
const nameKey = ({ name, birthDate }: Pick<Seen, 'name' | 'birthDate'>) => `${name}|${birthDate}`

/** The first of the household with the name and birth date, asked only for who comes without a number. */
function namesakeOf({ name, birthDate }: RegisterPerson, household: Household): Seen | undefined {
  const { people } = household
  if (people.length < MANY_PEOPLE)
    return people.find((one) => one.name === name && one.birthDate === birthDate)
  household.byName ??= new Map(people.toReversed().map((one) => [nameKey(one), one]))
  return household.byName.get(nameKey({ name, birthDate }))
}

/** Somebody else to the right of a person: two tables side by side, of which one is read. */
function secondPerson(cells: readonly Cell[], sheet: Sheet): RowFinding | null {
  const others = sheet.otherIdColumns.filter((other) => looksLikeIdNumber(cells[other]))
  const columns = `${others.map(columnLetter).join('、')} 列`
  return others.length === 0
    ? null
    : { meaning: 'name', finding: { code: 'second-person', columns, people: others.length } }
}
