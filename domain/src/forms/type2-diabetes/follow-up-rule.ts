import type { Assessment, AssessmentFacts, Danger } from '../../follow-ups/assessment.ts'
import { pressureDangersOf } from '../../follow-ups/blood-pressure.ts'
import { decideChronic } from '../../follow-ups/chronic-follow-up.ts'
import { dangersTicked } from '../../follow-ups/danger-signs.ts'
import { lifestyleAdvice } from '../../follow-ups/lifestyle-advice.ts'
import { isReferralWritten } from '../../follow-ups/referral.ts'
import { type Type2DiabetesVisit, type2DiabetesFollowUp } from './follow-up.ts'

/** 血糖≥16.7 或 ≤3.9 mmol/L is an emergency, whatever meal it follows. Source: N3-08 服务内容（二）1. */
const EMERGENCY_HIGH_GLUCOSE_MMOL_L = 16.7
const EMERGENCY_LOW_GLUCOSE_MMOL_L = 3.9
/** 心率超过100次/分, 体温超过39℃. Source: N3-08 服务内容（二）1. */
const EMERGENCY_ABOVE_HEART_RATE_PER_MINUTE = 100
const EMERGENCY_ABOVE_TEMPERATURE_C = 39

/**
 * What a type 2 diabetes follow-up comes to (2型糖尿病患者随访评估与分类干预). Control is told from fasting glucose
 * only; after a meal alone it cannot be told. Source: N3-08 服务内容（二）（三）; public-health-spec.md §10.
 */
export function assessType2Diabetes(visit: Type2DiabetesVisit, about: AssessmentFacts): Assessment {
  const fasting = visit.fastingGlucoseMmolL
  const decided = decideChronic(
    {
      controlled: fasting === undefined ? null : fasting < about.policy.fastingGlucoseBelowMmolL,
      dangers: type2DiabetesDangers(visit, about),
      hasAdverseReaction: visit.adverseDrugReaction === 2,
      reactionHardToControl: visit.adverseDrugReactionHardToControl === 2,
      hasNewOrWorseComplication: visit.newOrWorseComplication === 2,
      referralWritten: isReferralWritten(visit.referralReason),
      nextVisitWritten: visit.nextVisitOn,
    },
    about,
  )
  const advice = [...decided.advice, ...lifestyleAdvice(visit)]
  if (visit.hypoglycaemia === 3)
    advice.push({ code: 'hypoglycaemia', text: '频繁低血糖，请核对降糖药剂量和进食。' })
  if (visit.dorsalisPedis === 2 || visit.dorsalisPedis === 3) {
    advice.push({ code: 'feet', text: '足背动脉搏动异常，请检查足部并指导护足。' })
  }
  return { ...decided, advice }
}

/** 危急情况, any one of which sends the patient to a hospital. Source: N3-08 服务内容（二）1. */
function type2DiabetesDangers(visit: Type2DiabetesVisit, about: AssessmentFacts): Danger[] {
  const dangers: Danger[] = [
    ...fastingGlucoseDangers(visit.fastingGlucoseMmolL, about),
    ...glucoseDangers('餐后2小时血糖', visit.postMealGlucoseMmolL),
    ...glucoseDangers('随机血糖', visit.randomGlucoseMmolL),
    ...pressureDangersOf(visit, about),
  ]
  if (
    visit.heartRatePerMinute !== undefined &&
    visit.heartRatePerMinute > EMERGENCY_ABOVE_HEART_RATE_PER_MINUTE
  ) {
    dangers.push({
      code: 'heart-rate',
      text: `心率 ${visit.heartRatePerMinute} 次/分，超过 ${EMERGENCY_ABOVE_HEART_RATE_PER_MINUTE} 次/分`,
    })
  }
  if (visit.temperatureC !== undefined && visit.temperatureC > EMERGENCY_ABOVE_TEMPERATURE_C) {
    dangers.push({
      code: 'temperature',
      text: `体温 ${visit.temperatureC} ℃，超过 ${EMERGENCY_ABOVE_TEMPERATURE_C} ℃`,
    })
  }
  return [
    ...dangers,
    ...dangersTicked(type2DiabetesFollowUp, 'dangerSigns', visit.dangerSigns, (code) => code !== 1),
    ...dangersTicked(type2DiabetesFollowUp, 'symptoms', visit.symptoms, (code) =>
      about.policy.type2DiabetesDangerSymptoms.includes(code),
    ),
  ]
}

/** What is dangerous of a fasting glucose, on whichever sheet it stands; of a pregnant or nursing woman from the control target. */
export function fastingGlucoseDangers(
  mmolL: number | undefined,
  { isInMaternity = false, policy }: Pick<AssessmentFacts, 'isInMaternity' | 'policy'>,
): Danger[] {
  const dangers = glucoseDangers('空腹血糖', mmolL)
  return isInMaternity && mmolL !== undefined && mmolL >= policy.fastingGlucoseBelowMmolL
    ? [...dangers, { code: 'maternity-glucose', text: `孕产妇空腹血糖 ${mmolL} mmol/L，高于正常` }]
    : dangers
}

export function glucoseDangers(name: string, mmolL: number | undefined): Danger[] {
  if (mmolL === undefined) return []
  if (mmolL >= EMERGENCY_HIGH_GLUCOSE_MMOL_L) {
    return [
      { code: 'glucose-high', text: `${name} ${mmolL} mmol/L，达到 ${EMERGENCY_HIGH_GLUCOSE_MMOL_L} mmol/L` },
    ]
  }
  if (mmolL <= EMERGENCY_LOW_GLUCOSE_MMOL_L) {
    return [
      { code: 'glucose-low', text: `${name} ${mmolL} mmol/L，不高于 ${EMERGENCY_LOW_GLUCOSE_MMOL_L} mmol/L` },
    ]
  }
  return []
}
