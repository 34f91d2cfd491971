import type { LocalDate } from '../days/local-date.ts'
import { type Form, fieldOf } from '../forms/form.ts'
import type { Advice, Danger } from './assessment.ts'

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

/** What is done at danger signs. @param by the day by which it is asked what became of it */
export function urgentAdvice(dangers: readonly Danger[], by: LocalDate): Advice {
  const what = dangers.map(({ text }) => text).join('；')
  return { code: 'refer-urgently', text: `危急：${what}。紧急处理后立即转诊，${by} 前随访转诊情况。` }
}
