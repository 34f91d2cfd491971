import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Form, SubjectPregnancy } from '@qianyue/domain/forms/form.ts'
import { pregnancyOn } from '@qianyue/domain/forms/maternal/pregnancy.ts'
import type { DoseFacts } from '@qianyue/domain/residents/resident-facts.ts'
import { gatherFacts } from '../duties/resident-facts.queries.ts'
import type { Context } from '../http/context.ts'

export type History = { pregnancy: SubjectPregnancy | null; doses: DoseFacts[] | null }

/** What a form looks back at (`concerns`): the pregnancy of the day, the vaccine doses of earlier records; else nulls. */
export async function historyFor(
  { db }: Context,
  form: Form,
  of: { residentId: string; day: LocalDate; recordId?: string },
): Promise<History> {
  if (form.concerns === undefined) return { pregnancy: null, doses: null }
  const { residents } = await gatherFacts(db, [of.residentId], of.day)
  const services = residents[0]?.facts.services ?? []
  if (form.concerns === 'vaccination') {
    const earlier = services.filter(
      ({ recordId, performedOn }) => recordId !== of.recordId && performedOn <= of.day,
    )
    return { pregnancy: null, doses: earlier.flatMap(({ details }) => details?.doses ?? []) }
  }
  const found = pregnancyOn(of.day, services)
  return {
    pregnancy: found && { lastPeriodOn: found.lastPeriodOn, deliveredOn: found.endedOn },
    doses: null,
  }
}
