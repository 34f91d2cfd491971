import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/signing-rights.ts'
import { reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { staffMemberById } from '../organisation/organisation.queries.ts'
import {
  insertWithdrawal,
  restore,
  suspendFrom,
  type Withdrawal,
  withdrawals,
} from './signing-rights.queries.ts'

/** 签约资格处理 of one's own reach. */
export async function listWithdrawals(
  context: Context,
): Promise<ReplyInput<typeof api.listSigningWithdrawals>> {
  return (await withdrawals(context.db)).filter(({ unitCode }) => reaches(context, unitCode)).map(described)
}

/** 取消签约资格: agreements in force go on; from the day on the person leads no new one. Sent twice it is done once. */
export async function withdraw(
  context: Context,
  { id, staffId, fromDay, because }: RequestOf<typeof api.withdrawSigningRight>,
): Promise<ReplyInput<typeof api.withdrawSigningRight>> {
  const { db, viewer, note } = context
  const member = await staffMemberById(context, staffId)
  if (!member) throw new NotFound('staff')
  note({ subject: `signing-right of staff ${staffId} from ${fromDay}`, reason: because })
  const [before] = await withdrawals(db, id)
  if (before) return described(before)
  if (!(await insertWithdrawal(db, { id, staffId, fromDay, because, decidedBy: viewer.accountId }))) {
    throw new Refused('signing-right-withdrawn', `${member.name}的签约资格已被取消，整改合格后先恢复。`)
  }
  await suspendFrom(db, staffId, fromDay)
  return described((await withdrawals(db, id))[0]!)
}

/** 恢复签约资格: rectification has passed. */
export async function restoreRight(
  context: Context,
  { id, rectified }: RequestOf<typeof api.restoreSigningRight>,
): Promise<ReplyInput<typeof api.restoreSigningRight>> {
  const { db, today, viewer, note } = context
  const [found] = await withdrawals(db, id)
  if (!found || !reaches(context, found.unitCode)) throw new NotFound('signing withdrawal')
  note({ subject: `signing-right of staff ${found.staffId} restored`, reason: rectified })
  if (found.restoredOn === null) {
    await restore(db, id, { rectified, restoredOn: today, restoredBy: viewer.accountId })
    await suspendFrom(db, found.staffId, null)
  }
  return described((await withdrawals(db, id))[0]!)
}

function reaches({ reach, viewer }: Context, unitCode: number): boolean {
  return reachesUnit(reach, unitCode) || viewer.unitCode === unitCode
}

function described({ unitCode: _, ...one }: Withdrawal) {
  return one
}
