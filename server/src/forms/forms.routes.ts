import * as api from '@qianyue/api/forms.ts'
import { describeForm } from '@qianyue/domain/forms/describe-form.ts'
import { findForm, forms } from '@qianyue/domain/forms/forms.ts'
import { answer } from '../http/answer.ts'
import { NotFound } from '../http/errors.ts'

export const formRoutes = [
  answer(api.listForms, async () => forms.map(describeForm)),
  answer(api.getForm, async (_context, { code }) => {
    const form = findForm(code)
    if (!form) throw new NotFound('form')
    return describeForm(form)
  }),
]
