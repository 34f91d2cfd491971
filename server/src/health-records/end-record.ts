import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  closeHealthRecord as closeCall,
  editHealthRecord as editCall,
  reopenHealthRecord as reopenCall,
} from '@qianyue/api/health-records.ts'
import { type HealthRecordAct, standingOn, whyCannot } from '@qianyue/domain/health-records/health-record.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { staffExists } from '../service-records/service-records.queries.ts'
import * as queries from './health-records.queries.ts'
import { refused } from './open-records.ts'
import { refreshHealthRecords } from './refresh-health-records.ts'

/** 终止档案: lost to follow-up, or another reason in words. */
export async function closeHealthRecord(
  context: Context,
  { id, eventId, on, because, reason }: RequestOf<typeof closeCall>,
): Promise<ReplyInput<typeof closeCall>> {
  await once(context, { id, eventId, reason }, { act: 'close', on }, 'closed', () =>
    queries.putClosing(context, id, { on, because }),
  )
  return { residentId: id, status: await statusToday(context, id) }
}

/** 恢复档案. */
export async function reopenHealthRecord(
  context: Context,
  { id, eventId, on, reason }: RequestOf<typeof reopenCall>,
): Promise<ReplyInput<typeof reopenCall>> {
  await once(context, { id, eventId, reason }, { act: 'reopen', on }, 'reopened', () =>
    queries.putClosing(context, id, null),
  )
  return { residentId: id, status: await statusToday(context, id) }
}

/** What stands on the cover besides the register's own data. */
export async function editHealthRecord(
  context: Context,
  { id, responsibleStaffId, registeredAddress }: RequestOf<typeof editCall>,
): Promise<ReplyInput<typeof editCall>> {
  await queries.personOfRecord(context, id)
  if (responsibleStaffId && !(await staffExists(context, responsibleStaffId)))
    throw new Invalid({ responsibleStaffId: '没有这位工作人员。' })
  const cover = {
    ...(responsibleStaffId === undefined ? {} : { responsibleStaffId }),
    ...(registeredAddress === undefined ? {} : { registeredAddress }),
  }
  if (Object.keys(cover).length > 0 && !(await queries.putCover(context, id, cover)))
    throw refused({ code: 'record-not-open' })
  await refreshHealthRecords(context, [id])
  context.note({ residentId: id, subject: 'health-record cover' })
  return { residentId: id }
}

async function once(
  context: Context,
  { id, eventId, reason }: { id: string; eventId: string; reason: string },
  act: HealthRecordAct,
  kind: 'closed' | 'reopened',
  carryOut: () => Promise<void>,
): Promise<void> {
  const person = await queries.personOfRecord(context, id)
  context.note({ residentId: id, subject: `health-record ${kind}`, reason })
  const [known] = await queries.recordedEvents(context, [eventId])
  if (known) {
    if (known.residentId !== id || known.kind !== kind) throw new NotFound('event')
    return
  }
  const [record] = await queries.keptRecords(context, [id])
  const refusal = whyCannot(act, person, record ?? null, context.today)
  if (refusal) throw refused(refusal)
  await carryOut()
  await queries.insertRecordEvents(context, [{ id: eventId, residentId: id, kind, on: act.on, reason }])
}

async function statusToday(context: Context, id: string) {
  const record = (await queries.coverOfRecord(context, id))!
  const policy = await policyAt(context.db, context.today)
  return standingOn(context.today, record, record, policy['health-records']).status
}
