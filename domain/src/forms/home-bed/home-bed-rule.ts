import { addDays } from '../../days/local-date.ts'
import { type Assessment, type AssessmentFacts, agreedNextDay } from '../../follow-ups/assessment.ts'
import { nothingFollows } from '../../follow-ups/outcome.ts'
import type { HomeBedOpening } from './opening.ts'
import type { HomeBedRound } from './round.ts'

/** 建床: the first round is due after the days that the plan sets, else those of the policy. */
export function assessHomeBedOpening(
  opening: HomeBedOpening,
  { performedOn, policy }: AssessmentFacts,
): Assessment {
  const days = opening.roundEveryDays ?? policy.care.homeBed.roundEveryDays
  return {
    ...nothingFollows,
    nextDueOn: addDays(performedOn, days),
    advice: [{ code: 'rounds', text: `已建床，每 ${days} 天查床一次，撤床后终止。` }],
  }
}

/** 查床: who is worse goes to a hospital; the next round is the one written, at the latest after the days of the policy. */
export function assessHomeBedRound(
  round: HomeBedRound,
  { performedOn, policy }: AssessmentFacts,
): Assessment {
  const critical = round.course === 4
  const worse = critical || round.course === 3
  return {
    ...nothingFollows,
    nextStep: critical ? 'refer-urgently' : worse ? 'refer' : 'routine',
    referred: worse,
    nextDueOn: agreedNextDay(
      addDays(performedOn, policy.care.homeBed.roundEveryDays),
      round.nextVisitOn,
      performedOn,
    ),
    dangers: critical ? [{ code: 'critical', text: '病情危重' }] : [],
    advice: worse
      ? [
          {
            code: 'refer',
            text: critical ? '病情危重：紧急处理后立即转院。' : '病情加重：联系上级医院会诊或转院。',
          },
        ]
      : [],
  }
}

export function assessHomeBedClosing(): Assessment {
  return { ...nothingFollows, nextStep: 'close', advice: [{ code: 'close', text: '已撤床，查床随之终止。' }] }
}
