import { addDays, endOfMonth, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Database } from '../database/database.ts'
import { inCounty } from '../database/in-county.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import { FIGURES_EDITION } from './figures-edition.ts'
import { keepMonthEnd, recountVillages } from './rebuild-indicators.ts'
import {
  dayOfStandings,
  figuresPolicyBegins,
  foldCounts,
  forgetDoneWork,
  type InVillage,
  residentsChangingBy,
  setDayOfStandings,
} from './standing.queries.ts'

/** So many residents are refreshed in one transaction: short enough that nobody waits for it. */
const TOGETHER = 500

/**
 * 日切: brings every standing to a day — birthdays, agreements that end, services that fall overdue, the new year, a
 * policy that begins — and keeps the counts of each month end that lies between. Only residents whose day has come are
 * looked at, unless a policy or the definition of a figure is new. Sent twice it changes nothing; broken off, it goes on
 * where it was.
 */
export async function rollDay(
  database: Database,
  countyCode: number,
  today: LocalDate,
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  const last = await inCounty(database, countyCode, dayOfStandings)
  const redefined = last?.edition !== FIGURES_EDITION
  // What is kept was counted by other definitions: the differences that follow need counts by these.
  if (redefined) await inCounty(database, countyCode, recountVillages)
  let reached = last?.day ?? null
  let done = 0
  for (const day of daysToStopAt(reached, today)) {
    const since = reached
    const everybody =
      redefined ||
      since === null ||
      (await inCounty(database, countyCode, (db) => figuresPolicyBegins(db, since, day)))
    let after: InVillage | null = null
    for (;;) {
      const changing: InVillage[] = await inCounty(database, countyCode, async (db) => {
        const next = await residentsChangingBy(db, everybody ? null : day, after, TOGETHER)
        await refreshResidents(
          { db, today: day },
          next.map(({ residentId }) => residentId),
        )
        return next
      })
      done += changing.length
      onProgress(done)
      await inCounty(database, countyCode, foldCounts)
      if (changing.length < TOGETHER) break
      after = changing.at(-1)!
    }
    await inCounty(database, countyCode, async (db) => {
      await setDayOfStandings(db, day)
      await forgetDoneWork(db)
      if (day < today) await keepMonthEnd(db, day)
    })
    reached = day
  }
}

/** The month ends since a day, and today. A month end is today's business only when it is over. */
export function daysToStopAt(since: LocalDate | null, today: LocalDate): LocalDate[] {
  const stops: LocalDate[] = []
  if (since !== null) {
    for (let day = endOfMonth(since); day < today; day = endOfMonth(addDays(day, 1))) stops.push(day)
  }
  return [...stops, today]
}
