import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Database } from '../database/database.ts'
import { inCounty } from '../database/in-county.ts'
import { recordsAfter } from './quality.queries.ts'
import { refreshHealthRecords } from './refresh-health-records.ts'

/** So many records in one transaction: short enough that nobody waits for it. */
const TOGETHER = 1000

/** Checks every health record of a county anew, as a policy that weighs flaws or names ages differently asks. */
export async function recheckHealthRecords(
  database: Database,
  countyCode: number,
  today: LocalDate,
): Promise<void> {
  let after: string | null = null
  for (;;) {
    const ids: string[] = await inCounty(database, countyCode, async (db) => {
      const next = await recordsAfter({ db }, after, TOGETHER)
      await refreshHealthRecords({ db, today }, next)
      return next
    })
    if (ids.length < TOGETHER) return
    after = ids.at(-1)!
  }
}
