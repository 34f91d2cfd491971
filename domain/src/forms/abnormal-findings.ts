import type { Form, FormValues } from './form.ts'

/** Boxes 1 未见异常 2 异常 that say 异常. */
export function abnormalFindings(form: Form, values: FormValues): { code: string; name: string }[] {
  return form.sections.flatMap(({ fields }) =>
    fields.flatMap((field) =>
      field.kind === 'choice' &&
      field.options.length === 2 &&
      field.options[0]?.name === '未见异常' &&
      values[field.code] === 2
        ? [{ code: field.code, name: field.name }]
        : [],
    ),
  )
}
