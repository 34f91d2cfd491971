import type { Form, FormValues } from '../forms/form.ts'
import { populationForms } from '../forms/forms.ts'
import type { Assessment, AssessmentFacts } from './assessment.ts'
import { assessByOutcomes, nothingFollows } from './outcome.ts'

const rules = new Map(populationForms.flatMap(({ rules = [] }) => rules))

/**
 * What the rules say of a filled form: the one entry for the server, the workstation and the phone. Takes the values
 * as `completed` leaves them, without problems. A form without a rule is a plain record.
 */
export function assess(form: Form, values: FormValues, about: AssessmentFacts): Assessment {
  if (form.outcomes) return assessByOutcomes(form.outcomes, values, about)
  return rules.get(form.code)?.(values, about) ?? nothingFollows
}
