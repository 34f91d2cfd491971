import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  listUnsignedReasonsOf as listCall,
  noteUnsignedReason as noteCall,
} from '@qianyue/api/unsigned-reasons.ts'
import type { Context } from '../http/context.ts'
import { Invalid, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { residentToEdit } from '../residents/edit.queries.ts'
import { insertNote, noteById, notesOf } from './unsigned-reasons.queries.ts'

/** 登记未签约原因. Sent again with the same id it changes nothing. */
export async function noteUnsignedReason(
  context: Context,
  { residentId, id, reason, remark, notedOn = context.today }: RequestOf<typeof noteCall>,
): Promise<ReplyInput<typeof noteCall>> {
  const { db, today, viewer, note } = context
  await residentToEdit(context, residentId)
  note({ residentId, subject: `unsigned-reason ${id}`, reason: reason ?? 'taken back' })
  const kept = await noteById(db, id)
  if (kept && kept.residentId !== residentId) {
    throw new Refused('id-taken', '这个编号已用于另一条登记，请重新打开再保存。')
  }
  if (!kept) {
    if (notedOn > today) throw new Invalid({ notedOn: `日期不能晚于今天（${today}）。` })
    // What a phone noted by the list of its day is kept by that list.
    const { 'unsigned-reasons': choices } = await policyAt(db, notedOn)
    if (reason !== null && !choices.some(({ name }) => name === reason)) {
      throw new Invalid({ reason: `原因应是${choices.map(({ name }) => name).join('、')}之一。` })
    }
    await insertNote(db, { id, residentId, reason, remark, notedOn, notedBy: viewer.accountId })
  }
  return (await notesOf(db, residentId)).find((one) => one.id === id)!
}

/** What was noted of one resident, and what can be. */
export async function unsignedReasonsOf(
  context: Context,
  { residentId }: RequestOf<typeof listCall>,
): Promise<ReplyInput<typeof listCall>> {
  const { db, today } = context
  await residentToEdit(context, residentId)
  const { 'unsigned-reasons': choices } = await policyAt(db, today)
  context.note({ residentId, subject: 'unsigned-reasons' })
  return { choices: choices.map(({ name }) => name), noted: await notesOf(db, residentId) }
}
