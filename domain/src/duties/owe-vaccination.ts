import { addDays, addYears, earlier, type LocalDate, later } from '../days/local-date.ts'
import { servedUntilYears } from '../populations/population.ts'
import type { ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import { nextDoses, type Vaccinated } from '../vaccination/plan.ts'
import { scheduleFor, type VaccinationSchedule } from '../vaccination/schedule.ts'
import { told } from '../vaccination/vaccinated.ts'
import {
  ADOLESCENT_UNTIL_YEARS,
  type CompiledPolicy,
  type CompiledRule,
  RANK,
  RANKS,
  serviceCodes,
} from './compile-policy.ts'
import { occurrence } from './occurrence.ts'
import { listIn } from './owed-lists.ts'

/**
 * 预防接种: one duty a visit, for all doses that can be given at it; what is due next follows from the doses given so far.
 * Visits of the year stand as done with the days they were due. A rule for children is about the ages before school, one for
 * everybody about the doses of adolescent girls. @param telling the services that may tell of doses
 */
export function oweVaccination(
  facts: ResidentFacts,
  telling: readonly ServiceFacts[],
  policy: CompiledPolicy,
  gone: LocalDate,
): void {
  const isChild = facts.birthDate >= policy.childBornFrom
  if (!isChild && !isAdolescentGirl(facts, policy)) return
  for (const rule of isChild ? policy.vaccinationRules.child : policy.vaccinationRules.adolescent) {
    const schedule = scheduleFor(facts.birthDate, policy.vaccination)
    if (schedule === null) continue
    if (isChild) {
      const lastDay = addDays(addYears(facts.birthDate, servedUntilYears(policy.ages)), -1)
      oweVisits(rule, schedule, lastDay, facts, telling, policy, gone)
    } else {
      const lastDay = addDays(addYears(facts.birthDate, ADOLESCENT_UNTIL_YEARS), -1)
      oweVisits(rule, adolescentPart(schedule), lastDay, facts, telling, policy, gone)
    }
  }
}

const adolescentParts = new WeakMap<VaccinationSchedule, VaccinationSchedule>()

/** Of a schedule what is given to adolescent girls; taken out once. */
function adolescentPart(schedule: VaccinationSchedule): VaccinationSchedule {
  let part = adolescentParts.get(schedule)
  if (part === undefined) {
    part = { ...schedule, courses: schedule.courses.filter(({ code }) => code === 'hpv') }
    adolescentParts.set(schedule, part)
  }
  return part
}

function isAdolescentGirl({ sex, birthDate }: ResidentFacts, { adolescentBorn }: CompiledPolicy): boolean {
  return sex === 'female' && birthDate > adolescentBorn.after && birthDate <= adolescentBorn.upTo
}

function oweVisits(
  rule: CompiledRule,
  schedule: VaccinationSchedule,
  lastDay: LocalDate,
  facts: ResidentFacts,
  telling: readonly ServiceFacts[],
  policy: CompiledPolicy,
  gone: LocalDate,
): void {
  const { birthDate, sex, registeredOn } = facts
  const list = listIn(rule.service, rule.service * RANKS + RANK.dose)
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
  const known: ServiceFacts[] = []
  for (const record of telling) {
    const { details, performedOn, recordId } = record
    if (performedOn >= gone) continue
    const hasDoses = details?.doses !== undefined && details.doses.length > 0
    if (hasDoses && performedOn >= policy.yearStart && performedOn <= policy.yearEnd) {
      const next = nextVisit(schedule, { birthDate, sex, ...told(known) }, performedOn)
      if (next) owe(visit, next, { on: performedOn, by: recordId })
    }
    if (hasDoses || details?.specialConditions !== undefined) known.push(record)
    if (hasDoses) visit++
  }
  const next =
    known.length === 0
      ? firstVisit(schedule, { birthDate, sex, doses: [] }, policy.yearStart)
      : nextVisit(schedule, { birthDate, sex, ...told(known) }, policy.yearStart)
  if (
    next &&
    later(next.from, registeredOn) <= policy.yearEnd &&
    next.from <= lastDay &&
    lastDay >= policy.yearStart
  )
    owe(visit, next, null)
}

type NextVisit = { from: LocalDate; by: LocalDate }

const firstVisits = new WeakMap<VaccinationSchedule['policy'], Map<string, NextVisit | null>>()

/** As {@link nextVisit} of a child of whom no dose is known, remembered: the children of a county are born on few days. */
function firstVisit(schedule: VaccinationSchedule, child: Vaccinated, day: LocalDate): NextVisit | null {
  const remembered = firstVisits.get(schedule.policy) ?? new Map<string, NextVisit | null>()
  firstVisits.set(schedule.policy, remembered)
  const id = `${schedule.courses.length}/${child.birthDate}/${child.sex}/${day}`
  let found = remembered.get(id)
  if (found === undefined) {
    found = nextVisit(schedule, child, day)
    if (remembered.size < 20_000) remembered.set(id, found)
  }
  return found
}

/** From the first day on which something can be given, to the last on which the most pressing of it is in time. */
function nextVisit(schedule: VaccinationSchedule, child: Vaccinated, day: LocalDate): NextVisit | null {
  let next: NextVisit | null = null
  for (const { from, by, notFrom } of nextDoses(schedule, child)) {
    if (notFrom !== null && day >= notFrom) continue
    if (next === null) next = { from, by }
    else if (from <= next.by) next = { from: earlier(next.from, from), by: earlier(next.by, by) }
  }
  return next
}
