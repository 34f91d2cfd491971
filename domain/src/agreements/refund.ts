import { addMonths, daysBetween, type LocalDate } from '../days/local-date.ts'
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

const monthsOf = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const

/**
 * How many times an item is agreed for a whole term, once more for a period that the term leaves unfinished: of what is owed
 * every quarter the three months until 31 December have one. Null for services on need.
 */
export function timesInTerm(
  item: { times: number; every: keyof typeof monthsOf | 'term' | 'on-need' },
  term: Term,
): number | null {
  if (item.every === 'on-need') return null
  if (item.every === 'term') return item.times
  return item.times * Math.ceil(monthsIn(term) / monthsOf[item.every])
}
