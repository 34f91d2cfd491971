import { addDays } from '../../days/local-date.ts'
import type { Advice, Assessment, AssessmentFacts, Danger } from '../../follow-ups/assessment.ts'
import { pressureDangersOf } from '../../follow-ups/blood-pressure.ts'
import { nothingFollows } from '../../follow-ups/outcome.ts'
import type { HomeVisit } from './home-visit.ts'
import type { YearlyHomeVisit } from './yearly-visit.ts'

/** 重度疼痛 on the scale of 0–10. Source: 癌症疼痛诊疗规范 (numeric rating scale, 7–10). */
const SEVERE_PAIN_FROM = 7

/** 年度走访: what was found decides only whether a hospital is needed; the next visit is the one agreed. */
export function assessYearlyHomeVisit(visit: YearlyHomeVisit, about: AssessmentFacts): Assessment {
  const advice: Advice[] = []
  const say = (code: string, text: string) => advice.push({ code, text })
  if ((visit.painScore ?? 0) >= SEVERE_PAIN_FROM) say('pain', '重度疼痛：当日联系上级医院调整镇痛方案。')
  if (visit.rehabilitationNeed === 2) say('rehabilitation', '需要康复训练：制定康复计划。')
  if ((visit.pressureSore ?? 0) >= 1) say('pressure-sore', '有压疮：指导翻身减压和换药，3 期以上转诊。')
  if (visit.homeBedWanted === 2) say('home-bed', '需要家庭病床：评估后建床。')
  if (visit.mood === 3) say('mood', '情绪低落：做抑郁粗筛，必要时心理疏导或转诊。')
  if ((visit.selfCare ?? 1) >= 3) say('care', '自理能力下降：纳入上门服务。')
  const severe = (visit.painScore ?? 0) >= SEVERE_PAIN_FROM || (visit.pressureSore ?? 0) >= 3
  return afterVisit(pressureDangersOf(visit, about), severe, visit.nextVisitOn, advice, about)
}

/** 上门服务. */
export function assessHomeVisit(visit: HomeVisit, about: AssessmentFacts): Assessment {
  const advice: Advice[] = []
  const risks = visit.risks?.filter((code) => code !== 1) ?? []
  if (risks.length > 0) advice.push({ code: 'risks', text: '有居家风险：当面指导整改，并告知家属。' })
  return afterVisit(pressureDangersOf(visit, about), false, visit.nextVisitOn, advice, about)
}

function afterVisit(
  dangers: readonly Danger[],
  refer: boolean,
  nextVisitOn: Assessment['nextDueOn'] | undefined,
  advice: readonly Advice[],
  { performedOn, policy }: AssessmentFacts,
): Assessment {
  const days = policy.returnWithinDays
  const urgent = dangers.length > 0
  const words = urgent
    ? `危急：${dangers.map(({ text }) => text).join('；')}。紧急处理后立即转诊，${days} 天内随访转诊情况。`
    : `建议转诊，${days} 天内随访转诊情况。`
  return {
    ...nothingFollows,
    nextStep: urgent ? 'refer-urgently' : refer ? 'refer' : 'routine',
    referred: urgent || refer,
    nextDueOn:
      urgent || refer
        ? addDays(performedOn, days)
        : nextVisitOn != null && nextVisitOn > performedOn
          ? nextVisitOn
          : null,
    dangers,
    advice: urgent || refer ? [{ code: 'refer', text: words }, ...advice] : advice,
  }
}
