import { rollAgreementsJob } from '../agreements/roll-agreements.ts'
import { rebuildDutiesJob } from '../duties/rebuild-duties-job.ts'
import { foldCountsJob } from '../indicators/fold-counts-job.ts'
import { rollDayJob } from '../indicators/roll-day-job.ts'
import { clearImportsJob } from '../registers/clear-imports-job.ts'
import { registerImportJob } from '../registers/register-import-job.ts'
import { forgetChangesJob } from '../sync/forget-changes-job.ts'
import type { Job } from './job.ts'

/** Every kind of background work. */
export const jobs: Job[] = [
  rollAgreementsJob,
  rebuildDutiesJob,
  registerImportJob,
  clearImportsJob,
  rollDayJob,
  foldCountsJob,
  forgetChangesJob,
]
