import type { Assessment, AssessmentFacts, Danger } from '../../follow-ups/assessment.ts'
import { isPressureControlled, pressureDangersOf } from '../../follow-ups/blood-pressure.ts'
import { decideChronic } from '../../follow-ups/chronic-follow-up.ts'
import { dangersTicked } from '../../follow-ups/danger-signs.ts'
import { lifestyleAdvice } from '../../follow-ups/lifestyle-advice.ts'
import { isReferralWritten } from '../../follow-ups/referral.ts'
import { type HypertensionVisit, hypertensionFollowUp } from './follow-up.ts'

/**
 * What a hypertension follow-up comes to (高血压患者随访评估与分类干预): class, control, next step, next day.
 * Source: N3-07 服务内容（二）（三）; public-health-spec.md §9.2.
 */
export function assessHypertension(visit: HypertensionVisit, about: AssessmentFacts): Assessment {
  const { systolicMmHg, diastolicMmHg } = visit
  const measured =
    systolicMmHg !== undefined && diastolicMmHg !== undefined ? { systolicMmHg, diastolicMmHg } : null
  const decided = decideChronic(
    {
      controlled:
        measured && isPressureControlled(measured, about.ageYears, about.policy, ownTargetOf(visit)),
      dangers: hypertensionDangers(visit, about),
      hasAdverseReaction: visit.adverseDrugReaction === 2,
      reactionHardToControl: visit.adverseDrugReactionHardToControl === 2,
      hasNewOrWorseComplication: visit.newOrWorseComplication === 2,
      referralWritten: isReferralWritten(visit.referralReason),
      nextVisitWritten: visit.nextVisitOn,
    },
    about,
  )
  return { ...decided, advice: [...decided.advice, ...lifestyleAdvice(visit)] }
}

function ownTargetOf({ targetSystolicMmHg, targetDiastolicMmHg }: HypertensionVisit) {
  return {
    ...(targetSystolicMmHg === undefined ? {} : { systolicMmHg: targetSystolicMmHg }),
    ...(targetDiastolicMmHg === undefined ? {} : { diastolicMmHg: targetDiastolicMmHg }),
  }
}

/** 危急情况, any one of which sends the patient to a hospital. Source: N3-07 服务内容（二）1. */
function hypertensionDangers(visit: HypertensionVisit, about: AssessmentFacts): Danger[] {
  return [
    ...pressureDangersOf(visit, about),
    ...dangersTicked(hypertensionFollowUp, 'dangerSigns', visit.dangerSigns, (code) => code !== 1),
    ...dangersTicked(hypertensionFollowUp, 'symptoms', visit.symptoms, (code) =>
      about.policy.hypertensionDangerSymptoms.includes(code),
    ),
  ]
}
