import type { LocalDate } from '../days/local-date.ts'
import type { DutyReason } from './duty.ts'

/** One time that a service is owed, while the duties of a resident are worked out. */
export class Occurrence {
  key: string
  dueFrom: LocalDate
  dueBy: LocalDate
  /** First and last day on which a record counts for it. */
  opensOn: LocalDate
  closesOn: LocalDate
  /** First day on which no source owes it any more. */
  cut: LocalDate
  because: readonly DutyReason[]
  doneOn: LocalDate | null
  fulfilledBy: string | null
  plannedOn: LocalDate | null
  /** Rank of the list from which another occurrence was last merged into this one; -1 for none. */
  mergedRank: number

  constructor(
    key: string,
    dueFrom: LocalDate,
    dueBy: LocalDate,
    opensOn: LocalDate,
    closesOn: LocalDate,
    cut: LocalDate,
    because: readonly DutyReason[],
  ) {
    this.key = key
    this.dueFrom = dueFrom
    this.dueBy = dueBy
    this.opensOn = opensOn
    this.closesOn = closesOn
    this.cut = cut
    this.because = because
    this.doneOn = null
    this.fulfilledBy = null
    this.plannedOn = null
    this.mergedRank = -1
  }

  addReasons(because: readonly DutyReason[]): void {
    for (const reason of because) {
      if (!this.because.includes(reason)) this.because = [...this.because, reason]
    }
  }
}

export function occurrence(
  key: string,
  dueFrom: LocalDate,
  dueBy: LocalDate,
  opensOn: LocalDate,
  closesOn: LocalDate,
  cut: LocalDate,
  because: readonly DutyReason[],
): Occurrence {
  return new Occurrence(key, dueFrom, dueBy, opensOn, closesOn, cut, because)
}
