import { addDays, earlier, type LocalDate, later } from '../days/local-date.ts'
import { sameValue } from '../policy/same-value.ts'
import type { DutyPolicy, DutyRule } from './duty-rule.ts'

/**
 * The duties from the day on which a version of them begins: what was owed before that day stays as it was planned, so that a
 * frequency that a notice changes in July asks for nothing more, and forgets nothing, of January to June. A rule that the
 * version changes or leaves out goes on for periods that had begun; the changed one holds for periods that end on the day or
 * later. A row that says itself from when or until when it holds (启用、停用) is taken at its word. Project convention.
 */
export function dutiesFrom(previous: DutyPolicy, next: DutyPolicy, day: LocalDate): DutyPolicy {
  const goOn = new Set<DutyRule>()
  const begun = next.rules.map((rule): DutyRule => {
    const before = previous.rules.find(
      ({ code, validFrom }) => code === rule.code && validFrom === rule.validFrom,
    )
    if (before === undefined) return rule
    const same = asksTheSame(before, rule)
      ? before
      : previous.rules.find(
          (one) => one.code === rule.code && holdsOn(one, addDays(day, -1)) && asksTheSame(one, rule),
        )
    if (same !== undefined) {
      goOn.add(same)
      return { ...rule, validFrom: same.validFrom }
    }
    return isAboutDays(rule) ? { ...rule, validFrom: later(rule.validFrom, day) } : rule
  })
  const ended = previous.rules.flatMap((rule): DutyRule[] => {
    if (goOn.has(rule) || !isAboutDays(rule)) return []
    const successors = begun.filter(({ code, validFrom }) => code === rule.code && validFrom > rule.validFrom)
    const end = successors.map(({ validFrom }) => validFrom).sort()[0] ?? day
    const validTo = earlier(rule.validTo ?? end, addDays(end, -1))
    return validTo < rule.validFrom ? [] : [{ ...rule, validTo }]
  })
  return { ...next, rules: [...begun, ...ended] }
}

function holdsOn({ validFrom, validTo }: DutyRule, day: LocalDate): boolean {
  return validFrom <= day && (validTo === null || day <= validTo)
}

/** Whether two rows owe the same to the same people, whatever clause they name and whenever they end. */
function asksTheSame(a: DutyRule, b: DutyRule): boolean {
  return sameValue(asked(a), asked(b))
}

function asked({ service, who, frequency, earlyDays, lateDays }: DutyRule) {
  return { service, who, frequency, earlyDays, lateDays }
}

/** Rules about what a record told look at the present text only. */
function isAboutDays({ frequency: { kind } }: DutyRule): boolean {
  return kind !== 'pressure-screening' && kind !== 'glucose-recheck' && kind !== 'vaccination-schedule'
}
