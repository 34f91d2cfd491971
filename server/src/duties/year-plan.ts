import type { getYearPlan } from '@qianyue/api/duties.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import { dayOf, type LocalDate, yearOf } from '@qianyue/domain/days/local-date.ts'
import { compilePolicy } from '@qianyue/domain/duties/compile-policy.ts'
import { plannedDutiesOf } from '@qianyue/domain/duties/duties-of.ts'
import { stateOn } from '@qianyue/domain/duties/duty.ts'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import { policyOfEdition } from '../policy/policy.queries.ts'
import { residentById } from '../residents/resident-page.queries.ts'
import { notesOf } from './duties.queries.ts'
import { dutyReply, listOwed } from './list-duties.ts'
import { gatherFacts } from './resident-facts.queries.ts'

const NO_NOTE = { obstacle: null }

/**
 * 服务计划 of any year since somebody is known here: this year's as it stands, a past one by the policy it ended with and what was
 * done in it, the next as it follows from what is known today.
 */
export async function yearPlanOf(
  context: Context,
  { residentId, year: wanted }: RequestOf<typeof getYearPlan>,
): Promise<ReplyInput<typeof getYearPlan>> {
  const { today } = context
  const { registeredOn, name } = await residentById(context, residentId)
  const thisYear = yearOf(today)
  const years = yearsFrom(registeredOn, thisYear)
  const year = wanted ?? thisYear
  if (!years.includes(year))
    throw new Invalid({ year: `${name}的服务计划可查 ${years[0]} 年至 ${years.at(-1)} 年。` })
  const duties =
    year === thisYear
      ? await listOwed(context, { residentId, limit: 2000, skip: 0 })
      : await dutiesOfYear(context, residentId, year)
  return { name, year, years, duties }
}

function yearsFrom(registeredOn: LocalDate, thisYear: number): number[] {
  const first = Math.min(yearOf(registeredOn), thisYear)
  return Array.from({ length: thisYear + 2 - first }, (_, index) => first + index)
}

async function dutiesOfYear({ db, today, note }: Context, residentId: string, year: number) {
  const isPast = year < yearOf(today)
  const day = isPast ? dayOf(year, 12, 31)! : dayOf(year, 1, 1)!
  const { residents, edition } = await gatherFacts(db, [residentId], day)
  const policy = await policyOfEdition(db, edition, day)
  const notes = new Map((await notesOf(db, residentId)).map(({ dutyKey, ...said }) => [dutyKey, said]))
  note({ residentId, subject: `duties ${year}` })
  return residents
    .flatMap(({ facts }) => plannedDutiesOf(facts, compilePolicy(policy, year)))
    .sort((a, b) => (a.dueBy < b.dueBy ? -1 : a.dueBy > b.dueBy ? 1 : a.key < b.key ? -1 : 1))
    .map((duty) =>
      dutyReply(
        { ...duty, residentId, state: stateOn(today, duty), ...(notes.get(duty.key) ?? NO_NOTE) },
        policy,
        today,
      ),
    )
}
