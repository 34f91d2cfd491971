import { localDate } from '../days/local-date.ts'
import { checkCharacter } from '../residents/id-number.ts'
import type { Cell, SheetRow } from './cell.ts'
import { findHeader, HEADER_WITHIN_ROWS } from './header.ts'
import { openSheet } from './open-sheet.ts'
import { type RegisterRow, startRegister } from './register-reading.ts'

export const today = localDate('2026-11-20')

export function sheetRows(rows: readonly (readonly Cell[])[], sheet = '名册'): SheetRow[] {
  return rows.map((cells, at) => ({ sheet, sheetRow: at + 1, cells }))
}

/** Reads rows as a register: header, mapping and all. */
export function read(rows: readonly (readonly Cell[])[], sheet = '名册') {
  return readRows(sheetRows(rows, sheet))
}

/** Reads the rows of a sheet as they are. */
export function readRows(given: readonly SheetRow[]) {
  const { sheet } = given[0]!
  const header = findHeader(given.slice(0, HEADER_WITHIN_ROWS))
  const below = given.filter(({ sheetRow }) => sheetRow > (header?.to ?? 0))
  const register = startRegister(today)
  const { columns, open } = openSheet(register, { name: sheet, header, rows: below }, {}, today)
  const people = below
    .flatMap((row) =>
      (open ?? []).flatMap((reading) => reading.apart(row).map((person) => reading.read(person))),
    )
    .filter((row): row is RegisterRow => row !== null)
  const guesses = columns[0]!.columns
  return { people, guesses, header, atTheEnd: register.finish().map(({ problem }) => problem) }
}

/** An invented number: birth digits and an order number, odd for men. */
export function idOf(birth: string, order: number): string {
  const seventeen = `320399${birth}${String(order).padStart(3, '0')}`
  return seventeen + checkCharacter(seventeen)
}

export const WOMAN = idOf('19631112', 596)
export const MAN = idOf('19680418', 577)
export const BOY = idOf('20150103', 735)

/** What was found at a row, each with how grave it is. */
export const codes = (row: RegisterRow) => row.problems.map(({ code, severity }) => `${code} ${severity}`)
