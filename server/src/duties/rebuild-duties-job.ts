import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import type { Job } from '../jobs/job.ts'
import { rebuildDuties } from './rebuild-duties.ts'

/** After a change of policy: what is owed and the figures of the whole county, in the background. */
export const rebuildDutiesJob: Job = {
  name: 'rebuild-duties',
  run: async (services, data) => {
    const today = dayInShanghai(services.now())
    await rebuildDuties(services.database, Number(data.countyCode), today)
  },
}
