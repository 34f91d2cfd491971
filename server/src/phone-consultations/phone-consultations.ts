import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import {
  consultationOutcomes,
  type listPhoneConsultations as listCall,
  type recordPhoneConsultation as recordCall,
} from '@qianyue/api/phone-consultations.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { isOutOfHours } from '@qianyue/domain/phone-consultations/hours.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound } from '../http/errors.ts'
import { recordService } from '../service-records/record-service.ts'
import {
  type ConsultationRow,
  consultationsWhere,
  insertConsultation,
} from './phone-consultations.queries.ts'

type Reply = ReplyInput<typeof recordCall>

export async function listConsultations(
  { db, note }: Context,
  request: RequestOf<typeof listCall>,
): Promise<Reply[]> {
  const rows = await consultationsWhere(db, request)
  if (request.residentId !== undefined)
    note({ residentId: request.residentId, subject: 'phone consultations' })
  return rows.map(replyOf)
}

/** 登记咨询. A known resident's call is a record of the service as well, so that what was agreed is delivered by it. */
export async function recordConsultation(
  context: Context,
  request: RequestOf<typeof recordCall>,
): Promise<Reply> {
  const { db, viewer, now } = context
  const calledAt = new Date(request.calledAt)
  if (calledAt > now) throw new Invalid({ calledAt: '来电时间不能晚于现在。' })
  if (request.residentId === null && request.caller === '')
    throw new Invalid({ caller: '请选择居民，或写明来电的是谁。' })
  if (request.residentId !== null) {
    await recordService(context, {
      id: request.id,
      residentId: request.residentId,
      form: 'general-service',
      performedOn: dayInShanghai(calledAt),
      mode: 'phone',
      values: {
        service: 'phone-consultation',
        content: request.question,
        result: consultationOutcomes[request.outcome],
        advice: request.answer,
      },
    })
  }
  await insertConsultation(db, {
    ...request,
    calledAt,
    unitCode: viewer.unitCode,
    answeredBy: viewer.staffId,
    recordedBy: viewer.accountId,
  })
  const [kept] = await consultationsWhere(db, { id: request.id })
  if (!kept) throw new NotFound('consultation')
  context.note({
    ...(request.residentId === null ? {} : { residentId: request.residentId }),
    subject: `phone consultation ${request.id}`,
  })
  return replyOf(kept)
}

function replyOf({ calledAt, ...row }: ConsultationRow): Reply {
  return { ...row, calledAt: calledAt.toISOString(), outOfHours: isOutOfHours(calledAt) }
}
