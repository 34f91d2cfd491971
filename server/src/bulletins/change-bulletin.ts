import type * as api from '@qianyue/api/bulletins.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { bulletinById, changeBulletin, insertReading } from './bulletins.queries.ts'
import { describeBulletin } from './describe-bulletin.ts'

/** 修改, until it is published. */
export async function editBulletin(
  context: Context,
  { id, title, body }: RequestOf<typeof api.editBulletin>,
) {
  const { db, viewer, now, note } = context
  const row = await reached(context, id)
  if (row.publishedAt !== null) throw new Refused('bulletin-published', '通报已经发布，不再改动。')
  await changeBulletin(db, id, { title, body, editedAt: now, editedBy: viewer.accountId })
  note({ subject: `bulletin ${id} edited` })
  return await describeBulletin(context, id)
}

/** 发布. Sent again it changes nothing. */
export async function publishBulletin(context: Context, { id }: RequestOf<typeof api.publishBulletin>) {
  const { db, viewer, now, note } = context
  await reached(context, id)
  await changeBulletin(db, id, { publishedAt: now, publishedBy: viewer.accountId })
  note({ subject: `bulletin ${id} published` })
  return await describeBulletin(context, id)
}

/** 已阅: kept as of the first time, under the unit one works at. */
export async function acknowledgeBulletin(
  context: Context,
  { id }: RequestOf<typeof api.acknowledgeBulletin>,
) {
  const { db, viewer, reach, now } = context
  const row = await reached(context, id)
  if (row.publishedAt === null) throw new Refused('not-published', '通报还没有发布。')
  await insertReading(db, {
    bulletinId: id,
    accountId: viewer.accountId,
    unitCode: reach.range!.from,
    readAt: now,
  })
  return await describeBulletin(context, id)
}

async function reached({ db, viewer }: Context, id: string) {
  const row = await bulletinById(db, viewer.accountId, id)
  if (!row) throw new NotFound('bulletin')
  return row
}
