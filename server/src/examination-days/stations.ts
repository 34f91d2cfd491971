import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/examination-days.ts'
import { ageYearsOn } from '@qianyue/domain/days/local-date.ts'
import { joinedParts, stationForm, stations } from '@qianyue/domain/examination-days/stations.ts'
import { asDefined } from '@qianyue/domain/forms/as-defined.ts'
import type { Subject } from '@qianyue/domain/forms/form.ts'
import { healthAssessment } from '@qianyue/domain/forms/health-record/health-assessment.ts'
import { problemsOf } from '@qianyue/domain/forms/problems.ts'
import type { Context } from '../http/context.ts'
import { Invalid, Refused } from '../http/errors.ts'
import { lastRecordOf } from '../service-records/reading.queries.ts'
import { recordService } from '../service-records/record-service.ts'
import {
  type DayRow,
  type InviteeRow,
  partRows,
  updateInvitation,
  upsertPart,
} from './examination-days.queries.ts'
import { invitation, replyOf } from './invitations.ts'

/** What was filled at the stations so far, with what the form needs to know of the person. */
export async function partsOf(
  context: Context,
  { id, residentId }: RequestOf<typeof api.getParts>,
): Promise<ReplyInput<typeof api.getParts>> {
  const { day, row } = await invitation(context, id, residentId)
  const parts = await partRows(context.db, id, residentId)
  return {
    name: row.name,
    about: await subjectOf(context, day, row),
    recordId: row.recordId,
    parts: parts.map(({ station, values, enteredAt, enteredByName }) => ({
      station,
      values,
      enteredBy: enteredByName ?? '',
      enteredAt: enteredAt.toISOString(),
    })),
  }
}

/** One station's part: checked by the same definition as the whole sheet, kept until the conclusion. */
export async function putPartOf(
  context: Context,
  { id, residentId, station, values: sent }: RequestOf<typeof api.putPart>,
) {
  const { day, row } = await invitation(context, id, residentId)
  if (row.recordId !== null)
    throw new Refused('already-examined', '体检表已完成；要改内容，请在服务记录里更正。')
  if (row.arrivedAt === null) throw new Refused('not-arrived', `${row.name}还没有签到。`)
  const form = stationForm(station)
  const values = asDefined(form, sent)
  const errors = problemsOf(form, values, await subjectOf(context, day, row)).filter(
    ({ severity }) => severity === 'error',
  )
  if (errors.length > 0) {
    const fields: Record<string, string> = {}
    for (const { field, message } of errors) fields[field] ??= message
    throw new Invalid(fields, `${stations[station].name}有 ${errors.length} 处填写不正确，请按提示修改。`)
  }
  await upsertPart(context.db, {
    dayId: id,
    residentId,
    station,
    values,
    enteredBy: context.viewer.accountId,
    enteredAt: context.now,
  })
  return await replyOf(context, id, residentId)
}

/** 总检: the parts become one examination sheet, which closes what is owed. Sent twice it is recorded once. */
export async function finishExaminationOf(
  context: Context,
  { id, residentId, recordId }: RequestOf<typeof api.finishExamination>,
) {
  const { day, row } = await invitation(context, id, residentId)
  if (row.recordId !== null && row.recordId !== recordId)
    throw new Refused('already-examined', '这位居民当天的体检表已完成。')
  const parts = await partRows(context.db, id, residentId)
  if (!parts.some(({ station }) => station === 'conclusion'))
    throw new Refused('no-conclusion', '医生总检还没有填写，请先填写健康评价。')
  const saved = await recordService(context, {
    id: recordId,
    residentId,
    form: healthAssessment.code,
    performedOn: day.heldOn,
    mode: 'clinic',
    values: joinedParts(Object.fromEntries(parts.map(({ station, values }) => [station, values]))),
  })
  await updateInvitation(context.db, { dayId: id, residentId }, { recordId })
  return saved
}

async function subjectOf(
  context: Context,
  day: DayRow,
  { residentId, birthDate, sex }: InviteeRow,
): Promise<Subject> {
  const last = await lastRecordOf(context, residentId, healthAssessment.code, day.heldOn)
  return {
    birthDate,
    sex,
    performedOn: day.heldOn,
    ageYears: ageYearsOn(day.heldOn, birthDate),
    last: last && { performedOn: last.performedOn, values: last.values },
  }
}
