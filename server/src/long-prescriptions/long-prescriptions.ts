import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/long-prescriptions.ts'
import {
  type LongPrescriptionPolicy,
  prescribingProblems,
  supplyEndsOn,
  supplyState,
} from '@qianyue/domain/long-prescriptions/long-prescription.ts'
import { populations } from '@qianyue/domain/populations/population.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { recordService } from '../service-records/record-service.ts'
import {
  insertDelivery,
  insertPrescription,
  type PrescriptionRow,
  prescriptionsWhere,
} from './long-prescriptions.queries.ts'

type Reply = ReplyInput<typeof api.prescribe>

/** Whose medicines end when, the soonest first. */
export async function listPrescriptions(
  context: Context,
  request: RequestOf<typeof api.listLongPrescriptions>,
): Promise<Reply[]> {
  const { residentId } = request
  context.note({ ...(residentId ? { residentId } : {}), subject: 'long prescriptions' })
  const rows = await prescriptionsWhere(context.db, request)
  const policy = (await policyAt(context.db, context.today))['long-prescriptions']
  return rows.map((row) => replyOf(row, context, policy))
}

/**
 * 开长期处方, judged by the policy of its day; it is a record of the service as well. Sent again with the same id it answers
 * as the first time. @throws Invalid with everything that forbids it.
 */
export async function prescribeMedicines(
  context: Context,
  request: RequestOf<typeof api.prescribe>,
): Promise<Reply> {
  const { isStable, ...written } = request
  const policy = (await policyAt(context.db, request.prescribedOn))['long-prescriptions']
  const problems = prescribingProblems(request, policy)
  const words = Object.values(problems)
  if (words.length > 0) throw new Invalid(problems, words.join(''))
  const medicines = request.medicines.map(
    ({ name, dose, timesPerDay }) => `${name} 每日${timesPerDay}次 每次${dose}`,
  )
  await recordService(context, {
    id: request.id,
    residentId: request.residentId,
    form: 'general-service',
    performedOn: request.prescribedOn,
    mode: 'clinic',
    values: {
      service: 'long-prescription',
      content: `${populations[request.condition]}长期处方 ${request.weeks} 周：${medicines.join('；')}`.slice(
        0,
        500,
      ),
      ...(request.assessment === '' ? {} : { advice: request.assessment }),
    },
  })
  await insertPrescription(context.db, {
    ...written,
    unitCode: context.viewer.unitCode,
    prescribedBy: context.viewer.staffId,
    recordedBy: context.viewer.accountId,
  })
  return await replyById(context, request.id)
}

/** 送药. */
export async function deliver(
  context: Context,
  { prescriptionId, ...delivery }: RequestOf<typeof api.deliverMedicines>,
): Promise<Reply> {
  const [row] = await prescriptionsWhere(context.db, { id: prescriptionId })
  if (!row) throw new NotFound('long prescription')
  if (delivery.deliveredOn < row.prescribedOn || delivery.deliveredOn > context.today)
    throw new Invalid({ deliveredOn: `日期应在开方日 ${row.prescribedOn} 至今天之间。` })
  await insertDelivery(context.db, { ...delivery, prescriptionId, recordedBy: context.viewer.accountId })
  return await replyById(context, prescriptionId)
}

async function replyById(context: Context, id: string): Promise<Reply> {
  const [row] = await prescriptionsWhere(context.db, { id })
  if (!row) throw new NotFound('long prescription')
  context.note({ residentId: row.residentId, subject: `long prescription ${id}` })
  return replyOf(row, context, (await policyAt(context.db, context.today))['long-prescriptions'])
}

function replyOf(row: PrescriptionRow, { today }: Context, policy: LongPrescriptionPolicy): Reply {
  const endsOn = supplyEndsOn(row.prescribedOn, row.weeks)
  return {
    ...row,
    conditionName: populations[row.condition],
    endsOn,
    supply: supplyState(endsOn, today, policy),
  }
}
