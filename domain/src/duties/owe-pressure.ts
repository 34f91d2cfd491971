import { addDays, addYears, type LocalDate, later } from '../days/local-date.ts'
import {
  HIGH_DAYS_TO_CONFIRM,
  highDaysInARow,
  type PressureReading,
  pressureReadings,
} from '../forms/hypertension/pressure-readings.ts'
import type { ResidentFacts } from '../residents/resident-facts.ts'
import { isFaceToFace } from '../service-records/service-mode.ts'
import { type CompiledPolicy, type CompiledRule, NEVER, serviceCodes } from './compile-policy.ts'
import { listIn, oweOnce } from './owed-lists.ts'

/**
 * 35岁首诊测血压 and what follows from a high reading, of who is not on the list of hypertension: the pressure is owed on the day
 * of the first visit of the year; high, it is measured again on another day until three days in a row were high; then the
 * result of the referral is asked after. Readings of any sheet count. Source: public-health-spec.md §9.1.
 */
export function owePressure(facts: ResidentFacts, policy: CompiledPolicy, gone: LocalDate): void {
  for (const rule of policy.rulesOfEveryone) {
    if (rule.frequency.kind !== 'pressure-screening') continue
    const from = later(addYears(facts.birthDate, rule.fromYears ?? 0), rule.validFrom)
    if (from > policy.yearEnd) continue
    const until = listedFrom(facts)
    const readings = pressureReadings(facts.services).filter(({ on }) => on >= from && on < until)
    const asked = { rule, policy, gone, until, readings }
    oweFirstVisit(asked, facts, from)
    oweRechecks(asked, rule.frequency)
  }
}

type Asked = {
  rule: CompiledRule
  policy: CompiledPolicy
  gone: LocalDate
  /** From this day on the person is a patient, and what screening had left open is superseded. */
  until: LocalDate
  readings: readonly PressureReading[]
}

/** From this day on somebody is followed up as a patient: what screening owes ends. */
function listedFrom({ populations }: ResidentFacts): LocalDate {
  let since = NEVER
  for (const one of populations)
    if (one.population === 'hypertension' && one.until === null && one.since < since) since = one.since
  return since
}

function oweFirstVisit(asked: Asked, facts: ResidentFacts, from: LocalDate): void {
  const { rule, policy, until, readings } = asked
  const visit = facts.services.find(
    ({ performedOn, mode, form, service }) =>
      performedOn >= policy.yearStart &&
      performedOn <= policy.yearEnd &&
      performedOn >= from &&
      performedOn < until &&
      performedOn >= facts.registeredOn &&
      isFaceToFace(mode) &&
      form !== FOLLOW_UP &&
      (policy.proofOf(form, service)?.services.length ?? 0) > 0,
  )
  if (visit === undefined || visit.performedOn > rule.validTo) return
  const day = visit.performedOn
  const measured = readings.find(({ on }) => on >= day && on <= policy.yearEnd)
  oweReading(asked, `${policy.year}F`, { from: day, by: day, closesOn: policy.yearEnd }, measured)
}

/** Measures the pressure itself: who is seen on it is followed up, on the list or not yet. */
const FOLLOW_UP = 'hypertension-follow-up'

function oweRechecks(
  asked: Asked,
  { recheckWithinDays, resultWithinDays }: { recheckWithinDays: number; resultWithinDays: number },
): void {
  const { rule, policy, readings } = asked
  readings.forEach(({ on }, index) => {
    const highDays = highDaysInARow(readings.slice(0, index + 1))
    if (highDays === 0 || highDays > HIGH_DAYS_TO_CONFIRM || on > rule.validTo) return
    const isLast = highDays === HIGH_DAYS_TO_CONFIRM
    const by = addDays(on, isLast ? resultWithinDays : recheckWithinDays)
    const closesOn = addDays(by, policy.duties.returnVisitLateDays)
    if (closesOn < policy.yearStart || on > policy.yearEnd) return
    const next = readings[index + 1]
    const answer = next !== undefined && next.on <= closesOn ? next : undefined
    oweReading(asked, `${isLast ? 'S' : 'C'}${on}`, { from: addDays(on, 1), by, closesOn }, answer)
  })
}

function oweReading(
  { rule, gone, until }: Asked,
  period: string,
  days: { from: LocalDate; by: LocalDate; closesOn: LocalDate },
  reading: PressureReading | undefined,
): void {
  if (reading === undefined && until <= days.closesOn) return
  const list = listIn(rule.service, rule.slot)
  const key = `${serviceCodes[rule.service]}:${period}`
  oweOnce(list, key, days.from, days.by, days.from, days.closesOn, gone, rule.because)
  const owed = list.find((one) => one.key === key)
  if (owed === undefined || reading === undefined) return
  owed.doneOn = reading.on
  owed.fulfilledBy = reading.recordId
}
