import { randomInt } from 'node:crypto'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/service-confirmations.ts'
import { codeSheetBlocks } from '@qianyue/domain/service-confirmations/code-sheet.ts'
import {
  CODES_ON_A_SHEET,
  type CodeState,
  confirmsAlso,
  triesCountFrom,
  triesLeft,
} from '@qianyue/domain/service-confirmations/confirmation-code.ts'
import { v7 as newId } from 'uuid'
import { countyNamed } from '../complaints/complaints.queries.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import {
  bureauPhone,
  codesHeld,
  insertCodes,
  insertTry,
  lockHolder,
  type RecordToConfirm,
  recordToConfirm,
  triesOf,
  tryById,
  withdrawCodes,
} from './confirmation-codes.queries.ts'

/** 核对确认码 of a service. A wrong one is an answer and no refusal, so that it counts. */
export async function typeConfirmationCode(
  context: Context,
  { recordId, id, code }: RequestOf<typeof api.typeConfirmationCode>,
) {
  const record = await recordToConfirm(context.db, recordId)
  if (record === null) throw new NotFound('service-record')
  context.note({ residentId: record.residentId, subject: `confirmation code of service-record ${recordId}` })
  if (record.withdrawnAt !== null) throw new Refused('record-withdrawn', '这条服务记录已作废，不用再确认。')
  return await codeTried(context, { id, recordId, record, code })
}

/** Looks a told code up among those that the resident holds, and keeps the try. */
export async function codeTried(
  context: Context,
  { id, recordId, record, code }: { id: string; recordId: string; record: RecordToConfirm; code: string },
) {
  const { db, crypto, viewer, now } = context
  await lockHolder(db, record.residentId)
  const before = await codeState(context, recordId, record.residentId)
  if (before.state === 'right' || (await tryById(db, id)) !== undefined) return before
  if (before.triesLeft === 0) return before
  const held = await codesHeld(db, record.residentId)
  const told = held.find(
    ({ codeSealed, usedFor }) => crypto.decrypt(codeSealed) === code && confirmsAlso(usedFor, record),
  )
  await insertTry(db, {
    id,
    recordId,
    sheetId: told?.sheetId ?? null,
    position: told?.position ?? null,
    triedAt: now,
    triedBy: viewer.accountId,
  })
  return await codeState(context, recordId, record.residentId)
}

/** What became of the codes that were told for a service. */
export async function codeState({ db, today }: Context, recordId: string, residentId: string) {
  const { right, ofService, ofWeek } = await triesOf(db, recordId, residentId, triesCountFrom(today))
  const state: CodeState = right ? 'right' : ofService > 0 ? 'wrong' : 'none'
  return { state, triesLeft: triesLeft({ ofService, ofWeek }) }
}

/** 服务确认码单: what is left on the sheet; a new one where nothing is. */
export async function confirmationCodeSheet(context: Context, residentId: string) {
  const { db, crypto, viewer, note } = context
  const holder = await lockHolder(db, residentId)
  if (holder === null) throw new NotFound('resident')
  note({ residentId, subject: 'confirmation codes' })
  let left = (await codesHeld(db, residentId)).filter(({ usedFor }) => usedFor === null)
  if (left.length === 0) {
    await issueSheet(context, residentId)
    left = (await codesHeld(db, residentId)).filter(({ usedFor }) => usedFor === null)
  }
  return {
    fileName: `服务确认码单 ${holder.name}`,
    blocks: codeSheetBlocks({
      residentName: holder.name,
      villageName: holder.villageName,
      countyName: (await countyNamed(db, viewer.countyCode)) ?? '',
      complaintPhone: await bureauPhone(db),
      codes: left.map(({ position, codeSealed }) => ({ position, code: crypto.decrypt(codeSealed) })),
    }),
  }
}

async function issueSheet({ db, crypto, viewer, now }: Context, residentId: string): Promise<void> {
  const codes = new Set<string>()
  while (codes.size < CODES_ON_A_SHEET) codes.add(String(randomInt(1_000_000)).padStart(6, '0'))
  const sheetId = newId()
  await insertCodes(
    db,
    [...codes].map((code, index) => ({
      sheetId,
      position: index + 1,
      residentId,
      codeSealed: crypto.encrypt(code),
      issuedAt: now,
      issuedBy: viewer.accountId,
    })),
  )
}

/** 确认码单遗失: what is left on it confirms nothing any more; the next print is a new sheet. */
export async function withdrawConfirmationCodes(
  { db, note, now }: Context,
  { residentId }: RequestOf<typeof api.withdrawConfirmationCodes>,
) {
  if ((await lockHolder(db, residentId)) === null) throw new NotFound('resident')
  note({ residentId, subject: 'confirmation codes withdrawn' })
  return { withdrawn: await withdrawCodes(db, residentId, now) }
}
