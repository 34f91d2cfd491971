import type * as api from '@qianyue/api/complaints.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import {
  type ComplaintState,
  complaintDeadlines,
  complaintOverdue,
  complaintStateOf,
  complaintStates,
  complaintSteps,
  nextComplaintSteps,
  repliedInTime,
} from '@qianyue/domain/complaints/complaint.ts'
import { addYears } from '@qianyue/domain/days/local-date.ts'
import { maskPhone } from '@qianyue/domain/residents/phone.ts'
import { reachWhole } from '../access/reach-whole.ts'
import { mayDo } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { unitsNamed } from '../indicators/counts.queries.ts'
import { policyAt } from '../policy/policy.queries.ts'
import * as queries from './complaints.queries.ts'

function describeComplaint({ viewer, today }: Context, row: queries.ComplaintRow) {
  return {
    ...row,
    state: complaintStateOf(row.steps),
    overdue: complaintOverdue(today, row, row.steps),
    next: mayDo(viewer, 'complaints.handle') ? nextComplaintSteps(row.steps) : [],
  }
}

export async function listComplaints(
  context: Context,
  { state }: RequestOf<typeof api.listComplaints>,
): Promise<ReplyInput<typeof api.listComplaints>> {
  const { db, today } = context
  const rows = await queries.complaintsKept(db, { since: addYears(today, -1) })
  const all = rows.map((row) => describeComplaint(context, row))
  const inTime = rows.map((row) => repliedInTime(today, row.replyBy, row.steps)).filter((one) => one !== null)
  const counts = Object.fromEntries(
    (Object.keys(complaintStates) as ComplaintState[]).map((one) => [
      one,
      all.filter((complaint) => complaint.state === one).length,
    ]),
  ) as Record<ComplaintState, number>
  return {
    complaints: state === undefined ? all : all.filter((one) => one.state === state),
    counts,
    overdue: all.filter(({ overdue }) => overdue !== null).length,
    inTime: { numerator: inTime.filter((one) => one).length, denominator: inTime.length },
  }
}

/** 登记, with the deadlines of the day on which it came. Sent again with the same id it answers as the first time. */
export async function enterComplaint(
  context: Context,
  { phone, ...said }: RequestOf<typeof api.enterComplaint>,
) {
  const { db, viewer, now, today, crypto, note } = context
  await reachWhole(context, said.unitCode)
  if (said.receivedOn > today) throw new Invalid({ receivedOn: '收到日期不能晚于今天' })
  const { supervision } = await policyAt(db, said.receivedOn)
  await queries.insertComplaint(db, {
    ...said,
    ...complaintDeadlines(said.receivedOn, supervision.complaints),
    phoneEncrypted: phone === null ? null : crypto.encrypt(phone),
    phoneMasked: phone === null ? null : maskPhone(phone),
    enteredAt: now,
    enteredBy: viewer.accountId,
  })
  note({ subject: `complaint ${said.id} entered` })
  return await complaintInReach(context, said.id)
}

/** 办理: one step after the other; on accepting it may be handed to a unit below. */
export async function handleComplaint(
  context: Context,
  { id, stepId, kind, words, satisfied, toUnitCode }: RequestOf<typeof api.handleComplaint>,
) {
  const { db, note } = context
  await queries.lockComplaint(db, id)
  const [row] = await queries.complaintsKept(db, { id })
  if (!row) throw new NotFound('complaint')
  if (row.steps.some((step) => step.id === stepId)) return describeComplaint(context, row)
  if (!nextComplaintSteps(row.steps).includes(kind))
    throw new Refused(
      'not-this-step',
      `${complaintStates[complaintStateOf(row.steps)]}的意见不能再${complaintSteps[kind]}，请刷新后再看。`,
    )
  if (kind === 'visited' && satisfied === null) throw new Invalid({ satisfied: '请记录对方是否满意' })
  if (toUnitCode !== undefined && toUnitCode !== row.unitCode) {
    const { from, to } = rangeOf(row.unitCode)
    if (toUnitCode < from || toUnitCode > to || (await unitsNamed(context, [toUnitCode])).length === 0)
      throw new Invalid({ toUnitCode: '只能转给下级机构' })
    await queries.moveComplaint(db, id, toUnitCode)
  }
  await queries.insertStep(context, {
    id: stepId,
    complaintId: id,
    kind,
    words,
    satisfied: kind === 'visited' ? satisfied : null,
  })
  note({ subject: `complaint ${id} ${kind}` })
  return await complaintInReach(context, id)
}

/** The number in full, for calling back; who looked is in the trail. */
export async function showPhone(context: Context, { id }: { id: string }) {
  const { db, crypto, note } = context
  if ((await queries.complaintsKept(db, { id })).length === 0) throw new NotFound('complaint')
  const sealed = await queries.sealedPhone(db, id)
  note({ subject: `complaint ${id} phone`, reason: '答复投诉' })
  return { phone: sealed === null ? null : crypto.decrypt(sealed) }
}

async function complaintInReach(context: Context, id: string) {
  const [row] = await queries.complaintsKept(context.db, { id })
  if (!row) throw new NotFound('complaint')
  return describeComplaint(context, row)
}
