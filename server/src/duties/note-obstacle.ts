import type { noteObstacle } from '@qianyue/api/duties.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { dutyId } from '@qianyue/domain/duties/duty-id.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { dutiesWhere, insertNote, type KeptDuty, noteById } from './duties.queries.ts'
import { dutyReplies } from './list-duties.ts'

/** 注明无法履行: why a duty cannot be done now. It stays owed, and the list says why. */
export async function noteObstacleOf(context: Context, request: RequestOf<typeof noteObstacle>) {
  const { db, today, note } = context
  const duty = await dutyOf(context, request)
  note({
    residentId: request.residentId,
    subject: `duty ${duty.key}`,
    reason: request.reason ?? 'taken back',
  })
  const kept = await noteById(db, request.id)
  if (kept && (kept.residentId !== request.residentId || kept.dutyKey !== duty.key)) {
    throw new Refused('id-taken', '这个编号已用于另一条说明，请重新打开再保存。')
  }
  if (!kept) await keepNote(context, request, duty)
  return dutyReplies([await dutyOf(context, request)], await policyAt(db, today), today)[0]!
}

async function keepNote(
  { db, today, viewer }: Context,
  { id, residentId, reason, remark, notedOn = today, evidence }: RequestOf<typeof noteObstacle>,
  duty: KeptDuty,
): Promise<void> {
  if (notedOn > today) throw new Invalid({ notedOn: `日期不能晚于今天（${today}）。` })
  const isDone = duty.doneOn !== null && duty.doneOn <= notedOn
  if (isDone || duty.state === 'cancelled') {
    throw new Refused('duty-is-closed', '该项服务已完成或已取消，不需要再注明。')
  }
  await insertNote(db, {
    id,
    residentId,
    dutyKey: duty.key,
    reason,
    remark,
    notedOn,
    notedBy: viewer.accountId,
    evidence: evidence ?? null,
  })
}

async function dutyOf(
  { db, today }: Context,
  { residentId, dutyId: wanted }: { residentId: string; dutyId: string },
): Promise<KeptDuty> {
  const kept = await dutiesWhere(db, today, { residentId, limit: 1000, skip: 0 })
  const found = kept.find(({ key }) => dutyId(residentId, key) === wanted)
  if (found) return found
  // Of a phone that noted it before the rules changed; whom one cannot see has no duties here at all.
  if (kept.length > 0)
    throw new Refused('duty-gone', '这项服务按现行规定已不需要做，不必再注明，可以删去这条。')
  throw new NotFound('duty')
}
