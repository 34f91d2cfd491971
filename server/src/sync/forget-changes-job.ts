import { addDays, dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { countyCodes, inCounty } from '../database/in-county.ts'
import type { Job } from '../jobs/job.ts'
import { CHECKPOINT_DAYS } from './checkpoint.ts'
import { forgetChangesBefore } from './sync.queries.ts'

/** Days beyond the oldest checkpoint: a transaction may have been under way for long. */
const SPARE_DAYS = 5

/** Every night: forgets which doors changed so long ago that no phone asks for it any more. */
export const forgetChangesJob: Job = {
  name: 'forget-door-changes',
  daily: '23 3 * * *',
  run: async ({ database, now }) => {
    const before = addDays(dayInShanghai(now()), -CHECKPOINT_DAYS - SPARE_DAYS)
    for (const code of await countyCodes(database)) {
      await inCounty(database, code, (db) => forgetChangesBefore({ db }, before))
    }
  },
}
