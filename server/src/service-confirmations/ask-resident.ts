import { randomBytes } from 'node:crypto'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/service-confirmations.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { confirmationState, lastDayOf } from '@qianyue/domain/service-confirmations/confirmation.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { codeState } from './confirmation-codes.ts'
import { confirmationOf, insertConfirmation, recordAsked } from './service-confirmations.queries.ts'

type Asked = RequestOf<typeof api.askForConfirmation>

/** 请居民确认: makes the link of a service; asked again it is the same one. */
export async function askForConfirmation(context: Context, { recordId }: Asked) {
  const { db, crypto, viewer, now } = context
  const { protection, withdrawnAt, asked } = await recordInReach(context, recordId)
  if (protection !== null)
    throw new Refused('protected-record', '这种服务的内容受保护，不能用链接请居民确认，请用签名或服务卡。')
  if (withdrawnAt !== null) throw new Refused('record-withdrawn', '这条服务记录已作废，不用再确认。')
  if (!asked) {
    const code = randomBytes(16).toString('base64url')
    await insertConfirmation(db, {
      recordId,
      linkHash: crypto.keyedHash('confirmation link', code),
      linkSealed: crypto.encrypt(code),
      askedAt: now,
      askedBy: viewer.accountId,
    })
  }
  const { confirmation } = await describe(context, recordId)
  if (confirmation === null) throw new NotFound('service-record')
  return { confirmation }
}

export async function showConfirmation(context: Context, { recordId }: Asked) {
  const { residentId } = await recordInReach(context, recordId)
  return {
    ...(await describe(context, recordId)),
    code: await codeState(context, recordId, residentId),
  }
}

async function recordInReach({ db, note }: Context, recordId: string) {
  const record = await recordAsked(db, recordId)
  if (record === null) throw new NotFound('service-record')
  note({ residentId: record.residentId, subject: `confirmation of service-record ${recordId}` })
  return record
}

async function describe({ db, crypto, viewer, today }: Context, recordId: string) {
  const row = await confirmationOf(db, recordId)
  if (row === null) return { confirmation: null }
  const askedOn = dayInShanghai(row.askedAt)
  return {
    confirmation: {
      state: confirmationState(
        { askedOn, wasGiven: row.wasGiven, withdrawn: row.withdrawnAt !== null },
        today,
      ),
      link: `/public/confirm/${viewer.countyCode}/${crypto.decrypt(row.linkSealed)}`,
      until: lastDayOf(askedOn),
      askedAt: row.askedAt.toISOString(),
      answeredAt: row.answeredAt?.toISOString() ?? null,
      words: row.words,
    },
  }
}
