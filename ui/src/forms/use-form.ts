import { getForm } from '@qianyue/api/forms.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { GENERAL_SERVICE_FORM } from '@qianyue/domain/services/services.ts'
import { useReply } from '../calls/hooks.ts'

/** A form by its code: a sheet of the specification at once, a county's own one as the server has it on the day. */
export function useForm(code: string, on?: LocalDate): { form: Form | undefined; isPending: boolean } {
  const known = findForm(code)
  // The general sheet names the county's own services too, which only the server knows.
  const asks = code !== '' && (known === undefined || code === GENERAL_SERVICE_FORM)
  const local = useReply(getForm, asks ? { code, ...(on ? { on } : {}) } : null)
  if (!asks) return { form: known, isPending: false }
  return { form: local.data ? (local.data.definition ?? known) : undefined, isPending: local.isLoading }
}
