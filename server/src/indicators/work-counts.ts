import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { OpenDuty } from '@qianyue/domain/duties/open-duties.ts'

/** By how much one village's work of one service and day moves; the empty service is any. */
export type WorkChange = {
  villageCode: number
  service: string
  day: LocalDate
  duties: number
  residents: number
}

/** Any service: residents counted once, by the nearest day of all. */
export const ANY_SERVICE = ''

/** What can be done for a resident as it is kept: `day service`, parted by commas, the nearest first. */
export function writtenWork(duties: readonly OpenDuty[]): string {
  return duties.map(({ day, service }) => `${day} ${service}`).join(',')
}

/** The first day of what {@link writtenWork} wrote; null when there is nothing to do. */
export function nearestOf(work: string): LocalDate | null {
  return work === '' ? null : (work.slice(0, 10) as LocalDate)
}

/** Counts what there is to do into villages, services and days. */
export class WorkCounts {
  readonly #counts = new Map<string, WorkChange>()

  /** @param times negative to take away. */
  add(villageCode: number, work: string, times: 1 | -1): void {
    if (work === '') return
    const counted = new Set<string>()
    for (const duty of work.split(',')) {
      const day = duty.slice(0, 10) as LocalDate
      const service = duty.slice(11)
      const count = this.#of(villageCode, service, day)
      count.duties += times
      if (!counted.has(service)) count.residents += times
      counted.add(service)
    }
    this.#of(villageCode, ANY_SERVICE, nearestOf(work)!).residents += times
  }

  /** What was counted; what came to nothing is left out. */
  rows(): WorkChange[] {
    return [...this.#counts.values()].filter(({ duties, residents }) => duties !== 0 || residents !== 0)
  }

  #of(villageCode: number, service: string, day: LocalDate): WorkChange {
    const key = `${villageCode} ${day} ${service}`
    let count = this.#counts.get(key)
    if (!count) {
      count = { villageCode, service, day, duties: 0, residents: 0 }
      this.#counts.set(key, count)
    }
    return count
  }
}
