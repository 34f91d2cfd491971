import { addDays } from '../../days/local-date.ts'
import { minutesBetween } from '../../days/local-moment.ts'
import {
  type Advice,
  type Assessment,
  type AssessmentFacts,
  agreedNextDay,
} from '../../follow-ups/assessment.ts'
import { nothingFollows } from '../../follow-ups/outcome.ts'
import type { FormValues } from '../form.ts'
import type { InfectiousDiseaseVisit } from './visit.ts'

/**
 * 报告时限: class A and what is handled as class A within 2 hours, other B and C within 24, both to the minute and with
 * the boundary in time. Hours and the list of diseases are policy. Source: N3-12; public-health-spec.md §14.
 */
export function assessInfectiousDiseaseReport(
  values: FormValues,
  { performedOn, policy }: AssessmentFacts,
): Assessment {
  const { asClassA, classAWithinHours, othersWithinHours, nextVisitWithinDays } =
    policy.care.infectiousDisease
  const hours =
    typeof values.disease === 'string' && asClassA.includes(values.disease)
      ? classAWithinHours
      : othersWithinHours
  const minutes = minutesBetween(values.diagnosedAt, values.reportedAt)
  const inTime = minutes === null ? null : minutes <= hours * 60
  const atHome = values.treatedAtHome === 2
  const advice: Advice[] = [
    inTime === false
      ? { code: 'late', text: `已超过 ${hours} 小时的法定报告时限，属迟报，请说明原因。` }
      : { code: 'in-time', text: `应在诊断后 ${hours} 小时内报告。村卫生室以最快方式报告卫生院并送报告卡。` },
  ]
  if (atHome) advice.push({ code: 'visit', text: `居家治疗：${nextVisitWithinDays} 天内入户访视。` })
  return {
    ...nothingFollows,
    classification: inTime === null ? null : inTime ? 'in-time' : 'late',
    controlled: inTime,
    nextDueOn: atHome ? addDays(performedOn, nextVisitWithinDays) : null,
    advice,
  }
}

/** 居家访视: seen again within the days of the policy until cured, moved or dead; worse goes to a hospital. */
export function assessInfectiousDiseaseVisit(
  visit: InfectiousDiseaseVisit,
  { performedOn, policy }: AssessmentFacts,
): Assessment {
  const { nextVisitWithinDays } = policy.care.infectiousDisease
  const goesOn = visit.outcome === 1
  if (!goesOn)
    return {
      ...nothingFollows,
      nextStep: 'close',
      advice: [
        {
          code: 'close',
          text: visit.outcome === 5 ? '失访：报告卫生院协助追访，访视结束。' : '访视结束，名单自本日起移出。',
        },
      ],
    }
  const worse = visit.course === 3
  const advice: Advice[] = []
  if (worse) advice.push({ code: 'refer', text: '病情加重：联系转诊到定点医疗机构。' })
  if (visit.isolation === 3) advice.push({ code: 'isolate', text: '未隔离：指导单独居住、戴口罩和消毒。' })
  if ((visit.contactsWithSymptoms ?? 0) > 0)
    advice.push({ code: 'contacts', text: '接触者有症状：劝其就诊，属法定传染病的按时限报告。' })
  return {
    ...nothingFollows,
    nextStep: worse ? 'refer' : 'routine',
    referred: worse,
    nextDueOn: agreedNextDay(addDays(performedOn, nextVisitWithinDays), visit.nextVisitOn, performedOn),
    advice,
  }
}
