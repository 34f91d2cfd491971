import { type Form, fieldOf } from '../forms/form.ts'
import type { Danger } from './assessment.ts'

/** The ticked options of a field that count as danger signs, in the words of the sheet. */
export function dangersTicked(
  form: Form,
  fieldCode: string,
  ticked: readonly number[] | undefined,
  isDanger: (code: number) => boolean,
): Danger[] {
  const field = fieldOf(form, fieldCode)
  if (ticked === undefined || field === undefined || !('options' in field)) return []
  return (field.options ?? [])
    .filter(({ code }) => typeof code === 'number' && ticked.includes(code) && isDanger(code))
    .map(({ code, name }) => ({ code: `${fieldCode}-${code}`, text: name }))
}
