import { type Cell, type SheetRow, textOf } from './cell.ts'
import { meaningOfTitle } from './columns.ts'
import { findHeader, HEADER_WITHIN_ROWS } from './header.ts'
import { looksLikeIdNumber } from './id-cell.ts'

/** What may stand between the columns of a table that was pasted into one, from the surest to the least sure. */
const BETWEEN: readonly RegExp[] = [/\t/, / {2,}|\u3000+/, /[,，]/, /[;；]/, /\|/, /、/, / +/]
/** Titles that a header has to have before a line is taken apart. */
const LEAST_COLUMNS = 3
/** A line in more parts than so many is a text. */
const MOST_COLUMNS = 100

/**
 * How the lines of a sheet are taken apart whose columns all stand in one, as when a text is pasted from a document: 序号 姓名
 * 身份证号 in column A. Null where cells stand side by side, or where no mark makes a header of a line.
 * @param top the first rows of the sheet.
 */
export function columnsInOneCell(top: readonly SheetRow[]): ((row: SheetRow) => SheetRow) | null {
  const rows = top.slice(0, HEADER_WITHIN_ROWS)
  if (rows.length < 2 || rows.some(({ cells }) => cells.filter((cell) => textOf(cell) !== '').length > 1))
    return null
  for (const mark of BETWEEN) {
    const split = rows.map((row) => ({ ...row, cells: partsOf(row.cells, mark) }))
    if (split.some(({ cells }) => cells.length > MOST_COLUMNS)) continue
    const header = findHeader(split)
    if (!header || new Set(header.titles).size < LEAST_COLUMNS) continue
    const people = split.filter(
      ({ sheetRow, cells }) => sheetRow > header.to && cells.length >= LEAST_COLUMNS,
    )
    if (people.length === 0) continue
    const columns = (['name', 'idNumber'] as const).map((meaning) =>
      header.titles.findIndex((title) => meaningOfTitle(title, '')?.meaning === meaning),
    ) as [number, number]
    return (row) =>
      row.sheetRow < header.from
        ? row
        : { ...row, cells: withWholeName(partsOf(row.cells, mark), ...columns) }
  }
  return null
}

function partsOf(cells: readonly Cell[], mark: RegExp): Cell[] {
  const text = cells.find((cell) => textOf(cell) !== '') ?? null
  if (typeof text !== 'string') return [text]
  return text
    .replace(/^[ \n]+|[ \n]+$/g, '')
    .split(mark)
    .map((part) => part.trim() || null)
}

/** 王 强 came apart at its blank when the number stands one column too far to the right. */
function withWholeName(parts: Cell[], name: number, idNumber: number): Cell[] {
  const [surname, given] = [parts[name], parts[name + 1]]
  const isApart =
    name >= 0 &&
    name < idNumber &&
    looksLikeIdNumber(parts[idNumber + 1]) &&
    [surname, given].every((part) => typeof part === 'string' && /^[\u4e00-\u9fff]{1,2}$/.test(part))
  return isApart ? [...parts.slice(0, name), `${surname}${given}`, ...parts.slice(name + 2)] : parts
}
