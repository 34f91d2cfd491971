import { type Cell, isBlankRow, type SheetRow, spacelessTextOf, textOf } from './cell.ts'
import type { ColumnMeaning } from './columns.ts'
import { isFoot, type RegisterHeader, repeatsHeader } from './header.ts'
import { placeOfAddress, villageOfTitle } from './place-cell.ts'
import type { Sheet, SheetState } from './sheet.ts'

/** A line of its own above the people it speaks of: 第3村民小组, 一组：, 户主：王强. */
const SECTION =
  /^第?(\d{1,3}|[一二三四五六七八九十]{1,3})(村民|居民)?(小组|组|社|队)[:：]?$|^(户主|家庭|第?\d+户)(姓名)?[:：].*$/

/** Blank rows, the header printed again, totals and signatures, a line that names the village of those below it. */
export function isNoPerson(
  row: SheetRow,
  sheet: Sheet,
  header: RegisterHeader | null,
  state: SheetState,
): boolean {
  const { cells } = row
  if (isBlankRow(cells)) return true
  if (header && beginsLikeHeader(cells, sheet) && repeatsHeader(cells, header)) return true
  if (isFoot(cells, sheet.columnOf('name'), sheet.columnOf('idNumber'))) return true
  const only = onlyText(cells)
  const village = only && villageOfTitle(only.text)
  if (only && village !== null) {
    state.sectionVillage = village
    state.sectionGroup = placeOfAddress(only.text).group
    state.current = null
    return true
  }
  if (only && SECTION.test(only.text)) {
    const { group } = placeOfAddress(only.text)
    if (group !== null) state.sectionGroup = group
    state.current = null
    return true
  }
  if (only && !(only.places === 1 && spacelessTextOf(cells[sheet.columnOf('name')]) === only.text))
    return true
  return !PERSONAL.some((meaning) => {
    const column = sheet.columnOf(meaning)
    return column >= 0 && textOf(cells[column]) !== ''
  })
}

/** Asked of every row, so it only looks at the first filled cell; {@link repeatsHeader} looks at all. */
function beginsLikeHeader(cells: readonly Cell[], sheet: Sheet): boolean {
  const first = cells.find((cell) => cell !== null && cell !== '')
  return typeof first === 'string' && sheet.headerTexts.has(spacelessTextOf(first))
}

/** The text of a row in which one thing is written, perhaps over several merged cells; else null. */
function onlyText(cells: readonly Cell[]): { text: string; places: number } | null {
  const texts = cells.map(spacelessTextOf).filter((text) => text !== '')
  return texts.length > 0 && texts.every((text) => text === texts[0])
    ? { text: texts[0]!, places: texts.length }
    : null
}

/** A row that has none of these is a numbered line that nobody filled in. */
const PERSONAL: readonly ColumnMeaning[] = ['name', 'idNumber', 'birthDate', 'sex', 'relation', 'phone']
