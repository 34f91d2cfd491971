import { ageYearsOn, type LocalDate } from '../days/local-date.ts'
import { type Relation, sexOfRelation } from '../households/relation.ts'
import { nationalAgePolicy, type Population } from '../populations/population.ts'
import type { IdNumber } from '../residents/id-number.ts'
import type { PaymentMethod } from '../residents/payment-methods.ts'
import type { Sex } from '../residents/resident-facts.ts'
import { type Cell, saysNothing, spacelessTextOf, textOf } from './cell.ts'
import type { CellsByMeaning, Find } from './cells-by-meaning.ts'
import { type ColumnMeaning, tickedPopulation } from './columns.ts'
import { canMean, type DateReading, readDate } from './date-cell.ts'
import { type IdCellReading, readIdCell } from './id-cell.ts'
import { readInsurance } from './insurance-cell.ts'
import {
  isNoName,
  isOfEitherSex,
  nameAndNote,
  type PhoneReading,
  type RegisterResidency,
  readEthnicity,
  readName,
  readPhone,
  readRelation,
  readSex,
  relationOfNote,
  relationOfSex,
} from './person-cells.ts'
import { livingOf, remarksOf } from './person-living.ts'
import {
  partsOfPersonNumber,
  placeOfAddress,
  readAddress,
  readGroup,
  readHouseholdNumber,
  readMemberNumber,
  readVillage,
  townshipOfText,
} from './place-cell.ts'
import {
  isOfTuberculosis,
  isOtherDiabetes,
  populationsOfRemark,
  readPopulations,
  ticksPopulation,
} from './population-cell.ts'
import type { CellFinding } from './problem.ts'
import { type RelationToNamed, relationOfRelative, relationToNamed } from './relation-through.ts'

/** A person as one row of a register tells. What the row does not say, or says wrongly, is null. */
export type RegisterPerson = {
  name: string
  sex: Sex
  idNumber: IdNumber | null
  birthDate: LocalDate | null
  ethnicity: string | null
  phone: string | null
  /** Relation to the head; null when the register does not say. */
  relation: Relation | null
  township: string | null
  village: string | null
  group: string | null
  address: string | null
  /** 外出. */
  isAway: boolean
  /** False when no column asks where people live: then an import leaves what is known. */
  saysWhereLiving: boolean
  populations: readonly Population[]
  /** 医疗费用支付方式; empty when the register does not say. */
  paymentMethods: readonly PaymentMethod[]
  remarks: string | null
}

/** What was found at a row, with the meaning of the column it is about, and which column where several have that meaning. */
export type RowFinding = { meaning: ColumnMeaning; finding: CellFinding; column?: number }

export type PersonReading = {
  person: RegisterPerson
  householdNumber: string | null
  headName: string | null
  /** What is written beside the name. */
  note: string | null
  /** What the person is to another who is named, as 张福来之妻. */
  relationTo: RelationToNamed | null
  /** Counted from 1 in the household. */
  memberNumber: number | null
  findings: RowFinding[]
}

/** What a title, the name of a sheet or a line above people says of all of them. */
export type SaidOfAll = { population: Population | null; residency: RegisterResidency | null }

/** A sex beside a name; (1) tells namesakes apart. */
const SEX = /^[男女]性?$/

/** Ages in years outside which it is doubted that somebody is pregnant. */
const YOUNGEST_PREGNANT = 12
const OLDEST_PREGNANT = 60

/** Age over which a birth date is doubted. */
const DOUBTED_AGE_YEARS = 120

/**
 * Reads the cells of one person's row, each by itself and against the ID number.
 * @param saidOfAll what a title or a line above says of everybody below it.
 */
export function readPersonRow(
  row: CellsByMeaning,
  ticks: readonly ColumnMeaning[],
  today: LocalDate,
  saidOfAll: SaidOfAll = { population: null, residency: null },
): PersonReading {
  const findings: RowFinding[] = []
  const find: Find = (meaning, finding, column) =>
    findings.push(column === undefined ? { meaning, finding } : { meaning, finding, column })

  const { name, note } = readNameOf(row, find)
  const id = readIdCell(row.cell('idNumber'), today)
  const reading = id.ok ? id.reading : null
  const dateReading = readDate(birthCell(row), today)
  const birthDate = birthOf(row, dateReading, reading?.birthDate ?? null, today, find)
  sayIdFault(id, birthDate !== null && name !== '', dateReading, find)
  const read = relationOfRelative(row.cell('relation')) ?? readRelation(row.cell('relation'))
  const isEither = isOfEitherSex(row.cell('relation'))
  const sex = sexOf(row, note, reading?.sex ?? null, isEither ? null : (read ?? null), find)
  const relation = isEither && read ? relationOfSex(read, sex) : read
  const ageYears = birthDate === null ? null : ageYearsOn(today, birthDate)
  checkAge(row, ageYears, find)

  if (relation === undefined) find('relation', { code: 'relation-unknown' })
  const living = livingOf(row, note, saidOfAll.residency, today, find)
  const noted = note === null ? null : relationOfNote(note)
  const isSaidByNote = noted !== null && (relation === noted || relation === null)
  const phone = phoneOf(row, find) ?? (note === null ? null : readPhone(note).phone)
  const isPhone = note !== null && phone !== null && readPhone(note).phone === phone
  const isSex = note !== null && SEX.test(note) && readSex(note) === sex
  if (note !== null && !isSaidByNote && !living.isSaidByNote && !isPhone && !isSex)
    find('name', { code: 'name-note', name, note })
  const ethnicity = readEthnicity(row.cell('ethnicity'))
  if (ethnicity === undefined) find('ethnicity', { code: 'ethnicity-unknown' })

  const person: RegisterPerson = {
    name,
    sex,
    idNumber: reading?.idNumber ?? null,
    birthDate,
    ethnicity: ethnicity ?? null,
    phone,
    relation: relation === undefined ? '80' : isSaidByNote ? noted : relation,
    ...placeOf(row),
    isAway: living.isAway,
    saysWhereLiving: living.saysWhereLiving,
    populations: populationsOf(row, ticks, saidOfAll.population, { ageYears, sex }, find),
    paymentMethods: insuranceOf(row, find),
    remarks: remarksOf(row, living.isGone, find),
  }
  return {
    person,
    householdNumber:
      readHouseholdNumber(row.cell('householdNumber')) ??
      partsOfPersonNumber(row.cell('personNumber'))?.household ??
      null,
    memberNumber: readMemberNumber(row.cell('memberNumber')),
    headName: nameAndNote(readName(row.cell('headName'))).name || null,
    note,
    relationTo: relationToNamed(row.cell('relation')),
    findings,
  }
}

function readNameOf(row: CellsByMeaning, find: Find): { name: string; note: string | null } {
  const { name, note } = nameAndNote(readName(row.cell('name')))
  if (isNoName(name)) {
    const written = saysNothing(name) || /^\d+$/.test(name) ? null : name
    find('name', { code: 'name-missing', written })
    return { name: '', note }
  }
  if (
    /某/.test(name) ||
    (!/^[\u3400-\u9fff\u{20000}-\u{323af}○〇·]{2,50}$/u.test(name) && !/^[A-Za-z][A-Za-z .'’-]+$/.test(name))
  ) {
    find('name', { code: 'name-unusual', name })
  }
  return { name, note }
}

function sayIdFault(id: IdCellReading, isKnownWithout: boolean, written: DateReading, find: Find): void {
  if (id.ok) {
    if (id.wasFifteenDigits) find('idNumber', { code: 'id-15-digits', upgraded: id.reading.idNumber })
    if (!id.reading.regionIsKnown)
      find('idNumber', { code: 'id-region-unknown', region: id.reading.regionCode })
    return
  }
  switch (id.fault) {
    case 'id-missing':
    case 'id-lost-precision':
    case 'id-masked':
    case 'id-other-document':
      return void find('idNumber', { code: id.fault, canEnter: isKnownWithout })
    case 'id-wrong-length':
      return void find('idNumber', { code: id.fault, length: id.length })
    case 'id-check-digit':
      return void find('idNumber', {
        code: id.fault,
        birthDigits: id.birthDigits,
        writtenBirth: written.kind === 'day' ? written.day : null,
      })
    case 'id-no-such-day':
    case 'id-born-in-future':
      return void find('idNumber', { code: id.fault, birthDigits: id.birthDigits ?? '' })
    default:
      return void find('idNumber', { code: id.fault })
  }
}

/** The birth date's own cell, else its year, month and day put together from the columns they stand in. */
function birthCell(row: CellsByMeaning): Cell {
  const whole = row.cell('birthDate')
  if (textOf(whole) !== '') return whole
  return (['birthYear', 'birthMonth', 'birthDay'] as const)
    .map((part) => spacelessTextOf(row.cell(part)).replace(/[年月日号]$|月份$/, ''))
    .filter((part) => part !== '')
    .join('-')
}

/**
 * The birth date: as the register writes it, when it writes a whole day, even against the ID number (said, not
 * mended); from the ID number where the register says less than a day.
 */
function birthOf(
  row: CellsByMeaning,
  written: DateReading,
  fromId: LocalDate | null,
  today: LocalDate,
  find: Find,
): LocalDate | null {
  if (!row.has('birthDate') && !row.has('birthYear')) return fromId
  if (fromId !== null && canMean(written, fromId)) return fromId
  switch (written.kind) {
    case 'blank':
      if (fromId !== null || !isIdWrong(row, today)) find('birthDate', { code: 'birth-missing', fromId })
      return fromId
    case 'unreadable':
      find('birthDate', { code: 'birth-unreadable', why: written.why, fromId })
      return fromId
    case 'partial':
      if (fromId === null && !isIdWritten(row, today)) find('birthDate', { code: 'birth-incomplete' })
      else if (fromId !== null) find('birthDate', { code: 'birth-contradicts-id', fromId, kept: fromId })
      return fromId
    case 'ambiguous':
      if (fromId !== null) find('birthDate', { code: 'birth-contradicts-id', fromId, kept: fromId })
      else if (written.why === 'day-or-month-first')
        find('birthDate', { code: 'birth-ambiguous', days: written.days })
      else find('birthDate', { code: 'birth-two-digit-year', taken: written.days[0]! })
      return fromId ?? (written.why === 'two-digit-year' ? written.days[0]! : null)
    case 'day':
      if (written.day > today) {
        if (fromId === null) find('birthDate', { code: 'birth-in-future' })
        else find('birthDate', { code: 'birth-contradicts-id', fromId, kept: fromId })
        return fromId
      }
      if (fromId !== null) find('birthDate', { code: 'birth-contradicts-id', fromId, kept: written.day })
      return written.day
  }
}

/** Beside a number that has to be mended a month is enough, for the number has the day. */
function isIdWritten(row: CellsByMeaning, today: LocalDate): boolean {
  const id = readIdCell(row.cell('idNumber'), today)
  return !id.ok && id.fault !== 'id-missing' && id.fault !== 'id-other-document'
}

/** A number that is there but wrong is the thing to mend; a blank birth date beside it needs no second complaint. */
function isIdWrong(row: CellsByMeaning, today: LocalDate): boolean {
  const id = readIdCell(row.cell('idNumber'), today)
  return !id.ok
}

/** As the register writes it, in its column or beside the name, else from the ID number, else as the relation tells: 孙子, 妻. */
function sexOf(
  row: CellsByMeaning,
  note: string | null,
  fromId: Exclude<Sex, 'unknown'> | null,
  relation: Relation | null,
  find: Find,
): Sex {
  const inCell = readSex(row.cell('sex'))
  const written = inCell === null && note !== null && SEX.test(note) ? readSex(note) : inCell
  if (written === undefined) {
    find('sex', { code: 'sex-unreadable', fromId: fromId !== null })
    return fromId ?? 'unknown'
  }
  if (written === null) {
    if (fromId !== null) return fromId
    const told = relation === null ? null : sexOfRelation(relation)
    const taken = told ?? 'unknown'
    // Where no column asks for it, the number is the thing to mend.
    if (row.has('sex')) find('sex', { code: 'sex-missing', fromRelation: told && relation, taken })
    return taken
  }
  if (fromId !== null && written !== fromId) find('sex', { code: 'sex-contradicts-id', written })
  return written
}

/** 虚岁 counts up to two more than 周岁, so only a greater difference is doubted. */
function checkAge(row: CellsByMeaning, ageYears: number | null, find: Find): void {
  if (ageYears === null) return
  if (ageYears > DOUBTED_AGE_YEARS) find('birthDate', { code: 'birth-long-ago' })
  const written = /^(\d{1,3})(周?岁)?$/.exec(spacelessTextOf(row.cell('age')))?.[1]
  if (written !== undefined && Math.abs(Number(written) - ageYears) > 2) {
    find('age', { code: 'age-contradicts-birth', ageYears })
  }
}

function phoneOf(row: CellsByMeaning, find: Find): string | null {
  const readings = row.all('phone').map(readPhone)
  const [only] = readings
  if (readings.length === 1 && only!.isRight && only!.others.length === 0) return only!.phone
  const numbers = [...new Set(readings.flatMap(({ phone, others }) => (phone ? [phone, ...others] : [])))]
  const [first = null, ...others] = numbers
  const columnOf = (fits: (reading: PhoneReading) => boolean) =>
    row.columns('phone')[readings.findIndex(fits)]
  if (first === null && readings.some(({ isRight }) => !isRight))
    find(
      'phone',
      { code: 'phone-wrong' },
      columnOf(({ isRight }) => !isRight),
    )
  if (first !== null && others.length > 0) {
    const column = columnOf(
      ({ phone, others: besides }) => besides.length > 0 || (phone !== null && phone !== first),
    )
    find('phone', { code: 'phone-not-the-only', taken: first, others }, column)
  }
  return first
}

/** Parts of an address, bare numbers told apart: 5栋2单元301, 5-2-301. */
const joined = (address: string, part: string) =>
  /\d$/.test(address) && /^\d/.test(part) ? `${address}-${part}` : `${address}${part}`

/** Village and group, each from its own column, else from where clerks also put them: 村组 in one cell, the address. */
function placeOf(row: CellsByMeaning): Pick<RegisterPerson, 'township' | 'village' | 'group' | 'address'> {
  const address = row
    .all('doorPart')
    .map(readAddress)
    .reduce(
      (whole, part) => (whole && part ? joined(whole, part) : (whole ?? part)),
      readAddress(row.cell('address')),
    )
  const inAddress = placeOfAddress(address)
  const inVillage = placeOfAddress(row.cell('village'))
  const inGroup = placeOfAddress(row.cell('group'))
  // 乡镇/村/组 in one column.
  const path = textOf(row.cell('township')).includes('/') ? row.cell('township') : null
  const inTownship = placeOfAddress(typeof path === 'string' ? path.replaceAll('/', '') : null)
  return {
    township:
      townshipOfText(path) ??
      readAddress(row.cell('township')) ??
      townshipOfText(row.cell('village')) ??
      townshipOfText(address),
    village: readVillage(row.cell('village')) ?? inGroup.village ?? inAddress.village ?? inTownship.village,
    group:
      (inGroup.village === null ? readGroup(row.cell('group')) : inGroup.group) ??
      inVillage.group ??
      inAddress.group ??
      inTownship.group,
    address,
  }
}

function insuranceOf(row: CellsByMeaning, find: Find): PaymentMethod[] {
  const { methods, unknown } = readInsurance(row.cell('insurance'))
  if (unknown.length > 0) find('insurance', { code: 'insurance-unknown', words: unknown })
  return methods
}

/**
 * The populations a row declares. 老年人 and 0-6岁儿童 follow from the birth date and are not declared; a word that
 * contradicts it is said, with leave for counties that count from 60 years and for a birthday of this year.
 */
function populationsOf(
  row: CellsByMeaning,
  ticks: readonly ColumnMeaning[],
  listOf: Population | null,
  { ageYears, sex }: { ageYears: number | null; sex: Sex },
  find: Find,
): Population[] {
  const named = new Map<Population, ColumnMeaning>(listOf === null ? [] : [[listOf, 'populations']])
  const columns = row.columns('populations')
  for (const [at, cell] of row.all('populations').entries()) {
    const { populations, unknown: others } = readPopulations(cell)
    const unknown =
      listOf === 'tuberculosis' || populations.includes('tuberculosis')
        ? others.filter((word) => !isOfTuberculosis(word))
        : others
    if (unknown.length > 0) find('populations', { code: 'population-unknown', words: unknown }, columns[at])
    for (const population of populations) named.set(population, 'populations')
  }
  for (const tick of ticks) {
    const cell = row.cell(tick)
    const population = tickedPopulation(tick)!
    const ticked = ticksPopulation(cell) && !(population === 'type2-diabetes' && isOtherDiabetes(cell))
    if (ticked === undefined) find(tick, { code: 'population-doubtful', population, word: textOf(cell) })
    if (ticked) named.set(population, tick)
    // What a row says of itself goes before what the title says of all.
    else if (population === listOf && textOf(cell) !== '') named.delete(population)
  }

  for (const [at, cell] of row.all('remarks').entries()) {
    const { populations, mentioned } = populationsOfRemark(cell)
    for (const population of populations) named.set(population, 'remarks')
    if (mentioned === null || mentioned === 'elderly' || mentioned === 'child' || named.has(mentioned))
      continue
    const finding = { code: 'population-doubtful', population: mentioned, word: textOf(cell) } as const
    find('remarks', finding, row.columns('remarks')[at])
  }

  const declared: Population[] = []
  for (const [population, meaning] of named) {
    if (population === 'elderly' || population === 'child') {
      const contradicts =
        ageYears !== null &&
        (population === 'elderly' ? ageYears < 59 : ageYears > nationalAgePolicy.childUntilYears)
      if (contradicts) find(meaning, { code: 'population-contradicts-age', population, ageYears })
    } else if (population === 'pregnant' && sex === 'male') {
      find(meaning, { code: 'population-contradicts-sex', population })
    } else {
      const isOutside = ageYears !== null && (ageYears < YOUNGEST_PREGNANT || ageYears > OLDEST_PREGNANT)
      if (population === 'pregnant' && isOutside)
        find(meaning, { code: 'population-contradicts-age', population, ageYears })
      declared.push(population)
    }
  }
  return declared
}
