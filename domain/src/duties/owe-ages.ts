import { addDays, addMonths, type LocalDate, later } from '../days/local-date.ts'
import type { ResidentFacts } from '../residents/resident-facts.ts'
import { type CompiledPolicy, NEVER, serviceCodes } from './compile-policy.ts'
import { listIn, oweOnce } from './owed-lists.ts'

/** @returns the first day from which a record can prove a visit at an age. */
export function oweAges(facts: ResidentFacts, policy: CompiledPolicy, gone: LocalDate): LocalDate {
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
