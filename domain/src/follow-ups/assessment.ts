import { addDays, addMonths, type LocalDate } from '../days/local-date.ts'
import type { Subject } from '../forms/form.ts'
import type { FollowUpPolicy } from './follow-up-policy.ts'

/** 此次随访分类 of chronic follow-ups, by severity; and 健康评价 of examinations. */
export const classifications = {
  satisfactory: { name: '控制满意', officialCode: 1 },
  unsatisfactory: { name: '控制不满意', officialCode: 2 },
  'adverse-reaction': { name: '不良反应', officialCode: 3 },
  complication: { name: '并发症', officialCode: 4 },
  'no-abnormality': { name: '体检无异常', officialCode: 1 },
  abnormal: { name: '有异常', officialCode: 2 },
} as const
export type Classification = keyof typeof classifications

/** What follows from a visit. */
export const nextSteps = {
  routine: '按期随访',
  'measure-fasting-glucose': '复测空腹血糖',
  'adjust-treatment': '调整治疗，两周内随访',
  refer: '建议转诊，两周内随访转诊情况',
  'refer-urgently': '紧急处理后立即转诊，两周内随访转诊情况',
} as const
export type NextStep = keyof typeof nextSteps

/** A danger sign (危急情况): it stops everything else and sends the patient to a hospital. */
export type Danger = { readonly code: string; readonly text: string }

/** A sentence for the doctor to act on or say to the patient. */
export type Advice = { readonly code: string; readonly text: string }

/** What the rules say of one record. */
export type Assessment = {
  /** Null when it cannot be told, as from a post-meal glucose alone. */
  readonly classification: Classification | null
  /**
   * Whether the measured value is below the target: what the control rate counts (血压、血糖控制率). A drug reaction
   * changes the classification, not this. Null where nothing of the kind was measured.
   */
  readonly controlled: boolean | null
  readonly nextStep: NextStep
  /** The last day of the next visit; null where the form sets none. */
  readonly nextDueOn: LocalDate | null
  /** 转诊 is advised, or was made. */
  readonly referred: boolean
  readonly dangers: readonly Danger[]
  readonly advice: readonly Advice[]
}

/** The record of the same form immediately before, whatever its interval (public-health-spec.md §9.2). */
export type PreviousResult = {
  readonly performedOn: LocalDate
  readonly classification: Classification | null
}

export type AssessmentFacts = Subject & {
  readonly previous: PreviousResult | null
  readonly policy: FollowUpPolicy
}

/** Anything but 控制满意. What could not be classified is not held against the patient. */
export function wasUnsatisfactory(previous: PreviousResult | null): boolean {
  return (
    previous !== null &&
    (previous.classification === 'unsatisfactory' ||
      previous.classification === 'adverse-reaction' ||
      previous.classification === 'complication')
  )
}

/** When the patient is to be seen again after a step. Source: N3-07 and N3-08 随访评估、分类干预. */
export function nextDueAfter(step: NextStep, performedOn: LocalDate, policy: FollowUpPolicy): LocalDate {
  return step === 'routine'
    ? addMonths(performedOn, policy.routineAfterMonths)
    : addDays(performedOn, policy.returnWithinDays)
}

/**
 * The next visit's last day: the rule's, or the earlier one that the doctor wrote on the sheet (下次随访日期).
 * Nobody can put a visit off beyond the rule.
 */
export function agreedNextDay(
  byRule: LocalDate,
  written: LocalDate | undefined,
  performedOn: LocalDate,
): LocalDate {
  return written !== undefined && written > performedOn && written < byRule ? written : byRule
}

export function isReferral(step: NextStep): boolean {
  return step === 'refer' || step === 'refer-urgently'
}
