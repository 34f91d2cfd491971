import { addDays, type LocalDate } from '../../days/local-date.ts'
import type { Advice, Assessment, AssessmentFacts } from '../../follow-ups/assessment.ts'
import { nothingFollows } from '../../follow-ups/outcome.ts'
import { type GroupResult, judgeResults, resultWords } from '../../result-rechecks/judge-results.ts'
import { limitedItems, type ResultGroup, resultGroups } from '../../result-rechecks/result-items.ts'
import { type FormValues, numberIn } from '../form.ts'
import { fastingGlucoseDangers } from '../type2-diabetes/follow-up-rule.ts'
import { type ResultRecheckValues, recheckedGroups } from './result-recheck.ts'

/**
 * What follows from a recheck: normal again or diagnosed, nothing more; still abnormal, another one on the day that the doctor
 * wrote, else after the days of the policy; referred, its result within two weeks.
 */
export function assessRecheck(values: FormValues, about: AssessmentFacts): Assessment {
  const { rechecked = [], conclusion, nextRecheckOn } = values as ResultRecheckValues
  const dangers = fastingGlucoseDangers(numberIn(values, 'fastingGlucoseMmolL') ?? undefined, about)
  const refers = conclusion === 4 || dangers.length > 0
  const judged = judgeResults(values, about)
  const again = conclusion === 2
  const results = recheckedGroups
    .filter((group) => rechecked.includes(resultGroups[group].code))
    .map((group): GroupResult => {
      const abnormal = judged.find((one) => one.group === group)?.abnormal
      if (!again) return { group }
      return {
        group,
        ...(abnormal ? { abnormal } : {}),
        recheckBy: nextRecheckOn ?? dayByPolicy(group, about),
      }
    })
  return {
    ...nothingFollows,
    classification: conclusion === 1 ? 'recovered' : 'not-recovered',
    nextStep: dangers.length > 0 ? 'refer-urgently' : refers ? 'refer' : 'routine',
    nextDueOn: refers ? addDays(about.performedOn, about.policy.returnWithinDays) : null,
    referred: refers,
    dangers,
    advice: [...stillAbnormal(conclusion, judged), ...nextAdvice(results)],
    results,
  }
}

function stillAbnormal(conclusion: number | undefined, judged: readonly GroupResult[]): Advice[] {
  if (conclusion !== 1) return []
  return judged.flatMap(({ group, abnormal = [] }) =>
    abnormal.length === 0
      ? []
      : [{ code: `still-${group}`, text: `结论为恢复正常，而${resultWords(group, abnormal)}，请核对。` }],
  )
}

function nextAdvice(results: readonly GroupResult[]): Advice[] {
  return results.flatMap(({ group, recheckBy }) =>
    recheckBy === undefined
      ? []
      : [{ code: `recheck-${group}`, text: `${resultGroups[group].name}于${recheckBy}前再次复查。` }],
  )
}

function dayByPolicy(group: ResultGroup, { performedOn, policy }: AssessmentFacts): LocalDate {
  const days = policy.resultLimits
    .filter(({ item }) => limitedItems[item].group === group)
    .map(({ recheckWithinDays }) => recheckWithinDays)
  return addDays(performedOn, days.length === 0 ? policy.returnWithinDays : Math.min(...days))
}
