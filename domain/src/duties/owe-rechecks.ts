import { addDays, type LocalDate } from '../days/local-date.ts'
import type { Population } from '../populations/population.ts'
import type { ResidentFacts } from '../residents/resident-facts.ts'
import { type CompiledPolicy, type CompiledRule, NEVER, serviceCodes } from './compile-policy.ts'
import { listIn, oweOnce } from './owed-lists.ts'

/** A value of somebody not known to be ill, the last of its day. */
export type ScreenedValue = { readonly on: LocalDate; readonly recordId: string; readonly isHigh: boolean }

export type Screened = {
  rule: CompiledRule
  policy: CompiledPolicy
  gone: LocalDate
  /** From this day on the person is a patient, and what screening had left open is superseded. */
  until: LocalDate
  /** In the order of their days. */
  values: readonly ScreenedValue[]
}

/** How high values are followed: on how many days in a row they are high until they are taken as confirmed. */
type Rechecks = { highDays: number; recheckWithinDays: number; resultWithinDays: number }

/** From this day on somebody is followed up as a patient of the population: what screening owes ends. */
export function listedFrom({ populations }: ResidentFacts, population: Population): LocalDate {
  let since = NEVER
  for (const one of populations)
    if (one.population === population && one.until === null && one.since < since) since = one.since
  return since
}

/** What was measured from a day on and before another. */
export function screenedValues<Reading extends { on: LocalDate; recordId: string }>(
  readings: readonly Reading[],
  from: LocalDate,
  until: LocalDate,
  isHigh: (reading: Reading) => boolean,
): ScreenedValue[] {
  const values: ScreenedValue[] = []
  for (const reading of readings) {
    const { on, recordId } = reading
    if (on >= from && on < until) values.push({ on, recordId, isHigh: isHigh(reading) })
  }
  return values
}

/** A high value is measured again on another day until it is confirmed; then the result of the referral is asked after. */
export function oweRechecks(
  screened: Screened,
  { highDays, recheckWithinDays, resultWithinDays }: Rechecks,
): void {
  const { rule, policy, values } = screened
  let inARow = 0
  values.forEach(({ on, isHigh }, index) => {
    inARow = isHigh ? inARow + 1 : 0
    if (inARow === 0 || inARow > highDays || on > rule.validTo) return
    const isLast = inARow === highDays
    const by = addDays(on, isLast ? resultWithinDays : recheckWithinDays)
    const closesOn = addDays(by, policy.duties.returnVisitLateDays)
    if (closesOn < policy.yearStart || on > policy.yearEnd) return
    const next = values[index + 1]
    const answer = next !== undefined && next.on <= closesOn ? next : undefined
    oweValue(screened, `${isLast ? 'S' : 'C'}${on}`, { from: addDays(on, 1), by, closesOn }, answer)
  })
}

export function oweValue(
  { rule, gone, until }: Screened,
  period: string,
  days: { from: LocalDate; by: LocalDate; closesOn: LocalDate },
  value: ScreenedValue | undefined,
): void {
  if (value === undefined && until <= days.closesOn) return
  const list = listIn(rule.service, rule.slot)
  const key = `${serviceCodes[rule.service]}:${period}`
  const owed = oweOnce(list, key, days.from, days.by, days.from, days.closesOn, gone, rule.because)
  if (value === undefined) return
  owed.doneOn = value.on
  owed.fulfilledBy = value.recordId
}
