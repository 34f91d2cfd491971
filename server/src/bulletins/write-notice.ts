import type { writeNotice as call } from '@qianyue/api/bulletins.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { reachWhole } from '../access/reach-whole.ts'
import type { Context } from '../http/context.ts'
import { insertBulletin } from './bulletins.queries.ts'
import { describeBulletin } from './describe-bulletin.ts'

/** 通知: a draft until it is published. Sent twice it is one, as it was first. */
export async function writeNotice(context: Context, { id, unitCode, title, body }: RequestOf<typeof call>) {
  const { db, viewer, now, note } = context
  await reachWhole(context, unitCode)
  await insertBulletin(db, {
    id,
    unitCode,
    unitTo: rangeOf(unitCode).to,
    kind: 'notice',
    monthEnd: null,
    title,
    body,
    editedAt: now,
    editedBy: viewer.accountId,
  })
  note({ subject: `notice ${id} of ${unitCode} written` })
  return await describeBulletin(context, id)
}
