import { addDays, addMonths } from '../../days/local-date.ts'
import {
  type Advice,
  type Assessment,
  type AssessmentFacts,
  agreedNextDay,
  type Classification,
  type Danger,
  isReferral,
  type NextStep,
} from '../../follow-ups/assessment.ts'
import { pressureDangersOf } from '../../follow-ups/blood-pressure.ts'
import { dangersTicked } from '../../follow-ups/danger-signs.ts'
import { isReferralWritten } from '../../follow-ups/referral.ts'
import { numberIn } from '../form.ts'
import { type CopdVisit, copdFollowUp } from './follow-up.ts'

type CopdClass = Extract<Classification, 'copd-stable' | 'copd-unstable' | 'copd-exacerbation'>

/**
 * What a COPD follow-up comes to. Danger goes to a hospital at once, an exacerbation or worsening is treated and seen
 * again, twice in a row referred. The intervals are policy: the national document of 2024 was not read
 * (public-health-spec.md §16, docs/questions.md).
 */
export function assessCopd(visit: CopdVisit, about: AssessmentFacts): Assessment {
  const { copd } = about.policy.care
  const ofTheLungs = copdDangers(visit, about)
  const dangers = [...pressureDangersOf(visit, about), ...ofTheLungs]
  const classification = copdClassOf(visit, ofTheLungs, about)
  const nextStep = nextStepOf(visit, classification, dangers, about)
  const days = isReferral(nextStep)
    ? Math.min(copd.returnWithinDays, about.policy.returnWithinDays)
    : copd.returnWithinDays
  const byRule =
    nextStep === 'routine'
      ? addMonths(about.performedOn, copd.stableAfterMonths)
      : addDays(about.performedOn, days)
  return {
    classification,
    controlled: classification === 'copd-stable',
    nextStep,
    nextDueOn: agreedNextDay(byRule, visit.nextVisitOn, about.performedOn),
    referred: isReferral(nextStep) || isReferralWritten(visit.referralReason),
    dangers,
    advice: [...stepAdvice(nextStep, dangers, days), ...findingAdvice(visit)],
  }
}

/**
 * 急性加重 before 不稳定 before 稳定. Worse is a higher mMRC grade, or a CAT score up by so many points, than last time; who has a
 * danger sign of the lungs is never stable.
 */
function copdClassOf(
  visit: CopdVisit,
  dangers: readonly Danger[],
  { last, policy }: AssessmentFacts,
): CopdClass {
  if (visit.exacerbatedNow === 2) return 'copd-exacerbation'
  const before = last?.values ?? {}
  const mmrcBefore = numberIn(before, 'mmrc')
  const catBefore = numberIn(before, 'catScore')
  const worse =
    (mmrcBefore !== null && (visit.mmrc ?? 0) > mmrcBefore) ||
    (catBefore !== null &&
      visit.catScore !== undefined &&
      visit.catScore - catBefore >= policy.care.copd.worseFromCatPoints)
  const unstable =
    worse ||
    dangers.length > 0 ||
    (visit.exacerbationsSinceLast ?? 0) > 0 ||
    visit.adverseDrugReaction === 2 ||
    visit.newOrWorseComplication === 2
  return unstable ? 'copd-unstable' : 'copd-stable'
}

function nextStepOf(
  visit: CopdVisit,
  classification: CopdClass,
  dangers: readonly Danger[],
  { previous }: AssessmentFacts,
): NextStep {
  if (dangers.length > 0) return 'refer-urgently'
  if (visit.newOrWorseComplication === 2 || visit.adverseDrugReactionHardToControl === 2) return 'refer'
  // Who is sent to a hospital for whatever reason is asked after within two weeks, not at the next routine visit.
  if (classification === 'copd-stable') return isReferralWritten(visit.referralReason) ? 'refer' : 'routine'
  const before = previous?.classification
  return before === 'copd-exacerbation' || before === 'copd-unstable' ? 'refer' : 'adjust-treatment'
}

function copdDangers(visit: CopdVisit, { policy }: AssessmentFacts): Danger[] {
  const { emergencyBelowSpo2Percent } = policy.care.copd
  const dangers: Danger[] = []
  if (visit.spo2Percent !== undefined && visit.spo2Percent < emergencyBelowSpo2Percent) {
    dangers.push({
      code: 'oxygen',
      text: `血氧饱和度 ${visit.spo2Percent}%，低于 ${emergencyBelowSpo2Percent}%`,
    })
  }
  return [...dangers, ...dangersTicked(copdFollowUp, 'dangerSigns', visit.dangerSigns, (code) => code !== 1)]
}

function stepAdvice(step: NextStep, dangers: readonly Danger[], days: number): Advice[] {
  switch (step) {
    case 'refer-urgently':
      return [
        {
          code: step,
          text: `危急：${dangers.map(({ text }) => text).join('；')}。紧急处理后立即转诊，${days} 天内随访转诊情况。`,
        },
      ]
    case 'refer':
      return [{ code: step, text: `建议转诊到上级医院，${days} 天内随访转诊情况。` }]
    case 'adjust-treatment':
      return [{ code: step, text: `病情不稳定或急性加重：调整治疗，${days} 天内随访。` }]
    default:
      return [{ code: step, text: '病情稳定，维持现有治疗，按期随访。' }]
  }
}

function findingAdvice(visit: CopdVisit): Advice[] {
  const advice: Advice[] = []
  const say = (code: string, text: string) => advice.push({ code, text })
  if ((visit.cigarettesPerDay ?? 0) > 0) say('stop-smoking', '戒烟是延缓病情最有效的措施，每次随访都应劝告。')
  if (visit.inhalerTechnique === 2) say('inhaler', '吸入方法不正确：当面演示并让患者复述。')
  if (visit.vaccinations?.includes(1)) say('vaccines', '建议接种流感疫苗和肺炎球菌疫苗。')
  if (visit.medicationAdherence === 2 || visit.medicationAdherence === 3)
    say('adherence', '未规律用药：讲明长期吸入治疗的作用。')
  if (visit.breathingExercise === 3) say('exercise', '指导缩唇呼吸、腹式呼吸和步行锻炼。')
  return advice
}
