import type { LocalDate } from '../days/local-date.ts'
import type { SheetRow } from './cell.ts'
import { withFactsApart } from './facts-of-cell.ts'
import { isFoot, type RegisterHeader, repeatsHeader, withWholeCells } from './header.ts'
import { areHeadsApart } from './heads-apart.ts'
import { type ColumnGuess, columnLetter, guessMapping, type MappingByTitle, mappingOf } from './mapping.ts'
import { isKnownBy, mappingOfMember, peopleOfRow } from './people-of-row.ts'
import type { PersonOfSheet, RegisterReading, SheetReading } from './register-reading.ts'
import { areHeadsBlank } from './relation-columns.ts'

/** What the columns of a sheet, or of one person of the families in its rows, were taken for. */
export type ColumnsOfSheet = {
  /** The sheet; of somebody to the right of the first with the columns: 名册（G–K列）. */
  name: string
  /** The sheet on which the people of these columns stand beside others. */
  besidesOn: string | null
  columns: ColumnGuess[]
}

/** A sheet whose columns are understood; it has to be read before another is opened. */
export type OpenSheet = {
  columns: ColumnsOfSheet[]
  /** Readings by which each row goes, one for each person in it; null of a sheet that is no register. */
  open: SheetReading[] | null
}

/** Understands the columns of a sheet and begins to read it. */
export function openSheet(
  register: RegisterReading,
  sheet: {
    name: string
    header: RegisterHeader | null
    rows: readonly SheetRow[]
    /** Of a table to the right of the sheet that was read before, or below it. */
    follows?: 'beside' | 'below' | undefined
  },
  known: { chosen?: MappingByTitle; remembered?: MappingByTitle },
  today: LocalDate,
): OpenSheet {
  const { name, header, follows } = sheet
  const facts = header?.facts ?? []
  const rows = withoutTitlesAndTotals(sheet.rows, header).map((row) =>
    withFactsApart(withWholeCells(row, header), facts),
  )
  const people = header && peopleOfRow(header)
  const titles = header ?? { titles: [], groups: [] }
  const guesses = guessMapping(titles, rows, known, today, people?.[0])
  const ofSheet = { name, besidesOn: null, columns: guesses }
  const meanings = new Set(guesses.map(({ meaning }) => meaning))
  if (!meanings.has('idNumber') && !(header !== null && meanings.has('name')))
    return { columns: [ofSheet], open: null }
  if (!people)
    return {
      columns: [ofSheet],
      open: [register.sheet(name, described(header, guesses, rows), mappingOf(guesses), follows)],
    }

  const [main, ...others] = people
  const beside = others.flatMap((person) => {
    const all = guessMapping(titles, rows, known, today, person)
    const mapping = mappingOfMember(all, guesses)
    const columns = all.filter(({ column }) => person.titleOf(column) !== null)
    const [first, last] = [columns[0]!, columns.at(-1)!].map(({ column }) => columnLetter(column))
    const own = { name: `${name.slice(0, 20)}（${first}–${last}列）`, besidesOn: name, columns }
    return isKnownBy(mapping)
      ? [{ own, read: { name: own.name, mapping, person } satisfies PersonOfSheet }]
      : []
  })
  const first = { name, mapping: mappingOf(guesses), person: main! }
  return {
    columns: [ofSheet, ...beside.map(({ own }) => own)],
    open: register.familySheet(header, [first, ...beside.map(({ read }) => read)]),
  }
}

/** The header printed again on each page and the totals below it tell nothing of what the columns hold. */
function withoutTitlesAndTotals(
  rows: readonly SheetRow[],
  header: RegisterHeader | null,
): readonly SheetRow[] {
  if (!header) return rows
  return rows.filter(({ cells }) => !repeatsHeader(cells, header) && !isFoot(cells, -1, -1))
}

function described(
  header: RegisterHeader | null,
  guesses: readonly ColumnGuess[],
  rows: readonly SheetRow[],
): RegisterHeader {
  const titled = withTitles(header, guesses)
  const mapping = mappingOf(guesses)
  const hasHeadsApart = areHeadsApart(titled, mapping, rows)
  return { ...titled, hasHeadsApart, hasHeadsBlank: areHeadsBlank(mapping, rows) }
}

/** A register without a header has the letters of its columns for titles. */
function withTitles(header: RegisterHeader | null, guesses: readonly ColumnGuess[]): RegisterHeader {
  if (header) return header
  return {
    from: 0,
    to: 0,
    titles: guesses.map(({ column }) => `${columnLetter(column)} 列`),
    groups: guesses.map(() => ''),
    villageAbove: null,
    townshipAbove: null,
    groupAbove: null,
  }
}
