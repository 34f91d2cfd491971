import { countyCodes, inCounty } from '../database/in-county.ts'
import type { Job } from '../jobs/job.ts'
import { foldCounts, hasChanges } from './standing.queries.ts'

/** Adds the differences that writes made to the counts of every county, so that there are never many to add up. */
export const foldCountsJob: Job = {
  name: 'fold-counts',
  everySeconds: 2,
  run: async ({ database }) => {
    for (const code of await countyCodes(database)) {
      await inCounty(database, code, async (db) => {
        if (await hasChanges(db)) await foldCounts(db)
      })
    }
  },
}
