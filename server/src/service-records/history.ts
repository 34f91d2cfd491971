import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { type LookBack, lookBack, nothingBefore } from '@qianyue/domain/forms/look-back.ts'
import { gatherFacts } from '../duties/resident-facts.queries.ts'
import type { Context } from '../http/context.ts'

/** What a form looks back at (`concerns`): the pregnancy of the day, the vaccine doses of earlier records; else nulls. */
export async function historyFor(
  { db }: Context,
  form: Form,
  of: { residentId: string; day: LocalDate; recordId?: string },
): Promise<LookBack> {
  if (form.concerns === undefined) return nothingBefore
  const { residents } = await gatherFacts(db, [of.residentId], of.day)
  return lookBack(form, residents[0]?.facts.services ?? [], of.day, of.recordId)
}
