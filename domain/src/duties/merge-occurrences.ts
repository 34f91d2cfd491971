import { addDays, later, yearOf } from '../days/local-date.ts'
import { RANK } from './compile-policy.ts'
import type { Occurrence } from './occurrence.ts'

/**
 * Two sources that owe the same service owe it once. Done by the same record, they are one; both still open in the
 * same days, they are one with the nearer last day; what ended early is dropped where another source still owes it.
 * @param kept what the closer-meshed lists of the service came to, which is added to; null before the first
 */
export function mergeLists(kept: Occurrence[] | null, list: Occurrence[], rank: number): Occurrence[] {
  const own = rank >= RANK['agreement-half-year'] && list.length > 1 ? withoutReplaced(list) : list
  if (kept === null) return own
  // A return visit is a duty of its own, which the same visit may close together with that of its quarter.
  const before = rank >= RANK['return-visit'] ? 0 : kept.length
  for (const one of own) {
    if (!mergeInto(kept, before, one, rank)) kept.push(one)
  }
  return kept
}

/** @param before so many of those kept are of other lists than the one at hand */
function mergeInto(kept: readonly Occurrence[], before: number, one: Occurrence, rank: number): boolean {
  for (let index = before - 1; index >= 0; index--) {
    const other = kept[index]!
    if (one.doneOn !== null) {
      if (other.fulfilledBy !== one.fulfilledBy || other.doneOn === null) continue
      other.addReasons(one.because)
      return true
    }
    if (!overlap(one, other)) continue
    if (hasEnded(one) && !hasEnded(other)) {
      if (other.closesOn < one.cut) continue
      return true
    }
    if (other.doneOn !== null) continue
    if (hasEnded(one)) {
      other.addReasons(one.because)
      return true
    }
    if (hasEnded(other) || other.mergedRank === rank) continue
    if (outlasts(one, other)) {
      other.addReasons(one.because)
      one.dueFrom = addDays(other.dueBy, 1)
      one.opensOn = later(one.opensOn, one.dueFrom)
      continue
    }
    join(other, one, rank)
    return true
  }
  return false
}

/** 今年内另一来源先到期（协议到期、改为每年一次）: what is not done by then stays owed until its own last day of the year. */
function outlasts(one: Occurrence, other: Occurrence): boolean {
  return other.dueBy < one.dueBy && yearOf(other.dueBy) === yearOf(one.dueBy)
}

function join(other: Occurrence, one: Occurrence, rank: number): void {
  other.mergedRank = rank
  if (one.dueBy < other.dueBy) other.dueBy = one.dueBy
  if (one.closesOn < other.closesOn) other.closesOn = one.closesOn
  other.addReasons(one.because)
}

/** What ended early goes when a later agreement of the same resident owes the same (改签、续签). */
function withoutReplaced(list: Occurrence[]): Occurrence[] {
  const live = list.filter((one) => !hasEnded(one))
  if (live.length === list.length) return list
  return list.filter(
    (one) => one.doneOn !== null || !hasEnded(one) || !live.some((other) => overlap(one, other)),
  )
}

function hasEnded(one: Occurrence): boolean {
  return one.doneOn === null && one.cut <= one.closesOn
}

function overlap(one: Occurrence, other: Occurrence): boolean {
  return one.dueFrom <= other.dueBy && other.dueFrom <= one.dueBy
}
