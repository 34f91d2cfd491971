import type { DutyRule } from '../duties/duty-rule.ts'
import type { Assessment, AssessmentFacts } from '../follow-ups/assessment.ts'
import type { EpisodeRule } from '../populations/episodes.ts'
import type { Form, FormValues, ValuesOf } from './form.ts'

type Rule = (values: FormValues, about: AssessmentFacts) => Assessment

/**
 * Everything that the service does on paper for one population, side by side in its folder: the sheets, what follows
 * from each, and what the specification lays on the clinic for its members.
 */
export type PopulationForms = {
  readonly forms: readonly Form[]
  /** By form; a form without one is a plain record. */
  readonly rules?: readonly (readonly [form: string, rule: Rule])[]
  readonly duties?: readonly DutyRule[]
  /** Which records begin or end belonging to a population (建床、撤床，结案). */
  readonly episodes?: readonly EpisodeRule[]
}

/** A rule reads the typed values of its form; that they have its type is what `problemsOf` has checked. */
export function ruleOf<F extends Form>(
  form: F,
  decide: (values: ValuesOf<F>, about: AssessmentFacts) => Assessment,
): readonly [string, Rule] {
  return [form.code, (values, about) => decide(values as ValuesOf<F>, about)]
}
