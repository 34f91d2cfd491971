import { addDays, addYears, earlier, type LocalDate, later } from '../days/local-date.ts'
import type { DoseFacts, ResidentFacts } from '../residents/resident-facts.ts'
import { type OwedDose, owedDoses, type Vaccinated } from '../vaccination/plan.ts'
import { nationalVaccinationPolicy, scheduleFor, type VaccinationSchedule } from '../vaccination/schedule.ts'
import { type CompiledPolicy, type CompiledRule, RANK, RANKS, serviceCodes } from './compile-policy.ts'
import { occurrence } from './occurrence.ts'
import { listIn } from './owed-lists.ts'

/**
 * 预防接种: one duty a visit, for all doses that can be given at it; what is due next follows from the doses given so far.
 * Visits of the year stand as done with the days they were due.
 */
export function oweVaccination(facts: ResidentFacts, policy: CompiledPolicy, gone: LocalDate): void {
  if (facts.birthDate < policy.childBornFrom || policy.rulesOf.child === undefined) return
  for (const rule of policy.rulesOf.child) {
    if (rule.frequency.kind !== 'vaccination-schedule') continue
    const schedule = scheduleFor(facts.birthDate, nationalVaccinationPolicy)
    if (schedule) oweVisits(rule, schedule, facts, policy, gone)
  }
}

function oweVisits(
  rule: CompiledRule,
  schedule: VaccinationSchedule,
  facts: ResidentFacts,
  policy: CompiledPolicy,
  gone: LocalDate,
): void {
  const { birthDate, sex, registeredOn } = facts
  const list = listIn(rule.service, rule.service * RANKS + RANK.dose)
  const lastDay = addDays(addYears(birthDate, policy.ages.childUntilYears), -1)
  const owe = (visit: number, next: NextVisit, done: { on: LocalDate; by: string } | null) => {
    const dueFrom = later(next.from, registeredOn)
    const dueBy = later(next.by, dueFrom)
    const closesOn = later(lastDay, dueBy)
    const key = `${serviceCodes[rule.service]}:V${visit}`
    const one = occurrence(key, dueFrom, dueBy, dueFrom, closesOn, gone, rule.because)
    if (done) {
      one.doneOn = done.on
      one.fulfilledBy = done.by
    }
    list.push(one)
  }

  let visit = 1
  let given: DoseFacts[] = []
  for (const { details, performedOn, recordId } of facts.services) {
    if (!details?.doses || details.doses.length === 0 || performedOn >= gone) continue
    if (performedOn >= policy.yearStart && performedOn <= policy.yearEnd) {
      const next = nextVisit(schedule, { birthDate, sex, doses: given }, performedOn)
      if (next) owe(visit, next, { on: performedOn, by: recordId })
    }
    given = [...given, ...details.doses]
    visit++
  }
  const next =
    given.length === 0
      ? firstVisit(schedule, { birthDate, sex, doses: given }, policy.yearStart)
      : nextVisit(schedule, { birthDate, sex, doses: given }, policy.yearStart)
  if (
    next &&
    later(next.from, registeredOn) <= policy.yearEnd &&
    next.from <= lastDay &&
    lastDay >= policy.yearStart
  )
    owe(visit, next, null)
}

type NextVisit = { from: LocalDate; by: LocalDate }

const firstVisits = new Map<string, NextVisit | null>()

/** As {@link nextVisit} of a child of whom no dose is known, remembered: the children of a county are born on few days. */
function firstVisit(schedule: VaccinationSchedule, child: Vaccinated, day: LocalDate): NextVisit | null {
  const id = `${schedule.code}/${child.birthDate}/${child.sex}/${day}`
  let found = firstVisits.get(id)
  if (found === undefined) {
    found = nextVisit(schedule, child, day)
    if (firstVisits.size < 20_000) firstVisits.set(id, found)
  }
  return found
}

/** From the first day on which something can be given, to the last on which the most pressing of it is in time. */
function nextVisit(schedule: VaccinationSchedule, child: Vaccinated, day: LocalDate): NextVisit | null {
  let next: NextVisit | null = null
  for (const { from, by, waits, notFrom } of owedDoses(schedule, child) as readonly OwedDose[]) {
    if (waits || (notFrom !== null && day >= notFrom)) continue
    if (next === null) next = { from, by }
    else if (from <= next.by) next = { from: earlier(next.from, from), by: earlier(next.by, by) }
  }
  return next
}
