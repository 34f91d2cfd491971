import { addDays, ageMonthsOn, daysBetween, type LocalDate } from '../days/local-date.ts'
import { ASKED_AFTER, isNotRepeated } from '../referrals/asks-after.ts'
import type { ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import { isFaceToFace } from '../service-records/service-mode.ts'
import { isRecordedByAge, wasNotMet } from '../services/proven.ts'
import { type CompiledPolicy, RANK, RANKS, serviceCodes } from './compile-policy.ts'
import { type Occurrence, occurrence } from './occurrence.ts'
import { listIn, lists, ranksOf, records, used } from './owed-lists.ts'
import { firstSince } from './read-services.ts'

/** Sorts the records that can matter by what they prove, and opens the return visits that their results ask for. */
export function readRecords(
  facts: ResidentFacts,
  policy: CompiledPolicy,
  since: LocalDate,
  gone: LocalDate,
): void {
  const all = facts.services
  for (let index = firstSince(all, since); index < all.length; index++) {
    const record = all[index]!
    if (isOver(gone, record.performedOn, facts.diedOn)) return
    const proof = policy.proofOf(record.form, record.service)
    if (proof === undefined) continue
    for (const service of proof.answers) answerReturnVisit(service, record)
    for (const service of record.form === REFERRAL_BACK ? used : proof.asksAfter)
      answerReferral(service, record)
    for (const service of wasNotMet(record) ? [] : proof.services) {
      if (ranksOf[service] === 0 || (record.controlled === null && proof.whenTold.includes(service))) continue
      records[service]!.push(record)
    }
    if (proof.main !== -1 && record.nextDueOn !== null)
      openReturnVisit(proof.main, record, policy, facts, gone)
  }
}

/** Whether nothing is owed on a day any more: from the first day after the end, but who died on a day may have been seen on it. */
function isOver(end: LocalDate, day: LocalDate, diedOn: LocalDate | null): boolean {
  return day === diedOn ? day > end : day >= end
}

/** 回转单: with the hospital's answer it is known what became of whoever was sent there, from whatever sheet. */
const REFERRAL_BACK = 'referral-back'

function answerReturnVisit(service: number, record: ServiceFacts): void {
  const open = openReturnVisitOf(service)
  if (open === undefined || record.performedOn > open.closesOn) return
  open.doneOn = record.performedOn
  open.fulfilledBy = record.recordId
}

/** 随访转诊情况 on another sheet, on a later day: what was written beside the referral did not ask after it. */
function answerReferral(service: number, record: ServiceFacts): void {
  const open = openReturnVisitOf(service)
  const isReferred = open?.because.some((reason) => reason.kind === 'result' && reason.result === 'referred')
  if (isReferred && record.performedOn > open!.dueFrom) answerReturnVisit(service, record)
}

function openReturnVisitOf(service: number): Occurrence | undefined {
  const last = lists[service * RANKS + RANK['return-visit']]?.at(-1)
  return last === undefined || last.doneOn !== null ? undefined : last
}

/**
 * 控制不满意两周内复访, 转诊后两周内随访: what the rules of the form set as the next day is owed when the result was
 * not satisfactory, when a referral was advised, or when the day is sooner than any period asks.
 * Source: public-health-spec.md §9.2 and §10, steps 1, 3 and 4.
 */
function openReturnVisit(
  service: number,
  record: ServiceFacts,
  policy: CompiledPolicy,
  facts: ResidentFacts,
  gone: LocalDate,
): void {
  const { nextDueOn, performedOn, controlled, referred, recordId, form } = record
  if (
    nextDueOn === null ||
    nextDueOn <= performedOn ||
    performedOn < facts.registeredOn ||
    performedOn > policy.yearEnd
  )
    return
  const soon = daysBetween(performedOn, nextDueOn) <= policy.duties.returnVisitWithinDays
  if (!soon && controlled !== false && !referred) return
  const isOffTarget = controlled === false && !wasNotMet(record)
  const result = referred ? 'referred' : isOffTarget ? 'unsatisfactory' : 'planned'
  const closesOn = addDays(nextDueOn, policy.duties.returnVisitLateDays)
  if (closesOn < policy.yearStart) return
  // What is seen again on a sheet for an age tells it: R18m… .
  const age = isRecordedByAge(serviceCodes[service]!) ? `${ageMonthsOn(nextDueOn, facts.birthDate)}m` : ''
  const letter = referred && isNotRepeated(form) ? ASKED_AFTER : `R${age}`
  listIn(service, service * RANKS + RANK['return-visit']).push(
    occurrence(
      `${serviceCodes[service]}:${letter}${recordId}`,
      performedOn,
      nextDueOn,
      performedOn,
      closesOn,
      gone,
      [{ kind: 'result', recordId, performedOn, result }],
    ),
  )
}

/** Every record closes at most one occurrence of a list: the earliest still open in whose days it falls. */
export function fulfil(
  list: readonly Occurrence[],
  performed: readonly ServiceFacts[],
  presence: boolean,
  diedOn: LocalDate | null,
): void {
  for (const record of performed) {
    if (presence && !isFaceToFace(record.mode)) continue
    const day = record.performedOn
    let best: Occurrence | null = null
    for (const candidate of list) {
      if (
        candidate.doneOn !== null ||
        day < candidate.opensOn ||
        day > candidate.closesOn ||
        isOver(candidate.cut, day, diedOn)
      )
        continue
      if (best === null || candidate.dueBy < best.dueBy) best = candidate
    }
    if (best !== null) {
      best.doneOn = day
      best.fulfilledBy = record.recordId
    }
  }
}

/** 下次随访日期 of the last visit, where it lies in a period in which the service is owed anyway. */
export function planNext(
  kept: readonly Occurrence[],
  performed: readonly ServiceFacts[],
  service: number,
  policy: CompiledPolicy,
): void {
  const last = performed.at(-1)
  if (last === undefined || policy.proofOf(last.form, last.service)?.main !== service) return
  const { nextDueOn } = last
  if (nextDueOn === null || nextDueOn < policy.yearStart) return
  for (const one of kept) {
    if (one.doneOn === null && one.dueFrom <= nextDueOn && nextDueOn < one.dueBy) one.plannedOn = nextDueOn
  }
}
