import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/supervision-assist.ts'
import { type LocalDate, yearOf } from '@qianyue/domain/days/local-date.ts'
import { patrolStanding } from '@qianyue/domain/supervision-assist/patrols.ts'
import type { SupervisionAssistPolicy } from '@qianyue/domain/supervision-assist/supervision-assist-policy.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { institutionInReach } from './institution.ts'
import { policyOfYear } from './policy-of-year.ts'
import { endPlace, insertPlace, type PlaceRow, placesWhere } from './supervision-assist.queries.ts'

/** Places with what each is owed in the year. */
export async function listPlaces(context: Context, request: RequestOf<typeof api.listSupervisedPlaces>) {
  const policy = await policyOfYear(context, request.year)
  const rows = await placesWhere(context.db, request)
  return rows.map((row) => standing(row, policy, request.year, context.today))
}

/** 登记巡查单位. Sent again with the same id it answers as the first time. */
export async function recordPlace(context: Context, request: RequestOf<typeof api.recordSupervisedPlace>) {
  const { db, viewer, today, note } = context
  await institutionInReach(context, request.unitCode)
  if (request.since > today) throw new Invalid({ since: `日期不能晚于今天（${today}）。` })
  await insertPlace(db, { ...request, recordedBy: viewer.accountId })
  const kept = await placeInReach(context, request.id)
  if (kept.unitCode !== request.unitCode || kept.name !== request.name)
    throw new Refused('id-taken', '这个编号已用于另一个巡查单位，请重新打开再保存。')
  note({ subject: `supervised place ${request.id}` })
  return kept
}

export async function closePlace(context: Context, { id, until }: RequestOf<typeof api.endSupervisedPlace>) {
  const place = await placeInReach(context, id)
  if (until < place.since) throw new Invalid({ until: `不能早于列入日期（${place.since}）。` })
  if (until > context.today) throw new Invalid({ until: `日期不能晚于今天（${context.today}）。` })
  await endPlace(context.db, id, until)
  context.note({ subject: `supervised place ${id}` })
  return await placeInReach(context, id)
}

export async function placeInReach(context: Context, id: string) {
  const year = yearOf(context.today)
  const [row] = await placesWhere(context.db, { id, year })
  if (!row) throw new NotFound('supervised place')
  return standing(row, await policyOfYear(context, year), year, context.today)
}

function standing(row: PlaceRow, policy: SupervisionAssistPolicy, year: number, today: LocalDate) {
  return { ...row, ...patrolStanding(row, { year, today, timesAYear: policy.patrolsAYear[row.area] }) }
}
