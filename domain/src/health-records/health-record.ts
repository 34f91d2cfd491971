import { addMonths, type LocalDate } from '../days/local-date.ts'

/** Why a health record is no longer kept (档案终止). Source: public-health-spec.md §2.2; code-lists.md §4. */
export const closingReasons = {
  death: '死亡',
  moved: '迁出',
  lost: '失访',
  other: '其他',
} as const

export type ClosingReason = keyof typeof closingReasons

/** Reasons that somebody states about the record itself; death and moving out follow from what is known of the person. */
export const statedClosingReasons = ['lost', 'other'] as const satisfies readonly ClosingReason[]

/** One resident's health record (居民健康档案): when it was opened and, where it ended, when and why. */
export type HealthRecord = {
  openedOn: LocalDate
  /** First day on which it is no longer kept, as somebody stated it. */
  closedOn: LocalDate | null
  closedBecause: ClosingReason | null
  /** The last service that was written into it; null before the first. */
  lastActiveOn: LocalDate | null
}

/** What ends a record by itself. */
type EndOfStay = { diedOn: LocalDate | null; movedOutOn: LocalDate | null }

/** 在管有动态记录 · 在管无动态记录（“死档”） · 已终止. */
export type HealthRecordStatus = 'live' | 'dormant' | 'closed'

export const healthRecordStatuses: Record<HealthRecordStatus, string> = {
  live: '动态使用',
  dormant: '无动态记录',
  closed: '已终止',
}

export type Standing =
  | { status: 'live' | 'dormant' }
  | { status: 'closed'; since: LocalDate; because: ClosingReason }

/**
 * Where a record stands on a day. Live: a service was written into it within so many months up to the day (有动态记录).
 * Source of the twelve months: public-health-spec.md §17 recordUseRate; policy `health-records`.
 */
export function standingOn(
  day: LocalDate,
  record: HealthRecord,
  stay: EndOfStay,
  { activeWithinMonths }: { activeWithinMonths: number },
): Standing {
  const closing = closingOn(day, record, stay)
  if (closing) return closing
  const { lastActiveOn } = record
  const isLive = lastActiveOn !== null && lastActiveOn > addMonths(day, -activeWithinMonths)
  return { status: isLive ? 'live' : 'dormant' }
}

/** The earliest of what ended it; a death is told even after something else had closed the record. */
function closingOn(
  day: LocalDate,
  { closedOn, closedBecause }: HealthRecord,
  { diedOn, movedOutOn }: EndOfStay,
): Extract<Standing, { status: 'closed' }> | null {
  if (diedOn !== null && day >= diedOn) return { status: 'closed', since: diedOn, because: 'death' }
  if (movedOutOn !== null && day >= movedOutOn)
    return { status: 'closed', since: movedOutOn, because: 'moved' }
  if (closedOn !== null && day >= closedOn)
    return { status: 'closed', since: closedOn, because: closedBecause ?? 'other' }
  return null
}

/** The forms that make a record exist: the newborn's home visit holds a child's basic data. Source: §2.2. */
export const openingForms: readonly string[] = ['personal-information', 'newborn-home-visit']

export type HealthRecordRefusal =
  | { code: 'record-day-in-future' }
  | { code: 'record-before-birth'; birthDate: LocalDate }
  | { code: 'record-open-already'; openedOn: LocalDate }
  | { code: 'record-not-open' }
  | { code: 'record-closed-already'; because: ClosingReason; since: LocalDate }
  | { code: 'record-not-closed' }
  | { code: 'record-ended-with-person'; because: 'death' | 'moved' }
  | { code: 'record-before-opening'; openedOn: LocalDate }
  | { code: 'record-kept-there-already' }

export type HealthRecordAct =
  | { act: 'open'; on: LocalDate }
  | { act: 'close'; on: LocalDate }
  | { act: 'reopen'; on: LocalDate }
  | { act: 'move'; on: LocalDate; villageCode: number }

/** Why something cannot be done with a record; null when it can. */
export function whyCannot(
  act: HealthRecordAct,
  person: EndOfStay & { birthDate: LocalDate; villageCode: number },
  record: HealthRecord | null,
  today: LocalDate,
): HealthRecordRefusal | null {
  if (act.on > today) return { code: 'record-day-in-future' }
  if (act.on < person.birthDate) return { code: 'record-before-birth', birthDate: person.birthDate }
  if (act.act === 'open') {
    if (record !== null) return { code: 'record-open-already', openedOn: record.openedOn }
    return endedWithPerson(act.on, person)
  }
  if (record === null) return { code: 'record-not-open' }
  if (act.on < record.openedOn) return { code: 'record-before-opening', openedOn: record.openedOn }
  const closing = closingOn(today, record, person)
  if (act.act === 'reopen') {
    if (closing === null) return { code: 'record-not-closed' }
    if (closing.because === 'death' || closing.because === 'moved')
      return { code: 'record-ended-with-person', because: closing.because }
    return act.on < closing.since ? { code: 'record-before-opening', openedOn: closing.since } : null
  }
  if (closing) return { code: 'record-closed-already', because: closing.because, since: closing.since }
  if (act.act === 'move' && act.villageCode === person.villageCode)
    return { code: 'record-kept-there-already' }
  return null
}

function endedWithPerson(on: LocalDate, { diedOn, movedOutOn }: EndOfStay): HealthRecordRefusal | null {
  if (diedOn !== null && on >= diedOn) return { code: 'record-ended-with-person', because: 'death' }
  if (movedOutOn !== null && on >= movedOutOn) return { code: 'record-ended-with-person', because: 'moved' }
  return null
}

type Words = {
  [Code in HealthRecordRefusal['code']]: (refusal: Extract<HealthRecordRefusal, { code: Code }>) => string
}

const refusalWords: Words = {
  'record-day-in-future': () => '日期不能晚于今天。',
  'record-before-birth': ({ birthDate }) => `日期早于出生日期 ${birthDate}，请核对。`,
  'record-open-already': ({ openedOn }) => `这位居民已于 ${openedOn} 建档，一人只建一份档案。`,
  'record-not-open': () => '这位居民还没有建立健康档案，请先建档。',
  'record-closed-already': ({ because, since }) =>
    `这份档案已于 ${since} 因${closingReasons[because]}终止，如有误请先恢复。`,
  'record-not-closed': () => '这份档案没有终止，不需要恢复。',
  'record-ended-with-person': ({ because }) =>
    because === 'death'
      ? '该居民已登记死亡，档案随之终止；登记有误请先撤销死亡登记。'
      : '该居民已登记迁出，档案随之终止；迁回请在人口变动中登记迁入。',
  'record-before-opening': ({ openedOn }) => `日期不能早于 ${openedOn}。`,
  'record-kept-there-already': () => '这份档案就在所选的卫生室管理，不需要迁移。',
}

export function healthRecordRefusalWords(refusal: HealthRecordRefusal): string {
  return (refusalWords[refusal.code] as (refusal: HealthRecordRefusal) => string)(refusal)
}
