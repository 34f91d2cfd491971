import { addDays, addYears, earlier, type LocalDate, later, yearOf } from '../days/local-date.ts'
import { isByRule } from '../populations/own-population.ts'
import { isDerived, type Population, ruledPeriods } from '../populations/population.ts'
import type { ResidentFacts } from '../residents/resident-facts.ts'
import { type CompiledPolicy, type CompiledRule, NEVER, type Window } from './compile-policy.ts'
import type { DutyReason } from './duty.ts'
import type { Occurrence } from './occurrence.ts'
import { oweAfterJoining } from './owe-joining.ts'
import { listIn, oweOnce } from './owed-lists.ts'

export function owePopulations(facts: ResidentFacts, policy: CompiledPolicy, gone: LocalDate): void {
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
  for (const one of policy.ages.own ?? []) {
    const rules = isByRule(one) ? policy.rulesOf[one.population] : undefined
    if (rules === undefined) continue
    const span = { from: later(registeredOn, policy.resultsSince), to: policy.yearEnd }
    for (const { since, until } of ruledPeriods(one.population, facts, policy.ages, span)) {
      // Who belongs to the end of the year belongs on: a period of the next year is not cut off by this one's.
      const to = until === policy.yearEnd ? NEVER : (until ?? NEVER)
      for (const rule of rules) oweListed(rule, facts, since, to, policy, gone)
    }
  }
  // 迁出、死亡 ends the lists too, with the last day here: what is open then was cut off by the leaving, not missed before it.
  const lastDayHere = gone === NEVER ? NEVER : addDays(gone, -1)
  for (const { population, since, until } of facts.populations) {
    if (isDerived(population, policy.ages)) continue
    const rules = policy.rulesOf[population as Population]
    if (rules === undefined || since > policy.yearEnd) continue
    const to = until === null || until >= lastDayHere ? NEVER : until
    if (to < policy.yearStart) continue
    const from = later(since, registeredOn)
    for (const rule of rules) oweListed(rule, facts, from, to, policy, gone)
  }
}

function oweListed(
  rule: CompiledRule,
  facts: ResidentFacts,
  from: LocalDate,
  to: LocalDate,
  policy: CompiledPolicy,
  gone: LocalDate,
): void {
  if (rule.frequency.kind === 'after-joining') oweAfterJoining(rule, from, to, policy, gone)
  else owePeriods(rule, facts, from, to, gone)
}

/** The birthday when it falls in the year, else a day before the year: only the year's own days are told apart. */
function turnsInYear(birthDate: LocalDate, years: number, policy: CompiledPolicy): LocalDate {
  return yearOf(birthDate) + years === policy.year ? addYears(birthDate, years) : birthDate
}

export function owePeriods(
  rule: CompiledRule,
  facts: ResidentFacts,
  from: LocalDate,
  to: LocalDate,
  cut: LocalDate,
): void {
  if (rule.windows === null) return
  let start = from
  // A birthday before the year tells nothing of the year's own days.
  if (rule.fromYears !== null && facts.birthDate >= rule.bornBefore) {
    if (facts.birthDate > rule.bornBy) return
    const birthday = addYears(facts.birthDate, rule.fromYears)
    if (birthday > start) start = birthday
  }
  const { service, slot, windows, because, countsBefore } = rule
  oweWindows(service, slot, windows, start, to, cut, because, countsBefore ? facts.registeredOn : start)
}

/**
 * One source owes a service in every period that it covers long enough; a period that another source owes is one.
 * @param countsFrom from which day on what was given counts in the period in the middle of which the source begins
 */
export function oweWindows(
  service: number,
  slot: number,
  windows: readonly Window[],
  from: LocalDate,
  to: LocalDate,
  cut: LocalDate,
  because: readonly DutyReason[],
  countsFrom = from,
): void {
  if (from > to || windows.length === 0) return
  // Most belong all the year: then no period needs to be compared with their days.
  const first = windows[0]!
  const sinceBefore = from <= first.from && from <= first.latestStart
  const untilAfter = to === NEVER
  let list: Occurrence[] | null = null
  for (let index = 0; index < windows.length; index++) {
    const window = windows[index]!
    if (!sinceBefore && from > window.latestStart) continue
    if (!untilAfter && to < window.earliestEnd) continue
    const dueFrom = sinceBefore ? window.from : later(from, window.from)
    const dueBy = untilAfter ? window.to : earlier(to, window.to)
    const opensOn = dueFrom === window.from ? window.opensOn : later(window.from, countsFrom)
    const closesOn = dueBy === window.to ? window.closesOn : dueBy
    list ??= listIn(service, slot)
    oweOnce(list, window.key, dueFrom, dueBy, opensOn, closesOn, cut, because)
  }
}
