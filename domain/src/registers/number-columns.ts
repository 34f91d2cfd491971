import { HEAD } from '../households/relation.ts'
import { type SheetRow, spacelessTextOf, textOf } from './cell.ts'
import type { ColumnMeaning } from './columns.ts'
import { looksLikeIdNumber } from './id-cell.ts'
import type { ColumnGuess } from './mapping.ts'
import { readRelation } from './person-cells.ts'
import { partsOfPersonNumber, readMemberNumber, shapelessNumber } from './place-cell.ts'

/**
 * 序号 counts households when it stands only at the head of each, or counts the members below the household's own number
 * (1, 1.1, 1.2, 2): then it is the household number.
 */
export function findHouseholdNumberInSerial(guesses: ColumnGuess[], sample: readonly SheetRow[]): void {
  const serial = guesses.find(({ meaning, because }) => meaning === 'serial' && because === 'title')
  const name = guesses.find(({ meaning }) => meaning === 'name')
  const has = (meaning: ColumnMeaning) => guesses.some((guess) => guess.meaning === meaning)
  if (!serial || !name || has('householdNumber')) return
  const people = sample.filter(({ cells }) => textOf(cells[name.column]) !== '')
  const numbers = people.map(({ cells }) => spacelessTextOf(cells[serial.column]))
  const members = numbers.filter((number) => /^\d+\.\d+$/.test(number)).length
  const countsMembers =
    members >= people.length * 0.3 && numbers.every((number) => /^\d+(\.\d+)?$/.test(number))
  if (people.length >= 4 && countsMembers)
    Object.assign(serial, { meaning: 'householdNumber', confidence: 0.75, because: 'content' })
  if (!has('relation') && !countsFromOne(numbers)) return
  const starts = people.filter((_, at) => numbers[at] !== '' && numbers[at] !== numbers[at - 1])
  const relation = guesses.find(({ meaning }) => meaning === 'relation')
  const ofMembers = starts.filter(({ cells }) => {
    const own = relation ? readRelation(cells[relation.column]) : null
    return own != null && own !== HEAD
  })
  if (ofMembers.length > starts.length * 0.3) return
  if (people.length >= 4 && starts.length <= people.length * 0.8) {
    Object.assign(serial, { meaning: 'householdNumber', confidence: 0.75, because: 'content' })
  }
}

/** 1, 2, 3 … each with blanks below it, as where only the first of each household is counted. */
function countsFromOne(numbers: readonly string[]): boolean {
  const counted = numbers.filter((number) => number !== '')
  const isSeldom = counted.length >= 2 && counted.length <= numbers.length * 0.7
  return isSeldom && counted.every((number, at) => number === String(at + 1))
}

/**
 * A 户号 that is another one at every person, wives and children too, counts persons (1-1, 1-2, 1-3): it gathers nobody,
 * and the relation tells where a household begins.
 */
export function leaveNumbersOfPersons(guesses: ColumnGuess[], sample: readonly SheetRow[]): void {
  const found = (meaning: ColumnMeaning) => guesses.find((guess) => guess.meaning === meaning)
  const number = found('householdNumber')
  const relation = found('relation')
  const name = found('name')
  if (!number || !relation || !name || number.because === 'chosen') return
  const people = sample.filter(({ cells }) => textOf(cells[name.column]) !== '')
  const numbers = people.map(({ cells }) => textOf(cells[number.column])).filter((text) => text !== '')
  const relations = people.map(({ cells }) => readRelation(cells[relation.column]))
  const members = relations.filter((relation) => relation !== null && relation !== HEAD).length
  const countsPersons =
    numbers.length === people.length && new Set(numbers.map(shapelessNumber)).size === numbers.length
  if (people.length >= 4 && countsPersons && members >= people.length * 0.3 && members < people.length) {
    Object.assign(number, { meaning: 'ignored', confidence: 0.75, because: 'content' })
  }
}

/** Members of the largest family that is numbered. */
const MOST_MEMBERS = 30

/** 人员编号 in which the people of each household are counted from 1, 01-001-01, 01-001-02, 01-002-01, where nothing else gathers them. */
export function findNumbersOfPersons(guesses: ColumnGuess[], sample: readonly SheetRow[]): void {
  const name = guesses.find(({ meaning }) => meaning === 'name')
  const gathers: readonly ColumnMeaning[] = ['householdNumber', 'headName', 'relation']
  if (!name || guesses.some(({ meaning }) => gathers.includes(meaning))) return
  // A name that is forgotten is no gap in the counting.
  const people = sample.filter(
    ({ cells }) => textOf(cells[name.column]) !== '' || cells.some(looksLikeIdNumber),
  )
  const found = guesses.find(
    ({ column, meaning, because }) =>
      (meaning === 'ignored' || meaning === 'serial') &&
      because !== 'chosen' &&
      countsMembers(people.map(({ cells }) => partsOfPersonNumber(cells[column]))),
  )
  if (found) Object.assign(found, { meaning: 'personNumber', confidence: 0.75, because: 'content' })
}

/** 户内序号 that does not begin again with each household is a 序号 like any other. */
export function leaveNumbersOfNoHousehold(guesses: ColumnGuess[], sample: readonly SheetRow[]): void {
  const number = guesses.find(({ meaning, because }) => meaning === 'memberNumber' && because === 'title')
  const name = guesses.find(({ meaning }) => meaning === 'name')
  if (!number || !name) return
  const members = sample
    .filter(({ cells }) => textOf(cells[name.column]) !== '')
    .map(({ cells }) => readMemberNumber(cells[number.column]))
  const countsOn = members.every(
    (member, at) => member !== null && (member === 1 || member === (members[at - 1] ?? 0) + 1),
  )
  const households = members.filter((member) => member === 1).length
  if (!countsOn || (households < 2 && members.length > MOST_MEMBERS))
    Object.assign(number, { meaning: 'serial' })
}

function countsMembers(numbers: readonly ReturnType<typeof partsOfPersonNumber>[]): boolean {
  const begins = (at: number) => numbers[at]?.household !== numbers[at - 1]?.household
  const households = numbers.filter((_, at) => begins(at)).length
  return (
    households >= 2 &&
    households < numbers.length &&
    numbers.every(
      (one, at) =>
        one !== null &&
        one.member <= MOST_MEMBERS &&
        one.member === (begins(at) ? 1 : numbers[at - 1]!.member + 1),
    )
  )
}
