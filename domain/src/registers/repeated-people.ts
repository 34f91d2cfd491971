import type { Population } from '../populations/population.ts'
import type { SheetRow } from './cell.ts'
import type { RegisterPerson, RowFinding } from './person-row.ts'
import type { Household, Seen } from './sheet.ts'

/**
 * The row further up that is the same person: by ID number; for a row without one by name and birth date in the
 * household, also when the first of the two has a number.
 */
export function findRepeated(
  row: SheetRow,
  person: RegisterPerson,
  household: Household,
  seen: Map<string, Seen>,
): { first: Seen; found: RowFinding } | null {
  const { idNumber, name, birthDate, populations } = person
  const first = idNumber === null ? namesakeOf(person, household) : seen.get(idNumber)
  if (!first) {
    const { sheet, sheetRow } = row
    const named = populations.length > 0 ? populations : NONE
    const { ordinal } = household
    const { village, relation } = person
    const here = {
      sheet,
      sheetRow,
      name,
      birthDate,
      relation,
      household: ordinal,
      village,
      populations: named,
    }
    if (idNumber !== null) seen.set(idNumber, here)
    if (name !== '' && birthDate !== null) {
      // An array that has been pushed to keeps room for 17, and most households are of three.
      if (household.people.length < MANY_PEOPLE) household.people = household.people.concat(here)
      else household.people.push(here)
      if (household.byName?.has(nameKey(here)) === false) household.byName.set(nameKey(here), here)
    }
    return null
  }
  const other = { otherRow: first.sheetRow, otherSheet: first.sheet === row.sheet ? null : first.sheet }
  const isSamePerson = first.name === person.name || first.name === '' || person.name === ''
  if (!isSamePerson) {
    const finding = { code: 'id-shared', ...other, otherName: first.name } as const
    return { first, found: { meaning: 'idNumber', finding } }
  }
  const adds = populations.filter((population) => !first.populations.includes(population))
  if (adds.length > 0) first.populations = [...first.populations, ...adds]
  const meaning = person.idNumber ? 'idNumber' : 'name'
  return { first, found: { meaning, finding: { code: 'duplicate-person', ...other, adds } } }
}

/** True when the person stands first in this very row. */
export const isInRow = (first: Seen, { sheet, sheetRow }: SheetRow) =>
  first.sheet === sheet && first.sheetRow === sheetRow

const NONE: readonly Population[] = []

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
