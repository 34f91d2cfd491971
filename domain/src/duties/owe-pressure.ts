import { addYears, type LocalDate, later } from '../days/local-date.ts'
import {
  HIGH_DAYS_TO_CONFIRM,
  isHighPressure,
  pressureReadings,
} from '../forms/hypertension/pressure-readings.ts'
import type { ResidentFacts } from '../residents/resident-facts.ts'
import { isFaceToFace } from '../service-records/service-mode.ts'
import type { CompiledPolicy } from './compile-policy.ts'
import { listedFrom, oweRechecks, oweValue, type Screened, screenedValues } from './owe-rechecks.ts'

/**
 * 35岁首诊测血压 and what follows from a high reading, of who is not on the list of hypertension: the pressure is owed on the day
 * of the first visit of the year; high, it is measured again on another day until three days in a row were high; then the
 * result of the referral is asked after. Readings of any sheet count. Source: public-health-spec.md §9.1.
 */
export function owePressure(facts: ResidentFacts, policy: CompiledPolicy, gone: LocalDate): void {
  for (const rule of policy.pressureRules) {
    if (facts.birthDate > rule.bornBy) continue
    const until = listedFrom(facts, 'hypertension')
    const first = facts.services[0]
    if (first === undefined || first.performedOn >= until) continue
    const from = later(addYears(facts.birthDate, rule.fromYears ?? 0), rule.validFrom)
    const values = screenedValues(pressureReadings(facts.services), from, until, isHighPressure)
    const screened = { rule, policy, gone, until, values }
    oweFirstVisit(screened, facts, from)
    oweRechecks(screened, { ...rule.frequency, highDays: HIGH_DAYS_TO_CONFIRM })
  }
}

function oweFirstVisit(screened: Screened, facts: ResidentFacts, from: LocalDate): void {
  const { rule, policy, until, values } = screened
  const day = firstVisit(facts, policy, later(from, facts.registeredOn), until)
  if (day === null || day > rule.validTo) return
  const measured = values.find(({ on }) => on >= day && on <= policy.yearEnd)
  oweValue(screened, `${policy.year}F`, { from: day, by: day, closesOn: policy.yearEnd }, measured)
}

/** The day of the year on which somebody was first seen face to face for another reason than the pressure itself. */
function firstVisit(
  { services }: ResidentFacts,
  policy: CompiledPolicy,
  from: LocalDate,
  until: LocalDate,
): LocalDate | null {
  const since = later(from, policy.yearStart)
  for (const { performedOn, mode, form, service } of services) {
    if (performedOn < since) continue
    if (performedOn > policy.yearEnd || performedOn >= until) return null
    if (!isFaceToFace(mode) || form === FOLLOW_UP) continue
    if ((policy.proofOf(form, service)?.services.length ?? 0) > 0) return performedOn
  }
  return null
}

/** Measures the pressure itself: who is seen on it is followed up, on the list or not yet. */
const FOLLOW_UP = 'hypertension-follow-up'
