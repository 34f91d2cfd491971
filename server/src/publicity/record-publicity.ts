import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/publicity.ts'
import { reachWhole } from '../access/reach-whole.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound } from '../http/errors.ts'
import { type ActivityRow, activitiesKept, insertActivity } from './publicity.queries.ts'

/** 宣传 of a period, one by one and unit by unit with the count of each material. */
export async function listPublicity(
  { db }: Context,
  days: RequestOf<typeof api.listPublicity>,
): Promise<ReplyInput<typeof api.listPublicity>> {
  if (days.toDay < days.fromDay) throw new Invalid({ toDay: '截止日期不能早于起始日期' })
  const activities = await activitiesKept(db, days)
  const units = Map.groupBy(activities, ({ unitCode }) => unitCode)
  return {
    activities: activities.slice(0, 500),
    units: [...units.values()].map((own) => ({
      unitCode: own[0]!.unitCode,
      unitName: own[0]!.unitName,
      activities: own.length,
      people: own.reduce((sum, { people }) => sum + people, 0),
      materials: countsOf(own),
    })),
  }
}

function countsOf(activities: readonly ActivityRow[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind, count } of activities.flatMap(({ materials }) => materials))
    counts[kind] = (counts[kind] ?? 0) + count
  return counts
}

/** 登记宣传活动. Sent twice it is one. */
export async function recordPublicity(
  context: Context,
  activity: RequestOf<typeof api.recordPublicity>,
): Promise<ReplyInput<typeof api.recordPublicity>> {
  const { db, today, note } = context
  await reachWhole(context, activity.unitCode)
  if (activity.heldOn > today) throw new Invalid({ heldOn: '活动日期不能晚于今天' })
  await insertActivity(context, activity)
  note({ subject: `publicity ${activity.id}` })
  const [row] = await activitiesKept(db, { id: activity.id })
  if (!row) throw new NotFound('publicity activity')
  return row
}
