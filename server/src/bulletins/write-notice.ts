import type { writeNotice as call } from '@qianyue/api/bulletins.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { unitsNamed } from '../indicators/counts.queries.ts'
import { insertBulletin } from './bulletins.queries.ts'
import { describeBulletin } from './describe-bulletin.ts'

/** 通知: a draft until it is published. Sent twice it is one, as it was first. */
export async function writeNotice(context: Context, { id, unitCode, title, body }: RequestOf<typeof call>) {
  const { db, viewer, reach, now, note } = context
  const { from, to } = rangeOf(unitCode)
  const isOwn = reach.range !== null && reach.range.from <= from && to <= reach.range.to
  if (!isOwn || (await unitsNamed(context, [unitCode])).length === 0) throw new NotFound('org unit')
  await insertBulletin(db, {
    id,
    unitCode,
    unitTo: to,
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
