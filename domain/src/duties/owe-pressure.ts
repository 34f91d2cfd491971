import { addYears, type LocalDate, later } from '../days/local-date.ts'
import {
  HIGH_DAYS_TO_CONFIRM,
  isHighPressure,
  pressureReadings,
} from '../forms/hypertension/pressure-readings.ts'
import type { ResidentFacts } from '../residents/resident-facts.ts'
import { isFaceToFace } from '../service-records/service-mode.ts'
import type { CompiledPolicy } from './compile-policy.ts'
import { listedFrom, oweRechecks, oweValue, type Screened } from './owe-rechecks.ts'

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
    const until = listedFrom(facts, 'hypertension')
    const values = pressureReadings(facts.services)
      .filter(({ on }) => on >= from && on < until)
      .map((reading) => ({ on: reading.on, recordId: reading.recordId, isHigh: isHighPressure(reading) }))
    const screened = { rule, policy, gone, until, values }
    oweFirstVisit(screened, facts, from)
    oweRechecks(screened, { ...rule.frequency, highDays: HIGH_DAYS_TO_CONFIRM })
  }
}

function oweFirstVisit(screened: Screened, facts: ResidentFacts, from: LocalDate): void {
  const { rule, policy, until, values } = screened
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
  const measured = values.find(({ on }) => on >= day && on <= policy.yearEnd)
  oweValue(screened, `${policy.year}F`, { from: day, by: day, closesOn: policy.yearEnd }, measured)
}

/** Measures the pressure itself: who is seen on it is followed up, on the list or not yet. */
const FOLLOW_UP = 'hypertension-follow-up'
