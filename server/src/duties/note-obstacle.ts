import type { noteObstacle } from '@qianyue/api/duties.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { dutyId } from '@qianyue/domain/duties/duty-id.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { dutiesWhere, insertNote, type KeptDuty } from './duties.queries.ts'
import { dutyReplies } from './list-duties.ts'

/** 注明无法履行: why a duty cannot be done now. It stays owed, and the list says why. */
export async function noteObstacleOf(context: Context, request: RequestOf<typeof noteObstacle>) {
  const { db, today, viewer, note } = context
  const duty = await dutyOf(context, request)
  note({
    residentId: request.residentId,
    subject: `duty ${duty.key}`,
    reason: request.reason ?? 'taken back',
  })
  if (duty.state === 'done' || duty.state === 'cancelled') {
    throw new Refused('duty-is-closed', '该项服务已完成或已取消，不需要再注明。')
  }
  await insertNote(db, {
    id: request.id,
    residentId: request.residentId,
    dutyKey: duty.key,
    reason: request.reason,
    remark: request.remark,
    notedOn: today,
    notedBy: viewer.accountId,
  })
  return dutyReplies([await dutyOf(context, request)], await policyAt(db, today), today)[0]!
}

async function dutyOf(
  { db, today }: Context,
  { residentId, dutyId: wanted }: { residentId: string; dutyId: string },
): Promise<KeptDuty> {
  const kept = await dutiesWhere(db, today, { residentId, limit: 1000, skip: 0 })
  const found = kept.find(({ key }) => dutyId(residentId, key) === wanted)
  if (!found) throw new NotFound('duty')
  return found
}
