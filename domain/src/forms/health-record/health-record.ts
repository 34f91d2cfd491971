import { type PopulationForms, ruleOf } from '../population-forms.ts'
import { healthAssessment } from './health-assessment.ts'
import { assessHealth } from './health-assessment-rule.ts'

/** 居民健康档案: what is recorded of everybody. Source: public-health-spec.md §2, §3. */
export const healthRecord: PopulationForms = {
  forms: [healthAssessment],
  rules: [ruleOf(healthAssessment, assessHealth)],
}
