import type { LocalDate } from '../days/local-date.ts'
import { HEAD } from '../households/relation.ts'
import { type Cell, saysNothing, spacelessTextOf, textOf } from './cell.ts'
import type { CellsByMeaning, Find } from './cells-by-meaning.ts'
import { readDate } from './date-cell.ts'
import {
  isDeadByRelation,
  type RegisterResidency,
  readRelation,
  readResidency,
  readTick,
} from './person-cells.ts'
import type { RegisterPerson } from './person-row.ts'
import { readRemarks } from './place-cell.ts'

/** 已故, 死亡（2026.3）, 2024年5月去世, 已迁出至县城; not 丈夫去世, which is somebody else. */
const SAYS_GONE =
  /^(本人|户[口籍]|已经?|于|因[^，。；,;子女儿孙夫妻父母兄弟姐妹家]{1,6}?|车祸|意外|\d{2,4}[年.\-/](\d{1,2}[月.\-/]?)?(\d{1,2}[日号]?)?){0,3}(死亡?|[去过仙]逝|去世|亡故?|病故|病逝|过世|身故|殁|故去?|迁出|搬走|迁走|销户|注销|出嫁|外嫁|嫁出|嫁人|嫁(?=[了到往至（(，,]|$))(了|[（(，,。；;至到\d注销].*)?$/

/** The remark of a row. One alone that says that somebody is gone is said, for whom it means only a reader knows. */
export function remarksOf(row: CellsByMeaning, isSaidGone: boolean, find: Find): string | null {
  const remarks = row.all('remarks').map((cell) => readRemarks(cell))
  // 户主，已故 of a member is said of the head.
  const own = readRelation(row.cell('relation')) === HEAD ? /^户主[，,、]?/ : /^$/
  const gone = remarks.findIndex(
    (remark) => remark !== null && SAYS_GONE.test(spacelessTextOf(remark).replace(own, '')),
  )
  if (gone >= 0 && !isSaidGone)
    find('remarks', { code: 'remark-says-gone', remark: remarks[gone]! }, row.columns('remarks')[gone])
  return remarks.find((remark) => remark !== null) ?? placeAway(row.cell('awayPlace'))?.words ?? null
}

/** Below 去向 stands a place, which only who is away has, or a word as in any column that asks who lives here. */
function placeAway(cell: Cell): { residency: RegisterResidency; words: string | null } | null {
  const text = textOf(cell)
  if (saysNothing(text) || readTick(cell) === false || /^(本[地村组镇乡县]|[村镇乡](\(镇\))?内)/.test(text))
    return null
  const residency = readResidency(cell) ?? 'away'
  return { residency, words: residency === 'away' ? `去向：${text}`.slice(0, MOST_OF_A_PLACE) : null }
}
const MOST_OF_A_PLACE = 100

/** True of a cell below 死亡日期 or 迁出日期 that holds a date, however rough, or a tick. */
function saysHappened(cell: Cell, today: LocalDate): boolean {
  const date = readDate(cell, today)
  if (date.kind === 'day') return date.day > NO_DAY && date.day <= today
  if (date.kind === 'partial') return date.shortYear === true || date.year > 1900
  const residency = readResidency(cell)
  return (
    date.kind === 'ambiguous' || readTick(cell) === true || residency === 'dead' || residency === 'moved-out'
  )
}
/** What systems write for no day, as they do 2099-12-31 and 1900-01-00. */
const NO_DAY = '1900-01-01'

/** 外出务工, 在苏州打工, 长期在外; not 儿子外出, which is somebody else, nor 在镇上打工, which is no farther than the day's way. */
const SAYS_AWAY =
  /^(本人|全家|长期|常年|现|已)*((外出|在外|在?外地)(务工|打工|工作|上学|经商|居住|地|人员)*|[在去到][^子女儿孙夫妻父母兄弟家本村组社镇乡县校附近当地]{1,5}(打工|务工))([（(，,。；;至到\d].*)?$/

/** Of several columns about where somebody lives (常住类型, 档案状态) the gravest word counts. */
const GRAVEST = ['dead', 'moved-out', 'away', 'resident'] as const

/**
 * Where somebody lives: from the columns that ask, else from a note beside the name (外出) or a remark that says nothing
 * else, or from what is said of all. A note that somebody has died or moved out is said as if its column did.
 */
export function livingOf(
  row: CellsByMeaning,
  note: string | null,
  ofAll: RegisterResidency | null,
  today: LocalDate,
  find: Find,
): Pick<RegisterPerson, 'isAway' | 'saysWhereLiving'> & { isSaidByNote: boolean; isGone: boolean } {
  const isAsked = row.has('residency') || row.has('away')
  const noted = note === null ? undefined : readResidency(note)
  if (noted === 'dead') find('name', { code: 'resident-dead' })
  if (noted === 'moved-out') find('name', { code: 'resident-moved-out' })
  const isNotedDead = isDeadByRelation(row.cell('relation'))
  if (isNotedDead) find('relation', { code: 'resident-dead' })
  const hasDied = saysHappened(row.cell('deathDate'), today)
  const hasMovedOut = saysHappened(row.cell('movedOutDate'), today)
  if (hasDied) find('deathDate', { code: 'resident-dead' })
  if (hasMovedOut) find('movedOutDate', { code: 'resident-moved-out' })
  const residencies = row.all('residency').map((cell) => readResidency(cell))
  const residency = GRAVEST.find((what) => residencies.includes(what))
  const columnOf = (what: RegisterResidency | undefined) =>
    row.columns('residency')[residencies.indexOf(what)]
  const isUnanswered = residencies.every((said) => said === null) && textOf(row.cell('away')) === ''
  const isRemarkedAway = row.all('remarks').some((cell) => SAYS_AWAY.test(spacelessTextOf(cell)))
  const away = readResidency(row.cell('away'), true)
  const place = row.has('awayPlace') ? placeAway(row.cell('awayPlace'))?.residency : null
  if (place === 'dead') find('awayPlace', { code: 'resident-dead' })
  if (place === 'moved-out') find('awayPlace', { code: 'resident-moved-out' })
  // 终止 beside 死亡 is no riddle.
  const isGone = residency === 'dead' || residency === 'moved-out'
  if (residencies.includes(undefined) && !isGone)
    find('residency', { code: 'residency-unknown' }, columnOf(undefined))
  if (away === undefined) find('away', { code: 'residency-unknown' })
  const [dead, movedOut] = ['dead', 'moved-out'].map((what) =>
    residency === what ? 'residency' : away === what ? 'away' : null,
  )
  if (dead) find(dead, { code: 'resident-dead' }, dead === 'residency' ? columnOf('dead') : undefined)
  if (movedOut)
    find(
      movedOut,
      { code: 'resident-moved-out' },
      movedOut === 'residency' ? columnOf('moved-out') : undefined,
    )
  const isAway = residency === 'away' || away === 'away'
  const isAwayByWords =
    isUnanswered && (noted === 'away' || isRemarkedAway || place === 'away' || ofAll === 'away')
  const isGoneByNote = noted === 'dead' || noted === 'moved-out'
  const isGoneByPlace = place === 'dead' || place === 'moved-out'
  const isGoneByRow =
    isGoneByNote || isNotedDead || isGoneByPlace || hasDied || hasMovedOut || !!dead || !!movedOut
  const isGoneByTitle = !isGoneByRow && isUnanswered && (ofAll === 'dead' || ofAll === 'moved-out')
  if (isGoneByTitle) find('residency', { code: ofAll === 'dead' ? 'resident-dead' : 'resident-moved-out' })
  return {
    isGone: isGoneByRow || isGoneByTitle,
    isAway: isAway || isAwayByWords,
    saysWhereLiving: isAsked || isAwayByWords,
    isSaidByNote: isGoneByNote || (noted === 'away' && (isAway || isAwayByWords)),
  }
}
