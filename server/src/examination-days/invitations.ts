import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/examination-days.ts'
import { assignSlots } from '@qianyue/domain/examination-days/slots.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { dayInReach, inviteeReply } from './examination-day.ts'
import {
  type DayRow,
  type InviteeRow,
  insertInvitations,
  invitable,
  inviteesOf,
  updateInvitation,
} from './examination-days.queries.ts'

/** 邀请: who is invited already keeps the slot; sent twice nothing changes. */
export async function inviteResidents(
  context: Context,
  { id, residentIds }: RequestOf<typeof api.invite>,
): Promise<ReplyInput<typeof api.invite>> {
  const day = await dayInReach(context, id)
  if (day.heldOn < context.today) throw new Refused('day-is-over', '这个体检日已过，不能再邀请。')
  const invited = await inviteesOf(context.db, id)
  const already = new Set(invited.map(({ residentId }) => residentId))
  const taken = takenIn(day, invited)
  const people = await invitable(context.db, day.villageCode, residentIds)
  const newcomers = people.filter(({ residentId }) => !already.has(residentId))
  const slots = assignSlots(day, taken, newcomers)
  await insertInvitations(context.db, id, slots)
  context.note({ subject: `examination day ${id} ${slots.size}` })
  return { invited: slots.size, leftOut: newcomers.length - slots.size }
}

/** 答复、改时段、签到. */
export async function noteInvitationOf(
  context: Context,
  { id, residentId, slot, answer, arrived }: RequestOf<typeof api.noteInvitation>,
) {
  const { day, row } = await invitation(context, id, residentId)
  if (slot !== undefined && slot !== row.slot) {
    if (slot >= day.slots) throw new Invalid({ slot: `这天只有 ${day.slots} 个时段。` })
    if (takenIn(day, await inviteesOf(context.db, id))[slot]! >= day.slotCapacity)
      throw new Refused('slot-full', '这个时段已满，请选其他时段。')
  }
  if (arrived && context.today < day.heldOn)
    throw new Refused('not-the-day-yet', `体检日是 ${day.heldOn}，还不能签到。`)
  if (arrived === false && row.recordId !== null)
    throw new Refused('already-examined', '体检表已完成，不能取消签到。')
  await updateInvitation(
    context.db,
    { dayId: id, residentId },
    {
      ...(slot === undefined ? {} : { slot }),
      ...(answer === undefined ? {} : { answer }),
      ...(arrived === undefined ? {} : { arrivedAt: arrived ? (row.arrivedAt ?? context.now) : null }),
    },
  )
  return await replyOf(context, id, residentId)
}

/** 结果告知: when and how the resident was told. */
export async function giveResultsOf(
  context: Context,
  { id, residentId, givenOn, givenHow }: RequestOf<typeof api.giveResults>,
) {
  const { row } = await invitation(context, id, residentId)
  if (row.recordId === null || row.performedOn === null)
    throw new Refused('not-examined-yet', '体检表还没有完成，没有可以告知的结果。')
  if (givenOn > context.today || givenOn < row.performedOn)
    throw new Invalid({ givenOn: `告知日期应在 ${row.performedOn} 至今天之间。` })
  await updateInvitation(context.db, { dayId: id, residentId }, { givenOn, givenHow })
  return await replyOf(context, id, residentId)
}

/** The invitation of one resident. @throws NotFound where there is none within reach. */
export async function invitation(
  context: Context,
  id: string,
  residentId: string,
): Promise<{ day: DayRow; row: InviteeRow }> {
  const day = await dayInReach(context, id)
  const [row] = await inviteesOf(context.db, id, residentId)
  if (!row) throw new NotFound('invitation')
  context.note({ residentId, subject: `examination day ${id}` })
  return { day, row }
}

export async function replyOf(context: Context, id: string, residentId: string) {
  const day = await dayInReach(context, id)
  const [row] = await inviteesOf(context.db, id, residentId)
  return inviteeReply(day, row!, await policyAt(context.db, day.heldOn))
}

function takenIn({ slots }: DayRow, invited: readonly InviteeRow[]): number[] {
  const taken = Array.from({ length: slots }, () => 0)
  for (const { slot, answer } of invited) if (answer !== 'not-coming') taken[slot]! += 1
  return taken
}
