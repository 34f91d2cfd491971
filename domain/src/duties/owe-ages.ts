import { addDays, addMonths, type LocalDate, later, monthOf, yearOf } from '../days/local-date.ts'
import type { ResidentFacts } from '../residents/resident-facts.ts'
import { type CompiledPolicy, NEVER, serviceCodes } from './compile-policy.ts'
import { listIn, oweOnce } from './owed-lists.ts'

/** @returns the first day from which a record can prove a visit at an age. */
export function oweAges(facts: ResidentFacts, policy: CompiledPolicy, gone: LocalDate): LocalDate {
  const { birthDate, registeredOn } = facts
  if (birthDate < policy.childBornFrom || policy.rulesOf.child === undefined) return NEVER
  let since = NEVER
  /** Months of age reached in January of the year, whatever the day; eleven more in December. */
  const inJanuary = (policy.year - yearOf(birthDate)) * 12 + 1 - monthOf(birthDate)
  for (const rule of policy.rulesOf.child) {
    if (rule.frequency.kind !== 'at-ages') continue
    const { months, lastForMonths, firstInDays } = rule.frequency
    for (let index = 0; index < months.length; index++) {
      const next = months[index + 1] ?? months[index]! + lastForMonths
      const inDays = index === 0 ? firstInDays : undefined
      if (next < inJanuary || (inDays === undefined && months[index]! > inJanuary + 11)) continue
      const from =
        inDays === undefined ? addMonths(birthDate, months[index]!) : addDays(birthDate, inDays.from)
      if (from > policy.yearEnd || from < rule.validFrom || from > rule.validTo) continue
      const closesOn = addDays(addMonths(birthDate, next), -1)
      if (closesOn < policy.yearStart || closesOn < registeredOn) continue
      const dueFrom = later(from, registeredOn)
      if (dueFrom < since) since = dueFrom
      const inTime = inDays === undefined ? closesOn : addDays(birthDate, inDays.to)
      const dueBy = inTime < dueFrom ? closesOn : inTime
      const key = `${serviceCodes[rule.service]}:age${months[index]}`
      oweOnce(listIn(rule.service, rule.slot), key, dueFrom, dueBy, dueFrom, closesOn, gone, rule.because)
    }
  }
  return since
}
