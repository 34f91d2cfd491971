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
  /** Of each village by `day service`, as it is written. */
  readonly #villages = new Map<number, Map<string, WorkChange>>()

  /** @param times negative to take away. */
  add(villageCode: number, work: string, times: 1 | -1): void {
    if (work === '') return
    let counts = this.#villages.get(villageCode)
    if (!counts) {
      counts = new Map()
      this.#villages.set(villageCode, counts)
    }
    const counted: string[] = []
    for (const duty of work.split(',')) {
      const count = countOf(counts, villageCode, duty)
      count.duties += times
      if (!counted.includes(count.service)) count.residents += times
      counted.push(count.service)
    }
    countOf(counts, villageCode, `${nearestOf(work)} ${ANY_SERVICE}`).residents += times
  }

  /** What was counted; what came to nothing is left out. */
  rows(): WorkChange[] {
    return [...this.#villages.values()].flatMap((counts) =>
      [...counts.values()].filter(({ duties, residents }) => duties !== 0 || residents !== 0),
    )
  }
}

function countOf(counts: Map<string, WorkChange>, villageCode: number, duty: string): WorkChange {
  let count = counts.get(duty)
  if (!count) {
    count = {
      villageCode,
      service: duty.slice(11),
      day: duty.slice(0, 10) as LocalDate,
      duties: 0,
      residents: 0,
    }
    counts.set(duty, count)
  }
  return count
}
