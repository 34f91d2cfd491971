import { type Form, type FormValues, fieldOf } from './form.ts'
import type { Problem } from './problems.ts'

/** What can be wrong with a record only because its form has changed since it was written. */
const CHANGED_SINCE: readonly Problem['code'][] = ['missing', 'unknown-field', 'unknown-option']

/**
 * A record that was written on an earlier version of its form, by an app that did not know the present one, is taken as it
 * is: what is asked since then is not missing from it, and what is asked no more stays in it. What cannot be is refused as
 * ever. @returns the problems that still count as errors.
 */
export function errorsOf(problems: readonly Problem[], form: Form, writtenOn: number): Problem[] {
  return problems.filter(
    ({ severity, code }) =>
      severity === 'error' && !(writtenOn < form.version && CHANGED_SINCE.includes(code)),
  )
}

/** What a record holds that its form has no box for any more. */
export function leftOverValues(form: Form, values: FormValues, writtenOn: number): FormValues {
  if (writtenOn >= form.version) return {}
  return Object.fromEntries(Object.entries(values).filter(([code]) => fieldOf(form, code) === undefined))
}
