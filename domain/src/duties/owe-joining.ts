import { addDays, earlier, type LocalDate } from '../days/local-date.ts'
import { type CompiledPolicy, type CompiledRule, serviceCodes } from './compile-policy.ts'
import { listIn, oweOnce } from './owed-lists.ts'

/**
 * Once for every time a resident joins a population, counted from that day (第一次入户、纳入时评估). What was not done in
 * its time is still looked for while the person belongs to the population, to the end of the year.
 */
export function oweAfterJoining(
  rule: CompiledRule,
  from: LocalDate,
  to: LocalDate,
  policy: CompiledPolicy,
  gone: LocalDate,
): void {
  if (rule.frequency.kind !== 'after-joining' || from < rule.validFrom || from > rule.validTo) return
  const dueBy = earlier(addDays(from, rule.frequency.withinDays), to)
  if (from > to || dueBy < policy.yearStart) return
  const closesOn = earlier(addDays(dueBy, LATE_DAYS), to)
  const key = `${serviceCodes[rule.service]}:J${from}`
  oweOnce(listIn(rule.service, rule.slot), key, from, dueBy, from, closesOn, gone, rule.because)
}

/** Days after its last day in which it can still be made up for. Project convention. */
const LATE_DAYS = 90
