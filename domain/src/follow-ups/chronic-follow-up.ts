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
  wasUnsatisfactory,
} from './assessment.ts'

/** The steps that a chronic follow-up can come to. */
export type ChronicStep = Extract<
  NextStep,
  'routine' | 'measure-fasting-glucose' | 'adjust-treatment' | 'refer' | 'refer-urgently'
>

/** What both chronic follow-ups decide from, once the disease's own numbers are read. */
export type ChronicFindings = {
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
export function decideChronic(
  findings: ChronicFindings,
  about: AssessmentFacts,
): Omit<Assessment, 'advice' | 'nextStep'> & { nextStep: ChronicStep } {
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
  if (classification === 'satisfactory') return 'routine'
  return wasUnsatisfactory(about.previous) ? 'refer' : 'adjust-treatment'
}

/** The sentences that follow from a step, danger first. */
export function adviceFor(step: ChronicStep, about: AssessmentFacts, dangers: readonly Danger[]): Advice[] {
  const days = about.policy.returnWithinDays
  switch (step) {
    case 'refer-urgently':
      return [
        {
          code: 'refer-urgently',
          text: `危急：${dangers.map(({ text }) => text).join('；')}。紧急处理后立即转诊，${days} 天内随访转诊情况。`,
        },
      ]
    case 'refer':
      return [
        wasUnsatisfactory(about.previous)
          ? {
              code: 'refer-after-two',
              text: `连续两次随访（上次 ${about.previous?.performedOn}）未达到控制满意，建议转诊到上级医院，${days} 天内随访转诊情况。`,
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
