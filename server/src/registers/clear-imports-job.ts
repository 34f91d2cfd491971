import { undoUntil } from '@qianyue/domain/registers/undo-period.ts'
import { countyCodes, inCounty } from '../database/in-county.ts'
import type { Job } from '../jobs/job.ts'
import { clearImports } from './register-imports.queries.ts'

/** Every night: what imports hold of people is taken away when they can no longer be undone. */
export const clearImportsJob: Job = {
  name: 'clear-imports',
  daily: '33 1 * * *',
  run: async ({ database, now }) => {
    const period = undoUntil(now()).getTime() - now().getTime()
    for (const code of await countyCodes(database)) {
      await inCounty(database, code, (db) =>
        clearImports(db, { endedBefore: new Date(now().getTime() - period), at: now() }),
      )
    }
  },
}
