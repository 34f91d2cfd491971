import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Form, SubjectPregnancy } from '@qianyue/domain/forms/form.ts'
import { pregnancyOn } from '@qianyue/domain/forms/maternal/pregnancy.ts'
import { gatherFacts } from '../duties/resident-facts.queries.ts'
import type { Context } from '../http/context.ts'

/** The pregnancy that a visit belongs to, for the sheets that ask for its weeks; null for all others. */
export async function pregnancyFor(
  { db }: Context,
  form: Form,
  residentId: string,
  day: LocalDate,
): Promise<SubjectPregnancy | null> {
  if (form.concerns !== 'pregnancy') return null
  const { residents } = await gatherFacts(db, [residentId], day)
  const found = pregnancyOn(day, residents[0]?.facts.services ?? [])
  return found && { lastPeriodOn: found.lastPeriodOn, deliveredOn: found.endedOn }
}
