import { addYears, type LocalDate, later } from '../days/local-date.ts'
import { glucoseReadings } from '../forms/type2-diabetes/glucose-readings.ts'
import type { ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import type { CompiledPolicy } from './compile-policy.ts'
import { listedFrom, oweRechecks, screenedValues } from './owe-rechecks.ts'

/**
 * What follows from a high fasting glucose of who is not on the list of type 2 diabetes: it is measured again on another day,
 * and confirmed, the result of the referral is asked after. Source: public-health-spec.md §8 (结果异常者复查或转诊), §10.
 * @param telling the services that tell of results
 */
export function oweGlucose(
  facts: ResidentFacts,
  telling: readonly ServiceFacts[],
  policy: CompiledPolicy,
  gone: LocalDate,
): void {
  for (const rule of policy.glucoseRules) {
    if (facts.birthDate > rule.bornBy) continue
    const readings = glucoseReadings(telling)
    if (readings.length === 0) continue
    const from = later(addYears(facts.birthDate, rule.fromYears ?? 0), rule.validFrom)
    const until = listedFrom(facts, 'type2-diabetes')
    const values = screenedValues(readings, from, until, ({ isHigh }) => isHigh)
    oweRechecks({ rule, policy, gone, until, values }, rule.frequency)
  }
}
