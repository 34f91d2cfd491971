import { type Cell, isBlankRow, type SheetRow, spacelessTextOf, textOf } from './cell.ts'
import type { ColumnMeaning } from './columns.ts'
import { isFoot, type RegisterHeader, repeatsHeader } from './header.ts'
import { looksLikeIdNumber } from './id-cell.ts'
import { residencyOfList } from './person-cells.ts'
import { groupOfTitle, placeOfAddress, readAddress, readGroup, villageOfTitle } from './place-cell.ts'
import { populationOfList, populationOfSheet } from './population-cell.ts'
import type { Sheet, SheetState } from './sheet.ts'

/** A line of its own above the people it speaks of: 第3村民小组, 一组：. */
const SECTION = /^第?(\d{1,3}|[一二三四五六七八九十]{1,3})(村民|居民)?(小组|组|社|队)[:：]?$/
/** The same with the name of the group: 上湾组. */
const NAMED_SECTION = /^(?!.*(领导|工作|服务|党|总))[\u4e00-\u9fff]{1,4}(村民|居民)?(小组|组|队|屯)[:：]?$/
const isNotBelowNames = ({ places }: { places: number }, cells: readonly Cell[], sheet: Sheet) =>
  places > 1 || textOf(cells[sheet.columnOf('name')]) === ''

/** One above the people of a household: 第1户, 户主：王强. */
const HOUSEHOLD_LINE = /^(户主|家庭|第?\d+户)(姓名)?[:：].*$|^第(\d{1,4}|[一二三四五六七八九十百零]{1,5})户$/

/** Below a header its columns may be numbered (1, 2, 3; （1）, （2）; 甲, 乙, 1, 2), and an example may show how to fill a row in (例, 示例). */
function isGuide(cells: readonly Cell[], nameColumn: number): boolean {
  const first = cells.find((cell) => cell !== null && cell !== '')
  if (typeof first === 'string' && EXAMPLE.test(spacelessTextOf(first))) return true
  if (typeof first === 'string' && STEMS.includes(spacelessTextOf(first))) {
    const stems = cells.map(spacelessTextOf).filter((text) => text !== '' && !COLUMN_NUMBER.test(text))
    if (stems.length >= 2 && STEMS.startsWith(stems.join(''))) return true
  }
  const name = cells[nameColumn]
  if (typeof name !== 'number' && !(typeof name === 'string' && /\d/.test(name))) return false
  if (!COLUMN_NUMBER.test(spacelessTextOf(name))) return false
  const texts = cells.map(spacelessTextOf).filter((text) => text !== '')
  const numbers = texts.filter((text) => COLUMN_NUMBER.test(text)).map((text) => Number(/\d+/.exec(text)![0]))
  const begins = texts.length - numbers.length
  return numbers.length >= 3 && begins <= 2 && numbers.every((number, at) => number === numbers[0]! + at)
}
/** What a line right below the header tells of how to fill the columns in, or what they are: 18位, 男/女, 必填, varchar(20), 个人信息. */
function isHint(row: SheetRow, sheet: Sheet, header: RegisterHeader | null): boolean {
  if (row.sheetRow !== (header?.to ?? 0) + 1) return false
  const number = spacelessTextOf(row.cells[sheet.columnOf('idNumber')])
  return !/\d{6}/.test(number) && row.cells.filter((cell) => HINT.test(spacelessTextOf(cell))).length >= 2
}
const HINT =
  /必填|选填|填写|格式|\d+位|一致|^如[:：]?.|^例如|下拉|^男[/、或]女$|^是[/、或]否$|^n?(var)?char2?(\(\d+\))?$|(信息|情况)$/
const EXAMPLE =
  /^[(（【]?(填写|填表)?(示例|样例|范例|例如|例)(\d*[)）】:：]*|[:：].*)$|^[(（【](填写|填表)?(示例|样例|范例|例)\d*[)）】]/
const STEMS = '甲乙丙丁戊己庚辛壬癸'
const COLUMN_NUMBER = /^[(（]?\d{1,2}[)）]?$/

/** The title of a card or a list, printed again above each household. */
const TITLE_AGAIN =
  /(登记[卡表册]|信息[卡表]|情况[卡表]|名册|名单|台账|一览表)(\(?(续[表页]?\d*|第\d{1,4}页.{0,8})\)?)?$/

/**
 * A line of labels, each with its value beside it, above the people of a card: 户主 | 王强 | 住址 | 东岭村5组2号. Asked of every
 * row, so it looks at the first filled cell first.
 */
function labelledLine(cells: readonly Cell[]): { address: Cell } | null {
  const first = cells.find((cell) => cell !== null && cell !== '')
  if (typeof first !== 'string' || !LABEL.test(spacelessTextOf(first))) return null
  const labels = cells.flatMap((cell, column) => (LABEL.test(spacelessTextOf(cell)) ? [column] : []))
  const filled = cells.filter((cell) => textOf(cell) !== '')
  const isNumber = /^户号/.test(spacelessTextOf(first)) && filled.length === 2 && saysNumber(filled[1]!)
  const isAddress = /址[:：]?$/.test(spacelessTextOf(first)) && filled.length === 2 && labels.length === 1
  if (labels.length < 2 && !isNumber && !isAddress) return null
  const at = labels.find((column) => /址/.test(spacelessTextOf(cells[column])))
  return { address: at === undefined ? null : (cells[at + 1] ?? null) }
}
const saysNumber = (cell: Cell) => /^\d+$/.test(spacelessTextOf(cell))
const LABEL = /^(户主(姓名|身份证号?码?|电话)?|户号|(家庭|现)?(住址|地址)|(联系)?电话|家庭人口)[:：]?$/

/** A line of labels with their values, as above each page: 村：石桥村 | 组：2组 | 填表人：李红. */
function placeOfLabels(cells: readonly Cell[]): PlaceAbove | null {
  const first = cells.find((cell) => cell !== null && cell !== '')
  if (typeof first !== 'string' || !/[:：]/.test(first)) return null
  const texts = cells.map(spacelessTextOf).filter((text) => text !== '')
  if (texts.length < 2 || !texts.every((text) => /^[^\d:]{1,8}:|^\d{4}[年.\-/]\d{1,2}(?!\d)/.test(text)))
    return null
  if (texts.some((text) => /\d{17}[\dX]/i.test(text))) return null
  const values = texts.map((text) => text.replace(/^[^:]*:/, ''))
  const village = values.map(villageOfTitle).find((found) => found !== null) ?? null
  const group = values.map((value) => placeOfAddress(value).group).find((found) => found !== null) ?? null
  const address = texts.find((text) => /^[^:]*址:/.test(text))?.replace(/^[^:]*:/, '') || null
  return { village, group, address }
}

/** What a line above people says of the place where they live. */
type PlaceAbove = { village: string | null; group: string | null; address: string | null }

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
  if (isGuide(cells, sheet.columnOf('name')) || isHint(row, sheet, header)) return true
  const labelledPlace = placeOfLabels(cells)
  if (labelledPlace) {
    enter(labelledPlace, state)
    return true
  }
  if (isFoot(cells, sheet.columnOf('name'), sheet.columnOf('idNumber'))) return true
  const labelled = labelledLine(cells)
  if (labelled) {
    enter({ ...placeOfAddress(labelled.address), address: null }, state)
    endHousehold(state)
    state.sectionAddress = readAddress(labelled.address)
    return true
  }
  const line = onlyText(cells)
  const only = withoutNumber(line)
  // What stands alone behind the names goes on from the row above.
  const isLine = line !== null && cells.findIndex((cell) => textOf(cell) !== '') <= sheet.columnOf('name')
  const namesSome = isLine && !!only && enterList(only.text, BEGINS_SECTION.test(line.text), sheet, state)
  const residency = only && residencyOfList(only.text)
  if (residency !== null) {
    state.sectionResidency = residency
    endHousehold(state)
    return true
  }
  const village = only && villageOfTitle(only.text)
  if (only && (TITLE_AGAIN.test(only.text) || village !== null)) {
    enter(
      { village, group: groupOfTitle(only.text) ?? placeOfAddress(only.text).group, address: null },
      state,
    )
    if (!TITLE_AGAIN.test(only.text)) endHousehold(state)
    return true
  }
  if (only && HOUSEHOLD_LINE.test(only.text)) {
    state.householdsAreMarked = true
    endHousehold(state)
    return true
  }
  const isNamed = only !== null && NAMED_SECTION.test(only.text) && isNotBelowNames(only, cells, sheet)
  if (only && (SECTION.test(only.text) || isNamed)) {
    state.sectionGroup = isNamed
      ? readGroup(only.text)
      : (placeOfAddress(only.text).group ?? state.sectionGroup)
    endHousehold(state)
    return true
  }
  if (namesSome) return true
  const isNameOnly = only?.places === 1 && spacelessTextOf(cells[sheet.columnOf('name')]) === only.text
  const isNumberOnly = only?.places === 1 && looksLikeIdNumber(cells[sheet.columnOf('idNumber')])
  if (only && !isNumberOnly && !(isNameOnly && /^\D{1,20}$/.test(only.text))) return true
  return !PERSONAL.some((meaning) => {
    const column = sheet.columnOf(meaning)
    return column >= 0 && textOf(cells[column]) !== ''
  })
}

/**
 * What a line says of the place counts for the people below it. The title of the same village printed again on the next page
 * ends no household.
 */
function enter(place: PlaceAbove, state: SheetState): void {
  const { sectionVillage: village, sectionGroup: group } = state
  state.sectionVillage = place.village ?? village
  state.sectionGroup = place.group ?? (state.sectionVillage === village ? group : null)
  if (place.address === null && state.sectionVillage === village && state.sectionGroup === group) return
  endHousehold(state)
  state.sectionAddress = place.address
  state.above = []
}

const BEGINS_SECTION = /^([一二三四五六七八九十]{1,3}[、.．]|以下)/
/** A list of everybody is of no population. */
const OF_EVERYBODY = /居民|村民|人口|全员|全村/
/** People of some kind, though of no population: 一般居民, 其他人员. A shorter one may be a name. */
const LEAST_OF_A_KIND = 4
const KIND = /(居民|村民|人口|人员|人群|群众|对象|户|其[他它])[:：]?$/

/**
 * Of which population those below a line are: 一、高血压患者, or 东岭村糖尿病患者名册 below another list.
 * @returns whether it speaks of people of some kind, and is nobody's name.
 */
function enterList(text: string, begins: boolean, sheet: Sheet, state: SheetState): boolean {
  if (/^(以上|上述|其中|备?注|含)/.test(text)) return false
  const whom = text.replace(/^以下[均都全]?[为是]?/, '').replace(/:$/, '')
  const population = begins ? populationOfSheet(whom) : populationOfList(whom)
  const isKind = begins || (KIND.test(text) && text.length >= LEAST_OF_A_KIND)
  if (population !== null) {
    if (state.list?.population !== population) state.list = { population, words: text, isDoubtful: false }
  } else if (TITLE_AGAIN.test(text)) state.list = OF_EVERYBODY.test(text) ? null : state.list
  else if (isKind) state.list = sheet.listOf
  return population !== null || isKind
}

function endHousehold(state: SheetState): void {
  state.current = null
  state.sectionAddress = null
}

/** Asked of every row, so it only looks at the first filled cell; {@link repeatsHeader} looks at all. */
function beginsLikeHeader(cells: readonly Cell[], sheet: Sheet): boolean {
  const first = cells.find((cell) => cell !== null && cell !== '')
  return typeof first === 'string' && sheet.headerTexts.has(spacelessTextOf(first))
}

/** The text of a row in which one thing is written, perhaps over several merged cells; else null. */
function onlyText(cells: readonly Cell[]): { text: string; places: number } | null {
  let text = ''
  let places = 0
  for (const cell of cells) {
    const here = spacelessTextOf(cell)
    if (here === '') continue
    if (places > 0 && here !== text) return null
    text = here
    places++
  }
  return places > 0 ? { text, places } : null
}

/** A line of its own is often numbered, and says how many follow and who leads them: 一、第一村民小组（共2户3人）, 一组 组长：李四. */
function withoutNumber(only: { text: string; places: number } | null): typeof only {
  if (only === null) return only
  const section = /^([^(（]{2,12}?)([(（]|[组队社]长[:：])/.exec(only.text)?.[1]
  if (section && SECTION.test(section)) return { ...only, text: section }
  if (!/^第?(\d{1,2}|[一二三四五六七八九十]{1,3})[、.．]|[(（]共?\d+[户人]/.test(only.text)) return only
  const text = only.text
    .replace(/^(\d{1,2}|[一二三四五六七八九十]{1,3})[、.．]/, '')
    .replace(/[(（]共?\d+[户人].*$/, '')
  return { ...only, text }
}

/** A row that has none of these is a numbered line that nobody filled in. */
const PERSONAL: readonly ColumnMeaning[] = ['name', 'idNumber', 'birthDate', 'sex', 'relation', 'phone']
