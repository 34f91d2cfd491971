import type { Assessment, AssessmentFacts } from '../../follow-ups/assessment.ts'
import { nothingFollows } from '../../follow-ups/outcome.ts'
import { type PopulationForms, ruleOf } from '../population-forms.ts'
import { type HealthPlanValues, healthPlanForm } from './plan.ts'

/** 个性化服务计划 of everybody who signed. */
export const healthPlan: PopulationForms = {
  forms: [healthPlanForm],
  rules: [ruleOf(healthPlanForm, afterPlan)],
}

/** The day of the next assessment is the one agreed; a plan that the resident does not want is written anew. */
function afterPlan({ planAgreed, reviewOn }: HealthPlanValues, { performedOn }: AssessmentFacts): Assessment {
  return {
    ...nothingFollows,
    nextDueOn: reviewOn !== undefined && reviewOn > performedOn ? reviewOn : null,
    advice:
      planAgreed === 2 ? [{ code: 'not-agreed', text: '居民不同意计划：了解原因，商量后重新制定。' }] : [],
  }
}
