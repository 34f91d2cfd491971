import { HEAD } from '../households/relation.ts'
import { type SheetRow, spacelessTextOf, textOf } from './cell.ts'
import { listsMembers, normalTitle } from './columns.ts'
import { looksLikeIdNumber } from './id-cell.ts'
import type { ColumnGuess } from './mapping.ts'
import { readRelation, readTick } from './person-cells.ts'
import { relationToNamed } from './relation-through.ts'

/**
 * In a register of heads alone (户主, 户主身份证号) the head is the person of the row; beside members' names the columns of
 * the head are about somebody else.
 */
export function leaveWhatIsOfHeads(guesses: ColumnGuess[], sample: readonly SheetRow[]): void {
  const head = guesses.find(({ meaning }) => meaning === 'headName')
  if (head && head.because !== 'chosen' && holdsTicks(head.column, sample)) {
    const isAsked = guesses.some(({ meaning }) => meaning === 'relation')
    Object.assign(head, { meaning: isAsked ? 'ignored' : 'relation', confidence: 0.8, because: 'content' })
    return
  }
  if (!guesses.some(({ meaning }) => meaning === 'name')) {
    if (head?.because === 'title' && guesses.some(({ meaning }) => meaning === 'idNumber'))
      Object.assign(head, { meaning: 'name', confidence: 0.75, because: 'content' })
    return
  }
  for (const guess of guesses) {
    if (guess.because.endsWith('title') && /^户主.*(证|电话|手机|性别|出生)/.test(normalTitle(guess.title)))
      Object.assign(guess, { meaning: 'ignored', confidence: 0.8 })
  }
}

/**
 * Beside the name of the head 家庭成员 may list everybody else in one cell (苏秋静（妻）、郭子旭（子）): nobody's name, and the
 * person of the row is the head.
 */
export function leaveListsOfMembers(guesses: ColumnGuess[], sample: readonly SheetRow[]): void {
  const list = guesses.find(({ meaning, title }) => meaning === 'name' && listsMembers(title))
  if (!list || list.because === 'chosen' || !guesses.some(({ meaning }) => meaning === 'headName')) return
  const texts = sample.map(({ cells }) => textOf(cells[list.column])).filter((text) => text !== '')
  const several = texts.filter((text) =>
    SEVERAL_NAMES.test(text.slice(0, 100).replace(/[(（][^)）]*[)）]/g, '、')),
  )
  if (several.length >= texts.length * 0.2 && several.length > 0)
    Object.assign(list, { meaning: 'ignored', confidence: 0.8, because: 'content' })
}

/**
 * The number of the head beside everybody of the household (户主身份证号) gathers them where neither a number of the household
 * nor the head's name does.
 */
export function gatherByHeadsNumber(guesses: ColumnGuess[], sample: readonly SheetRow[]): void {
  if (guesses.some(({ meaning }) => meaning === 'householdNumber' || meaning === 'headName')) return
  const number = guesses.find(
    ({ meaning, because, title }) =>
      meaning === 'ignored' && because !== 'chosen' && /^户主.*(身份|证件)/.test(normalTitle(title)),
  )
  const own = guesses.find(({ meaning }) => meaning === 'idNumber')
  if (!number || !own) return
  const rows = sample.filter(({ cells }) => looksLikeIdNumber(cells[own.column]))
  const heads = rows.map(({ cells }) => spacelessTextOf(cells[number.column]))
  const isAmong = rows.some(({ cells }, at) => heads[at] === spacelessTextOf(cells[own.column]))
  if (isAmong && heads.every((head) => looksLikeIdNumber(head)) && new Set(heads).size < heads.length)
    Object.assign(number, { meaning: 'householdNumber', confidence: 0.75, because: 'content' })
}

/** 签约人（户主） beside 家庭成员姓名 is the head, whose family stands below the other. */
export function findHeadBesideMembers(guesses: ColumnGuess[]): void {
  const names = guesses.filter(({ meaning, because }) => meaning === 'name' && because === 'title')
  const head = names.find(({ title }) => /户主/.test(title))
  const isBeside = names.some((name) => name !== head && listsMembers(name.title))
  if (head && isBeside && !guesses.some(({ meaning }) => meaning === 'headName'))
    Object.assign(head, { meaning: 'headName' })
}

/** 苏秋静、郭子旭; 苏秋静（妻） 郭子旭（子）; a blank inside one name is not between two. */
const SEVERAL_NAMES = /[\u4e00-\u9fff]{2} *[、,，;；\n\dX]+ *[\u4e00-\u9fff]{2}/

/** 户主 with 是 and 否 below it asks who is the head. */
function holdsTicks(column: number, sample: readonly SheetRow[]): boolean {
  const cells = sample.map(({ cells }) => cells[column] ?? null).filter((cell) => textOf(cell) !== '')
  return cells.length > 0 && cells.every((cell) => typeof readTick(cell) === 'boolean')
}

/** 备注 below which every word is what somebody is to the head, 户主 among them, where no column asks for it. */
export function findRelationInRemarks(guesses: ColumnGuess[], sample: readonly SheetRow[]): void {
  const remarks = guesses.find(({ meaning, because }) => meaning === 'remarks' && because === 'title')
  if (!remarks || guesses.some(({ meaning }) => meaning === 'relation')) return
  const found = sample
    .map(({ cells }) => cells[remarks.column])
    .filter((cell) => textOf(cell) !== '')
    .map((cell) =>
      readTick(cell) === undefined ? (relationToNamed(cell)?.relation ?? readRelation(cell)) : undefined,
    )
  if (found.length >= 3 && found.includes(HEAD) && found.every((relation) => relation && relation !== '80'))
    Object.assign(remarks, { meaning: 'relation', confidence: 0.75, because: 'content' })
}
