import { randomBytes } from 'node:crypto'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { signPhoneIn as signPhoneInCall } from '@qianyue/api/phones.ts'
import type { Context } from '../http/context.ts'
import { Refused } from '../http/errors.ts'
import { phoneToSignIn, putPhone } from './phones.queries.ts'

/** Bearer tokens of phones begin so: programs' tokens do not. */
export const PHONE_TOKEN = 'qyp_'

/**
 * 启用手机: gives the phone what it speaks with and what its copy is opened by. A phone that was ended, and whose doctor
 * has signed in again, is given its old secret, so that what it had not sent is not lost.
 */
export async function signPhoneIn(
  context: Context,
  { id, name, appVersion }: RequestOf<typeof signPhoneInCall>,
): Promise<ReplyInput<typeof signPhoneInCall>> {
  const { db, viewer, crypto, now } = context
  const known = await phoneToSignIn(db, id)
  if (known && (known.accountId !== viewer.accountId || known.wipe)) {
    throw new Refused('phone-is-wiped', '这部手机上的副本已要求清除，请清除后重新启用。')
  }
  const secret = known ? crypto.decrypt(known.secret) : randomBytes(32).toString('base64url')
  const token = PHONE_TOKEN + randomBytes(32).toString('base64url')
  const contact = randomBytes(32).toString('base64url')
  await putPhone(db, {
    id,
    accountId: viewer.accountId,
    name,
    appVersion,
    secret: crypto.encrypt(secret),
    token,
    contact,
    now,
  })
  context.note({ subject: `phone ${id}` })
  return { token, contact, secret }
}
