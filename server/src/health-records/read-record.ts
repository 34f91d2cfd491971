import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { getHealthRecord as call } from '@qianyue/api/health-records.ts'
import {
  closingReasons,
  healthRecordStatuses,
  standingOn,
} from '@qianyue/domain/health-records/health-record.ts'
import type { Context } from '../http/context.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { residentById } from '../residents/resident-page.queries.ts'
import { coverOfRecord, historyOfRecord } from './health-records.queries.ts'

const eventTitles = { opened: '建档', closed: '终止', reopened: '恢复', moved: '迁移' } as const

/** 居民健康档案: reading it is noted in the audit trail. */
export async function readHealthRecord(
  context: Context,
  { id }: RequestOf<typeof call>,
): Promise<ReplyInput<typeof call>> {
  await residentById(context, id)
  context.note({ residentId: id, subject: 'health-record' })
  const cover = await coverOfRecord(context, id)
  if (cover === null) return { record: null }
  const policy = await policyAt(context.db, context.today)
  const standing = standingOn(context.today, cover, cover, policy['health-records'])
  return {
    record: {
      ...cover,
      status: standing.status,
      statusName: healthRecordStatuses[standing.status],
      closed:
        standing.status === 'closed'
          ? {
              since: standing.since,
              because: standing.because,
              becauseName: closingReasons[standing.because],
            }
          : null,
      history: (await historyOfRecord(context, id)).map(
        ({ id: eventId, kind, on, fromName, toName, reason }) => ({
          id: eventId,
          kind,
          on,
          title: eventTitles[kind],
          detail: [fromName && toName ? `${fromName} → ${toName}` : '', reason].filter(Boolean).join(' · '),
        }),
      ),
    },
  }
}
