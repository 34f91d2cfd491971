import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/supervision-assist.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { institutionInReach } from './institution.ts'
import { placeInReach } from './places.ts'
import { insertPatrol, markWithdrawn, patrolsWhere } from './supervision-assist.queries.ts'

export async function listPatrols({ db }: Context, request: RequestOf<typeof api.listPatrols>) {
  return await patrolsWhere(db, request)
}

/** 登记巡查. Sent again with the same id it answers as the first time. */
export async function recordPatrol(context: Context, request: RequestOf<typeof api.recordPatrol>) {
  const { db, viewer, today, note } = context
  await institutionInReach(context, request.unitCode)
  if (request.patrolledOn > today) throw new Invalid({ patrolledOn: `日期不能晚于今天（${today}）。` })
  if (request.findings !== '' && request.handling === '')
    throw new Invalid({ handling: '发现了问题，请写明处置方式及结果。' })
  if (request.placeId !== null) {
    const place = await placeInReach(context, request.placeId)
    if (place.unitCode !== request.unitCode || place.area !== request.area)
      throw new Invalid({ placeId: `${place.name}是${place.unitName}另一项内容的巡查单位，请重新选择。` })
  }
  await insertPatrol(db, { ...request, recordedBy: viewer.accountId })
  const kept = await patrolInReach(context, request.id)
  if (kept.unitCode !== request.unitCode || kept.place !== request.place)
    throw new Refused('id-taken', '这个编号已用于另一次巡查，请重新打开再保存。')
  note({ subject: `supervision patrol ${request.id}` })
  return kept
}

/** 作废: it stays in the list, counts nowhere. */
export async function withdrawPatrol(context: Context, { id, reason }: RequestOf<typeof api.withdrawPatrol>) {
  await patrolInReach(context, id)
  await markWithdrawn(context.db, 'supervisionPatrols', { id, now: context.now, reason })
  context.note({ subject: `supervision patrol ${id}`, reason })
  return await patrolInReach(context, id)
}

async function patrolInReach({ db }: Context, id: string) {
  const [row] = await patrolsWhere(db, { id })
  if (!row) throw new NotFound('supervision patrol')
  return row
}
