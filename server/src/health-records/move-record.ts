import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { moveHealthRecord as call } from '@qianyue/api/health-records.ts'
import { addDays } from '@qianyue/domain/days/local-date.ts'
import { whyCannot } from '@qianyue/domain/health-records/health-record.ts'
import { HEAD, UNSTATED } from '@qianyue/domain/households/relation.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import * as households from '../residents/event.queries.ts'
import { insertHouseholds } from '../residents/insert-residents.queries.ts'
import { householdWithin, openVillage } from '../residents/register.queries.ts'
import * as queries from './health-records.queries.ts'
import { refused } from './open-records.ts'

type Request = RequestOf<typeof call>

/**
 * 档案迁移: the person moves to another village of the county, and the clinic there keeps the record from that day on. The
 * number stays: it says where the record was filed, not where it is.
 */
export async function moveHealthRecord(context: Context, request: Request): Promise<ReplyInput<typeof call>> {
  const { id, eventId, on, villageCode, reason } = request
  const person = await queries.personOfRecord(context, id)
  context.note({ residentId: id, subject: 'health-record moved', reason })
  const [known] = await queries.recordedEvents(context, [eventId])
  if (known) {
    if (known.residentId !== id || known.kind !== 'moved') throw new NotFound('event')
    return { residentId: id, keptByUnit: person.villageCode }
  }
  const [record] = await queries.keptRecords(context, [id])
  const refusal = whyCannot({ act: 'move', on, villageCode }, person, record ?? null, context.today)
  if (refusal) throw refused(refusal)
  if (!(await openVillage(context, villageCode)))
    throw new Invalid({ villageCode: '没有这个村（社区），或不在您的管理范围；跨乡镇迁移由县卫健局办理。' })

  const stayed = await leaveHousehold(context, request)
  const present = await enterHousehold(context, request)
  await queries.putKeeper(context, id, villageCode)
  await queries.insertRecordEvents(context, [
    {
      id: eventId,
      residentId: id,
      kind: 'moved',
      on,
      reason,
      fromUnit: person.villageCode,
      toUnit: villageCode,
    },
  ])
  await refreshResidents(context, [id, ...stayed, ...present])
  return { residentId: id, keptByUnit: villageCode }
}

async function leaveHousehold(context: Context, { id, on, newHeadId }: Request): Promise<string[]> {
  const resident = await households.residentOfEvent(context, id)
  if (resident.householdId === null) return []
  const members = await households.householdMembers(context, resident.householdId)
  const staying = members.map(({ residentId }) => residentId).filter((one) => one !== id)
  const mustHandOn = resident.headId === id && staying.length > 0
  if (mustHandOn && (!newHeadId || !staying.includes(newHeadId)))
    throw new Refused('new-head-needed', '该居民是户主，请选择由谁接任户主。', { memberIds: staying })
  await households.leave(context, resident.householdId, [id], addDays(on, -1))
  if (staying.length === 0) await households.dissolve(context, resident.householdId, on)
  else if (mustHandOn) await households.setHead(context, resident.householdId, newHeadId!)
  return staying
}

async function enterHousehold(
  context: Context,
  { id, on, villageCode, householdId, address }: Request,
): Promise<string[]> {
  const found = await householdWithin(context, householdId)
  if (found && found.villageCode !== villageCode)
    throw new Invalid({ householdId: '所选家庭不在迁入的村（社区）。' })
  if (!found) await insertHouseholds(context, [{ id: householdId, villageCode, groupNumber: null, address }])
  const present = found ? await households.householdMembers(context, householdId) : []
  const isEmpty = present.length === 0
  const relation = isEmpty ? HEAD : UNSTATED
  await households.enter(context, householdId, villageCode, [{ residentId: id, relation }], on)
  if (isEmpty) await households.setHead(context, householdId, id)
  return present.map(({ residentId }) => residentId)
}
