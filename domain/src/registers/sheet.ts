import type { LocalDate } from '../days/local-date.ts'
import type { Relation } from '../households/relation.ts'
import type { Population } from '../populations/population.ts'
import type { Sex } from '../residents/resident-facts.ts'
import { type Cell, type HeadColumns, spacelessTextOf } from './cell.ts'
import { type CellsByMeaning, cellsByMeaning } from './cells-by-meaning.ts'
import {
  type ColumnMapping,
  type ColumnMeaning,
  householdFields,
  listsMembers,
  normalTitle,
  otherPersonOf,
  tickedPopulation,
} from './columns.ts'
import type { FactsOfColumn } from './facts-of-cell.ts'
import type { RegisterHeader } from './header.ts'
import { type Legend, legendsOf } from './legend.ts'
import type { PersonOfRow } from './people-of-row.ts'
import { type RegisterResidency, residencyOfList } from './person-cells.ts'
import { groupOfTitle, townshipOfText, villageOfSheetName, villageOfTitle } from './place-cell.ts'
import { populationOfList, populationOfSheet } from './population-cell.ts'

/** A sheet as its header and mapping tell it. */
export type Sheet = {
  name: string
  titles: readonly string[]
  /** Titles and group titles without blanks. */
  headerTexts: ReadonlySet<string>
  columnOf: (meaning: ColumnMeaning) => number
  /** Columns whose cells hold several facts, which are put apart. */
  facts: readonly FactsOfColumn[]
  cells: (cells: readonly Cell[]) => CellsByMeaning
  ticks: readonly ColumnMeaning[]
  legends: readonly (Legend | null)[]
  /** Columns with the ID numbers of other people, to the right of the first, that are not read. */
  otherIdColumns: readonly number[]
  /** Columns that list the others of a household in one cell. */
  listColumns: readonly number[]
  /** The people are the heads of households themselves (户主姓名 and no other name). */
  headsOnly: boolean
  carriedColumns: readonly number[]
  villageAbove: string | null
  townshipAbove: string | null
  groupAbove: string | null
  /** The population of whom the sheet is a list, in the words of its title or name. */
  listOf: ListOf | null
  /** Where all live of whom the sheet is. */
  residencyAbove: RegisterResidency | null
  /**
   * How rows are gathered into households: by number, by the head's name, by the relation, by who is the first of its people,
   * by address, one in each row, or not at all.
   */
  by: 'number' | 'head-name' | 'relation' | 'member-number' | 'address' | 'row' | 'none'
  /** What holds the number of the household: its own column, or the numbers of its people. */
  numberedBy: 'householdNumber' | 'personNumber'
  /** Nothing else gathers them, and blank rows stand between handfuls of people. */
  isPartedByBlankRows: boolean
  /** Columns of the place that are filled where it changes only: township, village, group. */
  saidOnce: readonly number[]
  /** Where the head stands who is nowhere among the members. */
  headsApart: HeadColumns | null
  /** Nobody is called 户主, and who begins a household has no relation. */
  hasHeadsBlank: boolean
  /** 出生日期 stands above a column that is left blank. */
  hasBirthsBlank: boolean
  /** Relations are written in codes that count on from 01 户主. */
  hasRelationCodes: boolean
  /** The ID number of the head beside that of the member, or -1: 户主身份证号. */
  headIdColumn: number
}

export function describeSheet(
  name: string,
  header: RegisterHeader | null,
  mapping: ColumnMapping,
  person: PersonOfRow | null,
): Sheet {
  const has = (meaning: ColumnMeaning) => mapping.includes(meaning)
  const by =
    has('householdNumber') || has('personNumber')
      ? 'number'
      : has('headName')
        ? 'head-name'
        : person
          ? 'row'
          : has('relation')
            ? 'relation'
            : has('memberNumber')
              ? 'member-number'
              : has('address') || has('doorPart')
                ? 'address'
                : 'none'
  return {
    name,
    titles: header?.titles ?? [],
    headerTexts: new Set([...(header?.titles ?? []), ...(header?.groups ?? [])].map(spacelessTextOf)),
    columnOf: (meaning) =>
      meaning === 'birthDate' && !has('birthDate') ? mapping.indexOf('birthYear') : mapping.indexOf(meaning),
    facts: header?.facts ?? [],
    cells: cellsByMeaning(mapping, person?.relation),
    legends: legendsOf(header),
    ticks: mapping.filter((meaning) => tickedPopulation(meaning) !== null),
    otherIdColumns: otherIdColumns(header, mapping).filter((column) => person?.titleOf(column) !== null),
    listColumns: mapping.flatMap((meaning, column) =>
      meaning === 'ignored' && listsMembers(header?.titles[column] ?? '') ? [column] : [],
    ),
    headIdColumn: headColumns(header, mapping).idNumber,
    headsApart: header?.hasHeadsApart ? headColumns(header, mapping) : null,
    hasHeadsBlank: header?.hasHeadsBlank ?? false,
    hasBirthsBlank: header?.blankColumns?.includes(mapping.indexOf('birthDate')) ?? false,
    hasRelationCodes: header?.relationCodes?.get(mapping.indexOf('relation')) === 'poverty-records',
    saidOnce: (['township', 'village', 'group'] as const)
      .map((meaning) => mapping.indexOf(meaning))
      .filter((column) => header?.saidOnce?.includes(column)),
    headsOnly: /^户主/.test(normalTitle(header?.titles[mapping.indexOf('name')] ?? '')),
    carriedColumns: mapping.flatMap((meaning, column) => (householdFields.has(meaning) ? [column] : [])),
    villageAbove:
      header?.villageAbove ??
      villageOfTitle(name) ??
      (has('village') || has('address') ? null : villageOfSheetName(name)),
    townshipAbove: header?.townshipAbove ?? townshipOfText(name),
    groupAbove: header?.groupAbove ?? groupOfTitle(name),
    listOf: listOf(name, header?.listAbove ?? null),
    residencyAbove: header?.residencyAbove ?? residencyOfList(name),
    by,
    numberedBy: has('householdNumber') ? 'householdNumber' : 'personNumber',
    isPartedByBlankRows: (by === 'none' || by === 'address') && (header?.isPartedByBlankRows ?? false),
  }
}

/** @property isDoubtful when the title is about one population and the name of the sheet about another: nobody is taken for either. */
export type ListOf = { population: Population; words: string; isDoubtful: boolean }

function listOf(name: string, title: string | null): ListOf | null {
  const [byTitle, byName] = [title && populationOfList(title), populationOfSheet(name)]
  const population = byTitle ?? byName
  if (!population) return null
  return { population, words: title ?? name, isDoubtful: byName !== null && byName !== population }
}

/** A household of the register, as far as it has been read. */
export type Household = {
  ordinal: number
  number: string | null
  firstRow: number
  headRow: number | null
  /** What of the head is beyond doubt; null until the row is read. */
  head: { name: string; sex: Sex; birthDate: LocalDate | null } | null
  /** Who came first with a name and a birth date. */
  people: Seen[]
  /** The same by name and birth date; null as long as they are few. */
  byName: Map<string, Seen> | null
  /** Others of the same number in other groups of the village, the last first. */
  elsewhere: Household[] | null
  place: Place
}
/** A person further up, where first met. */
export type Seen = {
  sheet: string
  sheetRow: number
  name: string
  birthDate: LocalDate | null
  relation: Relation | null
  /** The household of the file, by its ordinal. */
  household: number
  village: string | null
  /** Also those that the person was given in rows further down. */
  populations: readonly Population[]
}
/** What a sheet has said so far: the household being read, the place that the lines above speak of, the last village. */
export type SheetState = {
  current: Household | null
  /** The cells of the row with which it began, or came again: they stand for blank ones below. */
  carried: readonly Cell[]
  sectionVillage: string | null
  sectionGroup: string | null
  /** Where those live of whom the lines above speak: 二、外出人员. */
  sectionResidency: RegisterResidency | null
  /** The population of whom the lines above speak: 一、高血压患者, or the title of another list below the first. */
  list: ListOf | null
  /** The address that the line above a household's people names. */
  sectionAddress: string | null
  lastVillage: string | null
  /** How often the numbers of households have begun again at 1. */
  numbering: number
  /** A blank row, a subtotal or a line for itself stands above: a head below it begins the next household. */
  isAfterGap: boolean
  /** The row read last, to see where rows are left out: blank ones that the file does not hold. */
  lastRow: number
  /** Heads are noted beside their names, 郭晓鑫（户主）, or a line stands above each household: 第1户. */
  householdsAreMarked: boolean
  /** The last person's cells, for 同上. */
  above: readonly Cell[]
  /** The row of the last person; others of the family may stand in it. */
  aboveRow: number
}
export type Place = { village: string | null; group: string | null; address: string | null }
/** Where the head stands beside the members. */
export function headColumns(header: RegisterHeader | null, mapping: ColumnMapping): HeadColumns {
  const ofHead = (wanted: RegExp) =>
    mapping.findIndex((meaning, column) => {
      if (meaning !== 'ignored') return false
      const [title, group] = [header?.titles[column] ?? '', header?.groups[column] ?? ''].map(normalTitle)
      return /^户主/.test(`${group}${title}`) && wanted.test(title!)
    })
  return {
    name: mapping.indexOf('headName'),
    idNumber: ofHead(/身份|证件/),
    phone: ofHead(/电话|手机|联系方式/),
  }
}
function otherIdColumns(header: RegisterHeader | null, mapping: ColumnMapping): number[] {
  const titles = header?.titles ?? []
  const own = mapping.indexOf('idNumber')
  const title = normalTitle(titles[own] ?? '')
  if (title === '') return []
  const unnumbered = (text: string) => normalTitle(text).replace(/[\d一二三四五六七八九十]+$/, '')
  return titles.flatMap((other, column) =>
    column !== own &&
    mapping[column] === 'ignored' &&
    column !== headColumns(header, mapping).idNumber &&
    !/[(（](旧|老|原|新|一代|二代)/.test(other) &&
    (unnumbered(other) === unnumbered(title) || (otherPersonOf(other) !== null && /身份|证件/.test(other)))
      ? [column]
      : [],
  )
}
