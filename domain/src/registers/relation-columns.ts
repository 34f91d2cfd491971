import { HEAD } from '../households/relation.ts'
import { type SheetRow, spacelessTextOf, textOf } from './cell.ts'
import { type ColumnMapping, normalTitle } from './columns.ts'
import { looksLikeIdNumber } from './id-cell.ts'
import type { ColumnGuess } from './mapping.ts'
import { isNoName, readRelation } from './person-cells.ts'
import { shapelessNumber } from './place-cell.ts'

/** 与申请人关系, 成员与承包方代表关系: whom the people of the list are related to. */
const TO_WHOM = /^(?:家庭)?(?:成员)?[与和跟同](?:家庭)?(.{2,8}?)[的之]?关系$/
/** Beside whom stands what he is to the person of the row. */
const BESIDE = /联系人|监护|家属|紧急|照护|照料|护理|陪护|代办|申报/

/**
 * 与申请人关系 is the relation to the head where somebody is 本人 or 户主 in it, and a column 申请人 names the same person
 * there: then that is the head. Not where the title speaks of the person of the row (与患者关系) or of whom to call.
 */
export function findRelationToWhom(guesses: ColumnGuess[], sample: readonly SheetRow[]): void {
  const names = guesses.filter(({ meaning }) => meaning === 'name')
  // 申请人姓名 is like a title of names, 家庭成员姓名 is one.
  const name = names.find(({ because }) => because !== 'similar-title') ?? names[0]
  if (!name || guesses.some(({ meaning }) => meaning === 'relation')) return
  for (const guess of guesses) {
    const whom = guess.because === 'chosen' ? undefined : TO_WHOM.exec(normalTitle(guess.title))?.[1]
    if (!whom) continue
    const about = guesses.filter((one) => one !== guess && normalTitle(one.title).startsWith(whom))
    const named = about.find(({ title }) => normalTitle(title).replace(/(姓名|名字)$/, '') === whom)
    const rows = sample.filter(({ cells }) => textOf(cells[guess.column]) !== '')
    const relations = rows.map(({ cells }) => readRelation(cells[guess.column]))
    const heads = rows.filter((_, at) => relations[at] === HEAD)
    const areWords = relations.filter((relation) => relation != null).length >= rows.length * 0.8
    const isHead = ({ cells }: SheetRow) =>
      named !== undefined && spacelessTextOf(cells[named.column]) === spacelessTextOf(cells[name.column])
    const fits = about.length === 0 || (named !== undefined && named !== name && heads.every(isHead))
    if (heads.length === 0 || !areWords || !fits) continue
    Object.assign(guess, { meaning: 'relation', confidence: 0.75, because: 'content' })
    if (named && !guesses.some(({ meaning }) => meaning === 'headName'))
      Object.assign(named, { meaning: 'headName', confidence: 0.75, because: 'content' })
    return
  }
}

/** 关系 and 与本人关系 behind 联系人 or 监护人 is theirs to the person, unless somebody is 户主 or 本人 in it. */
export function leaveRelationsOfOthers(guesses: ColumnGuess[], sample: readonly SheetRow[]): void {
  for (const guess of guesses) {
    const { column, meaning, because, title } = guess
    if (meaning !== 'relation' || because === 'chosen' || /户主|家主/.test(normalTitle(title))) continue
    const before = guesses.slice(Math.max(0, column - 2), column).map(({ title }) => normalTitle(title))
    const isBeside = before.some((text) => BESIDE.test(text)) || BESIDE.test(normalTitle(guess.group))
    const hasHead = sample.some(({ cells }) => readRelation(cells[column]) === HEAD)
    if (isBeside && !hasHead) Object.assign(guess, { meaning: 'ignored', confidence: 0.8 })
  }
}

/** Households in which the relation of the first alone is blank, of those with others in them. */
const MOST = 0.8

/**
 * True of a register in which nobody is called 户主 and the relation of whom a household begins with is left blank: 妻 and 子
 * stand below.
 */
export function areHeadsBlank(mapping: ColumnMapping, rows: readonly SheetRow[]): boolean {
  const [name, relation, number] = (['name', 'relation', 'householdNumber'] as const).map((one) =>
    mapping.indexOf(one),
  ) as [number, number, number]
  if (name < 0 || relation < 0 || mapping.includes('headName')) return false
  const people = rows.filter(
    ({ cells }) => !isNoName(spacelessTextOf(cells[name])) || cells.some(looksLikeIdNumber),
  )
  const relations = people.map(({ cells }) => readRelation(cells[relation]))
  if (relations.length < 2 || relations[0] !== null || relations.includes(HEAD)) return false
  const blanks = relations.filter((one) => one === null).length
  if (number < 0) return relations.length - blanks >= blanks
  const numbers = people.map(({ cells }) => shapelessNumber(spacelessTextOf(cells[number])))
  const begins = (at: number) => at === 0 || (numbers[at] !== '' && numbers[at] !== numbers[at - 1])
  const families = relations.flatMap((_, at) =>
    begins(at) && at + 1 < people.length && !begins(at + 1) ? [at] : [],
  )
  const blankFirst = families.filter((at) => relations[at] === null && relations[at + 1] !== null)
  return families.length > 0 && blankFirst.length >= families.length * MOST
}
