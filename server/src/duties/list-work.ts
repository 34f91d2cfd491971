import type { workCounts, workList } from '@qianyue/api/duties.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import { ageYearsOn } from '@qianyue/domain/days/local-date.ts'
import { populationsOn } from '@qianyue/domain/populations/population.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { dutyReplies } from './list-duties.ts'
import { type WorkPosition, workCounted, workOf, workPlaces } from './work-list.queries.ts'

/** 工作清单: who is owed what now, by household, the nearest day first. */
export async function listWork(
  context: Context,
  request: RequestOf<typeof workList>,
): Promise<ReplyInput<typeof workList>> {
  const { db, today } = context
  const { cursor, limit, ...filter } = request
  const places = await workPlaces(context, filter, cursor === undefined ? null : positionOf(cursor), limit)
  const kept = await workOf(
    context,
    filter,
    places.map(({ residentId }) => residentId),
  )
  const policy = await policyAt(db, today)
  const duties = Map.groupBy(dutyReplies(kept, policy, today), ({ residentId }) => residentId)
  const last = places.length === limit ? places.at(-1) : undefined
  return {
    rows: places.map((place) => ({
      residentId: place.residentId,
      name: place.name,
      sex: place.sex,
      birthDate: place.birthDate,
      ageYears: ageYearsOn(today, place.birthDate),
      phoneMasked: place.phoneMasked,
      householdId: place.householdId,
      headName: place.headName,
      villageCode: place.villageCode,
      villageName: place.villageName,
      address: place.address,
      teamName: place.teamName,
      populations: [...populationsOn(today, { ...place, populations: place.populations ?? [] }, policy.ages)],
      away:
        place.awaySince !== null &&
        place.awaySince <= today &&
        (place.awayUntil === null || place.awayUntil >= today),
      duties: duties.get(place.residentId) ?? [],
    })),
    nextCursor: last
      ? JSON.stringify([last.householdFirst, last.householdKey, last.first, last.residentId])
      : null,
  }
}

export async function countWork(
  context: Context,
  filter: RequestOf<typeof workCounts>,
): Promise<ReplyInput<typeof workCounts>> {
  const { residents, duties } = await workCounted(context, filter)
  const wanted = filter.service?.length ? new Set(filter.service) : null
  const within = (horizon: number) =>
    duties
      .filter((one) => one.horizon <= horizon && (wanted === null || wanted.has(one.service)))
      .reduce((sum, one) => sum + one.duties, 0)
  const asked = { overdue: 0, week: 1, month: 2, all: 3 }[filter.when]
  const services = new Map<string, number>()
  for (const one of duties) {
    if (one.horizon <= asked) services.set(one.service, (services.get(one.service) ?? 0) + one.duties)
  }
  return {
    overdue: { residents: residents.overdue, duties: within(0) },
    week: { residents: residents.week, duties: within(1) },
    month: { residents: residents.month, duties: within(2) },
    all: { residents: residents.all, duties: within(3) },
    services: [...services]
      .map(([service, count]) => ({ service, name: serviceName(service), duties: count }))
      .sort((a, b) => b.duties - a.duties),
  }
}

function positionOf(cursor: string): WorkPosition {
  try {
    const position: unknown = JSON.parse(cursor)
    if (
      Array.isArray(position) &&
      position.length === 4 &&
      position.every((part) => typeof part === 'string')
    ) {
      return position as WorkPosition
    }
  } catch {
    // Not a cursor of ours: said below.
  }
  throw new Invalid({ cursor: '翻页位置无效，请重新打开清单' })
}
