import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { HEAD } from '@qianyue/domain/households/relation.ts'
import type { SheetRow } from '@qianyue/domain/registers/cell.ts'
import {
  changesInWords,
  changesNothing,
  changesTo,
  populationsAddedTo,
} from '@qianyue/domain/registers/changes.ts'
import type { RegisterPerson, RowFinding } from '@qianyue/domain/registers/person-row.ts'
import type { RegisterRow, SheetReading } from '@qianyue/domain/registers/register-reading.ts'
import { fitsMask } from '@qianyue/domain/residents/id-number.ts'
import { plainName } from '@qianyue/domain/residents/search-keys.ts'
import { type Match, nameKey, type PeopleAsked, type PeopleFound } from './known-people.ts'
import { newId } from './new-ids.ts'
import type { StagedRow } from './staged-batch.ts'
import type { Candidate, RowContent } from './staged-content.ts'
import type { VillageFinder } from './villages.ts'

/** A row as it was read, with the means to say more about it. */
export type ReadRow = { row: RegisterRow; raw: SheetRow; sheet: SheetReading; rowNumber: number }

/** What is known of the households of the file while it is read. */
export type HouseholdsInFile = Map<number, { id: string; isKnown: boolean }>

/** What a check asks of all batches alike. */
export type Staging = {
  villages: VillageFinder
  households: HouseholdsInFile
  /** Who somebody is, as a person said, by {@link choiceKey}. */
  choices: ReadonlyMap<string, string | null>
  /** Villages that nobody knows, counted for the page. */
  unknownVillages: Map<string, { name: string; township: string | null; rows: number }>
  /** Whose row stays out, by {@link personKey}. */
  stayingOut: Set<string>
}

/** Tells the people of a file apart by where they stand: several may stand in the lines of one row. */
export function choiceKey(person: { sheet: string; sheetRow: number; line?: number }): string {
  return `${person.sheet}|${person.sheetRow}|${person.line ?? 0}`
}

/** What has to be known of the people of a batch before it is staged. */
export function peopleToFind(rows: readonly ReadRow[], { choices }: Staging): PeopleAsked {
  return {
    idNumbers: rows.map(({ row }) => row.person.idNumber),
    names: rows.map(({ row }) => row.person.name),
    birthDates: rows.map(({ row }) => row.person.birthDate),
    chosen: rows.flatMap(({ row, raw }) => choices.get(choiceKey({ ...row, line: raw.line })) ?? []),
  }
}

/** Compares a batch of rows with whom the system knows, and decides what becomes of each. */
export function stageRows(staging: Staging, rows: readonly ReadRow[], found: PeopleFound): StagedRow[] {
  const placed = rows.map((read) => ({ ...read, villageCode: placeOf(read, staging) }))
  settleHouseholds(placed, found, staging)
  return placed.map((read) => stage(read, found, staging))
}

type PlacedRow = ReadRow & { villageCode: { code: number | null; finding: RowFinding | null } }

function placeOf({ row }: ReadRow, { villages, unknownVillages }: Staging): PlacedRow['villageCode'] {
  const { village, township } = row.person
  if (village === null) return { code: null, finding: null }
  const answer = villages.find(village, township)
  if ('code' in answer) {
    if (/^\d+$/.test(village)) row.person.village = answer.name
    return { code: answer.code, finding: null }
  }
  if (answer.finding.code === 'village-unknown') {
    const counted = unknownVillages.get(village) ?? { name: village, township, rows: 0 }
    counted.rows++
    unknownVillages.set(village, counted)
  }
  return { code: null, finding: { meaning: 'village', finding: answer.finding } }
}

/** A household of the file is the household in which its members live already, else a new one. */
function settleHouseholds(rows: readonly PlacedRow[], found: PeopleFound, { households }: Staging): void {
  if (found.byIdNumber.size === 0 && found.byName.size === 0) {
    for (const { row } of rows)
      if (!households.has(row.household)) households.set(row.household, { id: newId(), isKnown: false })
    return
  }
  for (const [ordinal, members] of Map.groupBy(rows, ({ row }) => row.household)) {
    if (households.get(ordinal)?.isKnown) continue
    const left = householdLeft(members, found)
    const isTheirs = (id: string | null) => id !== null && id !== left
    const known =
      members.map((member) => householdByNumber(member, found)).find(isTheirs) ??
      members.map((member) => householdByName(member, found)).find(isTheirs)
    if (known) households.set(ordinal, { id: known, isKnown: true })
    else if (!households.has(ordinal)) households.set(ordinal, { id: newId(), isKnown: false })
  }
}

function householdByNumber({ row, villageCode }: PlacedRow, { byIdNumber }: PeopleFound): string | null {
  const match = row.person.idNumber === null ? undefined : byIdNumber.get(row.person.idNumber)
  return match && match.villageCode === villageCode.code ? match.householdId : null
}

/** The household from which a family has parted: their head is known in it as another's relative, behind another door. */
function householdLeft(members: readonly PlacedRow[], { byIdNumber }: PeopleFound): string | null {
  const head = members.find(({ row }) => row.person.relation === HEAD && !row.isDuplicate)?.row
  const match = head?.person.idNumber ? byIdNumber.get(head.person.idNumber) : undefined
  if (!head || !match || match.relation === null || match.relation === HEAD) return null
  return isAtSameDoor(match, head.person, head.householdNumber) ? null : match.householdId
}

/** Without a number, the same name and birth date at the same door. */
function householdByName(placed: PlacedRow, found: PeopleFound): string | null {
  const { householdNumber } = placed.row
  const same = candidatesOf(placed, found).filter((candidate) =>
    isAtSameDoor(candidate, placed.row.person, householdNumber),
  )
  return same.length === 1 ? same[0]!.householdId : null
}

function isAtSameDoor(candidate: Match, person: RegisterPerson, householdNumber: string | null): boolean {
  if (householdNumber !== null || candidate.registerNumber !== null)
    return householdNumber === candidate.registerNumber
  return doorOf(person) === candidate.address && groupNumberOf(person.group) === candidate.groupNumber
}

/**
 * People in the village with the name and birth date of a row; two different ID numbers are two people, unless they are
 * of one household: then one of the numbers was perhaps corrected.
 */
function candidatesOf(
  { row: { person, householdNumber }, villageCode }: PlacedRow,
  { byName, byIdNumber }: PeopleFound,
  householdId: string | null = null,
): Match[] {
  if (byName.size === 0 || person.birthDate === null || person.name === '') return []
  if (person.idNumber !== null && byIdNumber.has(person.idNumber)) return []
  const alike = byName.get(nameKey({ name: person.name, birthDate: person.birthDate })) ?? []
  return alike.filter(
    (candidate) =>
      candidate.villageCode === villageCode.code &&
      (!isOfOtherNumber(candidate, person) ||
        candidate.householdId === householdId ||
        isAtSameDoor(candidate, person, householdNumber)),
  )
}

/** Tells the people of a household of the file apart: rows of one person have the same. */
export function personKey({
  household,
  person: { idNumber, name, birthDate },
}: Pick<RegisterRow, 'household' | 'person'>): string {
  return `${household}|${idNumber ?? `${name}|${birthDate}`}`
}

function stage(
  placed: PlacedRow,
  found: PeopleFound,
  { households, choices, stayingOut }: Staging,
): StagedRow {
  const { row, raw, sheet, rowNumber, villageCode } = placed
  const household = households.get(row.household)!
  const problems = [...row.problems]
  const say = (finding: RowFinding) => problems.push(sheet.problemAt(raw, finding))
  if (villageCode.finding) say(villageCode.finding)

  const { match, candidates } = identify(placed, found, household.id, choices, say)
  if (match) sayWhatContradicts(match, placed, household.id, say)
  if (row.isDuplicate && stayingOut.has(personKey(row)))
    say({ meaning: 'name', finding: { code: 'first-stays-out' } })
  const changes = match && (row.isDuplicate ? populationsAddedTo : changesTo)(match, row.person)
  const isOut = problems.some(({ severity }) => severity === 'error')
  if (isOut && !row.isDuplicate) stayingOut.add(personKey(row))
  const outcome = isOut ? 'out' : changes === null ? 'add' : changesNothing(changes) ? 'same' : 'change'

  const content: RowContent = { person: row.person, householdNumber: row.householdNumber }
  if (raw.line) content.line = raw.line
  if (match && changes && outcome === 'change') {
    content.changes = changes
    content.changesInWords = changesInWords(match, changes)
  }
  if (candidates.length > 0) content.candidates = candidates.map(candidateOf)
  if (isOut) content.cells = [...(raw.head?.cells ?? raw.cells)]
  return {
    rowNumber,
    sheet: row.sheet,
    sheetRow: row.sheetRow,
    household: row.household,
    householdNumber: row.householdNumber,
    outcome,
    hasWarning: problems.some(({ severity }) => severity === 'warning'),
    isDuplicate: row.isDuplicate,
    residentId: match?.residentId ?? newId(),
    householdId: household.id,
    villageCode: villageCode.code,
    content,
    problems,
  }
}

/**
 * Who a row is: by ID number, by somebody's choice, by name and birth date in the household or with a masked number, else
 * a question.
 */
function identify(
  placed: PlacedRow,
  found: PeopleFound,
  householdId: string,
  choices: ReadonlyMap<string, string | null>,
  say: (finding: RowFinding) => void,
): { match: Match | null; candidates: Match[] } {
  const { person } = placed.row
  if (person.idNumber !== null) {
    const match = found.byIdNumber.get(person.idNumber)
    if (match) return { match, candidates: [] }
    if (found.elsewhere.has(person.idNumber)) {
      say({ meaning: 'idNumber', finding: { code: 'known-elsewhere' } })
      return { match: null, candidates: [] }
    }
  }
  const candidates = candidatesOf(placed, found, householdId)
  const choice = choices.get(choiceKey({ ...placed.row, line: placed.raw.line }))
  if (choice === null) return { match: null, candidates: [] }
  const chosen = choice === undefined ? undefined : found.chosen.get(choice)
  if (chosen) return { match: chosen, candidates: [] }

  const inHousehold = candidates.filter(
    (candidate) => candidate.householdId === householdId && !isOfOtherNumber(candidate, person),
  )
  if (inHousehold.length === 1) return { match: inHousehold[0]!, candidates: [] }
  const ofMask = candidates.filter((candidate) => fitsMaskOf(placed.row, candidate))
  if (ofMask.length === 1) return { match: ofMask[0]!, candidates: [] }
  if (candidates.length === 0) return { match: null, candidates }
  say({ meaning: 'name', finding: { code: 'perhaps-known', candidates: candidates.length } })
  return { match: null, candidates }
}

/** A list that the system exported has its numbers masked: with name and birth date that is enough to know somebody. */
function fitsMaskOf({ problems }: RegisterRow, { idNumber }: Match): boolean {
  const masked = problems.find(({ code }) => code === 'id-masked')?.value
  return masked !== undefined && idNumber !== null && fitsMask(masked, idNumber)
}

const isOfOtherNumber = (candidate: Match, { idNumber }: RegisterPerson) =>
  idNumber !== null && candidate.idNumber !== null && candidate.idNumber !== idNumber

function sayWhatContradicts(
  match: Match,
  { row: { person, isDuplicate }, villageCode: { code: villageCode } }: PlacedRow,
  householdId: string,
  say: (finding: RowFinding) => void,
): void {
  const gone = match.diedOn ?? match.movedOutOn
  if (gone !== null) {
    say({
      meaning: 'name',
      finding: { code: 'known-gone', how: match.diedOn ? 'dead' : 'moved-out', on: gone as LocalDate },
    })
  }
  if (person.name !== '' && plainName(match.name) !== plainName(person.name)) {
    say({ meaning: 'name', finding: { code: 'known-under-other-name', knownName: match.name } })
  }
  if (villageCode !== null && match.villageCode !== villageCode) {
    say({ meaning: 'village', finding: { code: 'lives-elsewhere', village: match.village } })
  } else if (match.householdId !== null && match.householdId !== householdId && !isDuplicate) {
    say({ meaning: 'relation', finding: { code: 'known-in-other-household', address: match.address } })
  }
  if (isOfOtherNumber(match, person))
    say({ meaning: 'idNumber', finding: { code: 'known-under-other-number' } })
}

function candidateOf({ residentId, name, birthDate, idNumberMasked, village, address }: Match): Candidate {
  return {
    residentId,
    name,
    birthDate,
    idNumberMasked,
    address: address.includes(village) ? address : `${village}${address}`,
  }
}

/** The address of a household as it is kept; a group that has a name instead of a number is part of it. */
export function doorOf({ group, address }: RegisterPerson): string {
  const named = group !== null && groupNumberOf(group) === null ? group : ''
  return address === null ? named : address.includes(named) ? address : `${named}${address}`
}

/** The number of a village group: 5组 → 5. */
export function groupNumberOf(group: string | null): number | null {
  const digits = /^(\d{1,3})组$/.exec(group ?? '')?.[1]
  return digits === undefined ? null : Number(digits)
}
