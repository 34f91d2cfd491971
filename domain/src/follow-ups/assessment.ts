import { addDays, addMonths, type LocalDate } from '../days/local-date.ts'
import type { Subject } from '../forms/form.ts'
import type { GroupResult } from '../result-rechecks/judge-results.ts'
import type { VaccinationPolicy } from '../vaccination/schedule.ts'
import type { FollowUpPolicy } from './follow-up-policy.ts'

/** 此次随访分类 of chronic follow-ups, by severity; and what other sheets come to. The tone is how a screen shows it. */
export const classifications = {
  satisfactory: { name: '控制满意', officialCode: 1, tone: 'good' },
  unsatisfactory: { name: '控制不满意', officialCode: 2, tone: 'bad' },
  'adverse-reaction': { name: '不良反应', officialCode: 3, tone: 'watch' },
  complication: { name: '并发症', officialCode: 4, tone: 'bad' },
  'no-abnormality': { name: '体检无异常', officialCode: 1, tone: 'good' },
  abnormal: { name: '有异常', officialCode: 2, tone: 'watch' },
  /** 产后42天. */
  recovered: { name: '已恢复', officialCode: 1, tone: 'good' },
  'not-recovered': { name: '未恢复', officialCode: 2, tone: 'watch' },
  /** 严重精神障碍（SMD）: by the code of the sheet, the gravest first. */
  unstable: { name: '不稳定', officialCode: 1, tone: 'bad' },
  'basically-stable': { name: '基本稳定', officialCode: 2, tone: 'watch' },
  stable: { name: '稳定', officialCode: 3, tone: 'good' },
  /** 慢阻肺. */
  'copd-stable': { name: '病情稳定', officialCode: 1, tone: 'good' },
  'copd-unstable': { name: '病情不稳定', officialCode: 2, tone: 'watch' },
  'copd-exacerbation': { name: '急性加重', officialCode: 3, tone: 'bad' },
  /** 肺结核结案: 规则服药. */
  regular: { name: '规则服药', officialCode: 1, tone: 'good' },
  irregular: { name: '未规则服药', officialCode: 2, tone: 'bad' },
  /** 传染病报告. */
  'in-time': { name: '及时', officialCode: 1, tone: 'good' },
  late: { name: '迟报', officialCode: 2, tone: 'bad' },
  /** 血压筛查. */
  'pressure-normal': { name: '血压正常', officialCode: 1, tone: 'good' },
  'pressure-risk': { name: '高血压高危', officialCode: 2, tone: 'watch' },
  'pressure-high': { name: '血压偏高', officialCode: 3, tone: 'bad' },
  'pressure-confirmed': { name: '非同日3次偏高', officialCode: 4, tone: 'bad' },
  /** 老年人生活自理能力. */
  independent: { name: '可自理', officialCode: 1, tone: 'good' },
  'lightly-dependent': { name: '轻度依赖', officialCode: 2, tone: 'watch' },
  'moderately-dependent': { name: '中度依赖', officialCode: 3, tone: 'watch' },
  dependent: { name: '不能自理', officialCode: 4, tone: 'bad' },
  /** 老年人认知、情感粗筛. */
  'screen-negative': { name: '粗筛阴性', officialCode: 1, tone: 'good' },
  'screen-positive': { name: '粗筛阳性', officialCode: 2, tone: 'watch' },
  /** 中医体质: in the order of the national sheet. */
  'qi-deficient': { name: '气虚质', officialCode: 1, tone: 'plain' },
  'yang-deficient': { name: '阳虚质', officialCode: 2, tone: 'plain' },
  'yin-deficient': { name: '阴虚质', officialCode: 3, tone: 'plain' },
  'phlegm-damp': { name: '痰湿质', officialCode: 4, tone: 'plain' },
  'damp-heat': { name: '湿热质', officialCode: 5, tone: 'plain' },
  'blood-stasis': { name: '血瘀质', officialCode: 6, tone: 'plain' },
  'qi-stagnant': { name: '气郁质', officialCode: 7, tone: 'plain' },
  'special-constitution': { name: '特禀质', officialCode: 8, tone: 'plain' },
  balanced: { name: '平和质', officialCode: 9, tone: 'good' },
} as const
export type Classification = keyof typeof classifications

/** What follows from a visit. */
export const nextSteps = {
  routine: '按期随访',
  'measure-fasting-glucose': '复测空腹血糖',
  'adjust-treatment': '调整治疗，两周内随访',
  refer: '建议转诊，两周内随访转诊情况',
  'refer-urgently': '紧急处理后立即转诊，两周内随访转诊情况',
  'consult-psychiatrist': '请精神专科医师指导，一个月内随访',
  'find-patient': '联系查找，一个月内再访',
  'report-upward': '向上级专业机构报告，并继续随访',
  'repeat-sheet': '两周后重测',
  close: '结案',
  'watch-closely': '高危，加强随访',
  recheck: '指导干预，一个月内复查',
  'recheck-pressure': '去除诱因，两周内另选一天复测血压',
  'extra-visit': '增加访视，一周内再访',
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
   * Whether what the rate of this sheet counts was reached: pressure or glucose below the target (血压、血糖控制率; a drug
   * reaction changes the classification, not this), a stable condition (稳定率), doses taken regularly (规则服药率), a report
   * in time (及时率). Null where nothing of the kind was found out. Of severe mental disorder it is open to more readers than the
   * sheet: true when stable, false when nobody was met, null for everybody else.
   */
  readonly controlled: boolean | null
  readonly nextStep: NextStep
  /** The last day of the next visit; null where the form sets none. */
  readonly nextDueOn: LocalDate | null
  /** 转诊 is advised, or was made. */
  readonly referred: boolean
  readonly dangers: readonly Danger[]
  readonly advice: readonly Advice[]
  /** What an examination, or the recheck of one, found out about each group of values; absent on all other sheets. */
  readonly results?: readonly GroupResult[]
}

/** The record of the same form immediately before, whatever its interval (public-health-spec.md §9.2). */
export type PreviousResult = {
  readonly performedOn: LocalDate
  readonly classification: Classification | null
  /** As in {@link Assessment.controlled}; left out it is read off the class. */
  readonly controlled?: boolean | null
  /** Left out it is not known. */
  readonly nextStep?: NextStep
}

export type AssessmentFacts = Subject & {
  readonly previous: PreviousResult | null
  readonly policy: FollowUpPolicy
  /** Read by the sheet of vaccination; left out the national schedule holds. */
  readonly vaccination?: VaccinationPolicy | null
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
