import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import type { Job } from '../jobs/job.ts'
import { rollDay } from './roll-day.ts'

/** 日切: every county is brought to the day shortly after midnight, and whenever the program starts. */
export const rollDayJob: Job = {
  name: 'roll-day',
  daily: '3 0 * * *',
  run: async ({ database, now }) => {
    const counties = await database.selectFrom('counties').select('code').orderBy('code').execute()
    for (const { code } of counties) await rollDay(database, code, dayInShanghai(now()))
  },
  unfinished: async () => [{}],
}
