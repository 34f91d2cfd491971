import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { saveLocalForm as saveCall } from '@qianyue/api/forms.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { writtenPolicyOn } from '@qianyue/domain/policy/policy.ts'
import { localFormsOf } from '@qianyue/domain/services/own-service.ts'
import { GENERAL_SERVICE_FORM } from '@qianyue/domain/services/services.ts'
import type { Context } from '../http/context.ts'
import { Refused } from '../http/errors.ts'
import { policyAt, policyVersions } from '../policy/policy.queries.ts'
import { savePolicyVersion } from '../policy/save-policy.ts'

/** The county's own forms as they were written, with what they lay on the clinic. */
async function localFormsOn({ db }: Pick<Context, 'db'>, day: LocalDate): Promise<readonly Form[]> {
  return writtenPolicyOn(await policyVersions(db), day)['local-forms']
}

/** The forms that are filled in on a day: the county's own, and with them the general sheet, where the county has services of its own that it can name. */
export async function formsFilledInOn({ db }: Pick<Context, 'db'>, day: LocalDate): Promise<readonly Form[]> {
  return localFormsOf(await policyAt(db, day))
}

/** A form of the specification or of the county as it holds on a day; undefined when there is none. */
export async function formOn(context: Context, code: string, day: LocalDate): Promise<Form | undefined> {
  // The sheets of the specification need no policy; only the general one can have more in it.
  const national = code === GENERAL_SERVICE_FORM ? undefined : findForm(code)
  return national ?? findForm(code, await formsFilledInOn(context, day))
}

/** 上传地方表单. From its day on the county has the form, or the form as it now reads; its other forms stay. */
export async function saveLocalForm(context: Context, request: RequestOf<typeof saveCall>) {
  const { id, validFrom, source, form } = request
  const before = await localFormsOn(context, validFrom)
  const standing = before.find(({ code }) => code === form.code)
  if (standing && standing.version > form.version) {
    throw new Refused(
      'local-form-older',
      `“${form.name}”现行为第 ${standing.version} 版，新的版本号不能小于它。`,
    )
  }
  const body = [...before.filter(({ code }) => code !== form.code), form]
  const saved = await savePolicyVersion(context, { kind: 'local-forms', id, validFrom, source, body })
  return { id: saved.id, code: form.code, validFrom: saved.validFrom, recomputes: saved.recomputes }
}
