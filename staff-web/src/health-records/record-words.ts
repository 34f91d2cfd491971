import type { HealthRecordStatus } from '@qianyue/domain/health-records/health-record.ts'

/** Colour of a status, beside its name. */
export const statusColours: Record<HealthRecordStatus, string> = {
  live: 'success',
  dormant: 'warning',
  closed: 'default',
}
