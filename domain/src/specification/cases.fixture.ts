import { ageYearsOn, localDate } from '../days/local-date.ts'
import { assess } from '../follow-ups/assess.ts'
import type { Assessment, AssessmentFacts } from '../follow-ups/assessment.ts'
import { nationalFollowUpPolicy } from '../follow-ups/follow-up-policy.ts'
import { completed, type FormValues } from '../forms/form.ts'
import { findForm } from '../forms/forms.ts'
import { isComplete, problemsOf } from '../forms/problems.ts'

/** A case as a clinician tells it: who, when, what the sheet says, what was said last time. */
export type Case = Partial<Omit<AssessmentFacts, 'birthDate' | 'performedOn'>> & {
  born?: string
  on?: string
}

/** Fills a sheet as the screen does and asks the rule. */
export function answer(form: string, values: FormValues, { born, on, ...more }: Case = {}): Assessment {
  const definition = sheetOf(form)
  const about = aboutOf({ ...(born ? { born } : {}), ...(on ? { on } : {}), ...more })
  return assess(definition, completed(definition, values, about), about)
}

export function sheetOf(form: string) {
  const definition = findForm(form)
  if (!definition) throw new Error(`no form ${form}`)
  return definition
}

export function aboutOf({ born = '1970-05-06', on = '2026-03-01', ...more }: Case = {}): AssessmentFacts {
  const [birthDate, performedOn] = [localDate(born), localDate(on)]
  return {
    birthDate,
    performedOn,
    ageYears: ageYearsOn(performedOn, birthDate),
    sex: 'female',
    previous: null,
    policy: nationalFollowUpPolicy,
    ...more,
  }
}

/** What is wrong with a filled sheet: the fields that refuse it, and whether nothing that is expected is missing. */
export function checked(form: string, values: FormValues, given: Case = {}) {
  const problems = problemsOf(sheetOf(form), values, aboutOf(given))
  return {
    refused: problems.filter(({ severity }) => severity === 'error').map(({ field }) => field),
    complete: isComplete(problems),
  }
}

export function last(
  classification: NonNullable<AssessmentFacts['previous']>['classification'],
  controlled?: boolean | null,
  nextStep?: NonNullable<AssessmentFacts['previous']>['nextStep'],
): Case {
  return {
    previous: {
      performedOn: localDate('2026-02-10'),
      classification,
      ...(controlled === undefined ? {} : { controlled }),
      ...(nextStep === undefined ? {} : { nextStep }),
    },
  }
}
