import { type ColumnMeaning, meaningOfTitle, normalTitle } from './columns.ts'
import type { RegisterHeader } from './header.ts'

/** The columns of one table, 0 for A, both ends in it. */
export type TableColumns = { from: number; to: number }

/**
 * True of the header of another table further down: what a column held stands in another one. The same titles printed again
 * on the next page have not moved.
 */
export function columnsHaveMoved(header: RegisterHeader, below: RegisterHeader): boolean {
  const before = columnsOf(header)
  return [...columnsOf(below)].some(([meaning, column]) => (before.get(meaning) ?? column) !== column)
}

function columnsOf({ titles, groups }: RegisterHeader): Map<ColumnMeaning, number> {
  const columns = new Map<ColumnMeaning, number>()
  titles.forEach((title, column) => {
    const found = meaningOfTitle(title, groups[column] ?? '')
    if (found?.exact && found.meaning !== 'ignored' && !columns.has(found.meaning))
      columns.set(found.meaning, column)
  })
  return columns
}

/**
 * The tables that stand side by side on a sheet (左右两栏): the same titles, 姓名 and 身份证号 among them, begin again to the
 * right. Columns to the left of the first are of all of them. Null where there is one table.
 */
export function tablesBeside({
  titles,
  groups,
}: Pick<RegisterHeader, 'titles' | 'groups'>): TableColumns[] | null {
  const keys = titles.map((title, column) => `${normalTitle(groups[column] ?? '')}/${normalTitle(title)}`)
  const meanings = titles.map((title, column) => meaningOfTitle(title, groups[column] ?? ''))
  const first = meanings.findIndex((meaning) => meaning?.meaning === 'name' && meaning.exact)
  const names = keys.flatMap((key, column) => (first >= 0 && key === keys[first] ? [column] : []))
  if (names.length < 2) return null
  const width = names[1]! - first
  const isAgain = (column: number) =>
    normalTitle(titles[column]!) !== '' &&
    names.every((_, table) => keys[column + table * width] === keys[column])
  let from = first
  while (from > 0 && isAgain(from - 1)) from--
  const hasNumbers = keys.some(
    (_, column) =>
      column >= from && column < from + width && meanings[column]?.meaning === 'idNumber' && isAgain(column),
  )
  if (!hasNumbers || names.some((column, table) => column !== first + table * width)) return null
  return names.map((_, table) => ({
    from: from + table * width,
    to: table === names.length - 1 ? titles.length - 1 : from + (table + 1) * width - 1,
  }))
}
