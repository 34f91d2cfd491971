import type { Assessment, AssessmentFacts } from '../../follow-ups/assessment.ts'
import { nothingFollows } from '../../follow-ups/outcome.ts'
import type { FormValues } from '../form.ts'
import type { PopulationForms } from '../population-forms.ts'
import { rehabilitationPlan } from './plan.ts'
import { rehabilitationTraining } from './training.ts'

/** 康复: a plan with goals, and the log of training. Source: requirements R186, R201. */
export const rehabilitation: PopulationForms = {
  forms: [rehabilitationTraining, rehabilitationPlan],
  rules: [
    [rehabilitationTraining.code, assessRehabilitation],
    [rehabilitationPlan.code, assessRehabilitation],
  ],
}

/** The next visit is the one agreed; a goal that fell back is a reason to write the plan anew. */
function assessRehabilitation(values: FormValues, { performedOn }: AssessmentFacts): Assessment {
  const { nextVisitOn } = values
  const goals = Array.isArray(values.goals) ? values.goals : []
  const fellBack = goals.some((goal) => typeof goal === 'object' && goal.progress === 4)
  return {
    ...nothingFollows,
    nextDueOn:
      typeof nextVisitOn === 'string' && nextVisitOn > performedOn
        ? (nextVisitOn as Assessment['nextDueOn'])
        : null,
    advice: fellBack ? [{ code: 'new-plan', text: '有目标退步：重新评估并调整康复计划。' }] : [],
  }
}
