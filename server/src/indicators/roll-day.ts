import { addDays, endOfMonth, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Database } from '../database/database.ts'
import { inCounty } from '../database/in-county.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import { dayOfStandings, keepMonthEnd, residentsChangingBy, setDayOfStandings } from './standing.queries.ts'

/** So many residents are refreshed in one transaction: short enough that nobody waits for it. */
const TOGETHER = 500

/**
 * 日切: brings every standing to a day — birthdays, agreements that end, services that fall overdue, the new year — and
 * keeps the counts of each month end that lies between. Only residents whose day has come are looked at. Sent twice it
 * changes nothing; broken off, it goes on where it was.
 */
export async function rollDay(
  database: Database,
  countyCode: number,
  today: LocalDate,
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  const since = await inCounty(database, countyCode, dayOfStandings)
  let done = 0
  for (const day of daysToStopAt(since, today)) {
    let after: string | null = null
    for (;;) {
      const ids: string[] = await inCounty(database, countyCode, async (db) => {
        const changing = await residentsChangingBy(db, day, after, TOGETHER)
        await refreshResidents({ db, today: day }, changing)
        return changing
      })
      done += ids.length
      onProgress(done)
      if (ids.length < TOGETHER) break
      after = ids.at(-1)!
    }
    await inCounty(database, countyCode, async (db) => {
      await setDayOfStandings(db, day)
      if (day < today) await keepMonthEnd(db, day)
    })
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
