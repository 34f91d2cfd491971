import {
  addDays,
  addMonths,
  addYears,
  daysBetween,
  earlier,
  type LocalDate,
  later,
  yearOf,
} from '../days/local-date.ts'
import type { Population } from '../populations/population.ts'
import type { AgreementFacts, ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import { isFaceToFace } from '../service-records/service-mode.ts'
import {
  type CompiledPolicy,
  type CompiledRule,
  compilePolicy,
  type DutyPolicies,
  meshOf,
  NEVER,
  needsPresence,
  RANK,
  RANKS,
  rankOf,
  serviceCodes,
  serviceNumber,
  type Window,
} from './compile-policy.ts'
import { type Duty, type DutyReason, type PlannedDuty, stateOn } from './duty.ts'
import { mergeLists } from './merge-occurrences.ts'
import { type Occurrence, occurrence } from './occurrence.ts'

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

/** The lists of occurrences of the resident at hand, by service and rank; empty between two residents. */
const lists: (Occurrence[] | undefined)[] = new Array(serviceCodes.length * RANKS).fill(undefined)
const records: ServiceFacts[][] = serviceCodes.map(() => [])
const used: number[] = []
/** Bit n: the service has a list of rank n. */
const ranksOf = new Uint16Array(serviceCodes.length)

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
    readRecords(facts, policy, since, gone)
    return collect(facts, policy, gone)
  } finally {
    for (const service of used) {
      for (let ranks = ranksOf[service]!; ranks !== 0; ranks &= ranks - 1) {
        lists[service * RANKS + lowestRank(ranks)] = undefined
      }
      records[service]!.length = 0
      ranksOf[service] = 0
    }
    used.length = 0
  }
}

/** First day on which nothing is owed any more: death (死亡) or moving out (迁出). */
function goneOn({ diedOn, movedOutOn }: ResidentFacts): LocalDate {
  if (diedOn === null) return movedOutOn ?? NEVER
  return movedOutOn !== null && movedOutOn < diedOn ? movedOutOn : diedOn
}

function lowestRank(ranks: number): number {
  return 31 - Math.clz32(ranks & -ranks)
}

function listIn(service: number, slot: number): Occurrence[] {
  const found = lists[slot]
  if (found !== undefined) return found
  if (ranksOf[service] === 0) used.push(service)
  ranksOf[service]! |= 1 << (slot - service * RANKS)
  const list: Occurrence[] = []
  lists[slot] = list
  return list
}

// ---- what is owed

function owePopulations(facts: ResidentFacts, policy: CompiledPolicy, gone: LocalDate): void {
  const { birthDate, registeredOn } = facts
  for (const rule of policy.rulesOfEveryone) owePeriods(rule, facts, registeredOn, NEVER, gone)
  if (birthDate <= policy.elderlyBornBy && policy.rulesOf.elderly) {
    const { elderlyFromYears } = policy.ages
    const birthday = turnsInYear(birthDate, elderlyFromYears, policy)
    const from = later(birthday, registeredOn)
    for (const rule of policy.rulesOf.elderly) owePeriods(rule, facts, from, NEVER, gone)
  }
  if (birthDate >= policy.childBornFrom && birthDate <= policy.yearEnd && policy.rulesOf.child) {
    const last = addDays(addYears(birthDate, policy.ages.childUntilYears), -1)
    for (const rule of policy.rulesOf.child) {
      owePeriods(rule, facts, later(birthDate, registeredOn), last, gone)
    }
  }
  for (const { population, since, until } of facts.populations) {
    if (population === 'elderly' || population === 'child') continue
    const rules = policy.rulesOf[population as Population]
    if (rules === undefined || since > policy.yearEnd) continue
    const to = until ?? NEVER
    if (to < policy.yearStart) continue
    for (const rule of rules) owePeriods(rule, facts, later(since, registeredOn), to, gone)
  }
}

/** The birthday when it falls in the year, else a day before the year: only the year's own days are told apart. */
function turnsInYear(birthDate: LocalDate, years: number, policy: CompiledPolicy): LocalDate {
  return yearOf(birthDate) + years === policy.year ? addYears(birthDate, years) : birthDate
}

function owePeriods(
  rule: CompiledRule,
  facts: ResidentFacts,
  from: LocalDate,
  to: LocalDate,
  cut: LocalDate,
): void {
  if (rule.windows === null) return
  let start = from
  if (rule.fromYears !== null) {
    const birthday = addYears(facts.birthDate, rule.fromYears)
    if (birthday > start) start = birthday
  }
  oweWindows(rule.service, rule.slot, rule.windows, start, to, cut, rule.because)
}

/** One source owes a service in every period that it covers long enough; a period that another source owes is one. */
function oweWindows(
  service: number,
  slot: number,
  windows: readonly Window[],
  from: LocalDate,
  to: LocalDate,
  cut: LocalDate,
  because: readonly DutyReason[],
): void {
  if (from > to) return
  let list: Occurrence[] | null = null
  for (let index = 0; index < windows.length; index++) {
    const window = windows[index]!
    if (from > window.latestStart || to < window.earliestEnd) continue
    const dueFrom = later(from, window.from)
    const dueBy = earlier(to, window.to)
    const opensOn = dueFrom === window.from ? window.opensOn : dueFrom
    const closesOn = dueBy === window.to ? window.closesOn : dueBy
    list ??= listIn(service, slot)
    oweOnce(list, window.key, dueFrom, dueBy, opensOn, closesOn, cut, because)
  }
}

function oweOnce(
  list: Occurrence[],
  key: string,
  dueFrom: LocalDate,
  dueBy: LocalDate,
  opensOn: LocalDate,
  closesOn: LocalDate,
  cut: LocalDate,
  because: readonly DutyReason[],
): void {
  for (const found of list) {
    if (found.key === key) {
      widen(found, dueFrom, dueBy, opensOn, closesOn, cut, because)
      return
    }
  }
  list.push(occurrence(key, dueFrom, dueBy, opensOn, closesOn, cut, because))
}

/** A second source owes the same: the longer days hold, and the reasons of the source that goes on longer. */
function widen(
  found: Occurrence,
  dueFrom: LocalDate,
  dueBy: LocalDate,
  opensOn: LocalDate,
  closesOn: LocalDate,
  cut: LocalDate,
  because: readonly DutyReason[],
): void {
  if (dueFrom < found.dueFrom) found.dueFrom = dueFrom
  if (opensOn < found.opensOn) found.opensOn = opensOn
  if (dueBy > found.dueBy) found.dueBy = dueBy
  if (closesOn > found.closesOn) found.closesOn = closesOn
  const ended = found.cut <= found.closesOn
  const endsToo = cut <= found.closesOn
  if (ended && !endsToo) found.because = because
  else if (ended === endsToo) found.addReasons(because)
  if (cut > found.cut) found.cut = cut
}

/** @returns the first day from which a record can prove something an agreement owes. */
function oweAgreements(facts: ResidentFacts, policy: CompiledPolicy, gone: LocalDate): LocalDate {
  const { agreements, registeredOn } = facts
  let since = NEVER
  if (agreements.length === 0) return since
  let first = agreements[0]!
  for (const agreement of agreements) if (agreement.startsOn < first.startsOn) first = agreement

  for (const agreement of agreements) {
    const { startsOn, endsOn, terminatedOn } = agreement
    if (endsOn < policy.yearStart || startsOn > policy.yearEnd) continue
    if (terminatedOn !== null && (terminatedOn <= policy.yearStart || terminatedOn <= startsOn)) continue
    const from = later(startsOn, registeredOn)
    if (from > endsOn) continue
    const cut = terminatedOn !== null && terminatedOn < gone ? terminatedOn : gone
    if (from < since) since = from

    for (const rule of policy.rulesOfSigned) {
      if (rule.windows !== null) owePeriods(rule, facts, from, endsOn, cut)
      else if (agreement === first && rule.frequency.kind === 'after-first-signing') {
        const by = shifted(from, rule.frequency.withinDays)
        const opensOn = shifted(from, -rule.earlyDays)
        if (from < rule.validFrom || from > rule.validTo) continue
        if (opensOn < since) since = opensOn
        const key = `${serviceCodes[rule.service]}:S${startsOn}`
        oweOnce(
          listIn(rule.service, rule.slot),
          key,
          from,
          earlier(by, endsOn),
          opensOn,
          endsOn,
          cut,
          rule.because,
        )
      }
    }
    oweItems(agreement, policy, from, cut)
  }
  return since
}

const shiftedDays = new Map<number, Map<LocalDate, LocalDate>>()

/** As `addDays`, remembered: a county signs on a few hundred days. */
function shifted(day: LocalDate, days: number): LocalDate {
  let known = shiftedDays.get(days)
  if (known === undefined) {
    known = new Map()
    shiftedDays.set(days, known)
  }
  let found = known.get(day)
  if (found === undefined) {
    found = addDays(day, days)
    if (known.size < 4000) known.set(day, found)
  }
  return found
}

function oweItems(agreement: AgreementFacts, policy: CompiledPolicy, from: LocalDate, cut: LocalDate): void {
  const { agreementId, endsOn } = agreement
  for (const { packageCode, name, items } of agreement.packages) {
    for (const { service: code, times, every } of items) {
      if (every === 'on-need' || times < 1) continue
      const service = serviceNumber.get(code)
      if (service === undefined) continue
      const because: readonly DutyReason[] = [
        { kind: 'agreement', agreementId, packageCode, packageName: name, times, every },
      ]
      if (every === 'term') {
        oweTerm(service, RANK['agreement-term'], 'T', agreement, from, endsOn, times, cut, because)
        continue
      }
      const { months, copies } = meshOf(every, times)
      if (months <= 3 && copies === 1) {
        const rank = rankOf(months)
        oweWindows(
          service,
          service * RANKS + rank,
          policy.agreementWindows(service, rank),
          from,
          endsOn,
          cut,
          because,
        )
      } else oweAgreementYears(service, months, copies, agreement, policy, from, cut, because)
    }
  }
}

/** Bought for a year of the agreement: counted from its own first day, not by the calendar. */
function oweAgreementYears(
  service: number,
  months: number,
  copies: number,
  agreement: AgreementFacts,
  policy: CompiledPolicy,
  from: LocalDate,
  cut: LocalDate,
  because: readonly DutyReason[],
): void {
  const { startsOn, endsOn } = agreement
  const rank = months === 12 ? RANK['agreement-year'] : RANK['agreement-half-year']
  const letter = months === 12 ? 'A' : months === 6 ? 'AH' : `A${months}M`
  if (months === 12 && yearOf(endsOn) - yearOf(startsOn) <= 1 && endsOn.slice(5) < startsOn.slice(5)) {
    oweTerm(service, rank, letter, agreement, from, endsOn, copies, cut, because)
    return
  }
  let start = startsOn
  for (let index = 1; start <= endsOn && start <= policy.yearEnd; index++) {
    const next = addMonths(startsOn, index * months)
    const last = addDays(next, -1)
    const to = earlier(last, endsOn)
    if (to >= policy.yearStart && to >= from) {
      const part = { ...agreement, startsOn: start }
      oweTerm(service, rank, letter, part, later(start, from), to, copies, cut, because)
    }
    start = next
  }
}

function oweTerm(
  service: number,
  rank: number,
  letter: string,
  { startsOn }: AgreementFacts,
  from: LocalDate,
  to: LocalDate,
  copies: number,
  cut: LocalDate,
  because: readonly DutyReason[],
): void {
  const list = listIn(service, service * RANKS + rank)
  for (let copy = 1; copy <= copies; copy++) {
    const key = `${serviceCodes[service]}:${letter}${startsOn}${copy > 1 ? `#${copy}` : ''}`
    oweOnce(list, key, from, to, from, to, cut, because)
  }
}

/** @returns the first day from which a record can prove a visit at an age. */
function oweAges(facts: ResidentFacts, policy: CompiledPolicy, gone: LocalDate): LocalDate {
  const { birthDate, registeredOn } = facts
  if (birthDate < policy.childBornFrom || policy.rulesOf.child === undefined) return NEVER
  let since = NEVER
  for (const rule of policy.rulesOf.child) {
    if (rule.frequency.kind !== 'at-ages') continue
    const { months, lastForMonths } = rule.frequency
    for (let index = 0; index < months.length; index++) {
      const from = addMonths(birthDate, months[index]!)
      if (from > policy.yearEnd || from < rule.validFrom || from > rule.validTo) continue
      const to = addDays(addMonths(birthDate, months[index + 1] ?? months[index]! + lastForMonths), -1)
      if (to < policy.yearStart || to < registeredOn) continue
      const dueFrom = later(from, registeredOn)
      if (dueFrom < since) since = dueFrom
      const key = `${serviceCodes[rule.service]}:age${months[index]}`
      oweOnce(listIn(rule.service, rule.slot), key, dueFrom, to, dueFrom, to, gone, rule.because)
    }
  }
  return since
}

// ---- what was done

/** Sorts the records that can matter by what they prove, and opens the return visits that their results ask for. */
function readRecords(facts: ResidentFacts, policy: CompiledPolicy, since: LocalDate, gone: LocalDate): void {
  const all = facts.services
  let index = all.length
  while (index > 0 && all[index - 1]!.performedOn >= since) index--
  for (; index < all.length; index++) {
    const record = all[index]!
    if (record.performedOn >= gone) return
    const proof = policy.proofOf(record.form, record.service)
    if (proof === undefined) continue
    if (proof.main !== -1) answerReturnVisit(proof.main, record)
    for (const service of proof.services) if (ranksOf[service] !== 0) records[service]!.push(record)
    if (proof.main !== -1 && record.nextDueOn !== null)
      openReturnVisit(proof.main, record, policy, facts, gone)
  }
}

function answerReturnVisit(service: number, record: ServiceFacts): void {
  const open = lists[service * RANKS + RANK['return-visit']]?.at(-1)
  if (open === undefined || open.doneOn !== null || record.performedOn > open.closesOn) return
  open.doneOn = record.performedOn
  open.fulfilledBy = record.recordId
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
  const { nextDueOn, performedOn, controlled, referred, recordId } = record
  if (
    nextDueOn === null ||
    nextDueOn <= performedOn ||
    performedOn < facts.registeredOn ||
    performedOn > policy.yearEnd
  )
    return
  const soon = daysBetween(performedOn, nextDueOn) <= policy.duties.returnVisitWithinDays
  if (!soon && controlled !== false && !referred) return
  const result = referred ? 'referred' : controlled === false ? 'unsatisfactory' : 'planned'
  const closesOn = addDays(nextDueOn, policy.duties.returnVisitLateDays)
  if (closesOn < policy.yearStart) return
  listIn(service, service * RANKS + RANK['return-visit']).push(
    occurrence(`${serviceCodes[service]}:R${recordId}`, performedOn, nextDueOn, performedOn, closesOn, gone, [
      { kind: 'result', recordId, performedOn, result },
    ]),
  )
}

/** Every record closes at most one occurrence of a list: the earliest still open in whose days it falls. */
function fulfil(list: readonly Occurrence[], performed: readonly ServiceFacts[], presence: boolean): void {
  for (const record of performed) {
    if (presence && !isFaceToFace(record.mode)) continue
    const day = record.performedOn
    let best: Occurrence | null = null
    for (const candidate of list) {
      if (
        candidate.doneOn !== null ||
        day < candidate.opensOn ||
        day > candidate.closesOn ||
        day >= candidate.cut
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

// ---- what it comes to

function collect(facts: ResidentFacts, policy: CompiledPolicy, gone: LocalDate): PlannedDuty[] {
  const duties: PlannedDuty[] = []
  for (const service of used) {
    const presence = needsPresence[service]!
    const performed = records[service]!
    const first = service * RANKS
    let kept: Occurrence[] | null = null
    for (let ranks = ranksOf[service]!; ranks !== 0; ranks &= ranks - 1) {
      const rank = lowestRank(ranks)
      const list = lists[first + rank]!
      if (rank !== RANK['return-visit'] && performed.length > 0) fulfil(list, performed, presence)
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

/** 下次随访日期 of the last visit, where it lies in a period in which the service is owed anyway. */
function planNext(
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

function plannedDuty(
  one: Occurrence,
  service: number,
  presence: boolean,
  facts: ResidentFacts,
  gone: LocalDate,
): PlannedDuty {
  const duty: Duty = {
    key: one.key,
    service: serviceCodes[service]!,
    dueFrom: one.dueFrom,
    dueBy: one.dueBy,
    closesOn: one.closesOn,
    plannedOn: one.plannedOn,
    doneOn: one.doneOn,
    fulfilledBy: one.fulfilledBy,
    cancelledOn: null,
    cancelledBecause: null,
    pausedFrom: null,
    pausedUntil: null,
    because: one.because,
    state: 'upcoming',
  }
  if (one.doneOn !== null) return duty
  if (one.cut <= one.closesOn) {
    duty.cancelledOn = one.cut
    duty.cancelledBecause =
      one.cut < gone
        ? 'agreement-ended'
        : facts.diedOn !== null && facts.diedOn === gone
          ? 'died'
          : 'moved-out'
  }
  if (presence && facts.awaySince !== null) pauseWhileAway(duty, facts.awaySince, facts.awayUntil)
  return duty
}

/** Away from home nothing can be done face to face: put off, and not owed if the whole time passes so. */
function pauseWhileAway(duty: Duty, awaySince: LocalDate, awayUntil: LocalDate | null): void {
  if (awaySince > duty.dueBy || (awayUntil !== null && awayUntil < duty.dueFrom)) return
  duty.pausedFrom = awaySince
  duty.pausedUntil = awayUntil
  if (awayUntil !== null && awayUntil < duty.closesOn) return
  const on = addDays(duty.dueBy, 1)
  if (duty.cancelledOn !== null && duty.cancelledOn <= on) return
  duty.cancelledOn = on
  duty.cancelledBecause = 'away'
}
