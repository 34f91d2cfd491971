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

/** What there is of a service. */
export type EvidenceSeen = { kinds: ReadonlySet<EvidenceKind>; minutes: number | null }

/** What a service lacks by the policy, in words; null when it has what is asked. */
export function evidenceMissing(
  { form, mode, service = null }: { form: string; mode: ServiceMode; service?: string | null },
  { kinds, minutes }: EvidenceSeen,
  { rules }: EvidencePolicy,
): string | null {
  const missing = rules
    .filter((rule) => rule.form === form && rule.mode === mode && (rule.service ?? service) === service)
    .flatMap(({ anyOf, leastMinutes }) => [
      ...(anyOf.length > 0 && !anyOf.some((kind) => kinds.has(kind))
        ? [anyOf.map((kind) => evidenceKinds[kind]).join('或')]
        : []),
      ...(leastMinutes !== null && (minutes === null || minutes < leastMinutes)
        ? [`服务时长满${leastMinutes}分钟`]
        : []),
    ])
  return missing.length === 0 ? null : `缺少${missing.join('、')}`
}

/** 超过补录期限: whether a service of a day can no longer be recorded. */
export function isLocked(
  performedOn: LocalDate,
  today: LocalDate,
  { lockedAfterDays }: EvidencePolicy,
): boolean {
  return lockedAfterDays !== null && daysBetween(performedOn, today) > lockedAfterDays
}
