import type { Form, FormValues, ValuesOf } from '../forms/form.ts'
import { healthAssessment } from '../forms/health-record/health-assessment.ts'
import { assessHealth } from '../forms/health-record/health-assessment-rule.ts'
import { hypertensionFollowUp } from '../forms/hypertension/follow-up.ts'
import { assessHypertension } from '../forms/hypertension/follow-up-rule.ts'
import { type2DiabetesFollowUp } from '../forms/type2-diabetes/follow-up.ts'
import { assessType2Diabetes } from '../forms/type2-diabetes/follow-up-rule.ts'
import type { Assessment, AssessmentFacts } from './assessment.ts'

type Rule = (values: FormValues, about: AssessmentFacts) => Assessment

const rules = new Map<string, Rule>([
  rule(hypertensionFollowUp, assessHypertension),
  rule(type2DiabetesFollowUp, assessType2Diabetes),
  rule(healthAssessment, assessHealth),
])

/**
 * What the rules say of a filled form: the one entry for the server, the workstation and the phone. Takes the values
 * as `completed` leaves them, without problems. A form without a rule is a plain record.
 */
export function assess(form: Form, values: FormValues, about: AssessmentFacts): Assessment {
  const found = rules.get(form.code)
  if (found) return found(values, about)
  return {
    classification: null,
    controlled: null,
    nextStep: 'routine',
    nextDueOn: null,
    referred: false,
    dangers: [],
    advice: [],
  }
}

/** A rule reads the typed values of its form; that they have its type is what `problemsOf` has checked. */
function rule<F extends Form>(
  form: F,
  decide: (values: ValuesOf<F>, about: AssessmentFacts) => Assessment,
): [string, Rule] {
  return [form.code, (values, about) => decide(values as ValuesOf<F>, about)]
}
