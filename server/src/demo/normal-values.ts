import {
  type Field,
  type Form,
  type FormValue,
  type FormValues,
  holds,
  isAsked,
  type Subject,
} from '@qianyue/domain/forms/form.ts'

/**
 * A sheet filled as that of a person with nothing abnormal: the first answer of every question the sheet expects, with
 * what was measured put in. Sheets begin their answers with the normal one.
 */
export function normalValues(form: Form, measured: FormValues, about: Subject): FormValues {
  const values: Record<string, FormValue | undefined> = { ...measured }
  for (const section of form.sections) {
    for (const field of section.fields) {
      if (values[field.code] !== undefined || !isAsked(section, field, values, about)) continue
      if (!isExpected(field, values, about)) continue
      const normal = normalAnswer(field)
      if (normal !== undefined) values[field.code] = normal
    }
  }
  return values
}

function isExpected({ need, expectedWhen }: Field, values: FormValues, about: Subject): boolean {
  return need !== undefined || (expectedWhen !== undefined && holds(expectedWhen, values, about))
}

function normalAnswer(field: Field): FormValue | undefined {
  switch (field.kind) {
    case 'choice':
      return field.options[0]?.code
    case 'choices': {
      const none = field.noneCode ?? field.options[0]?.code
      return none === undefined ? undefined : [none]
    }
    default:
      return undefined
  }
}
