import type { LocalDate } from '../days/local-date.ts'
import {
  type Advice,
  type Assessment,
  type AssessmentFacts,
  agreedNextDay,
  type Classification,
  type Danger,
  isReferral,
  type NextStep,
  nextDueAfter,
  type PreviousResult,
} from './assessment.ts'

/** The steps that a chronic follow-up can come to. */
type ChronicStep = Extract<
  NextStep,
  'routine' | 'measure-fasting-glucose' | 'adjust-treatment' | 'refer' | 'refer-urgently'
>

/** What both chronic follow-ups decide from, once the disease's own numbers are read. */
type ChronicFindings = {
  /** Whether the measured value is below the target; null when it was not measured. */
  readonly controlled: boolean | null
  readonly dangers: readonly Danger[]
  readonly hasAdverseReaction: boolean
  readonly reactionHardToControl: boolean
  readonly hasNewOrWorseComplication: boolean
  readonly referralWritten: boolean
  readonly nextVisitWritten: LocalDate | undefined
}

/**
 * 分类干预, the same for hypertension and type 2 diabetes: danger first, then what calls for a hospital, then what
 * the clinic adjusts. Source: N3-07 服务内容（二）（三）, N3-08 服务内容（二）（三）.
 */
export function decideChronic(findings: ChronicFindings, about: AssessmentFacts): Assessment {
  const classification = classify(findings)
  const nextStep = decideNextStep(findings, classification, about)
  const byRule = nextDueAfter(nextStep, about.performedOn, about.policy)
  return {
    classification,
    controlled: findings.controlled,
    nextStep,
    nextDueOn: agreedNextDay(byRule, findings.nextVisitWritten, about.performedOn),
    referred: isReferral(nextStep) || findings.referralWritten,
    dangers: findings.dangers,
    advice: adviceFor(nextStep, findings, about),
  }
}

/**
 * 此次随访分类. When several hold, the most severe: 并发症 > 不良反应 > 控制不满意 > 控制满意; a visit with a danger
 * sign is never satisfactory (public-health-spec.md §9.2).
 */
function classify(findings: ChronicFindings): Classification | null {
  if (findings.hasNewOrWorseComplication) return 'complication'
  if (findings.hasAdverseReaction) return 'adverse-reaction'
  if (findings.dangers.length > 0 || findings.controlled === false) return 'unsatisfactory'
  return findings.controlled === null ? null : 'satisfactory'
}

function decideNextStep(
  findings: ChronicFindings,
  classification: Classification | null,
  about: AssessmentFacts,
): ChronicStep {
  if (findings.dangers.length > 0) return 'refer-urgently'
  if (findings.hasNewOrWorseComplication || findings.reactionHardToControl) return 'refer'
  if (classification === null) return 'measure-fasting-glucose'
  // Who is sent to a hospital for whatever reason is asked after within two weeks, not at the next routine visit.
  if (classification === 'satisfactory') return findings.referralWritten ? 'refer' : 'routine'
  return isSecondInARow(findings, about.previous) ? 'refer' : 'adjust-treatment'
}

/**
 * 连续两次: the same finding at the visit immediately before. A value off target after a drug reaction at a controlled value is
 * the first one; a reaction that is still there after the treatment was adjusted is one hard to control.
 */
function isSecondInARow(
  { controlled, hasAdverseReaction }: ChronicFindings,
  previous: PreviousResult | null,
): boolean {
  return (
    (controlled === false && wasOffTarget(previous)) ||
    (hasAdverseReaction && previous?.classification === 'adverse-reaction')
  )
}

/** 上次控制不满意; an emergency visit is one (public-health-spec.md §9.2). What could not be told is not held against the patient. */
function wasOffTarget(previous: PreviousResult | null): boolean {
  if (previous === null) return false
  const { controlled, classification, nextStep } = previous
  return controlled === false || classification === 'unsatisfactory' || nextStep === 'refer-urgently'
}

/** The sentences that follow from a step, danger first. */
function adviceFor(step: ChronicStep, findings: ChronicFindings, about: AssessmentFacts): Advice[] {
  const days = about.policy.returnWithinDays
  switch (step) {
    case 'refer-urgently':
      return [
        {
          code: 'refer-urgently',
          text: `危急：${findings.dangers.map(({ text }) => text).join('；')}。紧急处理后立即转诊，${days} 天内随访转诊情况。`,
        },
      ]
    case 'refer':
      if (classify(findings) === 'satisfactory')
        return [{ code: 'refer-written', text: `已开转诊，${days} 天内随访转诊情况。` }]
      return [
        isSecondInARow(findings, about.previous)
          ? {
              code: 'refer-after-two',
              text: `连续两次随访（上次 ${about.previous?.performedOn}）控制不满意或药物不良反应没有改善，建议转诊到上级医院，${days} 天内随访转诊情况。`,
            }
          : { code: 'refer', text: `建议转诊到上级医院，${days} 天内随访转诊情况。` },
      ]
    case 'adjust-treatment':
      return [
        { code: 'adjust-treatment', text: `调整用药（增加剂量、更换或加用不同类药物），${days} 天内随访。` },
      ]
    case 'measure-fasting-glucose':
      return [
        {
          code: 'measure-fasting-glucose',
          text: `没有空腹血糖，不能判断控制情况，请在 ${days} 天内复测空腹血糖。`,
        },
      ]
    case 'routine':
      return [{ code: 'routine', text: '控制满意，维持现有治疗，按期随访。' }]
  }
}
