import { inCounty } from '../database/in-county.ts'
import type { Job } from '../jobs/job.ts'
import { foldCounts, hasChanges } from './standing.queries.ts'

/** Adds the differences that writes made to the counts of every county, so that there are never many to add up. */
export const foldCountsJob: Job = {
  name: 'fold-counts',
  everySeconds: 2,
  run: async ({ database }) => {
    const counties = await database.selectFrom('counties').select('code').orderBy('code').execute()
    for (const { code } of counties) {
      await inCounty(database, code, async (db) => {
        if (await hasChanges(db)) await foldCounts(db)
      })
    }
  },
}
