import { addDays, type LocalDate } from '../days/local-date.ts'
import type { AgreementDates } from './agreement.ts'

/** Why an agreement, or a member's part in it, ended early. Source: code-lists.md §5 end reason. */
export const endReasons = {
  lost: '失访',
  moved: '迁出',
  death: '死亡',
  'resident-request': '本人要求',
  transfer: '改签',
  'invoice-void': '发票作废',
  'provider-fault': '服务不到位',
  other: '其他',
} as const

export type EndReason = keyof typeof endReasons

export type TerminationRefusal =
  | { code: 'agreement-not-in-force' }
  | { code: 'ends-before-start'; startsOn: LocalDate }
  | { code: 'ends-after-term'; endsOn: LocalDate }
  | { code: 'ends-in-future'; latest: LocalDate }
  | { code: 'other-reason-needs-note' }
  | { code: 'transfer-by-its-own-step' }
  | { code: 'not-a-member'; residentId: string }
  | { code: 'member-already-left'; residentId: string }

/**
 * Why an agreement cannot end early from a day on; null when it can. The first day without cover lies within the term
 * and at most the day after today: an end that is planned further ahead would be undone by a change of mind.
 */
export function whyCannotTerminate(
  agreement: Pick<AgreementDates, 'startsOn' | 'endsOn' | 'signedOn' | 'declined' | 'terminatedOn'>,
  end: { terminatedOn: LocalDate; reason: EndReason; note: string | null },
  today: LocalDate,
): TerminationRefusal | null {
  const { startsOn, endsOn, signedOn, declined, terminatedOn } = agreement
  if (signedOn === null || declined !== null || terminatedOn !== null || today > endsOn) {
    return { code: 'agreement-not-in-force' }
  }
  if (end.reason === 'transfer') return { code: 'transfer-by-its-own-step' }
  if (end.terminatedOn < startsOn) return { code: 'ends-before-start', startsOn }
  if (end.terminatedOn > endsOn) return { code: 'ends-after-term', endsOn }
  const latest = startsOn > today ? startsOn : addDays(today, 1)
  if (end.terminatedOn > latest) return { code: 'ends-in-future', latest }
  if (end.reason === 'other' && (end.note ?? '').trim() === '') return { code: 'other-reason-needs-note' }
  return null
}

type MemberPart = { residentId: string; terminatedOn: LocalDate | null }

/**
 * Why one member cannot leave alone (成员单独退出: marriage, moving, death); null when the member can. The agreement
 * goes on for the others; when the last one leaves it ends with that day.
 */
export function whyCannotLeave(
  agreement: Pick<AgreementDates, 'startsOn' | 'endsOn' | 'signedOn' | 'declined' | 'terminatedOn'>,
  members: readonly MemberPart[],
  residentId: string,
  end: { terminatedOn: LocalDate; reason: EndReason; note: string | null },
  today: LocalDate,
): TerminationRefusal | null {
  const member = members.find((candidate) => candidate.residentId === residentId)
  if (!member) return { code: 'not-a-member', residentId }
  if (member.terminatedOn !== null) return { code: 'member-already-left', residentId }
  return whyCannotTerminate(agreement, end, today)
}
