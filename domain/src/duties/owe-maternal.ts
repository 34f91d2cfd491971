import { addDays, earlier, type LocalDate, later } from '../days/local-date.ts'
import { type Pregnancy, pregnanciesOf } from '../forms/maternal/pregnancy.ts'
import type { ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import { type CompiledPolicy, type CompiledRule, NEVER, serviceCodes } from './compile-policy.ts'
import { listIn, oweOnce } from './owed-lists.ts'

/**
 * What is owed by the weeks of a pregnancy and after its end. A window that had begun when the pregnancy ended closes with it;
 * one that had not is not owed. @param telling the services that may tell of one.
 * @returns the first day from which a record can prove something of it.
 */
export function oweMaternal(
  facts: ResidentFacts,
  telling: readonly ServiceFacts[],
  policy: CompiledPolicy,
  gone: LocalDate,
): LocalDate {
  if (facts.sex === 'male' || policy.rulesOf.pregnant === undefined) return NEVER
  if (!telling.some(({ details }) => details?.lastPeriodOn !== undefined)) return NEVER
  let since = NEVER
  for (const pregnancy of pregnanciesOf(telling)) {
    for (const rule of policy.rulesOf.pregnant) {
      const from =
        rule.frequency.kind === 'by-gestation'
          ? oweByGestation(rule, rule.frequency.visits, pregnancy, facts, policy, gone)
          : rule.frequency.kind === 'after-delivery'
            ? oweAfterDelivery(rule, rule.frequency, pregnancy, facts, policy, gone)
            : NEVER
      if (from < since) since = from
    }
  }
  return since
}

function oweByGestation(
  rule: CompiledRule,
  visits: readonly { fromWeeks: number; toWeeks: number }[],
  { lastPeriodOn, endedOn }: Pregnancy,
  facts: ResidentFacts,
  policy: CompiledPolicy,
  gone: LocalDate,
): LocalDate {
  let since = NEVER
  visits.forEach(({ fromWeeks, toWeeks }, index) => {
    const from = addDays(lastPeriodOn, fromWeeks * 7)
    if (endedOn !== null && from >= endedOn) return
    const last = endedOn ?? NEVER
    const to = earlier(addDays(lastPeriodOn, toWeeks * 7 + 6), last)
    const next = visits[index + 1]
    const closesBefore = next === undefined ? NEVER : addDays(lastPeriodOn, next.fromWeeks * 7 - 1)
    const closesOn = earlier(later(to, earlier(addDays(to, rule.lateDays), closesBefore)), last)
    since = earlier(
      since,
      owe(rule, `L${lastPeriodOn}w${fromWeeks}`, from, to, closesOn, facts, policy, gone),
    )
  })
  return since
}

/** A birth, alive or not, is followed; a loss is not. */
function oweAfterDelivery(
  rule: CompiledRule,
  frequency: { countedFrom: 'discharge' | 'delivery'; fromDays: number; withinDays: number },
  { lastPeriodOn, endedOn, outcome, dischargedOn }: Pregnancy,
  facts: ResidentFacts,
  policy: CompiledPolicy,
  gone: LocalDate,
): LocalDate {
  if (endedOn === null || (outcome !== null && outcome > 2)) return NEVER
  const counted = frequency.countedFrom === 'discharge' ? (dischargedOn ?? endedOn) : endedOn
  const from = addDays(counted, frequency.fromDays)
  const to = addDays(from, frequency.withinDays)
  return owe(rule, `L${lastPeriodOn}`, from, to, addDays(to, rule.lateDays), facts, policy, gone)
}

function owe(
  rule: CompiledRule,
  period: string,
  from: LocalDate,
  to: LocalDate,
  closesOn: LocalDate,
  { registeredOn }: ResidentFacts,
  policy: CompiledPolicy,
  gone: LocalDate,
): LocalDate {
  if (from > policy.yearEnd || closesOn < policy.yearStart || to < registeredOn) return NEVER
  if (from < rule.validFrom || from > rule.validTo) return NEVER
  const dueFrom = later(from, registeredOn)
  const key = `${serviceCodes[rule.service]}:${period}`
  oweOnce(listIn(rule.service, rule.slot), key, dueFrom, to, dueFrom, closesOn, gone, rule.because)
  return dueFrom
}
