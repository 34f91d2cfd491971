import { HEAD } from '../households/relation.ts'
import { type Cell, type SheetRow, spacelessTextOf, textOf } from './cell.ts'
import { readRelation } from './person-cells.ts'
import type { PersonReading, RegisterPerson } from './person-row.ts'
import { partsOfPersonNumber, readHouseholdNumber, readMemberNumber, shapelessNumber } from './place-cell.ts'
import type { Household, Sheet, SheetState } from './sheet.ts'

/** The households of a file, to be found again by what gathers their people. */
export type HouseholdsOfFile = {
  byKey: Map<string, Household>
  /** Counts the households from 1, in the order they appear. */
  count: number
}

/** What the head's row says for the household stands for the blank cells below it: 户号, village, group, address. */
export function carryDown(cells: readonly Cell[], sheet: Sheet, state: SheetState): readonly Cell[] {
  const { current, carried } = state
  if (!current) return cells
  const startsAnew =
    sheet.carriedColumns.length === 0 ||
    startsByRelation(cells, current, sheet) ||
    (sheet.by === 'member-number' && readMemberNumber(sheet.cells(cells).cell('memberNumber')) === 1) ||
    differs(cells, state, current, sheet)
  if (startsAnew) return cells
  const filled = [...cells]
  for (const column of sheet.carriedColumns) {
    if (textOf(filled[column]) === '') filled[column] = carried[column] ?? null
  }
  return filled
}

/** A second 户主 begins the next household, unless the number says that it is the same one. */
function startsByRelation(cells: readonly Cell[], current: Household, sheet: Sheet): boolean {
  return current.headRow !== null && readRelation(sheet.cells(cells).cell('relation')) === HEAD
}

/** A household number or a head's name that is not the one above begins another household. */
function differs(cells: readonly Cell[], { carried }: SheetState, current: Household, sheet: Sheet): boolean {
  const key = sheet.by === 'number' ? 'householdNumber' : sheet.by === 'head-name' ? 'headName' : null
  if (key === null) return false
  const column = sheet.columnOf(key)
  if (column < 0) {
    const number = partsOfPersonNumber(cells[sheet.columnOf('personNumber')])?.household
    return number !== undefined && number !== current.number
  }
  const text = spacelessTextOf(cells[column])
  if (text === '') return false
  return key === 'householdNumber'
    ? !isSameNumber(readHouseholdNumber(cells[column]), current.number)
    : text !== spacelessTextOf(carried[column])
}

/** 001 and 1 are one number in two shapes. */
const isSameNumber = (one: string | null, other: string | null) =>
  one === other || (one !== null && other !== null && shapelessNumber(one) === shapelessNumber(other))

/** The household of a row: the one above, one met further up, or the next. */
export function findHousehold(
  row: SheetRow,
  reading: Reading,
  sheet: Sheet,
  state: SheetState,
  households: HouseholdsOfFile,
): Household {
  const { person, householdNumber, headName } = reading
  const here = state.current
  const beginsNext = person.relation === HEAD && (state.isAfterGap || here?.headRow !== null)
  const village = person.village ?? state.sectionVillage ?? state.lastVillage ?? ''
  const group = person.group ?? state.sectionGroup
  const next = () => begin(row, reading, group, households)
  const keyOf = (number: string) => [sheet.name, state.numbering, village, number].join('|')

  switch (sheet.by) {
    case 'number': {
      if (householdNumber === null) return here && !beginsNext ? here : next()
      const mayBegin = beginsNext || sheet.columnOf('relation') < 0
      const isHere = here !== null && isSameNumber(here.number, householdNumber)
      // Where 01 and 1 are two households, each begins with its head.
      const isOtherShape = isHere && here.number !== householdNumber && beginsNext
      const isNext =
        isHere && beginsNext && state.isAfterGap && here.headRow !== null && Number(here.number) === 1
      if (isHere && !isOtherShape && !isNext && !(mayBegin && isElsewhere(here, person))) return here
      if (isNext) state.numbering++
      else if (mayBegin && here && beginsAgain(here, householdNumber)) {
        const known = households.byKey.get(keyOf(householdNumber))
        const isMet = known !== undefined && ofGroup(known, group) !== null
        if (isMet && (state.isAfterGap || known.headRow !== null)) state.numbering++
      }
      const key = keyOf(householdNumber)
      const first = households.byKey.get(key)
      if (first === undefined) return keep(key, next(), households)
      const met = ofGroup(first, group)
      if (met !== null) return met
      const another = next()
      first.elsewhere = [another, ...(first.elsewhere ?? [])]
      return another
    }
    case 'head-name': {
      if (headName === null) return here && !beginsNext ? here : next()
      const key = [sheet.name, village, group, person.address, headName].join('|')
      const met = households.byKey.get(key)
      return met && !isNamesakeOfHead(person, headName, met) ? met : keep(key, next(), households)
    }
    case 'relation':
      return here && !beginsNext ? here : next()
    case 'member-number':
      return here && reading.memberNumber !== 1 ? here : next()
    case 'address': {
      if (!hasDoor(person.address)) return joinsAbove(person, here, sheet, state) ?? next()
      const key = `${person.village}|${person.address}`
      const met = households.byKey.get(key)
      // Two heads, each noted beside the name, live behind one door with a household of their own.
      return met && !(person.relation === HEAD && met.headRow !== null) ? met : keep(key, next(), households)
    }
    case 'row':
      return next()
    case 'none':
      return joinsAbove(person, here, sheet, state) ?? next()
  }
}

type Reading = Pick<PersonReading, 'person' | 'householdNumber' | 'headName' | 'memberNumber'>

function begin(
  row: SheetRow,
  { person, householdNumber }: Reading,
  group: string | null,
  households: HouseholdsOfFile,
): Household {
  return {
    ordinal: ++households.count,
    number: householdNumber,
    firstRow: row.sheetRow,
    headRow: null,
    head: null,
    people: [],
    byName: null,
    elsewhere: null,
    place: { village: person.village, group, address: person.address },
  }
}

function keep(key: string, household: Household, households: HouseholdsOfFile): Household {
  households.byKey.set(key, household)
  return household
}

/**
 * Of the households that have one number in a village, for many a register counts them anew in each group: that of the group,
 * or of no group. A row that names no group is of the last.
 */
function ofGroup(first: Household, group: string | null): Household | null {
  if (first.elsewhere === null && (group === null || first.place.group === group)) return first
  const all = [...(first.elsewhere ?? []), first]
  if (group === null) return all[0]!
  return (
    all.find(({ place }) => place.group === group) ?? all.find(({ place }) => place.group === null) ?? null
  )
}

/** Where no column gathers people, heads may be noted beside their names, or blank rows may part the families. */
function joinsAbove(
  person: RegisterPerson,
  here: Household | null,
  sheet: Sheet,
  state: SheetState,
): Household | null {
  if (person.relation === HEAD) state.householdsAreMarked = true
  else if (state.householdsAreMarked || (sheet.isPartedByBlankRows && !state.isAfterGap)) return here
  return null
}

/** After 7, 8 and 9 the number is 1 again: the next group, page or clerk counts anew. */
function beginsAgain(here: Household, number: string): boolean {
  return Number(number) === 1 && Number(here.number) > 1
}

/** True of a row that names another village or group than the household. */
function isElsewhere({ place }: Household, { village, group }: RegisterPerson): boolean {
  const differs = (one: string | null, other: string | null) =>
    one !== null && other !== null && one !== other
  return differs(place.village, village) || differs(place.group, group)
}

/** Another head of the same name: born on another day than the head further up. */
function isNamesakeOfHead(person: RegisterPerson, headName: string, { head }: Household): boolean {
  const [one, other] = [person.birthDate, head?.birthDate ?? null]
  return (
    person.relation === HEAD && person.name === headName && one !== null && other !== null && one !== other
  )
}

/** An address that tells one door from another: 3组12号, 5栋2单元301室. */
export function hasDoor(address: string | null): boolean {
  return /\d+(-\d+)*号|\d室|\d+-\d+|单元\d+/.test(address ?? '')
}
