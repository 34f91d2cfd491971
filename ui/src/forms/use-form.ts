import { getForm } from '@qianyue/api/forms.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { useReply } from '../calls/hooks.ts'

/** A form by its code: a sheet of the specification at once, a county's own one as the server has it on the day. */
export function useForm(code: string, on?: LocalDate): { form: Form | undefined; isPending: boolean } {
  const own = findForm(code)
  const local = useReply(getForm, own || code === '' ? null : { code, ...(on ? { on } : {}) })
  if (own) return { form: own, isPending: false }
  return { form: local.data?.definition ?? undefined, isPending: local.isLoading }
}
