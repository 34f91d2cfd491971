import type { LocalDate } from '../days/local-date.ts'
import { groupedBy } from '../grouped-by.ts'
import type { ServiceMode } from '../service-records/service-mode.ts'
import type { CheckCode } from './authenticity-policy.ts'

/** A place as a phone gives it: degrees, and the radius in metres within which it lies. */
export type Place = { latitude: number; longitude: number; accuracyMetres: number }

/** A delivered service as the checks see it: who, whom, when, where, and what was measured — no names. */
export type ServiceSeen = {
  recordId: string
  residentId: string
  householdId: string
  staffId: string
  form: string
  /** The service that a general record names; null for a sheet of its own. */
  service: string | null
  performedOn: LocalDate
  mode: ServiceMode
  /** The server's day and time of the record. */
  recordedOn: LocalDate
  /** Minutes since midnight of the day of service, by the phone's own clock; null when it was not kept. */
  startedAtMinute: number | null
  /** By how much the phone ran ahead of the server when it was sent (behind below zero); null on the workstation. */
  clockAheadMinutes: number | null
  place: Place | null
  /** Readings of the day by what they measure (`systolicMmHg`: 138); never what was chosen from a list. */
  readings: Readonly<Record<string, number>>
}

/** What is known around a resident, apart from the services. */
export type ResidentSeen = {
  residentId: string
  diedOn: LocalDate | null
  hospitalStays: readonly Span[]
  absences: readonly Span[]
  /** Where the household lives; null when nobody has been there with a phone. */
  home: Place | null
}

/** Both days belong to it; null while the end is not known. */
export type Span = { from: LocalDate; to: LocalDate | null }

/**
 * 疑点: a question to whoever recorded the services, never a verdict. The sentence says what was seen in words that a village
 * doctor can answer.
 */
export type Question = {
  check: CheckCode
  staffId: string
  /** The services asked about, in the order they were performed; the first one names the question. */
  recordIds: readonly string[]
  sentence: string
  /** Names the question where services may still join it: asked again it is the same one. */
  about?: string
}

export function covers({ from, to }: Span, day: LocalDate): boolean {
  return from <= day && (to === null || day <= to)
}

/** Groups in the order in which their first member comes. */
export function groupsBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[][] {
  return [...groupedBy(items, key).values()]
}

export function monthAndDay(day: LocalDate): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}

export function clockText(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
}

/** 居民表示没有做过: asked of whoever recorded the service, with what the resident wrote. */
export function denialSentence(service: {
  serviceName: string
  performedOn: LocalDate
  words: string
}): string {
  const { serviceName, performedOn, words } = service
  return [
    `居民（或家人）从确认链接回答，${monthAndDay(performedOn)}的“${serviceName}”没有做过`,
    words === '' ? '。' : `，并写道：“${words}”。`,
    '请说明当时的情况，并附上能说明的记录。',
  ].join('')
}
