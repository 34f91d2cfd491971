import { addDays, type LocalDate } from '../days/local-date.ts'
import type { ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import { followedUp } from '../result-rechecks/followed-up.ts'
import type { GroupResult } from '../result-rechecks/judge-results.ts'
import type { ResultGroup } from '../result-rechecks/result-items.ts'
import { GENERAL_SERVICE_FORM } from '../services/services.ts'
import { type CompiledPolicy, RANK, RANKS, serviceCodes } from './compile-policy.ts'
import type { DutyReason } from './duty.ts'
import { listIn, oweOnce } from './owed-lists.ts'

const SERVICE = 'result-recheck'
const NUMBER = serviceCodes.indexOf(SERVICE)
/** Each recheck is closed by a record about its own group, not by the next one of the service. */
const SLOT = NUMBER * RANKS + RANK.dose

/**
 * 异常结果复查: what was abnormal at an examination is looked at again, or referred, within the days that its record says; the
 * next record about the same group closes it. Looks only at records that tell of results.
 * Source: public-health-spec.md §3 健康指导, §8 (结果异常者复查或转诊).
 */
export function oweResultRechecks(facts: ResidentFacts, policy: CompiledPolicy, gone: LocalDate): void {
  const { services } = facts
  for (let index = 0; index < services.length; index++) {
    const record = services[index]!
    const results = record.details?.results
    if (
      results === undefined ||
      record.performedOn > policy.yearEnd ||
      record.performedOn < facts.registeredOn
    )
      continue
    for (const result of results) {
      if (result.recheckBy !== undefined) oweRecheck(facts, index, result, result.recheckBy, policy, gone)
    }
  }
}

function oweRecheck(
  facts: ResidentFacts,
  index: number,
  result: GroupResult,
  recheckBy: LocalDate,
  policy: CompiledPolicy,
  gone: LocalDate,
): void {
  const { recordId, performedOn } = facts.services[index]!
  const { group, refer = false, abnormal = [] } = result
  const closesOn = addDays(recheckBy, policy.duties.returnVisitLateDays)
  if (closesOn < policy.yearStart || !isFollowed(facts, group, performedOn)) return
  const after = facts.services.slice(index + 1).filter((one) => tellsOf(one, group))
  // Looked at again on the same day, the last result of the day counts.
  if (after.some((one) => one.performedOn === performedOn && one.details?.results !== undefined)) return
  const key = `${SERVICE}:X${performedOn}-${group}`
  const reason: DutyReason = { kind: 'abnormal', recordId, performedOn, group, refer, abnormal }
  const from = addDays(performedOn, 1)
  const list = listIn(NUMBER, SLOT)
  oweOnce(list, key, from, recheckBy, from, closesOn, gone, [reason])
  const next = after.find((one) => one.performedOn > performedOn && one.performedOn <= closesOn)
  const owed = list.find((one) => one.key === key)
  if (owed === undefined || next === undefined || next.performedOn >= gone) return
  owed.doneOn = next.performedOn
  owed.fulfilledBy = next.recordId
}

function tellsOf({ form, service, details }: ServiceFacts, group: ResultGroup): boolean {
  return (
    details?.results?.some((one) => one.group === group) === true ||
    (form === GENERAL_SERVICE_FORM && service === SERVICE) ||
    followedUp[group]?.form === form
  )
}

/** A pressure or glucose only of who is followed up for it: for everybody else screening asks again (owePressure, oweGlucose). */
function isFollowed({ populations }: ResidentFacts, group: ResultGroup, on: LocalDate): boolean {
  const followed = followedUp[group]
  return (
    followed === undefined ||
    populations.some(
      ({ population, since, until }) =>
        population === followed.population && since <= on && (until === null || until > on),
    )
  )
}
