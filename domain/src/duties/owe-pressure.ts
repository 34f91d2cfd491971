import { addYears, type LocalDate, later } from '../days/local-date.ts'
import {
  HIGH_DAYS_TO_CONFIRM,
  isHighPressure,
  pressureReadings,
} from '../forms/hypertension/pressure-readings.ts'
import type { ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import { isFaceToFace } from '../service-records/service-mode.ts'
import type { CompiledPolicy } from './compile-policy.ts'
import {
  listedFrom,
  oweRechecks,
  oweValue,
  type Screened,
  type ScreenedValue,
  screenedValues,
} from './owe-rechecks.ts'
import { firstSince } from './read-services.ts'

/**
 * 35岁首诊测血压 and what follows from a high reading, of who is not on the list of hypertension: the pressure is owed on the day
 * of the first visit of the year; high, it is measured again on another day until three days in a row were high; then the
 * result of the referral is asked after. Readings of any sheet count. Source: public-health-spec.md §9.1. @param telling the services that may hold one
 */
export function owePressure(
  facts: ResidentFacts,
  telling: readonly ServiceFacts[],
  policy: CompiledPolicy,
  gone: LocalDate,
): void {
  for (const rule of policy.pressureRules) {
    if (facts.birthDate > rule.bornBy) continue
    const until = listedFrom(facts, 'hypertension')
    const first = facts.services[0]
    if (first === undefined || first.performedOn >= until) continue
    if (telling.length === 0 && facts.birthDate < rule.bornBefore) {
      // Of age on every day of the year, and never measured: only the first visit can owe something.
      oweFirstVisit({ rule, policy, gone, until, values: none }, facts, rule.validFrom)
      continue
    }
    const from = later(addYears(facts.birthDate, rule.fromYears ?? 0), rule.validFrom)
    const values = screenedValues(pressureReadings(telling), from, until, isHighPressure)
    const screened = { rule, policy, gone, until, values }
    oweFirstVisit(screened, facts, from)
    oweRechecks(screened, { ...rule.frequency, highDays: HIGH_DAYS_TO_CONFIRM })
  }
}

const none: readonly ScreenedValue[] = []

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
  for (let index = firstSince(services, since); index < services.length; index++) {
    const { performedOn, mode, form, service } = services[index]!
    if (performedOn > policy.yearEnd || performedOn >= until) return null
    if (!isFaceToFace(mode) || form === FOLLOW_UP) continue
    if ((policy.proofOf(form, service)?.services.length ?? 0) > 0) return performedOn
  }
  return null
}

/** Measures the pressure itself: who is seen on it is followed up, on the list or not yet. */
const FOLLOW_UP = 'hypertension-follow-up'
