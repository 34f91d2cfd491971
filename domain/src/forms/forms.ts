import type { Form } from './form.ts'
import { generalService } from './general-service.ts'
import { healthAssessment } from './health-record/health-assessment.ts'
import { hypertensionFollowUp } from './hypertension/follow-up.ts'
import { type2DiabetesFollowUp } from './type2-diabetes/follow-up.ts'

/** Every record form of the service. A new form is added here, and its rule, if it has one, in `assess.ts`. */
export const forms: readonly Form[] = [
  hypertensionFollowUp,
  type2DiabetesFollowUp,
  healthAssessment,
  generalService,
]

const byCode = new Map(forms.map((form) => [form.code, form]))

export function findForm(code: string): Form | undefined {
  return byCode.get(code)
}
