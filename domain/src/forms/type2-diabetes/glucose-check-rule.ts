import { addDays } from '../../days/local-date.ts'
import type { Assessment, AssessmentFacts } from '../../follow-ups/assessment.ts'
import { urgentAdvice } from '../../follow-ups/danger-signs.ts'
import { nothingFollows } from '../../follow-ups/outcome.ts'
import { judgeResults } from '../../result-rechecks/judge-results.ts'
import { fastingGlucoseDangers } from './follow-up-rule.ts'
import type { GlucoseCheck } from './glucose-check.ts'

/**
 * What a fasting glucose by itself comes to: a danger value goes to hospital at once and is asked after within two weeks; a
 * high one is looked at again, of who is on the list of diabetes at a follow-up, of everybody else on another day
 * (`owe-result-rechecks`, `owe-glucose`). Source: N3-08 服务内容（二）1; public-health-spec.md §8, §10.
 */
export function assessGlucose(visit: GlucoseCheck, about: AssessmentFacts): Assessment {
  const { fastingGlucoseMmolL: mmolL } = visit
  const { fastingGlucoseBelowMmolL: target, returnWithinDays } = about.policy
  const by = addDays(about.performedOn, returnWithinDays)
  const results = judgeResults(visit, about)
  const dangers = fastingGlucoseDangers(mmolL, about)
  if (dangers.length > 0) {
    return {
      ...nothingFollows,
      nextStep: 'refer-urgently',
      nextDueOn: by,
      referred: true,
      dangers,
      advice: [urgentAdvice(dangers, by)],
      results,
    }
  }
  if (mmolL === undefined || mmolL < target) return { ...nothingFollows, results }
  return {
    ...nothingFollows,
    nextStep: 'measure-fasting-glucose',
    advice: [
      {
        code: 'recheck-glucose',
        text: `空腹血糖 ${mmolL} mmol/L，应低于 ${target}：已确诊糖尿病者 ${by} 前随访，未确诊者 ${by} 前另选一天复测，仍偏高则转诊确诊。`,
      },
    ],
    results,
  }
}
