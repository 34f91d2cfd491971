import * as api from '@qianyue/api/phones.ts'
import { accountToManage } from '../accounts/manage-accounts.ts'
import { answer, answerPublicly } from '../http/answer.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { endPhone, noteContact, phoneOf, phonesOf } from './phones.queries.ts'
import { signPhoneIn } from './sign-phone-in.ts'

/** Questions of locked phones that one address may ask in a minute: a whole hospital may stand behind one address. */
const CONTACTS_PER_MINUTE = 600

export const phoneRoutes = [
  answer(api.signPhoneIn, signPhoneIn),
  answerPublicly(
    api.askStanding,
    async ({ database, now }, request) => {
      const at = now()
      const found = await noteContact(database, { ...request, now: at })
      if (!found) throw new NotFound('phone')
      const standing = found.wipe ? 'wipe' : found.ended ? 'ended' : 'active'
      return { standing, serverTime: at.toISOString() } as const
    },
    { perMinute: CONTACTS_PER_MINUTE },
  ),
  answer(api.listOwnPhones, async ({ db, viewer }) => (await phonesOf(db, viewer.accountId)).map(describe)),
  answer(api.endOwnPhone, (context, { phoneId, wipe }) =>
    end(context, context.viewer.accountId, phoneId, wipe),
  ),
  answer(api.listAccountPhones, async (context, { accountId }) => {
    await accountToManage(context, accountId)
    return (await phonesOf(context.db, accountId)).map(describe)
  }),
  answer(api.endAccountPhone, async (context, { accountId, phoneId, wipe }) => {
    await accountToManage(context, accountId)
    return await end(context, accountId, phoneId, wipe)
  }),
]

/** 停用、清除: at once for what it may ask, at its next contact for what it holds. */
async function end(context: Context, accountId: string, phoneId: string, wipe: boolean) {
  const { db, now, note } = context
  if (!(await phoneOf(db, accountId, phoneId))) throw new NotFound('phone')
  await endPhone(db, phoneId, wipe, now)
  note({ subject: `phone ${phoneId}`, reason: wipe ? 'wipe' : 'ended' })
  return describe((await phoneOf(db, accountId, phoneId))!)
}

type Kept = NonNullable<Awaited<ReturnType<typeof phoneOf>>>

function describe(phone: Kept) {
  return {
    ...phone,
    signedInAt: phone.signedInAt.toISOString(),
    lastSeenAt: phone.lastSeenAt.toISOString(),
    endedAt: phone.endedAt?.toISOString() ?? null,
    wipedAt: phone.wipedAt?.toISOString() ?? null,
  }
}
