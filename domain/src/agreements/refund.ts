import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  earlier,
  type LocalDate,
  later,
  yearOf,
} from '../days/local-date.ts'
import { isMeshOfCalendar, meshOf, minimumDaysOf } from '../duties/compile-policy.ts'
import type { DutyPeriod, DutyPolicy } from '../duties/duty-rule.ts'
import { apportion, type FeeLine, totalFen } from '../packages/fee-split.ts'
import type { AgreementPolicy } from './agreement-policy.ts'
import { daysIn, monthsIn, type Term } from './term.ts'
import type { EndReason } from './termination.ts'

/** A paid package of one member: what was paid for it, and how much of its services was delivered. */
export type PaidPart = {
  /** By payer; their sum is the fee of the term. */
  paid: readonly FeeLine[]
  items: readonly {
    /** Times agreed for the whole term; services on need have none. */
    agreedTimes: number
    deliveredTimes: number
    /** List price of one time: the weight of the item in the fee. */
    unitPriceFen: number
  }[]
}

/**
 * The part of a fee that was not used (未使用部分), in fen, rounded to the nearest: by the share that services not delivered
 * have in the list value, by what the list prices of those delivered leave of the fee, or by the days or months of the term
 * that were not covered. By shares a package without list prices weighs each time the same. Delivering more than was agreed
 * uses no more than all.
 */
export function unusedFen(
  part: PaidPart,
  term: Term,
  terminatedOn: LocalDate,
  by: AgreementPolicy['refundBy'],
): number {
  const feeFen = totalFen(part.paid)
  const { unused, whole } = {
    items: () => byItems(part),
    'list-prices': () => ({ unused: Math.max(feeFen - deliveredFen(part), 0), whole: feeFen }),
    days: () => byDays(term, terminatedOn),
    months: () => byMonths(term, terminatedOn),
  }[by]()
  if (whole === 0) return 0
  return Math.round((feeFen * unused) / whole)
}

function byDays(term: Term, terminatedOn: LocalDate): { unused: number; whole: number } {
  const whole = daysIn(term)
  const covered = Math.min(Math.max(daysBetween(term.startsOn, terminatedOn), 0), whole)
  return { unused: whole - covered, whole }
}

/** A month that has begun is used. */
function byMonths(term: Term, terminatedOn: LocalDate): { unused: number; whole: number } {
  const whole = monthsIn(term)
  let used = 0
  while (used < whole && addMonths(term.startsOn, used) < terminatedOn) used++
  return { unused: whole - used, whole }
}

function byItems({ items }: PaidPart): { unused: number; whole: number } {
  const priced = items.some(({ unitPriceFen }) => unitPriceFen > 0)
  let unused = 0
  let whole = 0
  for (const { agreedTimes, deliveredTimes, unitPriceFen } of items) {
    const weight = priced ? unitPriceFen : 1
    whole += agreedTimes * weight
    unused += Math.max(agreedTimes - deliveredTimes, 0) * weight
  }
  return { unused, whole }
}

/** 已履行项目: what was delivered, at its list prices; more than was agreed costs nothing. */
function deliveredFen({ items }: PaidPart): number {
  return items.reduce(
    (sum, { agreedTimes, deliveredTimes, unitPriceFen }) =>
      sum + Math.min(deliveredTimes, agreedTimes) * unitPriceFen,
    0,
  )
}

/** What goes back to whom (退费) when a paid part ends early: each payer in proportion to what was paid, exact to the fen. */
export function refundOf(
  part: PaidPart,
  term: Term,
  end: { terminatedOn: LocalDate; reason: EndReason },
  policy: Pick<AgreementPolicy, 'refundBy' | 'refundOn' | 'fullRefundWithinDays'>,
): FeeLine[] {
  const feeFen = totalFen(part.paid)
  const isEarly = daysBetween(term.startsOn, end.terminatedOn) < (policy.fullRefundWithinDays ?? 0)
  const backFen = {
    none: () => 0,
    full: () => feeFen,
    unused: () => unusedFen(part, term, end.terminatedOn, policy.refundBy),
  }[isEarly ? 'full' : policy.refundOn[end.reason]]()
  const amounts = apportion(
    backFen,
    part.paid.map(({ fen }) => fen),
  )
  return part.paid
    .map(({ payer }, index) => ({ payer, fen: amounts[index] ?? 0 }))
    .filter(({ fen }) => fen > 0)
}

/**
 * How many times an item is agreed for a whole term: as often as it falls due in it, so that nothing goes back for what was
 * never owed. Of the three months until 31 December what is owed every quarter has one time, and so have they with the last
 * ten days of September before them. Null for services on need.
 */
export function timesInTerm(
  item: { times: number; every: DutyPeriod | 'term' | 'on-need' },
  term: Term,
  minimumDays: DutyPolicy['minimumDays'],
): number | null {
  if (item.every === 'on-need') return null
  if (item.every === 'term') return item.times
  const { months, copies } = meshOf(item.every, item.times)
  const most = Math.ceil(monthsIn(term) / months)
  const byCalendar = isMeshOfCalendar(months, copies)
  return copies * (byCalendar ? Math.min(most, periodsIn(term, months, minimumDays)) : most)
}

/** Calendar periods that a term covers long enough to owe something in them; one at least. */
function periodsIn(
  { startsOn, endsOn }: Term,
  months: number,
  minimumDays: DutyPolicy['minimumDays'],
): number {
  const minimum = minimumDaysOf(months, minimumDays)
  let periods = 0
  let from = dayOf(yearOf(startsOn), 1, 1)!
  while (from <= endsOn) {
    const next = addMonths(from, months)
    if (daysBetween(later(from, startsOn), earlier(next, addDays(endsOn, 1))) >= minimum) periods++
    from = next
  }
  return Math.max(periods, 1)
}
