import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { openHealthRecords as call } from '@qianyue/api/health-records.ts'
import {
  type HealthRecordRefusal,
  healthRecordRefusalWords,
  whyCannot,
} from '@qianyue/domain/health-records/health-record.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { staffExists } from '../service-records/service-records.queries.ts'
import {
  insertHealthRecords,
  insertRecordEvents,
  keptRecords,
  peopleOfRecords,
  recordedEvents,
} from './health-records.queries.ts'
import { refreshHealthRecords } from './refresh-health-records.ts'

/** 建档. Sent again with the same ids nothing happens twice; of several people, one who cannot be filed stops them all. */
export async function openHealthRecords(
  context: Context,
  request: RequestOf<typeof call>,
): Promise<ReplyInput<typeof call>> {
  const { openings, openedOn, responsibleStaffId = null, registeredAddress, note } = request
  const taken = await recordedEvents(
    context,
    openings.map(({ id }) => id),
  )
  const before = new Map(taken.map(({ id, residentId }) => [id, residentId]))
  for (const { id, residentId } of openings) {
    const known = before.get(id)
    if (known !== undefined && known !== residentId) throw new NotFound('opening')
  }
  const wanted = openings.filter(({ id }) => !before.has(id))
  if (wanted.length === 0) return { opened: openings.length }
  if (responsibleStaffId && !(await staffExists(context, responsibleStaffId)))
    throw new Invalid({ responsibleStaffId: '没有这位工作人员。' })

  const ids = [...new Set(wanted.map(({ residentId }) => residentId))]
  const people = new Map((await peopleOfRecords(context, ids)).map((person) => [person.id, person]))
  const kept = new Map((await keptRecords(context, ids)).map((record) => [record.residentId, record]))
  for (const id of ids) {
    const person = people.get(id)
    if (person === undefined) throw new NotFound('resident')
    const refusal = whyCannot({ act: 'open', on: openedOn }, person, kept.get(id) ?? null, context.today)
    if (refusal) throw refused(refusal)
  }
  await insertHealthRecords(
    context,
    ids.map((residentId) => ({
      residentId,
      openedOn,
      openedBy: context.viewer.staffId,
      villageCode: people.get(residentId)!.villageCode,
      responsibleStaffId: responsibleStaffId ?? null,
      registeredAddress,
    })),
  )
  await insertRecordEvents(
    context,
    wanted.map(({ id, residentId }) => ({ id, residentId, kind: 'opened', on: openedOn, reason: note })),
  )
  await refreshHealthRecords(context, ids)
  for (const residentId of ids) context.note({ residentId, subject: 'health-record opened' })
  return { opened: openings.length }
}

export function refused(refusal: HealthRecordRefusal): Refused {
  const { code, ...details } = refusal
  return new Refused(code, healthRecordRefusalWords(refusal), details)
}
