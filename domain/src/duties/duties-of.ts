import { type LocalDate, yearOf } from '../days/local-date.ts'
import type { ResidentFacts } from '../residents/resident-facts.ts'
import {
  type CompiledPolicy,
  compilePolicy,
  type DutyPolicies,
  NEVER,
  RANK,
  RANKS,
} from './compile-policy.ts'
import { type Duty, type PlannedDuty, stateOn } from './duty.ts'
import { mergeLists } from './merge-occurrences.ts'
import type { Occurrence } from './occurrence.ts'
import { oweAges } from './owe-ages.ts'
import { oweAgreements } from './owe-agreements.ts'
import { oweGlucose } from './owe-glucose.ts'
import { oweMaternal } from './owe-maternal.ts'
import { owePopulations } from './owe-periods.ts'
import { owePressure } from './owe-pressure.ts'
import { oweResultRechecks } from './owe-result-rechecks.ts'
import { oweVaccination } from './owe-vaccination.ts'
import { clear, lists, lowestRank, ranksOf, records, used } from './owed-lists.ts'
import { plannedDuty } from './planned-duty.ts'
import { fulfil, planNext, readRecords } from './prove-duties.ts'
import { servicesThatTell } from './read-services.ts'

/**
 * Everything owed to one resident in the calendar year of a day, with where it stands on that day (应尽服务).
 * It is the same function on the server, on a phone without a signal and in the bench: what is owed follows from the
 * facts, the policy and the year, and only `state` from the day itself. Source: architecture.md, decision 6.
 */
export function dutiesOf(facts: ResidentFacts, policies: DutyPolicies, today: LocalDate): Duty[] {
  const duties = plannedDutiesOf(facts, compilePolicy(policies, yearOf(today))) as Duty[]
  for (const duty of duties) duty.state = stateOn(today, duty)
  return duties
}

/** As {@link dutiesOf}, without the states: what is kept. It changes only with the facts, the policy and the year. */
export function plannedDutiesOf(facts: ResidentFacts, policy: CompiledPolicy): PlannedDuty[] {
  const gone = goneOn(facts)
  if (gone <= policy.yearStart || facts.registeredOn > policy.yearEnd || gone <= facts.registeredOn) return []
  try {
    let since = policy.resultsSince
    owePopulations(facts, policy, gone)
    const agreementsSince = oweAgreements(facts, policy, gone)
    if (agreementsSince < since) since = agreementsSince
    const agesSince = oweAges(facts, policy, gone)
    if (agesSince < since) since = agesSince
    const telling = servicesThatTell(facts.services)
    oweVaccination(facts, telling, policy, gone)
    owePressure(facts, telling, policy, gone)
    if (telling.length > 0) {
      oweGlucose(facts, telling, policy, gone)
      oweResultRechecks(facts, policy, gone)
      const maternalSince = oweMaternal(facts, telling, policy, gone)
      if (maternalSince < since) since = maternalSince
    }
    readRecords(facts, policy, since, gone)
    return collect(facts, policy, gone)
  } finally {
    clear()
  }
}

/** First day on which nothing is owed any more: death (死亡) or moving out (迁出). */
function goneOn({ diedOn, movedOutOn }: ResidentFacts): LocalDate {
  if (diedOn === null) return movedOutOn ?? NEVER
  return movedOutOn !== null && movedOutOn < diedOn ? movedOutOn : diedOn
}

function collect(facts: ResidentFacts, policy: CompiledPolicy, gone: LocalDate): PlannedDuty[] {
  const duties: PlannedDuty[] = []
  for (const service of used) {
    const presence = policy.needsPresence[service] ?? false
    const performed = records[service]!
    const first = service * RANKS
    let kept: Occurrence[] | null = null
    for (let ranks = ranksOf[service]!; ranks !== 0; ranks &= ranks - 1) {
      const rank = lowestRank(ranks)
      const list = lists[first + rank]!
      if (rank < RANK['return-visit'] && performed.length > 0) fulfil(list, performed, presence, facts.diedOn)
      kept = mergeLists(kept, list, rank)
    }
    if (kept === null) continue
    planNext(kept, performed, service, policy)
    for (const one of kept) {
      const isOfLastYear =
        one.doneOn !== null && one.doneOn < policy.yearStart && one.dueBy < policy.yearStart
      if (!isOfLastYear) duties.push(plannedDuty(one, service, presence, facts, gone))
    }
  }
  return duties
}
