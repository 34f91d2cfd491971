import type * as api from '@qianyue/api/education-pushes.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { ageYearsOn, dayOf, yearOf } from '@qianyue/domain/days/local-date.ts'
import { pushChannels } from '@qianyue/domain/health-education/push-channels.ts'
import { populationsOn } from '@qianyue/domain/populations/population.ts'
import { v5 as namedId } from 'uuid'
import { reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { orgUnitByCode } from '../organisation/organisation.queries.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { recordService } from '../service-records/record-service.ts'
import { insertPush, insertPushed, peopleOfVillage, pushesWhere } from './pushes.queries.ts'

export async function textsToPush({
  db,
  today,
}: Context): Promise<ReplyInput<typeof api.listEducationTexts>> {
  const { prescriptions } = (await policyAt(db, today))['health-education']
  return prescriptions.map((one) => ({ ...one }))
}

export async function listPushes({ db }: Context, request: RequestOf<typeof api.listEducationPushes>) {
  return await pushesWhere(db, request)
}

/** Who of a village belongs to the population that a text is for. @throws NotFound also when out of reach. */
export async function audienceOf(
  context: Context,
  { unitCode, code }: RequestOf<typeof api.listPushAudience>,
): Promise<ReplyInput<typeof api.listPushAudience>> {
  const { db, today, reach, note } = context
  if (!reachesUnit(reach, unitCode) || !(await orgUnitByCode(context, unitCode))) throw new NotFound('unit')
  if (levelOf(unitCode) !== 'village') throw new Invalid({ unitCode: '健康教育按村推送，请选择一个村。' })
  const policy = await policyAt(db, today)
  const text = await textOf(context, code)
  const people = await peopleOfVillage(db, {
    villageCode: unitCode,
    code,
    since: dayOf(yearOf(today), 1, 1)!,
  })
  note({ subject: `education push ${code} ${unitCode}` })
  return people
    .filter(
      (one) =>
        text.population === null ||
        populationsOn(today, { ...one, populations: one.populations ?? [] }, policy.ages).has(
          text.population,
        ),
    )
    .map(({ id, name, sex, birthDate, phoneMasked, pushedOn }) => ({
      id,
      name,
      sex,
      ageYears: ageYearsOn(today, birthDate),
      phoneMasked,
      pushedOn,
    }))
}

/** 推送: each of the chosen has had health education. Sent again with the same id it answers as the first time. */
export async function pushText(
  context: Context,
  request: RequestOf<typeof api.pushEducation>,
): Promise<ReplyInput<typeof api.pushEducation>> {
  const { db, viewer, today, note } = context
  const { id, unitCode, code, channel } = request
  const { title } = await textOf(context, code)
  const audience = new Set((await audienceOf(context, { unitCode, code })).map((one) => one.id))
  const residentIds = [...new Set(request.residentIds)]
  if (residentIds.some((residentId) => !audience.has(residentId)))
    throw new Invalid({ residentIds: '选择的居民中有人不属于这份内容的人群，请刷新名单后再推送。' })
  await insertPush(db, { id, unitCode, code, title, channel, pushedOn: today, pushedBy: viewer.accountId })
  const kept = (await pushesWhere(db, { id }))[0]
  if (!kept || kept.unitCode !== unitCode || kept.code !== code)
    throw new Refused('id-taken', '这个编号已用于另一次推送，请重新打开再推送。')
  let fulfilled = 0
  for (const residentId of residentIds) {
    const recordId = namedId(residentId, id)
    const saved = await recordService(context, {
      id: recordId,
      residentId,
      form: 'general-service',
      performedOn: kept.pushedOn,
      mode: pushChannels[channel].mode,
      values: { service: 'health-education', content: `${pushChannels[channel].name}推送：${title}` },
    })
    await insertPushed(db, { pushId: id, residentId, recordId })
    fulfilled += saved.fulfilled.length
  }
  note({ subject: `education push ${id}` })
  return { ...(await pushesWhere(db, { id }))[0]!, fulfilled }
}

async function textOf({ db, today }: Context, code: string) {
  const { prescriptions } = (await policyAt(db, today))['health-education']
  const found = prescriptions.find((one) => one.code === code)
  if (!found) throw new Invalid({ code: '没有这份健康教育内容，请刷新后重新选择。' })
  return found
}
