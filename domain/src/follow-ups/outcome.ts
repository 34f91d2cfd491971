import { addDays, addMonths } from '../days/local-date.ts'
import { type Condition, type FormValues, holds } from '../forms/form.ts'
import type { Assessment, AssessmentFacts, Classification, NextStep } from './assessment.ts'
import { isReferral } from './assessment.ts'

/** What follows when something holds of a filled form, as data. */
export type Outcome = {
  /** Left out it always holds: the last one of a list. */
  readonly when?: Condition
  readonly nextStep: NextStep
  readonly classification?: Classification
  /** Days until the next visit at the latest; `withinMonths` instead where the rule speaks of months. */
  readonly withinDays?: number
  readonly withinMonths?: number
  /** What to do or to say, in a sentence. */
  readonly advice?: string
}

/** The first outcome that holds; nothing follows where none does. */
export function assessByOutcomes(
  outcomes: readonly Outcome[],
  values: FormValues,
  about: AssessmentFacts,
): Assessment {
  const found = outcomes.find(({ when }) => holds(when, values, about))
  if (found === undefined) return nothingFollows
  const { nextStep, classification = null, withinDays, withinMonths, advice } = found
  return {
    classification,
    controlled: null,
    nextStep,
    nextDueOn:
      withinDays !== undefined
        ? addDays(about.performedOn, withinDays)
        : withinMonths !== undefined
          ? addMonths(about.performedOn, withinMonths)
          : null,
    referred: isReferral(nextStep),
    dangers: [],
    advice: advice === undefined ? [] : [{ code: nextStep, text: advice }],
  }
}

/** A plain record: nothing follows from it. */
export const nothingFollows: Assessment = {
  classification: null,
  controlled: null,
  nextStep: 'routine',
  nextDueOn: null,
  referred: false,
  dangers: [],
  advice: [],
}
