import type { LocalDate } from '../days/local-date.ts'
import { groupedBy } from '../grouped-by.ts'
import { type Cell, type SheetRow, spacelessTextOf, textOf } from './cell.ts'
import {
  type ColumnMapping,
  type ColumnMeaning,
  meaningOfTitle,
  normalTitle,
  otherPersonOf,
  severalColumnsMayHold,
  tickedPopulation,
} from './columns.ts'
import { canMean, readDate } from './date-cell.ts'
import type { RegisterHeader } from './header.ts'
import {
  findHeadBesideMembers,
  findRelationInRemarks,
  gatherByHeadsNumber,
  leaveListsOfMembers,
  leaveWhatIsOfHeads,
} from './heads-columns.ts'
import { looksLikeIdNumber, readIdCell } from './id-cell.ts'
import { inWords, legendsOf } from './legend.ts'
import {
  findHouseholdNumberInSerial,
  findNumbersOfPersons,
  leaveNumbersOfNoHousehold,
  leaveNumbersOfPersons,
} from './number-columns.ts'
import type { PersonOfRow } from './people-of-row.ts'
import {
  isNoName,
  nameAndNote,
  readEthnicity,
  readName,
  readPhone,
  readRelation,
  readResidency,
  readSex,
  readTick,
} from './person-cells.ts'
import { villageOfPath } from './place-cell.ts'
import { readPopulations } from './population-cell.ts'
import { findRelationToWhom, leaveRelationsOfOthers } from './relation-columns.ts'

/** How many rows below the header are looked at to see what the columns hold. */
export const SAMPLE_ROWS = 200

/** What a column was taken for, and why: a person sees it and may correct it. */
export type ColumnGuess = {
  /** 0 for column A. */
  column: number
  title: string
  group: string
  meaning: ColumnMeaning
  /** 0…1; below 0.7 a person should look. */
  confidence: number
  because: 'title' | 'similar-title' | 'content' | 'remembered' | 'chosen' | 'nothing'
  /** The first filled cells, to recognise the column by. */
  samples: string[]
}

/** A correction or a remembered mapping: meaning by title (`姓 名`, or `家庭成员信息/姓 名`) or by letter of the column. */
export type MappingByTitle = Readonly<Record<string, ColumnMeaning>>

/** The letter of a column as Excel shows it: 0 → A, 26 → AA. */
export function columnLetter(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : columnLetter(Math.floor(column / 26) - 1) + columnLetter(column % 26)
}

/**
 * Takes each column for what its title and its cells say; a choice of the user goes before what is remembered.
 * @param person of whom the columns are asked where a family stands in one row.
 */
export function guessMapping(
  header: Pick<RegisterHeader, 'titles' | 'groups' | 'circled' | 'relationCodes'>,
  rows: readonly SheetRow[],
  known: { chosen?: MappingByTitle; remembered?: MappingByTitle },
  today: LocalDate,
  person: PersonOfRow | null = null,
): ColumnGuess[] {
  const legends = legendsOf(header)
  const sample = rows.slice(0, SAMPLE_ROWS).map((row) => ({ ...row, cells: inWords(row.cells, legends) }))
  const width = Math.max(header.titles.length, ...sample.map(({ cells }) => cells.length))
  const guesses: ColumnGuess[] = []
  for (let column = 0; column < width; column++) {
    guesses.push(guessColumn(column, header, sample, known, today, person))
  }
  leaveDaysOfOtherThings(guesses, sample, today)
  leaveNamesOfOthers(guesses)
  findHeadBesideMembers(guesses)
  leaveListsOfMembers(guesses, sample)
  leaveWhatIsOfHeads(guesses, sample)
  leaveWhatIsOfRelatives(guesses)
  leaveTelephonesOfOthers(guesses)
  preferTheirOwn(guesses)
  leaveRelationsOfOthers(guesses, sample)
  findRelationToWhom(guesses, sample)
  findRelationInRemarks(guesses, sample)
  joinDoorNumber(guesses)
  claimOnce(guesses)
  findPartsOfBirthDate(guesses, sample)
  gatherByHeadsNumber(guesses, sample)
  findHouseholdNumberInSerial(guesses, sample)
  leaveNumbersOfPersons(guesses, sample)
  findNumbersOfPersons(guesses, sample)
  leaveNumbersOfNoHousehold(guesses, sample)
  fillFromContent(guesses, sample, today)
  if (!person) return guesses
  return guesses.map((guess) => ({ ...guess, ...writtenTitle(header, guess.column) }))
}

const writtenTitle = ({ titles, groups }: Pick<RegisterHeader, 'titles' | 'groups'>, column: number) => ({
  title: titles[column] ?? '',
  group: groups[column] ?? '',
})

/** The mapping that the guesses amount to. */
export function mappingOf(guesses: readonly ColumnGuess[]): ColumnMapping {
  return guesses.map(({ meaning }) => meaning)
}

/**
 * What is remembered for the next register of the unit: what somebody chose, and what columns held whose titles say nothing.
 * What a title says it says again, and what 序号 or 户主 meant in this register they need not mean in the next.
 */
export function rememberedMapping(guesses: readonly ColumnGuess[]): MappingByTitle {
  return Object.fromEntries(
    guesses
      .filter(
        ({ title, group, because }) =>
          normalTitle(title) !== '' &&
          (because === 'chosen' ||
            because === 'remembered' ||
            (because === 'content' && meaningOfTitle(title, group) === null)),
      )
      .map((guess) => [keyOf(guess.group, guess.title), guess.meaning]),
  )
}

function guessColumn(
  column: number,
  header: Pick<RegisterHeader, 'titles' | 'groups'>,
  sample: readonly SheetRow[],
  known: { chosen?: MappingByTitle; remembered?: MappingByTitle },
  today: LocalDate,
  person: PersonOfRow | null,
): ColumnGuess {
  const written = writtenTitle(header, column)
  const own = person ? person.titleOf(column) : written
  const { title, group } = own ?? written
  const cells = sample.map(({ cells }) => cells[column] ?? null).filter((cell) => textOf(cell) !== '')
  const base = { column, title, group, samples: [...new Set(cells.map(textOf))].slice(0, 3) }

  if (!own) return { ...base, meaning: 'ignored', confidence: 1, because: 'title' }
  const chosen = lookUp(known.chosen, column, written.group, written.title)
  if (chosen) return { ...base, meaning: chosen, confidence: 1, because: 'chosen' }
  const remembered = lookUp(known.remembered, column, written.group, written.title)
  if (remembered) return { ...base, meaning: remembered, confidence: 1, because: 'remembered' }

  const byTitle = meaningOfTitle(title, group)
  if (!byTitle) return { ...base, meaning: 'ignored', confidence: 0, because: 'nothing' }
  const isFree = byTitle.meaning === 'village' || byTitle.meaning === 'address'
  const share = isFree ? null : shareOfFitting(byTitle.meaning, cells, today)
  const fits = share === null || share >= 0.5
  const confidence = byTitle.exact ? (fits ? 1 : 0.5) : fits ? 0.8 : 0.3
  return { ...base, meaning: byTitle.meaning, confidence, because: byTitle.exact ? 'title' : 'similar-title' }
}

function lookUp(
  mapping: MappingByTitle | undefined,
  column: number,
  group: string,
  title: string,
): ColumnMeaning | null {
  if (!mapping) return null
  const wanted = new Set([keyOf(group, title), keyOf('', title)].filter((key) => key !== ''))
  const letter = columnLetter(column)
  for (const [key, meaning] of Object.entries(mapping)) {
    if (key === letter || wanted.has(keyOf('', key)) || wanted.has(key)) return meaning
  }
  return null
}

function keyOf(group: string, title: string): string {
  const own = normalTitle(title)
  const above = normalTitle(group)
  return above === '' || above === own ? own : `${above}/${own}`
}

const WHOM_TO_CALL = /^紧急|联系人|^(家属|家人|亲属|亲友|子女)/

/** Where people live goes before where they are registered, their own telephone before that of whom to call (联系人, 家属). */
function preferTheirOwn(guesses: ColumnGuess[]): void {
  for (const [meaning, second] of [
    ['address', /^户籍|^户口/],
    ['phone', WHOM_TO_CALL],
  ] as const) {
    const claims = guesses.filter((guess) => guess.meaning === meaning && guess.because.endsWith('title'))
    const others = claims.filter(({ title }) => second.test(normalTitle(title)))
    if (others.length === claims.length) continue
    for (const other of others) Object.assign(other, { meaning: 'ignored', confidence: 0.8 })
  }
}

/** 日期 alone, as below 第一季度, is no birth date where it is another day than that of the ID numbers. */
function leaveDaysOfOtherThings(guesses: ColumnGuess[], sample: readonly SheetRow[], today: LocalDate): void {
  const isOther = ({ meaning, because, title, group, column }: ColumnGuess) =>
    meaning === 'birthDate' &&
    because.endsWith('title') &&
    !/[出生]|birth|dob/i.test(`${normalTitle(group)}${normalTitle(title)}`) &&
    contradictsIdNumbers(column, guesses, sample, today)
  for (const guess of guesses.filter(isOther)) Object.assign(guess, { meaning: 'ignored', confidence: 0.5 })
}

/** Where no title is 姓名 alone, of 房主姓名 and 租客姓名 that one is meant whose number stands next to it. */
function leaveNamesOfOthers(guesses: ColumnGuess[]): void {
  const names = guesses.filter(({ meaning, because }) => meaning === 'name' && because === 'similar-title')
  const number = guesses.find(({ meaning, because }) => meaning === 'idNumber' && because.endsWith('title'))
  const beside = names.findLast(({ column }) => number && column < number.column)
  if (!beside || guesses.some(({ meaning, because }) => meaning === 'name' && because !== 'similar-title'))
    return
  for (const name of names) if (name !== beside) Object.assign(name, { meaning: 'ignored', confidence: 0.5 })
}

/** 子女出生日期 is not the birth date of whose 姓名 stands beside it; 孩子出生日期 beside 孩子姓名 is. */
function leaveWhatIsOfRelatives(guesses: ColumnGuess[]): void {
  const calledIn = ({ title }: ColumnGuess) => otherPersonOf(title, '', true)?.called
  const name = guesses.find(({ meaning, because }) => meaning === 'name' && because === 'title')
  if (!name) return
  for (const guess of guesses) {
    const called = calledIn(guess)
    const isOfAnother = called !== undefined && called !== calledIn(name)
    if (isOfAnother && guess.meaning !== 'phone' && guess.because.endsWith('title'))
      Object.assign(guess, { meaning: 'ignored', confidence: 0.8 })
  }
}

/** 志愿者电话 is that of whom the column 志愿者 names; whom to call (联系人, 家属) is called where there is nothing else. */
function leaveTelephonesOfOthers(guesses: ColumnGuess[]): void {
  const names = guesses.filter(({ meaning, because }) => meaning === 'name' && because.endsWith('title'))
  const own = names.find(({ because }) => because === 'title') ?? names[0]
  if (!own) return
  const named = new Set(
    guesses
      .filter((guess) => guess !== own && (guess.meaning === 'ignored' || guess.meaning === 'name'))
      .map(({ title }) => normalTitle(title).replace(/(姓名|名字)$/, '')),
  )
  for (const guess of guesses) {
    const [, whose] = /^(.{2,10}?)的?(联系)?(电话|手机|联系方式)/.exec(normalTitle(guess.title)) ?? []
    const isOfAnother = whose !== undefined && named.has(whose) && !WHOM_TO_CALL.test(whose)
    if (isOfAnother && guess.meaning === 'phone' && guess.because.endsWith('title'))
      Object.assign(guess, { meaning: 'ignored', confidence: 0.8 })
  }
}

/** 门牌号 behind 楼栋 and 单元 is the last part of the address, not the whole of it. */
function joinDoorNumber(guesses: ColumnGuess[]): void {
  const door = guesses.find(({ title }) => /^门牌/.test(normalTitle(title)))
  if (door?.meaning !== 'address' || !door.because.endsWith('title')) return
  if (guesses.some(({ meaning, column }) => meaning === 'doorPart' && column < door.column))
    Object.assign(door, { meaning: 'doorPart' })
}

const OF_MEMBERS = /^(家庭|户内)?成员/
/** 是否户主 beside 与户主关系, which tells more. */
const ASKS_WHETHER_HEAD = /^(是否为?|是不是)?户主$/
/** 身份证号（旧） beside 身份证号（新）. */
const OF_OLD = /[(（](旧|老|原|一代|15位)/

/** Of columns that claim the same meaning the surest keeps it; the others are left to their content. */
function claimOnce(guesses: ColumnGuess[]): void {
  const byMeaning = groupedBy(guesses, ({ meaning }) => meaning)
  // Beside 产权人 and his number 成员身份证号 is of whom 家庭成员 names.
  const isOfMembers = guesses.some(
    ({ meaning, title }) => meaning === 'name' && OF_MEMBERS.test(normalTitle(title)),
  )
  for (const [meaning, claims] of byMeaning) {
    if (claims.length < 2 || severalColumnsMayHold.has(meaning)) continue
    const rank = ({ title, because, confidence, samples }: ColumnGuess) =>
      (because === 'chosen' ? 4 : because === 'remembered' ? 2 : 0) -
      (OF_OLD.test(title) || (meaning === 'relation' && ASKS_WHETHER_HEAD.test(normalTitle(title)))
        ? 0.5
        : 0) +
      (isOfMembers && OF_MEMBERS.test(normalTitle(title)) ? 0.1 : 0) +
      confidence +
      (samples.length > 0 ? 0.25 : 0)
    const [, ...others] = claims.toSorted((a, b) => rank(b) - rank(a))
    for (const other of others)
      Object.assign(other, { meaning: 'ignored', confidence: 0, because: 'nothing' })
  }
}

/** 出生日期 over three columns (1950 | 3 | 2), with the titles 年月日 or none below it. */
function findPartsOfBirthDate(guesses: ColumnGuess[], sample: readonly SheetRow[]): void {
  const holds = (guess: ColumnGuess | undefined, fits: (text: string) => boolean) => {
    if (
      !guess ||
      !(guess.because === 'nothing' || /^(出生)?(年份?|月份?|日)?$/.test(normalTitle(guess.title)))
    )
      return false
    const texts = sample.flatMap(({ cells }) => spacelessTextOf(cells[guess.column] ?? null) || [])
    return texts.length > 0 && texts.every(fits)
  }
  const year = guesses.find(
    ({ meaning, because, column }) =>
      (meaning === 'birthYear' || (meaning === 'birthDate' && because.endsWith('title'))) &&
      isYearColumn(column, sample),
  )
  if (!year) return
  const [month, day] = [guesses[year.column + 1], guesses[year.column + 2]]
  if (!holds(month, (text) => isNumberUpTo(12, text))) return
  const found = { confidence: 0.8, because: 'content' } as const
  Object.assign(year, { meaning: 'birthYear', ...found })
  Object.assign(month!, { meaning: 'birthMonth', ...found })
  if (holds(day, (text) => isNumberUpTo(31, text))) Object.assign(day!, { meaning: 'birthDay', ...found })
}

function isYearColumn(column: number, sample: readonly SheetRow[]): boolean {
  const texts = sample.flatMap(({ cells }) => spacelessTextOf(cells[column] ?? null) || [])
  return texts.length > 0 && texts.every((text) => /^(18|19|20)\d{2}年?$/.test(text))
}

function isNumberUpTo(most: number, text: string): boolean {
  const number = Number(/^(\d{1,2})[月日号]?$/.exec(text)?.[1] ?? 0)
  return number >= 1 && number <= most
}

/** What a column holds when its title does not say, from the most telling content to the least. */
const BY_CONTENT: readonly (readonly [ColumnMeaning, number])[] = [
  ['idNumber', 0.6],
  ['sex', 0.9],
  ['relation', 0.7],
  ['ethnicity', 0.9],
  ['phone', 0.6],
  ['birthDate', 0.8],
  ['populations', 0.8],
  ['residency', 0.9],
  ['village', 0.9],
  ['address', 0.8],
  ['name', 0.9],
]

/** What 是, 否, 1 and 2 alone do not tell: they answer a question that only the title asks. */
const ASKED_BY_TITLE: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>(['sex', 'relation', 'residency'])

/** Below 是否重点人群 stands 是 and 否, or which. */
const ASKS_WHETHER_ANY = /^是否(为|是|属于)?重点(人群|对象)$/

/** 病历号 20260001 has the digits of a telephone. */
const NUMBERS_SOMETHING = /(编号|[^话机]号|码)$/

function isCodeOrTick(cell: Cell): boolean {
  return readTick(cell) !== undefined || /^\d+$/.test(spacelessTextOf(cell))
}

function fillFromContent(guesses: ColumnGuess[], sample: readonly SheetRow[], today: LocalDate): void {
  for (const [meaning, enough] of BY_CONTENT) {
    if (guesses.some((guess) => guess.meaning === meaning)) continue
    let best: { guess: ColumnGuess; share: number } | null = null
    for (const guess of guesses) {
      const isAnswered = meaning === 'populations' && ASKS_WHETHER_ANY.test(normalTitle(guess.title))
      // Numbers below 出生日期 are what they are.
      const isMistitled = meaning === 'idNumber' && guess.because.endsWith('title') && guess.confidence <= 0.5
      if (guess.because !== 'nothing' && !isAnswered && !isMistitled) continue
      const cells = sample
        .map(({ cells }) => cells[guess.column] ?? null)
        .filter((cell) => textOf(cell) !== '')
      if (cells.length < Math.min(2, sample.length)) continue
      if (meaning === 'phone' && NUMBERS_SOMETHING.test(normalTitle(guess.title))) continue
      if (ASKED_BY_TITLE.has(meaning) && cells.every(isCodeOrTick)) continue
      if (meaning === 'birthDate' && contradictsIdNumbers(guess.column, guesses, sample, today)) continue
      const share =
        meaning === 'populations' ? shareOfKinds(cells) : (shareOfFitting(meaning, cells, today) ?? 0)
      if (share >= enough && share > (best?.share ?? 0)) best = { guess, share }
    }
    if (best) Object.assign(best.guess, { meaning, confidence: 0.6, because: 'content' })
  }
}

/** Days that are not those of the ID numbers beside them are of something else: when people left, signed or were examined. */
function contradictsIdNumbers(
  column: number,
  guesses: readonly ColumnGuess[],
  sample: readonly SheetRow[],
  today: LocalDate,
): boolean {
  const idColumn = guesses.find(({ meaning }) => meaning === 'idNumber')?.column
  if (idColumn === undefined) return false
  const agreeing = sample.flatMap(({ cells }) => {
    const id = readIdCell(cells[idColumn], today)
    const written = readDate(cells[column], today)
    return id.ok && written.kind !== 'blank' ? [canMean(written, id.reading.birthDate)] : []
  })
  return agreeing.filter((agrees) => agrees).length < agreeing.length / 2
}

/** How many of the cells say of what kind somebody is, where one of them names a population: 低保户, 一般户. */
function shareOfKinds(cells: readonly Cell[]): number {
  const readings = cells.map(readPopulations)
  if (!readings.some(({ populations }) => populations.length > 0)) return 0
  return readings.filter(({ unknown }) => unknown.length === 0).length / cells.length
}

/** How many of the filled cells have the shape that a meaning asks for; null when any shape will do, or none is filled. */
function shareOfFitting(meaning: ColumnMeaning, cells: readonly Cell[], today: LocalDate): number | null {
  const fits = fitOf(meaning, today)
  if (!fits || cells.length === 0) return null
  return cells.filter(fits).length / cells.length
}

function fitOf(meaning: ColumnMeaning, today: LocalDate): ((cell: Cell) => boolean) | null {
  if (tickedPopulation(meaning))
    return (cell) => readTick(cell) !== undefined || readPopulations(cell).populations.length > 0
  switch (meaning) {
    case 'idNumber':
      return looksLikeIdNumber
    case 'birthDate':
      return (cell) => !['unreadable', 'blank'].includes(readDate(cell, today).kind)
    case 'sex':
      return (cell) => readSex(cell) != null
    case 'relation':
      // 孙小五 is a name.
      return (cell) => !['40', '80', null, undefined].includes(readRelation(cell))
    case 'ethnicity':
      // Not by a code: any small number could be one.
      return (cell) => !/^\d/.test(spacelessTextOf(cell)) && readEthnicity(cell) != null
    case 'phone':
      return (cell) => readPhone(cell).phone !== null && readDate(cell, today).kind !== 'day'
    case 'residency':
      return (cell) => readResidency(cell) != null
    case 'populations':
      return (cell) => readPopulations(cell).populations.length > 0
    case 'village':
      return (cell) =>
        /^[\u4e00-\u9fff]{1,8}(村|社区|村委会|居委会|村民委员会|居民委员会)$/.test(
          villageOfPath(spacelessTextOf(cell)),
        )
    case 'address':
      return (cell) => /[村组镇乡路街区].*\d+(号|室|组)|村.*组/.test(spacelessTextOf(cell))
    case 'age':
      return (cell) => /^\d{1,3}岁?$/.test(spacelessTextOf(cell))
    case 'name':
      return (cell) => {
        const { name } = nameAndNote(readName(cell))
        return (
          /^[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff]+·[\u4e00-\u9fff·]+$/.test(name) &&
          !isNoName(name) &&
          !isWord(name)
        )
      }
    default:
      return null
  }
}

function isWord(cell: Cell): boolean {
  return (
    readRelation(cell) != null ||
    readEthnicity(cell) != null ||
    readPopulations(cell).populations.length > 0 ||
    readResidency(cell) != null ||
    /[村组镇乡县社区号]$/.test(spacelessTextOf(cell))
  )
}
