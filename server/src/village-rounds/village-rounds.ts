import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/village-rounds.ts'
import { levelOf, rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { endOfMonth, localDate } from '@qianyue/domain/days/local-date.ts'
import { reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { familyDoctorsIn, insertRound, roundsWhere, worksFor } from './village-rounds.queries.ts'

/** 巡诊 of a month: each round, and how many each family doctor made against what is asked. */
export async function listRounds(
  { db, reach }: Context,
  { orgId, month }: RequestOf<typeof api.listVillageRounds>,
) {
  const from = localDate(`${month}-01`)
  const span = { from, to: endOfMonth(from) }
  const policy = (await policyAt(db, span.to))['village-rounds']
  const rounds = await roundsWhere(db, { orgId, span })
  const range = orgId === undefined || !reachesUnit(reach, orgId) ? reach.range : rangeOf(orgId)
  const doctors = range === null ? [] : await familyDoctorsIn(db, range, span)
  return {
    required: policy.timesPerMonth,
    source: policy.source,
    doctors: doctors.map((doctor) => ({
      ...doctor,
      rounds: rounds.filter(({ staffId }) => staffId === doctor.staffId).length,
    })),
    rounds,
  }
}

/** 登记巡诊. Sent again with the same id it answers as the first time. */
export async function recordRound(context: Context, request: RequestOf<typeof api.recordVillageRound>) {
  const { db, reach, viewer, today, note } = context
  if (levelOf(request.villageCode) !== 'village')
    throw new Invalid({ villageCode: '巡诊按村登记，请选择一个村。' })
  if (!reachesUnit(reach, request.villageCode)) throw new NotFound('village')
  if (request.heldOn > today) throw new Invalid({ heldOn: `日期不能晚于今天（${today}）。` })
  const staffId = request.staffId ?? viewer.staffId
  if (staffId === null || !(await worksFor(db, staffId, request.villageCode)))
    throw new Invalid({ staffId: '请选择在这个村服务的医生。' })
  await insertRound(db, { ...request, staffId, recordedBy: viewer.accountId })
  const [kept] = await roundsWhere(db, { id: request.id })
  if (!kept || kept.villageCode !== request.villageCode || kept.staffId !== staffId)
    throw new Refused('id-taken', '这个编号已用于另一次巡诊，请重新打开再保存。')
  note({ subject: `village round ${request.id}` })
  return kept
}
