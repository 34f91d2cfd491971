import { addDays, addMonths, earlier, type LocalDate } from '../../days/local-date.ts'
import { minutesBetween } from '../../days/local-moment.ts'
import {
  type Advice,
  type Assessment,
  type AssessmentFacts,
  agreedNextDay,
  type NextStep,
} from '../../follow-ups/assessment.ts'
import { nothingFollows } from '../../follow-ups/outcome.ts'
import { isReferralWritten } from '../../follow-ups/referral.ts'
import type { TuberculosisClosing } from './closing.ts'
import type { TuberculosisDoseLog } from './dose-log.ts'
import { dosesOf, isRegular, longestBreakDays } from './doses.ts'
import type { TuberculosisFirstVisit } from './first-visit.ts'
import type { TuberculosisVisit } from './follow-up.ts'

type Supervision = Pick<TuberculosisVisit, 'stage' | 'supervisor'>

/**
 * 第一次入户: within 72 hours of the notice, the boundary included; then as the supervision asks.
 * Source: N3-10 服务内容（二）; public-health-spec.md §12.
 */
export function assessTuberculosisFirstVisit(
  visit: TuberculosisFirstVisit,
  about: AssessmentFacts,
): Assessment {
  const { firstVisitWithinHours } = about.policy.care.tuberculosis
  const minutes = minutesBetween(visit.notifiedAt, visit.visitedAt)
  const inTime = minutes === null ? null : minutes <= firstVisitWithinHours * 60
  const advice: Advice[] = []
  if (inTime === false)
    advice.push({ code: 'late', text: `入户已超过接到通知后 ${firstVisitWithinHours} 小时，请注明原因。` })
  const notMet = (visit.failedVisits ?? 0) >= 2
  if (notMet) advice.push({ code: 'not-met', text: '72 小时内两次入户未见到患者的，应报告上级专业机构。' })
  const notLearned = Object.entries(visit).some(
    ([code, answer]) => code.startsWith('learned') && answer === 2,
  )
  if (notLearned) advice.push({ code: 'teach-again', text: '有未掌握的内容，下次随访再次讲解。' })
  if (visit.singleRoom === 2 || visit.ventilation === 3)
    advice.push({ code: 'home', text: '居住条件不利于隔离：指导分室或分床、开窗通风、戴口罩。' })
  return {
    ...nothingFollows,
    classification: inTime === null ? null : inTime ? 'in-time' : 'late',
    nextStep: notMet ? 'report-upward' : 'routine',
    nextDueOn: agreedNextDay(nextRoutineDay(visit, about), visit.nextVisitOn, about.performedOn),
    advice,
  }
}

/**
 * 督导随访: a reaction or complication is referred, and every referral is looked after within two weeks; a break of a week is
 * reported; otherwise the next visit follows the stage and who supervises. Source: N3-10 服务内容（三）; public-health-spec.md §12.
 */
export function assessTuberculosis(visit: TuberculosisVisit, about: AssessmentFacts): Assessment {
  const { referralWithinDays, reportFromDaysMissed } = about.policy.care.tuberculosis
  const mustRefer = visit.adverseDrugReaction === 2 || visit.complication === 2
  const mustReport = (visit.longestGapDays ?? 0) >= reportFromDaysMissed
  const referred = mustRefer || isReferralWritten(visit.referralReason)
  const nextStep: NextStep = referred ? 'refer' : mustReport ? 'report-upward' : 'routine'
  const routine = nextRoutineDay(visit, about)
  const byRule = referred ? earlier(addDays(about.performedOn, referralWithinDays), routine) : routine
  const advice: Advice[] = []
  if (mustRefer)
    advice.push({
      code: 'refer',
      text: `出现药物不良反应、并发症或合并症：立即转诊到结核病定点医疗机构，${referralWithinDays} 天内随访转诊结果。`,
    })
  else if (referred)
    advice.push({ code: 'refer-written', text: `已开转诊，${referralWithinDays} 天内随访转诊结果。` })
  if (mustReport)
    advice.push({
      code: 'report-upward',
      text: `连续中断服药 ${visit.longestGapDays} 天，达到 ${reportFromDaysMissed} 天：立即报告上级专业机构，查明原因并督促恢复服药。`,
    })
  else if (visit.longestGapDays === undefined && (visit.missedDoses ?? 0) >= reportFromDaysMissed)
    advice.push({
      code: 'missed-in-a-row',
      text: `漏服 ${visit.missedDoses} 次：核对是否连续中断满 ${reportFromDaysMissed} 天并填写，满的立即报告上级专业机构。`,
    })
  else if ((visit.missedDoses ?? 0) > 0)
    advice.push({ code: 'missed', text: '有漏服：查明原因，讲明不规律服药的危害，落实督导人员。' })
  if (visit.supervisor === 3)
    advice.push({ code: 'supervisor', text: '自服药者漏服风险高，建议改为医务人员或家属督导。' })
  return {
    ...nothingFollows,
    nextStep,
    referred,
    nextDueOn: agreedNextDay(byRule, visit.nextVisitOn, about.performedOn),
    advice,
  }
}

/**
 * Family supervision in the intensive phase: every 10 days; everything else at least monthly. A health worker who sees
 * every dose still writes the assessment monthly. Source: public-health-spec.md §12.
 */
function nextRoutineDay(
  { stage, supervisor }: Supervision,
  { performedOn, policy }: AssessmentFacts,
): LocalDate {
  const { familyIntensiveEveryDays, everyMonths } = policy.care.tuberculosis
  return stage === 1 && supervisor !== 1
    ? addDays(performedOn, familyIntensiveEveryDays)
    : addMonths(performedOn, everyMonths)
}

/** 服药记录卡: a break of a week is reported. */
export function assessDoseLog(card: TuberculosisDoseLog, { policy }: AssessmentFacts): Assessment {
  const { reportFromDaysMissed, regularFromPercent } = policy.care.tuberculosis
  const doses = dosesOf(card)
  const gap = longestBreakDays(doses)
  const regular = isRegular(doses.length, doses.filter(({ taken }) => taken).length, regularFromPercent)
  return {
    ...nothingFollows,
    classification: regular === null ? null : regular ? 'regular' : 'irregular',
    controlled: regular,
    nextStep: gap >= reportFromDaysMissed ? 'report-upward' : 'routine',
    advice:
      gap >= reportFromDaysMissed
        ? [{ code: 'report-upward', text: `连续中断服药 ${gap} 天，立即报告上级专业机构。` }]
        : [],
  }
}

/** 结案评估: whether the drugs were taken regularly (规则服药). Source: public-health-spec.md §12, §17. */
export function assessTuberculosisClosing(
  closing: TuberculosisClosing,
  { policy }: AssessmentFacts,
): Assessment {
  const { regularFromPercent } = policy.care.tuberculosis
  const regular = isRegular(closing.dosesDue ?? 0, closing.dosesTaken ?? 0, regularFromPercent)
  return {
    ...nothingFollows,
    classification: regular === null ? null : regular ? 'regular' : 'irregular',
    // 规则服药率 is of who finished the course; who died, was lost or went over to another treatment did not.
    controlled: closing.stopReason === 1 ? regular : null,
    nextStep: 'close',
    advice: [
      {
        code: 'close',
        text:
          closing.stopReason === 3
            ? '丢失：报告上级专业机构追访。'
            : '结案：填写结案评估，督促患者到定点医疗机构做治疗结果评估。',
      },
    ],
  }
}
