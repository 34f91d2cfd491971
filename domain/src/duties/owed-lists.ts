import type { LocalDate } from '../days/local-date.ts'
import type { ServiceFacts } from '../residents/resident-facts.ts'
import { MOST_SERVICES, RANKS, serviceCodes } from './compile-policy.ts'
import type { DutyReason } from './duty.ts'
import { type Occurrence, occurrence } from './occurrence.ts'

/** The lists of occurrences of the resident at hand, by service and rank; empty between two residents, who share them. */
export const lists: (Occurrence[] | undefined)[] = new Array(serviceCodes.length * RANKS).fill(undefined)
/** The records of the resident at hand that can prove a service, by service, in the order of their days. */
export const records: ServiceFacts[][] = serviceCodes.map(() => [])
/** The services that have lists. */
export const used: number[] = []
/** Bit n: the service has a list of rank n. */
export const ranksOf = new Uint16Array(MOST_SERVICES)

export function lowestRank(ranks: number): number {
  return 31 - Math.clz32(ranks & -ranks)
}

export function listIn(service: number, slot: number): Occurrence[] {
  if (ranksOf[service] === 0) {
    used.push(service)
    records[service] ??= []
  }
  ranksOf[service]! |= 1 << (slot - service * RANKS)
  const found = lists[slot]
  if (found !== undefined) return found
  const list: Occurrence[] = []
  lists[slot] = list
  return list
}

/**
 * A source owes a service once, under the key of the period; a period that another source owes is one.
 * @returns the occurrence of the period.
 */
export function oweOnce(
  list: Occurrence[],
  key: string,
  dueFrom: LocalDate,
  dueBy: LocalDate,
  opensOn: LocalDate,
  closesOn: LocalDate,
  cut: LocalDate,
  because: readonly DutyReason[],
): Occurrence {
  for (const found of list) {
    if (found.key === key) {
      widen(found, dueFrom, dueBy, opensOn, closesOn, cut, because)
      return found
    }
  }
  const owed = occurrence(key, dueFrom, dueBy, opensOn, closesOn, cut, because)
  list.push(owed)
  return owed
}

/** A second source owes the same: the longer days hold, and the reasons of the source that goes on longer. */
function widen(
  found: Occurrence,
  dueFrom: LocalDate,
  dueBy: LocalDate,
  opensOn: LocalDate,
  closesOn: LocalDate,
  cut: LocalDate,
  because: readonly DutyReason[],
): void {
  if (dueFrom < found.dueFrom) found.dueFrom = dueFrom
  if (opensOn < found.opensOn) found.opensOn = opensOn
  if (dueBy > found.dueBy) found.dueBy = dueBy
  if (closesOn > found.closesOn) found.closesOn = closesOn
  const ended = found.cut <= found.closesOn
  const endsToo = cut <= found.closesOn
  if (ended && !endsToo) found.because = because
  else if (ended === endsToo) found.addReasons(because)
  if (cut > found.cut) found.cut = cut
}

/** Empties the lists for the next resident. */
export function clear(): void {
  for (const service of used) {
    for (let ranks = ranksOf[service]!; ranks !== 0; ranks &= ranks - 1) {
      empty(lists[service * RANKS + lowestRank(ranks)]!)
    }
    empty(records[service]!)
    ranksOf[service] = 0
  }
  empty(used)
}

/** One by one: a length of 0 would give back the room that the next resident needs again, and costs more. */
function empty(list: unknown[]): void {
  while (list.length > 0) list.pop()
}
