import {
  addDays,
  addMonths,
  dayOfMonthOf,
  earlier,
  type LocalDate,
  later,
  monthOf,
  yearOf,
} from '../days/local-date.ts'
import type { AgreementFacts, ResidentFacts } from '../residents/resident-facts.ts'
import {
  type CompiledPolicy,
  type CompiledRule,
  isMeshOfCalendar,
  meshOf,
  NEVER,
  numberOfService,
  RANK,
  RANKS,
  rankOf,
  type SigningDays,
  serviceCodes,
} from './compile-policy.ts'
import type { DutyReason } from './duty.ts'
import { owePeriods, oweWindows } from './owe-periods.ts'
import { listIn, oweOnce } from './owed-lists.ts'

/** @returns the first day from which a record can prove something an agreement owes. */
export function oweAgreements(facts: ResidentFacts, policy: CompiledPolicy, gone: LocalDate): LocalDate {
  const { agreements, registeredOn } = facts
  let since = NEVER
  if (agreements.length === 0) return since
  const first = firstSigned(agreements)

  for (const agreement of agreements) {
    const { startsOn, endsOn, terminatedOn } = agreement
    if (endsOn < policy.yearStart || startsOn > policy.yearEnd) continue
    if (terminatedOn !== null && (terminatedOn <= policy.yearStart || terminatedOn <= startsOn)) continue
    const from = later(startsOn, registeredOn)
    if (from > endsOn) continue
    const cut = terminatedOn !== null && terminatedOn < gone ? terminatedOn : gone
    if (from < since) since = from

    for (const rule of policy.rulesOfSigned) {
      if (rule.windows !== null) owePeriods(rule, facts, from, endsOn, cut)
      else if (agreement === first && rule.frequency.kind === 'after-first-signing') {
        if (from < rule.validFrom || from > rule.validTo) continue
        const { by, opensOn } = daysAfterSigning(rule, rule.frequency.withinDays, from)
        if (opensOn < since) since = opensOn
        const key = `${serviceCodes[rule.service]}:S${startsOn}`
        oweOnce(
          listIn(rule.service, rule.slot),
          key,
          from,
          earlier(by, endsOn),
          opensOn,
          endsOn,
          endOfCover(first, agreements, gone),
          rule.because,
        )
      }
    }
    oweItems(agreement, policy, from, cut)
  }
  return since
}

/** 首签: the earliest that gave any cover; one that was voided on its first day was none. Null without any. */
function firstSigned(agreements: readonly AgreementFacts[]): AgreementFacts | null {
  let first: AgreementFacts | null = null
  for (const agreement of agreements)
    if (gaveCover(agreement) && (first === null || agreement.startsOn < first.startsOn)) first = agreement
  return first
}

/** One that ended on or before its first day covered nobody. */
const gaveCover = ({ startsOn, terminatedOn }: AgreementFacts): boolean =>
  terminatedOn === null || terminatedOn > startsOn

/** First day on which the first signing owes nothing any more: a new team (改签) takes over what the old one left. */
function endOfCover(
  first: AgreementFacts,
  agreements: readonly AgreementFacts[],
  gone: LocalDate,
): LocalDate {
  let end = first.terminatedOn
  while (end !== null) {
    const next = agreements.find((agreement) => agreement.startsOn === end && gaveCover(agreement))
    if (next === undefined) break
    end = next.terminatedOn
  }
  return end !== null && end < gone ? end : gone
}

/** The days of what is owed after signing, remembered: a county signs on a few hundred days. */
function daysAfterSigning(rule: CompiledRule, withinDays: number, from: LocalDate): SigningDays {
  const { signingDays, earlyDays } = rule
  let found = signingDays.get(from)
  if (found === undefined) {
    found = { by: addDays(from, withinDays), opensOn: addDays(from, -earlyDays) }
    if (signingDays.size < 4000) signingDays.set(from, found)
  }
  return found
}

function oweItems(agreement: AgreementFacts, policy: CompiledPolicy, from: LocalDate, cut: LocalDate): void {
  const { agreementId, endsOn } = agreement
  for (const { packageCode, name, items } of agreement.packages) {
    for (const { service: code, times, every } of items) {
      if (every === 'on-need' || times < 1) continue
      const service = numberOfService(code)
      if (service === undefined) continue
      const because: readonly DutyReason[] = [
        { kind: 'agreement', agreementId, packageCode, packageName: name, times, every },
      ]
      if (every === 'term') {
        oweTerm(service, RANK['agreement-term'], 'T', agreement, from, endsOn, times, cut, because)
        continue
      }
      const { months, copies } = meshOf(every, times)
      if (isMeshOfCalendar(months, copies)) {
        const rank = rankOf(months)
        oweWindows(
          service,
          service * RANKS + rank,
          policy.agreementWindows(service, rank),
          from,
          endsOn,
          cut,
          because,
        )
      } else oweAgreementYears(service, months, copies, agreement, policy, from, cut, because)
    }
  }
}

/** Bought for a year of the agreement: counted from its own first day, not by the calendar. */
function oweAgreementYears(
  service: number,
  months: number,
  copies: number,
  agreement: AgreementFacts,
  policy: CompiledPolicy,
  from: LocalDate,
  cut: LocalDate,
  because: readonly DutyReason[],
): void {
  const { startsOn, endsOn } = agreement
  const rank = months === 12 ? RANK['agreement-year'] : RANK['agreement-half-year']
  const letter = months === 12 ? 'A' : months === 6 ? 'AH' : `A${months}M`
  if (months === 12 && written(endsOn) - written(startsOn) < ONE_YEAR) {
    oweTerm(service, rank, letter, agreement, from, endsOn, copies, cut, because)
    return
  }
  let start = startsOn
  for (let index = 1; start <= endsOn && start <= policy.yearEnd; index++) {
    const next = addMonths(startsOn, index * months)
    const last = addDays(next, -1)
    const to = earlier(last, endsOn)
    if (to >= policy.yearStart && to >= from) {
      const part = { ...agreement, startsOn: start }
      oweTerm(service, rank, letter, part, later(start, from), to, copies, cut, because)
    }
    start = next
  }
}

/** What a day's number, read as it is written, grows by in a year: 20260301 − 20250301. */
const ONE_YEAR = 10_000

function written(day: LocalDate): number {
  return yearOf(day) * ONE_YEAR + monthOf(day) * 100 + dayOfMonthOf(day)
}

function oweTerm(
  service: number,
  rank: number,
  letter: string,
  { startsOn }: AgreementFacts,
  from: LocalDate,
  to: LocalDate,
  copies: number,
  cut: LocalDate,
  because: readonly DutyReason[],
): void {
  const list = listIn(service, service * RANKS + rank)
  for (let copy = 1; copy <= copies; copy++) {
    const key = `${serviceCodes[service]}:${letter}${startsOn}${copy > 1 ? `#${copy}` : ''}`
    oweOnce(list, key, from, to, from, to, cut, because)
  }
}
