import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { startServiceRecord } from '@qianyue/api/service-records.ts'
import { ageYearsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { AssessmentFacts } from '@qianyue/domain/follow-ups/assessment.ts'
import { isListedOn } from '@qianyue/domain/populations/population.ts'

export type Start = ReplyOf<typeof startServiceRecord>

/** What the checks and the rules of a sheet go by besides what is filled in: the resident on the day of the visit. */
export function factsOf(
  { resident, previous, policy, pregnancy, doses, specialConditions, vaccination }: Start,
  performedOn: LocalDate,
): AssessmentFacts {
  return {
    birthDate: resident.birthDate,
    sex: resident.sex,
    performedOn,
    ageYears: ageYearsOn(performedOn, resident.birthDate),
    last: previous,
    previous,
    policy,
    pregnancy,
    doses,
    specialConditions,
    vaccination,
    isInMaternity: isListedOn(performedOn, resident.maternity),
  }
}
