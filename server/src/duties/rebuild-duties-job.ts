import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { recheckHealthRecords } from '../health-records/recheck-health-records.ts'
import type { Job } from '../jobs/job.ts'
import { rebuildDuties } from './rebuild-duties.ts'

/** After a change of policy: what is owed, the figures and the checks of health records of the whole county, in the background. */
export const rebuildDutiesJob: Job = {
  name: 'rebuild-duties',
  run: async (services, data) => {
    const today = dayInShanghai(services.now())
    const countyCode = Number(data.countyCode)
    await rebuildDuties(services.database, countyCode, today)
    await recheckHealthRecords(services.database, countyCode, today)
  },
}
