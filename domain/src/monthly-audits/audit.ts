import type { Rate } from '../indicators/rate.ts'

/** 审核问题: what can be wrong with a record when it is held against the clinic's log and papers. */
export const auditFaults = {
  incomplete: '填写不完整',
  inconsistent: '前后矛盾',
  'not-in-log': '门诊或随访日志没有',
  'not-signed': '缺少签名或凭证',
  doubtful: '疑似不实',
} as const
export type AuditFault = keyof typeof auditFaults

export type AuditMark = { recordId: string; fault: AuditFault | null; note: string }

export const auditStates = {
  owed: '待审核',
  audited: '待县级复核',
  returned: '退回重审',
  confirmed: '已复核',
} as const
export type AuditState = keyof typeof auditStates

/** 两级审核: where the audit of a clinic's month stands. */
export function auditState(audit: { confirmed: boolean | null } | null): AuditState {
  if (audit === null) return 'owed'
  if (audit.confirmed === null) return 'audited'
  return audit.confirmed ? 'confirmed' : 'returned'
}

/** 合格率: records without a fault ÷ records looked at. */
export function conformingRate(marks: readonly AuditMark[]): Rate {
  return { numerator: marks.filter(({ fault }) => fault === null).length, denominator: marks.length }
}
