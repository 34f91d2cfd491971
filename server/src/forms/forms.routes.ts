import * as api from '@qianyue/api/forms.ts'
import { describeForm } from '@qianyue/domain/forms/describe-form.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { findForm, forms } from '@qianyue/domain/forms/forms.ts'
import { answer } from '../http/answer.ts'
import { NotFound } from '../http/errors.ts'
import { formOn, formsFilledInOn, saveLocalForm } from './local-forms.ts'

export const formRoutes = [
  answer(api.listForms, async (context) =>
    allForms(await formsFilledInOn(context, context.today)).map(described),
  ),
  answer(api.getForm, async (context, { code, on = context.today }) => {
    const form = await formOn(context, code, on)
    if (!form) throw new NotFound('form')
    return described(form)
  }),
  answer(api.saveLocalForm, saveLocalForm),
]

/** Of two forms of one code the county's stands. */
function allForms(local: readonly Form[]): Form[] {
  const codes = new Set(local.map(({ code }) => code))
  return [...forms.filter(({ code }) => !codes.has(code)), ...local]
}

/** A local form comes with its definition, since the apps do not have it. */
function described(form: Form) {
  const isLocal = findForm(form.code) !== form
  return { ...describeForm(form), definition: isLocal ? form : null }
}
