import { addDays } from '../../days/local-date.ts'
import {
  type Assessment,
  type AssessmentFacts,
  agreedNextDay,
  type Danger,
} from '../../follow-ups/assessment.ts'
import { pressureDangersOf } from '../../follow-ups/blood-pressure.ts'
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

/**
 * 查床: who is worse, or has a pressure at danger values, goes to a hospital; the next round is the one written, at the latest
 * after the days of the policy.
 */
export function assessHomeBedRound(round: HomeBedRound, about: AssessmentFacts): Assessment {
  const { performedOn, policy } = about
  const dangers: Danger[] = [
    ...(round.course === 4 ? [{ code: 'critical', text: '病情危重' }] : []),
    ...pressureDangersOf(round, about),
  ]
  const urgent = dangers.length > 0
  const referred = urgent || round.course === 3
  return {
    ...nothingFollows,
    nextStep: urgent ? 'refer-urgently' : referred ? 'refer' : 'routine',
    referred,
    nextDueOn: agreedNextDay(
      addDays(performedOn, policy.care.homeBed.roundEveryDays),
      round.nextVisitOn,
      performedOn,
    ),
    dangers,
    advice: referred
      ? [
          {
            code: 'refer',
            text: urgent
              ? `${dangers.map(({ text }) => text).join('；')}：紧急处理后立即转院。`
              : '病情加重：联系上级医院会诊或转院。',
          },
        ]
      : [],
  }
}

export function assessHomeBedClosing(): Assessment {
  return { ...nothingFollows, nextStep: 'close', advice: [{ code: 'close', text: '已撤床，查床随之终止。' }] }
}
