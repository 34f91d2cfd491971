import { addDays, addMonths, earlier, type LocalDate } from '../../days/local-date.ts'
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
import { dangersTicked } from '../../follow-ups/danger-signs.ts'
import { nothingFollows } from '../../follow-ups/outcome.ts'
import { type SevereMentalDisorderVisit, severeMentalDisorderFollowUp } from './follow-up.ts'

type StabilityClass = Extract<Classification, 'unstable' | 'basically-stable' | 'stable'>

/**
 * What a follow-up of severe mental disorder comes to (严重精神障碍患者随访评估与分类干预): danger first, then the class,
 * then when to come again. Source: N3-09 服务内容（二）（三）; public-health-spec.md §11.
 */
export function assessSevereMentalDisorder(
  visit: SevereMentalDisorderVisit,
  about: AssessmentFacts,
): Assessment {
  if (visit.visited === 3)
    return {
      ...nothingFollows,
      controlled: false,
      nextStep: 'close',
      advice: [{ code: 'died', text: '请在居民页登记死亡，随访随之终止。' }],
    }
  if (visit.visited !== 1) return lost(visit, about)

  const classification = stabilityOf(visit, about)
  const dangers = dangersOf(visit, about)
  const byClass = nextOf(classification, visit, about)
  const { nextStep, nextDueOn } = visit.referral === 2 ? afterReferral(byClass, about) : byClass
  return {
    classification,
    // 稳定率 asks whether the last visit was stable; that somebody who was met was not is read on the protected sheet only.
    controlled: classification === 'stable' ? true : null,
    nextStep,
    nextDueOn: agreedNextDay(nextDueOn, visit.nextVisitOn, about.performedOn),
    referred: isReferral(nextStep),
    dangers,
    advice: [...adviceFor(nextStep, dangers, about), ...findingAdvice(visit)],
  }
}

/**
 * 不稳定、基本稳定、稳定. “No insight” (自知力缺失) is unstable, “insight in part” (自知力不全) basically stable.
 * Source: public-health-spec.md §11.
 */
function stabilityOf(visit: SevereMentalDisorderVisit, { policy }: AssessmentFacts): StabilityClass {
  const grade = dangerGradeOf(visit)
  const { unstableFromGrade } = policy.care.severeMentalDisorder
  if (
    grade >= unstableFromGrade ||
    visit.symptomState === 3 ||
    visit.insight === 3 ||
    visit.severeAdverseReaction === 2 ||
    visit.physicalIllness === 3
  )
    return 'unstable'
  const isStable =
    grade === 0 &&
    visit.symptomState === 1 &&
    visit.insight === 1 &&
    !functionIsPoor(visit) &&
    visit.physicalIllness === 1
  return isStable ? 'stable' : 'basically-stable'
}

/** 危险性评估: self-harm and attempts at suicide since the last visit are grade 4 whatever is ticked. Source: §11. */
function dangerGradeOf(visit: SevereMentalDisorderVisit): number {
  return Math.max(visit.dangerGrade ?? 0, harmedThemselves(visit) ? 4 : 0)
}

function harmedThemselves({
  selfHarmTimes = 0,
  suicideAttemptTimes = 0,
}: SevereMentalDisorderVisit): boolean {
  return selfHarmTimes > 0 || suicideAttemptTimes > 0
}

/** 社会功能: poor when any part of it is; 此项不适用 is not looked at. */
function functionIsPoor(visit: SevereMentalDisorderVisit): boolean {
  return [visit.selfCare, visit.housework, visit.work, visit.learning, visit.socialContact].includes(3)
}

function nextOf(
  classification: StabilityClass,
  visit: SevereMentalDisorderVisit,
  { performedOn, policy, previous }: AssessmentFacts,
): Next {
  const days = policy.care.severeMentalDisorder
  switch (classification) {
    case 'unstable':
      return { nextStep: 'refer-urgently', nextDueOn: addDays(performedOn, days.unstableWithinDays) }
    case 'stable':
      return { nextStep: 'routine', nextDueOn: addMonths(performedOn, days.stableAfterMonths) }
    case 'basically-stable': {
      // The two weeks after the first finding are over; now the course decides.
      if (previous?.classification !== 'basically-stable')
        return {
          nextStep: 'adjust-treatment',
          nextDueOn: addDays(performedOn, days.basicallyStableWithinDays),
        }
      return visit.tendsToStable === 2
        ? { nextStep: 'routine', nextDueOn: addMonths(performedOn, days.improvingAfterMonths) }
        : {
            nextStep: 'consult-psychiatrist',
            nextDueOn: addMonths(performedOn, days.notImprovingAfterMonths),
          }
    }
  }
}

type Next = { nextStep: NextStep; nextDueOn: LocalDate }

/** 已转诊: who is sent to a hospital for whatever reason is asked after within two weeks, not at the next routine visit. */
function afterReferral({ nextStep, nextDueOn }: Next, { performedOn, policy }: AssessmentFacts): Next {
  return {
    nextStep: isReferral(nextStep) ? nextStep : 'refer',
    nextDueOn: earlier(nextDueOn, addDays(performedOn, policy.returnWithinDays)),
  }
}

function lost(visit: SevereMentalDisorderVisit, { performedOn, policy }: AssessmentFacts): Assessment {
  const urgent = visit.lostBecause === 3 || visit.lostBecause === 4
  return {
    ...nothingFollows,
    // 未访到的按不稳定计, and are no visit (`tellsNotMet`).
    controlled: false,
    nextStep: 'find-patient',
    nextDueOn: addMonths(performedOn, policy.care.severeMentalDisorder.notImprovingAfterMonths),
    advice: [
      {
        code: 'lost',
        text: urgent
          ? '走失或连续 3 次未到访：立即告知监护人、村（居）委会和当地公安机关协助查找。'
          : '失访：向监护人和村（居）委会核实去向，迁出的在居民页登记迁出。',
      },
    ],
  }
}

function dangersOf(visit: SevereMentalDisorderVisit, { policy }: AssessmentFacts): Danger[] {
  const { unstableFromGrade } = policy.care.severeMentalDisorder
  const dangers = dangersTicked(
    severeMentalDisorderFollowUp,
    'dangerGrade',
    visit.dangerGrade === undefined ? undefined : [visit.dangerGrade],
    (grade) => grade >= unstableFromGrade,
  )
  if (harmedThemselves(visit)) dangers.push({ code: 'self-harm', text: '有自伤或自杀未遂' })
  if (visit.severeAdverseReaction === 2) dangers.push({ code: 'severe-reaction', text: '严重药物不良反应' })
  if (visit.physicalIllness === 3) dangers.push({ code: 'severe-illness', text: '严重躯体疾病' })
  return dangers
}

function adviceFor(step: NextStep, dangers: readonly Danger[], { policy }: AssessmentFacts): Advice[] {
  const days = policy.care.severeMentalDisorder
  switch (step) {
    case 'refer-urgently': {
      const why = dangers.length > 0 ? `${dangers.map(({ text }) => text).join('；')}。` : ''
      return [
        {
          code: step,
          text: `不稳定：${why}对症处理后立即转诊，必要时报告当地公安机关；${days.unstableWithinDays} 天内了解治疗情况，未能住院或转诊的联系精神专科医师，在村（居）委会和公安协助下 ${days.unstableWithinDays} 天内随访。`,
        },
      ]
    }
    case 'adjust-treatment':
      return [
        {
          code: step,
          text: `基本稳定：查明是药物还是躯体原因，在规定剂量范围内调整用药或对症治疗，${days.basicallyStableWithinDays} 天内随访。`,
        },
      ]
    case 'consult-psychiatrist':
      return [
        {
          code: step,
          text: `处理后未趋于稳定：请精神专科医师技术指导，${days.notImprovingAfterMonths} 个月内随访。`,
        },
      ]
    case 'refer':
      return [{ code: 'refer-written', text: `已转诊，${policy.returnWithinDays} 天内随访转诊情况。` }]
    default:
      return [{ code: step, text: '维持目前治疗方案，按期随访。' }]
  }
}

function findingAdvice(visit: SevereMentalDisorderVisit): Advice[] {
  const advice: Advice[] = []
  const say = (code: string, text: string) => advice.push({ code, text })
  if (visit.lockedUp === 2) say('locked-up', '患者被关锁：告知监护人并报告，协助解锁治疗。')
  if (visit.medicationAdherence === 2 || visit.medicationAdherence === 3)
    say('adherence', '未规律用药：向患者和监护人讲明中断用药的风险，可由监护人督导服药。')
  if (visit.adverseDrugReaction === 2 && visit.severeAdverseReaction !== 2)
    say('reaction', '有药物不良反应：对症处理，联系专科医师调整用药。')
  return advice
}
