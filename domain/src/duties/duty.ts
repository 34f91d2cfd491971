import type { LocalDate } from '../days/local-date.ts'
import type { AbnormalResult } from '../result-rechecks/judge-results.ts'
import type { ResultGroup } from '../result-rechecks/result-items.ts'
import type { ServiceCode } from '../services/services.ts'

/**
 * 待办 (upcoming: not yet from its first day, or put off while the resident is away) · due · overdue · done ·
 * missed: its time is over · cancelled: no longer owed.
 */
export type DutyState = 'upcoming' | 'due' | 'overdue' | 'done' | 'missed' | 'cancelled'

/** Why something is owed. A duty may have several reasons and is owed once. */
export type DutyReason =
  | {
      kind: 'specification'
      rule: string
      /** Document and clause. */
      source: string
    }
  | {
      kind: 'agreement'
      agreementId: string
      packageCode: string
      packageName: string
      times: number
      every: string
    }
  | {
      /** 复访: the result of a visit asks for another. */
      kind: 'result'
      recordId: string
      performedOn: LocalDate
      result: 'unsatisfactory' | 'referred' | 'planned'
    }
  | {
      /** 异常结果: something abnormal was found. */
      kind: 'abnormal'
      recordId: string
      performedOn: LocalDate
      group: ResultGroup
      /** To be referred instead of measured again. */
      refer: boolean
      abnormal: readonly AbnormalResult[]
    }

export type DutyEnd = 'died' | 'moved-out' | 'agreement-ended' | 'away'

/** What is owed to one resident, with its days. Where it stands on a day follows from them ({@link stateOn}). */
export type PlannedDuty = {
  /** The same for the same resident, service and period, however often it is computed; unique for one resident. */
  key: string
  service: ServiceCode
  dueFrom: LocalDate
  /** Last day on which it is in time. */
  dueBy: LocalDate
  /** Last day on which it can still be done, late. */
  closesOn: LocalDate
  /** 下次随访日期: the day agreed at the last visit, inside the period. */
  plannedOn: LocalDate | null
  doneOn: LocalDate | null
  fulfilledBy: string | null
  /** First day on which it is no longer owed. */
  cancelledOn: LocalDate | null
  cancelledBecause: DutyEnd | null
  /** 外出: put off while the resident is away. */
  pausedFrom: LocalDate | null
  /** Last day away; null with `pausedFrom` set while it is not known. */
  pausedUntil: LocalDate | null
  because: readonly DutyReason[]
}

/** A planned duty as it stands on the day it was asked about. */
export type Duty = PlannedDuty & { state: DutyState }

export type DutyDays = Pick<
  PlannedDuty,
  'dueFrom' | 'dueBy' | 'closesOn' | 'doneOn' | 'cancelledOn' | 'pausedFrom' | 'pausedUntil'
>

/** Where a duty stands on a day. Follows from its days, so it is never stored. */
export function stateOn(day: LocalDate, duty: DutyDays): DutyState {
  if (duty.doneOn !== null) return 'done'
  if (duty.cancelledOn !== null && day >= duty.cancelledOn) return 'cancelled'
  if (isPausedOn(day, duty) || day < duty.dueFrom) return 'upcoming'
  if (day <= duty.dueBy) return 'due'
  return day <= duty.closesOn ? 'overdue' : 'missed'
}

/** 外出暂停. */
export function isPausedOn(day: LocalDate, { pausedFrom, pausedUntil }: DutyDays): boolean {
  return pausedFrom !== null && pausedFrom <= day && (pausedUntil === null || day <= pausedUntil)
}

/** When it was done, against its days; null while it is not done. */
export function timingOf({ dueFrom, dueBy, doneOn }: DutyDays): 'early' | 'on-time' | 'late' | null {
  if (doneOn === null) return null
  if (doneOn < dueFrom) return 'early'
  return doneOn > dueBy ? 'late' : 'on-time'
}
