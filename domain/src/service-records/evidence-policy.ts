import type { LocalDate } from '../days/local-date.ts'
import { daysBetween } from '../days/local-date.ts'
import type { ServiceMode } from './service-mode.ts'

/** What can stand for a service that was given (服务凭证). */
export const evidenceKinds = {
  place: '定位',
  photo: '现场照片',
  signature: '居民签名',
  card: '出示本人的身份证或服务卡',
  confirmed: '居民确认（链接或确认码）',
} as const
export type EvidenceKind = keyof typeof evidenceKinds

/** What a form in a mode has to have: any one of `anyOf`, and so many minutes. */
export type EvidenceRule = {
  form: string
  /** Of the general sheet the service that it names; every service where left out. */
  service?: string | null
  mode: ServiceMode
  anyOf: readonly EvidenceKind[]
  /** Minutes from beginning to end; null where it is not asked for. */
  leastMinutes: number | null
}

export type EvidencePolicy = {
  rules: readonly EvidenceRule[]
  /** 补录期限: days after a service from which it can no longer be recorded; null where a county does not lock. */
  lockedAfterDays: number | null
}

/** No document names evidence or a lock: a county decides. */
export const defaultEvidencePolicy: EvidencePolicy = { rules: [], lockedAfterDays: null }

/** 超过补录期限: whether a service of a day can no longer be recorded. */
export function isLocked(
  performedOn: LocalDate,
  today: LocalDate,
  { lockedAfterDays }: EvidencePolicy,
): boolean {
  return lockedAfterDays !== null && daysBetween(performedOn, today) > lockedAfterDays
}
