import type { createToken, revokeToken } from '@qianyue/api/accounts.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { tokenHash } from '../session/viewer.queries.ts'
import { insertToken, revokeTokenOf, tokensOf } from './accounts.queries.ts'
import { type After, accountToManage, forget } from './manage-accounts.ts'
import { bearerToken, mayBeShownAgain } from './one-time-password.ts'

/** Days that a token may work at most: somebody looks once a year whether the program is still there. */
const TOKEN_DAYS_MOST = 366

/** 新建访问令牌 for a program that acts as the account, within the chosen actions. */
export async function makeToken(context: Context, request: RequestOf<typeof createToken>) {
  const { accountId, id, name, scopes, expiresOn } = request
  const account = await accountToManage(context, accountId)
  if (account.state === 'disabled') throw new Refused('account-disabled', '账号已停用，请先启用。')
  if (expiresOn < context.today || expiresOn > addDays(context.today, TOKEN_DAYS_MOST)) {
    throw new Invalid({ expiresOn: `有效期应在今天起 ${TOKEN_DAYS_MOST} 天以内。` })
  }
  const token = bearerToken(context.crypto, id)
  const added = await insertToken(context, {
    id,
    accountId,
    name,
    tokenHash: tokenHash(token),
    scopes: [...new Set(scopes)],
    createdAt: context.now,
    createdBy: context.viewer.accountId,
    expiresAt: endOf(expiresOn),
  })
  if (!added) {
    const present = (await tokensOf(context, accountId)).find((one) => one.id === id)
    if (!present || present.revokedAt !== null || !mayBeShownAgain(present.createdAt, context.now)) {
      throw new Refused('shown-once', '令牌只在生成时显示一次，不能再看。需要时请新建一个，并作废原来的。')
    }
  }
  context.note({ subject: `token ${id}` })
  return { id, token }
}

/** 作废令牌: from the next request on it opens nothing. */
export async function revoke(
  context: Context,
  { accountId, tokenId }: RequestOf<typeof revokeToken>,
  after: After,
) {
  await accountToManage(context, accountId)
  if (!(await revokeTokenOf(context, accountId, tokenId))) throw new NotFound('token')
  context.note({ subject: `token ${tokenId}` })
  forget(after, accountId)
  return {}
}

/** The first moment after a day in Shanghai. */
function endOf(day: LocalDate): Date {
  return new Date(`${addDays(day, 1)}T00:00:00+08:00`)
}
