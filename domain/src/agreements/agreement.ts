import { addDays, type LocalDate } from '../days/local-date.ts'
import type { EndReason } from './termination.ts'

/** 签约方式: by household, one signature for all (以户为单位), or by person. */
export const agreementUnits = { household: '家庭签约', person: '个人签约' } as const
export type AgreementUnit = keyof typeof agreementUnits

export const signingPlaces = { clinic: '门诊签约', home: '入户签约', online: '线上签约' } as const
export type SignedVia = keyof typeof signingPlaces

/** 首签 · 续约 · 改签 · 补签 (the term began before it was signed). Source: code-lists.md §5. */
export const signingKinds = {
  first: '首签',
  renewal: '续约',
  transfer: '改签',
  'late-signing': '补签',
} as const
export type SigningKind = keyof typeof signingKinds

export type Declined = 'rejected' | 'withdrawn' | 'superseded'

/** The dates of an agreement (签约协议), or of one member's part in it, from which its status follows. */
export type AgreementDates = {
  startsOn: LocalDate
  /** Last day of cover. */
  endsOn: LocalDate
  /** Null while it waits for a signature (待签约). */
  signedOn: LocalDate | null
  /**
   * Why it never counted: refused by the doctor (拒绝), taken back by the resident (撤回), or another team's agreement with
   * the same residents stands by the county's rule (重复签约).
   */
  declined: Declined | null
  /** First day without cover, when it ended early (解约、改签). */
  terminatedOn: LocalDate | null
  endReason: EndReason | null
  /** A following agreement is signed that starts the day after this one ends. */
  renewed: boolean
}

/** Where an agreement stands. Source: contract-policy.md §4.3, code-lists.md §5. */
export const agreementStatuses = {
  pending: '待签约',
  rejected: '已拒绝',
  withdrawn: '已撤回',
  superseded: '重复签约未生效',
  upcoming: '未生效',
  active: '签约',
  renewable: '待续约',
  renewed: '已续约',
  transferred: '已改签',
  terminated: '已解约',
  expired: '已到期',
} as const
export type AgreementStatus = keyof typeof agreementStatuses

/** Where an agreement stands on a day. It follows from its dates, so it is never stored. */
export function statusOn(day: LocalDate, agreement: AgreementDates, noticeDays: number): AgreementStatus {
  const { startsOn, endsOn, signedOn, declined, terminatedOn, endReason, renewed } = agreement
  if (declined !== null) return declined
  if (signedOn === null) return 'pending'
  if (terminatedOn !== null && day >= terminatedOn) {
    return endReason === 'transfer' ? 'transferred' : 'terminated'
  }
  if (day < startsOn) return 'upcoming'
  if (day > endsOn) return renewed ? 'renewed' : 'expired'
  if (!renewed && terminatedOn === null && day >= renewableFrom(endsOn, noticeDays)) return 'renewable'
  return 'active'
}

/** First day on which it can be renewed: `noticeDays` days of cover are left, that day among them. */
export function renewableFrom(endsOn: LocalDate, noticeDays: number): LocalDate {
  return addDays(endsOn, 1 - noticeDays)
}

/** The last day of cover, early end included; null when it never gave any. */
export function lastDayOfCover({
  startsOn,
  endsOn,
  terminatedOn,
}: Pick<AgreementDates, 'startsOn' | 'endsOn' | 'terminatedOn'>): LocalDate | null {
  if (terminatedOn === null) return endsOn
  return terminatedOn <= startsOn ? null : addDays(terminatedOn, -1)
}
