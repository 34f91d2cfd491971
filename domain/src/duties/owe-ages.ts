import { addDays, addMonths, type LocalDate, later } from '../days/local-date.ts'
import type { ResidentFacts } from '../residents/resident-facts.ts'
import {
  type AgeVisit,
  type CompiledPolicy,
  type CompiledRule,
  NEVER,
  serviceCodes,
} from './compile-policy.ts'
import type { DutyFrequency } from './duty-rule.ts'
import { listIn, oweOnce } from './owed-lists.ts'

type AtAges = Extract<DutyFrequency, { kind: 'at-ages' }>

/** @returns the first day from which a record can prove a visit at an age. */
export function oweAges(facts: ResidentFacts, policy: CompiledPolicy, gone: LocalDate): LocalDate {
  const { birthDate, registeredOn } = facts
  if (birthDate < policy.childBornFrom || policy.rulesOf.child === undefined) return NEVER
  let since = NEVER
  for (const rule of policy.rulesOf.child) {
    if (rule.frequency.kind !== 'at-ages') continue
    for (const { key, from, inTime, closesOn } of visitsOf(rule, rule.frequency, birthDate, policy)) {
      if (closesOn < registeredOn) continue
      const dueFrom = later(from, registeredOn)
      if (dueFrom < since) since = dueFrom
      const dueBy = inTime < dueFrom ? closesOn : inTime
      oweOnce(listIn(rule.service, rule.slot), key, dueFrom, dueBy, dueFrom, closesOn, gone, rule.because)
    }
  }
  return since
}

/** The visits of who was born on a day, remembered: the children of a county are born on few days. */
function visitsOf(
  rule: CompiledRule,
  frequency: AtAges,
  birthDate: LocalDate,
  policy: CompiledPolicy,
): readonly AgeVisit[] {
  let visits = rule.visitsAtAges.get(birthDate)
  if (visits === undefined) {
    visits = frequency.months.flatMap((_, index) => visitAt(index, rule, frequency, birthDate, policy) ?? [])
    if (rule.visitsAtAges.size < 4000) rule.visitsAtAges.set(birthDate, visits)
  }
  return visits
}

/** @returns null when it is no visit of the year. */
function visitAt(
  index: number,
  rule: CompiledRule,
  { months, lastForMonths, firstInDays }: AtAges,
  birthDate: LocalDate,
  policy: CompiledPolicy,
): AgeVisit | null {
  const next = months[index + 1] ?? months[index]! + lastForMonths
  const inDays = index === 0 ? firstInDays : undefined
  const from = inDays === undefined ? addMonths(birthDate, months[index]!) : addDays(birthDate, inDays.from)
  const closesOn = addDays(addMonths(birthDate, next), -1)
  if (from > policy.yearEnd || closesOn < policy.yearStart) return null
  if (from < rule.validFrom || from > rule.validTo) return null
  const inTime = inDays === undefined ? closesOn : addDays(birthDate, inDays.to)
  return { key: `${serviceCodes[rule.service]}:age${months[index]}`, from, inTime, closesOn }
}
