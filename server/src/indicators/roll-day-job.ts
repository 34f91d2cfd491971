import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { countyCodes } from '../database/in-county.ts'
import type { Job } from '../jobs/job.ts'
import { rollDay } from './roll-day.ts'

/** 日切: every county is brought to the day shortly after midnight, and whenever the program starts. */
export const rollDayJob: Job = {
  name: 'roll-day',
  daily: '3 0 * * *',
  run: async ({ database, now }) => {
    for (const code of await countyCodes(database)) await rollDay(database, code, dayInShanghai(now()))
  },
  unfinished: async () => [{}],
}
